#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Every key that does something stands in the table of src/app/rg-shortcuts.c, which fills the
shortcuts dialog, and no key stands there twice. Keys that only move around within a widget, as in
any other program, are not looked for."""

import re

import tap
import tree

TABLE = 'src/app/rg-shortcuts.c'
ROW = re.compile(r'\{ N_\("([^"]+)"\), N_\("([^"]+)"\), "([^"]+)",')
BINDING = re.compile(r'add_binding\w* \(\w+, GDK_KEY_(\w+),\s*([\w| ]+),')
ELSEWHERE = re.compile(r'set_accels_for_action|gtk_shortcut_new|gtk_keyval_trigger')
TRIGGER = re.compile(r'trigger:\s*"([^"]+)"')
MASKS = {'GDK_CONTROL_MASK': '<Control>', 'GDK_ALT_MASK': '<Alt>', 'GDK_SHIFT_MASK': '<Shift>',
         '0': ''}


def accelerator(key, masks):
    return ''.join(MASKS[mask.strip()] for mask in masks.split('|')) + key


def table_findings(text):
    rows = ROW.findall(text)
    keys = [key for _section, _title, key in rows]
    sections = [section for section, _title, _key in rows]
    yield from (f'{key} stands twice in the table' for key in sorted(set(keys))
                if keys.count(key) > 1)
    yield from (f'the section {name} is in two pieces' for name in set(sections)
                if sections.count(name) != len(sections) - sections[::-1].index(name)
                - sections.index(name))
    if len(rows) < 8:
        yield 'the table cannot be read'


def key_findings(name, text, known):
    text = tree.without_comments(text)
    for key, masks in BINDING.findall(text):
        if accelerator(key, masks) not in known:
            yield f'{name}: {accelerator(key, masks)} is not in the table'
    for key in TRIGGER.findall(text):
        if key not in known:
            yield f'{name}: {key} is not in the table'
    if ELSEWHERE.search(text) and name != TABLE:
        yield f'{name}: a shortcut is set beside the table'


@tap.case('planted faults are caught')
def _():
    known = {'<Control>z'}
    assert not list(key_findings('a.c', 'f_add_binding (c, GDK_KEY_z, GDK_CONTROL_MASK, g);',
                                 known))
    assert list(key_findings('a.c', 'f_add_binding (c, GDK_KEY_y, GDK_CONTROL_MASK, g);', known))
    assert list(key_findings('a.blp', 'trigger: "<Control>y";', known))
    assert list(key_findings('a.c', 'gtk_application_set_accels_for_action (a, b, c);', known))
    text = tree.read(TABLE)
    row = ROW.search(text).group()
    assert list(table_findings(text.replace(row, row + ' "a" },\n  ' + row)))


@tap.case('the table is whole')
def _():
    text = tree.read(TABLE)
    known = {key for _section, _title, key in ROW.findall(text)}
    wrong = list(table_findings(text))
    for name in tree.files('.c', under='src/') + tree.files('.blp', under='ui/'):
        wrong += key_findings(name, tree.read(name), known)
    assert not wrong, '\n'.join(wrong)


tap.run()
