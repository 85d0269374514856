#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
# Measures counting beside DuckDB. usage: bench.sh BUILD [S|M|L …]
#
# REGULARS_DUCKDB names libduckdb.so; without it, npm (where there is one) fetches it once into the
# user's cache. Without either, only our own times are printed. Shops are made once, under
# REGULARS_PERF or the user's cache.
set -euo pipefail

build=$1
shift
cache=${REGULARS_PERF:-${XDG_CACHE_HOME:-$HOME/.cache}/regulars/perf}
mkdir -p "$cache"

duck=${REGULARS_DUCKDB:-}
if [ -z "$duck" ] && command -v npm >/dev/null; then
  package=@duckdb/node-bindings-linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')
  duck=$cache/node_modules/$package/libduckdb.so
  [ -e "$duck" ] ||
    (cd "$cache" && npm install --no-save --silent "$package" >/dev/null 2>&1) || duck=
fi
[ -n "$duck" ] || echo 'DuckDB is not here; set REGULARS_DUCKDB to libduckdb.so for the ratios.' >&2

for size in "${@:-M}"; do
  case $size in
    S) customers=10000 lines=200000 ;;
    M) customers=100000 lines=2000000 ;;
    L) customers=1000000 lines=20000000 ;;
    *) echo "There are the sizes S, M and L." >&2; exit 2 ;;
  esac
  mkdir -p "$cache/$size"
  printf '\n## %s: %s customers, about %s lines\n\n' "$size" "$customers" "$lines"
  "$build/tests/perf/bench-counting" "$cache/$size" "$customers" "$lines" ${duck:+"$duck"}
  "$build/tests/perf/bench-duplicates" "$customers"
done
