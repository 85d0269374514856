#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""From a computer that has never seen Regulars to letters on paper, as somebody new would go: start
a shop, read the till's sales and a list of customers, see on Today who has stopped coming, write to
them, check, fix the list, and save letters and summary as PDF. With the export of a real shop where
there is one (tests/made_up.py says where). Usage: test-first-letter.py BUILD

It must take less than ten minutes by a model of a person, and no step may hide its next control.
The model: 4 s for each control that is touched, 0.3 s for each character that is typed, the words
that are new on the screen read at 200 a minute, and the program's own time as it was here. What
was read at the step before is not read again; pages of letters and charts are not read at all.
BUILD/pictures/first-hour.txt has each step, and first-hour-NN-NAME.png what it looked like."""

import re
import subprocess
import sys
import time

from gi.repository import GLib

import harness
import made_up
import pages
import tap

TOUCH = 4.0
CHARACTER = 0.3
WORDS_A_MINUTE = 200
MOST = 600
SHADOW = 10

session = harness.Session(sys.argv[1], display='x11')
pictures = session.build / 'pictures'
shop = session.folder / 'home/.local/share/regulars/shop.regulars'
sales = session.folder / 'till.csv'
customers = session.folder / 'people.csv'
real = made_up.real_sales()
numbers = made_up.sold_to(made_up.unpack(real, sales)) if real else made_up.write_sales(sales)
made_up.write_customers(customers, numbers)
for old in pictures.glob('first-hour*'):
    old.unlink()
app = session.start(size=harness.WIDE)
app.focus_window()


class Newcomer:
    """Touches, types and reads, and counts how long a person would take for it."""

    def __init__(self):
        self.steps = []
        self.known = set()
        self.begin('Start')

    def begin(self, what):
        self.steps.append({'what': what, 'touches': 0, 'characters': 0, 'words': 0, 'waited': 0.0})
        self.since = time.monotonic()

    @property
    def step(self):
        return self.steps[-1]

    def look(self, name):
        """Reads what is new on the screen, and keeps a picture."""
        app.settle()
        self.step['waited'] += time.monotonic() - self.since
        texts = {node.get_name() for node in app.nodes('label') if in_sight(node)}
        self.step['words'] += sum(len(text.split()) for text in texts - self.known)
        self.known = texts
        path = pictures / f'first-hour-{len(self.steps):02}-{name}.png'
        app.screenshot(path)
        self.step['picture'] = path.name
        self.since = time.monotonic()

    def press(self, name, role=('button', 'push button', 'toggle button')):
        node = app.find(role, name, patience=60)
        harness.until(lambda: harness.sensitive(node), f'"{name}" to become sensitive')
        assert in_sight(node), f'"{name}" is not in sight at {harness.WIDE}'
        self.step['touches'] += 1
        app.press(name, role=role)

    def type(self, name, text):
        node = app.find('text', name)
        assert in_sight(node), f'the field "{name}" is not in sight at {harness.WIDE}'
        self.step['touches'] += 1
        self.step['characters'] += len(text)
        app.type(name, text)

    def seconds(self, step):
        return (step['touches'] * TOUCH + step['characters'] * CHARACTER
                + step['words'] * 60 / WORDS_A_MINUTE + step['waited'])

    def total(self):
        return sum(map(self.seconds, self.steps))

    def write(self, path):
        lines = [f'{"step":32}{"touches":>8}{"typed":>7}{"words":>7}{"waited":>8}{"seconds":>9}']
        for number, step in enumerate(self.steps, 1):
            lines.append(f'{number:2} {step["what"]:29}{step["touches"]:8}{step["characters"]:7}'
                         f'{step["words"]:7}{step["waited"]:8.1f}{self.seconds(step):9.1f}')
        lines.append(f'{"together":32}{self.total():39.1f}')
        path.write_text('\n'.join(lines) + '\n')
        print('\n'.join(f'# {line}' for line in lines))


def box(node):
    left, top, width, height = node.get_extents()
    return left, top, left + width, top + height


def in_sight(node):
    """Whether all of the node's height is inside the window and inside of what scrolls it. What has
    gone by the time that it is looked at is not."""
    try:
        return is_inside(node)
    except GLib.Error:
        return False


def is_inside(node):
    _, top, _, bottom = box(node)
    parent = node.get_parent()
    # Places are told from below the window's shadow.
    if top < -SHADOW or bottom > harness.WIDE[1]:
        return False
    while parent and parent.get_role_name() not in ('application', 'frame'):
        if parent.get_role_name() == 'scroll pane':
            _, above, _, below = box(parent)
            if top < above or bottom > below:
                return False
        parent = parent.get_parent()
    return True


me = Newcomer()


def choose_file(path, title):
    """A person clicks on the file and on Open."""
    app.choose_file(title, path)
    app.find('button', 'Check File', patience=60)
    app.focus_window()
    me.step['touches'] += 2


def read_file(path, button, title, table):
    me.press(button)
    choose_file(path, title)
    app.find('button', 'Check File', patience=60)
    me.look('columns')
    me.press('Check File')
    app.find('button', 'Import', patience=60)
    me.look('check')
    me.press('Import')
    harness.until(lambda: pages.value(shop, f"SELECT count(*) FROM import WHERE kind = '{table}'"),
                  'the import', 120)


@tap.case('a shop is started')
def _():
    me.look('start')
    me.press('Start My Shop')
    me.begin('Your shop')
    me.look('shop')
    me.type('Name of the shop', 'Fjordbok')
    me.press('Next')
    app.find('label', 'Your Till')
    me.begin('Your till')
    me.look('till')
    me.press('Next')
    app.find('label', 'Only to those who said yes')
    me.begin('Whom to write to')
    me.look('permission')
    me.press('Next')
    app.find('label', 'Nothing has been read yet')


@tap.case('sales and customers are read in')
def _():
    me.begin('Sales')
    me.look('files')
    read_file(sales, 'Choose Sales File…', 'Import Sales', 'sales')
    app.find('label', lambda text: 'receipts, up to' in text, patience=60)
    me.begin('Customers')
    me.look('files')
    read_file(customers, 'Choose Customer File…', 'Import Customers', 'customers')
    me.begin('Backups')
    me.press('Next')
    app.find('button', 'Done')
    me.look('backups')
    me.press('Done')


@tap.case('Today says who has stopped coming')
def _():
    app.find('label', lambda text: 'stopped coming' in text, patience=60)
    me.begin('Today')
    me.look('today')
    me.press('Write to Them')
    app.find('label', lambda text: text.startswith('Letter “'))


@tap.case('the letter is checked, and its list fixed')
def _():
    me.begin('Letter')
    me.look('letter')
    me.press('Add Address…')
    app.find('text', 'Your address')
    me.begin('Sender')
    me.look('sender')
    me.type('Your address', 'Fjordbok\nStorgata 3\n0155 Oslo')
    me.press('Save')
    app.gone('button', 'Add Address…')
    me.begin('Check')
    me.press('Check')
    app.find('button', 'Fix the List')
    me.look('check')
    me.press('Fix the List')
    fixed = "SELECT count(*) FROM campaign_member WHERE state = 'included'"
    harness.until(lambda: pages.value(shop, fixed), 'a fixed list')
    me.begin('Fixed')
    me.look('fixed')


def save():
    """Save in the file dialog that is open; returns the PDF."""
    before = set(session.folder.glob('*.pdf'))
    me.press('Save', role='button')
    return harness.until(lambda: next((path for path in set(session.folder.glob('*.pdf')) - before
                                       if pdf_pages(path)), None), 'the PDF', 60)


def pdf_pages(path):
    done = subprocess.run(['pdfinfo', path], text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL)
    found = re.search(r'^Pages:\s+(\d+)', done.stdout, re.MULTILINE)
    return int(found.group(1)) if found else 0


def choose_in_menu(name, place):
    """The item at that place, from 1 on, of the menu behind the button."""
    button = harness.until(lambda: next(filter(in_sight, app.nodes('toggle button', name)), None),
                           f'the button "{name}"')
    button.act()
    app.find('menu', name)
    app.settle()
    app.key(*['Down'] * (place - 1), 'Return')
    me.step['touches'] += 2


@tap.case('letters and summary are saved as PDF')
def _():
    me.begin('Letters')
    me.press('Print and Send')
    app.find('label', lambda text: text.startswith('Page 1 of'), patience=60)
    me.look('letters')
    choose_in_menu('More', 2)
    letters = save()
    words = subprocess.run(['pdftotext', '-l', '1', letters, '-'], check=True, text=True,
                           stdout=subprocess.PIPE).stdout
    assert 'Storgata 3' in words, words
    me.begin('Summary')
    me.press('Back')
    app.find('label', 'Left Out')
    me.press('Back')
    app.find('label', lambda text: text.startswith('Page 1 of'), patience=60)
    me.look('summary')
    me.press('Save Summary…')
    save()
    me.look('end')


@tap.case('a newcomer needs less than ten minutes')
def _():
    me.write(pictures / 'first-hour.txt')
    assert me.total() < MOST, me.total()


@tap.case('the program leaves without a complaint')
def _():
    assert app.quit() == 0, app.said()
    assert 'CRITICAL' not in app.said(), app.said()


tap.run()
