#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Makes the pictures of README.md and of the AppStream data with the program itself, on the sample
shop: ./dev shell python3 tests/ui/make-pictures.py build"""

import pathlib
import sys

import harness
import pages

SIZE = (1000, 700)
WANTED = ('today', 'customer', 'segment', 'campaign-message', 'report-sales')
FOLDER = pathlib.Path(__file__).resolve().parents[2] / 'data/screenshots'

session = harness.Session(sys.argv[1])
shop = session.busy_sample()
for dark in (False, True):
    app = session.start('--store', shop, dark=dark, size=SIZE)
    for name, show in pages.pages(app, shop):
        if name not in WANTED or (dark and name != 'today'):
            continue
        app.resize(*SIZE)
        show()
        app.settle()
        print(app.screenshot(FOLDER / (f'{name}-dark.png' if dark else f'{name}.png')))
    app.quit()
session.close()
