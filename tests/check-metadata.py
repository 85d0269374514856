#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""The desktop file, the AppStream file and the icons, by the validators and by the rules of the
shops that list programs. Usage: check-metadata.py BUILD"""

import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree

import tap
import tree

APP_ID = 'io.github.regulars.Regulars'
BUILD = pathlib.Path(sys.argv[1])
DESKTOP = BUILD / f'data/{APP_ID}.desktop'
METAINFO = BUILD / f'data/{APP_ID}.metainfo.xml'


def validate(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert done.returncode == 0 and not re.search(r'^[EW]:', done.stdout, re.MULTILINE), done.stdout


def metainfo_findings(text):
    root = xml.etree.ElementTree.fromstring(text)
    name = root.findtext('name', '')
    summary = root.findtext('summary', '')
    if not 0 < len(name) < 20:
        yield 'the name is longer than 20 characters'
    if not 10 <= len(summary) <= 35 or summary.endswith('.') or summary.split()[0] in ('A', 'The'):
        yield 'the summary is not 10 to 35 characters, or has an article or a full stop'
    if any(len(listing) > 10 for listing in root.iter('ul')):
        yield 'a list has more than 10 items'
    if root.findtext('launchable', '') != root.findtext('id', '') + '.desktop':
        yield 'launchable is not the desktop file'
    schemes = {color.get('scheme_preference') for color in root.iter('color')}
    if schemes != {'light', 'dark'}:
        yield 'there is not one brand colour each for light and dark'
    if root.find('content_rating') is None or root.find('developer') is None:
        yield 'no content rating, or no developer'
    if root.find("url[@type='homepage']") is None:
        yield 'no home page'
    for caption in root.iter('caption'):
        if (caption.text or '').endswith('.'):
            yield f'a caption ends with a full stop: {caption.text}'
    for release in root.iter('release'):
        if not release.findtext('description/p') and release.find('description/ul') is None:
            yield f'release {release.get("version")} has no notes'


@tap.case('planted faults in AppStream data are caught')
def _():
    text = METAINFO.read_text()
    for old, new in (('<summary>', '<summary>A '), ('</summary>', '.</summary>'),
                     ('scheme_preference="dark"', 'scheme_preference="light"'),
                     ('.desktop</launchable>', '</launchable>'),
                     ('oars-1.1"/>', 'oars-1.1"/><x/>')):
        planted = text.replace(old, new)
        assert planted != text, old
        assert bool(list(metainfo_findings(planted))) == ('oars' not in old), old


@tap.case('AppStream data keeps to the rules')
def _():
    wrong = list(metainfo_findings(METAINFO.read_text()))
    assert not wrong, '\n'.join(wrong)


@tap.case('appstreamcli finds nothing wrong')
def _():
    validate('appstreamcli', 'validate', '--no-net', '--pedantic', str(METAINFO))


@tap.case('desktop-file-validate finds nothing wrong')
def _():
    validate('desktop-file-validate', str(DESKTOP))


@tap.case('the icons are named by the application id')
def _():
    for name in (f'scalable/apps/{APP_ID}.svg', f'symbolic/apps/{APP_ID}-symbolic.svg'):
        path = tree.ROOT / 'data/icons/hicolor' / name
        assert xml.etree.ElementTree.parse(path).getroot().tag.endswith('svg'), name


tap.run()
