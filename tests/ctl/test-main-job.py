#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""The main job from end to end without a screen: a till's export and a list of customers become a
segment, a campaign, its letters and its summary. With the export of a real shop where there is one
(tests/made_up.py says where), else with a made-up one. Usage: test-main-job.py BUILD"""

import csv
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import made_up
import tap

PROGRAM = pathlib.Path(sys.argv[1]) / 'src/ctl/regularsctl'
FOLDER = tempfile.TemporaryDirectory(prefix='rg-main-job-')
PLACE = pathlib.Path(FOLDER.name)
SHOP = PLACE / 'shop.regulars'
SALES = PLACE / 'november.csv'
CUSTOMERS = PLACE / 'customers.csv'
REAL = made_up.real_sales()
SEGMENT = 'visits at least 2\npermission post is yes\nhas address'
MESSAGE = 'Dear {{first name|friend}},\n\nwe have not seen you in {{shop name}} for a while.'


def ctl(*arguments, shop=SHOP, code=0):
    done = subprocess.run([PROGRAM, '--store', shop, '--json', *arguments], text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.returncode == code, f'{arguments}: {done.returncode} {done.stdout} {done.stderr}'
    return json.loads(done.stdout)


def pdf_pages(path):
    said = subprocess.run(['pdfinfo', path], check=True, text=True, stdout=subprocess.PIPE).stdout
    return int(re.search(r'^Pages:\s+(\d+)', said, re.MULTILINE).group(1))


def pdf_text(path, *more):
    return subprocess.run(['pdftotext', '-layout', *more, path, '-'], check=True, text=True,
                          stdout=subprocess.PIPE).stdout


def count(shop=SHOP, text=SEGMENT):
    return ctl('segment', 'count', text, shop=shop)


if REAL:
    made_up.unpack(REAL, SALES)
    NUMBERS = made_up.sold_to(SALES)
else:
    NUMBERS = made_up.write_sales(SALES)
REACHABLE = made_up.write_customers(CUSTOMERS, NUMBERS)


@tap.case('a shop is started')
def _():
    ctl('init', '--name', 'Fjordbok', '--currency', 'GBP', '--time-zone', 'Europe/London')


@tap.case('the check says what the import then does')
def _():
    said = ctl('import', '--dry-run', SALES)
    assert count()['customers'] == 0
    done = ctl('import', SALES)
    same = ('rows', 'receipts', 'lines', 'returns', 'customers_created', 'receipts_changed',
            'rows_refused', 'net_minor', 'net_sales_minor')
    assert {key: said[key] for key in same} == {key: done[key] for key in same}
    assert done['customers_created'] == len(NUMBERS) and done['rows_refused'] == 0


@tap.case('the real file has the agreed sums')
def _():
    if not REAL:
        raise tap.Skip('the export of a real shop is not here')
    done = ctl('import', '--dry-run', SALES, shop=fresh_shop('sums'))
    kinds = next(row for row in ctl('imports') if row['kind'] == 'sales')
    assert kinds['summary']['lines_of_kind'] == {'sale': 511359, 'return': 9971, 'fee': 1814,
                                                 'gift-card': 67, 'adjustment': 2250}
    wanted = {'rows': 525461, 'receipts': 28816, 'lines': 525461, 'returns': 9971,
              'customers_created': 4383, 'net_minor': 953948462, 'net_sales_minor': 956901818}
    assert {key: done[key] for key in wanted} == wanted


def fresh_shop(name):
    shop = PLACE / f'{name}.regulars'
    ctl('init', '--name', 'Fjordbok', '--currency', 'GBP', '--time-zone', 'Europe/London',
        shop=shop)
    return shop


@tap.case('the list of customers finds everybody by number')
def _():
    done = ctl('import', CUSTOMERS)
    assert done['customers_created'] == 0 and done['customers_updated'] == len(NUMBERS)
    assert count(text='permission post is yes\nhas address')['count'] == REACHABLE


@tap.case('the same files again, under another name and out of order, change nothing')
def _():
    before = count()
    again = PLACE / 'again.csv'
    lines = SALES.read_text().splitlines(keepends=True)
    again.write_text(lines[0] + ''.join(lines[:0:-1]))
    done = ctl('import', again)
    assert done['lines'] == 0 and done['customers_created'] == 0, done
    assert done['receipts_changed'] == 0, done
    assert ctl('import', CUSTOMERS)['customers_updated'] == 0
    assert count() == before


@tap.case('first half of the file and then the whole is the whole')
def _():
    shop = fresh_shop('halves')
    half = PLACE / 'half.csv'
    lines = SALES.read_text().splitlines(keepends=True)
    middle = len(lines) // 2
    number = lines[middle].split(',')[0]
    while lines[middle].split(',')[0] == number:
        middle += 1
    half.write_text(''.join(lines[:middle]))
    ctl('import', half, shop=shop)
    ctl('import', SALES, shop=shop)
    every = 'visits at least 1'
    assert count(shop, every)['net_sales_minor'] == count(text=every)['net_sales_minor']
    assert count(shop, every)['count'] == count(text=every)['count']


@tap.case('a campaign is checked, fixed, and its letters are printed')
def _():
    made = ctl('campaign', 'new', '--name', 'Autumn', '--segment', SEGMENT, '--subject',
               'We miss you', '--message', MESSAGE, '--closing', 'Kind regards', '--piece-cost',
               '1.20', '--hold-out', '10')
    assert made['id'] == 1
    wanted = count()['count']
    check = ctl('campaign', 'check', 'Autumn')
    assert check['included'] + check['held_out'] + check['left_out'] == wanted
    ctl('campaign', 'letters', 'Autumn', '--pdf', PLACE / 'early.pdf', code=1)
    fixed = ctl('campaign', 'fix', 'Autumn')
    assert fixed['included'] == check['included'] and fixed['held_out'] == check['held_out']
    letters = ctl('campaign', 'letters', 'Autumn', '--pdf', PLACE / 'letters.pdf')
    assert letters['pieces'] == fixed['included']
    assert pdf_pages(PLACE / 'letters.pdf') == fixed['included']
    assert not REAL or letters['pieces'] >= 1000
    first = pdf_text(PLACE / 'letters.pdf', '-l', '1')
    assert 'We miss you' in first and 'Fjordbok' in first and '{{' not in first, first


@tap.case('the exported list is the printed list')
def _():
    ctl('campaign', 'export', 'Autumn', PLACE / 'list.csv')
    with open(PLACE / 'list.csv', newline='', encoding='utf-8-sig') as source:
        people = list(csv.DictReader(source))
    assert len(people) == ctl('campaign', 'show', 'Autumn')['included']
    assert all(person['name'] and person['address_1'] for person in people)


@tap.case('the summary is one sheet that agrees with itself')
def _():
    said = ctl('campaign', 'summary', 'Autumn', '--pdf', PLACE / 'summary.pdf')
    shown = ctl('campaign', 'show', 'Autumn')
    assert pdf_pages(PLACE / 'summary.pdf') <= 2
    text = pdf_text(PLACE / 'summary.pdf')
    assert said['written'] == shown['included'] and said['held_out'] == shown['held_out']
    assert f'{said["written"]:,} letters' in text, text


@tap.case('taking the list of customers back leaves the sales')
def _():
    every = count(text='visits at least 1')
    done = next(row for row in ctl('imports')
                if row['kind'] == 'customers' and row['state'] == 'done')
    ctl('undo-import', str(done['import_id']))
    after = count(text='visits at least 1')
    assert after['count'] == every['count']
    assert after['net_sales_minor'] == every['net_sales_minor']


tap.run()
