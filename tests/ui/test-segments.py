#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""A segment is made in the window, and the window counts what regularsctl counts.
Usage: test-segments.py BUILD"""

import calendar
import datetime
import json
import sys

import harness
import pages
import tap

SEGMENT = 'bought category "Coffee" at least 3 times\nnot since 60 days'

session = harness.Session(sys.argv[1])
shop = session.sample()
counted = json.loads(session.ctl(shop, 'segment', 'count', SEGMENT, '--json'))
app = session.start('--store', shop, size=harness.WIDE)


def shown(number):
    """A label with the number as English groups it."""
    return app.find('label', f'{number:,}')


@tap.case('a new segment is everybody')
def _():
    app.show('segments')
    app.press('New Segment')
    app.find('text', 'Name')
    shown(counted['customers'])


@tap.case('a text that cannot be read says where')
def _():
    app.press('Text', role='page tab')
    app.type('Rules as text', 'city is')
    app.find('label', lambda name: 'What cannot be read' in name or 'column 8' in name)


@tap.case('the count follows the text')
def _():
    app.type('Rules as text', SEGMENT)
    app.press('Rules', role='page tab')
    shown(counted['count'])
    app.find('label', 'Have not come for 60 days')


@tap.case('the count is spoken once the typing rests, not with each key')
def _():
    ears = app.listen()
    app.press('Text', role='page tab')
    for days in range(20, 61):
        app.type('Rules as text', SEGMENT.replace('60', str(days)))
    ears.hear(lambda text: text.startswith(f'{counted["count"]:,} customer'))
    before = len(ears.texts())
    assert before < 10, ears.texts()
    app.press('Rules', role='page tab')


@tap.case('what was made is saved, and counted in the list')
def _():
    app.type('Name', 'Lapsing Coffee People')
    app.press('Save')
    harness.until(lambda: pages.value(shop, "SELECT 1 FROM segment "
                                            "WHERE name = 'Lapsing Coffee People'"),
                  'the segment in the file')
    app.show('segments')
    app.find('label', 'Lapsing Coffee People')
    shown(counted['count'])


@tap.case('a segment asks for another, never for itself')
def _():
    app.press('New Segment')
    app.type('Name', 'Nearby')
    app.press('Text', role='page tab')
    app.type('Rules as text', 'segment is "Lapsing Coffee People"')
    app.press('Rules', role='page tab')
    app.find('label', 'Are in the segment Lapsing Coffee People')
    shown(counted['count'])
    app.press('Save')
    harness.until(lambda: pages.value(shop, "SELECT 1 FROM segment WHERE name = 'Nearby'"),
                  'the segment in the file')
    app.press('Text', role='page tab')
    app.type('Rules as text', 'segment is "Nearby"')
    app.find('label', lambda name: 'Nearby → Nearby' in name)
    app.press('Rules', role='page tab')
    app.find('label', lambda name: 'Nearby → Nearby' in name)
    harness.until(lambda: not harness.sensitive(app.find('button', 'Save')), 'nothing to save')
    app.press('Undo')
    app.find('label', 'Are in the segment Lapsing Coffee People')


@tap.case('somebody is chosen for a segment by hand, and left out of another with a reason')
def _():
    app.window_action('show-customer', 'int64 7')
    app.find('label', 'Latest Purchases')
    app.page_action('page.put-in')
    app.find('alert', 'Put in a Segment')
    app.screenshot(session.build / 'pictures/segments-put-in.png')
    app.type('Name', 'Summer party')
    app.press('Apply')
    app.find('label', 'Summer party')
    app.page_action('page.leave-out')
    app.find('alert', 'Leave Out of a Segment')
    app.type('Reason', 'Moved away')
    app.press('Apply')
    harness.until(lambda: pages.value(shop, "SELECT 1 FROM segment_person WHERE customer_id = 7 "
                                            "AND NOT chosen AND reason = 'Moved away'"),
                  'who is left out, in the file')
    app.show('segments')
    app.find('label', 'Customers who were chosen by hand for Summer party')
    app.screenshot(session.build / 'pictures/segments-hand.png')


@tap.case('another name stands in the rules of the segment itself')
def _():
    party = pages.value(shop, "SELECT id FROM segment WHERE name = 'Summer party'")
    app.window_action('show-segment', f'int64 {party}')
    app.find('label', 'Were chosen by hand for Summer party')
    app.type('Name', 'Party')
    app.press('Save')
    app.find('label', 'Were chosen by hand for Party')
    harness.until(lambda: pages.value(shop, f'SELECT text FROM segment WHERE id = {party}')
                  .count('"Party"') == 1, 'the name in the rules')
    app.show('segments')


@tap.case('a rule is switched off, doubled, and kept as it is')
def _():
    app.press('New Segment')
    app.type('Name', 'Parts')
    app.press('Text', role='page tab')
    app.type('Rules as text', f'{SEGMENT}\noff tag is "web"\nany (has email; has phone)')
    app.press('Rules', role='page tab')
    app.find('label', 'Switched off')
    app.screenshot(session.build / 'pictures/segments-off.png')
    app.press('Duplicate Group')
    harness.until(lambda: len(list(app.nodes('button', 'Duplicate Group'))) == 2, 'another group')
    app.press('Switch Group Off', role='toggle button')
    app.press('Text', role='page tab')
    harness.until(lambda: 'off any (' in app.text(app.find('text', 'Rules as text')),
                  'the group switched off')
    text = app.text(app.find('text', 'Rules as text'))
    assert 'off tag is "web"' in text and text.count('has phone') == 2, text


@tap.case('a segment stands beside everybody else, and a figure opens its people')
def _():
    lapsing = pages.value(shop, "SELECT id FROM segment WHERE name = 'Lapsing Coffee People'")
    compared = json.loads(session.ctl(shop, 'segment', 'compare', 'Lapsing Coffee People',
                                      '--json'))
    told = [line for line in compared['differences'] if line.get('differs') and line['ratio'] > 1]
    app.window_action('show-segment', f'int64 {lapsing}')
    app.press('Compare', role='page tab')
    app.find('label', lambda name: name.startswith(f"{told[0]['about']}: {told[0]['name']}"))
    app.find('button', f"Everybody Else: Customers: {compared['groups'][1]['people']:,.0f}")
    app.screenshot(session.build / 'pictures/segment-compare.png')
    people = f"{compared['groups'][0]['people']:,.0f}"
    app.press(f'Lapsing Coffee People: Customers: {people}')
    app.find('label', lambda name: name.startswith('last visit: ') or ' · last visit: ' in name)
    app.press('Back')
    app.find('label', 'More Often Than Others')


@tap.case('over time: months, and who came and went')
def _():
    lapsing = pages.value(shop, "SELECT id FROM segment WHERE name = 'Lapsing Coffee People'")
    months = json.loads(session.ctl(shop, 'segment', 'months', 'Lapsing Coffee People',
                                    '--months', '2', '--json'))
    last = datetime.date.fromisoformat(months[-1]['day'])
    # Three months before, or the last day of that month.
    year, month = divmod(last.year * 12 + last.month - 1 - 3, 12)
    first = datetime.date(year, month + 1,
                          min(last.day, calendar.monthrange(year, month + 1)[1]))
    moved = json.loads(session.ctl(shop, 'segment', 'moved', 'Lapsing Coffee People', '--from',
                                   str(first), '--to', str(last), '--json'))
    app.window_action('show-segment', f'int64 {lapsing}')
    app.press('Over Time', role='page tab')
    app.find('label', 'Joined')
    app.find('label', str(len(moved['left'])))
    app.screenshot(session.build / 'pictures/segments-time.png')


@tap.case('a segment is frozen as a list, and live again')
def _():
    app.press('Rules', role='page tab')
    app.find('label', 'Have not come for 60 days')
    app.page_action('page.freeze')
    app.find('label', lambda name: name.startswith('A fixed list since '))
    app.screenshot(session.build / 'pictures/segments-frozen.png')
    app.press('Make Live Again')
    app.gone('label', lambda name: name.startswith('A fixed list'))
    harness.until(lambda: not pages.value(shop, "SELECT count(*) FROM segment_person "
                                                "WHERE reason LIKE 'Frozen%'"),
                  'nobody chosen by hand')


@tap.case('why is somebody in or not, by keyboard, beside the months')
def _():
    name = pages.value(shop, 'SELECT name FROM customer WHERE id = 7')
    app.find('label', 'Month by month')
    app.type('Why is somebody in or not: name or number', 'nobody at all is called so')
    app.find('label', 'Nobody is found by these words.')
    app.type('Why is somebody in or not: name or number',
             pages.value(shop, "SELECT value FROM contact_point WHERE customer_id = 7 "
                               "AND kind = 'email' LIMIT 1") or name)
    app.find('label', lambda text: text.startswith((f'{name} is ', 'Several are found:')))
    app.screenshot(session.build / 'pictures/segments-why.png')


@tap.case('the program leaves without a complaint')
def _():
    assert app.quit() == 0, app.said()
    assert not app.said().strip(), app.said()


tap.run()
