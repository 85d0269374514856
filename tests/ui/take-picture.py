#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Opens Regulars on a headless display and writes a picture of its window.

usage: take-picture.py BUILD FILE.png [ARGUMENTS OF REGULARS]
"""

import os
import sys

import harness

# It speaks to whoever runs it, unlike the tests.
LANGUAGE = {name: os.environ[name] for name in ('LANGUAGE', 'LC_ALL', 'REGULARS_LOCALE_DIR')
            if os.environ.get(name)}

session = harness.Session(sys.argv[1])
app = session.start(*sys.argv[3:], size=harness.WIDE, env=LANGUAGE)
app.settle()
app.screenshot(sys.argv[2])
code = app.quit()
if code:
    print(app.said(), file=sys.stderr)
session.close()
sys.exit(code)
