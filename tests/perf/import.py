#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""The first import of sale lines, from the CSV file to committed and counted with every check,
beside DuckDB's COPY of the same file into a table: seconds, and their ratio, in turn.

usage: import.py BUILD SALES.csv[.gz] [ROUNDS]      REGULARS_DUCKDB names libduckdb.so
"""

import ctypes
import gzip
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

TABLE = ('CREATE TABLE sale (invoice VARCHAR, code VARCHAR, name VARCHAR, quantity INTEGER, '
         'sold TIMESTAMP, price DECIMAL(12, 3), customer INTEGER, country VARCHAR)')


def unpacked(path, folder):
    if not path.endswith('.gz'):
        return path
    plain = folder / 'sales.csv'
    with gzip.open(path) as packed, open(plain, 'wb') as target:
        shutil.copyfileobj(packed, target)
    return str(plain)


def regulars(build, path, folder):
    """Seconds of one import into a new shop, as the caller of regularsctl sees them."""
    shop = folder / 'shop.regulars'
    for left in folder.glob('shop.regulars*'):
        left.unlink()
    ctl = [f'{build}/src/ctl/regularsctl', '--store', str(shop)]
    subprocess.run([*ctl, 'init', '--name', 'Bench', '--currency', 'GBP'], check=True,
                   stdout=subprocess.DEVNULL)
    start = time.perf_counter()
    said = subprocess.run([*ctl, 'import', '--json', path], check=True, stdout=subprocess.PIPE)
    seconds = time.perf_counter() - start
    return seconds, json.loads(said.stdout)['lines']


class DuckDB:
    def __init__(self, library):
        self.lib = ctypes.CDLL(library)

    def query(self, connection, sql):
        result = ctypes.create_string_buffer(256)
        if self.lib.duckdb_query(connection, sql.encode(), result):
            self.lib.duckdb_result_error.restype = ctypes.c_char_p
            raise SystemExit(self.lib.duckdb_result_error(result).decode())
        self.lib.duckdb_destroy_result(result)

    def copy(self, path, folder):
        """Seconds of one COPY into a new database on disk, with its checkpoint."""
        for left in folder.glob('bench.duck*'):
            left.unlink()
        database, connection = ctypes.c_void_p(), ctypes.c_void_p()
        start = time.perf_counter()
        if self.lib.duckdb_open(str(folder / 'bench.duck').encode(), ctypes.byref(database)):
            raise SystemExit('DuckDB cannot open a database.')
        self.lib.duckdb_connect(database, ctypes.byref(connection))
        self.query(connection, TABLE)
        self.query(connection, f"COPY sale FROM '{path}' (HEADER)")
        self.query(connection, 'CHECKPOINT')
        self.lib.duckdb_disconnect(ctypes.byref(connection))
        self.lib.duckdb_close(ctypes.byref(database))
        return time.perf_counter() - start


def main(build, sales, rounds='5'):
    library = os.environ.get('REGULARS_DUCKDB')
    duck = DuckDB(library) if library else None
    ours, theirs = [], []
    with tempfile.TemporaryDirectory(prefix='regulars-bench-') as name:
        folder = pathlib.Path(name)
        path = unpacked(sales, folder)
        for _ in range(int(rounds)):
            seconds, lines = regulars(build, path, folder)
            ours.append(seconds)
            if duck:
                theirs.append(duck.copy(path, folder))
    print(f'import of {lines:,} lines: {statistics.median(ours):.2f} s')
    if duck:
        ratio = statistics.median(a / b for a, b in zip(ours, theirs))
        print(f'DuckDB COPY: {statistics.median(theirs):.2f} s; {ratio:.2f} x DuckDB')
    else:
        print('REGULARS_DUCKDB is not set, so there is nothing to compare with.')


if __name__ == '__main__':
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(*sys.argv[1:])
