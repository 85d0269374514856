#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""A profile: a note and a call in two strokes, several contact points, points, a home; each taken
back. Usage: test-profile.py BUILD"""

import sys

import harness
import pages
import tap

session = harness.Session(sys.argv[1], display='x11')
shop = session.sample(customers=200)
customer = pages.value(shop, 'SELECT customer.id FROM customer JOIN customer_fact '
                             'ON customer_id = customer.id WHERE household_id IS NULL '
                             'AND NOT EXISTS (SELECT 1 FROM points_entry AS e '
                             'WHERE e.customer_id = customer.id) '
                             'ORDER BY visits DESC LIMIT 1')
other = pages.value(shop, f'SELECT id FROM customer WHERE household_id IS NULL '
                          f"AND name GLOB '[A-Z]*' AND name NOT GLOB '*[^ -~]*' "
                          f'AND id <> {customer} ORDER BY id LIMIT 1')
other_name = pages.value(shop, f'SELECT name FROM customer WHERE id = {other}')
NOTES = f"SELECT kind || ':' || text FROM note WHERE customer_id = {customer} ORDER BY id DESC"
HOME = f'SELECT count(*) FROM customer WHERE household_id = ' \
       f'(SELECT household_id FROM customer WHERE id = {customer})'
session.ctl(shop, 'segment', 'save', 'Everybody Who Came', 'visits at least 1')
session.ctl(shop, 'segment', 'save', 'Very Many Visits', 'visits at least 9999')
session.ctl(shop, 'segment', 'save', 'On The Moon', 'city is "Tycho"; country is "Moon"')
app = session.start('--store', shop, size=harness.WIDE)
app.focus_window()


def wait_for(sql, value):
    harness.until(lambda: pages.value(shop, sql) == value, f'{value} in the file')


@tap.case('a note is two strokes')
def _():
    app.window_action('show-customer', f'int64 {customer}')
    app.find('label', 'Contact')
    app.settle()
    app.key('ctrl+shift+n')
    app.find('dialog', 'New Note')
    app.settle()
    app.keys('Likes poetry')
    app.key('ctrl+Return')
    wait_for(NOTES, 'note:Likes poetry')
    app.settle()


@tap.case('segments that they are in, and nearly in')
def _():
    app.find('label', 'Everybody Who Came')
    app.find('label', lambda name: name.startswith('Nearly: Came at least 9999 times'))
    assert not list(app.nodes('label', 'On The Moon'))


@tap.case('a call, too, and it is taken back')
def _():
    app.key('ctrl+shift+l')
    app.find('dialog', 'New Call')
    app.settle()
    app.keys('Will come')
    app.press('Save')
    wait_for(NOTES, 'call:Will come')
    app.find('label', 'Call saved')
    app.press('Undo')
    wait_for(NOTES, 'note:Likes poetry')
    app.settle()


@tap.case('the timeline tells of it, and shows one kind alone')
def _():
    app.focus_on('Timeline')
    app.key('Return')
    app.find('list item', lambda text: text.startswith('Likes poetry'))
    app.find('list item', lambda text: ' item' in text)
    app.settle()
    assert not app.lint(), app.lint()
    app.choose('Everything', 'Down', 'Down', 'Down')
    app.gone('list item', lambda text: ' item' in text)
    app.find('list item', lambda text: text.startswith('Likes poetry'))
    app.key('alt+Left')
    app.find('label', 'Contact')
    app.settle()


@tap.case('another phone is added by keys, preferred, with hours in which nobody calls')
def _():
    app.focus_on('Add a way')
    app.key('Return')
    app.in_menu()
    app.key('Down', 'Return')
    app.find('dialog', 'New Phone')
    app.settle()
    app.keys('+4790000001')
    app.focus_on('Preferred')
    app.key('space')
    app.focus_on('Quiet hours')
    app.key('space')
    app.focus_on('Save')
    app.key('Return')
    wait_for(f"SELECT preferred || ' ' || quiet_from || ' ' || quiet_until FROM contact_point "
             f"WHERE value_key = '+4790000001' AND customer_id = {customer}", '1 1260 480')
    app.settle()
    app.find('label', lambda text: text.startswith('900 00 001') and 'Not between' in text)


@tap.case('what is no number is refused, with the reason')
def _():
    app.page_action('page.add-email')
    app.find('dialog', 'New E-Mail')
    app.type('E-mail', 'kim at example')
    app.settle()
    app.press('Save')
    app.find('label', lambda text: text.startswith('This is no e-mail address'))
    app.press('Cancel')
    app.settle()


POINTS = f'SELECT sum(points) FROM points_left WHERE customer_id = {customer}'


@tap.case('points are given by keys, and a mistake is taken back')
def _():
    app.page_action('page.give-points')
    app.find('dialog', 'Give Points')
    app.settle()
    app.focus_on('How Many')
    app.keys('some')
    app.key('Return')
    app.find('label', 'Write how many points: a whole number.')
    app.type('How Many', '120')
    app.key('Return')
    wait_for(POINTS, 120)
    app.find('label', '120 points')
    app.settle()
    app.focus_on('Give, spend or correct')
    app.key('Return')
    app.in_menu()
    app.key('Down', 'Return')
    app.find('dialog', 'Spend Points')
    app.settle()
    app.focus_on('How Many')
    app.keys('121')
    app.key('Return')
    app.find('label', 'Only 120 points can be spent.')
    app.type('How Many', '50')
    app.key('Return')
    wait_for(POINTS, 70)
    app.find('label', 'Points spent')
    app.press('Undo')
    wait_for(POINTS, 120)
    app.settle()


@tap.case('the row of points opens every entry')
def _():
    app.focus_on('120 points')
    app.key('Return')
    app.find('label', 'What Came and Went')
    app.find('label', '+120')
    app.find('label', lambda text: text.startswith('Spent') and 'does not count' in text)
    app.settle()
    assert not app.lint(), app.lint()
    app.key('alt+Left')
    app.find('label', 'Contact')
    app.settle()


@tap.case('the shop says which cards it has')
def _():
    app.action('preferences')
    app.focus_on('Add Card Numbers')
    app.key('Return')
    dialog = app.find('dialog', 'Card Numbers')
    app.settle()
    app.keys('2000')
    app.key('Tab')
    app.keys('299')
    app.key('Return')
    app.find('label', lambda text: 'equally many digits' in text)
    app.type('Last number', '2999')
    app.press('Add', within=dialog)
    wait_for("SELECT first || last FROM card_range", '20002999')
    app.find('label', '2000 – 2999')
    assert not app.lint(), app.lint()
    app.action('test-close-dialog')
    app.settle()


@tap.case('what else is known stands behind More, and no card is another shop’s')
def _():
    app.page_action('page.edit')
    dialog = app.find('dialog', lambda title: 'Edit' in title)
    app.settle()
    # Backwards it is near.
    app.key('shift+Tab', 'shift+Tab', 'shift+Tab')
    app.focus_on('More')
    app.key('space')
    app.settle()
    app.type('Loyalty card', '3500')
    app.press('Save', within=dialog)
    app.find('label', lambda text: text.startswith('None of the shop'))
    app.type('Loyalty card', '2500')
    app.type('Occupation', 'baker')
    app.type('Number of children', '2')
    app.type('Customer since', '2020-02-30')
    app.press('Save', within=dialog)
    app.find('label', lambda text: text.startswith('Write a day like'))
    app.type('Customer since', '2020-02-03')
    app.press('Save')
    wait_for(f"SELECT occupation || children || joined_on FROM customer WHERE id = {customer}",
             'baker218295')
    app.settle()
    app.find('label', '2 children')


@tap.case('the timeline says what an edit changed, and opens it in History')
def _():
    label = pages.value(shop, "SELECT label FROM action ORDER BY id DESC LIMIT 1")
    app.focus_on('Timeline')
    app.key('Return')
    edit = app.find('list item', lambda text: 'Occupation: baker' in text)
    app.settle()
    assert not app.lint(), app.lint()
    app.screenshot(session.build / 'pictures/timeline-edits.png')
    app.click(edit)
    harness.until(lambda: app.focused() is not None and label in app.focused().get_name(),
                  'the edit in History')
    app.find(('button', 'push button'), f'Take back: {label}')
    app.window_action('show-customer', f'int64 {customer}')
    app.find('label', 'Contact')
    app.settle()


@tap.case('somebody moves in, and out again')
def _():
    app.page_action('page.share-home')
    app.find('dialog', 'Who Lives Here, Too?')
    app.keys(other_name)
    app.find('list item', lambda text: other_name in text)
    app.settle()
    app.key('Return')
    app.settle()
    if pages.value(shop, HOME) != 2:
        app.key('Return')
    wait_for(HOME, 2)
    app.settle()
    app.find('label', 'All of them have spent')
    assert not app.lint(), app.lint()
    app.page_action('page.leave-home')
    wait_for(HOME, 0)
    app.settle()


@tap.case('the file is whole')
def _():
    assert app.quit() == 0, app.said()
    assert pages.value(shop, 'PRAGMA integrity_check') == 'ok'


tap.run()
