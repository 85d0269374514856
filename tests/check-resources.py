#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Every template that the code loads is in the resources, and every Blueprint file is compiled,
packed and loaded. The compiler sees none of this; the page would fail when it is opened."""

import re
import xml.etree.ElementTree

import tap
import tree

RESOURCE = '/io/github/regulars/Regulars/'


def packed(listing):
    """Resource paths of a resource list."""
    root = xml.etree.ElementTree.fromstring(listing)
    for group in root.iter('gresource'):
        for entry in group.iter('file'):
            yield f'{group.get("prefix")}/{entry.get("alias") or entry.text}'


def findings(blueprints, compiled, paths, loaded):
    for name in blueprints:
        path = f'{RESOURCE}ui/{name.removesuffix(".blp")}.ui'
        if name not in compiled:
            yield f'ui/{name} is not in ui/meson.build'
        if path not in paths:
            yield f'ui/{name} is not packed as {path}'
        if path not in loaded:
            yield f'ui/{name} is loaded by no class'
    for path in loaded:
        if path.endswith('.ui') and path not in paths:
            yield f'{path} is loaded and not packed'


@tap.case('a planted omission of each kind is caught')
def _():
    path = f'{RESOURCE}ui/a.ui'
    assert not list(findings(['a.blp'], ['a.blp'], {path}, {path}))
    assert len(list(findings(['a.blp'], [], {path}, {path}))) == 1
    assert len(list(findings(['a.blp'], ['a.blp'], {path}, set()))) == 1
    assert len(list(findings(['a.blp'], ['a.blp'], set(), {path}))) == 2


@tap.case('every template is compiled, packed and loaded')
def _():
    blueprints = [name.removeprefix('ui/') for name in tree.files('.blp', under='ui/')]
    compiled = set(re.findall(r"'([^']+\.blp)'", tree.read('ui/meson.build')))
    paths = set(packed(tree.read('ui/regulars.gresource.xml')))
    loaded = {text for name in tree.files('.c', under='src/')
              for _, text in tree.c_strings(tree.read(name)) if text.startswith(RESOURCE)}
    wrong = list(findings(blueprints, compiled, paths, loaded))
    assert not wrong, '\n'.join(wrong)


tap.run()
