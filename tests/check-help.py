#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""The help: every link leads somewhere, every page is reached from the contents, every picture and
page is packed, every name on the screen that a page speaks of is in the program, and no picture
shows words that the program has lost since.

usage: check-help.py"""

import json
import re
import xml.etree.ElementTree

import program_words
import tap
import tree
from program_words import names, plain

FOLDER = 'data/help/C/'
LINK = re.compile(r'(?<!!)\[([^\]]+)\]\(([^)]+)\)', re.S)
PICTURE = re.compile(r'^!\[([^\]]*)\]\(([^)]+)\)$', re.M)
NAME = re.compile(r'\*\*([^*]+)\*\*', re.S)
ANCHOR = re.compile(r'^## .* \{#([a-z-]+)\}$', re.M)
# `F10` or `Ctrl+K` at the start of what a page says of a key.
KEY = re.compile(r'`((?:Ctrl\+|Alt\+|Shift\+)*(?:F\d+|[A-Z,]))`')


def accelerators(text):
    """The keys in the table of shortcuts, as people write them."""
    signs = {'comma': ',', 'question': '?', 'Left': 'Left'}
    for key in re.findall(r'"((?:<\w+>)*\w+)", (?:"|NULL)', text):
        parts = re.findall(r'<(\w+)>', key)
        last = re.sub(r'<\w+>', '', key)
        last = signs.get(last, last.upper() if len(last) == 1 else last)
        yield '+'.join([{'Control': 'Ctrl'}.get(part, part) for part in parts] + [last])


def findings(pages, shown, keys, packed):
    """pages: id to text; shown: names in the program; packed: paths in the resources."""
    places = {page: set(ANCHOR.findall(text)) for page, text in pages.items()}
    linked = {'contents'}
    for page, text in pages.items():
        if f'C/{page}.md' not in packed:
            yield f'{page}: is not packed'
        if not text.startswith('# '):
            yield f'{page}: has no title'
        if len(re.findall(r'^## ', text, re.M)) != len(places[page]):
            yield f'{page}: a heading has no place, or one that another has'
        for words, target in LINK.findall(text):
            to, _, place = target.partition('#')
            linked.add(to if page == 'contents' else '')
            if to not in pages:
                yield f'{page}: "{words}" leads to no page'
            elif place and place not in places[to]:
                yield f'{page}: "{words}" leads to no place of {to}'
        for words, picture in PICTURE.findall(text):
            if not words or f'pictures/{picture}' not in packed:
                yield f'{page}: the picture {picture} is not packed, or says nothing'
        for name in NAME.findall(text):
            if plain(name) not in shown:
                yield f'{page}: nothing in the program is called "{plain(name)}"'
        for key in KEY.findall(text):
            if key not in keys and not key.startswith('Alt+1') and key != 'Alt+2':
                yield f'{page}: no shortcut is {key}'
    for page in pages.keys() - linked:
        yield f'{page}: the contents do not lead to it'


def lost_words(before, shown):
    """Pictures to be made anew: before has the words of the program that could be read in each."""
    for picture, words in before.items():
        for word in words:
            if plain(word) not in shown:
                yield (f'{picture} shows "{word}", which the program does not say any more: '
                       'make the pictures anew with tests/ui/make-pictures.py')


def asked_for(sources):
    """The targets of app.help in sources and templates."""
    for text in sources:
        yield from re.findall(r'app\.help\(\'([^\']*)\'\)', text)
        yield from re.findall(r'app\.help::([a-z#-]+)', text)
        yield from re.findall(r'action(?:-name)?: "app\.help";\s*(?:action-)?target: "\'?([^"\']*)',
                              text)


@tap.case('a planted fault of each kind is caught')
def _():
    good = {'contents': '# A\n- [B](b#c)\n', 'b': '# B\n\n## C {#c}\nPress **Go** or `F1`.\n'}
    packed = {'C/contents.md', 'C/b.md'}
    assert not list(findings(good, {'Go'}, {'F1'}, packed))
    assert len(list(findings(good, {'Gone'}, {'F1'}, packed))) == 1
    assert len(list(findings(good, {'Go'}, {'F2'}, packed))) == 1
    assert len(list(findings(good, {'Go'}, {'F1'}, {'C/b.md'}))) == 1
    for text in ('# A\n- [B](b#d)\n', '# A\n- [B](b)\n[C](c)\n', '# A\n',
                 '# A\n[B](b)\n\n![x](no.png)\n', '[B](b)\n', '# A\n[B](b)\n\n## D\n'):
        assert len(list(findings(good | {'contents': text}, {'Go'}, {'F1'}, packed))) == 1, text
    assert list(names('_("_Go…") N_("One")')) == ['Go', 'One']
    table = '"<Control>k", "win.x" "<Control>comma", NULL'
    assert list(accelerators(table)) == ['Ctrl+K', 'Ctrl+,']


@tap.case('the help speaks of what is there')
def _():
    pages = {name.removeprefix(FOLDER).removesuffix('.md'): tree.read(name)
             for name in tree.files('.md', under=FOLDER)}
    root = xml.etree.ElementTree.fromstring(tree.read('ui/regulars.gresource.xml'))
    packed = {entry.get('alias') for group in root.iter('gresource')
              if group.get('prefix').endswith('/help') for entry in group.iter('file')}
    shown = program_words.shown()
    keys = set(accelerators(tree.read('src/app/rg-shortcuts.c')))
    assert len(pages) > 5 and len(shown) > 500 and len(keys) > 5
    wrong = list(findings(pages, shown, keys, packed))
    assert not wrong, '\n'.join(wrong)


@tap.case('the pictures show what the program says')
def _():
    shown = program_words.shown()
    words = json.loads(tree.read('data/screenshots/words.json'))
    assert words.keys() == {name.rsplit('/', 1)[-1]
                            for name in tree.files('.png', under='data/screenshots/')}
    assert all(len(found) > 5 for found in words.values()), words
    wrong = list(lost_words(words, shown))
    assert not wrong, '\n'.join(wrong)
    assert len(list(lost_words({'today.png': ['Today', 'Never Said']}, shown))) == 1


@tap.case('the program asks for places of the help that are there')
def _():
    sources = [tree.read(name) for folder in ('src/', 'ui/') for ending in ('.c', '.blp')
               for name in tree.files(ending, under=folder)]
    targets = set(asked_for(sources)) - {''}
    for target in targets:
        page, _, place = target.partition('#')
        text = tree.read(f'{FOLDER}{page}.md')
        assert not place or place in ANCHOR.findall(text), f'no place "{target}" in the help'


tap.run()
