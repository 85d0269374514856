#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Tasks and tickets in the window, by keyboard where a person would use it: added on Today and on
a profile, done, taken back, changed, deleted; the file says what is true.
Usage: test-tasks.py BUILD"""

import json
import sys

import harness
import pages
import tap

session = harness.Session(sys.argv[1], display='x11')
shop = session.sample(customers=200)
# The sample's own tasks would be in the way of counting.
for task in json.loads(session.ctl(shop, 'tasks', '--json')):
    session.ctl(shop, 'tasks', 'delete', str(task['id']))
app = session.start('--store', shop, size=harness.WIDE)
app.focus_window()


def open_tasks():
    return pages.value(shop, "SELECT group_concat(what, '/') FROM (SELECT what FROM task "
                             'WHERE done_on IS NULL ORDER BY due_on IS NULL, due_on, id)')


def wait_for(expected):
    harness.until(lambda: open_tasks() == expected, f'the open tasks {expected}')


def key_on(name, key):
    """The key on a control, once Tab has brought the keyboard there."""
    for _ in range(60):
        node = app.focused()
        if node and (node.get_name() or '') == name:
            app.key(key)
            return
        app.key('Tab')
        app.settle()
    raise harness.Failure(f'Tab never reaches {name}')


def check(what):
    key_on(f'Done: {what}', 'space')


@tap.case('a task of today is added from Today')
def _():
    app.show('today')
    app.settle()
    app.press('Add Task', 'button')
    app.find('dialog', 'New Task')
    app.type('What is to do', 'Call the printer')
    app.key('Tab', 'space')
    app.settle()
    app.key('Down', 'Return')
    app.settle()
    app.press('Save')
    wait_for('Call the printer')
    app.find('label', 'Due today')


@tap.case('it is done by its check, and Undo opens it again')
def _():
    app.settle()
    check('Call the printer')
    wait_for(None)
    app.press('Undo')
    wait_for('Call the printer')


@tap.case('a task of a customer stands on the profile')
def _():
    one = pages.best_customer(shop)
    name = pages.value(shop, f'SELECT name FROM customer WHERE id = {one}')
    app.window_action('show-customer', f'int64 {one}')
    app.settle()
    app.press('Add Task…')
    app.find('dialog', 'New Task')
    app.type('What is to do', 'Ask about the chair')
    app.key('Return')
    wait_for('Call the printer/Ask about the chair')
    assert pages.value(shop, 'SELECT customer_id FROM task ORDER BY id DESC') == one
    app.find('label', 'Ask about the chair')
    app.window_action('show-tasks', '@a{sv} {}')
    app.find('label', lambda text: name in text)


@tap.case('S puts it off a day, and Shift+S until next week; Undo brings it back')
def _():
    due = "SELECT due_on FROM task WHERE what = 'Call the printer'"
    today = pages.value(shop, due)
    key_on('Call the printer', 's')
    harness.until(lambda: pages.value(shop, due) == today + 1, 'the day after')
    app.find('label', 'Task put off until tomorrow')
    app.find('label', 'Due tomorrow')
    key_on('Call the printer', 'shift+s')
    # 1 January 1970 was a Thursday: weeks begin on Mondays in the sample shop.
    monday = (today + 1 + 3) // 7 * 7 + 4
    harness.until(lambda: pages.value(shop, due) == monday, 'the Monday after')
    app.press('Undo')
    harness.until(lambda: pages.value(shop, due) == today + 1, 'the day before')
    app.key('ctrl+z')
    harness.until(lambda: pages.value(shop, due) == today, 'the first day')
    app.settle()


@tap.case('all tasks: open and done, wide and narrow')
def _():
    wrong = []
    for size, pixels in (('wide', harness.WIDE), ('narrow', harness.NARROW)):
        app.resize(*pixels)
        app.settle()
        app.screenshot(session.build / f'pictures/tasks-light-{size}.png')
        wrong += [f'{size}: {finding}' for finding in app.lint()]
    app.resize(*harness.WIDE)
    assert not wrong, '\n'.join(wrong)
    check('Call the printer')
    wait_for('Ask about the chair')
    app.settle()
    key_on('Open', 'Right')
    app.key('space')
    app.find('check box', 'Done: Call the printer')
    check('Call the printer')
    wait_for('Call the printer/Ask about the chair')


@tap.case('a task is changed, and its deletion is taken back by Ctrl+Z')
def _():
    key_on('Done', 'Left')
    app.key('space')
    app.settle()
    key_on('Call the printer', 'Return')
    app.find('dialog', 'Edit Task')
    app.type('What is to do', 'Write to the printer')
    app.press('Save')
    wait_for('Write to the printer/Ask about the chair')
    app.settle()
    task = pages.value(shop, 'SELECT min(id) FROM task')
    key_on('Done: Write to the printer', 'Tab')
    app.key('space')
    app.settle()
    app.key('Up', 'Return')
    wait_for('Ask about the chair')
    app.settle()
    app.key('ctrl+z')
    wait_for('Write to the printer/Ask about the chair')
    assert pages.value(shop, 'SELECT min(id) FROM task') == task


def tickets(columns='subject'):
    return pages.value(shop, f"SELECT group_concat({columns}, '/') FROM ticket WHERE customer_id = "
                             f'{pages.best_customer(shop)}')


def wait_tickets(columns, expected):
    harness.until(lambda: tickets(columns) == expected,
                  f'{columns} {expected}')


@tap.case('a ticket is written down by keys alone, and closed with what was done')
def _():
    app.window_action('show-customer', f'int64 {pages.best_customer(shop)}')
    app.settle()
    key_on('Note', 'ctrl+shift+t')
    app.find('dialog', 'New Ticket')
    app.keys('The lid is loose')
    key_on('What They Say', 'Home')
    app.keys('Since Monday')
    app.key('ctrl+Return')
    wait_tickets("subject || ': ' || text", 'The lid is loose: Since Monday')
    app.find('label', 'Open since today')
    key_on('More: The lid is loose', 'space')
    app.in_menu()
    app.key('Down', 'Return')
    app.find('dialog', 'Close Ticket')
    app.settle()
    app.keys('A new lid')
    app.key('Return')
    wait_tickets("state || ': ' || solution", 'closed: A new lid')
    app.find('label', 'Closed: today')
    app.press('Undo')
    wait_tickets('state', 'open')


@tap.case('an enquiry ends with nothing bought; deleted, it comes back by Ctrl+Z')
def _():
    app.settle()
    key_on('Note', 'ctrl+shift+r')
    app.find('dialog', 'New Enquiry')
    app.keys('A red coat')
    app.key('Return')
    wait_tickets('kind', 'service/enquiry')
    app.settle()
    key_on('More: A red coat', 'space')
    app.in_menu()
    app.key('Down', 'Return')
    app.find('dialog', 'Close Enquiry')
    app.settle()
    app.choose('State', 'End')
    app.key('ctrl+Return')
    wait_tickets("state || ' ' || outcome", 'open /closed lost')
    app.settle()
    key_on('More: A red coat', 'space')
    app.in_menu()
    app.key('Up', 'Return')
    wait_tickets('kind', 'service')
    app.settle()
    app.key('ctrl+z')
    wait_tickets('kind', 'service/enquiry')


@tap.case('the number beside Today counts a ticket that is due, and not one that is due later')
def _():
    def number():
        return int(app.find('list item', 'Today').get_description().split()[0])

    before = number()
    session.ctl(shop, 'ticket', 'open', 'Next year', '--until', '2099-01-01')
    session.ctl(shop, 'ticket', 'open', 'The chair', '--until', '2020-01-01', '--on', '2020-01-01')
    harness.until(lambda: number() == before + 1, 'one more')


tap.run()
