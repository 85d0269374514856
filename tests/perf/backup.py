#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Seconds to make a verified backup of a shop and to restore it, plain and encrypted, and the
processor time of all threads. The shop is copied and stays as it is.

usage: backup.py BUILD SHOP
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def run(build, shop, *arguments):
    """Seconds, and seconds of processor time."""
    before, began = os.times(), time.perf_counter()
    subprocess.run([f'{build}/src/ctl/regularsctl', '--store', str(shop), *map(str, arguments)],
                   check=True, stdout=subprocess.DEVNULL)
    seconds, after = time.perf_counter() - began, os.times()
    return seconds, (after.children_user + after.children_system
                     - before.children_user - before.children_system)


def main(build, path):
    with tempfile.TemporaryDirectory(prefix='regulars-bench-', dir=Path(path).parent) as name:
        folder = Path(name)
        shop, secret = folder / 'shop.regulars', folder / 'passphrase'
        shutil.copy(path, shop)
        secret.write_text('seven green lamps\n')
        run(build, shop, 'customers', '--limit', '1')  # brings the file up to date
        print(f'\n| {shop.stat().st_size / 1e6:.0f} MB | s | s of work |\n|---|---|---|')
        for kind, more in (('', ()), (', encrypted', ('--passphrase-file', secret))):
            backup, target = folder / f'backup{len(more)}', folder / f'restored{len(more)}.regulars'
            for what, where, command in (('backup', shop, 'backup'),
                                         ('restored', target, 'restore')):
                seconds, work = run(build, where, command, backup, *more)
                print(f'| {what}{kind} | {seconds:.2f} | {work:.2f} |', flush=True)


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
