#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Customers who are there twice, by keyboard alone: told with why, merged field by field, parted by
Undo, told apart for good; and a quiet word while somebody is written down. Usage:
test-duplicates.py BUILD"""

import json
import sys

import harness
import pages
import tap

session = harness.Session(sys.argv[1], display='x11')
shop = session.folder / 'shop.regulars'
session.ctl(shop, 'init', '--name', 'Fjordbok', '--currency', 'NOK')
people = session.folder / 'people.csv'
people.write_text(
    'Customer number,Name,E-mail,Phone,Street,City,Tags,Birthday\n'
    'd1,Gunhild Skarpnes,gunhild@example.org,+47 22 90 17 14,Storgata 7,Oslo,silk,1966-06-06\n'
    'd2,Gunhld Skarpnes,g.skarpnes@example.com,+47 22 90 17 14,Storgata 7,Oslo,wool,1966-06-06\n'
    'd3,Ola Skarpnes,,+47 22 90 17 14,Storgata 7,Oslo,,1970-01-02\n')
session.ctl(shop, 'import', str(people))
app = session.start('--store', shop, size=harness.WIDE)
app.focus_window()


def living():
    return pages.value(shop, "SELECT count(*) FROM customer WHERE name LIKE '%Skarpnes' "
                             'AND merged_into IS NULL')


def key_on(name, key):
    """The key on a control, once Tab has brought the keyboard there."""
    for _ in range(80):
        node = app.focused()
        if node and (node.get_name() or '').startswith(name):
            app.key(key)
            return
        app.key('Tab')
        app.settle()
    raise harness.Failure(f'Tab never reaches {name}')


@tap.case('regularsctl tells the pair, and why')
def _():
    found = json.loads(session.ctl(shop, 'duplicates', '--json'))
    pair = next(p for p in found if 'Skarpnes' in p['name'])
    assert pair['same'] > 0.9, pair
    assert {'phone', 'birthday', 'name'} <= {fact['fact'] for fact in pair['facts']}, pair
    told = session.ctl(shop, 'duplicates', '--homes')
    assert all(int(line.split('%')[0]) >= 50 for line in told.splitlines() if '%' in line), told
    homes = json.loads(session.ctl(shop, 'duplicates', '--homes', '--json'))
    assert any('Ola Skarpnes' in (p['name'], p['other_name']) for p in homes), homes


@tap.case('the page shows them')
def _():
    app.window_action('show-duplicates', '@a{sv} {}')
    app.find('label', lambda text: 'Gunh' in text and 'Same birthday' in text or
             'Gunhild Skarpnes · Gunhld Skarpnes' in text)
    wrong = []
    for size, pixels in (('wide', harness.WIDE), ('narrow', harness.NARROW)):
        app.resize(*pixels)
        app.settle()
        app.screenshot(session.build / f'pictures/duplicates-light-{size}.png')
        wrong += [f'{size}: {finding}' for finding in app.lint()]
    app.resize(*harness.WIDE)
    assert not wrong, '\n'.join(wrong)


@tap.case('merged by keyboard, and parted again by Undo')
def _():
    app.settle()
    key_on('Gunh', 'space')
    app.settle()
    app.screenshot(session.build / 'pictures/duplicates-open-light-wide.png')
    key_on('Merge…', 'space')
    app.find('dialog', 'Merge Customers')
    app.settle()
    app.screenshot(session.build / 'pictures/merge-light-wide.png')
    key_on('Merge', 'Return')
    harness.until(lambda: living() == 2, 'one of the two')
    app.press('Undo')
    harness.until(lambda: living() == 3, 'both again')


@tap.case('told apart, and not asked again')
def _():
    app.find('label', lambda text: 'Gunhild Skarpnes · Gunhld Skarpnes' in text)
    app.settle()
    key_on('Gunh', 'space')
    key_on('Not the Same Person', 'space')
    harness.until(lambda: pages.value(shop, 'SELECT count(*) FROM not_same') == 1, 'told apart')
    found = json.loads(session.ctl(shop, 'duplicates', '--json'))
    assert not any('Skarpnes' in pair['name'] for pair in found), found


@tap.case('a quiet word while somebody is written down')
def _():
    app.window_action('new-at', "'customers'")
    app.find('dialog', 'New Customer')
    app.type('Name', 'Gunhild S.')
    app.type('Phone', '+47 22 90 17 14')
    app.find('label', lambda text: 'with the same phone is here already' in text)
    app.screenshot(session.build / 'pictures/similar-light-wide.png')


tap.run()
