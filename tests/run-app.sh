#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
#
# Opens Regulars on the sample shop, or on the shop file that is named: `./dev run [FILE]` calls
# this with the build folder in front. Without a display it writes a picture of the window instead.
set -euo pipefail

build=$1
shift
arguments=("$@")
export REGULARS_LOCALE_DIR=$build/po

# The sample shop is made once, and stays as it was left.
if [ $# -eq 0 ]; then
  shop=$build/sample.regulars
  if [ ! -e "$shop" ]; then
    "$build/src/ctl/regularsctl" --store "$shop.new" sample >/dev/null
    mv "$shop.new" "$shop"
  fi
  arguments=(--store "$shop")
elif [ $# -eq 1 ] && [ "${1#-}" = "$1" ]; then
  arguments=(--store "$(realpath -- "$1")")
fi

if [ -n "${WAYLAND_DISPLAY:-}${DISPLAY:-}" ]; then
  exec "$build/src/app/regulars" "${arguments[@]}"
fi

picture=$build/regulars.png
if ! said=$(python3 "$(dirname "$0")/ui/take-picture.py" "$build" "$picture" "${arguments[@]}" 2>&1)
then
  printf '%s\n' "$said" >&2
  exit 1
fi
echo "There is no display here, so Regulars was opened without one. A picture of it: $picture"
