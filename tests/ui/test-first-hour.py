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
    start = app.find('button', 'Start')
    sensitive = harness.sensitive(start)
    if sensitive:
        app.press('Start')
        app.settle()
    app.find('dialog', 'Start My Shop')
    assert not FILE.exists()


@tap.case('a shop is started')
def _():
    app.type('Name of the shop', 'Fjordbok')
    app.type('Currency, such as EUR or SEK', 'NOK')
    app.press('Start')
    app.gone('dialog', 'Start My Shop')
    app.find('label', 'Fjordbok')
    assert rows('SELECT name, currency, is_sample FROM shop') == [('Fjordbok', 'NOK', 0)]


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
