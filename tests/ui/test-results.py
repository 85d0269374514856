#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""The results of a letter that brought something: where the money went, and what each figure opens.
Usage: test-results.py BUILD"""

import json
import os
import sys

import harness
import judged_shop
import tap

session = harness.Session(sys.argv[1])
shop = session.sample()
pictures = os.path.join(sys.argv[1], 'pictures')
os.makedirs(pictures, exist_ok=True)

judged_shop.make(shop)
# REGULARS_UI_DARK=1 leaves the pictures of the dark theme.
dark = os.environ.get('REGULARS_UI_DARK') == '1'
app = session.start('--store', shop, size=harness.WIDE, dark=dark)


def look(name):
    """Reads the page wide and narrow, and leaves a picture of each."""
    wrong = []
    for size, word in ((harness.WIDE, 'wide'), (harness.NARROW, 'narrow')):
        app.resize(*size)
        app.settle()
        app.screenshot(os.path.join(
            pictures, f'results-{name}-{word}-{"dark" if dark else "light"}.png'))
        wrong += [f'{name} {finding}' for finding in app.lint()]
        wrong += [f'{name} {line}' for line in app.nameless()]
    app.resize(*harness.WIDE)
    app.settle()
    assert not wrong, '\n'.join(wrong)


@tap.case('the extra profit is told, and where the money went')
def _():
    app.window_action('show-campaign', 'int64 1')
    app.find('label', lambda name: name.endswith('Extra Profit'))
    app.find('list item', 'Coupons')
    app.find('list item', 'Staff time')
    app.find('label', lambda name: '400.00' in name)
    app.find('list item', 'Left as Extra Profit')
    look('judged')


def open_figure(name):
    app.window_action('show-campaign', 'int64 1')
    app.find('list item', 'Left as Extra Profit')
    app.settle()
    app.press(name, role='button')


@tap.case('the staff’s time says how it adds up')
def _():
    app.find('label', lambda name: name.startswith('75 minutes at ') and '320.00 an hour' in name)


@tap.case('each figure opens how it adds up, its people and their receipts')
def _():
    open_figure('Coupons')
    app.find('label', 'How It Adds Up')
    app.find('list item', 'Not written to')
    app.find('button', 'Show the 30 People')
    look('figure')
    app.press('Show the Receipts: With the letter')
    app.find('label', lambda name: 'receipts, ' in name)
    open_figure('With the letter')
    app.find('label', lambda name: ' came · ' in name)
    look('figure-group')
    open_figure('Left as Extra Profit')
    app.find('list item', 'Staff Time')
    open_figure('What It Shows')
    app.find('label', lambda name: name.startswith('0 of ') and ' came · ' in name)
    app.window_action('show-campaign', 'int64 1')


@tap.case('who used a coupon is listed, with the receipt of that day')
def _():
    app.find('label', '30 Coupons Used')
    assert app.find('label', lambda name: '· receipt ' in name or 'receipts of that day' in name)


@tap.case('without a comparison group nothing is called profit, and people alike stand beside')
def _():
    app.window_action('show-campaign', 'int64 2')
    app.find('label', 'Cannot Be Judged')
    app.find('list item', 'Like Them, without a Letter')
    app.find('label', lambda name: 'how much people usually differ' in name)
    assert not [node for node in app.nodes('label', lambda name: 'Extra Profit' in name)]
    look('alone')


@tap.case('campaigns stand side by side, with the budget and who answers to what')
def _():
    app.window_action('show-campaign-comparison', '@a{sv} {}')
    app.find('label', 'Cost of One')
    app.find('list item', 'Extra Profit: To Everybody')
    app.find('label', 'cannot be judged')
    app.find('label', lambda name: '9,000.00 spent, ' in name)
    app.find('label', lambda name: 'points more than without' in name)
    look('side-by-side')
    channels = json.loads(session.ctl(shop, '--json', 'campaign', 'compare'))['channels']
    people, = [each['people'] for each in channels if each['channel'] == 'post']
    app.press('Show Who Answered to Post')
    app.find('label', lambda name: f'{people:,} ' in name)


def behind(row, *wanted):
    """Opens the row from where campaigns stand side by side; what is behind it says all these."""
    app.show('campaigns')
    app.window_action('show-campaign-comparison', '@a{sv} {}')
    app.find('label', 'Cost of One')
    app.settle()
    app.press(row, role='button')
    for words in wanted:
        app.find('label', lambda name, words=words: words in name)


@tap.case('each figure that campaigns are compared by opens its people')
def _():
    behind('People Written To: Autumn Letter', ' came · ')
    behind('Came Back: Autumn Letter', ' came · ')
    behind('Cost of One: Autumn Letter', 'for each of ', 'Staff Time')
    look('cost-of-one')
    behind('Extra Profit of One: Autumn Letter', 'for each of ', 'Not written to')
    behind(lambda name: name.startswith('Campaigns of '), 'Autumn Letter: Staff Time',
           'To Everybody: Fixed Costs')
    look('year')


@tap.case('the program leaves without a complaint')
def _():
    assert app.quit() == 0, app.said()
    complaints = [line for line in app.said().splitlines()
                  if 'WARNING' in line or 'CRITICAL' in line]
    assert not complaints, '\n'.join(complaints)


tap.run()
