#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""An import is killed at any moment: the file is whole, the import is there with all its receipts
or not at all, and doing it again ends like doing it once. Usage: test-import-kill.py BUILD"""

import json
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

import made_up
import tap

PROGRAM = pathlib.Path(sys.argv[1]) / 'src/ctl/regularsctl'
FOLDER = tempfile.TemporaryDirectory(prefix='rg-import-kill-')
PLACE = pathlib.Path(FOLDER.name)
ROUNDS = 8


def command(shop, *arguments):
    return [str(PROGRAM), '--store', str(shop), '--json', *map(str, arguments)]


def ctl(shop, *arguments):
    done = subprocess.run(command(shop, *arguments), text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE)
    assert done.returncode == 0, f'{arguments}: {done.returncode} {done.stderr}'
    return json.loads(done.stdout)


def values(shop, sql):
    db = sqlite3.connect(shop)
    try:
        return [row[0] for row in db.execute(sql)]
    finally:
        db.close()


def state(shop):
    """What an import leaves: imports, receipts, lines, customers, their sum."""
    return [values(shop, sql)[0] for sql in (
        'SELECT count(*) FROM import', 'SELECT count(*) FROM receipt',
        'SELECT count(*) FROM receipt_line', 'SELECT count(*) FROM customer',
        'SELECT coalesce(sum(net_minor), 0) FROM receipt')]


def assert_whole(shop):
    assert values(shop, 'PRAGMA integrity_check') == ['ok']
    assert values(shop, 'PRAGMA foreign_key_check') == []
    orphans = ('SELECT count(*) FROM receipt_line WHERE receipt_id NOT IN '
               '(SELECT id FROM receipt)')
    assert values(shop, orphans) == [0]


def kill_after(seconds, arguments):
    """Returns whether the program had ended by itself."""
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(seconds)
        return True
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return False


def copy(shop, name):
    """A shop is one file when nobody has it open."""
    target = PLACE / name
    for old in PLACE.glob(name + '*'):
        old.unlink()
    shutil.copyfile(shop, target)
    return target


BASE = PLACE / 'base.regulars'
SALES = PLACE / 'sales.csv'
CUSTOMERS = PLACE / 'customers.csv'
WHOLE = PLACE / 'whole.regulars'
times = {}


@tap.case('the same import without being killed')
def _():
    made_up.write_customers(CUSTOMERS, made_up.write_sales(SALES, receipts=8000))
    ctl(BASE, 'init', '--name', 'Fjordbok', '--currency', 'NOK', '--time-zone', 'Europe/Oslo')
    copy(BASE, WHOLE.name)
    begin = time.monotonic()
    ctl(WHOLE, 'import', SALES)
    times['import'] = time.monotonic() - begin
    assert state(WHOLE)[0] == 1 and state(WHOLE)[1] == 8000


@tap.case('an import that is killed is there whole or not at all, and can be done again')
def _():
    dice = random.Random(7)
    nothing, everything = state(BASE), state(WHOLE)
    seen = set()
    for number in range(ROUNDS):
        shop = copy(BASE, 'killed.regulars')
        share = (number + dice.random()) / ROUNDS
        kill_after(times['import'] * 1.1 * share, command(shop, 'import', SALES))
        assert_whole(shop)
        assert state(shop) in (nothing, everything), state(shop)
        seen.add(state(shop)[0])
        ctl(shop, 'import', SALES)
        assert state(shop) == everything, state(shop)
        assert_whole(shop)
    print(f'# outcomes: {sorted(seen)} imports after a kill')
    assert 0 in seen


@tap.case('taking an import back that is killed is done or not done')
def _():
    ctl(WHOLE, 'import', CUSTOMERS)
    before = state(WHOLE)
    done = copy(WHOLE, 'done.regulars')
    begin = time.monotonic()
    ctl(done, 'undo-import', '1')
    limit = time.monotonic() - begin
    after = state(done)
    for number in range(ROUNDS):
        shop = copy(WHOLE, 'killed.regulars')
        kill_after(limit * 1.1 * (number + 0.5) / ROUNDS, command(shop, 'undo-import', '1'))
        assert_whole(shop)
        assert state(shop) in (before, after), state(shop)


tap.run()
