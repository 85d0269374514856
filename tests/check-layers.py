#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Reads every #include below src/ against the table of layers. The table is here and nowhere
else; src/README.md explains it."""

import re

import tap
import tree

PURE = 'base analysis rules'
BELOW_SCREEN = PURE + ' model db store transfer mail charts print'
LAYERS = {
    'base': '',
    'analysis': 'base',
    'rules': 'analysis base',
    'model': 'rules base',
    'db': 'base',
    'store': 'db model rules analysis base',
    'transfer': 'store model rules analysis base',
    'mail': 'store model rules base',
    'charts': 'analysis base',
    'print': 'charts model base',
    'ctl': 'print charts mail transfer store model rules analysis base',
    'widgets': 'charts model base',
    'pages': 'widgets print charts mail transfer store model rules analysis base',
    'app': BELOW_SCREEN + ' ctl widgets pages',
}
SCREEN = {'widgets', 'pages', 'app'}

# System headers that only some layers may see.
RESERVED = [
    (re.compile(r'^(gtk/|gdk/|gsk/|adwaita\.h)'), SCREEN),
    (re.compile(r'^sqlite3(ext)?\.h'), {'db'}),
    (re.compile(r'^(glib-object\.h|gio/)'), set(LAYERS) - {'analysis', 'rules'}),
    (re.compile(r'^(cairo|pango)'), {'charts', 'print', 'ctl'} | SCREEN),
    (re.compile(r'^curl/'), {'mail'}),
    (re.compile(r'^libsecret/'), {'db', 'mail'}),
]
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def findings(name, text):
    """What is wrong with the includes of one file, as sentences."""
    layer = name.split('/')[1]
    if name.count('/') < 2:
        return
    if layer not in LAYERS:
        yield f'{name}: there is no layer "{layer}"'
        return
    allowed = set(LAYERS[layer].split()) | {layer}
    for bracket, header in INCLUDE.findall(tree.without_comments(text)):
        if bracket == '"':
            other = header.split('/')[0]
            if header == 'config.h':
                continue
            if '/' not in header:
                yield f'{name}: "{header}" is not written from src/'
            elif other not in allowed:
                yield f'{name}: {layer} may not include "{header}"'
        else:
            for pattern, layers in RESERVED:
                if pattern.match(header) and layer not in layers:
                    yield f'{name}: {layer} may not include <{header}>'


PLANTED = [
    ('src/base/a.c', '#include "store/rg-store.h"\n'),
    ('src/widgets/a.c', '#include "store/rg-store.h"\n'),
    ('src/pages/a.c', '#include "db/rg-db.h"\n'),
    ('src/pages/a.c', '#include "app/rg-window.h"\n'),
    ('src/model/a.c', '#include <gtk/gtk.h>\n'),
    ('src/store/a.c', '#include <sqlite3.h>\n'),
    ('src/analysis/a.c', '  #  include <gio/gio.h>\n'),
    ('src/store/a.c', '#include "rg-store.h"\n'),
    ('src/other/a.c', '#include "base/rg-date.h"\n'),
]


@tap.case('every planted include is caught')
def _():
    for name, text in PLANTED:
        assert list(findings(name, text)), f'{name} {text.strip()} was let through'


@tap.case('what is allowed is let through')
def _():
    text = '#include "config.h"\n#include "db/rg-db.h"\n/* #include <gtk/gtk.h> */\n'
    assert not list(findings('src/store/a.c', text))


@tap.case('no layer reaches upwards in the table itself')
def _():
    below = set()
    for layer, allowed in LAYERS.items():
        assert set(allowed.split()) <= below | {layer}, layer
        below.add(layer)


@tap.case('the tree keeps to the table')
def _():
    names = tree.files('.c', '.h', under='src/')
    assert names
    wrong = [line for name in names for line in findings(name, tree.read(name))]
    assert not wrong, '\n'.join(wrong)


tap.run()
