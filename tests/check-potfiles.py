#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Every file with words for people is listed in po/POTFILES.in, once and sorted, and nothing
else is."""

import re

import tap
import tree

MARKED = re.compile(r'\b(?:_|N_|[NP]?C_|P_|ngettext) ?\(\s*(?:[\w.]+,\s*)?"')
BLUEPRINT = re.compile(r'\bC?_\(\s*"')
ALWAYS = ('.desktop.in', '.metainfo.xml.in', '.gschema.xml')


def has_words(name, text):
    if name.endswith('.blp'):
        return bool(BLUEPRINT.search(text))
    if name.endswith(ALWAYS):
        return True
    return bool(MARKED.search(tree.without_comments(text)))


def compare(listed, wanted):
    yield from (f'{name} has words for people and is not in POTFILES.in'
                for name in sorted(wanted - set(listed)))
    yield from (f'{name} is in POTFILES.in and has no words for people'
                for name in sorted(set(listed) - wanted))
    if sorted(set(listed)) != listed:
        yield 'POTFILES.in is not sorted, or names a file twice'


@tap.case('a planted omission, a stale line and a wrong order are caught')
def _():
    assert has_words('src/a.c', 'title = _("Hello");')
    assert has_words('src/a.c', 'P_ (n,\n "%d letter", "%d letters")')
    assert has_words('src/a.c', 'PC_ ("next days", "today", "in the next %d days", n)')
    assert not has_words('src/a.c', '/* _("Hello") */ f (g_strdup ("Hello"));')
    assert has_words('ui/a.blp', 'label: _("Hello");')
    assert len(list(compare(['a'], {'a', 'b'}))) == 1
    assert len(list(compare(['a', 'b'], {'a'}))) == 1
    assert len(list(compare(['b', 'a'], {'a', 'b'}))) == 1
    assert not list(compare(['a', 'b'], {'a', 'b'}))


@tap.case('POTFILES.in is whole')
def _():
    if not (tree.ROOT / 'po/POTFILES.in').exists():
        raise tap.Skip('there is no po/POTFILES.in')
    listed = [line.strip() for line in tree.read('po/POTFILES.in').splitlines()
              if line.strip() and not line.startswith('#')]
    names = tree.files('.c', '.h', under='src/') + tree.files('.blp', under='ui/')
    names = [name for name in names if name != 'src/base/rg-i18n.h']
    names += tree.files(*ALWAYS, under='data/')
    wrong = list(compare(listed, {name for name in names if has_words(name, tree.read(name))}))
    assert not wrong, '\n'.join(wrong)


tap.run()
