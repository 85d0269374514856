#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""A file comes into a shop through the window: its columns are shown, Check File says
what it would do, the import runs, and the toast takes it back. Usage: test-import.py BUILD"""

import sys

import harness
import pages
import sheets
import tap

SALES = """Bongnr;Dato;Varenr;Varenavn;Antall;Stykkpris nå;Kundenr
1;05.01.2026;A;Kaffe;2;49,90;17
1;05.01.2026;B;Kopp;1;99,00;17
2;13.01.2026;A;Kaffe;1;49,90;
3;30.02.2026;A;Kaffe;1;49,90;18
"""
CUSTOMERS = """Kundenr;Fornavn;Etternavn;E-post;Samtykke post;Størrelse;Hund?;Sko
17;Åse;Dahl;ase@example.org;ja;42 EU;ja;38,5
18;Min-su;Kim;kim@example.org;nei;;kanskje;
"""
NEW, DOG = 1, 2     # their places among what a column of customers may mean

session = harness.Session(sys.argv[1], display='x11')
shop = session.folder / 'shop.regulars'
session.ctl(shop, 'init', '--name', 'Fjordbok', '--currency', 'NOK', '--time-zone', 'Europe/Oslo')
session.ctl(shop, 'fields', 'add', 'Dog', 'yes-no')
session.ctl(shop, 'fields', 'add', 'Størrelse', 'text')
app = session.start('--store', shop, size=harness.WIDE)
app.focus_window()
ears = app.listen()


def open_file(name, text, kind=''):
    path = session.folder / name
    path.write_text(text, encoding='utf-8')
    app.window_action('import', f"{{'uri': <'{path.as_uri()}'>, 'kind': <'{kind}'>}}")


def count(table):
    return pages.value(shop, f'SELECT count(*) FROM {table}')


@tap.case('a file with an unknown column says what is missing')
def _():
    open_file('january.csv', SALES, 'sales')
    app.find('label', lambda text: 'the price or amount' in text)
    assert not harness.sensitive(app.find(('button', 'push button'), 'Check File'))
    assert not app.lint(), app.lint()


@tap.case('Check File says what the import will do, and does nothing')
def _():
    app.key('Escape')
    app.gone('label', 'Stykkpris nå')
    open_file('january.csv', SALES.replace('Stykkpris nå', 'Stykkpris'), 'sales')
    app.press('Check File')
    app.find('label', 'Rows that cannot be read')
    app.find('label', 'Net sales')
    ears.hear('Checked: 2 new receipts, 1 new customer')
    assert not app.lint(), app.lint()
    assert count('receipt') == 0


@tap.case('the import runs, and Undo takes it back')
def _():
    app.press('Import')
    harness.until(lambda: count('receipt') == 2, 'two receipts in the file')
    app.find('label', lambda text: '2 new receipts' in text)
    ears.hear(lambda text: text.startswith('Imported: 2 new receipts'))
    app.press('Undo')
    harness.until(lambda: count('receipt') == 0, 'the receipts to go')


@tap.case('the till that a file is from can be named, and is remembered')
def _():
    plain = SALES.replace('Stykkpris nå', 'Stykkpris')
    open_file('till.csv', plain, 'sales')
    app.choose('Which till is this from?', 'End')
    app.type('Name of the till', 'Back Room')
    app.press('Check File')
    app.find('label', 'Net sales')
    assert not app.lint(), app.lint()
    app.press('Import')
    harness.until(lambda: pages.value(shop, 'SELECT group_concat(DISTINCT till) FROM receipt') ==
                  'Back Room', 'the till in the file')
    app.press('Undo')
    harness.until(lambda: count('receipt') == 0, 'the receipts to go')


@tap.case('customers are recognised by themselves, and fill the own field that is chosen')
def _():
    open_file('customers.csv', CUSTOMERS)
    app.find('label', 'Hund?')
    app.choose('Hund?', 'Home', *['Down'] * DOG)
    app.choose('Sko', 'Home', *['Down'] * NEW)
    app.find('dialog', 'New Field')
    app.screenshot(session.build / 'pictures/import-new-field.png')
    app.press('Save')
    app.gone('dialog', 'New Field')
    app.press('Check File')
    app.find('label', 'New fields')
    app.find('label', 'Recorded, where the person had said nothing yet')
    app.find('label', 'Filled in')
    app.find('label', 'Cells left out')
    assert not app.lint(), app.lint()
    app.press('Import')
    harness.until(lambda: count('customer') == 2, 'two customers in the file')
    assert pages.value(shop, '''SELECT group_concat(name || ' ' || coalesce(number, text))
        FROM field_value JOIN field ON field.id = field_id''') == \
        'Dog 1,Størrelse 42 EU,Sko 38500'


@tap.case('what the import made goes with it, a new field too')
def _():
    assert count('field') == 3
    app.press('Undo')
    harness.until(lambda: count('customer') == 0 and count('field') == 2, 'the field to go')


@tap.case('of two sheets the other one is chosen')
def _():
    path = session.folder / 'book.ods'
    sheets.ods(path, Cover=[['Our customers', '2026']],
               People=[['Customer number', 'Name'], ['17', 'Åse'], ['18', 'Kim']])
    app.window_action('import', f"{{'uri': <'{path.as_uri()}'>, 'kind': <'customers'>}}")
    app.find('label', 'Our customers')
    app.choose('Sheet', 'End')
    app.find('label', 'Customer number')
    assert not app.lint(), app.lint()
    app.screenshot(session.build / 'pictures/import-sheets.png')
    app.press('Check File')
    app.press('Import')
    harness.until(lambda: count('customer') == 2, 'the people of the second sheet')


@tap.case('a file that is no table is refused with a sentence')
def _():
    open_file('empty.csv', '')
    app.find('label', lambda text: 'This file is empty' in text)


@tap.case('the shop is whole')
def _():
    assert app.quit() == 0, app.said()
    assert pages.value(shop, 'PRAGMA integrity_check') == 'ok'


tap.run()
session.close()
