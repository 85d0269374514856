#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""SQL lives in .sql files, never in C strings. The two places that have to put statements
together from fixed pieces are named here with their reason."""

import re

import tap
import tree

# Connection set-up and transaction control in db/; the spine of long lists.
EXCUSED = re.compile(r'^src/(db/|store/rg-query\.c$)')
SQL = re.compile(
    r'^\s*(SELECT\s+[\w*(?]|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|'
    r'CREATE\s+(TEMP\s+|UNIQUE\s+|VIRTUAL\s+)?(TABLE|INDEX|TRIGGER|VIEW)\s|'
    r'WITH\s+\w+\s+AS\s*\(|PRAGMA\s+\w|BEGIN\s+IMMEDIATE|FROM\s+\w+\s+WHERE\s|ORDER\s+BY\s|'
    r'WHERE\s+\w+\s*(=|IN|LIKE)\s*)')


def findings(name, text):
    for number, contents in tree.c_strings(text):
        if SQL.match(contents):
            yield f'{name}:{number}: SQL in a C string: {contents[:60]}'


@tap.case('planted SQL is caught')
def _():
    for text in ('"SELECT id FROM customer"', '"  INSERT OR IGNORE INTO tag VALUES (?)"',
                 '"UPDATE customer SET name = ?"', '"DELETE FROM receipt"', '"WHERE id = ?"'):
        assert list(findings('src/store/a.c', f'f ({text});')), text


@tap.case('words for people are let through')
def _():
    for text in ('"Select a file"', '"UPDATE"', '"Where the money went"', '"customers.by-id"'):
        assert not list(findings('src/store/a.c', f'f ({text}); /* "SELECT 1" */')), text


@tap.case('no SQL in the C strings of the tree')
def _():
    names = [name for name in tree.files('.c', '.h', under='src/') if not EXCUSED.match(name)]
    wrong = [line for name in names for line in findings(name, tree.read(name))]
    assert not wrong, '\n'.join(wrong)


tap.run()
