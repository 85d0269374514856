#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""What goes through files and papers, by keys alone: an import from the menu to its end, letters as
PDF, the print dialog; and a rule with a group, a product and a number. Usage: test-tour-files.py
BUILD"""

import sys

import harness
import keys
import pages
import tap

SALES = """Receipt,Date,SKU,Product,Quantity,Unit price,Customer number
900001,2026-11-21,K-101,Sidamo Washed 250 g,2,129.00,10001
900002,2026-11-21,T-220,Stoneware Mug,1,229.00,
"""

session = harness.Session(sys.argv[1], display='x11')
shop = session.busy_sample()
# Nothing is imported into a sample shop.
own = session.folder / 'own.regulars'
session.ctl(own, 'init', '--name', 'Fjordbok', '--currency', 'NOK', '--time-zone', 'Europe/Oslo')


def start(path):
    begun = session.start('--store', path, size=harness.WIDE)
    begun.settle()
    begun.focus_window()
    return begun, keys.Keys(begun)


app, me = start(own)


@tap.case('an import, from the menu to its end')
def _():
    path = session.folder / 'november.csv'
    path.write_text(SALES, encoding='utf-8')
    app.key('F10')
    app.in_menu()
    app.key('Return')
    app.choose_file('Import Sales', path)
    app.find('button', 'Check File')
    app.focus_window()
    app.settle()
    me.go('Check File')
    app.key('Return')
    app.find('button', 'Import')
    me.go('Import')
    app.key('Return')
    harness.until(lambda: pages.value(own, 'SELECT count(*) FROM receipt') == 2, 'two receipts')
    app.gone('button', 'Import')
    me.somewhere()
    assert app.quit() == 0, app.said()


@tap.case('letters are saved as PDF')
def _():
    global app, me
    app, me = start(shop)
    printed = pages.value(shop, "SELECT id FROM campaign WHERE name = 'Spring Letter'")
    app.window_action('show-campaign-output', f'int64 {printed}')
    app.find('label', lambda text: text.startswith('Page 1 of'))
    app.settle()
    before = set(session.folder.glob('**/*.pdf'))
    me.go('More', key='shift+Tab')
    app.key('space')
    app.in_menu()
    app.key('Down', 'Return')
    app.file_dialog('Save as PDF')
    app.key('Return')
    harness.until(lambda: any(path.read_bytes()[:5] == b'%PDF-'
                              for path in set(session.folder.glob('**/*.pdf')) - before), 'the PDF')
    app.focus_window()
    me.somewhere()


@tap.case('the print dialog opens and closes')
def _():
    me.go('Print…')
    app.key('Return')
    app.file_dialog('Print')
    app.key('Escape')
    app.focus_window()
    me.somewhere()


@tap.case('a rule with a group, a product and a number')
def _():
    app.key('alt+3')
    app.find('label', 'Segments')
    app.settle()
    app.key('ctrl+n')
    app.find('text', 'Name')
    app.settle()
    me.go('Name', 'text')
    app.keys('Mugs by keys')
    me.go('Group', 'button')
    app.key('Return')
    me.at('Any of These')
    me.go('Rule', 'button')
    app.key('Return')
    me.at('Rule', 'combo box')
    app.key('space')
    app.settle()
    app.keys('Bought Product')
    app.settle()
    # “Not Bought Product” has it in its name, too.
    app.key('Down', 'Up', 'Return')
    app.settle()
    me.go(lambda name: name.startswith('Add Product'))
    app.key('space')
    app.settle()
    app.keys('Stoneware')
    app.settle()
    app.key('Down', 'Return')
    app.find('label', lambda text: 'Stoneware Mug' in text)
    app.settle()
    # GTK 4.18 does not say that the number of a spin row has the keyboard.
    me.go('Condition', 'combo box')
    app.key('Tab', 'Up')
    app.settle()
    me.go('Save')
    app.key('Return')
    harness.until(lambda: pages.value(shop, "SELECT 1 FROM segment WHERE name = 'Mugs by keys' AND "
                                            "text LIKE '%Stoneware Mug%at least 2 times%'"),
                  'the rule in the file')


@tap.case('the program leaves without a complaint')
def _():
    assert app.quit() == 0, app.said()
    assert 'CRITICAL' not in app.said(), app.said()


tap.run()
