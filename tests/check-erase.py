#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Whatever refers to a customer says what happens to it when the person is erased: a statement of
rg-store-erase.sql, or a line here that says why it may stay. And it stands in the person's own
copy, or a line here says why not."""

import re
import sqlite3

import tap
import tree

STAYS = {
    'receipt': 'sales without a name are the shop\'s books',
    'past_receipt': 'the same, taken away by an action',
    'customer_fact': 'derived: made anew with every change',
    'permission': 'derived from the ledger',
    'points_left': 'derived from the ledger of points',
    'response': 'that a message was opened names nobody once the person is erased',
    'access': 'names the staff who looked, and nobody else once the person is erased',
}
NOT_COPIED = {
    'past_receipt': 'replaced or taken back: the shop counts it no more',
    'customer_fact': 'derived from what is in the copy',
    'not_same': 'says of two records only that they are two people',
    'permission': 'derived from the ledger, which is in the copy',
    'seed_person': 'that they get campaigns as staff shows in the campaigns, which are in the copy',
    'suppressed': 'hashes that say nothing; the ledger in the copy says that the person asked',
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


@tap.case('every table that knows people is in their own copy, or says why not')
def _():
    copied = tree.read('src/store/rg-store-person.sql')
    missing = [t for t in tables_of_people()
               if not re.search(rf'(?:FROM|JOIN) (?:whole_)?{t}\b', copied) and t not in NOT_COPIED]
    assert not missing, f'rg-store-person.sql says nothing about {", ".join(missing)}'


# Columns of customer that say nothing about the person.
OWN = {'id', 'uuid', 'merged_into', 'erased_at', 'deleted_at', 'import_id'}
EMPTIED_BUT = OWN | {'joined_on'}
COPIED_BUT = OWN | {'household_id', 'owner_id'}


def columns_of_customer():
    db = sqlite3.connect(':memory:')
    for migration in tree.files('.sql', under='src/db/migrations/'):
        db.executescript(tree.read(migration))
    return {row[1] for row in db.execute('PRAGMA table_info (customer)')}


def words_of(path, statement):
    text = tree.read(path).split(f'-- name: {statement}\n', 1)[1].split('-- name:', 1)[0]
    return set(re.findall(r'\w+', text))


@tap.case('every column of a customer is emptied, and is in the copy')
def _():
    left = columns_of_customer() - EMPTIED_BUT - words_of('src/store/rg-store-erase.sql',
                                                          'empty-customer')
    assert not left, f'empty-customer leaves {", ".join(sorted(left))}'
    left = columns_of_customer() - COPIED_BUT - words_of('src/store/rg-store-person.sql', 'facts')
    assert not left, f'the copy lacks {", ".join(sorted(left))}'


@tap.case('it sees the tables')
def _():
    tables = set(tables_of_people())
    assert {'contact_point', 'customer_tag', 'task', 'receipt'} <= tables
    assert set(STAYS) <= tables


tap.run()
