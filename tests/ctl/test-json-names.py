#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""What leaves the file names customers and receipts by their UUIDs: no document of --json and no
exported file has the number of such a row in it. The shop's rows have numbers that cannot be
anything else. Usage: test-json-names.py BUILD"""

import json
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import made_up
import tap

PROGRAM = pathlib.Path(sys.argv[1]) / 'src/ctl/regularsctl'
FOLDER = tempfile.TemporaryDirectory(prefix='rg-names-')
PLACE = pathlib.Path(FOLDER.name)
SHOP = PLACE / 'shop.regulars'
# Where the numbers of these rows begin: no count, amount or moment looks like one.
FIRST = {'customer': 701020304050000, 'receipt': 801020304050000}
ROW = re.compile(r'(?<!\d)[78]0102030405\d{4}(?!\d)')
# These have no shop to tell of, take its place, or wait for what comes.
PASSED_OVER = {'init', 'sample', 'restore', 'salvage', 'version', 'watch', 'run-due'}
run = []


def call(*arguments, code=0):
    words = [str(word) for word in arguments]
    done = subprocess.run([PROGRAM, '--store', SHOP, '--json', *words], text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.returncode == code, f'{words}: {done.stdout} {done.stderr}'
    run.append(words)
    return done.stdout


def rows(text):
    return sorted(set(ROW.findall(text)))


def tell(*arguments):
    """The document, in which no row's number stands."""
    text = call(*arguments)
    assert rows(text) == [], f'{arguments} names rows: {rows(text)[:3]}\n{text[:600]}'
    return json.loads(text)


def read(question):
    with sqlite3.connect(f'file:{SHOP}?mode=ro', uri=True) as db:
        return db.execute(question).fetchall()


def make_shop():
    sales, people = PLACE / 'sales.csv', PLACE / 'people.csv'
    numbers = made_up.write_sales(sales, receipts=600, customers=80)
    made_up.write_customers(people, numbers)
    call('init', '--name', 'Names', '--currency', 'GBP', '--time-zone', 'Europe/London')
    with sqlite3.connect(SHOP) as db:
        for table, first in FIRST.items():
            db.execute('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)', (table, first))
    db.close()
    for path in sales, people:
        tell('import', '--dry-run', '--matches', path)
        tell('import', path)
    tell('import', '--dry-run', '--matches', people)


@tap.case('rows have numbers that nothing else has')
def _():
    make_shop()
    for table, first in FIRST.items():
        (least, n), = read(f'SELECT min(id), count(*) FROM {table}')
        assert least > first and n > 50, (table, least, n)
        assert rows(str(least)) == [str(least)]
    # The search finds a planted one: people are still chosen by number.
    number, = read('SELECT min(id) FROM customer')[0]
    assert rows(f'[{{"id": {number}}}]') and rows(call('customer', 5, code=1)) == []


@tap.case('customers, tasks, fields, views and tags')
def _():
    everybody = tell('customers', '--limit', 100)
    one, two, three = (person['uuid'] for person in everybody[:3])
    assert tell('customer', one)['uuid'] == one
    tell('vcard', one)
    tell('tasks', 'add', 'Call back', '--customer', one)
    assert tell('tasks')[0]['customer_uuid'] == one
    ticket = tell('ticket', 'open', 'It drips', '--customer', one)
    assert tell('ticket')[0]['uuid'] == ticket['uuid'] and ticket['customer_uuid'] == one
    tell('ticket', 'show', ticket['uuid'])
    tell('fields', 'add', 'Shoe size', 'number')
    tell('fields', 'set', one, 'Shoe size', '42')
    tell('fields', 'of', one)
    tell('fields')
    tell('bulk', 'tag', 'web', '--everybody')
    tell('tags')
    tell('postcodes')
    tell('views', 'save', 'All', '--columns', 'email,visits')
    tell('views')
    assert {p['uuid'] for p in tell('customers', '--view', 'All', '--limit', 100)} == \
        {p['uuid'] for p in everybody}
    tell('duplicates', '--least', '0.001')
    tell('not-same', one, two)
    tell('merge', two, three)
    tell('staff', 'add', 'Jo')
    tell('staff')


