#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""What is printed can be scanned: coupons to cut out, and letters with one in them, as PDF, as the
dots of a printer, and through a scanner that knows nothing of the program. Usage:
test-coupon-scan.py BUILD"""

import collections
import json
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import tap

PROGRAM = pathlib.Path(sys.argv[1]) / 'src/ctl/regularsctl'
FOLDER = tempfile.TemporaryDirectory(prefix='rg-scan-')
PLACE = pathlib.Path(FOLDER.name)
SHOP = PLACE / 'shop.regulars'

for tool in ('zbarimg', 'pdftoppm'):
    if not shutil.which(tool):
        print(f'1..0 # SKIP {tool} is not installed')
        sys.exit()


def call(*words):
    done = subprocess.run([PROGRAM, '--store', SHOP, '--json', *map(str, words)], text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.returncode == 0, f'{words}: {done.stderr}'
    return json.loads(done.stdout) if done.stdout else None


def given():
    """The codes of the campaign, in the order of its list."""
    with sqlite3.connect(f'file:{SHOP}?mode=ro', uri=True) as db:
        return [code for code, in db.execute('SELECT code FROM coupon')]


def scanned(form, dots, last=None):
    """What the scanner reads on each page of the PDF, one set a page."""
    pdf = PLACE / f'{form}.pdf'
    if not pdf.exists():
        call('campaign', form, 'Autumn', '--pdf', pdf)
    stem = PLACE / f'{form}-{dots}'
    subprocess.run(['pdftoppm', '-gray', '-r', str(dots), *(['-l', str(last)] if last else []),
                    pdf, stem], check=True)
    pages = sorted(PLACE.glob(f'{form}-{dots}-*.pgm'))
    assert pages
    done = [subprocess.run(['zbarimg', '--quiet', '--raw', '--nodbus', '-Sdisable',
                            '-Scode128.enable', page], text=True, stdout=subprocess.PIPE,
                           stderr=subprocess.DEVNULL) for page in pages]
    return [collections.Counter(one.stdout.split()) for one in done]


call('sample', '--customers', '120')
call('campaign', 'new', '--name', 'Autumn', '--channel', 'post', '--segment', 'visits at least 1',
     '--subject', 'The beans are back', '--message', 'Dear {{first name|friend}}: {{coupon}}')
call('campaign', 'set', 'Autumn', '--offer', 'percent', '--offer-value', '10', '--offer-until',
     '2099-11-30')
call('campaign', 'fix', 'Autumn')
CODES = given()


@tap.case('coupons to cut out: each is read, once, and is one that was given')
def _():
    pages = scanned('coupons', 200)
    assert len(CODES) > 20 and len(pages) == -(-len(CODES) // 10), (len(CODES), len(pages))
    assert sum(pages, collections.Counter()) == collections.Counter(CODES)


@tap.case('so they are from a poor printer')
def _():
    pages = scanned('coupons', 150, last=1)
    assert sum(pages[0].values()) == 10 and set(pages[0]) <= set(CODES), pages[0]


@tap.case('each letter has its own')
def _():
    pages = scanned('letters', 200, last=6)
    told = subprocess.run(['pdfinfo', PLACE / 'letters.pdf'], text=True, check=True,
                          stdout=subprocess.PIPE).stdout
    assert f'Pages:           {len(CODES)}\n' in told, told
    assert len(pages) == 6 and all(sum(page.values()) == 1 for page in pages), pages
    assert len(set().union(*pages)) == 6 and set().union(*pages) <= set(CODES), pages


@tap.case('each says what it gives, and until when')
def _():
    words = subprocess.run(['pdftotext', '-layout', PLACE / 'coupons.pdf', '-'], text=True,
                           stdout=subprocess.PIPE, check=True).stdout
    assert words.count('10') >= len(given()) and words.count('2099') == len(given()), words
    shown = call('coupon', 'show', given()[0])
    assert shown['until_on'] == '2099-11-30' and '10' in shown['offer'], shown


@tap.case('what the scanner reads at the till takes the coupon')
def _():
    code = next(iter(scanned('coupons', 200, last=1)[0]))
    call('coupon', 'use', code)
    assert call('coupon', 'show', code)['used_on']


tap.run()
