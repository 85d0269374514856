#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""The help: F1 opens it, the search finds, links lead on, what a figure means is one press away,
and every page passes the lint where it is narrow. Usage: test-help.py BUILD"""

import re
import sys

import harness
import pages
import tap
import tree

FOLDER = 'data/help/C/'

session = harness.Session(sys.argv[1], display='x11')
shop = session.busy_sample()
app = session.start('--store', shop, size=harness.WIDE)
app.focus_window()


def titles():
    for name in tree.files('.md', under=FOLDER):
        text = tree.read(name)
        yield (name.removeprefix(FOLDER).removesuffix('.md'), text.split('\n')[0][2:],
               re.findall(r'^## (.*?) \{#', text, re.M))


@tap.case('F1 opens the contents')
def _():
    app.key('F1')
    for page, title, _headings in titles():
        if page != 'contents':
            app.find('label', title)
    assert not app.lint(), app.lint()


@tap.case('the search finds a heading by what stands below it, and opens it')
def _():
    app.keys('supermarket')
    app.find('label', 'Nothing Found')
    app.key('ctrl+a')
    app.keys('coupons margin')
    app.find('label', 'Extra profit, and what was kept')
    app.key('Return')
    app.find('heading', 'Extra profit, and what was kept')
    app.find('heading', 'Net sales')
    assert not app.lint(), app.lint()


@tap.case('Escape leads back, a link leads on')
def _():
    app.key('Escape')
    app.gone('heading', 'Net sales')
    app.action('help', "'campaigns#results'")
    app.find('heading', 'What it brought')
    app.press('Extra profit, and what was kept', role='link')
    app.find('heading', 'Net sales')
    app.press('Back')
    app.find('heading', 'What it brought')
    app.press('Close')
    app.gone('heading', 'What it brought')


@tap.case('every page can be read where it is narrow, by its headings')
def _():
    app.resize(360, 640)
    for page, _title, headings in titles():
        if page == 'contents':
            continue
        app.action('help', f"'{page}'")
        for heading in headings:
            app.find('heading', heading)
        app.settle()
        app.screenshot(session.build / f'pictures/help-{page}-narrow.png')
        assert not app.lint(), (page, app.lint())
        app.press('Close')
        app.gone('heading', headings[-1])
    app.resize(*harness.WIDE)


@tap.case('a page that is not there says so')
def _():
    app.action('help', "'nowhere#at-all'")
    app.find('label', lambda text: 'no such page' in text)
    app.key('Escape')


@tap.case('a report says what its figures mean')
def _():
    app.window_action('show-report', "{'report': <'loyalty'>}")
    app.settle()
    app.page_action('page.help')
    app.find('heading', 'Returning customers')
    app.screenshot(session.build / 'pictures/help-numbers-wide.png')
    app.key('Escape')


@tap.case('the program ends as it should')
def _():
    assert app.quit() == 0, app.said()


tap.run()
session.close()
