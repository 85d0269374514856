#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""A second version, a coupon and the e-mail account by the keyboard alone, under Xvfb: a scanner
types and presses Enter. Usage: test-proof-keys.py BUILD"""

import pathlib
import sqlite3
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / 'mail'))

import harness
import mail_server
import pages
import tap
from keys import Keys

session = harness.Session(sys.argv[1], display='x11')
shop = session.sample()
session.ctl(shop, 'campaign', 'new', '--name', 'Coupons', '--segment', 'visits at least 1',
            '--subject', 'Hello', '--message', 'Dear {{first name|you}}, take {{coupon}} too.')
session.ctl(shop, 'campaign', 'fix', 'Coupons')
session.ctl(shop, 'campaign', 'new', '--name', 'Versions', '--segment', 'visits at least 1',
            '--subject', 'Hello', '--message', 'Dear {{first name|you}},')


def sell_twice():
    """The person of the second coupon comes twice today."""
    day = pages.today()
    db = sqlite3.connect(shop)
    who, = db.execute('SELECT customer_id FROM coupon ORDER BY code LIMIT 1 OFFSET 1').fetchone()
    for number, time, net in (('T1', 34200, 45100), ('T2', 52320, 9900)):
        db.execute("""INSERT INTO receipt (uuid, source_id, location_id, till, number, period,
                          sold_on, sold_time, sold_at, customer_id, lines_hash, net_minor,
                          net_sales_minor, sale_lines, import_id)
                      SELECT randomblob(16), source_id, location_id, till, ?, period, ?, ?, 0, ?, 0,
                          ?, ?, 1, import_id FROM receipt LIMIT 1""",
                   (number, day, time, who, net, net))
    db.commit()
    db.close()


sell_twice()
app = session.start('--store', shop, size=harness.WIDE, env={'REGULARS_MAIL_PASSWORD': 'secret'})
app.focus_window()


def rows(sql):
    db = sqlite3.connect(f'file:{shop}?mode=ro', uri=True)
    try:
        return db.execute(sql).fetchall()
    finally:
        db.close()


@tap.case('a scanned coupon is found, and a second Enter uses it')
def _():
    code = rows('SELECT min(code) FROM coupon')[0][0]
    app.settle()
    app.key('ctrl+u')
    app.find('dialog', 'Use a Coupon')
    app.settle()
    app.keys(code.lower())
    app.key('Return')
    app.find('button', 'Note as Used')
    app.settle()
    app.key('Return')
    harness.until(lambda: rows('SELECT code FROM coupon_use') == [(code,)], 'the coupon as used')
    app.settle()
    app.key('Escape')
    app.gone('dialog', 'Use a Coupon')


@tap.case('of several receipts of today the one that a coupon was used with is chosen')
def _():
    code, = rows('SELECT code FROM coupon ORDER BY code LIMIT 1 OFFSET 1')[0]
    app.key('ctrl+u')
    app.find('dialog', 'Use a Coupon')
    app.settle()
    app.keys(code.lower())
    app.find('label', lambda name: name.startswith('There are several receipts of today'))
    app.settle()
    app.choose('Which Receipt', 'End')
    app.find('label', lambda name: '99.00' in name and 'receipt T2' in name)
    app.focus_on('Note as Used')
    app.key('space')
    harness.until(lambda: rows("""SELECT receipt.number FROM coupon_use JOIN receipt ON
                                      receipt.uuid = receipt_uuid""") == [('T2',)], 'its receipt')
    app.settle()
    app.key('Escape')
    app.gone('dialog', 'Use a Coupon')


@tap.case('a second version is added and written with keys')
def _():
    app.window_action('show-campaign-message', 'int64 3')
    app.settle()
    app.focus_on('Test a Second Version')
    app.key('space')
    harness.until(lambda: len(rows('SELECT 1 FROM campaign_version')) == 2, 'two versions')
    app.settle()
    app.focus_on('Name of This Version')
    app.key('ctrl+a')
    app.keys('Short')
    app.focus_on('Text of the letter')
    app.key('ctrl+a')
    app.keys('Come by')
    app.key('alt+Left')
    harness.until(lambda: rows('SELECT name, message FROM campaign_version WHERE number = 2')
                  == [('Short', 'Come by')], 'the second version in the file')


@tap.case('a letter becomes a text message and an e-mail with keys')
def _():
    app.window_action('show-campaign-message', 'int64 3')
    app.settle()
    for keys, channel in ((('Home', 'Down', 'Down'), 'sms'), (('Home', 'Down'), 'email')):
        app.choose('How', *keys)
        harness.until(lambda: rows('SELECT channel FROM campaign WHERE id = 3') == [(channel,)],
                      f'the channel {channel} in the file')
    app.settle()
    app.focus_on('Text of the e-mail')
    app.key('ctrl+a')
    app.keys('Come by')
    app.find('label', 'Come by')


@tap.case('the people of a campaign are chosen with keys')
def _():
    app.window_action('show-campaign-people', 'int64 3')
    app.settle()
    app.choose('Who of Them', 'Home', 'Down', 'Down')
    harness.until(lambda: rows('SELECT best_by, best_n FROM campaign WHERE id = 3')
                  == [('visits', 100)], 'those who come most often')
    app.choose('This Campaign', 'Home')
    harness.until(lambda: rows('SELECT priority FROM campaign WHERE id = 3') == [(1,)],
                  'the priority in the file')
    app.settle()
    app.focus_on('Planned for a Day')
    app.key('space')
    harness.until(lambda: rows('SELECT planned_on FROM campaign WHERE id = 3') != [(None,)],
                  'the day in the file')
    app.window_action('show-campaign-check', 'int64 3')
    app.find('label', 'Get the e-mail')


@tap.case('what a campaign offers is said with keys')
def _():
    app.window_action('show-campaign-offer', 'int64 3')
    app.settle()
    app.choose('Kind of Offer', 'Home', 'Down', 'Down')
    app.find('label', 'Say how much the offer takes off.')
    app.focus_on('Per cent off')
    app.keys('10')
    app.key('Return')
    harness.until(lambda: rows('SELECT offer_kind, offer_value FROM campaign WHERE id = 3')
                  == [('percent', 100)], 'the offer in the file')
    app.settle()
    app.choose('How Long', 'End')
    harness.until(lambda: rows('SELECT offer_days FROM campaign WHERE id = 3') == [(14,)],
                  'how long it holds')
    app.window_action('show-campaign', 'int64 3')
    app.find('label', lambda name: name.endswith('off, for 14 days'))


@tap.case('the product of an offer is found and taken with keys, and taken away again')
def _():
    app.window_action('show-campaign-offer', 'int64 3')
    app.settle()
    offered = ('SELECT product.code FROM campaign_product JOIN product ON product.id = product_id '
               'WHERE campaign_id = 3')
    app.focus_on('Find a product')
    app.keys('huila')
    app.find('label', 'Huila Natural 250 g')
    app.key('Return')
    harness.until(lambda: rows(offered) == [('K-102',)], 'the product in the file')
    app.find('label', lambda name: name.endswith('off Huila Natural 250 g, for 14 days'))
    app.keys('k-104')
    app.key('Return')
    harness.until(lambda: len(rows(offered)) == 2, 'a second product in the file')
    app.settle()
    app.focus_on('Remove Huila Natural 250 g')
    app.key('space')
    harness.until(lambda: rows(offered) == [('K-104',)], 'one product less')


@tap.case('what is said at the counter stands beside whoever is searched for')
def _():
    session.ctl(shop, 'campaign', 'set', 'Coupons', '--counter', 'Ask about the roasts')
    session.ctl(shop, 'campaign', 'export', 'Coupons', session.folder / 'list.csv')
    name, = rows("""SELECT customer.name FROM campaign_member JOIN customer
                    ON customer.id = customer_id WHERE campaign_id = 2 AND state = 'included'
                    AND customer.name NOT GLOB '*[^ A-Za-z]*' LIMIT 1""")[0]
    app.key('ctrl+k')
    found = app.find('dialog', 'Search')
    app.settle()
    app.keys(name.lower())
    app.find('label', lambda text: text.endswith('Ask about the roasts'), within=found)
    app.key('Escape')
    app.gone('dialog', 'Search')


@tap.case('the e-mail account and its mailbox are set up with keys')
def _():
    keys = Keys(app)
    app.show('campaigns')
    app.settle()
    app.key('ctrl+comma')
    app.find('dialog', 'Preferences')
    keys.go('Account', role='list item')
    app.key('space')
    app.find('dialog', 'E-Mail Account')
    keys.at('Mail server')
    app.keys('mail.example.org')
    keys.go('Encryption')
    app.key('space')
    app.settle()
    app.key('Down')
    app.key('Return')
    keys.go('User name')
    app.keys('shop')
    keys.go('E-mail address')
    app.keys('shop@example.org')
    keys.go('Server of the mailbox')
    app.keys('imap.example.org')
    keys.go('Encryption of the mailbox')
    app.key('space')
    app.settle()
    app.key('Down')
    app.key('Return')
    app.key('alt+s')
    app.gone('dialog', 'E-Mail Account')
    kept = dict(rows("SELECT name, value FROM setting WHERE name LIKE 'mail-%'"))
    # Each port is the usual one of its encryption.
    assert (kept['mail-host'], kept['mail-security'], kept['mail-port']) == (
        'mail.example.org', 'starttls', '587'), kept
    assert (kept['mail-imap-host'], kept['mail-imap-security'], kept['mail-imap-port']) == (
        'imap.example.org', 'starttls', '143'), kept
    keys.at('Account', role='list item')
    app.key('Escape')
    app.gone('dialog', 'Preferences')


@tap.case('a test of the e-mail goes to an address of one\'s own, with keys')
def _():
    server = mail_server.MailServer({}, seed=2)
    # Only a server on this machine goes without encryption.
    session.ctl(shop, 'mail', 'set', '--host', 'localhost', '--security', 'none', '--port',
                server.port, '--user', '', '--imap-host', '')
    keys = Keys(app)
    app.window_action('show-campaign-message', 'int64 3')
    keys.go('Send a Test…', role='button')
    app.key('space')
    app.find(('dialog', 'alert'), 'Send a Test')
    keys.go('E-mail address')
    app.key('ctrl+a')
    app.keys('me@example.org')
    app.key('Return')
    app.find('label', 'A test is on its way to me@example.org')
    assert [to for to, _ in server.taken] == ['me@example.org'], server.taken
    keys.at('Send a Test…', role='button')


def states():
    return dict(rows('SELECT state, count(*) FROM outbox GROUP BY state'))


@tap.case('a campaign is sent with keys, and what stays uncertain goes out again with keys')
def _():
    server = mail_server.MailServer({'swallow': .3}, seed=3)
    session.ctl(shop, 'contact-budget', 'on', '0', 'quiet', '0')
    session.ctl(shop, 'mail', 'set', '--port', server.port, '--per-minute', '6000')
    session.ctl(shop, 'campaign', 'new', '--name', 'By Mail', '--channel', 'email', '--segment',
                'has email', '--subject', 'Hello', '--message', 'Dear you,')
    session.ctl(shop, 'campaign', 'set', 'By Mail', '--best', '12', '--best-by', 'spend')
    session.ctl(shop, 'campaign', 'fix', 'By Mail')
    number, = rows("SELECT id FROM campaign WHERE name = 'By Mail'")[0]
    keys = Keys(app)
    app.window_action('show-campaign-output', f'int64 {number}')
    keys.go('Send…', role='button')
    app.key('space')
    app.find(('dialog', 'alert'), lambda name: name.startswith('Send ') and name.endswith('?'))
    keys.go('Send', role='button')
    app.key('space')
    harness.until(lambda: states() and not {'waiting', 'sending'} & set(states()), 'all answered')
    told = states()
    assert sum(told.values()) == 12 and told['uncertain'] > 0 and told['sent'] > 0, told
    keys.somewhere()
    server.faults = {}
    keys.go('More', role='toggle button')
    app.key('space')
    app.settle()
    keys.go(lambda name: name.startswith('Send the Uncertain'), key='Down')
    app.key('Return')
    app.find(('dialog', 'alert'), 'Send Them Again?')
    keys.go('Send', role='button')
    app.key('space')
    harness.until(lambda: states() == {'sent': 12}, 'an answer for all')


@tap.case('Tab goes round the pages of an e-mail, past what can only be read')
def _():
    for page, number in (('message', 3), ('output', rows('SELECT max(id) FROM campaign')[0][0])):
        app.window_action(f'show-campaign-{page}', f'int64 {number}')
        app.find('button', 'Next Person')
        app.settle()
        walked = app.report('test-focus-walk', 60)
        assert walked['stops'] > 8 and not walked['findings'], (page, walked)


@tap.case('the program leaves without a complaint')
def _():
    assert app.quit() == 0, app.said()
    complaints = [line for line in app.said().splitlines()
                  if 'WARNING' in line or 'CRITICAL' in line]
    assert not complaints, '\n'.join(complaints)


tap.run()
