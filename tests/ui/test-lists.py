#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Many customers of the list are chosen, by keys and by taps, and changed as one; what the window
says is in the file. Usage: test-lists.py BUILD"""

import base64
import csv
import sqlite3
import sys
import time

import harness
import tap

session = harness.Session(sys.argv[1], display='x11')
shop = session.folder / 'lists.regulars'
people = session.folder / 'people.csv'
sales = session.folder / 'sales.csv'
people.write_text('Customer number,Name,E-mail,Shoe size\n' + ''.join(
    f'K{i},Person {i:02},p{i}@example.org,{36 + i * 7 % 60}\n' for i in range(60)))
sales.write_text('Receipt number,Date,Product code,Product,Quantity,Unit price,Customer ID\n' +
                 ''.join(f'{i},2026-10-0{i},1,Tea,1,50.00,K{i}\n' for i in range(1, 6)))
session.ctl(shop, 'init', '--name', 'Lists', '--currency', 'NOK')
session.ctl(shop, 'fields', 'add', 'Shoe size', 'number')
session.ctl(shop, 'import', people)
session.ctl(shop, 'import', sales)
session.ctl(shop, 'campaign', 'new', '--name', 'Spring', '--segment', 'visits at least 1')
session.ctl(shop, 'segment', 'save', 'Tea_people', 'visits at least 1')
# A JPEG of 64 by 24 dots, with a place written into it.
LOGO = (
    '/9j//gAOU2VjcmV0IHBsYWNl/+AAEEpGSUYAAQEAAAEAAQAA/9sAQwAbEhQXFBEbFxYXHhwbIChCKyglJShROj0w'
    'QmBVZWRfVV1baniZgWpxkHNbXYW1hpCeo6utq2eAvMm6pseZqKuk/9sAQwEcHh4oIyhOKytOpG5dbqSkpKSkpKSk'
    'pKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSk/8AAEQgAGABAAwEiAAIRAQMRAf/EAB8A'
    'AAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQci'
    'cRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0'
    'dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn'
    '6Onq8fLz9PX29/j5+v/EAB8BAAMBAQEBAQEBAQEAAAAAAAABAgMEBQYHCAkKC//EALURAAIBAgQEAwQHBQQEAAEC'
    'dwABAgMRBAUhMQYSQVEHYXETIjKBCBRCkaGxwQkjM1LwFWJy0QoWJDThJfEXGBkaJicoKSo1Njc4OTpDREVGR0hJ'
    'SlNUVVZXWFlaY2RlZmdoaWpzdHV2d3h5eoKDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXG'
    'x8jJytLT1NXW19jZ2uLj5OXm5+jp6vLz9PX29/j5+v/aAAwDAQACEQMRAD8ApUUUV2HIFFFFABRRRQAUUUUAFFFF'
    'ABRRRQAUUUUAFFFFAH//2Q==')
held = session.folder / 'held'
app = session.start('--store', shop, size=harness.WIDE,
                    env={'LD_PRELOAD': str(session.build / 'tests/ui/libslow-disk.so'),
                         'REGULARS_SLOW_DISK': str(held)})
ears = app.listen()


def rows(sql, *values):
    db = sqlite3.connect(f'file:{shop}?mode=ro', uri=True)
    try:
        return db.execute(sql, values).fetchall()
    finally:
        db.close()


def becomes(sql, wanted, what):
    harness.until(lambda: rows(sql) == [(wanted,)], what)


ALL = rows('SELECT count(*) FROM customer_fact')[0][0]
TAGGED = "SELECT count(*) FROM customer_tag JOIN tag ON tag.id = tag_id WHERE name = 'autumn'"


def list_rows():
    return list(app.nodes('table row'))[1:]


def selected(n):
    app.find('label', f'{n} selected')


@tap.case('columns are chosen and ordered, and remembered')
def _():
    def kept():
        path = session.folder / 'home/.config/glib-2.0/settings/keyfile'
        lines = [line for line in path.read_text().splitlines() if 'customer-columns' in line]
        return lines[0].split('=', 1)[1] if lines else ''
    app.show('customers')
    harness.until(list_rows, 'rows')
    app.page_action('page.columns')
    app.find('dialog', 'Columns')
    app.screenshot(session.build / 'pictures/lists-columns.png')
    app.focus_on('E-Mail')
    app.key('space')
    harness.until(lambda: "'email'" in kept(), 'the column kept')
    app.press('Move “Visits” Up')
    harness.until(lambda: kept().index('visits') < kept().index('last-visit'), 'the order kept')
    app.focus_on('Shoe size')
    app.key('space')
    harness.until(lambda: "'own-" in kept(), 'the own field kept')
    app.key('Escape')
    app.gone('dialog', 'Columns')
    app.find(None, 'p1@example.org')
    app.find(None, '43')


@tap.case('the list stands in the order of an own field, and follows its name')
def _():
    size = {f'Person {i:02}': 36 + i * 7 % 60 for i in range(60)}
    for order in (sorted(size, key=size.get), sorted(size, key=size.get, reverse=True)):
        app.click(app.find('label', 'Shoe size'))
        harness.until(lambda: list_rows()[0].get_name().startswith(order[0]), order[0])
    app.screenshot(session.build / 'pictures/lists-own.png')
    assert not app.lint(), app.lint()
    session.ctl(shop, 'fields', 'rename', 'Shoe size', 'Shoes')
    app.find('label', 'Shoes')


VIEW = """SELECT v.name, columns, sort, descending, search, s.name FROM customer_view AS v
          LEFT JOIN segment AS s ON s.id = segment_id"""


@tap.case('a segment is picked above the list by keys, and is kept as a view with all that is seen')
def _():
    app.focus_window()
    app.focus_on('All Customers')
    app.key('space')
    app.in_menu()
    app.key('Down', 'Return')
    app.find('toggle button', 'Tea_people')
    harness.until(lambda: len(list_rows()) == 5, 'those of the segment')
    app.key('ctrl+f')
    app.keys('person')
    harness.until(lambda: len(list_rows()) == 5, 'all of them are called so')
    app.page_action('page.save-view')
    app.find('label', 'Save as a View')
    assert not harness.sensitive(app.find(('button', 'push button'), 'Save'))
    app.type('Name', 'Tea')
    app.screenshot(session.build / 'pictures/lists-save-view.png')
    app.press('Save')
    app.find('toggle button', 'Tea')
    (name, columns, *rest), = rows(VIEW)
    assert (name, *rest) == ('Tea', rest[0], 1, 'person', 'Tea_people'), rest
    assert rest[0] in columns.split() and rest[0].startswith('own-'), columns


@tap.case('everybody has the columns of before, and the view brings its own again')
def _():
    app.page_action('page.view::all')
    harness.until(lambda: len(list_rows()) > 5, 'everybody')
    assert list_rows()[0].get_name().startswith('Person 00')
    app.page_action('page.view::view-1')
    harness.until(lambda: len(list_rows()) == 5, 'those of the view')
    assert not app.lint(), app.lint()
    app.screenshot(session.build / 'pictures/lists-view.png')


@tap.case('a view is changed, renamed and deleted, and each is taken back')
def _():
    app.click(app.find('label', 'Visits'))
    sort = 'SELECT sort FROM customer_view'
    app.settle()
    app.page_action('page.update-view')
    becomes(sort, 'visits', 'the view in the other order')
    app.window_action('undo')
    harness.until(lambda: rows(sort)[0][0].startswith('own-'), 'the view as it was')
    harness.until(lambda: list_rows()[0].get_name().startswith('Person 05'), 'its order')
    app.page_action('page.rename-view')
    app.find('label', 'Rename the View')
    app.type('Name', 'Teas')
    app.press('Rename')
    app.find('toggle button', 'Teas')
    app.page_action('page.delete-view')
    app.find('toggle button', 'All Customers')
    harness.until(lambda: not rows(VIEW), 'no view')
    app.window_action('undo')
    harness.until(lambda: [name for name, *_ in rows(VIEW)] == ['Teas'], 'the view again')


@tap.case('Ctrl+A chooses all, without a mouse')
def _():
    app.focus_window()
    app.settle()
    for _ in range(12):
        if app.focused() is not None and app.focused().get_role_name() in ('table row', 'list item',
                                                                          'table cell'):
            break
        app.key('Tab')
    app.key('ctrl+a')
    selected(ALL)
    app.screenshot(session.build / 'pictures/lists-all.png')


@tap.case('all of them get a tag in one action, and Ctrl+Z takes it back as one')
def _():
    app.press('Tag…')
    app.find('label', 'Add a Tag')
    app.screenshot(session.build / 'pictures/lists-tag.png')
    app.type('Name', 'autumn')
    app.press('Apply')
    becomes(TAGGED, ALL, 'the tag on everybody')
    app.find('label', f'Tag “autumn” Added to {ALL} Customers')
    ears.hear(f'Tag “autumn” Added to {ALL} Customers')
    app.key('ctrl+z')
    becomes(TAGGED, 0, 'no tag')
    selected(ALL)


@tap.case('Escape chooses nobody')
def _():
    app.key('Escape')
    app.gone('label', f'{ALL} selected')


@tap.case('with Select, a tap turns a row over and the arrow keys choose nobody')
def _():
    app.press('Select', 'toggle button')
    selected(0)
    app.click(list_rows()[0], 0.3)
    selected(1)
    app.click(list_rows()[2], 0.3)
    selected(2)
    app.click(list_rows()[0], 0.3)
    selected(1)
    # Two quick taps take a row in and let it out again; they do not open it.
    row = list_rows()[0]
    app.click(row, 0.3)
    app.click(row, 0.3)
    app.settle()
    selected(1)
    app.key('Down')
    app.settle()
    selected(1)
    app.key('space')
    selected(2)
    ears.hear('2 selected')
    app.screenshot(session.build / 'pictures/lists-select.png')


@tap.case('what is known is changed for the chosen ones alone')
def _():
    app.press('Change…')
    app.find('label', 'Change What Is Known')
    app.screenshot(session.build / 'pictures/lists-change.png')
    app.choose('What', 'Down')
    app.type('New Value', 'Sami')
    app.press('Apply')
    becomes("SELECT count(*) FROM customer WHERE language = 'Sami'", 2, 'two who speak Sami')


@tap.case('how they prefer to hear is chosen for them by keys, and taken back as one')
def _():
    said = "SELECT count(*) FROM customer WHERE prefers = 'email'"
    app.press('Change…')
    app.find('label', 'Change What Is Known')
    app.choose('What', *['Down'] * 4)
    app.choose('New Value', 'Down', 'Down')
    app.screenshot(session.build / 'pictures/lists-prefers.png')
    app.focus_on('Apply')
    app.key('Return')
    becomes(said, 2, 'two who prefer e-mail')
    ears.hear('Prefers to Hear By: Changed for 2 Customers')
    app.key('ctrl+z')
    becomes(said, 0, 'nobody who said so')


@tap.case('they become a table and vCards, and nobody else does')
def _():
    wanted = sorted(name for name, in rows("SELECT name FROM customer WHERE language = 'Sami'"))
    table, cards = session.folder / 'chosen.csv', session.folder / 'chosen.vcf'
    app.save_in_dialog('chosen.export::spreadsheet', table)
    ears.hear('2 customers exported')
    with open(table, encoding='utf-8-sig', newline='') as file:
        written = list(csv.DictReader(file))
    assert sorted(row['Name'] for row in written) == wanted, written
    own, = rows('SELECT name FROM field')[0]
    assert all(row[own] for row in written), written
    app.save_in_dialog('chosen.export::vcard', cards)
    ears.hear('2 customers exported')
    names = [line[3:] for line in cards.read_text().splitlines() if line.startswith('FN:')]
    assert sorted(names) == wanted, names


@tap.case('whoever cancels while a file is written has the one of before, and no other')
def _():
    folder = session.folder / 'chosen'
    folder.mkdir()
    table = folder / 'few.csv'
    table.write_text('before')
    held.touch()
    app.page_action('chosen.export::spreadsheet')
    dialog = app.find(('dialog', 'file chooser'))
    name = harness.until(lambda: (node := app.focused()) and node.has('EditableText') and node,
                         'a name to type')
    name.set_text(str(table))
    app.press('Save', role=('button', 'push button'), within=dialog)
    app.press('Replace')
    app.find('label', 'Writing few.csv')
    app.find('progress bar')
    app.screenshot(session.build / 'pictures/lists-writing.png')
    app.click(app.find('button', 'Cancel'))
    # Nothing rests while the file is written.
    time.sleep(1)
    held.unlink()
    app.find('label', 'The export was cancelled')
    assert [path.name for path in folder.iterdir()] == ['few.csv'], list(folder.iterdir())
    assert table.read_text() == 'before', table.read_text()
    app.focus_window()


@tap.case('everything becomes a folder')
def _():
    folder = session.folder / 'everything'
    folder.mkdir()
    app.window_action('export-everything')
    app.choose_file('Choose an Empty Folder', folder)
    ears.hear('Everything was exported')
    app.focus_window()
    with open(folder / 'customer.csv', encoding='utf-8-sig', newline='') as file:
        assert len(list(csv.DictReader(file))) == ALL
    assert (folder / 'receipt.json').exists(), sorted(folder.iterdir())


@tap.case('a JPEG picture goes on top of e-mails, as its dots alone, and away again')
def _():
    picture = session.folder / 'logo.jpg'
    picture.write_bytes(base64.b64decode(LOGO))
    app.action('preferences')
    app.press('Picture on Top of E-Mails', role='button')
    app.choose_file('Choose a Picture', picture)
    harness.until(lambda: len(rows("SELECT 1 FROM setting WHERE name LIKE 'mail-picture%'")) == 2,
                  'the picture in the file')
    kept = base64.b64decode(rows("SELECT value FROM setting WHERE name = 'mail-picture'")[0][0])
    assert kept.startswith(b'\x89PNG') and b'Secret' not in kept, kept[:60]
    app.press('Remove the Picture')
    harness.until(lambda: rows("SELECT 1 FROM setting WHERE name LIKE 'mail-picture%'") == [],
                  'the picture to go')
    app.action('test-close-dialog')
    app.focus_window()


@tap.case('they are added to a campaign by hand, and one undo lets them out again')
def _():
    by_hand = ("SELECT count(*) FROM campaign_member WHERE state = 'included' "
               "AND reason = 'by-hand'")
    app.page_action('chosen.campaign')
    app.find('label', 'Add to a Campaign')
    app.press('Apply')
    becomes(by_hand, 2, 'two more in the campaign')
    app.window_action('undo')
    becomes(by_hand, 0, 'nobody by hand')


@tap.case('on a phone they are deleted, but for those with purchases')
def _():
    app.resize(*harness.NARROW)
    app.settle()
    app.screenshot(session.build / 'pictures/lists-narrow.png')
    wrong = [finding for finding in app.lint() if 'AdwToastWidget' not in finding['trail']]
    assert not wrong, wrong
    app.window_action('toast', "'Above the bar'")
    toast = harness.extents(app.find('label', 'Above the bar'))
    bar = harness.extents(app.find(('button', 'push button'), 'Select All'))
    assert toast.y + toast.height < bar.y, (toast.y, toast.height, bar.y)
    app.press('Select All')
    selected(ALL)
    app.page_action('chosen.delete')
    app.find('label', f'Delete {ALL} Customers?')
    app.screenshot(session.build / 'pictures/lists-delete.png')
    app.press('Delete', 'button')
    becomes('SELECT count(*) FROM customer WHERE deleted_at IS NULL', 5, 'those with purchases')


@tap.case('History brings them back as one')
def _():
    app.show('history')
    app.press(lambda name: name.startswith('Take back:') and 'Deleted' in name)
    app.press('Take Back')
    becomes('SELECT count(*) FROM customer WHERE deleted_at IS NULL', ALL, 'everybody')


@tap.case('the program leaves without a complaint')
def _():
    assert app.quit() == 0, app.said()
    assert rows('PRAGMA integrity_check') == [('ok',)]


tap.run()
