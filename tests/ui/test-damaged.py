#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""A damaged file opens a page of its own, with ways on; also where the damage is met while the shop
is open. An older file is brought up to date while the window answers. Usage: test-damaged.py
BUILD"""

import pathlib
import shutil
import sqlite3
import subprocess
import sys

import harness
import pages
import tap

PAGE = 4096
TITLE = 'The Shop’s File Is Damaged'

session = harness.Session(sys.argv[1])
shop = session.folder / 'home/.local/share/regulars/shop.regulars'
sale = session.folder / 'sale.csv'
sale.write_text('Receipt;Date;Product;Quantity;Price;Customer number;Customer name\n'
                + ''.join(f'{i};2026-01-05;Coffee;2;49.90;{i % 90};Åse Dahl {i % 90}\n'
                          for i in range(1, 900)), encoding='utf-8')
session.ctl(shop, 'init', '--name', 'Fjordbok', '--currency', 'NOK')
session.ctl(shop, 'import', sale)
session.ctl(shop, 'backup')
whole = session.folder / 'whole'
shutil.copy(shop, whole)


def parts(table, kind):
    """The numbers of a table's pages: its 'leaf' ones, or 'internal' ones."""
    db = sqlite3.connect(f'file:{whole}?mode=ro', uri=True)
    found = [row[0] for row in db.execute('SELECT pageno FROM dbstat WHERE name = ? AND '
                                          'pagetype = ?', (table, kind))]
    db.close()
    return found


def damage(*numbers):
    with open(shop, 'r+b') as file:
        for number in numbers:
            file.seek((number - 1) * PAGE)
            file.write(b'\xa5' * PAGE)


def lint(app, name, dark=False):
    for size, which in ((harness.WIDE, 'wide'), (harness.NARROW, 'narrow')):
        app.resize(*size)
        app.settle()
        theme = 'dark' if dark else 'light'
        app.screenshot(session.build / f'pictures/{name}-{theme}-{which}.png')
        assert not app.lint(), app.lint()
        assert not app.nameless(), app.nameless()
    app.resize(*harness.WIDE)


damage(1, parts('customer', 'leaf')[0])
app = session.start(size=harness.WIDE, dark=True)


@tap.case('a damaged file opens a page that says where it lies')
def _():
    app.find('label', TITLE)
    app.find('label', str(shop))
    lint(app, 'damaged', dark=True)


@tap.case('backups are looked into from there')
def _():
    app.press('Choose…')
    app.find('label', lambda text: text.startswith('Customers: 90 · receipts: 899'))
    app.press('Look Inside')
    app.find('label', '90 customers')
    app.action('test-close-dialog')
    app.settle()


@tap.case('what is readable is rescued, and what is lost is said')
def _():
    before = shop.read_bytes()
    app.press('Rescue')
    app.find('label', 'What Was Rescued')
    app.find('label', '899 saved')
    app.find('label', lambda text: text.endswith(' lost, of which only the number is known'))
    assert shop.read_bytes() == before
    assert pathlib.Path(f'{shop}.salvaged').exists()
    lint(app, 'rescued', dark=True)


@tap.case('the rescued shop takes its place, and the damaged file is kept')
def _():
    damaged = shop.read_bytes()
    app.press('Open It')
    app.find('label', 'The rescued shop is in place')
    app.find('label', 'Fjordbok')
    assert pages.value(shop, 'SELECT count(*) FROM receipt') == 899
    assert pages.value(shop, 'PRAGMA integrity_check') == 'ok'
    kept = list(shop.parent.glob('shop.regulars.before-*'))
    assert [path.read_bytes() for path in kept] == [damaged], kept
    assert app.quit() == 0, app.said()


@tap.case('damage that is met while the shop is open leads there too')
def _():
    global app
    shutil.copy(whole, shop)
    damage(*parts('segment', 'leaf'))
    app = session.start(size=harness.WIDE)
    # Whoever reads segments first meets it.
    app.show('segments')
    app.find('label', TITLE)
    lint(app, 'damaged')
    assert not pathlib.Path(f'{shop}.lock').exists()


@tap.case('a file that was put back is opened again')
def _():
    shutil.copy(whole, shop)
    app.press('Try Again')
    app.find('label', 'Fjordbok')
    app.gone('label', TITLE)


@tap.case('a backup in place of a damaged file can be taken back')
def _():
    global app
    assert app.quit() == 0, app.said()
    damage(1)
    app = session.start(size=harness.WIDE)
    app.press('Choose…')
    app.press('Look Inside')
    app.press('Restore…')
    app.press('Restore', role='button')
    app.find('label', 'The backup is in place')
    app.find('label', 'Fjordbok')
    app.press('Take Back')
    app.find('label', TITLE)
    assert app.quit() == 0, app.said()


