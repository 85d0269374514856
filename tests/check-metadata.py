#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""The desktop file, the AppStream file, the settings, the service and the icons, by the validators
and by the rules of the shops that list programs. Usage: check-metadata.py BUILD"""

import pathlib
import re
import struct
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

import tap
import tree

APP_ID = 'io.github.regulars.Regulars'
BUILD = pathlib.Path(sys.argv[1])
DESKTOP = BUILD / f'data/{APP_ID}.desktop'
METAINFO = BUILD / f'data/{APP_ID}.metainfo.xml'
SCHEMA = BUILD / f'data/{APP_ID}.gschema.xml'
ICONS = tree.ROOT / 'data/icons/hicolor'


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
    news = re.findall(r'^## (\S+)', tree.read('NEWS.md'), re.MULTILINE)
    if [release.get('version') for release in root.iter('release')] != news:
        yield f'the releases are not those of NEWS.md: {news}'
    yield from picture_findings(root)


def picture_findings(root):
    pictures = list(root.iter('screenshot'))
    if not 3 <= len(pictures) <= 6:
        yield f'{len(pictures)} pictures, not 3 to 6'
    if [picture.get('type') for picture in pictures].count('default') != 1:
        yield 'there is not one default picture'
    for picture in pictures:
        name = picture.findtext('image', '').rsplit('/', 1)[-1]
        path = tree.ROOT / 'data/screenshots' / name
        if not picture.findtext('caption') or not path.exists():
            yield f'{name} has no caption, or is not in data/screenshots'
            continue
        width, height = struct.unpack('>II', path.read_bytes()[16:24])
        if not (620 <= width <= 1000 and height <= 700):
            yield f'{name} is {width} by {height}, more than 1000 by 700 or too small'


def schema_findings(text):
    for key in xml.etree.ElementTree.fromstring(text).iter('key'):
        name = key.get('name')
        if not key.findtext('summary') or not key.findtext('description'):
            yield f'the setting {name} is not described'
        if key.get('type') in ('i', 'u', 'd') and key.find('range') is None:
            yield f'the setting {name} has no range'


@tap.case('planted faults in AppStream data are caught')
def _():
    text = METAINFO.read_text()
    for old, new in (('<summary>', '<summary>A '), ('</summary>', '.</summary>'),
                     ('scheme_preference="dark"', 'scheme_preference="light"'),
                     ('.desktop</launchable>', '</launchable>'),
                     ('/today.png', '/tomorrow.png'), ('type="default"', ''),
                     ('<release version="', '<release version="9'),
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


@tap.case('planted faults in the settings are caught, and there are none')
def _():
    text = SCHEMA.read_text()
    assert not list(schema_findings(text)), list(schema_findings(text))
    for wrong in (r'<description>[^<]*</description>', r'<range [^>]*>'):
        planted = re.sub(wrong, '', text, count=1)
        assert planted != text and list(schema_findings(planted)), wrong


@tap.case('glib-compile-schemas finds nothing wrong')
def _():
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / SCHEMA.name).write_text(SCHEMA.read_text())
        validate('glib-compile-schemas', '--strict', '--dry-run', folder)


@tap.case('the bus starts the program by its name')
def _():
    service = (BUILD / f'data/{APP_ID}.service').read_text()
    assert f'Name={APP_ID}\n' in service and '--gapplication-service' in service, service
    assert 'DBusActivatable=true\n' in DESKTOP.read_text()


@tap.case('the icons are there, on their grids')
def _():
    for name, size in ((f'scalable/apps/{APP_ID}.svg', 128),
                       (f'scalable/apps/{APP_ID}.Devel.svg', 128),
                       (f'symbolic/apps/{APP_ID}-symbolic.svg', 16)):
        root = xml.etree.ElementTree.parse(ICONS / name).getroot()
        assert root.tag.endswith('svg') and root.get('viewBox') == f'0 0 {size} {size}', name


tap.run()
