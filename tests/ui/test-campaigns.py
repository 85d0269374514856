#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""A campaign through the window, from its name to the letters of a fixed list. What the window says
is in the file, and nobody without permission is. Usage: test-campaigns.py BUILD"""

import sqlite3
import sys

import harness
import tap

session = harness.Session(sys.argv[1])
shop = session.sample()
app = session.start('--store', shop, size=harness.WIDE)


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


@tap.case('a campaign is begun')
def _():
    app.show('campaigns')
    app.find('list item', lambda name: 'Autumn Letter' in name)
    app.press('New Campaign')
    app.find('dialog', 'New Campaign')
    app.type('Name', 'Winter letter')
    app.press('Create')
    app.gone('dialog', 'New Campaign')
    harness.until(lambda: newest('name') == 'Winter letter', 'the campaign in the file')
    app.find('label', lambda name: 'Not written yet' in name)


@tap.case('people of several segments, only the best of them, and which campaign goes first')
def _():
    for name, rule in (('Three', 'visits at least 3'), ('Ten', 'visits at least 10')):
        session.ctl(shop, 'segment', 'save', name, rule)
    session.ctl(shop, 'campaign', 'set', 'Winter letter', '--in', 'Three', '--out', 'Ten',
                '--best', '60', '--best-by', 'visits', '--priority', 'first')
    show('-people')
    app.find('label',
             lambda name: 'are in the segment Three and are not in the segment Ten' in name)
    assert not app.lint(), app.lint()
    show('-check')
    app.find('label', '60 people')
    app.find('label', 'Not among the best')
    session.ctl(shop, 'campaign', 'set', 'Winter letter', '--best-by', '', '--in', 'Three',
                '--out', 'Ten')


@tap.case('an unknown field is told where it stands, and the list cannot be fixed')
def _():
    show('-message')
    app.type('Subject', 'For {{first name|you}}')
    app.type('Text of the letter', 'Dear {{frist name}},')
    app.find('label', lambda name: 'There is no field {{frist name}}' in name)
    show('-check')
    harness.until(lambda: newest('message') == 'Dear {{frist name}},', 'the message in the file')
    app.find('label', lambda name: 'The message has to be right' in name)
    assert not harness.sensitive(app.find('button', 'Fix the List'))


@tap.case('an offer that is over is told, and what it costs by what usually happens')
def _():
    session.ctl(shop, 'campaign', 'set', 'Winter letter', '--offer', 'money', '--offer-value', '25',
                '--offer-until', '2020-01-31')
    show('-check')
    app.find('label', lambda name: 'is over: nobody could take it' in name)
    app.find('label', lambda name: name.startswith('If as many come as for your last campaign'))
    session.ctl(shop, 'campaign', 'set', 'Winter letter', '--offer', 'none')
    app.gone('label', lambda name: 'is over: nobody could take it' in name)


@tap.case('a right message lets the list be fixed')
def _():
    show('-message')
    app.type('Text of the letter', 'Dear {{first name|friend}},\n\nwe have missed you.')
    app.gone('label', lambda name: 'There is no field' in name)
    show('-check')
    app.press('Fix the List')
    harness.until(lambda: newest('fixed_at'), 'a fixed list')
    fixed = rows('SELECT state, count(*) FROM campaign_member WHERE campaign_id = '
                 '(SELECT max(id) FROM campaign) GROUP BY state')
    assert dict(fixed)['included'] > 100, fixed


@tap.case('nobody without permission or address is in the list')
def _():
    wrong = rows('''SELECT count(*) FROM campaign_member AS m
                    WHERE m.campaign_id = (SELECT max(id) FROM campaign) AND m.state = 'included'
                      AND (m.contact = '' OR NOT EXISTS (
                        SELECT 1 FROM permission AS p WHERE p.customer_id = m.customer_id
                          AND p.channel = 'post' AND p.granted = 1))''')
    assert wrong == [(0,)], wrong


@tap.case('the letters stand in the preview')
def _():
    included = rows('''SELECT count(*) FROM campaign_member WHERE state = 'included'
                       AND campaign_id = (SELECT max(id) FROM campaign)''')[0][0]
    show('-output')
    app.find('label', f'{included:,} letters')
    app.find('label', f'Page 1 of {included}')
    app.press('Next Page')
    app.find('label', f'Page 2 of {included}')
    assert harness.sensitive(app.find('button', 'Print…'))


@tap.case('the results of the letter that went out stand first')
def _():
    app.window_action('show-campaign', 'int64 1')
    app.find('label', lambda name: name == 'Cannot Be Judged' or 'Profit' in name)
    app.find('label', 'Page 1 of 2')


@tap.case('what a running campaign says stands on the page of who got it')
def _():
    who, = rows("SELECT min(customer_id) FROM campaign_member WHERE state = 'included' AND "
                "campaign_id = (SELECT max(id) FROM campaign)")[0]
    session.ctl(shop, 'campaign', 'set', 'Winter letter', '--counter', 'Ask about the roasts')
    app.window_action('show-customer', f'int64 {who}')
    app.settle()
    assert not list(app.nodes('label', 'Ask about the roasts'))
    session.ctl(shop, 'campaign', 'export', 'Winter letter', session.folder / 'list.csv')
    app.find('label', 'Ask about the roasts')
    app.page_action('page.send-every-campaign')
    harness.until(lambda: rows('SELECT customer_id FROM seed_person') == [(who,)], 'one more')


@tap.case('another campaign begins with one that went out')
def _():
    show()
    app.page_action('page.begin-another')
    harness.until(lambda: newest('name') == 'Winter letter, once more', 'another campaign')
    assert newest('fixed_at') is None and 'we have missed you' in newest('message')
    app.settle()


@tap.case('every part reads well, wide and narrow')
def _():
    wrong = []
    for part in ('', '-people', '-offer', '-message', '-check', '-output'):
        app.resize(*harness.WIDE)
        show(part)
        for size in (harness.WIDE, harness.NARROW):
            app.resize(*size)
            app.settle()
            wrong += [f'{part} {finding}' for finding in app.lint()]
            wrong += [f'{part} {line}' for line in app.nameless()]
    assert not wrong, '\n'.join(wrong)


@tap.case('the program leaves without a complaint')
def _():
    assert app.quit() == 0, app.said()
    complaints = [line for line in app.said().splitlines()
                  if 'WARNING' in line or 'CRITICAL' in line]
    assert not complaints, '\n'.join(complaints)


tap.run()
