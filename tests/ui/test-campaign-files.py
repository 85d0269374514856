#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""The letters, the list and the summary of a campaign as files, saved from the window by keys as a
person does it. Usage: test-campaign-files.py BUILD"""

import sqlite3
import subprocess
import sys
import time

import harness
import tap

session = harness.Session(sys.argv[1], display='x11')
shop = session.sample()
app = session.start('--store', shop)


def rows(sql):
    db = sqlite3.connect(f'file:{shop}?mode=ro', uri=True)
    try:
        return db.execute(sql).fetchall()
    finally:
        db.close()


def pages(path):
    told = subprocess.run(['pdfinfo', path], capture_output=True, text=True, check=True).stdout
    return int(next(line.split()[1] for line in told.splitlines() if line.startswith('Pages:')))


def open_page(action):
    app.window_action(action, 'int64 1')
    app.settle()
    app.focus_window()


def choose_from_menu(places_down):
    """The nth entry of the page's menu, by keys alone."""
    for _ in range(20):
        app.key('Tab')
        focused = app.focused()
        if focused and focused.get_name() == 'More':
            break
    app.key('Return')
    app.settle()
    for _ in range(places_down):
        app.key('Down')
    app.key('Return')
    app.settle()


def save_as(path):
    """Answers the dialog that asks where to."""
    time.sleep(1)
    app.key('ctrl+a')
    app.keys(str(path))
    time.sleep(1)
    app.key('Return')
    harness.until(path.exists, str(path))


def written():
    return rows("SELECT count(*) FROM campaign_member WHERE state = 'included'")[0][0]


@tap.case('the letters are saved as one PDF')
def _():
    path = session.folder / 'letters.pdf'
    open_page('show-campaign-output')
    choose_from_menu(1)
    save_as(path)
    harness.until(lambda: rows("SELECT pieces FROM campaign_output WHERE kind = 'pdf'"
                               ' ORDER BY id')[1:] == [(written(),)], 'the note in the file')
    assert pages(path) == written()


@tap.case('the list is exported')
def _():
    path = session.folder / 'list.csv'
    open_page('show-campaign-output')
    choose_from_menu(2)
    save_as(path)
    harness.until(lambda: rows("SELECT pieces FROM campaign_output WHERE kind = 'export'")
                  == [(written(),)], 'the note in the file')
    assert path.read_text(encoding='utf-8-sig').startswith('name,address_1,')


@tap.case('the summary is saved')
def _():
    path = session.folder / 'summary.pdf'
    open_page('show-campaign')
    app.press('Save Summary…')
    save_as(path)
    app.find('label', 'Summary saved')
    assert pages(path) == 2


@tap.case('the program leaves without a complaint')
def _():
    assert app.quit() == 0, app.said()


tap.run()
