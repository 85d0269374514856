# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""What the program shows, from its sources: everything marked for translation."""

import re

import tree


def plain(text):
    """A name as it is compared: no underlines of keys, no ellipsis, one blank between words."""
    return ' '.join(text.replace('_', '').rstrip('…').split())


def names(text):
    """The words of one source or template."""
    marked = re.findall(r'(?<!\w)(?:(?:_|N_|P_)\s*\(|[NP]?C_\s*\(\s*"[^"]*"\s*,)\s*'
                        r'((?:"(?:[^"\\]|\\.)*"[\s,]*)+)', text)
    for group in marked:
        yield plain(''.join(re.findall(r'"((?:[^"\\]|\\.)*)"', group)))


def shown():
    """The words of the whole program."""
    sources = [tree.read(name) for folder in ('src/', 'ui/') for ending in ('.c', '.blp')
               for name in tree.files(ending, under=folder)]
    return {name for text in sources for name in names(text)}
