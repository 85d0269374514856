#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""The search over everything, by keys alone: it finds people, segments, campaigns, products and
commands, and Enter does what was found. Usage: test-search.py BUILD"""

import sys

import harness
import pages
import tap

session = harness.Session(sys.argv[1], display='x11')
shop = session.busy_sample()
app = session.start('--store', shop, size=harness.WIDE)
CUSTOMER = pages.value(shop, """
    SELECT name FROM customer JOIN customer_fact ON customer_id = customer.id
    WHERE name NOT GLOB '*[^ A-Za-z]*' GROUP BY name HAVING count(*) = 1
    ORDER BY visits DESC LIMIT 1""")
PRODUCT = pages.value(shop, "SELECT name FROM product WHERE name NOT GLOB '*[^ A-Za-z]*' LIMIT 1")
OPENED = ('dialog', 'Search')


def ask(text):
    app.key('ctrl+k')
    app.find(*OPENED)
    app.keys(text)


@tap.case('Ctrl+K opens the search with all commands, once; Escape closes it')
def _():
    app.find('button', 'Search Everything')
    app.settle()
    app.focus_window()
    app.key('ctrl+k')
    dialog = app.find(*OPENED)
    app.find('label', 'Import Sales…', within=dialog)
    app.find('label', 'Ctrl+I', within=dialog)
    app.key('ctrl+k')
    app.settle()
    assert len(list(app.nodes(*OPENED))) == 1
    app.key('Escape')
    app.gone(*OPENED)


@tap.case('a person is found and opened with Enter')
def _():
    ask(CUSTOMER.lower())
    app.find('label', 'Customers', within=app.find(*OPENED))
    app.key('Return')
    app.gone(*OPENED)
    app.find('button', 'Edit')
    app.find('label', CUSTOMER)


@tap.case('an open ticket is found by what it is about')
def _():
    ask('larger notebook')
    app.find('label', 'Tickets and Enquiries', within=app.find(*OPENED))
    app.key('Down', 'Return')
    app.find('dialog', 'Enquiry')
    app.key('Escape')
    app.gone('dialog', 'Enquiry')


@tap.case('Enter waits for the answer to what was typed')
def _():
    ask('spring letter')
    app.key('Return')
    app.gone(*OPENED)
    app.find('page tab', 'Results')


@tap.case('Down goes into the answers, and Enter there opens what has the keyboard')
def _():
    ask('autumn')
    app.find('label', 'Autumn Letter', within=app.find(*OPENED))
    app.settle()
    app.key('Down', 'Down')
    app.key('Return')
    app.gone(*OPENED)
    app.find('label', 'Autumn Letter')


@tap.case('a product opens its receipts')
def _():
    ask(PRODUCT.lower())
    app.find('label', 'Products', within=app.find(*OPENED))
    app.settle()
    app.key('Return')
    app.gone(*OPENED)
    app.find('label', PRODUCT)
    app.find('label', lambda name: 'receipt' in name)


@tap.case('a segment opens, and a command is done')
def _():
    ask('seen lately')
    app.key('Return')
    app.gone(*OPENED)
    app.find('text', 'Name')
    ask('settings')
    app.key('Return')
    app.find('dialog', 'Preferences')
    app.key('Escape')
    app.gone('dialog', 'Preferences')
    ask('new cust')
    app.key('Return')
    app.find('dialog', 'New Customer')
    app.key('Escape')
    app.gone('dialog', 'New Customer')


@tap.case('what nobody has is said so')
def _():
    ask('zzzz qqqq')
    app.find('label', 'Nothing Found')
    app.key('Escape')
    app.gone(*OPENED)


def marked(place):
    """The sidebar marks that place, and no other."""
    def look():
        rows = [node for node in app.nodes('list item', within=app.find('list', 'Places'))]
        return [node.get_name() for node in rows if node.is_selected()] == [place]
    harness.until(look, f'the mark at {place}')


@tap.case('the sidebar marks the place of the page in sight, however that was opened')
def _():
    app.show('history')
    marked('History')
    found = ((CUSTOMER.lower(), 'Customers'), ('spring letter', 'Campaigns'),
             ('seen lately', 'Segments'))
    for words, place in found:
        ask(words)
        app.key('Return')
        app.gone(*OPENED)
        marked(place)
    # Receipts belong to what they were opened from.
    ask(PRODUCT.lower())
    app.key('Return')
    app.gone(*OPENED)
    app.find('label', PRODUCT)
    marked('Segments')
    for place in ('Segments', 'Campaigns', 'Customers', 'History'):
        app.settle()
        app.key('alt+Left')
        marked(place)


@tap.case('arrows in the sidebar that open nothing leave no mark behind')
def _():
    app.key('alt+2')
    marked('Customers')
    app.focus_on('Customers')
    app.key('Down')
    marked('Segments')
    app.focus_on('New Customer')
    marked('Customers')


@tap.case('the program leaves without a complaint')
def _():
    assert app.quit() == 0, app.said()
    assert not app.said().strip(), app.said()


tap.run()
