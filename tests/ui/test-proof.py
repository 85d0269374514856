#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""A letter in two versions through the window: written, dealt out, checked for what it can show.
Usage: test-proof.py BUILD"""

import os
import sqlite3
import sys

import harness
import tap

session = harness.Session(sys.argv[1])
shop = session.sample()
app = session.start('--store', shop, size=harness.WIDE)
pictures = os.path.join(sys.argv[1], 'pictures')
os.makedirs(pictures, exist_ok=True)


def rows(sql):
    db = sqlite3.connect(f'file:{shop}?mode=ro', uri=True)
    try:
        return db.execute(sql).fetchall()
    finally:
        db.close()


def newest(column):
    return rows(f'SELECT {column} FROM campaign ORDER BY id DESC LIMIT 1')[0][0]


def show(part=''):
    app.window_action('show-campaign' + part, f'int64 {newest("id")}')
    app.settle()


def look(name):
    """Reads the page wide and narrow, and leaves a picture of each."""
    wrong = []
    for size, word in ((harness.WIDE, 'wide'), (harness.NARROW, 'narrow')):
        app.resize(*size)
        app.settle()
        app.screenshot(os.path.join(pictures, f'proof-{name}-{word}.png'))
        wrong += [f'{name} {finding}' for finding in app.lint()]
        wrong += [f'{name} {line}' for line in app.nameless()]
    app.resize(*harness.WIDE)
    app.settle()
    assert not wrong, '\n'.join(wrong)


@tap.case('a letter gets a second version that begins with the words of the first')
def _():
    app.show('campaigns')
    app.press('New Campaign')
    app.find('dialog', 'New Campaign')
    app.type('Name', 'Winter letter')
    app.press('Create')
    app.gone('dialog', 'New Campaign')
    harness.until(lambda: newest('name') == 'Winter letter', 'the campaign in the file')
    show('-message')
    app.type('Subject', 'Hello')
    app.type('Text of the letter', 'Dear {{first name|you}},')
    app.press('Test a Second Version')
    harness.until(lambda: len(rows('SELECT 1 FROM campaign_version')) == 2, 'two versions')
    assert rows('SELECT message FROM campaign_version WHERE number = 2') == \
        [('Dear {{first name|you}},',)]
    app.settle()
    look('message')


@tap.case('each version keeps its own words')
def _():
    app.type('Text of the letter', 'Come by, {{first name|you}}.')
    app.type('Name of This Version', 'Short')
    show('-check')
    harness.until(lambda: rows('SELECT name, message FROM campaign_version WHERE number = 2')
                  == [('Short', 'Come by, {{first name|you}}.')], 'the second version in the file')
    assert newest('message') == 'Dear {{first name|you}},'
    app.find('list item', lambda name: 'Get “Short”' in name)
    app.find('label', lambda name: 'for “Short”' in name)
    look('check')


@tap.case('the results say what each group did, and open its people and receipts')
def _():
    app.window_action('show-campaign', 'int64 1')
    app.find('list item', lambda name: 'What It Shows' in name)
    app.settle()
    look('results')
    came = rows("""SELECT count(DISTINCT r.customer_id) FROM campaign_member AS m
                   JOIN campaign AS c ON c.id = m.campaign_id
                   JOIN receipt AS r ON r.customer_id = m.customer_id
                    AND r.sold_on BETWEEN c.sent_on AND c.ends_on AND r.sale_lines > 0
                   WHERE c.id = 1 AND m.state = 'included'""")[0][0]
    app.press('With the letter', role='button')
    app.find('label', lambda name: name.startswith(f'{came:,} of '))
    app.settle()
    app.screenshot(os.path.join(pictures, 'proof-people-wide.png'))
    app.press('Show the Receipts: With the letter')
    app.find('label', lambda name: 'receipts, ' in name)
    app.screenshot(os.path.join(pictures, 'proof-receipts-wide.png'))


@tap.case('groups are dealt out evenly, and some rest all year')
def _():
    session.ctl(shop, 'campaign', 'new', '--name', 'Spring letter', '--segment',
                'visits at least 1', '--subject', 'Hello', '--message', 'Dear {{name}}',
                '--hold-out', '20')
    show('-people')
    app.find('label', 'Groups Equal In')
    look('people')
    session.ctl(shop, 'campaign', 'rest-group', '5')
    app.find('label', lambda text: 'people of this list rest' in text)


@tap.case('Check says whom a campaign that goes out first would take, and opens them')
def _():
    show('-check')
    app.find('label', 'If Others Go Out First')
    app.find('label', lambda text: 'would be left out here, if it goes out shortly before' in text)
    look('firsts')
    app.press('Winter letter', role='button')
    app.find('button', 'Show More')
    app.settle()


@tap.case('a discount that staff gives is noted with its reason')
def _():
    app.window_action('show-customer', 'int64 1')
    harness.until(lambda: harness.sensitive(app.find('button', 'Note')), 'the profile')
    app.settle()
    app.page_action('page.give-discount')
    app.find('dialog', 'Give a Discount')
    app.type('How Much', '7.5')
    app.type('Why', 'Waited long')
    look('discount')
    app.press('Save')
    harness.until(lambda: rows('SELECT percent_milli, reason FROM discount')
                  == [(7500, 'Waited long')], 'the discount in the file')


@tap.case('a coupon is printed in the letter, and used once by its code')
def _():
    session.ctl(shop, 'campaign', 'new', '--name', 'Coupons', '--segment', 'visits at least 1',
                '--subject', 'Hello', '--message', 'Dear {{first name|you}}, take {{coupon}} too.')
    session.ctl(shop, 'campaign', 'fix', 'Coupons')
    code, name = rows("""SELECT c.code, p.name FROM coupon AS c
                         JOIN customer AS p ON p.id = c.customer_id ORDER BY c.code LIMIT 1""")[0]
    show('-message')
    app.settle()
    look('coupon-letter')
    app.window_action('use-coupon', '@a{sv} {}')
    app.find('dialog', 'Use a Coupon')
    field = 'Code: Type or Scan It'
    app.type(field, code[:-1] + ('A' if code[-1] != 'A' else 'B'))
    assert not harness.sensitive(app.find('button', 'Note as Used'))
    app.type(field, f'{code[:4]}-{code[4:8]}-{code[8:]}'.lower())
    app.find('list item', lambda row: name in row)
    app.settle()
    look('coupon')
    app.type('Discount, Where You Want to Note It', '25')
    app.press('Note as Used')
    harness.until(lambda: rows('SELECT discount_minor FROM coupon_use') == [(2500,)],
                  'the coupon as used')
    app.type(field, code)
    app.find('label', lambda text: text.startswith('This coupon was used already'))
    assert not harness.sensitive(app.find('button', 'Note as Used'))
    app.action('test-close-dialog')
    app.gone('dialog', 'Use a Coupon')


@tap.case('the program leaves without a complaint')
def _():
    assert app.quit() == 0, app.said()
    complaints = [line for line in app.said().splitlines()
                  if 'WARNING' in line or 'CRITICAL' in line]
    assert not complaints, '\n'.join(complaints)


tap.run()
