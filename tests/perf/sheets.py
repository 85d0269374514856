#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""How long a fixed list takes to become a PDF, and how much memory: 500 people and 5,000, which
should need about the same. usage: sheets.py BUILD [PEOPLE]"""

import json
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import time

PROGRAM = pathlib.Path(sys.argv[1]) / 'src/ctl/regularsctl'
PEOPLE = int(sys.argv[2]) if len(sys.argv) > 2 else 5000
FORMS = ('letters', 'labels', 'coupons', 'address-list')
MESSAGE = '''Dear {{first name|friend}},

it has been a while since you were last here. The new beans have come in, and we have put a bag
aside for you. Come by until the end of the month, bring this letter, and take it home for a tenth
less.

Your coupon: {{coupon}}'''


def call(*words):
    done = subprocess.run([PROGRAM, *map(str, words)], text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, (words, done.stderr)
    return done.stdout


def measure(shop, form, path):
    """Seconds, and the most memory in MB, of one command."""
    words = [PROGRAM, '--store', shop, 'campaign', form, 'Big', '--pdf', path]
    begun = time.monotonic()
    child = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    _pid, status, used = os.wait4(child.pid, 0)
    assert status == 0, words
    return time.monotonic() - begun, used.ru_maxrss / 1024


def keep(shop, n):
    """As if the list had been fixed for so many."""
    with sqlite3.connect(shop) as db:
        campaign = "(SELECT id FROM campaign WHERE name = 'Big')"
        db.execute(f"DELETE FROM campaign_member WHERE campaign_id = {campaign} AND "
                   "state = 'included' AND customer_id NOT IN (SELECT customer_id FROM "
                   f"campaign_member WHERE campaign_id = {campaign} AND state = 'included' "
                   "ORDER BY customer_id LIMIT ?)", (n,))
    db.close()


with tempfile.TemporaryDirectory(prefix='rg-sheets-') as folder:
    folder = pathlib.Path(folder)
    shop = folder / 'shop.regulars'
    # Somewhat more than half of the made-up people have an address and allow post.
    call('--store', shop, 'sample', '--customers', PEOPLE * 3)
    call('--store', shop, 'contact-budget', 'on', '0')
    call('--store', shop, 'campaign', 'new', '--name', 'Big', '--segment', 'visits at least 0',
         '--subject', 'We have missed you', '--message', MESSAGE)
    call('--store', shop, 'campaign', 'fix', 'Big')
    found = {}
    for n in (PEOPLE, PEOPLE // 10):
        keep(shop, n)
        told = json.loads(call('--store', shop, '--json', 'campaign', 'show', 'Big'))
        assert told['included'] == n, (told['included'], n)
        for form in FORMS:
            found[form, n] = measure(shop, form, folder / 'out.pdf')
    for form in FORMS:
        few, many = found[form, PEOPLE // 10], found[form, PEOPLE]
        print(f'{form:13} {PEOPLE // 10:6} people {few[0]:6.2f} s {few[1]:6.1f} MB   '
              f'{PEOPLE:6} people {many[0]:6.2f} s {many[1]:6.1f} MB   '
              f'memory {many[1] / few[1]:.2f} times')
