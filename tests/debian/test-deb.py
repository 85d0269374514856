#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""The installed Debian package in a Debian that has nothing else. ./dev deb starts it; usage:
test-deb.py BUILD FOLDER, where FOLDER has the session's names and what the programs have said."""

import pathlib
import re
import sys

import foreign
import tap

FOLDER = pathlib.Path(sys.argv[2])
FRESH = FOLDER / 'fresh'
PICTURES = pathlib.Path(sys.argv[1]) / 'pictures'
APP_ID = 'io.github.regulars.Regulars'

foreign.use_session(FOLDER / 'session')


@tap.case('lintian found nothing')
def _():
    said = (FOLDER.parent / 'deb-lintian.log').read_text()
    assert not re.search(r'^[EW]: ', said, re.MULTILINE), said


@tap.case('regularsctl runs, and makes a shop')
def _():
    assert re.search(r'regularsctl \d+\.\d+', (FOLDER / 'version').read_text())
    assert (FOLDER / 'shop.regulars').exists(), (FOLDER / 'init').read_text()


@tap.case('what a program of the desktop has is installed')
def _():
    for name in (f'applications/{APP_ID}.desktop', f'dbus-1/services/{APP_ID}.service',
                 f'gnome-shell/search-providers/{APP_ID}.search-provider.ini',
                 f'metainfo/{APP_ID}.metainfo.xml', f'icons/hicolor/scalable/apps/{APP_ID}.svg',
                 'man/man1/regulars.1.gz', 'man/man1/regularsctl.1.gz',
                 'glib-2.0/schemas/gschemas.compiled'):
        assert (FRESH / 'usr/share' / name).exists(), name


@tap.case('a window is shown, on the shop')
def _():
    app = foreign.Foreign(APP_ID, FOLDER, FOLDER / 'window')
    app.find('label', 'Fjordbok')
    app.settle()
    PICTURES.mkdir(exist_ok=True)
    app.screenshot(PICTURES / 'deb.png')
    app.leave()


tap.run()
