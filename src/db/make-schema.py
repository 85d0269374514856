#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Writes what all migrations make, one after the other, as one file of SQL for a file that is new:
make-schema.py LISTING OUTPUT DEPFILE. LISTING is the resource list that names the migrations."""

import pathlib
import sqlite3
import sys
import xml.etree.ElementTree


def migrations(listing):
    names = [entry.text for entry in xml.etree.ElementTree.parse(listing).iter('file')]
    return [listing.parent / name for name in sorted(names) if name.startswith('migrations/')]


def things(db):
    """What the schema is made of, as it was made."""
    return db.execute("SELECT type, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE "
                      "'sqlite~_%' ESCAPE '~' ORDER BY rowid").fetchall()


def rows(db):
    for table, in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> "
                             "'sqlite_schema' ORDER BY name").fetchall():
        for row in db.execute(f'SELECT * FROM "{table}"').fetchall():
            values = ', '.join(db.execute('SELECT quote(?)', (value,)).fetchone()[0]
                               for value in row)
            yield f'INSERT INTO "{table}" VALUES ({values})'


def main(listing, output, depfile):
    db = sqlite3.connect(':memory:', isolation_level=None)
    db.execute('PRAGMA foreign_keys = ON')
    files = migrations(listing)
    for path in files:
        db.executescript(path.read_text(encoding='utf-8'))
    made = things(db)
    # No trigger does again what it did when the rows were written.
    statements = [*(sql for kind, sql in made if kind != 'trigger'), *rows(db),
                  *(sql for kind, sql in made if kind == 'trigger')]
    output.write_text(''.join(f'{sql};\n' for sql in statements), encoding='utf-8')
    depfile.write_text(f'{output}: {" ".join(map(str, files))}\n', encoding='utf-8')


main(*map(pathlib.Path, sys.argv[1:]))
