#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""What is told and done of the members of a segment: Today's line of one that grew, who came and
went, its months by keys and by mouse, the members as a file and on paper, and as a fixed list.
Usage: test-members.py BUILD"""

import csv
import datetime
import json
import re
import sys

import harness
import pages
import paper
import tap

NAME = 'Left Something in the Basket'
PLACES = 6 # of the sidebar
COFFEE = 'bought category "Coffee" at least 3 times\nnot since 60 days'

session = harness.Session(sys.argv[1], display='x11')
shop = session.sample()
session.ctl(shop, 'segment', 'save', 'Lapsing Coffee', COFFEE)
grown = next(told for told in json.loads(session.ctl(shop, 'segment', 'unusual', '--json'))
             if told['name'] == NAME)
months = json.loads(session.ctl(shop, 'segment', 'months', 'Lapsing Coffee', '--json'))
app = session.start('--store', shop, size=harness.WIDE)
app.focus_window()


def segment(name):
    return pages.value(shop, f"SELECT id FROM segment WHERE name = '{name}'")


def people(title, number):
    """The page of a list of so many people."""
    app.gone('label', 'Came and Went')
    app.find('label', title)

    def all_shown():
        more = next(iter(app.nodes('button', 'Show More')), None)
        if more:
            app.press('Show More')
        return not more and len(list(app.nodes('list item'))) - PLACES == number
    harness.until(all_shown, f'{number} people')


def moved(first, last):
    return json.loads(session.ctl(shop, 'segment', 'moved', 'Lapsing Coffee', '--from',
                                  str(first), '--to', str(last), '--json'))


def part(title, number):
    """The row of those who joined, stayed or left."""
    return harness.until(lambda: next((row for row in app.nodes('list item', title)
                                       if any(node.get_name() == f'{number:,}'
                                              for node in row.walk())), None),
                         f'{title} {number:,}')


@tap.case('Today tells of the segment that grew, and opens its past')
def _():
    assert grown['unusual'] and grown['after'] > grown['before'], grown
    app.show('today')
    line = f"“{NAME}” grew from {grown['before']} to {grown['after']} in a week"
    app.find('label', lambda name: name.startswith(line))
    app.screenshot(session.build / 'pictures/today-segment-grew.png')
    app.focus_on(line)
    app.key('Return')
    app.find('label', 'Came and Went')
    tab = app.find('page tab', 'Over Time')
    assert harness.extents(tab).width > 0
    app.screenshot(session.build / 'pictures/segment-grew.png')


@tap.case('from a week ago on, and whoever joined since is behind the number')
def _():
    week_ago = json.loads(session.ctl(shop, 'segment', 'months', NAME, '--months', '2', '--json'))
    today = datetime.date.fromisoformat(week_ago[-1]['day'])
    since = json.loads(session.ctl(shop, 'segment', 'moved', NAME, '--from',
                                   str(today - datetime.timedelta(days=7)), '--to', str(today),
                                   '--json'))
    assert len(since['joined']) == len(grown['customers'])
    part('Joined', len(since['joined']))
    app.click(app.find('list item', 'Joined'))
    people('Joined', len(since['joined']))
    app.press('Back')
    app.find('label', 'Came and Went')
    app.settle()
    app.press('Back')
    app.find('label', 'In the Last 7 Days')


@tap.case('joined and left are what regularsctl says, by keys')
def _():
    last = datetime.date.fromisoformat(months[-1]['day'])
    app.window_action('show-segment-view', "{'segment': <int64 %d>, 'view': <'time'>, 'from': "
                      '<%d>}' % (segment('Lapsing Coffee'),
                                 (last - datetime.date(1970, 1, 1)).days - 30))
    told = moved(last - datetime.timedelta(days=30), last)
    assert told['joined'] and told['left'], told
    app.settle()
    part('Joined', len(told['joined']))
    part('Stayed', len(told['stayed']))
    part('Left', len(told['left']))
    app.focus_on('Left')
    app.key('Return')
    people('Left', len(told['left']))
    app.press('Back')
    app.find('label', 'Came and Went')


@tap.case('the months are read out by keys, and Enter opens the members of one')
def _():
    app.focus_on('Customers in the segment')
    app.key('Home', 'Right', 'Right')
    spoken = harness.until(lambda: app.focused().get_description(), 'a spoken month')
    assert spoken.endswith(f": {months[2]['count']:,}"), (spoken, months[2])
    app.key('Return')
    people(lambda name: name.startswith('In the Segment on '), months[2]['count'])
    app.press('Back')
    app.find('label', 'Came and Went')


@tap.case('and so does a press on the chart')
def _():
    app.focus_on('Customers in the segment')
    chart = app.find(app.focused().get_role_name(),
                     lambda name: name.startswith('Customers in the segment'))
    # The last month stands at the right end, above the line's foot.
    app.click(chart, across=0.985, down=0.5)
    people(lambda name: name.startswith('In the Segment on '), months[-1]['count'])
    app.press('Back')
    app.find('label', 'Came and Went')


@tap.case('the members are exported as a table and as cards')
def _():
    table = session.folder / 'members.csv'
    app.save_in_dialog('page.export-list', table)
    rows = list(csv.reader(table.read_text('utf-8-sig').splitlines()))
    assert len(rows) == months[-1]['count'] + 1, (len(rows), months[-1])
    cards = session.folder / 'members.vcf'
    app.save_in_dialog('page.export-cards', cards)
    assert cards.read_text().count('BEGIN:VCARD') == months[-1]['count']


@tap.case('the members are printed')
def _():
    app.page_action('page.print')
    pages_made, words = paper.pdf(paper.print_to_file(session, app))
    assert pages_made >= 1 and 'Lapsing Coffee' in words, words
    assert re.search(rf"^{months[-1]['count']:,} customers on ", words, re.MULTILINE), words
    app.focus_window()


@tap.case('a fixed list has the members of now, and is taken back')
def _():
    app.page_action('page.freeze')
    app.find('label', lambda name: name.startswith('A fixed list since '))
    frozen = "SELECT count(*) FROM segment_person WHERE reason LIKE 'Frozen%'"
    assert pages.value(shop, frozen) == months[-1]['count'], pages.value(shop, frozen)
    app.key('ctrl+z')
    app.gone('label', lambda name: name.startswith('A fixed list'))
    assert pages.value(shop, frozen) == 0


@tap.case('the window is left')
def _():
    assert app.quit() == 0, app.said()


tap.run()
