#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Ways through an import that are not the straight one: a file that is dropped on the window, files
that are no tables, a column that is corrected by hand, an import that is cancelled from the window.
Usage: test-import-ways.py BUILD"""

import random
import sys
import time

import harness
import pages
import tap

HEADER = 'Receipt number,Date,SKU,Quantity,Odd price,Customer ID\n'
UNIT_PRICE = 12     # its place among what a column of sales may mean
RECEIPTS = 300_000

session = harness.Session(sys.argv[1], display='x11')
shop = session.folder / 'shop.regulars'
session.ctl(shop, 'init', '--name', 'Fjordbok', '--currency', 'NOK', '--time-zone', 'Europe/Oslo')
app = session.start('--store', shop, size=harness.WIDE)
app.focus_window()

HOSTILE = {
    'noise.csv': random.Random(1).randbytes(20_000),
    'picture.png': b'\x89PNG\r\n\x1a\n' + bytes(5000),
    'nothing.csv': b'',
    'blanks.csv': b' \n\n \n',
    'packed.csv.gz': b'\x1f\x8b\x08\x00 and then no more',
    'quote.csv': b'"Receipt number,Date\n1,2026-01-05\n',
    'sheet.xlsx': b'PK\x03\x04' + bytes(3000),
    'unlike.csv': b'a;b;c\n1;2;3\n',
    'half.csv': 'Receipt number,Date\n1,2026-01-05\n'.encode('utf-16')[:21],
}


def open_file(name, data, kind='sales'):
    path = session.folder / name
    path.write_bytes(data)
    app.window_action('import', f"{{'uri': <'{path.as_uri()}'>, 'kind': <'{kind}'>}}")


def count(table):
    return pages.value(shop, f'SELECT count(*) FROM {table}')


def can_be_checked():
    buttons = list(app.nodes(('button', 'push button'), 'Check File'))
    return buttons and harness.sensitive(buttons[0])


@tap.case('a file that is dropped on the window is offered to the import')
def _():
    path = session.folder / 'dropped.csv'
    path.write_text(HEADER.replace('Odd', 'Unit') + '1,2026-01-05,A,2,49.90,17\n')
    source = session._spawn([str(session.build / 'tests/ui/drag-source'), str(path)], 'drag')
    window = app._xdotool('search', '--sync', '--onlyvisible', '--name', '^Drag me$').split()[0]
    x, y = harness.WIDE[0] - 150, harness.WIDE[1] - 100
    app._xdotool('windowmove', '--sync', window, str(x), str(y), 'windowraise', window)
    app._xdotool('mousemove', str(x + 40), str(y + 40), 'mousedown', '1')
    for step in range(20):
        app._xdotool('mousemove', str(x - 30 * step), str(y - 15 * step))
        time.sleep(0.05)
    app._xdotool('mouseup', '1')
    app.find('label', lambda text: 'dropped.csv' in text)
    assert can_be_checked()
    source.kill()
    app.focus_window()
    app.key('Escape')
    app.gone('label', 'Columns')


@tap.case('no file that is no table gets in, and each is told why')
def _():
    for name, data in HOSTILE.items():
        open_file(name, data)
        app.find('label', lambda text: text == 'This File Cannot Be Imported'
                 or text.startswith('No column is known'))
        assert not can_be_checked(), name
        app.key('Escape')
        app.gone('label', lambda text: text in ('This File Cannot Be Imported', 'Columns'))
    assert count('receipt') == 0 and count('import') == 0


@tap.case('a column that was not recognised is given its meaning')
def _():
    open_file('odd.csv', (HEADER + '1,2026-01-05,A,2,49.90,17\n').encode())
    app.find('label', lambda text: 'the price or amount' in text)
    assert not can_be_checked()
    app.choose('Odd price', 'Home', *['Down'] * UNIT_PRICE)
    app.press('Check File')
    app.find('label', 'Net sales')
    app.press('Import')
    harness.until(lambda: count('receipt') == 1, 'the receipt in the file')
    assert pages.value(shop, 'SELECT net_minor FROM receipt') == 9980


@tap.case('an import that is cancelled leaves nothing half done')
def _():
    before = count('receipt')
    rows = ''.join(f'{n},2026-01-{n % 28 + 1:02},P{n % 500},1,{n % 90 + 1},{n % 3000}\n'
                   for n in range(1000, 1000 + RECEIPTS))
    open_file('large.csv', (HEADER.replace('Odd', 'Unit') + rows).encode())
    app.press('Check File')
    app.find('label', 'Net sales')
    app.press('Import')
    app.press('Cancel')
    app.find('label', lambda text: 'The import was cancelled' in text)
    assert count('receipt') == before and count('import') == 1
    assert count('customer') == 1 and count('product') == 1


@tap.case('the shop is whole')
def _():
    assert app.quit() == 0, app.said()
    assert pages.value(shop, 'PRAGMA integrity_check') == 'ok'


tap.run()
session.close()
