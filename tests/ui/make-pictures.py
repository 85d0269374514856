#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Makes the pictures of README.md and of the AppStream data with the program itself, on the sample
shop: ./dev shell python3 tests/ui/make-pictures.py build. What can be read in each is written down
beside them, so that check-help.py finds pictures of what the program does not say any more."""

import json
import pathlib
import sys

import harness
import pages
import program_words

SIZE = (1000, 700)
WANTED = ('today', 'customer', 'segment', 'campaign-message', 'report-sales')
FOLDER = pathlib.Path(__file__).resolve().parents[2] / 'data/screenshots'

session = harness.Session(sys.argv[1])
shop = session.busy_sample()
words = {}
shown = program_words.shown()
for dark in (False, True):
    app = session.start('--store', shop, dark=dark, size=SIZE)
    for name, show in pages.pages(app, shop):
        if name not in WANTED or (dark and name != 'today'):
            continue
        app.resize(*SIZE)
        show()
        app.settle()
        picture = app.screenshot(FOLDER / (f'{name}-dark.png' if dark else f'{name}.png'))
        words[picture.name] = sorted({node.get_name() for node in app.nodes(('label', 'button'))
                                      if program_words.plain(node.get_name() or '') in shown})
        print(picture)
    app.quit()
(FOLDER / 'words.json').write_text(json.dumps(words, ensure_ascii=False, indent=1) + '\n')
session.close()
