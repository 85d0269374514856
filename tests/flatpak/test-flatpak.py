#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""The installed Flatpak inside its sandbox. ./dev flatpak starts it; usage: test-flatpak.py BUILD
FOLDER ID wayland|x11, where FOLDER has the session's names and what commands inside have answered.

Printing is tested on X11: GTK cannot print through the portal on weston, which has no names for
windows of other programs (xdg-foreign)."""

import json
import os
import pathlib
import re
import subprocess
import sys
import time

import foreign
import harness
import tap

FOLDER = pathlib.Path(sys.argv[2])
ID = sys.argv[3]
DISPLAY = sys.argv[4]
ANSWERS = FOLDER / 'answers'
PORTAL = FOLDER / 'portal'
ENV = foreign.use_session(FOLDER / 'session')
DATA = pathlib.Path(ENV['HOME']) / '.var/app' / ID / 'data'
PICTURES = pathlib.Path(sys.argv[1]) / 'pictures'


def case(display, name):
    """A case of one of the two displays."""
    return tap.case(name) if DISPLAY == display else lambda function: None


def inside():
    return (ANSWERS / 'inside').read_text().split('---\n')


@case('wayland', 'the sandbox has a network, for the mail server, and shares nothing else')
def _():
    info, *_ = inside()
    shared = re.search(r'^shared=(.*)$', info, re.MULTILINE)
    assert shared and set(shared.group(1).strip(';').split(';')) == {'ipc', 'network'}, info


@case('wayland', 'the sandbox sees no folder of the person, and writes nowhere but in its own')
def _():
    info, _network, home, wrote, _files = inside()
    assert 'filesystems' not in info, info
    assert 'for nobody else' not in home, home
    # What it could write to is its own, and is gone with it.
    assert not {'/usr', '/app'} & set(re.findall(r'^wrote (.*)$', wrote, re.MULTILINE)), wrote
    assert (ANSWERS / 'outside').read_text() == ''


@case('wayland', 'no bus name is talked to beyond the portals')
def _():
    info = inside()[0]
    assert 'Session Bus Policy' not in info and 'System Bus Policy' not in info, info


@case('wayland', 'what a program of the desktop has is installed, and its licence')
def _():
    files = inside()[4]
    for name in (f'applications/{ID}.desktop', f'dbus-1/services/{ID}.service',
                 f'gnome-shell/search-providers/{ID}.search-provider.ini',
                 f'icons/hicolor/scalable/apps/{ID}.svg', f'licenses/{ID}/LICENSE',
                 f'icons/hicolor/symbolic/apps/{ID}-symbolic.svg',
                 'glib-2.0/schemas/gschemas.compiled'):
        assert f'/app/share/{name}' in files, f'{name} is not in\n{files}'


@case('wayland', 'regularsctl reads a till file from standard input')
def _():
    said = json.loads((ANSWERS / 'import').read_text())
    assert 'error' not in said, said
    shop = DATA / 'shop.regulars'
    lines = subprocess.run(['sqlite3', '-readonly', f'file:{shop}?mode=ro',
                            'SELECT count(*) FROM receipt_line'], text=True,
                           stdout=subprocess.PIPE, check=True).stdout
    assert int(lines) == 4, lines


@tap.case('a window is shown, on the shop')
def _():
    global app
    app = foreign.Foreign(ID, DATA, ANSWERS / f'window-{DISPLAY}')
    app.find('label', 'Fjordbok')
    app.settle()
    picture = app.screenshot(DATA / f'flatpak-{DISPLAY}.png')
    PICTURES.mkdir(exist_ok=True)
    (PICTURES / picture.name).write_bytes(picture.read_bytes())


@case('wayland', 'a file is chosen through the portal')
def _():
    till = DATA / 'more.csv'
    till.write_text((pathlib.Path(__file__).parent / 'till.csv').read_text()
                    .replace('100', '200'))
    (PORTAL / 'open').write_text(till.as_uri())
    app.window_action('import-sales')
    app.find('label', lambda name: 'more.csv' in name)
    assert '"OpenFile"' in (PORTAL / 'calls').read_text()
    app.action('test-close-dialog')


@case('wayland', 'the folder of new files is chosen through the portal')
def _():
    folder = DATA / 'till'
    folder.mkdir()
    day = folder / 'friday.csv'
    day.write_text((pathlib.Path(__file__).parent / 'till.csv').read_text().replace('100', '300'))
    old = time.time() - 60
    os.utime(day, (old, old))
    (PORTAL / 'open').write_text(folder.as_uri())
    app.show('today')
    app.settle()
    app.page_action('page.choose-folder')
    app.find('label', lambda name: name.startswith('New sales file'))
    calls = [json.loads(line) for line in (PORTAL / 'calls').read_text().splitlines()]
    assert any(name == 'OpenFile' and arguments[-1].get('directory') for name, arguments in calls)


@case('x11', 'a report is printed through the portal')
def _():
    app.window_action('show-report', "{'report': <'sales'>}")
    app.settle()
    app.page_action('page.print')
    pdf = PORTAL / 'print.pdf'
    harness.until(lambda: pdf.exists() and pdf.read_bytes()[-6:].strip() == b'%%EOF',
                  'what was printed')
    text = subprocess.run(['pdftotext', str(pdf), '-'], text=True, stdout=subprocess.PIPE).stdout
    assert 'Fjordbok' in text, text


@case('x11', 'a report is saved as PDF where the portal says')
def _():
    saved = DATA / 'saved.pdf'
    (PORTAL / 'save').write_text(saved.as_uri())
    app.page_action('page.save-pdf')
    harness.until(lambda: saved.exists() and saved.read_bytes()[-6:].strip() == b'%%EOF',
                  'the saved file')
    text = subprocess.run(['pdftotext', str(saved), '-'], text=True, stdout=subprocess.PIPE).stdout
    assert 'Fjordbok' in text, text


@tap.case('the window is left')
def _():
    app.leave()


tap.run()
