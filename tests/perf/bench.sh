#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
# Measures counting beside DuckDB, and backups. usage: bench.sh BUILD [S|M|L|figures …]
#
# REGULARS_DUCKDB names libduckdb.so; without it, npm (where there is one) fetches it once into the
# user's cache. Without either, only our own times are printed. Shops are made once, under
# REGULARS_PERF or the user's cache.
#
# `figures` takes in one go all that has a limit: M, the import of REGULARS_SALES (a till's export,
# .csv or .csv.gz) beside DuckDB, the first customers and searches of a shop with a million of them,
# and how the window feels during an import.
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

# The folder of a shop of so many customers and lines, which is made where it is not there yet; with
# counting beside DuckDB.
count() {
  mkdir -p "$cache/$1"
  printf '\n## %s: %s customers, about %s lines\n\n' "$1" "$2" "$3"
  "$build/tests/perf/bench-counting" "$cache/$1" "$2" "$3" ${duck:+"$duck"}
  printf '\n'
  "$build/tests/perf/bench-segments" "$cache/$1" "$2" "$3" ${duck:+"$duck"}
}

figures() {
  local here plain
  here=$(dirname "$0")
  plain=$cache/sales.csv
  count M 100000 2000000
  "$here/backup.py" "$build" "$cache/M/shop.regulars"
  [ -e "$cache/million/shop.regulars" ] || count million 1000000 200000 >/dev/null
  printf '\n## a million customers, 200,000 lines\n\n'
  # This one also brings an older file up to date.
  "$build/tests/perf/bench-search" "$cache/million/shop.regulars"
  "$here/first-customers.py" "$build" "$cache/million/shop.regulars" 3
  cp "$cache/million/shop.regulars" "$cache/bulk.regulars"
  "$build/tests/perf/bench-bulk" "$cache/bulk.regulars"
  "$build/tests/perf/bench-fix" "$cache/bulk.regulars"
  rm -f "$cache"/bulk.regulars*
  printf '\n## lists on paper\n\n'
  "$here/sheets.py" "$build"
  [ -n "${REGULARS_SALES:-}" ] || { echo 'REGULARS_SALES names no export of a till.' >&2; return; }
  printf '\n## a real export\n\n'
  REGULARS_DUCKDB=$duck "$here/import.py" "$build" "$REGULARS_SALES" 3
  case $REGULARS_SALES in
    *.gz) gzip -dc "$REGULARS_SALES" >"$plain" ;;
    *) cp "$REGULARS_SALES" "$plain" ;;
  esac
  printf '\n## the window, while it is imported into M\n\n'
  "$here/heartbeat.py" "$build" "$cache/M/shop.regulars" "$plain"
  rm -f "$plain"
}

for size in "${@:-M}"; do
  case $size in
    S) count S 10000 200000 ;;
    M) count M 100000 2000000 ;;
    L) count L 1000000 20000000 ;;
    figures) figures; continue ;;
    *) echo "There are the sizes S, M and L, and figures." >&2; exit 2 ;;
  esac
  "$(dirname "$0")/backup.py" "$build" "$cache/$size/shop.regulars"
done
