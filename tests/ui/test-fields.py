#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Own fields are made, ordered, filled in, deleted and brought back by keys, and what the window
says is in the file; so are files of postcodes. Usage: test-fields.py BUILD"""

import json
import pathlib
import sqlite3
import sys

import harness
import tap

BUILD = pathlib.Path(sys.argv[1])
PICTURES = BUILD / 'pictures'
ONE, SCALE = 5, 7

# Keys and popovers need X11.
session = harness.Session(sys.argv[1], display='x11')
shop = session.sample()
with sqlite3.connect(shop) as before:
    SEGMENT = before.execute("""INSERT INTO segment (uuid, name, text) VALUES
        (randomblob(16), 'Green', 'field "Roast" is "Green"')""").lastrowid
before.close()
app = session.start('--store', shop, size=harness.WIDE)


def rows(sql, *values):
    db = sqlite3.connect(f'file:{shop}?mode=ro', uri=True)
    try:
        return db.execute(sql, values).fetchall()
    finally:
        db.close()


CUSTOMER, = rows("SELECT max(customer_id) FROM customer_fact WHERE visits > 3")[0]
KEPT = {name for name, in rows('SELECT name FROM field')}


def fields():
    return [name for name, in rows('SELECT name FROM field ORDER BY place, id')
            if name not in KEPT]


def values():
    known = rows("""SELECT field.name, coalesce(choice.name, text || coalesce(number, ''))
                   FROM field_value JOIN field ON field.id = field_value.field_id
                   LEFT JOIN field_choice AS choice ON choice.id = choice_id
                   WHERE customer_id = ? ORDER BY field.place, field.id""", CUSTOMER)
    return [(name, value) for name, value in known if name not in KEPT]


def look(name):
    app.settle()
    problems = app.lint()
    assert not problems, problems
    PICTURES.mkdir(exist_ok=True)
    app.screenshot(PICTURES / f'{name}.png')


def new_field(name, kind, *more):
    app.focus_on('Add Field')
    app.key('space')
    app.find('dialog', 'New Field')
    app.settle()
    app.keys(name)
    if kind:
        app.choose('Kind', 'Home', *['Down'] * kind)
    for step in more:
        step()


def save():
    app.key('alt+s')


@tap.case('a field is made by keys alone')
def _():
    app.focus_window()
    app.action('preferences')
    app.press('Own Fields', role='page tab')
    new_field('Shoe size', 1)
    save()
    harness.until(lambda: fields() == ['Shoe size'], 'the field')
    app.gone('dialog', 'New Field')


@tap.case('choices are added, ordered and removed')
def _():
    def choices():
        for name in ('Light', 'Dark', 'Green'):
            app.focus_on('Add a choice')
            app.keys(name)
            app.key('Return')
            app.settle()
        app.focus_on('Choice 3')
        app.key('alt+Up')
        app.settle()
        look('field-choices')

    new_field('Roast', ONE, choices)
    save()
    harness.until(lambda: rows("""
        SELECT group_concat(c.name ORDER BY c.place) FROM field_choice AS c
        JOIN field ON field.id = field_id WHERE field.name = 'Roast'""") == [('Light,Green,Dark',)],
                  'the choices in their order')


@tap.case('what cannot be saved is said where it is')
def _():
    new_field('roast', 0)
    save()
    app.find('label', 'There is a field “Roast” already.')
    app.key('Escape')
    app.gone('dialog', 'New Field')


@tap.case('fields are moved with Alt and an arrow key')
def _():
    new_field('Likes us', SCALE)
    save()
    harness.until(lambda: fields() == ['Shoe size', 'Roast', 'Likes us'], 'three fields')
    app.settle()
    app.focus_on('Likes us')
    app.key('alt+Up')
    harness.until(lambda: fields() == ['Shoe size', 'Likes us', 'Roast'], 'the order')
    app.settle()
    app.key('alt+Up')
    harness.until(lambda: fields() == ['Likes us', 'Shoe size', 'Roast'], 'the order again')
    look('preferences-fields')


@tap.case('fields are moved by dragging')
def _():
    rows_of = [app.find('list item', lambda name, of=of: name.startswith(of))
               for of in ('Roast', 'Likes us')]
    handle = app.find('image', lambda name: name.startswith('Drag'), within=rows_of[0])
    app.drag(handle, rows_of[1])
    harness.until(lambda: fields() == ['Roast', 'Likes us', 'Shoe size'], 'the order by dragging')
    app.press('Undo')
    harness.until(lambda: fields() == ['Likes us', 'Shoe size', 'Roast'], 'the order before')
    app.settle()
    app.action('test-close-dialog')
    app.gone('list item', lambda name: name.startswith('Likes us'))


@tap.case('they are filled in with everything else about a customer')
def _():
    app.window_action('show-customer', f'int64 {CUSTOMER}')
    app.press('Edit')
    app.find('dialog', 'Edit Customer')
    app.settle()
    app.focus_on('Shoe size')
    app.keys('large')
    save()
    app.find('label', lambda name: name.startswith('Write a number'))
    app.key('ctrl+a')
    app.keys('42.5')
    app.choose('Roast', 'Home', 'Down', 'Down')
    look('customer-fields')
    save()
    app.gone('dialog', 'Edit Customer')
    harness.until(lambda: values() == [('Shoe size', '42500'), ('Roast', 'Green')], 'the values')
    app.find('label', '42.5')
    app.find('label', 'Green')
    app.settle()
    look('profile-fields')


@tap.case('one undo takes all of it back, and another does it again')
def _():
    app.window_action('undo')
    harness.until(lambda: values() == [], 'no values')
    app.gone('label', '42.5')
    app.show('history')
    app.press(lambda name: name.startswith('Do again:'))
    app.press('Do It Again')
    harness.until(lambda: len(values()) == 2, 'the values again')


@tap.case('a field is deleted with its values, and both come back')
def _():
    app.action('preferences')
    app.press('Own Fields', role='page tab')
    app.focus_on('Delete “Roast”')
    app.key('space')
    harness.until(lambda: fields() == ['Likes us', 'Shoe size'], 'two fields')
    harness.until(lambda: values() == [('Shoe size', '42500')], 'one value')
    app.press('Undo')
    harness.until(lambda: fields() == ['Likes us', 'Shoe size', 'Roast'], 'three fields')
    assert values() == [('Shoe size', '42500'), ('Roast', 'Green')]
    app.action('test-close-dialog')


@tap.case('a segment asks for a field, and for another by keys')
def _():
    app.window_action('show-segment', f'int64 {SEGMENT}')
    app.settle()
    app.focus_on('Have Green as “Roast”')
    app.key('space')
    app.settle()
    look('rule-of-a-field')
    app.choose('Condition', 'Home', 'Down')
    app.find('list item', 'Do not have Green as “Roast”')
    app.choose('Field', 'Home', *['Down'] * (len(KEPT) + 2))
    app.find('list item', 'Have at least 1 as “Shoe size”')


@tap.case('what may come next is offered while rules are written, and taken by keys')
def _():
    app.press('Text', role='page tab')
    app.type('Rules as text', '')
    app.focus_on('Rules as text')
    app.keys('fiel')
    app.find('list item', 'field')
    look('segment-completion')
    app.key('Tab')
    app.keys('sho')
    app.find('list item', '"Shoe size"')
    app.key('Tab')
    app.keys('unk')
    app.find('list item', 'unknown')
    app.key('Down', 'Return')
    harness.until(lambda: app.text(app.find('text', 'Rules as text')).strip()
                  == 'field "Shoe size" unknown', 'the rule')
    app.gone('list item', 'unknown')
    app.key('ctrl+space')
    app.keys('x')
    app.find('label', lambda name: 'column 27' in name)
    app.key('BackSpace')


def written():
    app.press('Text', role='page tab')
    text = app.text(app.find('text', 'Rules as text'))
    app.press('Rules', role='page tab')
    app.find('button', 'Group')
    return ' '.join(text.split())


@tap.case('rules go through the clipboard, and groups are dragged')
def _():
    app.type('Rules as text', 'has email\nany (has phone; has address)')
    app.press('Rules', role='page tab')
    app.find('list item', 'Have a phone number')
    app.settle()
    app.focus_on('Have an e-mail address')
    app.key('ctrl+c')
    harness.until(lambda: harness.sensitive(app.find('button', 'Paste')), 'something to paste')
    app.key('ctrl+v')
    harness.until(lambda: len(list(app.nodes('list item', 'Have an e-mail address'))) == 2,
                  'the rule twice')
    app.settle()
    # Two rules, then the group, then what is in it.
    handles = list(app.nodes('image', lambda name: name.startswith('Drag')))
    assert len(handles) == 5, app.outline()
    app.drag(handles[2], app.find('list item', 'Have an e-mail address'))
    harness.until(lambda: written() == 'all ( any ( has phone has address ) has email has email )',
                  'the group in front')
    look('rules-dragged')


def in_use():
    return [name for name, in rows('SELECT name FROM postcode_set WHERE in_use ORDER BY id')]


@tap.case('a file of postcodes comes onto the map by keys, and goes and comes back')
def _():
    path = session.folder / 'SE.txt'
    path.write_text(''.join(f'SE\t113 5{i}\tStockholm\tA\t1\tB\t2\tC\t3\t59.3{i}\t18.05\t4\n'
                            for i in range(2)))
    app.action('preferences')
    app.find('label', 'bergen.csv')
    app.focus_on('Load a File…')
    app.key('Return')
    app.choose_file('Load Postcodes', path)
    app.focus_window()
    app.find('label', lambda name: name.startswith('2 postcodes') and 'GeoNames' in name)
    harness.until(lambda: (node := app.focused()) and node.get_name() == 'Load a File…',
                  'the keyboard where it was')
    look('preferences-postcodes')
    app.focus_on('Remove SE.txt')
    app.key('space')
    app.find('label', 'Postcodes removed')
    assert in_use() == ['bergen.csv']
    app.gone('label', 'SE.txt')
    assert app.focused()
    app.press('Undo', within=app.find('dialog', 'Preferences'))
    harness.until(lambda: in_use() == ['bergen.csv', 'SE.txt'], 'both files again')
    app.action('test-close-dialog')


def addresses():
    return [address for address, in rows('SELECT address FROM location ORDER BY id')]


@tap.case('a location is given its address by keys, which can be undone')
def _():
    app.action('preferences')
    app.find('label', 'Bryggen 12, 5003 Bergen')
    app.focus_on('Fjordbok Torget')
    app.key('Return')
    app.find('dialog', 'Fjordbok Torget')
    app.keys('Torget 4')
    app.key('Return')
    app.keys('9999 Nowhere')
    look('preferences-location')
    app.focus_on('Save')
    app.key('Return')
    app.find('label', 'Torget 4, 9999 Nowhere · it is not known where that postcode lies')
    look('preferences-locations')
    assert addresses() == ['Torget 4\n9999 Nowhere', 'Bryggen 12\n5003 Bergen']
    app.press('Undo', within=app.find('dialog', 'Preferences'))
    app.find('label', 'No address: the shop’s counts')
    assert addresses() == ['', 'Bryggen 12\n5003 Bergen']
    app.action('test-close-dialog')


@tap.case('a location is made a web shop by keys, and rules ask for what was bought in it')
def _():
    app.action('preferences')
    app.focus_on('Fjordbok Bryggen')
    app.key('Return')
    app.find('dialog', 'Fjordbok Bryggen')
    app.focus_on('Web Shop')
    app.key('space')
    app.focus_on('Save')
    app.key('Return')
    app.find('label', 'Web shop · Bryggen 12, 5003 Bergen')
    assert rows('SELECT online, address FROM location WHERE id = 2') \
        == [(1, 'Bryggen 12\n5003 Bergen')]
    app.action('test-close-dialog')
    asked = 'visits at least 3 channel web'
    counted = json.loads(session.ctl(shop, 'segment', 'count', asked, '--json'))
    assert counted['count'] < counted['customers'], counted
    app.show('segments')
    app.press('New Segment')
    app.press('Text', role='page tab')
    app.type('Rules as text', asked)
    app.press('Rules', role='page tab')
    app.find('label', 'Came at least 3 times in the web shop')
    app.find('label', f'{counted["count"]:,}')
    # A choice that was never opened begins at what is chosen, here the last one.
    app.click(app.find('list item', lambda name: name.startswith('Came at least 3 times')), 0.4)
    app.settle()
    app.choose('Channel', 'Up')
    app.find('label', 'Came at least 3 times in the shop itself')
    app.choose('Channel', 'Down')
    app.find('label', 'Came at least 3 times in the web shop')
    app.type('Name', 'Online')
    app.press('Save')
    harness.until(lambda: rows("SELECT 1 FROM segment WHERE name = 'Online'"), 'it is saved')


@tap.case('the program leaves without a complaint')
def _():
    assert app.quit() == 0, app.said()
    assert rows('PRAGMA integrity_check') == [('ok',)]


tap.run()
