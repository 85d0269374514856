#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""A segment by the keyboard alone, from the first key to its campaign: rules and a group are added,
chosen and typed into, what cannot be is pointed out, the count is that of regularsctl, the segment
is saved, and a campaign begins with it. Usage: test-segment-keys.py BUILD"""

import json
import sys

import harness
import keys
import pages
import tap

session = harness.Session(sys.argv[1], display='x11')
shop = session.sample()
categories = json.loads(pages.value(shop, 'SELECT json_group_array(name) FROM (SELECT name FROM '
                                          'category ORDER BY name)'))
app = session.start('--store', shop, size=harness.WIDE)
app.focus_window()
at = keys.Keys(app)
COFFEE = 'bought category "Coffee" at least 2 times'


def add_rule(words):
    """Presses the button that has the keyboard, and types the kind of the new rule."""
    app.key('Return')
    at.at('Rule', 'combo box')
    app.key('space')
    app.settle()
    app.keys(words)
    app.settle()
    app.key('Down', 'Return')
    app.settle()
    at.at('Rule', 'combo box')


def choose_category(name):
    app.choose('Add Category', *['Down'] * (categories.index(name) + 1))


def type_number(title, number):
    at.go(title, 'spin button')
    app.key('ctrl+a')
    app.keys(number)
    app.key('Tab')
    app.settle()


def shown(text):
    """The number of the segment that the text is, as regularsctl counts, stands on the page."""
    counted = json.loads(session.ctl(shop, 'segment', 'count', text, '--json'))
    assert 0 < counted['count'] < counted['customers'], counted
    app.find('label', f'{counted["count"]:,}')
    return counted


@tap.case('Alt+3 and Ctrl+N begin a segment, with the keyboard on its name')
def _():
    app.key('alt+3')
    at.at('New Segment', 'button')
    app.key('ctrl+n')
    at.at('Name', 'text')
    app.keys('Coffee Regulars')


@tap.case('a rule is added, its category chosen, its number typed, and counted')
def _():
    at.go('Rule', 'button')
    add_rule('Bought Category')
    choose_category('Coffee')
    at.somewhere()
    type_number('At Least', '2')
    app.find('label', 'Bought Coffee at least 2 times')
    shown(COFFEE)


@tap.case('how far away somebody lives is asked from the locations, then from another place')
def _():
    near = 'kilometres from "5014" or "5003"'
    at.go('Rule', 'button')
    add_rule('Distance in Kilometres')
    app.find('label', 'Live at most 10 km from 5014 or 5003')
    shown(f'{COFFEE}; {near} at most 10')
    at.go('Add Postcode', 'text')
    app.keys('5700')
    app.key('Return')
    app.find('label', 'Live at most 10 km from 5014, 5003 or 5700')
    app.settle()
    type_number('At Most', '3')
    shown(f'{COFFEE}; {near} or "5700" at most 3')
    # A number says what of, also to who hears it.
    said = at.go('At Most', 'spin button', 'shift+Tab').get_description()
    assert said == '3 km', said
    app.key('Tab')
    app.screenshot(session.build / 'pictures/segments-distance.png')
    app.key('ctrl+Delete')
    app.gone('label', lambda text: text.startswith('Live at most'))
    at.somewhere()
    shown(COFFEE)


@tap.case('a rule that cannot be so beside it says so at once, and Ctrl+Delete takes it away')
def _():
    at.go('Rule', 'button')
    add_rule('Not Bought Category')
    choose_category('Coffee')
    app.find('label', lambda text: text.startswith('Nobody can fit this and “Bought Coffee at '
                                                   'least 2 times”.'))
    app.find('label', lambda text: text.startswith('Nobody can fit this and “Never bought '
                                                   'Coffee”.'))
    app.screenshot(session.build / 'pictures/segments-odd.png')
    app.key('ctrl+Delete')
    app.gone('label', lambda text: text.startswith('Nobody can fit this'))
    at.somewhere()
    shown(COFFEE)


@tap.case('a group is added, and which of its rules must hold is chosen')
def _():
    at.go('Group', 'button')
    app.key('Return')
    at.at('Any of These', 'toggle button')
    app.key('space')
    app.settle()
    app.key('End', 'Return')
    at.at('None of These', 'toggle button')
    at.go('Rule', 'button')
    add_rule('Birthday')
    type_number('Days', '90')
    app.find('label', 'Have their birthday in the next 90 days')
    shown(f'{COFFEE}; none (birthday in next 90 days)')


@tap.case('Alt+S saves what was made')
def _():
    app.key('alt+s')
    text = harness.until(lambda: pages.value(shop, "SELECT text FROM segment "
                                                   "WHERE name = 'Coffee Regulars'"),
                         'the segment in the file')
    assert text.split() == f'all ( {COFFEE} none ( birthday in next 90 days ) )'.split(), text
    at.somewhere()


@tap.case('why somebody is in opens the receipts that decide')
def _():
    asked = 'Why is somebody in or not: name or number'
    told = json.loads(session.ctl(shop, 'segment', 'list', 'Coffee Regulars', '--json'))
    once = next(who for who in told if sum(other['name'] == who['name'] for other in told) == 1)
    why = json.loads(session.ctl(shop, 'segment', 'why', 'Coffee Regulars', once['uuid'],
                                 '--json'))
    n = why['rules'][0]['receipt_count']
    app.type(asked, once['name'])
    app.find('label', lambda text: f'{once["name"]} is in.' in text and f'{n} receipts' in text)
    app.focus_on(asked)
    app.key('Tab', 'Tab', 'Return')
    app.find('label', lambda text: text.startswith(f'{n} receipts, '))
    app.key('alt+Left')
    app.find('label', 'Month by month')
    at.somewhere()


@tap.case('a campaign starts with the segment')
def _():
    at.go('More', 'toggle button')
    app.key('Return')
    app.in_menu()
    app.key('Return')
    dialog = app.find('dialog', 'New Campaign')
    at.at('Name', 'text')
    app.key('ctrl+a')
    app.keys('Coffee Letter')
    app.find('label', lambda text: 'Coffee Regulars' in text, within=dialog)
    at.go('Create', 'button')
    app.key('Return')
    made = harness.until(lambda: pages.value(shop, "SELECT segment_text FROM campaign "
                                                   "WHERE name = 'Coffee Letter'"),
                         'the campaign in the file')
    assert made == pages.value(shop, "SELECT text FROM segment WHERE name = 'Coffee Regulars'"), \
        made
    at.somewhere()


@tap.case('the program leaves without a complaint')
def _():
    assert app.quit() == 0, app.said()
    assert not app.said().strip(), app.said()


tap.run()
