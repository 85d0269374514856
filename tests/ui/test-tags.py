#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Tags by keyboard alone: renamed and coloured, merged into one, deleted, and each brought back by
Undo. Usage: test-tags.py BUILD"""

import sys

import harness
import pages
import tap

session = harness.Session(sys.argv[1], display='x11')
shop = session.folder / 'shop.regulars'
session.ctl(shop, 'init', '--name', 'Fjordbok', '--currency', 'NOK')
people = session.folder / 'people.csv'
people.write_text('Customer number,Name,Tags\n'
                  't1,Gunhild Skarpnes,silk\nt2,Ola Nordmo,silk;wool\nt3,Kari Moe,wool\n')
session.ctl(shop, 'import', str(people))
session.ctl(shop, 'segment', 'save', 'Knitters', 'tag is wool')
app = session.start('--store', shop, size=harness.WIDE)
app.focus_window()


def tags():
    return pages.value(shop, "SELECT group_concat(name || ':' || colour, ' ') FROM "
                             '(SELECT name, colour FROM tag ORDER BY name)')


def open_tag(name):
    app.settle()
    key_on(name, 'Return')
    app.find('dialog', 'Edit Tag')
    app.settle()


def key_on(name, key, whole=False):
    """The key on a control, once Tab has brought the keyboard there."""
    for _ in range(60):
        node = app.focused()
        at = node and node.get_name() or ''
        if at == name or at.startswith(name) and not whole:
            app.key(key)
            return
        app.key('Tab')
        app.settle()
    raise harness.Failure(f'Tab never reaches {name}')


@tap.case('the page shows them')
def _():
    app.window_action('show-tags', '@a{sv} {}')
    app.find('label', '2 customers · 1 segment')
    wrong = []
    for size, pixels in (('narrow', harness.NARROW), ('wide', harness.WIDE)):
        app.resize(*pixels)
        app.settle()
        wrong += [f'{size}: {finding}' for finding in app.lint()]
    assert not wrong, '\n'.join(wrong)


@tap.case('renamed and coloured, for everybody and in segments')
def _():
    open_tag('wool')
    app.type('Name', 'yarn')
    key_on('Green', 'space')
    app.settle()
    app.screenshot(session.build / 'pictures/tag-light-wide.png')
    wrong = app.lint()
    assert not wrong, '\n'.join(wrong)
    key_on('Save', 'Return')
    harness.until(lambda: tags() == 'silk: yarn:green', 'renamed')
    assert 'yarn' in pages.value(shop, 'SELECT text FROM segment'), 'the segment follows'
    app.find('label', 'yarn')
    app.settle()
    app.screenshot(session.build / 'pictures/tags-light-wide.png')
    app.press('Undo')
    harness.until(lambda: tags() == 'silk: wool:', 'as before')
    assert 'wool' in pages.value(shop, 'SELECT text FROM segment'), 'the segment, too'


@tap.case('a name that another tag has is refused, with what to do')
def _():
    app.find('label', 'wool')
    open_tag('wool')
    app.type('Name', 'Silk')
    key_on('Save', 'Return')
    app.find('label', lambda text: 'Merge the two instead' in text)
    assert tags() == 'silk: wool:'


@tap.case('merged into the other')
def _():
    app.choose('Merge into', 'Down')
    key_on('Merge', 'Return', whole=True)
    harness.until(lambda: tags() == 'silk:', 'one tag')
    assert pages.value(shop, 'SELECT count(*) FROM customer_tag') == 3
    app.press('Undo')
    harness.until(lambda: tags() == 'silk: wool:', 'two again')


@tap.case('deleted, and back')
def _():
    app.find('label', 'wool')
    open_tag('wool')
    key_on('Delete Tag', 'Return')
    harness.until(lambda: tags() == 'silk:', 'gone')
    app.press('Undo')
    harness.until(lambda: tags() == 'silk: wool:', 'back')


tap.run()
