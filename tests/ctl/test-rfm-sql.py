#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Scores of recency, frequency and money against SQLite's own ntile over the shop's rows, each
equal customer with the lowest part that one of them gets: a made-up till's export, and with
REGULARS_REAL_SALES the export of a real shop. Usage: test-rfm-sql.py BUILD"""

import json
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import uuid

import made_up
import tap

PROGRAM = pathlib.Path(sys.argv[1]) / 'src/ctl/regularsctl'
FOLDER = tempfile.TemporaryDirectory(prefix='rg-rfm-')
PLACE = pathlib.Path(FOLDER.name)

# From the lines themselves; sale and return are the kinds 0 and 1.
SCORES = '''
WITH bought AS (
  SELECT coalesce(m.uuid, c.uuid) AS id, r.sold_on, n.kind, n.net_minor, r.id AS receipt
  FROM receipt AS r JOIN customer AS c ON c.id = r.customer_id
  LEFT JOIN customer AS m ON m.id = c.merged_into
  JOIN receipt_line AS n ON n.receipt_id = r.id),
fact AS (
  SELECT id, max(sold_on) FILTER (WHERE kind = 0) AS last,
         count(DISTINCT receipt) FILTER (WHERE kind = 0) AS visits,
         sum(net_minor) FILTER (WHERE kind IN (0, 1)) AS spend
  FROM bought GROUP BY id HAVING visits > 0),
part AS (
  SELECT *, ntile(5) OVER (ORDER BY last) AS r, ntile(5) OVER (ORDER BY visits) AS f,
         ntile(5) OVER (ORDER BY spend) AS m FROM fact)
SELECT id, min(r) OVER (PARTITION BY last), min(f) OVER (PARTITION BY visits),
       min(m) OVER (PARTITION BY spend), spend FROM part ORDER BY id'''


def ctl(shop, *arguments):
    done = subprocess.run([PROGRAM, '--store', shop, '--json', *arguments], text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.returncode == 0, f'{arguments}: {done.stdout} {done.stderr}'
    return json.loads(done.stdout)


def compare(name, sales, at_least):
    shop = PLACE / f'{name}.regulars'
    ctl(shop, 'init', '--name', name, '--currency', 'GBP', '--time-zone', 'Europe/London')
    ctl(shop, 'import', sales)
    ours = ctl(shop, 'segment', 'rfm', '--people')
    with sqlite3.connect(f'file:{shop}?mode=ro', uri=True) as db:
        theirs = db.execute(SCORES).fetchall()
    assert len(theirs) >= at_least, len(theirs)
    assert sorted((uuid.UUID(p['uuid']).bytes, p['recency'], p['frequency'], p['money'])
                  for p in ours['people']) == [t[:4] for t in theirs]
    for cell in ours['cells']:
        place = (cell['recency'], cell['frequency'])
        spends = [t[4] for t in theirs if t[1:3] == place]
        assert (cell['customers'], cell['net_sales_minor']) == (len(spends), sum(spends)), cell
    assert sum(g['customers'] for g in ours['groups']) == len(theirs) == ours['customers']
    for group in ours['groups']:
        counted = ctl(shop, 'segment', 'count', group['rules'])
        assert counted['count'] == group['customers'], (group, counted)
        assert counted['net_sales_minor'] == group['net_sales_minor'], (group, counted)


@tap.case('the scores of a made-up shop are those of ntile, ties the lower')
def _():
    sales = PLACE / 'made-up.csv'
    made_up.write_sales(sales, receipts=1500)
    compare('made-up', sales, 300)


@tap.case('the scores of a real shop are those of ntile, ties the lower')
def _():
    packed = os.environ.get('REGULARS_REAL_SALES')
    if not packed or not pathlib.Path(packed).exists():
        raise tap.Skip('REGULARS_REAL_SALES does not name a real shop\'s export')
    compare('real', made_up.unpack(packed, PLACE / 'real.csv'), 4000)


tap.run()
