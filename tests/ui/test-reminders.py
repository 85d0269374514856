#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""The notification about tasks and tickets: none before somebody wants it, one a day, no names
unless they are wanted too. A portal writes down what it is given. Usage: test-reminders.py BUILD"""

import datetime
import json
import pathlib
import sys

import harness
import tap

session = harness.Session(sys.argv[1])
shop = session.folder / 'mine.regulars'
folder = session.folder / 'portal'
keyfile = session.folder / 'home/.config/glib-2.0/settings/keyfile'
portal = {'GIO_USE_PORTALS': '1'}

# There the morning has begun, whatever the clock says here.
zone, hours = ('UTC', 0) if datetime.datetime.now(datetime.UTC).hour >= 6 else ('Asia/Tokyo', 9)
today = (datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=hours)).date()

session.ctl(shop, 'init', '--name', 'Fjordbok', '--currency', 'NOK', '--time-zone', zone)
people = session.folder / 'sales.csv'
people.write_text('Receipt;Date;Customer number;Customer name;Product;Quantity;Price\n'
                  '1;2026-01-05;7;Åse Dahl;Kettle;1;20.00\n')
session.ctl(shop, 'import', people)
who = json.loads(session.ctl(shop, 'customers', '--json'))[0]
session.ctl(shop, 'tasks', 'add', 'Ring back', '--on', today.isoformat(), '--customer',
            who['uuid'])
session._spawn([sys.executable, str(pathlib.Path(__file__).parents[1] / 'portal.py'),
                str(folder)], 'portal')
harness.until(lambda: folder.exists(), 'the portal')
app = None


def notifications():
    calls = folder / 'calls'
    lines = calls.read_text().splitlines() if calls.exists() else []
    return [json.loads(line)[1][1] for line in lines if '"AddNotification"' in line]


def start(**settings):
    """The program anew, with these settings."""
    global app
    if app:
        assert app.quit() == 0, app.said()
    lines = ''.join(f'{name}={value}\n' for name, value in settings.items())
    text = keyfile.read_text().split('[io/github')[0]
    keyfile.write_text(f'{text}\n[io/github/regulars/Regulars]\n{lines}')
    app = session.start('--store', shop, env=portal)
    app.settle()


@tap.case('nobody is reminded who does not want to be')
def _():
    start()
    assert notifications() == []


@tap.case('the number of tasks, and not whom they are about')
def _():
    start(**{'remind-tasks': 'true'})
    sent = harness.until(notifications, 'a notification')
    assert len(sent) == 1 and sent[0]['title'] == '1 task is due', sent
    assert 'Dahl' not in json.dumps(sent[0], ensure_ascii=False), sent
    assert 'Ring back' not in json.dumps(sent[0]), sent


@tap.case('once a day')
def _():
    days = (today - datetime.date(1970, 1, 1)).days
    start(**{'remind-tasks': 'true', 'reminded-on': days})
    assert len(notifications()) == 1
    start(**{'remind-tasks': 'true', 'reminded-on': days - 1})
    harness.until(lambda: len(notifications()) == 2, 'the notification of the next day')


@tap.case('what it is and whom it is about, where that is wanted')
def _():
    start(**{'remind-tasks': 'true', 'remind-names': 'true'})
    sent = harness.until(lambda: notifications()[2:], 'a notification')
    assert sent[0]['body'] == 'Ring back – Åse Dahl', sent


@tap.case('its buttons open the tasks and the customer')
def _():
    sent = notifications()[2]
    actions = {button['label']: button for button in sent['buttons']}
    assert actions['Show Tasks']['action'] == 'app.show-tasks', sent
    assert sent['default-action'] == 'app.show-tasks', sent
    button = actions['Show Customer']
    app.action(button['action'].removeprefix('app.'), f'int64 {button["target"]}')
    app.find('label', 'Åse Dahl')
    app.action('show-tasks')
    app.find('label', 'Ring back')


@tap.case('tickets that are due are reminded of beside the tasks, and open on Today')
def _():
    session.ctl(shop, 'ticket', 'open', 'The handle is loose', '--until', today.isoformat(),
                '--customer', who['uuid'])
    session.ctl(shop, 'ticket', 'open', 'Some day', '--customer', who['uuid'])
    start(**{'remind-tasks': 'true', 'remind-names': 'true'})
    sent = harness.until(lambda: notifications()[3:], 'a notification')[0]
    assert sent['title'] == '1 task and 1 ticket are due', sent
    assert sent['body'] == 'Ring back – Åse Dahl\nThe handle is loose – Åse Dahl', sent
    assert sent['default-action'] == 'app.show-today', sent
    app.show('customers')
    app.action(sent['default-action'].removeprefix('app.'))
    app.find('label', 'The handle is loose')


@tap.case('a ticket alone')
def _():
    task = json.loads(session.ctl(shop, 'tasks', '--json'))[0]
    session.ctl(shop, 'tasks', 'done', str(task['id']))
    start(**{'remind-tasks': 'true'})
    sent = harness.until(lambda: notifications()[4:], 'a notification')[0]
    assert sent['title'] == '1 ticket is due' and 'handle' not in json.dumps(sent), sent
    assert [button['label'] for button in sent['buttons']] == ['Show Today', 'Show Customer'], sent
    assert app.quit() == 0, app.said()


tap.run()
