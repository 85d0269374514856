#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""A customer is edited, tagged, permitted and taken back, through the accessibility tree; what the
window says is in the file. Usage: test-customers.py BUILD"""

import sqlite3
import sys

import harness
import tap

# A popover opens only where there is a keyboard, as on X11.
session = harness.Session(sys.argv[1], display='x11')
shop = session.sample()
before = sqlite3.connect(shop)
before.execute("INSERT INTO tag (uuid, name) VALUES (randomblob (16), 'for ase dahl-prøve')")
before.commit()
before.close()
app = session.start('--store', shop, size=harness.WIDE)
ears = app.listen()


def rows(sql, *values):
    db = sqlite3.connect(f'file:{shop}?mode=ro', uri=True)
    try:
        return db.execute(sql, values).fetchall()
    finally:
        db.close()


CUSTOMER, NAME = rows("""
    SELECT customer.id, name FROM customer JOIN customer_fact ON customer_id = customer.id
    WHERE name NOT GLOB '*[^ A-Za-z]*' AND id NOT IN (SELECT customer_id FROM customer_tag)
    ORDER BY visits DESC LIMIT 1""")[0]


def becomes(sql, wanted, what):
    harness.until(lambda: rows(sql, CUSTOMER) == wanted, what)


@tap.case('typing on the list searches, Enter opens the first who was found, Escape ends it')
def _():
    app.show('customers')
    app.find('label', 'Customers')
    app.settle()
    app.focus_window()
    app.keys(NAME[:4].lower())
    app.settle()
    app.keys(NAME[4:].lower())
    app.find(('table row', 'list item'), lambda name: name.startswith(NAME))
    ears.hear(lambda text: text.endswith(' found'))
    app.key('Return')
    app.find('button', 'Edit')
    app.find('label', NAME)
    app.key('alt+Left')
    app.gone('button', 'Edit')
    app.key('Escape')


@tap.case('the profile opens')
def _():
    app.window_action('show-customer', f'int64 {CUSTOMER}')
    app.find('button', 'Edit')
    app.find('label', NAME)


@tap.case('a payment card number is refused at its field, and nothing is saved')
def _():
    app.press('Edit')
    app.find('dialog', 'Edit Customer')
    app.type('Phone', '4111 1111 1111 1111')
    app.press('Save')
    app.find('label', lambda name: 'payment card' in name)
    ears.hear(lambda text: 'payment card' in text)
    app.find('dialog', 'Edit Customer')
    assert rows("SELECT count(*) FROM contact_point WHERE value LIKE '4111%'") == [(0,)]


@tap.case('an edit is saved and shown')
def _():
    app.type('Phone', '+47 55 12 34 56')
    app.type('Name', 'Åse Dahl-Prøve')
    app.press('Save')
    app.gone('dialog', 'Edit Customer')
    becomes('SELECT name FROM customer WHERE id = ?', [('Åse Dahl-Prøve',)], 'the new name')
    app.find('label', 'Åse Dahl-Prøve')
    ears.hear(lambda text: 'Åse Dahl-Prøve' in text)


@tap.case('Ctrl+Z in a text field is the own undo of the field')
def _():
    app.window_action('show-place', "'customers'")
    app.key('ctrl+f')
    app.keys('abc')
    app.key('ctrl+z')
    app.settle()
    assert rows('SELECT name FROM customer WHERE id = ?', CUSTOMER) == [('Åse Dahl-Prøve',)]
    app.key('Escape')
    app.window_action('show-customer', f'int64 {CUSTOMER}')
    app.find('label', 'Åse Dahl-Prøve')


@tap.case('Ctrl+Z takes the edit back')
def _():
    app.focus_window()
    app.key('ctrl+z')
    becomes('SELECT name FROM customer WHERE id = ?', [(NAME,)], 'the old name')
    ears.hear(lambda text: text.startswith('Undone'))
    app.find('label', NAME)
    assert rows("SELECT count(*) FROM contact_point WHERE value LIKE '%55 12 34 56'") == [(0,)]


@tap.case('a permission is written down, and its ledger is appended to when it is undone')
def _():
    def ledger():
        return rows('SELECT count(*) FROM consent WHERE customer_id = ?', CUSTOMER)[0][0]
    before = ledger()
    app.press(None, 'toggle button', within=app.find('button', 'Permission: Post'))
    app.press('Said No…')
    app.press('Save')
    harness.until(lambda: ledger() == before + 1, 'an entry of the ledger')
    becomes("SELECT granted FROM permission WHERE channel = 'post' AND customer_id = ?", [(0,)],
            'no permission')
    app.window_action('undo')
    harness.until(lambda: ledger() == before + 2, 'the reversal in the ledger')


@tap.case('History does the edit again')
def _():
    app.show('history')
    app.press(lambda name: name.startswith('Do again:') and 'Åse' in name)
    app.press('Do It Again')
    becomes('SELECT name FROM customer WHERE id = ?', [('Åse Dahl-Prøve',)], 'the new name again')


@tap.case('their own copy is written, and says who made it')
def _():
    app.window_action('show-customer', f'int64 {CUSTOMER}')
    app.find('label', 'Åse Dahl-Prøve')
    app.settle()
    app.page_action('page.own-copy')
    app.press('Save', within=app.find('dialog', 'Save Their Own Copy'), role='button')
    copy = session.folder / 'Åse Dahl-Prøve.html'
    harness.until(lambda: copy.exists() and '</html>' in copy.read_text(), 'the whole copy')
    text = copy.read_text()
    assert 'Åse Dahl-Prøve' in text and '<script' not in text
    becomes("SELECT count(*) FROM access WHERE customer_id = ? AND what = 'copy'", [(1,)],
            'who made the copy')
    assert rows("SELECT count(*) FROM access WHERE customer_id = ? AND what = 'profile'",
                CUSTOMER) == [(1,)]


@tap.case('a customer is erased after a question, and is nowhere any more')
def _():
    app.page_action('page.erase')
    app.find('label', 'Erase Åse Dahl-Prøve?')
    app.find('label', 'for ase dahl-prøve')
    assert not app.lint(), app.lint()
    app.press('Erase')
    becomes('SELECT name, erased_at IS NOT NULL FROM customer WHERE id = ?', [('', 1)], 'no name')
    app.find('label', 'Written Elsewhere')
    app.press('for ase dahl-prøve', role=('button', 'push button'))
    app.gone('label', 'Written Elsewhere')
    app.find('label', 'Tags')
    app.gone('label', 'Åse Dahl-Prøve')
    app.show('history')
    app.find('label', 'Customer Erased')
    app.gone('button', 'Take back: Customer Erased')
    app.gone('label', lambda name: 'Dahl-Prøve' in name)


@tap.case('the program leaves without a complaint')
def _():
    assert app.quit() == 0, app.said()
    assert rows('PRAGMA integrity_check') == [('ok',)]


tap.run()
