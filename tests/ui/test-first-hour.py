#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""A newcomer's first minutes, through the accessibility tree: a shop is started and a customer is
written down. What the window says is saved is in the file. Usage: test-first-hour.py BUILD"""

import sqlite3
import sys

import harness
import tap

session = harness.Session(sys.argv[1])
app = session.start(size=harness.WIDE)
FILE = session.folder / 'home/.local/share/regulars/shop.regulars'


def rows(sql):
    db = sqlite3.connect(f'file:{FILE}?mode=ro', uri=True)
    try:
        return db.execute(sql).fetchall()
    finally:
        db.close()


@tap.case('a shop without a name is not started')
def _():
    app.press('Start My Shop')
    app.press('Next')
    app.find('label', 'The shop needs a name.')
    assert not app.lint(), app.lint()
    assert not app.nameless(), app.nameless()
    assert not FILE.exists()


@tap.case('a shop is started, with what the computer says about the rest')
def _():
    app.type('Name of the shop', 'Fjordbok')
    app.type('Your name', 'K. Moe')
    app.press('Next')
    app.find('label', 'Your Till')
    app.find('label', 'Fjordbok')
    assert rows('SELECT name, currency, country, time_zone, first_weekday, is_sample FROM shop') \
        == [('Fjordbok', 'GBP', 'GB', 'Europe/London', 0, 0)]
    assert rows('SELECT name FROM staff') == [('K. Moe',)]


@tap.case('whoever comes back to the first question corrects it')
def _():
    app.press('Back')
    app.type('Name of the shop', 'Fjordbok og Papir')
    app.press('Next')
    app.find('label', 'Your Till')
    assert rows('SELECT name FROM shop') == [('Fjordbok og Papir',)]


@tap.case('it can be left, and Today takes it up again')
def _():
    app.press('Do This Later')
    app.find('label', 'Set Up Your Shop: 1 of 5 done')
    app.resize(*harness.NARROW)
    app.settle()
    assert not app.lint(), app.lint()
    app.resize(*harness.WIDE)
    app.press('Continue')
    app.find('label', 'How to get the file')


@tap.case('each answer is kept, and none is asked twice')
def _():
    app.press('Next')
    app.find('label', 'Only to those who said yes')
    assert rows("SELECT value FROM setting WHERE name = 'set-up-till'") == [('other',)]
    app.press('Next')
    app.find('label', 'Nothing has been read yet')
    assert rows('SELECT DISTINCT basis, ground FROM permission_basis') == [('yes', '')]
    assert rows('SELECT count(*) FROM permission_basis JOIN staff ON staff.id = staff_id') \
        == [(4,)]
    app.press('Skip')
    app.press('Done')
    app.gone('button', 'Done')
    app.find('label', 'Set Up Your Shop: 4 of 5 done')
    app.press('Continue')
    app.find('label', 'Nothing has been read yet')
    # One at a time, whatever asks for it.
    app.action('set-up-shop')
    app.settle()
    app.press('Do This Later')
    app.gone('label', 'Nothing has been read yet')


@tap.case('Preferences know who is at the keyboard and whom to write to')
def _():
    app.action('preferences')
    app.find('label', 'Also to customers who have not said no')
    app.find('label', lambda text: text.endswith(', K. Moe'))
    app.action('test-close-dialog')


@tap.case('the first customer is written down')
def _():
    app.show('customers')
    app.press('New Customer')
    app.find('dialog', 'New Customer')
    app.type('Name', 'Åse Dahl')
    app.type('City', 'Bergen')
    app.press('Save')
    app.gone('dialog', 'New Customer')
    harness.until(lambda: rows('SELECT name FROM customer') == [('Åse Dahl',)],
                  'the customer in the file')
    app.find(('label', 'table row', 'table cell', 'list item'),
             lambda name: 'Åse Dahl' in name)


@tap.case('the window closes and leaves the file whole')
def _():
    assert app.quit() == 0, app.said()
    assert rows('PRAGMA integrity_check') == [('ok',)]
    assert rows("SELECT count(*) FROM action WHERE kind LIKE 'customer.%'") == [(1,)]


tap.run()
