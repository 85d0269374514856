#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Groups that nobody wrote rules for, by keyboard: the grid of last visits and visits, customers
who are alike in some facts, and people like the members of a segment.
Usage: test-groups.py BUILD"""

import json
import sys

import harness
import pages
import tap

session = harness.Session(sys.argv[1], display='x11')
shop = session.sample()
rfm = json.loads(session.ctl(shop, 'segment', 'rfm', '--json'))
app = session.start('--store', shop, size=harness.WIDE)
app.focus_window()


def on(condition, what):
    """Waits until the keyboard is on something with such a name."""
    return harness.until(lambda: (at := app.focused()) and condition(at.get_name() or '') and at,
                         f'the keyboard on {what}')


def ctl_groups(*arguments):
    return json.loads(session.ctl(shop, 'segment', 'groups', *arguments, '--json'))['groups']


@tap.case('the page of segments leads to everybody by how lately and how often')
def _():
    app.show('segments')
    app.find('label', 'Look Further')
    app.focus_on('How Lately and How Often')
    app.key('Return')
    app.find('label', 'Everybody at Once')
    names = {group['name']: group for group in rfm['groups']}
    assert len(names) == 11
    for name in names:
        app.find('label', name)


@tap.case('arrow keys walk over the grid, and Enter opens the people')
def _():
    app.focus_on('Best Customers: ')
    start = app.focused().get_name()
    assert 'of sales' in start and 'visits' in start, start
    app.key('Down')
    on(lambda name: name != start and 'last visit' in name, 'the cell below')
    app.key('Up')
    on(lambda name: name == start, 'the cell above')
    app.key('Return')
    app.find('button', 'Back')
    app.find('label', start.split(':')[0])
    app.key('alt+Left')
    app.find('label', 'Everybody at Once')


@tap.case('a group becomes a segment of rules, under a name that is free')
def _():
    for name in ('Slipping Away', 'Slipping Away (2)'):
        app.press('Make a Segment of “Slipping Away”')
        harness.until(lambda: pages.value(shop, f"SELECT text FROM segment WHERE name = '{name}'"),
                      'the segment in the file')
        app.find('text', 'Name')
        app.key('alt+Left')
        app.find('label', 'Everybody at Once')
    text = pages.value(shop, "SELECT text FROM segment WHERE name = 'Slipping Away'")
    assert text.split('\n')[:2] == ['recency score between 1 and 2',
                                    'frequency score between 3 and 4'], text
    there = next(group for group in rfm['groups'] if group['group'] == 'slipping')
    counted = json.loads(session.ctl(shop, 'segment', 'count', text, '--json'))
    assert counted['count'] == there['customers'] > 0


@tap.case('customers are grouped without rules, as the command line groups them')
def _():
    app.window_action('show-groups', '@a{sv} {}')
    for group in ctl_groups():
        app.find('label', group['words'])
    app.choose('Number of Groups', 'Down', 'Down', 'Down')
    for group in ctl_groups('--k', '4'):
        app.find('label', group['words'])


@tap.case('a group opens its people, and becomes rules that anybody can edit')
def _():
    group = ctl_groups('--k', '4')[0]
    app.focus_on(group['words'])
    app.key('Return')
    app.gone('label', group['words'])
    app.find('label', group['name'])
    app.key('alt+Left')
    app.press(f'Make a Segment of “{group["words"]}”')
    text = harness.until(lambda: pages.value(shop, "SELECT text FROM segment WHERE name = "
                                                   f"'{group['name']}'"), 'the segment')
    assert text == group['rules'], text
    app.find('text', 'Name')
    app.key('alt+Left')
    app.find('label', 'Number of Groups')


@tap.case('other facts give other groups')
def _():
    app.focus_on('Facts')
    app.key('Return')
    app.settle()
    app.focus_on('Visits')
    app.key('space')
    app.find('label', lambda name: name.startswith('Days Since the Last Visit · Spend'))
    for group in ctl_groups('--k', '4', '--facts',
                            'last-visit,spend,basket,weekend,categories'):
        app.find('label', group['words'])


@tap.case('people like the members of a segment become a list, with the reason')
def _():
    segment = pages.value(shop, "SELECT id FROM segment WHERE name = 'Slipping Away'")
    alike = json.loads(session.ctl(shop, 'segment', 'alike', 'Slipping Away', '--limit', '1',
                                   '--json'))
    app.window_action('show-segment', f'int64 {segment}')
    app.find('text', 'Name')
    app.page_action('page.find-alike')
    app.find('label', 'People Like “Slipping Away”')
    app.find('label', alike['most_alike_in'])
    app.find('label', alike['people'][0]['name'])
    trial = alike['trial']
    assert trial['found'] > 2 * trial['hidden_members'] * trial['looked_at'] / trial['hidden']
    app.focus_on('Make a Segment')
    app.key('Return')
    chosen = ("SELECT count(*) FROM segment_person JOIN segment ON segment.id = segment_id "
              "WHERE name = 'Like Slipping Away' AND chosen "
              "AND reason LIKE 'One of the 50 most alike to “Slipping Away” on %'")
    harness.until(lambda: pages.value(shop, chosen) == 50, 'fifty people with the reason')
    app.find('label', 'Were chosen by hand for Like Slipping Away')


@tap.case('nobody is proposed where there are too few members')
def _():
    few = session.ctl(shop, 'segment', 'save', 'Few', 'visits at least 1000').strip()
    app.window_action('show-alike', f'int64 {few}')
    app.find('label', 'Nobody Is Proposed')
    app.find('label', lambda name: 'it needs at least 25' in name)


@tap.case('the program leaves without a complaint')
def _():
    assert app.quit() == 0, app.said()
    assert not app.said().strip(), app.said()


tap.run()
