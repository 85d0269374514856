# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""What is printed: the print dialog, and what a PDF says."""

import re
import subprocess

import harness


def pdf(path):
    """Its number of pages, and the words of the first."""
    told = subprocess.run(['pdfinfo', path], text=True, capture_output=True).stdout
    found = re.search(r'^Pages:\s+(\d+)', told, re.MULTILINE)
    words = subprocess.run(['pdftotext', '-l', '1', path, '-'], text=True,
                           capture_output=True).stdout
    return (int(found.group(1)), words) if found else (0, '')


def _dialog(session, app):
    """The print dialog that is open, with the keyboard in it."""
    for path in session.folder.rglob('output.pdf'):
        path.unlink()
    dialog = app.find('dialog', 'Print')
    window = app._xdotool('search', '--sync', '--onlyvisible', '--name', '^Print$').split()[-1]
    app._xdotool('windowmove', '--sync', window, '0', '0', 'windowraise', window, 'windowfocus',
                 '--sync', window)
    return dialog


def _printed(session):
    return harness.until(lambda: next((path for path in session.folder.rglob('output.pdf')
                                       if pdf(path)[0]), None), 'what was printed')


def print_to_file(session, app):
    """Print in the print dialog that is open, where a computer without printers has a file."""
    dialog = _dialog(session, app)
    app.click(app.find('table row', 'Print to File', within=dialog))
    app.press('Print', role='button', within=dialog)
    return _printed(session)


def print_by_keys(session, app, keys):
    """The same with keys alone."""
    _dialog(session, app)
    keys.go('Print to File', 'table row')
    app.key('space')
    app.key('alt+p')
    return _printed(session)
