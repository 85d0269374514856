#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""While one program imports, another one wants to write to the same shop, to restore it or to back
it up: it is refused with a sentence, and the import ends as if nobody had asked. What a window does
with the commands of another program is tested by ui/test-second.py.
Usage: test-two-processes.py BUILD"""

import json
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

import made_up
import tap

PROGRAM = pathlib.Path(sys.argv[1]) / 'src/ctl/regularsctl'
FOLDER = tempfile.TemporaryDirectory(prefix='rg-two-')
PLACE = pathlib.Path(FOLDER.name)
SHOP, BACKUP = PLACE / 'shop.regulars', PLACE / 'shop.regulars-backup'
SALES, MORE = PLACE / 'sales.csv', PLACE / 'more.csv'
SUMS = """SELECT (SELECT count(*) FROM receipt), (SELECT sum(net_minor) FROM receipt_line),
  (SELECT count(*) FROM customer), (SELECT count(*) FROM import), (SELECT count(*) FROM action)"""


def start(*arguments, shop=SHOP):
    command = [str(PROGRAM), '--store', str(shop), '--json', *map(str, arguments)]
    return subprocess.Popen(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def ctl(*arguments, shop=SHOP):
    process = start(*arguments, shop=shop)
    out, complaint = process.communicate()
    assert process.returncode == 0, f'{arguments}: {process.returncode} {complaint}'
    return json.loads(out)


def sums(shop):
    db = sqlite3.connect(shop)
    try:
        assert [row[0] for row in db.execute('PRAGMA integrity_check')] == ['ok']
        return db.execute(SUMS).fetchone()
    finally:
        db.close()


def stop_in_the_middle(process):
    """Once it has begun to write, which the log beside the file says."""
    log = pathlib.Path(f'{SHOP}-wal')
    while process.poll() is None and (not log.exists() or log.stat().st_size < 100_000):
        time.sleep(0.002)
    process.send_signal(signal.SIGSTOP)
    assert process.poll() is None, 'the import was over at once'


@tap.case('a shop, a backup of it, and what an import makes of it')
def _():
    made_up.write_sales(SALES, receipts=9000)
    made_up.write_sales(MORE, receipts=50, seed=5)
    ctl('init', '--name', 'Fjordbok', '--currency', 'NOK', '--time-zone', 'Europe/Oslo')
    ctl('import', MORE)
    ctl('backup', BACKUP)
    shutil.copyfile(SHOP, PLACE / 'alone.regulars')
    ctl('import', SALES, shop=PLACE / 'alone.regulars')


@tap.case('whatever a second program wants to do meanwhile is refused in a sentence')
def _():
    wishes = (('import', SALES), ('import', MORE), ('undo-import', '1'), ('take-back', '1'),
              ('restore', BACKUP), ('backup', PLACE / 'second'), ('staff', 'add', 'Amina'),
              ('bulk', 'tag', 'vip', '--everybody'), ('merge', '1', '2'),
              ('fields', 'add', 'Reads', 'text'), ('erase-customer', '1', '--yes'))
    importing = start('import', SALES)
    stop_in_the_middle(importing)
    for wish, second in [(wish, start(*wish)) for wish in wishes]:
        out, complaint = second.communicate(timeout=60)
        assert second.returncode == 1, (wish, second.returncode, out)
        assert 'has this shop open' in out + complaint, (wish, out, complaint)
    assert not (PLACE / 'second').exists()
    importing.send_signal(signal.SIGCONT)
    out, complaint = importing.communicate(timeout=60)
    assert importing.returncode == 0, complaint


@tap.case('the import is what it would have been alone')
def _():
    assert sums(SHOP) == sums(PLACE / 'alone.regulars')
    assert not list(PLACE.glob('shop.regulars.before-*'))


@tap.case('afterwards each of them can be done')
def _():
    ctl('backup', PLACE / 'second')
    ctl('bulk', 'tag', 'vip', '--everybody')
    ctl('merge', '1', '2')
    ctl('fields', 'add', 'Reads', 'text')
    ctl('erase-customer', '3', '--yes')
    ctl('undo-import', '2')
    ctl('restore', BACKUP)
    assert sums(SHOP)[3] == 1


tap.run()
