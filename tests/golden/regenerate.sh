#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
# Draws the kept pictures and texts of this folder anew: ./dev shell tests/golden/regenerate.sh
# Look at every one that changed before committing it.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
export G_TEST_SRCDIR=$root/tests G_TEST_BUILDDIR=$root/build/tests
export LANG=C.UTF-8 LC_ALL=C.UTF-8 TZ=UTC REGULARS_GOLDEN=write
export REGULARS_LOCALE_DIR=$root/build/po
for test in "$root"/build/tests/golden/test-*; do
  if [ -f "$test" ] && [ -x "$test" ]; then "$test"; fi
done
PYTHONPATH=$root/tests:$root/tests/mail python3 "$root/tests/golden/test-mails.py" "$root/build"
