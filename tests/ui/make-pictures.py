#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Makes the pictures of README.md and of the AppStream data with the program itself, on the sample
shop. What can be read in each is written down beside them, so that check-help.py finds pictures of
what the program does not say any more.
./dev shell env PYTHONPATH=tests python3 tests/ui/make-pictures.py build"""

import json
import pathlib
import sys

import harness
import pages
import program_words

SIZE = (1000, 700)
WANTED = ('today', 'customer', 'segment', 'campaign-message', 'report-sales')
FOLDER = pathlib.Path(__file__).resolve().parents[2] / 'data/screenshots'

FIELDS = (('add', 'Shoe size', 'number'), ('add', 'Favourite roast', 'one', 'Light, Dark, Green'),
          ('add', 'Contract ends', 'date'), ('require', 'Favourite roast', 'yes'))

session = harness.Session(sys.argv[1])
shop = session.busy_sample()
words = {}
shown = program_words.shown()


def take(app, name):
    app.settle()
    picture = app.screenshot(FOLDER / f'{name}.png')
    words[picture.name] = sorted({node.get_name() for node in app.nodes(('label', 'button'))
                                  if program_words.plain(node.get_name() or '') in shown})
    print(picture)


def take_chosen(app):
    """Somebody searches and chooses all who were found."""
    app.show('customers')
    app.page_action('page.search')
    app.type('Search customers', 'berg')
    app.settle()
    app.page_action('page.select')
    app.settle()
    app.page_action('chosen.all')
    take(app, 'chosen')


def take_fields(app):
    app.action('preferences')
    app.press('Own Fields', role='page tab')
    app.gone('label', 'At the Keyboard')
    take(app, 'own-fields')
    app.action('test-close-dialog')


def show_segment(app):
    """The one that README.md speaks of."""
    number = pages.value(shop, "SELECT id FROM segment WHERE name = 'Not Seen Lately'")
    app.window_action('show-segment', f'int64 {number}')


for dark in (False, True):
    app = session.start('--store', shop, dark=dark, size=SIZE)
    for name, show in pages.pages(app, shop):
        if name in WANTED and (not dark or name == 'today'):
            app.resize(*SIZE)
            show() if name != 'segment' else show_segment(app)
            take(app, f'{name}-dark' if dark else name)
    if not dark:
        take_chosen(app)
    app.quit()
for field in FIELDS:
    session.ctl(shop, 'fields', *field)
app = session.start('--store', shop, size=SIZE)
take_fields(app)
app.quit()
missing = {f'{name}.png' for name in (*WANTED, 'today-dark')} - words.keys()
assert not missing, missing
(FOLDER / 'words.json').write_text(json.dumps(words, ensure_ascii=False, indent=1) + '\n')
session.close()
