#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""While the window has a shop open, regularsctl hands its commands to it; a window that is killed
leaves no lock; what was changed is backed up on quit. Usage: test-second.py BUILD"""

import json
import pathlib
import subprocess
import sys
import time

import harness
import made_up
import pages
import tap

session = harness.Session(sys.argv[1])
shop = session.folder / 'mine' / 'shop.regulars'
shop.parent.mkdir()


def ctl(*arguments, check=True):
    return session.ctl(shop, *arguments, check=check)


def backups():
    made = (shop.parent / 'backups').glob('*.regulars-backup')
    return sorted(made, key=lambda path: path.stat().st_mtime)


ctl('init', '--name', 'Fjordbok', '--currency', 'NOK')
app = session.start('--store', str(shop), size=harness.WIDE)


@tap.case('a command is done by the window')
def _():
    app.settle()
    lock = pathlib.Path(f'{shop}.lock').read_text().split('\n')
    assert lock[1].startswith(':'), lock
    ctl('staff', 'add', 'Amina Yusuf')
    assert pages.value(shop, "SELECT count(*) FROM staff WHERE name = 'Amina Yusuf'") == 1
    app.show('history')
    app.find(('label', 'list item', 'table row'), lambda name: 'Amina Yusuf' in name)


@tap.case('what would pull the file away is refused')
def _():
    copy = shop.parent / 'copy.regulars'
    ctl('backup', str(copy))
    answer = json.loads(ctl('restore', str(copy), '--json', check=False))
    assert 'open' in answer['error'], answer
    assert pages.value(shop, "SELECT count(*) FROM staff WHERE name = 'Amina Yusuf'") == 1


def start_ctl(*arguments):
    return subprocess.Popen([str(session.build / 'src/ctl/regularsctl'), '--store', str(shop),
                             *arguments], env=session.env, stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL)


@tap.case('what is asked while it imports waits its turn, or is refused')
def _():
    sales, more = shop.parent / 'sales.csv', shop.parent / 'more.csv'
    made_up.write_sales(sales, receipts=9000)
    made_up.write_sales(more, receipts=50, seed=5)
    importing = start_ctl('import', str(sales))
    harness.until(lambda: pathlib.Path(f'{shop}-wal').stat().st_size > 100_000, 'it imports')
    asked = [start_ctl(*words) for words in (
        ('import', str(more)), ('restore', str(shop.parent / 'copy.regulars')),
        ('backup', str(shop.parent / 'meanwhile')))]
    assert [process.wait() for process in (importing, *asked)] == [0, 0, 1, 0]
    assert pages.value(shop, 'SELECT count(*) FROM import') == 2
    assert pages.value(shop, 'PRAGMA integrity_check') == 'ok'
    ctl('check', str(shop.parent / 'meanwhile'))
    for words in (('bulk', 'tag', 'vip', '--everybody'), ('merge', '1', '2')):
        ctl(*words)
        ctl('take-back', str(pages.value(shop, 'SELECT max(id) FROM action')))
    assert pages.value(shop, 'SELECT count(*) FROM customer_tag') == 0
    assert pages.value(shop, 'SELECT count(*) FROM customer WHERE merged_into > 0') == 0
    ctl('undo-import', '2')
    ctl('undo-import', '1')


def elsewhere():
    """The environment of another session of the same person, seen by the same screen reader."""
    said = subprocess.run(['gdbus', 'call', '--session', '--dest', 'org.a11y.Bus', '--object-path',
                           '/org/a11y/bus', '--method', 'org.a11y.Bus.GetAddress'],
                          env=session.env, check=True, text=True, stdout=subprocess.PIPE).stdout
    bus = session._spawn(['dbus-daemon', '--session', '--nofork', '--print-address=1'],
                         'bus-elsewhere', stdout=subprocess.PIPE)
    return {'DBUS_SESSION_BUS_ADDRESS': bus.stdout.readline().decode().strip(),
            'AT_SPI_BUS_ADDRESS': said.split("'")[1]}


@tap.case('a window of another session is told so, and changes nothing')
def _():
    before = pages.value(shop, 'SELECT count(*) FROM action')
    other = session.start('--store', str(shop), env=elsewhere())
    other.find('label', lambda text: 'Another program has this shop open' in text)
    assert pages.value(shop, 'SELECT count(*) FROM action') == before
    ctl('staff', 'add', 'Ole Vik')
    assert pages.value(shop, 'SELECT count(*) FROM action') == before + 1
    other.kill()
    ctl('staff', 'add', 'Siri Moe')
    assert pages.value(shop, 'SELECT count(*) FROM action') == before + 2


@tap.case('a window that is killed leaves no lock')
def _():
    global app
    app.kill()
    ctl('staff', 'add', 'Jonas Bakke')
    assert not pathlib.Path(f'{shop}.lock').exists()
    app = session.start('--store', str(shop), size=harness.WIDE)
    app.settle()


@tap.case('a backup from the menu')
def _():
    app.action('back-up')
    app.find('label', 'Backed up, and checked')
    assert len(backups()) == 1


@tap.case('a changed shop is backed up on quit')
def _():
    before = backups()
    ctl('staff', 'add', 'Marek Nowak')
    app.settle()
    assert app.quit() == 0, app.said()
    made = backups()
    assert len(made) == 1 and made != before, made
    assert pages.value(made[-1], "SELECT count(*) FROM staff WHERE name = 'Marek Nowak'") == 1
    assert json.loads(ctl('check', '--json'))['whole']


@tap.case('a backup is restored where there is no shop')
def _():
    own = session.folder / 'home/.local/share/regulars/shop.regulars'
    fresh = session.start(size=harness.WIDE)
    fresh.find('button', 'Restore a Backup…')
    broken = session.folder / 'broken.regulars'
    broken.write_text('no shop at all')
    fresh.action('restore-backup', f"'{broken}'")
    fresh.find('label', 'The Backup Could Not Be Restored')
    assert not own.exists()
    fresh.action('test-close-dialog')
    fresh.action('restore-backup', f"'{backups()[-1]}'")
    fresh.find('label', 'Fjordbok')
    assert pages.value(own, "SELECT count(*) FROM staff WHERE name = 'Marek Nowak'") == 1
    assert fresh.quit() == 0, fresh.said()


tap.run()
