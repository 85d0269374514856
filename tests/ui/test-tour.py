#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""The main task of every page by keys alone. After each step the keyboard is somewhere, and where
one expects it. Usage: test-tour.py BUILD"""

import sys

import harness
import keys
import pages
import tap

session = harness.Session(sys.argv[1], display='x11')
shop = session.busy_sample()
app = session.start('--store', shop, size=harness.WIDE)


def value(sql):
    return pages.value(shop, sql)


def becomes(sql, wanted):
    harness.until(lambda: value(sql) == wanted, f'{wanted!r} from {sql}')


me = keys.Keys(app)
name_of, at, go, somewhere = keys.name_of, me.at, me.go, me.somewhere


def place(key, title):
    app.key(key)
    app.find('label', title)
    app.settle()


CUSTOMER = value("""
    SELECT name FROM customer JOIN customer_fact ON customer_id = customer.id
    WHERE name NOT GLOB '*[^ A-Za-z]*' AND id NOT IN (SELECT customer_id FROM customer_tag)
    GROUP BY name HAVING count(*) = 1 ORDER BY visits DESC LIMIT 1""")
ID = value(f"SELECT id FROM customer WHERE name = '{CUSTOMER}'")


@tap.case('Today: a figure opens its report, Back finds the figure again')
def _():
    app.settle()
    app.focus_window()
    place('alt+1', 'Today')
    go(lambda name: 'Net sales' in name)
    app.key('Return')
    app.find('label', 'Sales Trend')
    somewhere()
    app.key('alt+Left')
    at(lambda name: 'Net sales' in name)


@tap.case('Today: a letter to those who stopped coming')
def _():
    before = value('SELECT count(*) FROM campaign')
    go('Write to Them')
    app.key('Return')
    becomes('SELECT count(*) FROM campaign', before + 1)
    app.find('label', 'Print and Send')
    somewhere()


@tap.case('Customers: searched, opened, edited, undone')
def _():
    place('alt+2', 'Customers')
    app.key('ctrl+f')
    at('Search customers')
    app.keys(CUSTOMER.lower())
    app.find(('table row', 'list item'), lambda name: name.startswith(CUSTOMER))
    app.settle()
    app.key('Return')
    app.find('button', 'Edit')
    go('Edit')
    app.key('Return')
    at('Name')
    go('Month')
    app.key('Return')
    app.settle()
    app.key('Escape')
    at('Month')
    app.find('dialog', 'Edit Customer')
    go('Phone')
    app.key('ctrl+a')
    app.keys('+4755123456')
    go('Save')
    app.key('Return')
    becomes(f"SELECT count(*) FROM contact_point WHERE customer_id = {ID} AND kind = 'phone' "
            "AND replace (value, ' ', '') = '+4755123456'", 1)
    app.gone('dialog', 'Edit Customer')
    at('Edit')
    app.key('ctrl+z')
    becomes(f"SELECT count(*) FROM contact_point WHERE customer_id = {ID} AND kind = 'phone' "
            "AND replace (value, ' ', '') = '+4755123456'", 0)
    somewhere()


@tap.case('Customers: a tag, a permission')
def _():
    go('Add a tag', 'text')
    app.keys('web shop')
    app.key('Return')
    becomes(f'SELECT count(*) FROM customer_tag WHERE customer_id = {ID}', 1)
    somewhere()
    before = value(f'SELECT count(*) FROM consent WHERE customer_id = {ID}')
    go(lambda name: 'Permission' in name and 'Post' in name, key='shift+Tab')
    app.key('space')
    app.settle()
    go('Said No…', 'button')
    app.key('Return')
    app.settle()
    go('Save', 'button')
    app.key('Return')
    harness.until(lambda: value(f'SELECT count(*) FROM consent WHERE customer_id = {ID}') > before,
                  'an entry of the ledger')
    somewhere()


@tap.case('Customers: the list keeps the keyboard when it is read again')
def _():
    app.key('alt+Left')
    app.find('label', 'Customers')
    app.key('Escape')
    app.settle()
    go(lambda name: ', ' in name, 'table row')
    app.key('Down', 'Down')
    row = name_of(somewhere())
    session.ctl(shop, 'customers', '--limit', '1')
    app.window_action('take-back', f'int64 {value("SELECT max(id) FROM action")}')
    app.settle()
    assert name_of(somewhere()) == row, (name_of(app.focused()), row)


@tap.case('Segments: rules, a group, order, undo, save')
def _():
    place('alt+3', 'Segments')
    app.key('ctrl+n')
    app.find('text', 'Name')
    app.settle()
    go('Name', 'text')
    app.keys('By keys')
    go('Rule', 'button')
    app.key('Return')
    at('Rule', 'combo box')
    app.key('space')
    app.settle()
    app.keys('Usual Days')
    app.settle()
    app.key('Down', 'Return')
    at('Rule', 'combo box')
    app.settle()
    go('Group', 'button')
    app.key('Return')
    at('Any of These')
    app.key('ctrl+z')
    somewhere()
    go('Rules', key='shift+Tab')
    app.key('Right', 'space')
    app.settle()
    at('Members')


@tap.case('Segments: a rule moves with Alt and the arrows, and goes with Ctrl+Delete')
def _():
    lapsing = value("SELECT min(id) FROM segment WHERE text LIKE '%visits at least%'")
    app.window_action('show-segment', f'int64 {lapsing}')
    app.find('button', lambda name: name.startswith('Remove Rule: Came'))
    app.settle()
    first = lambda name: name.startswith('Came at least')
    go(first)
    app.key('alt+Down')
    app.settle()
    at(first)
    app.key('alt+Up')
    app.settle()
    at(first)
    app.key('ctrl+Delete')
    app.settle()
    at(lambda name: name.startswith('Have not come'))
    app.key('ctrl+z')
    app.find('button', lambda name: name.startswith('Remove Rule: Came'))
    somewhere()


@tap.case('Campaigns: begun in the dialog, where Enter on the choice begins nothing')
def _():
    before = value('SELECT count(*) FROM campaign')
    place('alt+4', 'Campaigns')
    app.key('ctrl+n')
    at('Name', 'text')
    app.keys('Letter by keys')
    go('People')
    app.key('Return')
    app.settle()
    app.key('Escape')
    at('People')
    assert value('SELECT count(*) FROM campaign') == before
    app.find('dialog', 'New Campaign')
    go('Create')
    app.key('Return')
    becomes('SELECT count(*) FROM campaign', before + 1)
    app.gone('dialog', 'New Campaign')
    somewhere()


@tap.case('Campaigns: a message with a field, the check, the fixed list')
def _():
    go(lambda name: name.startswith('Message'))
    app.key('Return')
    go('Subject', 'text')
    app.keys('We miss you')
    go('Text of the letter')
    app.keys('Dear ')
    go('Insert a Field')
    app.key('space')
    app.in_menu()
    app.key('Down', 'Return')
    at('Text of the letter')
    app.keys(' hello')
    go('Only for Some')
    app.key('space')
    app.in_menu()
    app.key('Down', 'Return')
    at('Text of the letter')
    app.find('label', lambda name: name.startswith('A part only for: '))
    app.key('alt+Left')
    app.find('label', 'Print and Send')
    harness.until(lambda: '{{' in value('SELECT message FROM campaign ORDER BY id DESC'),
                  'the field in the message')
    go(lambda name: name.startswith('Check'))
    app.key('Return')
    go('Fix the List')
    app.key('Return')
    harness.until(lambda: value('SELECT fixed_at FROM campaign ORDER BY id DESC'), 'a fixed list')
    somewhere()


@tap.case('Insights: points are walked, and open their receipts; the table')
def _():
    place('alt+5', 'Insights')
    go(lambda name: 'Are Sales Growing' in name)
    app.key('Return')
    app.find('label', 'Sales Trend')
    app.settle()
    chart = go(lambda name: name.startswith('Net sales a'))
    app.key('Left', 'Left')
    app.gone('label', 'Point at the chart, or use the arrow keys, to read it')
    at(name_of(chart))
    app.key('Return')
    app.find('label', lambda name: 'receipts,' in name)
    somewhere()
    app.key('alt+Left')
    at(name_of(chart))
    go('Show as Table')
    app.key('space')
    app.find('label', 'Open a row to see its receipts')
    somewhere()


@tap.case('History: an action is taken back')
def _():
    place('alt+6', 'History')
    before = value('SELECT count(*) FROM action')
    go(lambda name: name.startswith('Take back:'))
    app.key('Return')
    go('Take Back')
    app.key('Return')
    harness.until(lambda: value('SELECT count(*) FROM action') > before, 'the action')
    somewhere()


@tap.case('Preferences: a name is written down; the menu by F10')
def _():
    app.key('ctrl+comma')
    app.find('dialog', 'Preferences')
    go('Your name')
    app.keys('Kari Moe')
    app.key('Return')
    app.key('Escape')
    app.gone('dialog', 'Preferences')
    somewhere()
    app.key('F10')
    app.in_menu()
    app.key('Escape')
    somewhere()


@tap.case('the program leaves without a complaint')
def _():
    assert app.quit() == 0, app.said()
    assert not app.said().strip(), app.said()


tap.run()
