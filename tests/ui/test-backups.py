#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Backups in Preferences and on Today: the chosen folder, a stick that was pulled out, the
passphrase and the keyring, the list, the banner after a week. Usage: test-backups.py BUILD"""

import sqlite3
import sys
import time

import harness
import pages
import tap

SALES = ('Receipt;Date;Product;Quantity;Price;Customer number;Customer name\n'
         '1;2026-01-05;Coffee;2;49.90;17;Åse Dahl\n')
DAY = 24 * 60 * 60
SETTINGS = '[io/github/regulars/Regulars]\n'

session = harness.Session(sys.argv[1])
shop = session.folder / 'home/.local/share/regulars/shop.regulars'
keyfile = session.folder / 'home/.config/glib-2.0/settings/keyfile'
stick = session.folder / 'USB'
stick.mkdir()
session.ctl(shop, 'init', '--name', 'Fjordbok', '--currency', 'NOK')
(session.folder / 'sales.csv').write_text(SALES, encoding='utf-8')
session.ctl(shop, 'import', session.folder / 'sales.csv')
# The keyring of the Flatpak: libsecret's own file, opened with a password.
session.env.update(SECRET_BACKEND='file', SECRET_FILE_TEST_PASSWORD='hush',
                   SECRET_FILE_TEST_PATH=str(session.folder / 'keyring'))


def query(sql, *values):
    db = sqlite3.connect(shop)
    with db:
        db.execute(sql, values)
    db.close()


def setting(**values):
    """Written while no window is open."""
    lines = [line for line in keyfile.read_text().splitlines()
             if line.split('=')[0].replace('-', '_') not in values]
    if SETTINGS.strip() not in lines:
        lines.append(SETTINGS.strip())
    at = lines.index(SETTINGS.strip()) + 1
    lines[at:at] = [f'{name.replace("_", "-")}={value}' for name, value in values.items()]
    keyfile.write_text('\n'.join(lines) + '\n')


def backups(folder):
    return sorted(folder.glob('*.regulars-backup'), key=lambda path: path.stat().st_mtime)


def show_backups():
    app.action('preferences')
    app.press('Backups', role='page tab')
    app.find('button', 'Back Up Now')


def close():
    app.action('test-close-dialog')
    app.settle()


def lint(name):
    for size, which in ((harness.WIDE, 'wide'), (harness.NARROW, 'narrow')):
        app.resize(*size)
        app.settle()
        app.screenshot(session.build / f'pictures/{name}-{theme}-{which}.png')
        assert not app.lint(), app.lint()
        assert not app.nameless(), app.nameless()
    app.resize(*harness.WIDE)


theme = 'light'
# The import made one.
for made in backups(shop.parent / 'backups'):
    made.unlink()
query('UPDATE shop SET created_at = ?', int(time.time()) - 8 * DAY)
app = session.start(size=harness.WIDE)


@tap.case('a shop without a backup for a week asks for one')
def _():
    app.find('label', 'There is no backup of this shop yet')
    lint('banner-backup')
    app.press('Back Up Now')
    app.find('label', 'Backed up, and checked')
    app.gone('label', 'There is no backup of this shop yet')
    app.find('label', lambda text: text.startswith('Backed up today')
             and text.endswith('to this computer'))
    assert len(backups(shop.parent / 'backups')) == 1
    assert app.quit() == 0, app.said()


@tap.case('backups go to the chosen folder, from the menu and from Preferences')
def _():
    global app, theme
    setting(backup_folder=f"'{stick}'")
    theme = 'dark'
    app = session.start(size=harness.WIDE, dark=True)
    app.action('back-up')
    harness.until(lambda: len(backups(stick)) == 1, 'a backup on the stick')
    app.find('label', lambda text: text.startswith('Backed up today') and text.endswith('to USB'))
    first = backups(stick)
    show_backups()
    app.press('Back Up Now')
    harness.until(lambda: len(backups(stick)) == 1 and backups(stick) != first, 'a newer one')
    app.find('label', lambda text: text.startswith('Today, '))
    app.find('label', lambda text: text.startswith('USB · ') and text.endswith(' · checked'))
    app.find('label', lambda text: text.startswith('this computer · '))
    lint('preferences-backups')
    close()


@tap.case('one of the list is looked into, and restored after it was said what that does')
def _():
    show_backups()
    app.press('Look Inside')
    app.find('label', '1 customer')
    close()
    show_backups()
    app.press('Restore…')
    app.find('label', lambda text: 'The file of now is kept' in text)
    app.press('Cancel')
    close()


@tap.case('what is said while the stick is away')
def _():
    stick.rename(session.folder / 'pulled')
    app.action('back-up')
    app.find('label', 'Backed Up on This Computer Only')
    app.find('label', lambda text: 'is not there. If it is on a stick' in text)
    close()
    show_backups()
    app.find('label', lambda text: 'Until it is, backups stay on this computer' in text)
    app.find('label', 'Not as It Should Be')
    lint('preferences-backups-away')
    app.resize(*harness.NARROW)
    app.settle()
    away = app.find('label', lambda text: 'Until it is, backups stay on this computer' in text)
    assert away.get_extents().width > 180, away.get_extents()
    app.resize(*harness.WIDE)
    close()
    (session.folder / 'pulled').rename(stick)


@tap.case('a passphrase is made, and the next backup needs it')
def _():
    show_backups()
    app.press('Set…')
    app.find('label', lambda text: 'nobody can find it out' in text)
    app.type('New passphrase', 'aaaaaaaaaa')
    app.find('label', lambda text: text.startswith('Easy to guess'))
    app.type('New passphrase', 'correct horse battery staple')
    app.find('label', 'Strong')
    app.type('The same again', 'correct horse battery staple')
    lint('passphrase')
    app.press('Encrypt')
    app.find('label', 'On: new copies are encrypted')
    app.find('label', lambda text: text.endswith(' · checked, encrypted'))
    assert b'Fjordbok' not in backups(stick)[-1].read_bytes()
    close()
    assert app.quit() == 0, app.said()


@tap.case('the keyring knows it at the next start')
def _():
    global app
    app = session.start(size=harness.WIDE)
    show_backups()
    app.find('label', 'On: new copies are encrypted')
    app.press('Look Inside')
    app.find('label', '1 customer')
    close()
    assert app.quit() == 0, app.said()


@tap.case('without the keyring it is asked for, and only the right one is taken')
def _():
    global app
    (session.folder / 'keyring').unlink()
    app = session.start(size=harness.WIDE)
    show_backups()
    app.find('label', 'On, but the passphrase is not known here')
    app.press('Type It…')
    app.type('Passphrase', 'wrong horse')
    app.press('Open')
    app.find('label', lambda text: 'That passphrase does not open it' in text)
    app.settle()
    app.type('Passphrase', 'correct horse battery staple')
    app.press('Open')
    app.find('label', 'On: new copies are encrypted')


@tap.case('it is turned off again')
def _():
    app.press('Turn Off')
    app.find('label', 'Off: who has a copy can read it')
    app.press('Back Up Now')
    harness.until(lambda: b'Fjordbok' in backups(stick)[-1].read_bytes(), 'a plain backup')
    close()
    assert app.quit() == 0, app.said()


@tap.case('after a week without a backup the banner counts the days')
def _():
    global app
    for path in backups(stick) + backups(shop.parent / 'backups'):
        path.unlink()
    setting(backup_at=f'int64 {int(time.time()) - 9 * DAY}')
    app = session.start(size=harness.WIDE)
    app.find('label', 'No backup for 9 days')
    assert app.quit() == 0, app.said()


@tap.case('nobody waits for the last backup of a shop that is left')
def _():
    global app
    held, other = session.folder / 'held', session.folder / 'other.regulars'
    session.ctl(other, 'init', '--name', 'Bryggen', '--currency', 'NOK')
    session.ctl(other, 'customers')
    app = session.start('--store', shop, size=harness.WIDE,
                        env={'LD_PRELOAD': str(session.build / 'tests/ui/libslow-disk.so'),
                             'REGULARS_SLOW_DISK': str(held)})
    app.find('label', 'Fjordbok')
    # The window writes this, and so owes a backup.
    session.ctl(shop, 'segment', 'save', 'Lately', 'visits at least 1')
    before = backups(stick)
    held.touch()
    app.open_again(other)
    app.find('label', 'Bryggen')
    app.settle()
    app.open_again(shop)
    app.settle()
    app.find('label', 'Bryggen')
    assert backups(stick) == before
    held.unlink()
    app.find('label', 'Fjordbok')
    assert len(backups(stick)) == len(before) + 1
    assert app.quit() == 0, app.said()
    assert 'CRITICAL' not in app.said(), app.said()
    assert pages.value(shop, 'PRAGMA integrity_check') == 'ok'


tap.run()
