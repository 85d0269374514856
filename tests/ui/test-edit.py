#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""A customer is edited by hand, and each way of taking that back does so: the toast, Ctrl+Z and
History. The file says what is true. Usage: test-edit.py BUILD"""

import sys

import harness
import keys
import pages
import tap

session = harness.Session(sys.argv[1], display='x11')
shop = session.sample(customers=200)
customer = pages.value(shop, "SELECT customer_id FROM contact_point WHERE kind = 'address' "
                             'AND customer_id IN (SELECT id FROM customer WHERE prefers = '
                             "'') ORDER BY id LIMIT 1")
name = pages.value(shop, f'SELECT name FROM customer WHERE id = {customer}')
CITY = (f"SELECT city FROM contact_point WHERE kind = 'address' AND customer_id = {customer} "
        f'ORDER BY preferred DESC, id LIMIT 1')
before = pages.value(shop, CITY)
app = session.start('--store', shop, size=harness.WIDE)
app.focus_window()
at = keys.Keys(app)


def wait_for_city(city):
    harness.until(lambda: pages.value(shop, CITY) == city, f'the city {city} in the file')


def edit_city(city):
    app.press('Edit')
    app.find('dialog', lambda title: name in title or 'Edit' in title)
    app.type('City', city)
    app.press('Save')
    wait_for_city(city)
    app.settle()


@tap.case('an edit is saved, and the toast takes it back')
def _():
    app.window_action('show-customer', f'int64 {customer}')
    edit_city('Hammerfest')
    app.find('label', lambda text: 'Hammerfest' in text)
    app.press('Undo')
    wait_for_city(before)
    app.find('label', lambda text: before in text)


@tap.case('Ctrl+Z takes the last edit back')
def _():
    edit_city('Vadsø')
    app.key('ctrl+z')
    wait_for_city(before)


@tap.case('Ctrl+Z twice takes two edits back, the last one first')
def _():
    edit_city('Alta')
    edit_city('Bodø')
    app.key('ctrl+z')
    wait_for_city('Alta')
    app.settle()
    app.key('ctrl+z')
    wait_for_city(before)


@tap.case('History takes an edit back later')
def _():
    edit_city('Narvik')
    app.show('history')
    app.settle()
    app.press(lambda text: text.startswith('Take back: Edit of'))
    app.press('Take Back')
    wait_for_city(before)


@tap.case('how they prefer to hear is chosen by keys alone, shown, and taken back by Ctrl+Z')
def _():
    prefers = f'SELECT prefers FROM customer WHERE id = {customer}'
    assert pages.value(shop, prefers) == ''
    app.window_action('show-customer', f'int64 {customer}')
    at.go('Edit', 'button')
    app.key('Return')
    app.find('dialog', lambda title: name in title or 'Edit' in title)
    at.go('More')
    app.key('Return')
    app.settle()
    app.choose('Prefers to hear by', 'Down', 'Down')
    at.somewhere()
    app.screenshot(session.build / 'pictures/edit-prefers.png')
    at.go('Save', 'button')
    app.key('Return')
    harness.until(lambda: pages.value(shop, prefers) == 'email', 'e-mail in the file')
    app.find('label', 'Prefers to hear by')
    at.somewhere()
    app.key('ctrl+z')
    harness.until(lambda: pages.value(shop, prefers) == '', 'nothing said again')


@tap.case('the file is whole, and tells all of it')
def _():
    assert app.quit() == 0, app.said()
    assert pages.value(shop, 'PRAGMA integrity_check') == 'ok'
    assert pages.value(shop, 'SELECT count(*) FROM action WHERE undoes IS NOT NULL') == 6


tap.run()
