#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Every page as others see it: large text, right to left, high contrast, words that are longer than
in English, in German. One variant in a quick run, all with REGULARS_UI_LONG=1, the one that
REGULARS_UI_VARIANT names. The pictures are in BUILD/pictures. Usage: test-variants.py BUILD"""

import os
import pathlib
import sys

import harness
import long_words
import pages
import tap

session = harness.Session(sys.argv[1])
shop = session.busy_sample()
LONG = os.environ.get('REGULARS_UI_LONG')
ONE = os.environ.get('REGULARS_UI_VARIANT')
WORDS = {'LANGUAGE': long_words.LANGUAGE, 'REGULARS_LOCALE_DIR': str(session.folder / 'words')}
GERMAN = {'LANGUAGE': 'de', 'LANG': 'de_DE.UTF-8', 'LC_ALL': 'de_DE.UTF-8',
          'REGULARS_LOCALE_DIR': str(session.build / 'po')}
BOTH = {'wide': harness.WIDE, 'narrow': harness.NARROW}
# Name: scale of the text, environment, direction, sizes, whether it belongs to the quick run.
VARIANTS = {
    'text-150': (1.5, {}, 'ltr', BOTH, True),
    'text-200': (2.0, {}, 'ltr', {'wide': harness.WIDE}, False),
    'right-to-left': (1.0, {}, 'rtl', BOTH, False),
    'high-contrast': (1.0, {'ADW_DEBUG_HIGH_CONTRAST': '1'}, 'ltr', BOTH, False),
    'long-words': (1.0, WORDS, 'ltr', BOTH, False),
    'german': (1.0, GERMAN, 'ltr', BOTH, False),
}
assert long_words.write(pathlib.Path(__file__).parents[2], session.folder / 'words') > 500


def look(app, name, variant, size):
    app.settle()
    app.screenshot(session.build / f'pictures/{name}-{variant}-{size}.png')
    return [f'{name}, {size}: {each["kind"]}: "{each["text"]}" {each["detail"]} in {each["trail"]}'
            for each in app.lint()]


def walk(variant, scale, env, direction, sizes):
    session.set_text_scale(scale)
    app = session.start('--store', shop, env=env)
    app.action('test-direction', f"'{direction}'")
    wrong = []
    for size, pixels in sizes.items():
        app.resize(*pixels)
        for name, show in pages.pages(app, shop):
            show()
            wrong += look(app, name, variant, size)
        for name, show in pages.dialogs(app):
            show()
            wrong += look(app, name, variant, size)
            app.action('test-close-dialog')
            app.settle()
    assert app.quit() == 0, app.said()
    assert not wrong, '\n'.join(wrong)


for key, (scale, env, direction, sizes, is_quick) in VARIANTS.items():
    if key == ONE if ONE else is_quick or LONG:
        tap.case(key)(lambda key=key, scale=scale, env=env, direction=direction, sizes=sizes:
                      walk(key, scale, env, direction, sizes))

tap.run()
