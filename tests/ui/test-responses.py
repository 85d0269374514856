#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""What another program sent: its report is brought in by the keyboard alone, looked at, and taken
back, under Xvfb. Usage: test-responses.py BUILD"""

import csv
import pathlib
import sys

import harness
import pages
import tap
from keys import Keys

pictures = pathlib.Path(sys.argv[1]) / 'pictures'
session = harness.Session(sys.argv[1], display='x11')
shop = session.sample()
sent = session.folder / 'list.csv'
report = session.folder / 'report.csv'
session.ctl(shop, 'campaign', 'new', '--name', 'News', '--segment', 'visits at least 1',
            '--channel', 'email', '--subject', 'News', '--message', 'Come by.')
session.ctl(shop, 'campaign', 'fix', 'News')
session.ctl(shop, 'campaign', 'export', 'News', str(sent), '--layout', 'mailchimp')
with sent.open(encoding='utf-8-sig', newline='') as file:
    PEOPLE = [row['Email Address'] for row in csv.DictReader(file)]
report.write_text('Email Address,Opens,Clicks\n'
                  + ''.join(f'{who},{2 - n % 3},{n % 3 == 0:d}\n' for n, who in enumerate(PEOPLE))
                  + 'nobody@example.invalid,1,0\n')
OPENED = sum(n % 3 < 2 for n in range(len(PEOPLE)))
CLICKED = sum(n % 3 == 0 for n in range(len(PEOPLE)))
app = session.start('--store', shop, size=harness.WIDE)
app.focus_window()
keys = Keys(app)


def known(kind):
    return pages.value(shop, f"SELECT count(*) FROM response WHERE kind = '{kind}'")


def look(name):
    app.settle()
    app.screenshot(pictures / f'{name}.png')
    found = app.lint()
    assert not found, f'{name}: {found}'


def bring(path):
    keys.go('More', role='toggle button')
    app.key('space')
    app.find('menu', 'More')
    app.settle()
    app.key('Down', 'Down', 'Return')
    app.choose_file('Bring In Opens and Clicks', path)
    app.focus_window()


@tap.case('a file that says nothing is refused with the reason')
def _():
    wrong = session.folder / 'wrong.csv'
    wrong.write_text('email,name\na@example.com,A\n')
    app.window_action('show-campaign', f"int64 {pages.value(shop, 'SELECT max(id) FROM campaign')}")
    app.find('label', lambda name: name.startswith('Page 1 of'), patience=60)
    app.settle()
    bring(wrong)
    app.find('label', lambda name: 'who opened or clicked' in name)
    app.settle()
    app.key('Escape')
    assert not known('opened')


@tap.case('a report is checked and brought in')
def _():
    app.settle()
    bring(report)
    app.find('label', lambda name: f'{OPENED} opened' in name.replace(',', ''))
    app.find('label', lambda name: 'Nobody on this list has this address' in name)
    app.settle()
    look('responses-check')
    app.key('Return')
    harness.until(lambda: (known('opened'), known('clicked')) == (OPENED, CLICKED),
                  'all of it in the file')
    app.find('label', 'Opens and clicks brought in')


@tap.case('the results tell of it, and who it was')
def _():
    words = f'{OPENED} of {len(PEOPLE)} opened it'
    app.find('label', lambda name: name.startswith(words))
    app.find('label', lambda name: name.startswith('Programs open e-mails too'))
    assert not list(app.nodes('label', lambda name: name.startswith('Nobody knows who opened')))
    app.gone('label', 'Opens and clicks brought in')
    for size, pixels in (('narrow', harness.NARROW), ('wide', harness.WIDE)):
        app.resize(*pixels)
        look(f'responses-{size}')
    keys.go(lambda name: name.startswith('Clicked a Link'), 'list item')
    app.key('Return')
    app.find('label', 'Did Not Click')
    app.key('alt+Left')


@tap.case('the same file has nothing new')
def _():
    app.settle()
    bring(report)
    app.find('label', 'Nothing New in This File')
    app.settle()
    app.key('Escape')


@tap.case('it is taken back')
def _():
    app.settle()
    app.window_action('undo')
    harness.until(lambda: not known('opened'), 'nothing of it in the file')


@tap.case('the program leaves without a complaint')
def _():
    assert app.quit() == 0, app.said()
    complaints = [line for line in app.said().splitlines()
                  if 'WARNING' in line or 'CRITICAL' in line]
    assert not complaints, '\n'.join(complaints)


tap.run()
