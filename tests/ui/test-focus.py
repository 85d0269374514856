#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Tab goes through pages and dialogs, and at each stop it can be seen where the keyboard is.
With REGULARS_UI_LONG=1 through every one. Usage: test-focus.py BUILD"""

import json
import os
import re
import sys

import harness
import keys
import pages
import tap

# On X11 the shadow of the window is within its size, and it has three buttons.
SIZE = (harness.NARROW[0] + 120, harness.NARROW[1])
# Each stop is drawn twice, which takes minutes for all; these have one of every kind of control.
SHORT = {'today', 'customers', 'segment', 'campaign', 'report-sales', 'search', 'new-campaign'}
LONG = os.environ.get('REGULARS_UI_LONG')
# The window's own and the dialog's.
MANY = {'Close'}

# Rows of a list let Tab go on only in a window that has the keyboard.
session = harness.Session(sys.argv[1], display='x11')
shop = session.busy_sample()
app = session.start('--store', shop, size=SIZE)
app.settle()
app.focus_window()
at = keys.Keys(app)


def walk(name):
    """What is wrong on the page at hand, as sentences."""
    app.settle()
    report = app.report('test-focus-walk', 60)
    wrong = [f'{name}: {finding["kind"]} at {finding["trail"]}' for finding in report['findings']]
    if not report['stops']:
        wrong.append(f'{name}: Tab goes nowhere')
    return wrong + [f'{name}: {line}' for line in app.same_names(MANY)]


def walk_all(found, close=lambda: None):
    wrong = []
    for name, show in found:
        if LONG or name in SHORT:
            show()
            wrong += walk(name)
            close()
    assert not wrong, '\n'.join(wrong)


@tap.case('pages')
def _():
    walk_all(pages.pages(app, shop))


@tap.case('dialogs')
def _():
    walk_all(pages.dialogs(app), lambda: app.action('test-close-dialog'))


@tap.case('campaigns stand side by side by keys alone, and the people behind a figure are opened')
def _():
    app.resize(*harness.WIDE)
    app.key('alt+4')
    at.go('Menu', 'toggle button')
    app.key('space')
    at.at('Side by Side', 'menu item')
    app.key('Return')
    app.find('label', 'Side by Side')
    for which, wanted in (('First', 'Autumn Letter'), ('Second', 'Spring Letter')):
        at.go(which, 'combo box')
        app.key('space')
        app.settle()
        # GTK 4.18 says the first choice has the keyboard when the chosen one does.
        app.key('Home')
        at.go(wanted, 'list item', 'Down')
        app.key('Return')
        app.settle()
        at.at(which, 'combo box')
        told = [(n.get_name(), n.get_description()) for n in app.nodes('combo box')]
        assert (which, wanted) in told, told
    came = at.go('Came Back: Autumn Letter', 'list item')
    app.find('label', lambda name: re.match(r'.*% \(', name), came)
    app.key('Return')
    app.find('label', 'Came Back: Autumn Letter')
    app.find('label', lambda name: ' came · ' in name)
    people = json.loads(pages.value(shop, 'SELECT json_group_array(name) FROM customer'))
    at.go(lambda name: name in people, 'list item')
    # More of them come in the place of the row that asks for them, and so does the keyboard.
    app.key('End')
    at.at('Show More')
    app.key('Return')
    at.at(lambda name: name in people, 'list item')
    app.key('Up')
    at.at(lambda name: name in people, 'list item')
    app.key('alt+Left')
    at.at('Came Back: Autumn Letter', 'list item')
    at.go('Show Who Answered to Post', 'button')
    app.key('space')
    app.find('label', 'Show Who Answered to Post')
    at.at(lambda name: name in people, 'list item')
    app.key('alt+Left')
    at.at('Show Who Answered to Post', 'button')
    app.key('alt+Left')
    at.somewhere()


@tap.case('what the picture on e-mails says is reached by Tab, which ends at no picture')
def _():
    session.ctl(shop, 'mail', 'picture', app.screenshot(session.folder / 'logo.png'))
    app.action('preferences')
    app.focus_on('Remove the Picture')
    at.go('What It Says, for Those Who Do Not See It', 'text')
    app.action('test-close-dialog')


@tap.case('the program leaves without a complaint')
def _():
    assert app.quit() == 0, app.said()
    assert not app.said().strip(), app.said()


tap.run()
