#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Every named statement of src/**/*.sql can be prepared on a fresh schema, is used, and reads no
large table from end to end unless a comment "-- scan: reason" in it says why. What an import brings
is seen when it is whole: receipts are read through the views of the whole ones, but by imports and
what takes them back, and where a comment "-- all: reason" says why."""

import re
import sqlite3

import tap
import tree

LARGE = {'customer', 'receipt', 'receipt_line', 'consent', 'change', 'contact_point',
         'customer_fact', 'customer_identity', 'campaign_member', 'customer_tag', 'permission',
         'field_value', 'points_entry', 'points_left',
         'past_receipt', 'past_receipt_line'}
HALVES = re.compile(r'\b(?:FROM|JOIN)\s+(?:main\.)?(receipt|receipt_line)\b', re.IGNORECASE)
SEES_HALVES = {'import', 'remains', 'salvage', 'sample-shop', 'undo', 'undo-import'}
ALL_COMMENT = re.compile(r'^\s*-- all: \S+', re.MULTILINE)
NAME = re.compile(r'^-- name: *(\S+) *$', re.MULTILINE)
SCAN_COMMENT = re.compile(r'^\s*-- scan: \S+', re.MULTILINE)
RESOURCE = re.compile(r'<file(?:[^>]*alias="([^"]+)")?[^>]*>([^<]+\.sql)</file>')
FROM = re.compile(r'\b(?:FROM|JOIN|UPDATE|INTO|,)\s+(\w+)(?:\s+AS)?\s+(\w+)', re.IGNORECASE)
TEMPLATE = re.compile(r'@[a-z_]+@')
TEMPORARY = re.compile(r'CREATE\s+TEMP(ORARY)?\s+(TABLE|VIEW)', re.IGNORECASE)
LITERAL_NAME = re.compile(r'^[a-z][a-z0-9-]*\.[a-z0-9-]+$')


def split(text):
    """Statement name to text, as src/db/rg-sql.c does it."""
    parts = NAME.split(text)
    return dict(zip(parts[1::2], parts[2::2]))


def groups():
    """Group to statements, and to the file, from the resource lists."""
    for listing in tree.files('.gresource.xml', under='src/'):
        folder = listing.rsplit('/', 1)[0]
        for alias, path in RESOURCE.findall(tree.read(listing)):
            if 'migrations/' in path or path == 'schema.sql':
                continue
            group = (alias or path.rsplit('/', 1)[-1]).removesuffix('.sql')
            yield group, f'{folder}/{path}'


def fresh_schema():
    db = sqlite3.connect(':memory:', isolation_level=None)
    for migration in tree.files('.sql', under='src/db/migrations/'):
        db.executescript(tree.read(migration))
    return db


class Anything(dict):
    """Binds NULL to whatever name a statement asks for."""

    def __missing__(self, key):
        return None


def plan(db, statement):
    """Rows of EXPLAIN QUERY PLAN; raises sqlite3.Error where it cannot be prepared."""
    command = 'EXPLAIN QUERY PLAN ' + statement
    if re.search(r'[:@$][a-zA-Z]\w*', strip(statement)):
        return [row[3] for row in db.execute(command, Anything())]
    for count in range(100):
        try:
            return [row[3] for row in db.execute(command, (None,) * count)]
        except sqlite3.ProgrammingError as error:
            if 'Incorrect number of bindings' not in str(error):
                raise
    raise sqlite3.ProgrammingError('too many parameters')


def strip(statement):
    """Without comments and quoted text."""
    return re.sub(r"--[^\n]*|'[^']*'", ' ', statement)


def scans(db, statement):
    """The large tables that the statement reads from end to end."""
    aliases = {alias.lower(): table for table, alias in FROM.findall(strip(statement))}
    for detail in plan(db, statement):
        match = re.match(r'SCAN (\w+)', detail)
        if match:
            table = match.group(1).lower()
            table = aliases.get(table, table)
            if table in LARGE:
                yield table


def findings(db, where, statement):
    body = statement.strip()
    # A template is filled with names from the schema first; the tests of its caller prepare it.
    if TEMPLATE.search(body):
        return
    if not sqlite3.complete_statement(body + ('' if body.rstrip().endswith(';') else ';')):
        yield f'{where}: it is no whole statement'
        return
    try:
        found = sorted(set(scans(db, body.rstrip().rstrip(';'))))
    except (sqlite3.Error, sqlite3.Warning) as error:
        yield f'{where}: {error}'
        return
    if found and not SCAN_COMMENT.search(body):
        yield f'{where}: reads all of {", ".join(found)}; no "-- scan:" comment says why'


def halves(where, group, statement):
    if group in SEES_HALVES or ALL_COMMENT.search(statement):
        return
    for table in HALVES.findall(strip(statement)):
        yield f'{where}: reads {table}, and not whole_{table}'


def used_names():
    names = set()
    for name in tree.files('.c', '.h', under='src/') + tree.files('.c', under='tests/'):
        names.update(text for _, text in tree.c_strings(tree.read(name))
                     if LITERAL_NAME.match(text))
    return names


PLANTED = {
    'a column that is not there': '-- x\nSELECT nonsense FROM customer',
    'half a statement': "-- x\nSELECT 'a FROM customer",
    'a scan': '-- x\nSELECT id FROM customer WHERE note = ?',
    'a scan under another name': '-- x\nSELECT l.line FROM receipt_line AS l WHERE l.kind = :kind',
}
CLEAN = [
    '-- x\nSELECT name FROM customer WHERE id = ?1;',
    '-- x\n-- scan: everybody is asked for\nSELECT id FROM customer;',
    '-- x\nINSERT INTO setting (name, value) VALUES (?, ?)',
    '-- x\nSELECT name FROM staff WHERE active = 1',
]


@tap.case('planted faults are caught, clean statements pass')
def _():
    db = fresh_schema()
    for what, statement in PLANTED.items():
        assert len(list(findings(db, what, statement))) == 1, what
    for statement in CLEAN:
        assert not list(findings(db, 'x', statement)), statement
    half = '-- x\nSELECT id FROM customer JOIN receipt ON receipt.customer_id = customer.id'
    assert list(halves('x', 'facts', half)) and not list(halves('x', 'undo', half))
    assert not list(halves('x', 'facts', half.replace('JOIN receipt', 'JOIN whole_receipt')))


@tap.case('every statement can be prepared and scans nothing large')
def _():
    db = fresh_schema()
    for _, path in groups():
        for statement in split(tree.read(path)).values():
            if TEMPORARY.match(strip(statement).strip()):
                db.execute(statement)
    wrong = []
    for group, path in groups():
        statements = split(tree.read(path))
        if not statements:
            wrong.append(f'{path}: it has no named statement')
        for name, statement in statements.items():
            if TEMPORARY.match(strip(statement).strip()):
                continue
            wrong += findings(db, f'{path}: {name}', statement)
            wrong += halves(f'{path}: {name}', group, statement)
    assert not wrong, '\n'.join(wrong)


@tap.case('every .sql file is in a resource list')
def _():
    listed = {path for _, path in groups()}
    missing = [name for name in tree.files('.sql', under='src/')
               if '/migrations/' not in name and name not in listed]
    assert not missing, '\n'.join(missing)


@tap.case('every statement is used, and every name that is used exists')
def _():
    used = used_names()
    known = {group: set(split(tree.read(path))) for group, path in groups()}
    wrong = [f'{group}.{name} is never used' for group, names in known.items()
             for name in sorted(names) if f'{group}.{name}' not in used]
    wrong += [f'{name} is used, and there is no such statement' for name in sorted(used)
              if name.split('.')[0] in known and name.split('.')[1] not in
              known[name.split('.')[0]]]
    assert not wrong, '\n'.join(wrong)


tap.run()
