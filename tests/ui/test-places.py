#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Opens every page of the sample shop, wide and narrow, light and dark; reads each with the page
lint and leaves a picture of it in BUILD/pictures. REGULARS_TEST_SHOP=FILE: of a copy of that shop;
REGULARS_UI_LONG=1: also so tall that nothing has to be scrolled. Usage: test-places.py BUILD"""

import os
import sys

import harness
import pages
import tap

BUILD = sys.argv[1]
SIZES = {'wide': harness.WIDE, 'narrow': harness.NARROW}
if os.environ.get('REGULARS_UI_LONG'):
    SIZES['tall'] = (harness.WIDE[0], 2400)

# No window is larger than its display.
session = harness.Session(BUILD, size=SIZES.get('tall', harness.WIDE))
shop = session.busy_shop(os.environ.get('REGULARS_TEST_SHOP'))
apps = {}


def app_in(theme):
    """One program a theme; the other is closed first, since one shop has one writer."""
    if theme not in apps:
        for other in list(apps):
            apps.pop(other).quit()
        apps[theme] = session.start('--store', shop, dark=theme == 'dark')
    return apps[theme]


def picture(app, name, theme, size):
    return app.screenshot(session.build / f'pictures/{name}-{theme}-{size}.png')


def describe(finding):
    return f'{finding["kind"]}: "{finding["text"]}" {finding["detail"]} in {finding["trail"]}'


def visit(app, name, theme, size):
    """The findings of one page at one size, as sentences. Colours change no sizes and no names, so
    that the dark theme is only pictured."""
    app.settle()
    picture(app, name, theme, size)
    if theme == 'dark':
        return []
    wrong = [describe(finding) for finding in app.lint()]
    return [f'{name}, {theme}, {size}: {line}' for line in wrong + app.nameless()]


def walk(theme, size):
    app = app_in(theme)
    # A change of size costs more than a change of place.
    app.resize(*SIZES[size])
    found = pages.pages(app, shop)
    assert found, 'no page could be opened'
    wrong = []
    for name, show in found:
        show()
        wrong += visit(app, name, theme, size)
    for name, show in pages.dialogs(app):
        show()
        wrong += visit(app, name, theme, size)
        app.action('test-close-dialog')
        app.settle()
    assert not wrong, '\n'.join(wrong)


for each in ('light', 'dark'):
    for size in SIZES:
        tap.case(f'every page and dialog, {each}, {size}')(
            lambda theme=each, size=size: walk(theme, size))


@tap.case('the program leaves without a complaint')
def _():
    for app in apps.values():
        assert app.quit() == 0, app.said()
        complaints = [line for line in app.said().splitlines()
                      if 'WARNING' in line or 'CRITICAL' in line]
        assert not complaints, '\n'.join(complaints)


tap.run()
