#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Opens Regulars on a headless display and writes a picture of its window.

usage: take-picture.py BUILD FILE.png [ARGUMENTS OF REGULARS]
"""

import sys

import harness

session = harness.Session(sys.argv[1])
app = session.start(*sys.argv[3:], size=harness.WIDE)
app.settle()
app.screenshot(sys.argv[2])
code = app.quit()
if code:
    print(app.said(), file=sys.stderr)
session.close()
sys.exit(code)
