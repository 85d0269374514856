#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""A backup is looked into before anything is decided, put in place, and taken back. Also an
encrypted one, after a wrong passphrase. Usage: test-restore.py BUILD"""

import sys

import harness
import pages
import tap

HEADER = 'Receipt;Date;Product;Quantity;Price;Customer number;Customer name\n'
MONDAY = HEADER + '1;2026-01-05;Coffee;2;49.90;17;Åse Dahl\n2;2026-01-05;Cup;1;99;18;Min-su Kim\n'
TUESDAY = HEADER + ('3;2026-01-06;Coffee;1;49.90;17;Åse Dahl\n'
                    '4;2026-01-06;Coffee;1;49.90;19;Deniz Kaya\n')

session = harness.Session(sys.argv[1])
shop = session.folder / 'home/.local/share/regulars/shop.regulars'
backups = shop.parent / 'backups'
session.ctl(shop, 'init', '--name', 'Fjordbok', '--currency', 'NOK', '--time-zone', 'Europe/Oslo')


def read_in(name, text):
    path = session.folder / name
    path.write_text(text, encoding='utf-8')
    session.ctl(shop, 'import', path)


def receipts():
    return pages.value(shop, 'SELECT count(*) FROM receipt')


# Of one day only the newest backup stays: Monday's is put back once Tuesday's has taken its place.
aside = session.folder / 'aside.regulars-backup'
read_in('monday.csv', MONDAY)
session.ctl(shop, 'backup', aside)
(session.folder / 'passphrase').write_text('correct horse\n')
read_in('tuesday.csv', TUESDAY)
for backup in backups.iterdir():
    backup.unlink()
aside.rename(backups / 'Fjordbok 2026-01-05 18.00.regulars-backup')
app = session.start(size=harness.WIDE)


def browse():
    app.action('restore-backup', "''")
    app.find('button', 'Choose a File…')


@tap.case('the backups stand there with what is in them')
def _():
    browse()
    app.find('label', lambda text: text.startswith('Customers: 2 · receipts: 2'))
    assert not app.lint(), app.lint()
    assert not app.nameless(), app.nameless()
    app.resize(*harness.NARROW)
    app.settle()
    assert not app.lint(), app.lint()
    app.resize(*harness.WIDE)


@tap.case('one is looked into, and says what it lacks')
def _():
    app.press('Look Inside')
    app.find('label', 'This copy lacks 2 receipts of 6 Jan 2026, 1 customer fewer')
    assert not app.lint(), app.lint()
    app.screenshot(session.build / 'pictures/restore-copy-light-wide.png')
    app.press('Show Customers')
    app.find('label', 'Åse Dahl')
    assert not app.nameless(), app.nameless()
    app.press('Back')
    app.press('Show Receipts')
    app.find('label', lambda text: text.endswith('· 1'))
    app.press('Back')
    assert receipts() == 4


@tap.case('whoever only looked has changed nothing')
def _():
    app.press('Restore…')
    app.find('label', lambda text: 'The file of now is kept' in text)
    app.press('Cancel')
    app.settle()
    assert receipts() == 4


@tap.case('it is put in place, and the shop opens as it was')
def _():
    app.press('Restore…')
    app.press('Restore', role='button')
    app.find('label', 'The backup is in place')
    app.find('label', 'Fjordbok')
    assert receipts() == 2


@tap.case('the restore is taken back')
def _():
    app.press('Take Back')
    app.find('label', 'The shop is as it was before the restore')
    harness.until(lambda: receipts() == 4, 'the receipts of Tuesday')
    assert pages.value(shop, 'PRAGMA integrity_check') == 'ok'


@tap.case('an encrypted one asks for its passphrase until it fits')
def _():
    session.ctl(shop, 'backup', '--passphrase-file', session.folder / 'passphrase')
    browse()
    app.find('label', 'Encrypted: its passphrase opens it')
    app.press('Look Inside')
    app.settle()
    app.type('Passphrase', 'wrong horse')
    app.press('Open')
    app.find('label', lambda text: 'That passphrase does not open it' in text)
    app.settle()
    app.type('Passphrase', 'correct horse')
    app.press('Open')
    app.find('label', 'It has the same receipts, as many customers')
    app.action('test-close-dialog')


@tap.case('the program leaves without a complaint')
def _():
    assert app.quit() == 0, app.said()
    assert 'CRITICAL' not in app.said(), app.said()
    assert receipts() == 4


tap.run()
