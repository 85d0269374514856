#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Whatever refers to a customer says what happens to it when the person is erased: a statement of
rg-store-erase.sql, or a line here that says why it may stay."""

import re
import sqlite3

import tap
import tree

STAYS = {
    'receipt': 'sales without a name are the shop\'s books',
    'past_receipt': 'the same, taken away by an action',
    'customer_fact': 'derived: made anew with every change',
    'permission': 'derived from the ledger',
}
# A table that a new kind of writing would need a word here for.
WRITES = re.compile(r'^(?:DELETE FROM|UPDATE)\s+(\w+)', re.MULTILINE)


def tables_of_people():
    db = sqlite3.connect(':memory:')
    for migration in tree.files('.sql', under='src/db/migrations/'):
        db.executescript(tree.read(migration))
    for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'"):
        columns = [row[1] for row in db.execute(f'PRAGMA table_info ("{table}")')]
        if any('customer' in column and column.endswith('_id') for column in columns):
            yield table


def erased_tables():
    return set(WRITES.findall(tree.read('src/store/rg-store-erase.sql')))


@tap.case('every table that knows people is erased, or says why it stays')
def _():
    forgotten = [t for t in tables_of_people() if t not in erased_tables() and t not in STAYS]
    assert not forgotten, f'rg-store-erase.sql says nothing about {", ".join(forgotten)}'


@tap.case('it sees the tables')
def _():
    tables = set(tables_of_people())
    assert {'contact_point', 'customer_tag', 'task', 'receipt'} <= tables
    assert set(STAYS) <= tables


tap.run()
