#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""What leaves the window: letters looked at, printed through the print dialog into a file, saved as
PDF, and their list exported, each as long as the list; a report printed. Usage: test-print.py
BUILD"""

import csv
import sys

import harness
import pages
import paper
import tap

session = harness.Session(sys.argv[1], display='x11')
shop = session.sample(300)
session.ctl(shop, 'campaign', 'new', '--name', 'Spring', '--segment', 'visits at least 3',
            '--subject', 'We miss you', '--message', 'Dear {{first name|friend}},\n\ncome and see.')
session.ctl(shop, 'campaign', 'fix', 'Spring')
letters = pages.value(shop, "SELECT count(*) FROM campaign_member AS m JOIN campaign AS c ON "
                            "c.id = m.campaign_id WHERE c.name = 'Spring' "
                            "AND m.state = 'included'")
spring = pages.value(shop, "SELECT id FROM campaign WHERE name = 'Spring'")
app = session.start('--store', shop, size=harness.WIDE)
app.focus_window()


def outputs():
    return pages.value(shop, "SELECT group_concat(kind || ' ' || pieces) FROM campaign_output "
                             f'WHERE campaign_id = {spring}')


@tap.case('a letter is printed alone as a test, and is noted nowhere')
def _():
    app.window_action('show-campaign-message', f'int64 {spring}')
    app.settle()
    before = outputs()
    app.focus_on('Test Print…')
    app.key('space')
    made, words = paper.pdf(paper.print_to_file(session, app))
    assert made == 1 and 'come and see' in words, (made, words)
    assert outputs() == before, (before, outputs())
    app.focus_window()


@tap.case('each letter can be looked at before')
def _():
    assert letters > 20, letters
    app.window_action('show-campaign-output', f'int64 {spring}')
    app.find('label', f'Page 1 of {letters}')
    app.press('Next Page')
    app.find('label', f'Page 2 of {letters}')


@tap.case('the letters are printed through the print dialog')
def _():
    app.focus_on('Print…')
    app.key('space')
    made, words = paper.pdf(paper.print_to_file(session, app))
    assert made == letters and 'come and see' in words, (made, letters, words)
    harness.until(lambda: outputs() == f'print {letters}', 'the printing in History')
    app.focus_window()
    harness.until(lambda: (at := app.focused()) and at.get_name() == 'Print…',
                  'the keyboard where it was')


@tap.case('the letters are saved as PDF, and their list as a table')
def _():
    app.focus_window()
    saved = session.folder / 'saved.pdf'
    app.save_in_dialog('page.save-pdf', saved)
    harness.until(lambda: paper.pdf(saved)[0] == letters, 'a page for each letter')
    table = session.folder / 'list.csv'
    app.save_in_dialog('page.export', table)
    rows = list(csv.reader(table.read_text('utf-8-sig').splitlines()))
    assert rows[0][0] == 'name' and len(rows) == letters + 1, (rows[0], len(rows), letters)


def first_label(number):
    app.focus_on('Sheet')
    app.key('Tab', 'ctrl+a', number, 'Tab')


@tap.case('labels: the form and the page setup by keys, and both are kept')
def _():
    app.focus_window()
    app.focus_on('Letters')
    app.key('space', 'Down', 'Return')
    sheets = -(-letters // 24)
    app.find('label', f'Page 1 of {sheets}')
    app.page_action('page.set-up')
    app.find('dialog', 'Page Setup')
    app.choose('Sheet', *['Down'] * 8)
    app.find('label', 'Own Measures')
    # GTK 4.18 does not say that the number of a spin row has the keyboard.
    first_label('7')
    app.key('Tab', 'Tab', 'ctrl+a', '2', 'Tab')
    app.press('Apply')
    # Six on a sheet by now.
    app.find('label', lambda name: 'The sheet has 6 labels' in name)
    first_label('5')
    app.press('Apply')
    app.gone('dialog', 'Page Setup')
    sheets = -(-(letters + 4) // 6)
    app.find('label', f'Page 1 of {sheets}')
    saved = session.folder / 'labels.pdf'
    app.save_in_dialog('page.save-pdf', saved)
    harness.until(lambda: paper.pdf(saved)[0] == sheets, 'the sheets')
    harness.until(lambda: outputs().endswith(f'pdf {letters}'), 'the labels in History')
    assert not app.lint(), app.lint()
    # The page is opened anew, and asks for nothing again.
    app.show('today')
    app.window_action('show-campaign-output', f'int64 {spring}')
    app.find('label', f'Page 1 of {sheets}')


@tap.case('a report is printed, with what was chosen')
def _():
    app.window_action('show-report', "{'report': <'sales'>}")
    app.settle()
    app.page_action('page.print')
    made, words = paper.pdf(paper.print_to_file(session, app))
    assert made >= 1 and 'By Week' in words and 'Net sales' in words, (made, words)


@tap.case('the window is left')
def _():
    assert app.quit() == 0, app.said()


tap.run()