@tap.case('segments')
def _():
    tell('segment', 'save', 'Often', 'visits at least 6')
    tell('segment', 'save', 'Recent', 'last visit in last 300 days')
    first = tell('segment', 'list', 'Often')[0]['uuid']
    tell('segment', 'count', 'Often')
    receipts = tell('segment', 'why', 'Often', first)['rules'][0]['receipts']
    ours = {uuid.hex() for uuid, in read('SELECT uuid FROM receipt')}
    assert receipts and {text.replace('-', '') for text in receipts} <= ours
    moved = tell('segment', 'moved', 'Often', '--from', '2010-09-01', '--to', '2010-12-09')
    assert moved['joined'] + moved['stayed'] and moved['went'] is not None
    for words in (['months', 'Often'], ['unusual'], ['saved'], ['overlap'],
                  ['compare', 'Often', 'Recent'], ['rfm', '--people'], ['groups', '--k', '3'],
                  ['alike', 'Often'], ['put-in', 'Often', first],
                  ['leave-out', 'Often', first, '--reason', 'Moved'], ['by-rules', 'Often', first],
                  ['freeze', 'Often'], ['thaw', 'Often'],
                  ['print', 'Often', PLACE / 'often.pdf'], ['delete', 'Often']):
        tell('segment', *words)


@tap.case('permission, discounts, coupons and mail')
def _():
    one, two = (person['uuid'] for person in tell('customers', '--limit', 2))
    tell('permission', one, 'email', 'yes', '--how', 'paper')
    tell('permission', one)
    tell('never-contact', two)
    tell('never-contact', two, '--lift')
    tell('permission-form', 'write', '2', '--text', 'May we write to you?')
    tell('permission-form')
    tell('discount', one, '--percent', '10')
    tell('points', 'settings', '--worth', '1', '--months', '12')
    tell('points', 'settings')
    tell('points', 'give', one, '50', '--lapse', '2027-01-01', '--note', 'Birthday')
    tell('points', 'show', one)
    tell('points', 'lapsing', '--within', '400')
    tell('mail')
    tell('contact-budget')
    tell('campaign', 'new', '--name', 'Coupons', '--segment', 'visits at least 1', '--message',
         'Bring {{coupon}}')
    tell('campaign', 'fix', 'Coupons')
    coupon = tell('coupon', 'list', 'Coupons')[0]['code']
    tell('coupon', 'show', coupon)
    tell('coupon', 'use', coupon)


@tap.case('campaigns, reports, exports, imports and history')
def _():
    tell('campaign', 'new', '--name', 'Letter', '--segment', 'visits at least 1', '--message', 'Hi',
         '--hold-out', '20')
    for words in (['list'], ['show', 'Letter'], ['check', 'Letter'], ['fix', 'Letter'],
                  ['letters', 'Letter', '--pdf', PLACE / 'letters.pdf'],
                  ['export', 'Letter', PLACE / 'letter.csv'],
                  ['summary', 'Letter', '--pdf', PLACE / 'summary.pdf']):
        tell('campaign', *words)
    for words in ['sales'], ['loyalty'], ['make-up']:
        tell('report', *words)
    tell('export', PLACE / 'all.csv', '--everybody')
    tell('export-all', PLACE / 'folder')
    one, two = (person['uuid'] for person in tell('customers', '--limit', 2))
    tell('own-copy', one, PLACE / 'own.json')
    tell('tasks', 'add', f'Ask {tell("customer", two)["name"]}')
    assert tell('erase-customer', two, '--dry-run')['mentions']
    assert tell('erase-customer', two, '--yes')['erased'] == two
    tell('imports')
    tell('check')
    tell('backup', PLACE / 'backup')
    tell('backups', PLACE)
    newest = tell('history', '--limit', 1000)[0]['id']
    tell('bulk', 'untag', 'web', '--everybody')
    tell('take-back', newest + 1)
    tell('undo-import', 2)


@tap.case('files that are written for others')
def _():
    for path in (PLACE / 'letter.csv', PLACE / 'all.csv', PLACE / 'own.json',
                 *(PLACE / 'folder').rglob('*')):
        if path.is_file():
            found = rows(path.read_text(errors='replace'))
            assert not found, f'{path.name} names rows: {found[:3]}'


@tap.case('every part of segment was asked, and every command at least by its name')
def _():
    for name in set(tell('help')) - {words[0] for words in run} - PASSED_OVER:
        done = subprocess.run([PROGRAM, '--store', SHOP, '--json', name], text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert rows(done.stdout) == [], f'{name} names rows: {done.stdout[:600]}'
    refused = subprocess.run([PROGRAM, '--store', SHOP, 'segment'], text=True,
                             stderr=subprocess.PIPE)
    parts = re.search(r'segment: (.*?)\.', refused.stderr).group(1).split(', ')
    missing = set(parts) - {words[1] for words in run if words[0] == 'segment'}
    assert len(parts) > 10 and not missing, missing


tap.run()
shutil.rmtree(FOLDER.name, ignore_errors=True)
