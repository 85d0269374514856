#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Insights and Today by real keys: a chart is read point by point, opens the receipts behind a
point, and turns into a table. Usage: test-insights.py BUILD"""

import json
import re
import sqlite3
import sys

import harness
import pages
import tap

BUILD = sys.argv[1]

session = harness.Session(BUILD, display='x11')
shop = session.sample(300)
# The sample shop's own; here two are compared.
session.ctl(shop, 'segment', 'delete', 'Left Something in the Basket')
session.ctl(shop, 'segment', 'save', 'Coffee People', 'bought category Coffee at least 2 times')
session.ctl(shop, 'segment', 'save', 'Often', 'visits at least 8')
app = session.start('--store', shop, size=harness.WIDE)
app.focus_window()


# Whose 18th birthday lies ahead of the last day with sales; 29 February is 1 March then.
UNDER_18 = """
SELECT count(*) FROM customer WHERE birth_year IS NOT NULL AND
  birth_year * 10000 + birth_month * 100 + birth_day >
  (SELECT CAST(strftime('%Y%m%d', max(sold_on) * 86400, 'unixepoch') AS INTEGER) FROM receipt)
  - 180000
"""


def labels(pattern):
    return [name for name in (node.get_name() or '' for node in app.nodes('label'))
            if re.search(pattern, name)]


def one_label(pattern):
    return harness.until(lambda: (labels(pattern) or [None])[0], f'a line with "{pattern}"')


def money_of(line):
    """The first money in a line, in whole units."""
    return int(re.search(r'NOK\s([\d,]+)', line).group(1).replace(',', ''))


def target(month):
    return pages.value(shop, f'SELECT max(net_minor) FROM target WHERE location_id = 0 '
                             f'AND month_on = {month}')


def type_every_month(text):
    app.focus_on('Every month')
    app.key('ctrl+a')
    app.keys(text)
    app.key('Return')


def focus_chart():
    """Tabs until the keyboard is on the chart."""
    for _ in range(30):
        node = app.focused()
        if node and (node.get_name() or '').startswith('Net sales a week, from'):
            return node
        app.key('Tab')
        app.settle()
    raise harness.Failure('Tab never reaches the chart')


@tap.case('Today says what it knows and opens a report')
def _():
    app.show('today')
    one_label(r'^Sales up to ')
    one_label(r'^Visits \d+')
    one_label(r'good customers? ha|Nothing to do')
    app.press(lambda name: name.startswith('Net sales, last 7 days: '), 'button')
    one_label(r'^Net sales of the last 4 whole weeks were ')


@tap.case('the arrow keys read the chart out')
def _():
    node = focus_chart()
    assert 'lowest' in node.get_name() and 'highest' in node.get_name(), node.get_name()
    app.key('Home')
    first = one_label(r'^Week of .*: Net sales ')
    app.key('Right')
    harness.until(lambda: labels(r'^Week of ') and one_label(r'^Week of ') != first,
                  'the next point')
    second = one_label(r'^Week of ')
    assert 'A year before' in second, second
    described = harness.until(lambda: app.focused().get_description(), 'a spoken point')
    assert described == second, (described, second)
    app.key('Left')
    harness.until(lambda: one_label(r'^Week of ') == first, 'the point before')


@tap.case('Enter opens the receipts behind the point, and they add up')
def _():
    app.key('End', 'Left')
    point = one_label(r'^Week of ')
    money = re.search(r'Net sales ([^;]+);', point).group(1)
    app.key('Return')
    total = one_label(r'^[\d,]+ receipts, ')
    shown = re.sub(r'[^\d.]', '', total.split(', ', 1)[1])
    # Whole money is rounded half away from zero.
    assert int(float(shown) + 0.5) == int(re.sub(r'\D', '', money)), (total, point)


@tap.case('a receipt opens to its lines')
def _():
    for _ in range(12):
        node = app.focused()
        if node and re.match(r'\d+ \w+ \d{4}', node.get_name() or ''):
            break
        app.key('Tab')
        app.settle()
    app.key('Return')
    one_label(r'^-?\d+ × ')
    app.screenshot(session.build / 'pictures/receipt-open-light-wide.png')


@tap.case('the chart turns into a table and back')
def _():
    app.key('alt+Left')
    app.press('Show as Table')
    table = app.find(('table', 'tree table'), 'Numbers of the Chart')
    words = [node.get_name() for node in app.nodes(within=table)]
    assert any(word and word.startswith('Week of ') for word in words), words
    app.press('Show as Table')
    app.gone(('table', 'tree table'), 'Numbers of the Chart')


@tap.case('a segment alone: its sales, its receipts, its table')
def _():
    app.window_action('show-report', "{'report': <'sales'>}")
    app.settle()
    whole = money_of(one_label(r'^Net sales of the last 4 whole weeks were '))
    app.choose('All Customers', 'Down')
    harness.until(lambda: money_of(one_label(r'^Net sales of the last 4 whole weeks ')) < whole,
                  'fewer sales')
    focus_chart()
    app.key('End', 'Left')
    point = one_label(r'^Week of ')
    app.key('Return')
    total = one_label(r'^[\d,]+ receipts?, ')
    shown = re.sub(r'[^\d.]', '', total.split(', ', 1)[1])
    assert int(float(shown) + 0.5) == money_of(point), (total, point)
    app.key('alt+Left')
    app.settle()
    app.screenshot(session.build / 'pictures/report-segment-light-wide.png')
    app.save_in_dialog('page.save-table', session.folder / 'table.csv')
    rows = (session.folder / 'table.csv').read_text('utf-8-sig').splitlines()
    assert rows[0].startswith('from,to,Net sales,A year before'), rows[0]
    assert int(float(rows[-2].split(',')[2]) + 0.5) == money_of(point), (rows[-2], point)


@tap.case('who the customers are: a bar opens its people')
def _():
    app.window_action('show-report', "{'report': <'make-up'>}")
    one_label(r'^Of those whose age is known, .* Of \d+ of 300 it is not known')
    app.focus_on('Age, from ')
    app.key('Home')
    young = one_label(r'^Under 18: ')
    app.key('Return')
    app.find('label', 'Under 18')
    harness.until(lambda: len(list(app.nodes('list item'))) >= 1, 'people')
    assert int(re.search(r'\d+$', young).group()) == pages.value(shop, UNDER_18), young
    app.key('alt+Left')
    app.choose('Everybody', 'Down')
    one_label(r'^.*: \d+% \(Fjordbok .*\), \d+% \(Fjordbok .*\)')
    # One bar of a location has fewer people than the location.
    app.focus_on('Age')
    app.key('Home')
    one_label(r'^Fjordbok .*: Under 25 .*; 25 to 44 ')
    app.key('Down')
    bar = one_label(r'^Fjordbok [^:]*: Under 25 \d+%$')
    app.key('Return')
    app.find('label', re.sub(r' \d+%$', '', bar))
    app.key('alt+Left')
    app.settle()
    app.save_in_dialog('page.save-table', session.folder / 'ages.csv')
    rows = (session.folder / 'ages.csv').read_text('utf-8-sig').splitlines()
    assert rows[0] == 'name,Under 25,25 to 44,45 to 64,65 and over', rows[0]


@tap.case('it is told for quarters and months, and a month opens its people')
def _():
    app.choose('By Location', 'Home', *['Down'] * 3)
    one_label('For each quarter, of those who became customers then')
    app.choose('By Quarter of Joining', 'Home', *['Down'] * 4)
    one_label('For each month, of those who became customers then')
    app.settle()
    app.screenshot(session.build / 'pictures/report-joined-month-light-wide.png')
    app.choose('By Month of Joining', 'Home', *['Down'] * 5)
    one_label('For each quarter, of those who came then')
    app.screenshot(session.build / 'pictures/report-quarter-light-wide.png')
    app.focus_on('Age')
    app.key('End')
    quarter = one_label(r'^Q\d \d{4}: ').split(':')[0]
    app.key('Return')
    app.find('label', quarter)
    told = json.loads(session.ctl(shop, 'report', 'make-up', '--across', 'quarter', '--json'))
    assert told['across'] == 'quarter' and told['points'][-1]['name'] == quarter, told
    app.key('alt+Left')
    app.settle()
    wrong = app.lint()
    assert not wrong, wrong


@tap.case('the mouse opens the receipts of a point, in either report')
def _():
    for report, title in (('sales', 'Net sales a week, from'), ('loyalty', 'Share of sales from')):
        app.window_action('show-report', f"{{'report': <'{report}'>}}")
        app.settle()
        chart = app.find(None, lambda name: name.startswith(title))
        app.click(chart)
        one_label(r'^[\d,]+ receipts?, ')
        app.settle()


@tap.case('a target is typed, shown as a line, and taken away')
def _():
    app.window_action('show-report', "{'report': <'sales'>}")
    app.press('Monthly Targets…')
    app.find('dialog', 'Targets')
    type_every_month('41,000')
    one_label('^Target saved$')
    assert target(0) == 4_100_000, target(0)
    wrong = app.lint()
    assert not wrong, wrong
    app.screenshot(session.build / 'pictures/targets-light-wide.png')
    type_every_month('much')
    app.settle()
    assert target(0) == 4_100_000, target(0)
    app.action('test-close-dialog')
    app.gone('dialog', 'Targets')
    app.settle()
    app.find(None, lambda name: name.startswith('Net sales a month, from'))
    app.screenshot(session.build / 'pictures/report-target-light-wide.png')
    rows = session.folder / 'target.csv'
    app.save_in_dialog('page.save-table', rows)
    assert rows.read_text('utf-8-sig').splitlines()[1].endswith(',41000.00'), rows.read_text()
    app.press('Monthly Targets…')
    app.find('dialog', 'Targets')
    app.focus_on('Every month')
    app.key('ctrl+a', 'Delete', 'Return')
    harness.until(lambda: target(0) is None, 'no target')
    app.action('test-close-dialog')
    app.settle()


@tap.case('who is in two segments: arrow keys walk the cells, Enter opens the people')
def _():
    counted = json.loads(session.ctl(shop, 'segment', 'overlap', '--json'))['segments']
    coffee, both = counted[0]['count'], counted[0]['both'][1]
    app.window_action('show-overlap', '@a{sv} {}')
    app.focus_on('Who is in both')
    app.key('Right')
    one_label(f'^Coffee People: {coffee} customers$')
    app.key('Right')
    one_label(f'^Coffee People and Often: {both} in both, {both / coffee:.0%} of Coffee People$')
    assert 'Coffee People and Often' in app.focused().get_description()
    app.screenshot(session.build / 'pictures/overlap-cell-light-wide.png')
    app.key('Return')
    one_label('^Coffee People and Often$')
    harness.until(lambda: labels('last visit: '), 'people')
    app.key('alt+Left')
    app.press('Choose Segments')
    app.find('dialog', 'Choose Segments')
    app.focus_on('Often')
    app.key('space')
    app.action('test-close-dialog')
    app.gone('dialog', 'Choose Segments')
    one_label('^Nothing to Compare$')
    app.press('Choose Segments')
    app.find('dialog', 'Choose Segments')
    app.focus_on('Often')
    app.key('space')
    app.action('test-close-dialog')
    app.gone('dialog', 'Choose Segments')
    app.resize(*harness.NARROW)
    one_label(f'^{both} in both: ')
    app.resize(*harness.WIDE)


@tap.case('reports and receipts fit, wide and narrow')
def _():
    shown = {
        'report-sales': ('show-report', "{'report': <'sales'>}"),
        'report-loyalty': ('show-report', "{'report': <'loyalty'>}"),
        'report-make-up': ('show-report', "{'report': <'make-up'>}"),
        'receipts': ('show-receipts', '@a{sv} {}'),
    }
    wrong = []
    for name, (action, query) in shown.items():
        app.window_action(action, query)
        for size, pixels in (('wide', harness.WIDE), ('narrow', harness.NARROW)):
            app.resize(*pixels)
            app.settle()
            app.screenshot(session.build / f'pictures/{name}-light-{size}.png')
            wrong += [f'{name}, {size}: {finding}' for finding in app.lint()]
        app.resize(*harness.WIDE)
    assert not wrong, '\n'.join(wrong)


@tap.case('Write to Them opens a letter, twice the same one')
def _():
    for _ in range(2):
        app.show('today')
        app.settle()
        app.press('Write to Them')
        one_label('^Letter to Customers Who Stopped Coming$')
        app.settle()
    db = sqlite3.connect(f'file:{shop}?mode=ro', uri=True)
    count, = db.execute("SELECT count(*) FROM campaign WHERE name LIKE 'Letter to %'").fetchone()
    db.close()
    assert count == 1, count


tap.run()
