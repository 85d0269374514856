#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Runs a test program on a headless display: with-display.py BUILD PROGRAM [ARGUMENTS]"""

import subprocess
import sys

import harness

session = harness.Session(sys.argv[1])
session.env['GTK_A11Y'] = 'test'
session.env['G_DEBUG'] = 'fatal-warnings'
code = subprocess.run(sys.argv[2:], env=session.env).returncode
session.close()
sys.exit(code if code >= 0 else 1)