@tap.case('changes of another file beside the shop are not taken in, and are set aside')
def _():
    global app
    shutil.copy(whole, shop)
    other = session.folder / 'other.regulars'
    session.ctl(other, 'init', '--name', 'Kaffe', '--currency', 'NOK')
    writer = sqlite3.connect(other)
    writer.execute('PRAGMA wal_autocheckpoint = 0')
    with writer:
        writer.execute("UPDATE shop SET name = 'Kaffebar'")
    shutil.copy(f'{other}-wal', f'{shop}-wal')
    writer.close()
    before = shop.read_bytes()
    app = session.start(size=harness.WIDE)
    app.find('label', 'Changes of Another File Lie Beside the Shop')
    lint(app, 'other-changes')
    assert shop.read_bytes() == before
    app.press('Open Without Them', role='button')
    app.find('label', 'Fjordbok')
    assert pages.value(shop, 'PRAGMA integrity_check') == 'ok'
    assert pathlib.Path(f'{shop}.other-changes').exists()
    assert app.quit() == 0, app.said()
    assert 'CRITICAL' not in app.said(), app.said()


# --- an older file ----------------------------------------------------------------------------

UPDATING = 'Bringing the Shop up to Date…'
old = session.folder / 'old/old.regulars'
held = session.folder / 'held'


def make_old():
    shutil.rmtree(old.parent, ignore_errors=True)
    pages.make_old(old)


def start_slowly():
    """The window on the old file, on a disk that takes nothing until `held` goes."""
    held.touch()
    env = {'LD_PRELOAD': str(session.build / 'tests/ui/libslow-disk.so'),
           'REGULARS_SLOW_DISK': str(held)}
    return session.start('--store', old, size=harness.WIDE, env=env)


def backups():
    return list((old.parent / 'backups').glob('*.regulars-backup'))


@tap.case('an older file is brought up to date while the window says so and answers')
def _():
    global app
    make_old()
    app = start_slowly()
    app.find('label', UPDATING)
    lint(app, 'opening')
    app.report('test-heartbeat')
    # The same file again, and one that is imported afterwards.
    subprocess.run([session.build / 'src/app/regulars', '--store', old, sale], env=session.env,
                   timeout=harness.PATIENCE, check=True)
    felt = app.report('test-heartbeat')
    print(f'# heartbeat during the update: {felt}')
    # Waiting for the disk, it would not even have told.
    assert felt['callback_ms'] < 16, felt
    app.find('label', UPDATING)
    assert not backups()
    held.unlink()
    app.find('label', 'Gammel')
    app.gone('label', UPDATING)
    app.find('label', 'sale.csv')
    assert len(backups()) == 1
    assert pages.value(old, 'SELECT name FROM customer') == 'Åse Dahl'
    assert pages.value(backups()[0], 'PRAGMA user_version') == 1
    assert pages.value(old, 'PRAGMA user_version') > 1
    app.action('test-close-dialog')
    app.settle()
    assert app.quit() == 0, app.said()


@tap.case('an update that is left or killed has done nothing, and is done the next time')
def _():
    global app
    for way in ('left', 'killed'):
        make_old()
        before = old.read_bytes()
        app = start_slowly()
        app.find('label', UPDATING)
        if way == 'left':
            app.action('quit')
            held.unlink()
            assert app.process.wait(harness.PATIENCE) == 0, app.said()
        else:
            app.kill()
        assert pages.value(old, 'PRAGMA user_version') == 1
        assert old.read_bytes() == before
        assert not backups()
    held.unlink()
    app = session.start('--store', old, size=harness.WIDE)
    app.find('label', 'Gammel')
    assert len(backups()) == 1
    assert app.quit() == 0, app.said()


@tap.case('an older file that is damaged is not brought up to date: its page opens')
def _():
    global app
    make_old()
    root = pages.value(old, "SELECT rootpage FROM sqlite_schema WHERE name = 'customer'")
    with open(old, 'r+b') as file:
        file.seek((root - 1) * PAGE)
        file.write(b'\xa5' * PAGE)
    before = old.read_bytes()
    app = session.start('--store', old, size=harness.WIDE)
    app.find('label', TITLE)
    assert old.read_bytes() == before
    assert not backups()
    assert app.quit() == 0, app.said()
    assert 'CRITICAL' not in app.said(), app.said()


tap.run()
