#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Start My Shop by the keyboard alone, under Xvfb, with the wider choice of whom to write to.
Usage: test-start-keys.py BUILD"""

import sys

import harness
import pages
import tap

session = harness.Session(sys.argv[1], display='x11')
app = session.start(size=harness.WIDE)
FILE = session.folder / 'home/.local/share/regulars/shop.regulars'
app.focus_window()


def on(role, name):
    """Waits until the keyboard is there."""
    def look():
        node = app.focused()
        return node and (node.get_role_name(), node.get_name()) == (role, name)
    harness.until(look, f'the keyboard on {role} "{name}"')


def tab_to(role, name):
    """At most once around."""
    for _ in range(25):
        node = app.focused()
        if node and (node.get_role_name(), node.get_name()) == (role, name):
            return
        app.key('Tab')
    raise harness.Failure(f'Tab does not come to {role} "{name}"')


@tap.case('the first page has the keyboard on Start My Shop')
def _():
    on('button', 'Start My Shop')
    app.key('Return')
    on('text', 'Name of the shop')


@tap.case('Enter goes on, and Escape leaves without a trace')
def _():
    app.key('Return')
    app.find('label', 'The shop needs a name.')
    app.key('Escape')
    app.gone('text', 'Name of the shop')
    assert not FILE.exists()


@tap.case('a country is found by typing, and its money follows')
def _():
    on('button', 'Start My Shop')
    app.key('Return')
    on('text', 'Name of the shop')
    app.keys('Fjordbok')
    tab_to('combo box', 'Country')
    app.key('space')
    on('entry', '')
    app.keys('norw')
    app.find('label', 'Norway')
    app.key('Down')
    on('list item', 'Norway')
    app.key('Return')
    app.find('label', 'Norwegian Krone (NOK)')
    app.find('label', 'Europe/Oslo')
    app.key('alt+n')
    on('combo box', 'Till')
    assert pages.value(FILE, "SELECT country || currency || time_zone FROM shop") \
        == 'NONOKEurope/Oslo'


@tap.case('a till is chosen')
def _():
    app.key('space')
    on('list item', 'Another till')
    app.key('Down', 'Down', 'Return')
    app.find('label', lambda text: 'Items Detail CSV' in text)
    app.key('alt+n')
    on('radio button', 'Only to those who said yes')
    assert pages.value(FILE, "SELECT value FROM setting WHERE name = 'set-up-till'") == 'square'


@tap.case('letters may go to those who have not said no, with the reason')
def _():
    tab_to('radio button', 'Also to customers who have not said no')
    app.key('space')
    app.find('text', 'Why it may be done, for whoever asks')
    app.settle()
    assert not app.lint(), app.lint()
    app.key('alt+n')
    app.find('label', 'Nothing has been read yet')
    assert pages.value(FILE, "SELECT group_concat (channel) FROM permission_basis "
                             "WHERE basis = 'not-no' AND ground <> ''") == 'post'


@tap.case('the rest is gone through, and Today has the keyboard')
def _():
    app.key('alt+k')
    app.find('button', 'Done')
    app.key('alt+d')
    app.gone('button', 'Done')
    app.find('label', 'Set Up Your Shop: 4 of 5 done')
    harness.until(app.focused, 'the keyboard on Today')


@tap.case('the program leaves without a complaint')
def _():
    assert app.quit() == 0, app.said()
    assert 'CRITICAL' not in app.said(), app.said()


tap.run()
