#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""The part of the house style that a script can judge: white space, line width, the first lines,
lengths of files and functions, and words that do not belong into the tree."""

import re
import unicodedata

import tap
import tree

TEXT = ('.c', '.h', '.py', '.sh', '.sql', '.blp', '.css', '.md', '.in', '.xml', '.json', '.build')
WIDTH = 100
WIDE = ('.c', '.h', '.py', '.sh', '.sql', '.blp', '.css', '.build')
FILE_LINES = 800
FUNCTION_LINES = 60
C_HEAD = ['/* SPDX-License-Identifier: GPL-3.0-or-later', ' * Copyright The Regulars authors']
C_HEADS = (C_HEAD, [C_HEAD[0], C_HEAD[1] + ' */'])
MACHINE_PATH = re.compile(r'(?<![\w.$}/])/(?:work/|root/\w|tmp/wt|home/\w)')
LEFT_OVER = re.compile(r'\b(?:TO' r'DO|FIX' r'ME|X' r'XX)\b')


def white_space(name, lines, text):
    if text and not text.endswith('\n'):
        yield f'{name}: no line break at the end'
    if text.endswith('\n\n'):
        yield f'{name}: empty lines at the end'
    for number, line in enumerate(lines, 1):
        if '\t' in line:
            yield f'{name}:{number}: a tab'
        if line.endswith(' '):
            yield f'{name}:{number}: space at the end of the line'
        if '\r' in line:
            yield f'{name}:{number}: a carriage return'


def columns(line):
    """Cells on a terminal: wide scripts take two, combining marks none."""
    return sum(0 if unicodedata.combining(c) else
               2 if unicodedata.east_asian_width(c) in 'WF' else 1 for c in line)


def width(name, lines):
    if not name.endswith(WIDE):
        return
    for number, line in enumerate(lines, 1):
        # A string of Blueprint is one token and cannot be broken.
        if name.endswith('.blp') and '_("' in line:
            continue
        if len(line) > WIDTH and 'https://' not in line and columns(line) > WIDTH:
            yield f'{name}:{number}: {columns(line)} columns, at most {WIDTH}'


def first_lines(name, lines):
    if name.endswith(('.c', '.h')):
        if lines[:2] not in C_HEADS:
            yield f'{name}: the first two lines are not the licence and the copyright line'
    elif name.endswith(('.py', '.sh')):
        if not any('SPDX-License-Identifier: GPL-3.0-or-later' in line for line in lines[:3]):
            yield f'{name}: no licence line'


def lengths(name, lines):
    if name.endswith(('.c', '.h', '.py', '.sh', '.blp')) and len(lines) > FILE_LINES:
        yield f'{name}: {len(lines)} lines, at most {FILE_LINES}'
    if not name.endswith('.c'):
        return
    begin = None
    for number, line in enumerate(lines, 1):
        if line == '{':
            begin = number
        elif line == '}' and begin:
            if number - begin - 1 > FUNCTION_LINES:
                yield (f'{name}:{begin}: a function of {number - begin - 1} lines, '
                       f'at most {FUNCTION_LINES}')
            begin = None


def words(name, lines):
    for number, line in enumerate(lines, 1):
        if MACHINE_PATH.search(line):
            yield f'{name}:{number}: a path of one machine'
        if LEFT_OVER.search(line):
            yield f'{name}:{number}: unfinished work'


def findings(name, text):
    lines = text.split('\n')
    if lines and lines[-1] == '':
        lines.pop()
    yield from white_space(name, lines, text)
    yield from width(name, lines)
    yield from first_lines(name, lines)
    yield from lengths(name, lines)
    if name != 'tests/check-style.py':
        yield from words(name, lines)


HEAD = '\n'.join(C_HEAD) + '\n */\n'
PLANTED = {
    'tab': HEAD + '\tx;\n',
    'space at the end': HEAD + 'x; \n',
    'no line break': HEAD + 'x;',
    'carriage return': HEAD + 'x;\r\n',
    'width': HEAD + '/* ' + 'y' * WIDTH + ' */\n',
    'licence': '#include "config.h"\n',
    'function': HEAD + 'void\nf (void)\n{\n' + '  x ();\n' * (FUNCTION_LINES + 1) + '}\n',
    'file': HEAD + 'int x;\n' * FILE_LINES,
    'path': HEAD + '/* see /wo' 'rk/shared */\n',
    'unfinished': HEAD + '/* TO' 'DO */\n',
}


@tap.case('every planted fault is caught')
def _():
    for what, text in PLANTED.items():
        found = list(findings('src/base/a.c', text))
        assert len(found) == 1, f'{what}: {found}'


@tap.case('a clean file passes')
def _():
    text = HEAD + 'void\nf (void)\n{\n' + '  x ();\n' * FUNCTION_LINES + '}\n'
    assert not list(findings('src/base/a.c', text))


@tap.case('the tree keeps to the style')
def _():
    names = tree.files(*TEXT)
    assert names
    wrong = [line for name in names for line in findings(name, tree.read(name))]
    assert not wrong, '\n'.join(wrong)


tap.run()
