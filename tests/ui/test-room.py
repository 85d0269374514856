#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""A disk that is full and one that can only be read, both real: small file systems in memory. Where
nothing may be mounted, the test says so. Usage: test-room.py BUILD"""

import os
import subprocess
import sys

import harness
import pages
import tap

SALES = ('Receipt;Date;Product;Quantity;Price;Customer number;Customer name\n'
         + ''.join(f'{i};2026-01-05;Coffee;2;49.90;{i % 60};Åse Dahl {i % 60}\n'
                   for i in range(1, 300)))

session = harness.Session(sys.argv[1])
disk = session.folder / 'disk'
disk.mkdir()
shop = disk / 'shop.regulars'
app = None


def mount(*options):
    return subprocess.run(['mount', *options, str(disk)], stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL).returncode == 0


mounted = mount('-t', 'tmpfs', '-o', 'size=90m', 'tmpfs')


def case(name):
    """A case that needs the small disk."""
    def register(function):
        if mounted:
            tap.case(name)(function)
        else:
            tap.case(f'{name} # SKIP nothing may be mounted here')(lambda: None)
        return function
    return register


def fill():
    """Every byte that is left."""
    with open(disk / 'filler', 'ab', buffering=0) as file:
        try:
            while True:
                file.write(b'\0' * 65536)
        except OSError:
            pass
        try:
            while True:
                file.write(b'\0' * 512)
        except OSError:
            pass


def lint(name):
    for size, which in ((harness.WIDE, 'wide'), (harness.NARROW, 'narrow')):
        app.resize(*size)
        app.settle()
        app.screenshot(session.build / f'pictures/{name}-light-{which}.png')
        assert not app.lint(), app.lint()
    app.resize(*harness.WIDE)


def is_sensitive(name):
    return harness.sensitive(app.find('button', name))


@case('a full disk is said before an import, and by the banner after a write that failed')
def _():
    global app
    session.ctl(shop, 'init', '--name', 'Fjordbok', '--currency', 'NOK')
    (session.folder / 'sales.csv').write_text(SALES, encoding='utf-8')
    session.ctl(shop, 'import', session.folder / 'sales.csv')
    app = session.start('--store', str(shop), size=harness.WIDE)
    app.find('label', 'Fjordbok')
    app.settle()
    fill()
    (session.folder / 'more.csv').write_text(SALES.replace('2026-01-05', '2026-01-06'),
                                             encoding='utf-8')
    said = session.ctl(shop, 'import', session.folder / 'more.csv', '--json', check=False)
    assert 'are needed, and' in said, said
    for number in range(400):
        said = session.ctl(shop, 'staff', 'add', f'Amina {number}', '--json', check=False)
        if '"error"' in said:
            assert 'disk is full' in said, said
            break
    app.find('label', 'The disk is full: make room before you go on')
    lint('banner-full')
    assert pages.value(shop, 'SELECT count(*) FROM receipt') == 299


@case('it can be deleted and exported, and the program starts again')
def _():
    global app
    app.show('customers')
    app.settle()
    exported = session.ctl(shop, 'segment', 'list', 'visits at least 1', '--json', check=False)
    assert 'Dahl' in exported, exported
    before = pages.value(shop, 'SELECT count(*) FROM receipt')
    session.ctl(shop, 'undo-import', '1')
    assert pages.value(shop, 'SELECT count(*) FROM receipt') < before
    (disk / 'filler').unlink()
    assert app.quit() == 0, app.said()
    session.ctl(shop, 'staff', 'add', 'Ole Vik')
    fill()
    app = session.start('--store', str(shop), size=harness.WIDE)
    app.find('label', 'Fjordbok')
    app.find('label', 'The disk is full: make room before you go on')


@case('where there is room again, the next change takes the banner away')
def _():
    (disk / 'filler').unlink()
    session.ctl(shop, 'staff', 'add', 'Siri Moe')
    app.gone('label', 'The disk is full: make room before you go on')
    assert pages.value(shop, 'PRAGMA integrity_check') == 'ok'
    assert app.quit() == 0, app.said()


@case('an older file that finds no room for its backup is not brought up to date')
def _():
    global app
    old = disk / 'old/old.regulars'
    pages.make_old(old)
    fill()
    before = old.read_bytes()
    app = session.start('--store', old, size=harness.WIDE)
    app.find('label', 'The Shop Could Not Be Opened')
    app.find('button', 'Start My Shop')
    assert old.read_bytes() == before
    assert app.quit() == 0, app.said()
    (disk / 'filler').unlink()


@case('a shop that can only be read says so, and offers no change')
def _():
    global app
    session.ctl(shop, 'import', session.folder / 'sales.csv')
    customer = pages.best_customer(shop)
    assert mount('-o', 'remount,ro')
    before = shop.read_bytes()
    app = session.start('--store', str(shop), size=harness.WIDE)
    app.find('label', 'This shop can only be read here: nothing can be changed')
    lint('banner-read-only')
    app.show('today')
    assert not is_sensitive('Import Sales…')
    assert not is_sensitive('Add Task')
    app.show('customers')
    assert not is_sensitive('New Customer')
    app.window_action('show-customer', f'int64 {customer}')
    app.find('label', lambda text: text.startswith('Åse Dahl'))
    app.settle()
    assert not is_sensitive('Edit')
    app.show('history')
    app.find('label', lambda text: 'sales.csv' in text)
    assert not harness.sensitive(app.find('button', lambda name: name.startswith('Take back:')))
    app.show('segments')
    assert not is_sensitive('New Segment')
    assert app.quit() == 0, app.said()
    assert 'CRITICAL' not in app.said(), app.said()
    assert shop.read_bytes() == before


try:
    tap.run()
finally:
    if app:
        app.kill()
    if mounted:
        subprocess.run(['umount', '-l', str(disk)], check=False)
