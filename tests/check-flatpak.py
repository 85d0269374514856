#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""The Flatpak manifests by the rules of those who list programs: permissions, runtime, licences,
and that both variants differ in nothing but their name. Usage: check-flatpak.py"""

import json

import tap
import tree

APP_ID = 'io.github.regulars.Regulars'
PERMISSIONS = ['--socket=wayland', '--socket=fallback-x11', '--share=ipc', '--share=network',
               '--device=dri']
RUNTIME = {'runtime': 'org.gnome.Platform', 'runtime-version': '50', 'sdk': 'org.gnome.Sdk'}


def manifest(app_id):
    return json.loads(tree.read(f'flatpak/{app_id}.json'))


def findings(app_id, content):
    if content.get('id') != app_id:
        yield f'the id is not {app_id}'
    for name, wanted in RUNTIME.items():
        if content.get(name) != wanted:
            yield f'{name} is not {wanted}'
    for permission in set(content.get('finish-args', [])) ^ set(PERMISSIONS):
        yield f'{permission} is asked for and not needed, or needed and not asked for'
    for module in content.get('modules', []):
        if 'share/licenses/' not in ' '.join(module.get('post-install', [])):
            yield f'the licence of {module.get("name")} is not installed'
        for source in module.get('sources', []):
            if source.get('type') not in ('dir', 'git') and 'sha256' not in source:
                yield f'a source of {module.get("name")} is not pinned'
    if len(content.get('modules', [])) != 1:
        yield 'something besides the program itself is built'


@tap.case('planted faults are caught')
def _():
    def plant(change):
        content = manifest(APP_ID)
        change(content)
        return list(findings(APP_ID, content))
    assert not plant(lambda content: None)
    assert plant(lambda content: content['finish-args'].append('--socket=session-bus'))
    assert plant(lambda content: content['finish-args'].append('--filesystem=home'))
    assert plant(lambda content: content['finish-args'].remove('--share=ipc'))
    assert plant(lambda content: content.update({'runtime-version': '49'}))
    assert plant(lambda content: content['modules'][0].pop('post-install'))
    assert plant(lambda content: content['modules'][0]['sources'].append(
        {'type': 'archive', 'url': 'https://example.org/a.tar.gz'}))
    assert plant(lambda content: content.update(id='org.example.Other'))


@tap.case('both manifests keep to the rules')
def _():
    for app_id in (APP_ID, APP_ID + '.Devel'):
        wrong = list(findings(app_id, manifest(app_id)))
        assert not wrong, app_id + ':\n' + '\n'.join(wrong)


@tap.case('the variant for developers differs in its name alone')
def _():
    devel = manifest(APP_ID + '.Devel')
    devel['id'] = APP_ID
    devel['modules'][0]['config-opts'].remove('-Dprofile=devel')
    assert devel == manifest(APP_ID)


tap.run()
