#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""A morning: the till's new file lies in the folder that is looked into; whatever page is shown,
the window says so when somebody comes back to it; Today announces it, and Import opens Check File.
Usage: test-morning.py BUILD"""

import os
import sys
import time

import harness
import pages
import tap

HEADER = 'Receipt number,Date,Time,Product code,Product,Category,Quantity,Unit price,Customer ID\n'
FIRST, LAST, CLOSED = 0, 75, 72 # of the days below

session = harness.Session(sys.argv[1], display='x11')
shop = session.folder / 'shop.regulars'
folder = session.folder / 'till'
folder.mkdir()


def day_file(day):
    """The sales of one day of 2026, counted from 1 September."""
    date = time.strftime('%Y-%m-%d', time.gmtime(time.mktime((2026, 9, 1, 12, 0, 0, 0, 0, 0))
                                                 + day * 86400))
    return ''.join(f'{day}-{n},{date},10:0{n},A,Coffee,Drinks,2,49.90,c{n}\n' for n in range(3))


def put(name, text):
    path = folder / name
    path.write_text(HEADER + text)
    old = time.time() - 60
    os.utime(path, (old, old))


session.ctl(shop, 'init', '--name', 'Fjordbok', '--currency', 'NOK', '--time-zone', 'UTC')
put('first.csv', ''.join(day_file(day) for day in range(FIRST, LAST) if day != CLOSED))
session.ctl(shop, 'import', folder / 'first.csv')
session.ctl(shop, 'watch', folder)
app = session.start('--store', shop, size=harness.WIDE,
                    env={'REGULARS_NOW': '2026-11-15T09:00:00Z'})


def come_back():
    """The keyboard goes to another window, and back."""
    app.leave_window()
    app.focus_window()


def waiting():
    """What is spoken of the number beside Today."""
    return app.find('list item', 'Today').get_description()


@tap.case('nothing is said where nothing is new')
def _():
    app.focus_window()
    app.show('today')
    app.settle()
    app.gone('button', 'Import…')
    assert waiting() == '', waiting()


@tap.case('a new file is told on another page, as soon as somebody comes back')
def _():
    app.show('customers')
    app.settle()
    put('monday.csv', day_file(LAST) + f'{LAST}-9,2026-11-15,11:00,A,Coffee,Drinks,1,49.90,c9\n')
    come_back()
    app.find('label', '1 new file to import')
    assert waiting() == '1 thing waits here', waiting()
    app.screenshot(session.build / 'pictures/customers-new-file-light-wide.png')
    app.press('Show')


@tap.case('Today announces it, and Import opens Check File')
def _():
    app.find('label', lambda text: text.startswith('New sales file, 15 Nov 2026: 4 receipts'))
    wrong = []
    for size, pixels in (('narrow', harness.NARROW), ('wide', harness.WIDE)):
        app.resize(*pixels)
        app.settle()
        app.screenshot(session.build / f'pictures/today-new-file-light-{size}.png')
        wrong += [f'{size}: {finding}' for finding in app.lint()]
    assert not wrong, '\n'.join(wrong)
    app.press('Import…')
    app.find('label', 'Net sales')
    app.settle()
    app.press('Import', 'button', within=app.find('dialog'))
    harness.until(lambda: pages.value(shop, 'SELECT count(*) FROM import') == 2, 'the import')
    app.gone('button', 'Import…')


@tap.case('the new customer is told, and opens')
def _():
    app.find('label', '1 new customer')
    one = pages.value(shop, "SELECT id FROM customer WHERE number = 'c9'")
    app.window_action('show-people', f"{{'title': <'New'>, 'customers': <[int64 {one}]>}}")
    app.find('label', 'Customer c9')
    app.settle()
    app.screenshot(session.build / 'pictures/people-light-wide.png')
    assert not app.lint()
    app.show('today')


@tap.case('a missing day is asked about once')
def _():
    app.find('label', 'No sales for Thursday, 12 November 2026. Closed?')
    app.press('Closed')
    harness.until(lambda: pages.value(shop, 'SELECT location_id || day_on FROM closed_day'),
                  'the closed day')
    app.gone('button', 'Closed')


@tap.case('a file is ignored, and that is taken back')
def _():
    put('tuesday.csv', day_file(LAST + 1))
    come_back()
    app.press('Ignore This File')
    app.gone('button', 'Import…')
    session.ctl(shop, 'take-back', str(pages.value(shop, 'SELECT max(id) FROM action')))
    app.find('button', 'Import…')


@tap.case('imported by itself where the shop said so')
def _():
    session.ctl(shop, 'watch', '--by-itself')
    harness.until(lambda: pages.value(shop, 'SELECT count(*) FROM import') == 3, 'the import')
    app.gone('button', 'Import…')
    assert '[]' in session.ctl(shop, 'run-due', '--json').replace(' ', '').replace('\n', '')


@tap.case('a folder that is gone is said quietly')
def _():
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    session.ctl(shop, 'watch', '--ask')
    app.find('label', 'The folder for new files cannot be looked into')
    assert app.quit() == 0, app.said()
    assert pages.value(shop, 'PRAGMA integrity_check') == 'ok'


tap.run()
