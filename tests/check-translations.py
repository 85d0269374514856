#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Each translation in po/ can be used: msgfmt takes it, nothing in it is a guess, and what a text
is filled with stands in its translation as well."""

import re
import shutil
import subprocess
import tempfile

import tap
import tree

# What printf() puts in, and the fields of letters, which are written in English in what comes with
# the program.
PLACES = re.compile(r'%(?:\d+\$)?[-+0]*(?:\.[*\d]+)?(?:<PRI\w+>|l*[sdufcgx])|'
                    r'\{\{(?:(?:first |last |shop )?name|city|today|coupon|offer(?: until)?|'
                    r'points(?: until)?|products \w+)(?=[|} ])')
ENTRY = re.compile(r'^(msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?) ((?:"[^\n]*"\s*)+)', re.M)


def entries(text):
    """Lists of the flags, the texts and the translations of each entry but the header."""
    for block in re.split(r'\n\n+', text):
        lines = [line for line in block.split('\n') if not line.startswith('#~')]
        flags = [line for line in lines if line.startswith('#,')]
        parts = [(name, ''.join(re.findall(r'"((?:[^"\\]|\\.)*)"', said)))
                 for name, said in ENTRY.findall('\n'.join(lines) + '\n')]
        texts = [said for name, said in parts if name.startswith('msgid')]
        if texts and texts[0]:
            said = [said for name, said in parts if name.startswith('msgstr')]
            yield ' '.join(flags), texts, said


def places(text):
    """What is put into a text, in any order, each with the number it has or would have."""
    found = PLACES.findall(text.replace('%%', ''))
    return sorted(re.sub(r'\d+\$', '', place) for place in found)


def edge(text):
    """Blanks and new lines at both ends, which join what is glued."""
    return re.match(r'(?:\s|\\n)*', text)[0], re.search(r'(?:\s|\\n)*$', text)[0]


def wrong(text):
    """What is wrong with a translation, a line each."""
    for flags, texts, said in entries(text):
        if 'fuzzy' in flags:
            yield f'a guess: {texts[0]}'
        for translation in said:
            if not translation:
                continue
            if places(translation) not in [places(source) for source in texts]:
                yield f'other places to fill: {translation}'
            if edge(translation) not in [edge(source) for source in texts]:
                yield f'other blanks at an end: {translation}'


def languages():
    lines = tree.read('po/LINGUAS').splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith('#')]


def refused(path):
    """What msgfmt says of a file, or nothing."""
    done = subprocess.run(['msgfmt', '--check', '--check-accelerators=_', '-o', '/dev/null', path],
                          capture_output=True, text=True, env={'LC_ALL': 'C.UTF-8'} | PATHS)
    return done.stderr if done.returncode else ''


PATHS = {'PATH': '/usr/local/bin:/usr/bin:/bin'}
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@tap.case('planted faults are caught')
def _():
    assert list(wrong('#, fuzzy\nmsgid "Open"\nmsgstr "Auf"\n')) == ['a guess: Open']
    assert list(wrong('msgid "%s of %s"\nmsgstr "%1$s"\n'))
    assert list(wrong('msgid "Dear {{name|x}}"\nmsgstr "Liebe {{Name|x}}"\n'))
    assert list(wrong('msgid " or "\nmsgstr "oder"\n'))
    assert not list(wrong('msgid "%s of %d"\nmsgstr "%2$d, davon %1$s"\n'))
    assert not list(wrong('msgid "%d a"\nmsgid_plural "%d b"\nmsgstr[0] "%d c"\nmsgstr[1] ""\n'))


if shutil.which('msgfmt') is not None:
    @tap.case('msgfmt refuses a lost place and a lost mnemonic')
    def _():
        for fault in ('#, c-format\nmsgid "%d and %s"\nmsgstr "%s"\n',
                      'msgid "_Open"\nmsgstr "Auf"\n'):
            with tempfile.NamedTemporaryFile('w', suffix='.po') as file:
                file.write(HEADER + fault)
                file.flush()
                assert refused(file.name)

for language in languages():
    @tap.case(f'{language} can be used')
    def _(path=f'po/{language}.po'):
        faults = '\n'.join(wrong(tree.read(path)))
        assert not faults, faults
        if shutil.which('msgfmt') is None:
            raise tap.Skip('msgfmt is not installed')
        faults = refused(tree.ROOT / path)
        assert not faults, faults

tap.run()
