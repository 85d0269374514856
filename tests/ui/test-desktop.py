#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""How the desktop meets the program: one of it runs, files are handed to it, it comes back as it
was left, and nothing that is said to it over the bus ends it. Usage: test-desktop.py BUILD"""

import pathlib
import re
import struct
import subprocess
import sys

import foreign
import harness
import tap
import tree

BUILD = pathlib.Path(sys.argv[1])
PROGRAM = str(BUILD.resolve() / 'src/app/regulars')

session = harness.Session(sys.argv[1])
shop = session.folder / 'shop.regulars'
till = session.folder / 'till.csv'
till.write_text('Receipt;Date;Product;Quantity;Price\n1;2026-03-02;Tea;1;3.50\n')
session.ctl(shop, 'init', '--name', 'Fjordbok', '--currency', 'NOK')
app = session.start('--store', shop, size=(900, 700))

# What each type of parameter is tried with: nothing, too much, and what cannot be.
ODD = {
    's': ("''", "'nonsense'", "'" + 'x' * 5000 + "'", "'../../etc/passwd'"),
    'x': ('int64 0', 'int64 -1', 'int64 987654321', 'int64 9223372036854775807'),
    '(sb)': ("('', false)", "('nonsense', true)", "('/nowhere/at/all', false)"),
    '(xs)': ("(int64 -1, '')", "(int64 987654321, '<b>&')"),
    'a{sv}': ('@a{sv} {}', "{'uri': <''>, 'kind': <''>}", "{'uri': <int64 7>, 'kind': <true>}",
              "{'uri': <'nonsense'>}", "{'uri': <'file:///nowhere/at/all.csv'>}",
              "{'uri': <'file:///'>}", "{'uri': <'https://example.org/a.csv'>}",
              "{'title': <''>, 'customer': <int64 -1>, 'from': <int32 2147483647>}",
              "{'report': <'nonsense'>}", "{'report': <'sales'>}", "{'report': <'loyalty'>}"),
}
# They end the program, or ask for a file with a dialog of the desktop.
LEFT_OUT = {'quit', 'import-sales', 'import-customers', 'restore-backup', 'main-menu'}


def second(*arguments):
    """Starts the program again; returns its code and what it said."""
    done = subprocess.run([PROGRAM, *map(str, arguments)], env=app.env, text=True, timeout=30,
                          cwd=session.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout


def signatures(path):
    """Name and parameter type of each action that is exported there."""
    return [(name, signature) for name, (_, signature, _) in app.described_actions(path).items()]


def frames():
    return [node for node in app.nodes(('frame', 'window'))]


@tap.case('a window that something else has started is driven like this one')
def _():
    """As ./dev flatpak and ./dev deb do, which are no part of the tests."""
    seen = foreign.Foreign(harness.APP_ID, session.folder, app.log)
    seen.find('label', 'Fjordbok')
    seen.show('customers')
    seen.settle()
    assert seen.screenshot(session.folder / 'seen.png').stat().st_size > 1000


@tap.case('the version and the help need no window')
def _():
    code, said = second('--version')
    assert code == 0 and re.search(r'\d+\.\d+\.\d+', said), said
    code, said = second('--help')
    assert code == 0 and '[FILE]' in said and '--store' in said, said


@tap.case('a second start leaves one window')
def _():
    assert second() == (0, '')
    assert app.process.poll() is None
    assert len(frames()) == 1, app.outline()


@tap.case('a file that the second start names is offered to the import')
def _():
    assert second('till.csv') == (0, '')
    app.find('dialog', lambda name: name.startswith('Import'))
    app.find('label', lambda name: 'till.csv' in name)
    app.action('test-close-dialog')
    app.gone('dialog', lambda name: name.startswith('Import'))
    assert len(frames()) == 1, app.outline()


@tap.case('a file that the desktop opens is offered to the import')
def _():
    subprocess.run(['gdbus', 'call', '--session', '--dest', harness.APP_ID, '--object-path',
                    harness.APP_PATH, '--method', 'org.freedesktop.Application.Open',
                    f"['{till.as_uri()}']", '{}'], env=app.env, check=True,
                   stdout=subprocess.DEVNULL)
    app.find('label', lambda name: 'till.csv' in name)
    app.action('test-close-dialog')


@tap.case('a shop that is named is opened, not imported')
def _():
    other = session.folder / 'other.regulars'
    session.ctl(other, 'init', '--name', 'Havnegaten', '--currency', 'NOK')
    assert second('other.regulars') == (0, '')
    app.find('label', 'Havnegaten')
    assert second('--store', shop) == (0, '')
    app.find('label', 'Fjordbok')


@tap.case('an import without a file says so')
def _():
    app.window_action('import', '@a{sv} {}')
    app.find('label', lambda name: name.startswith('The file is not there'))
    app.action('test-close-dialog')


@tap.case('the shortcuts dialog lists every row of the table, and every place')
def _():
    app.action('shortcuts')
    app.find('dialog', 'Keyboard Shortcuts')
    app.find('label', 'Close Window')
    app.settle()
    shown = {node.get_name() for node in app.nodes('label')}
    table = tree.read('src/app/rg-shortcuts.c')
    titles = re.findall(r'\{ N_\("[^"]+"\), N_\("([^"]+)"\), "', table)
    assert len(titles) > 8 and not set(titles) - shown, set(titles) - shown
    places = re.findall(r'\{ "[a-z]+", N_\("([^"]+)"\), "', tree.read('src/app/rg-places.c'))
    for number, title in enumerate(places, 1):
        assert title in shown and f'Alt+{number}' in shown, (title, shown)
    app.action('test-close-dialog')


@tap.case('no action ends the program, whatever it is given')
def _():
    tried = 0
    for path in (harness.APP_PATH, app.window_path()):
        for name, signature in signatures(path):
            if name in LEFT_OUT or name.startswith('test-'):
                continue
            for parameter in ODD[signature] if signature else ('',):
                app.action(name, *([parameter] if parameter else []), path=path)
                app.report('test-heartbeat')
                app.action('test-close-dialog')
                tried += 1
            # Pages that lie upon each other make each step slower.
            app.show('today')
    assert tried > 50, tried
    app.settle()
    assert app.process.poll() is None, app.said()


@tap.case('the window comes back as it was left')
def _():
    global app
    app.show('customers')
    app.resize(640, 480)
    app.settle()
    assert app.quit() == 0, app.said()
    app = session.start('--store', shop)
    app.settle()
    app.find('label', 'No Customers Yet')
    picture = session.folder / 'window.png'
    width, height = struct.unpack('>II', app.screenshot(picture).read_bytes()[16:24])
    assert (width, height) == (640, 480), (width, height)


@tap.case('the bus starts it without a window, and then shows one')
def _():
    global app
    assert app.quit() == 0, app.said()
    app = harness.App(session, [PROGRAM, '--gapplication-service'], session.env)
    session.apps.append(app)
    harness.until(lambda: _listed(), 'the name on the bus')
    app.action('import-sales')
    app.wait_ready()
    assert len(frames()) == 1, app.outline()
    assert app.quit() == 0, app.said()


def _listed():
    try:
        return app.actions()
    except harness.Failure:
        return None


tap.run()
