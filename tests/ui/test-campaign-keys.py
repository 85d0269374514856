#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""The whole path of a campaign by the keyboard alone: begun, its people chosen out of three
segments, an offer, two versions of a letter with a coupon, checked, fixed, looked at, printed, a
coupon used, the results read and the people behind a figure opened, the summary on paper. Where the
keyboard is, the accessibility tree says. Usage: test-campaign-keys.py BUILD"""

import sys

import harness
import keys
import pages
import paper
import tap

session = harness.Session(sys.argv[1], display='x11')
shop = session.sample()
for name, rule in (('Everybody', 'visits at least 1'), ('Lapsed', 'not since 400 days'),
                   ('Often', 'visits at least 20')):
    session.ctl(shop, 'segment', 'save', name, rule)
app = session.start('--store', shop, size=harness.WIDE)
app.focus_window()
at = keys.Keys(app)


def value(sql):
    return pages.value(shop, sql)


def newest(column):
    return value(f'SELECT {column} FROM campaign ORDER BY id DESC LIMIT 1')


def wait(sql, wanted, what):
    harness.until(lambda: value(sql) == wanted, what)


def begins(words):
    return lambda name: name.startswith(words)


def open_part(name):
    at.go(begins(name), 'list item')
    app.key('Return')
    app.find('label', name)
    app.settle()
    at.somewhere()


def back():
    app.key('alt+Left')
    app.settle()
    at.somewhere()


@tap.case('a campaign is begun')
def _():
    app.key('alt+4')
    app.settle()
    app.key('ctrl+n')
    at.at('Name', 'text')
    app.keys('Winter Letter')
    app.key('Return')
    app.gone('dialog', 'New Campaign')
    harness.until(lambda: newest('name') == 'Winter Letter', 'the campaign in the file')
    at.somewhere()


@tap.case('its people come out of one segment, and not out of two others')
def _():
    open_part('People')
    at.go('Segment', 'combo box')
    app.key('space')
    app.settle()
    app.key('Home')
    at.go('Everybody', 'list item', 'Down')
    app.key('Return')
    harness.until(lambda: newest('segment_text') == 'visits at least 1', 'the segment in the file')
    app.settle()
    at.at('Segment', 'combo box')
    assert next(app.nodes('combo box', 'Segment')).get_description() == 'Everybody'
    at.go(begins('But Not In'), 'list item')
    app.key('space')
    app.settle()
    for name in ('Lapsed', 'Often'):
        at.go(name, 'check box')
        app.key('space')
        app.settle()
        at.at(name, 'check box')
    app.find('label', lambda text: 'are not in the segment Lapsed' in text)
    at.go(begins('Leave Some Without It'))
    app.key('space')
    harness.until(lambda: newest('hold_out_permille'), 'a comparison group')
    app.settle()
    back()


@tap.case('ten per cent off, for two weeks')
def _():
    open_part('Offer')
    app.choose('Kind of Offer', 'Home', 'Down', 'Down')
    at.go('Per cent off')
    app.keys('10')
    app.key('Return')
    wait('SELECT offer_value FROM campaign ORDER BY id DESC LIMIT 1', 100, 'the offer in the file')
    app.settle()
    app.choose('How Long', 'End')
    wait('SELECT offer_days FROM campaign ORDER BY id DESC LIMIT 1', 14, 'how long it holds')
    back()


@tap.case('a letter with a coupon, in two versions')
def _():
    open_part('Message')
    # What is written comes first, not the preview below or beside it.
    at.at('How', 'combo box')
    at.go('Subject')
    app.keys('We miss you')
    at.go('Text of the letter')
    app.keys('Dear ')
    at.go('Insert a Field')
    app.key('space')
    app.in_menu()
    app.key('Return')
    at.at('Text of the letter')
    app.keys(', take {{coupon}} too.')
    at.go('Test a Second Version')
    app.key('space')
    wait('SELECT count(*) FROM campaign_version', 2, 'two versions')
    at.somewhere()
    at.go('Name of This Version')
    app.key('ctrl+a')
    app.keys('Short')
    at.go('Text of the letter')
    app.key('ctrl+a')
    app.keys('Come by: {{coupon}}')
    at.go('Next Person')
    app.key('space')
    back()
    wait('SELECT message FROM campaign_version WHERE number = 2', 'Come by: {{coupon}}',
         'the second version in the file')


@tap.case('a template is kept with both versions, and the message begins with it again')
def _():
    open_part('Message')
    at.go('Templates…', 'button')
    app.key('space')
    app.find('dialog', 'Templates')
    app.find('check box', 'All Versions')
    at.go('Keep this message as')
    app.keys('Of Ours')
    app.key('Return')
    wait('SELECT name FROM message_template', 'Of Ours', 'the template in the file')
    app.settle()
    assert value('SELECT offer_kind || offer_days FROM message_template') == 'percent14'
    assert value('SELECT message FROM template_version WHERE number = 2') == 'Come by: {{coupon}}'
    app.find('text', lambda name: name.startswith('Name of the Template Of Ours: Post, 2 versions'))
    at.at('Keep this message as')
    at.go('Begin With Of Ours', 'button')
    app.key('space')
    app.gone('dialog', 'Templates')
    at.at('Templates…', 'button')
    back()


@tap.case('the check is read, and the list fixed')
def _():
    open_part('Check')
    app.find('list item', lambda name: 'Get “Short”' in name)
    at.go('Fix the List', 'button')
    app.key('space')
    wait('SELECT fixed_at IS NOT NULL FROM campaign ORDER BY id DESC LIMIT 1', 1, 'a fixed list')
    at.somewhere()
    # Who they are, the rows open now as before.
    for words, state in (('Get “Short”', "state = 'included' AND version = 2"),
                         ('Not written to', "state = 'held-out'")):
        who = value('SELECT customer.name FROM campaign_member AS m '
                    'JOIN customer ON customer.id = m.customer_id '
                    'JOIN customer_fact AS fact ON fact.customer_id = customer.id '
                    f"WHERE campaign_id = (SELECT max(id) FROM campaign) AND {state} "
                    "AND reason <> 'seed' ORDER BY fact.sort_key LIMIT 1")
        at.go(begins(words), 'list item')
        app.key('Return')
        app.find('list item', begins(who))
        back()
    at.go('Print and Send', 'button')
    app.key('Return')


@tap.case('the letters are looked at, and printed')
def _():
    n = value("SELECT count(*) FROM campaign_member WHERE state = 'included' AND campaign_id = "
              '(SELECT max(id) FROM campaign)')
    app.find('label', f'Page 1 of {n}')
    at.go('Next Page', 'button')
    app.key('space')
    app.find('label', f'Page 2 of {n}')
    at.go('Print…', 'button')
    app.key('space')
    made, words = paper.pdf(paper.print_by_keys(session, app, at))
    assert made == n, (made, n)
    wait('SELECT group_concat(pieces) FROM campaign_output WHERE campaign_id = '
         '(SELECT max(id) FROM campaign)', str(n), 'the printing in the file')
    app.focus_window()
    at.at('Print…', 'button')


@tap.case('a coupon is used')
def _():
    code = value('SELECT min(code) FROM coupon WHERE campaign_id = '
                 '(SELECT max(id) FROM campaign)')
    app.key('ctrl+u')
    app.find('dialog', 'Use a Coupon')
    app.settle()
    app.keys(code.lower())
    at_note = app.find('button', 'Note as Used')
    app.key('Return')
    wait('SELECT code FROM coupon_use', code, 'the coupon as used')
    app.key('Escape')
    app.gone('dialog', 'Use a Coupon')
    at.at('Print…', 'button')


@tap.case('the results are read row by row, and the people behind a figure opened')
def _():
    back()
    back()
    app.find('label', '1 Coupon Used')
    who = value('SELECT customer.name FROM coupon_use JOIN coupon USING (code) '
                'JOIN customer ON customer.id = customer_id')
    for row in ('Print and post', 'A', 'Short', 'Not written to', 'What It Shows', who,
                'All Coupons That Were Used'):
        at.go(row, 'list item')
    app.key('Return')
    app.settle()
    at.somewhere()
    at.go(begins(who), 'list item')
    app.key('Return')
    app.settle()
    at.at('Back', 'button')
    back()
    at.at(begins(who), 'list item')
    back()
    at.at('All Coupons That Were Used', 'list item')


@tap.case('the summary is looked at and put on paper')
def _():
    at.go('Next Page', 'button')
    app.key('space')
    app.find('label', lambda name: name.startswith('Page 2 of'))
    at.go('Print Summary…', 'button')
    app.key('space')
    made, words = paper.pdf(paper.print_by_keys(session, app, at))
    assert made > 1 and 'Winter Letter' in words, (made, words)
    app.focus_window()
    at.at('Print Summary…', 'button')


@tap.case('what it cost is noted, and stands in the results at once')
def _():
    at.go('Setup', 'page tab')
    app.key('space')
    app.settle()
    at.go('Other costs')
    app.key('ctrl+a')
    app.keys('500')
    app.key('Return')
    harness.until(lambda: newest('cost_minor') == 50000, 'the costs in the file')
    app.settle()
    at.at('Other costs')
    at.go('Setup', 'page tab')
    app.key('Left')
    at.at('Results', 'page tab')
    app.key('space')
    app.settle()
    app.find('label', lambda text: '500.00' in text)


@tap.case('the program leaves without a complaint')
def _():
    assert app.quit() == 0, app.said()
    complaints = [line for line in app.said().splitlines()
                  if 'WARNING' in line or 'CRITICAL' in line]
    assert not complaints, '\n'.join(complaints)


tap.run()
