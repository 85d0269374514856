#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Each till's file comes into one shop through the window and into its twin through regularsctl,
and the two are the same. Also: the encoding and the separator can be chosen, what a column means is
remembered, and who is who can be opened. Usage: test-tills.py BUILD"""

import os
import pathlib
import shutil
import sqlite3
import sys

import harness
import pages
import sheets
import tap

FOLDER = pathlib.Path(__file__).resolve().parent.parent / 'data' / 'tills'
# Second shapes of the same till, which tests/transfer/test-tills.c reads as well, and files whose
# readers have tests of their own.
LONG = {'activity.csv', 'customers.csv', 'odoo-pos-analysis.csv', 'people-3.vcf', 'products.csv',
        'sales.csv', 'uci-online-retail.csv',
        'loyverse-items-plain.csv', 'odoo-pos-lines-technical.csv',
        'prestashop-customers-french.csv', 'shopify-customers-template.csv',
        'square-items-older.csv', 'woocommerce-customers-older.csv'}
REFUSED = {'prestashop-customers-trap.csv'}
# What the shop holds, without what is made up anew by each import.
SAME = {
    'customer': 'number, name, given_name, family_name, birth_year, birth_month, birth_day, gender,'
                ' language, note, card_number, joined_on',
    'customer_identity': 'source_id, external_id, customer_id',
    'contact_point': 'customer_id, kind, value, value_key, postcode, city, region, country',
    'consent': 'customer_id, channel, granted, evidence',
    'product': 'code, name, category_id, brand, cost_micro',
    'location': 'code, name',
    'tag': 'name',
    'customer_tag': 'customer_id, tag_id',
    'activity': 'customer_id, product_id, day_on, time, kind',
    'stock': '*',
    'delivery': 'receipt_uuid, customer_id, method, sent_on, cost_minor, name, street, city',
    'receipt': 'uuid, source_id, location_id, till, number, period, sold_on, sold_time,'
               ' customer_id, staff_name, lines_hash, net_minor, net_sales_minor',
    'receipt_line': 'receipt_id, line, product_id, kind, quantity_milli, unit_price_micro,'
                    ' net_minor, discount_minor, tax_minor, cost_minor',
    'import': "kind, dialect, file_name, hex(file_hash), json_remove(summary, '$.import_id')",
}

session = harness.Session(sys.argv[1], display='x11')
shop = session.folder / 'shop.regulars'
twin = session.folder / 'twin.regulars'
session.ctl(shop, 'init', '--name', 'Fjordbok', '--currency', 'NOK', '--time-zone', 'Europe/Oslo')
shutil.copy(shop, twin)
files = sorted(path for path in FOLDER.iterdir() if path.name not in REFUSED and
               (os.environ.get('REGULARS_UI_LONG') or path.name not in LONG))
if os.environ.get('REGULARS_UI_LONG'):
    people = [line.split(';') for line in (FOLDER / 'customers.csv').read_text().splitlines()]
    for i, write in enumerate((sheets.ods, sheets.xlsx)):
        files.append(session.folder / f'people.{write.__name__}')
        write(files[-1], Kunden=[people[0], *([f'85{i}{row[0][-1]}', *row[1:]]
                                              for row in people[1:])])
app = session.start('--store', shop, size=harness.WIDE)
app.focus_window()


def rows(path):
    db = sqlite3.connect(f'file:{path}?mode=ro', uri=True)
    try:
        return {table: sorted(db.execute(f'SELECT {columns} FROM {table}').fetchall(), key=repr)
                for table, columns in SAME.items()}
    finally:
        db.close()


def imports():
    return pages.value(shop, 'SELECT count(*) FROM import')


def open_file(path, check, kind=''):
    app.window_action('import', f"{{'uri': <'{path.as_uri()}'>, 'check': <{check}>, "
                                f"'kind': <'{kind}'>}}")


def close():
    """Escape goes back page by page, and from the first one it closes the dialog."""
    for _ in range(4):
        app.key('Escape')
        app.settle()
    app.gone(('button', 'push button'), 'Check File')


def import_file(path):
    before = imports()
    open_file(path, 'true')
    harness.until(lambda: harness.sensitive(app.find(('button', 'push button'), 'Import')),
                  f'{path.name} to be checked')
    app.press('Import')
    app.gone(('button', 'push button'), 'Import')
    harness.until(lambda: imports() > before, f'{path.name} to be imported')
    app.settle()


@tap.case('every file through the window is the same as through regularsctl')
def _():
    for path in files:
        import_file(path)
        session.ctl(twin, 'import', str(path))
    here, there = rows(shop), rows(twin)
    for table in SAME:
        assert here[table] == there[table], (table, here[table][:5], there[table][:5])
    assert len(here['receipt']) > 20 and len(here['import']) == len(files)


@tap.case('a file that is a trap says why it is refused')
def _():
    open_file(FOLDER / 'prestashop-customers-trap.csv', 'true')
    app.find('label', lambda text: 'holds names instead of addresses' in text)
    close()


@tap.case('who is who can be opened')
def _():
    open_file(FOLDER / 'shopify-customers.csv', 'true')
    app.find('label', 'What This File Cannot Tell')
    assert not app.lint(), app.lint()
    app.press('Who Is Who', role=('button', 'push button'))
    app.find('label', lambda text: 'known by the number as Åse Dahl' in text)
    assert not app.lint(), app.lint()
    close()


@tap.case('the encoding and the separator can be chosen')
def _():
    path = session.folder / 'letters.csv'
    path.write_bytes('Kundenummer;Navn\n1;Ærlig Åse\n2;Øyvind\n'.encode('cp1252'))
    open_file(path, 'false')
    app.find('label', 'Ærlig Åse')
    app.choose('Encoding', 'Home', *['Down'] * 5)
    app.gone('label', 'Ærlig Åse')
    app.choose('Encoding', 'Home', *['Down'] * 3)
    app.find('label', 'Ærlig Åse')
    app.choose('Columns separated by', 'Home')
    app.find('label', '1;Ærlig Åse')
    app.choose('Columns separated by', 'Home', 'Down')
    app.find('label', 'Ærlig Åse')
    assert not app.lint(), app.lint()
    close()


@tap.case('what a column means is remembered for files with the same columns')
def _():
    path = session.folder / 'own.csv'
    path.write_text('Kode X,Kunde Y\n7001,Ola Vik\n', encoding='utf-8')
    open_file(path, 'false', 'customers')
    app.find('label', lambda text: 'No column says who the customers are' in text)
    app.choose('Kunde Y', 'Home', *['Down'] * 4)
    app.press('Check File')
    app.press('Import')
    harness.until(lambda: pages.value(
        shop, "SELECT count(*) FROM customer WHERE name = 'Ola Vik'") == 1, 'the customer')
    path.write_text('Kode X,Kunde Y\n7002,Kari Moe\n', encoding='utf-8')
    open_file(path, 'false', 'customers')
    app.find('label', lambda text: 'as you chose it the last time' in text)
    close()
    said = session.ctl(shop, 'import', '--dry-run', str(path))
    assert '1 new' in said, said


@tap.case('the shop is whole')
def _():
    assert app.quit() == 0, app.said()
    assert pages.value(shop, 'PRAGMA integrity_check') == 'ok'


tap.run()
session.close()
