#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""An automation by the keyboard alone: it is built row by row and reads as its sentence, a dry run
opens the people, it is saved and switched on, and does at once what is due. Usage:
test-automations.py BUILD"""

import sys

import harness
import keys
import pages
import tap

session = harness.Session(sys.argv[1], display='x11')
(session.build / 'pictures').mkdir(exist_ok=True)
shop = session.sample()
app = session.start('--store', shop, size=harness.WIDE)
app.focus_window()
at = keys.Keys(app)
# The last who became customers, and how many days ago: for them it is due today.
NEW = ('SELECT min(coalesce(c.joined_on, f.first_on), coalesce(f.first_on, c.joined_on)) AS day '
       'FROM customer AS c JOIN customer_fact AS f ON f.customer_id = c.id')
last = pages.value(shop, f'SELECT max(day) FROM ({NEW})')
how_many = pages.value(shop, f'SELECT count(*) FROM ({NEW}) WHERE day = {last}')
days = pages.today() - last


def lint(name):
    """In both sizes, with a picture of each."""
    wrong = []
    for size, pixels in (('narrow', harness.NARROW), ('wide', harness.WIDE)):
        app.resize(*pixels)
        app.settle()
        app.screenshot(session.build / f'pictures/{name}-{size}.png')
        wrong += [f'{size}: {finding}' for finding in app.lint()]
    assert not wrong, '\n'.join(wrong)


def sentence(text):
    app.settle()
    app.find('label', text)


@tap.case('beside the campaigns there are automations, each with its sentence')
def _():
    app.key('alt+4')
    app.settle()
    at.go('Campaigns', 'radio button')
    app.key('Right', 'space')
    app.find('label', lambda text: text.startswith('3 days after somebody buys anything for the '
                                                   'first time, write a task, if they may be '
                                                   'contacted: Ask'))
    lint('automations')


@tap.case('a new one is built row by row, and reads as a sentence')
def _():
    app.key('ctrl+n')
    at.at('Name', 'text')
    app.keys('Newcomers')
    app.choose('What happens', *['Down'] * 8)
    sentence('30 days before somebody’s points lapse, write a task, if they may be '
             'contacted: …')
    at.go('So many points at least', 'spin button')
    app.key('ctrl+a')
    app.keys('50')
    app.key('Tab')
    sentence('30 days before at least 50 of somebody’s points lapse, write a task, if they may '
             'be contacted: …')
    app.choose('What happens', *['Up'] * 7)
    sentence('1 day after somebody becomes a customer, write a task, if they may be contacted: …')
    at.go('Days after', 'spin button')
    app.key('ctrl+a')
    app.keys(str(days))
    app.key('Tab')
    at.go('What is to do', 'text')
    app.keys('Say hello')
    app.choose('Who does it', 'Down')
    at.go('Only if they may be contacted', 'check box')
    app.key('space')
    at.go('Add a Step', 'button')
    app.key('Return')
    app.settle()
    at.go('Tag', 'text')
    app.keys('new here')
    at.go('Add a Step', 'button')
    app.key('Return')
    app.settle()
    app.key('space')
    app.settle()
    app.key('End', 'Return')
    app.settle()
    at.go(lambda text: text.startswith('What it gives'), 'text')
    app.keys('NOK 50 off')
    name = pages.value(shop, 'SELECT name FROM staff ORDER BY active DESC, id LIMIT 1')
    rest = (f'somebody becomes a customer, write a task for {name}: Say hello, and add the tag '
            '“new here”, and give them a coupon for 30 days: NOK 50 off.')
    sentence(f'{days} day{"s" * (days > 1)} after {rest}' if days else f'When {rest}')
    lint('automation')


@tap.case('a dry run says for whom it would have been')
def _():
    at.go('Look Back 90 Days', 'button')
    app.key('Return')
    app.find('label', lambda text: text.startswith('It would have happened '))
    lint('automation-dry-run')
    at.go(lambda text: text.startswith('It would have happened '), 'list item')
    app.key('Return')
    app.settle()
    app.find('label', lambda text: text.startswith('last visit') or ' · last visit' in text)
    app.key('alt+Left')
    app.settle()
    assert pages.value(shop, 'SELECT count(*) FROM firing') == 0


@tap.case('saved and switched on, it does what is due, once')
def _():
    at.go('Switched On', 'check box')
    app.key('space')
    at.go('Save', 'button')
    app.key('Return')
    harness.until(lambda: pages.value(shop, "SELECT since_on FROM automation WHERE name = "
                                            "'Newcomers'"), 'the automation in the file')
    hellos = "SELECT count(*) FROM task WHERE what LIKE 'Say hello%'"
    harness.until(lambda: pages.value(shop, hellos) == how_many, 'the tasks')
    app.find('label', lambda text: text.startswith(f'Newcomers: {how_many} p'))
    session.ctl(shop, 'run-due')
    assert pages.value(shop, hellos) == how_many
    app.find('label', lambda text: 'becomes a customer' in text and 'Done ' in text)


@tap.case('each has a coupon, which the profile offers to use and to print')
def _():
    given = "FROM coupon WHERE offer = 'NOK 50 off' AND until_on = given_on + 30"
    code, person = (pages.value(shop, f'SELECT {column} {given} ORDER BY code')
                    for column in ('code', 'customer_id'))
    assert pages.value(shop, f'SELECT count(*) {given}') == how_many
    assert pages.value(shop, "SELECT count(*) FROM task WHERE what LIKE 'Say hello · Coupon %'")
    app.window_action('show-customer', f'int64 {person}')
    app.settle()
    app.find('label', lambda text: text.startswith(f'Coupon {code[:4]}-'))
    app.find('button', 'Print This Coupon')
    lint('profile-coupon')
    at.go('NOK 50 off', 'list item')
    app.key('Return')
    at.at('Code: Type or Scan It', 'text')
    app.find('button', 'Note as Used')
    app.key('Return')
    used = f"SELECT count(*) FROM coupon_use WHERE code = '{code}'"
    harness.until(lambda: pages.value(shop, used), 'the use in the file')
    app.key('Escape')


@tap.case('one that stands still says so on Today, which opens what mends it')
def _():
    name = pages.value(shop, "SELECT s.name FROM task AS t JOIN staff AS s ON s.id = t.staff_id "
                             "WHERE t.what LIKE 'Say hello%'")
    who = pages.value(shop, f"SELECT id FROM staff WHERE name = '{name}'")
    session.ctl(shop, 'staff', 'left', who)
    app.key('alt+4')
    app.find('label', lambda text: f'It stands still: Nobody called “{name}” works here.' in text)
    lint('automations-stopped')
    app.key('alt+1')
    app.find('label', 'Automations That Stand Still')
    lint('today-stopped')
    at.go('Newcomers', 'list item')
    app.key('Return')
    at.at('Who does it', 'combo box')
    app.find('label', f'Nobody called “{name}” works here.')
    app.key('space')
    app.settle()
    app.key('Home', 'Return')
    at.go('Save', 'button', 'shift+Tab')
    app.key('Return')
    app.gone('label', 'Automations That Stand Still')


@tap.case('what somebody asks about has its own rows, and looks back')
def _():
    session.ctl(shop, 'automation', 'add', 'Asked',
                'when enquiry anything after 2 days then task "Call"')
    one = pages.value(shop, 'SELECT max(id) FROM automation')
    app.window_action('show-automation', f"{{'id': <int64 {one}>}}")
    sentence('2 days after somebody asked about anything and the enquiry is still open, '
             'write a task: Call.')
    # A toast keeps the keyboard that it was given.
    app.press('Dismiss')
    app.gone('button', 'Dismiss')
    at.go('Look Back 90 Days', 'button')
    app.key('Return')
    app.find('label', lambda text: text.startswith('It would have happened '))
    lint('automation-enquiry')


@tap.case('the program leaves without a complaint')
def _():
    assert app.quit() == 0, app.said()
    complaints = [line for line in app.said().splitlines()
                  if 'WARNING' in line or 'CRITICAL' in line]
    assert not complaints, '\n'.join(complaints)


tap.run()
