#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""The program by real key presses alone, under Xvfb. Usage: test-keyboard.py BUILD"""

import sys

import harness
import tap

BUILD = sys.argv[1]

session = harness.Session(BUILD, display='x11')
app = session.start('--store', session.sample(), size=harness.WIDE)
app.focus_window()


def focused(condition, what):
    """Waits until the keyboard is on a node that passes the condition, and returns it."""
    def look():
        node = app.focused()
        return node if node and condition(node) else None
    return harness.until(look, f'the keyboard on {what}')


def in_menu(node):
    return node is not None and node.get_role_name() == 'menu item'


@tap.case('F10 opens the menu, Escape closes it')
def _():
    app.key('F10')
    focused(in_menu, 'an item of the menu')
    app.key('Escape')
    harness.until(lambda: not in_menu(app.focused()), 'the menu to close')


@tap.case('Ctrl+comma opens the preferences, Escape closes them')
def _():
    app.key('ctrl+comma')
    app.find('dialog', 'Preferences')
    app.key('Escape')
    app.gone('dialog', 'Preferences')


@tap.case('Ctrl+? lists the shortcuts')
def _():
    app.key('ctrl+question')
    app.find('dialog', 'Keyboard Shortcuts')
    app.key('Escape')
    app.gone('dialog', 'Keyboard Shortcuts')


@tap.case('Ctrl+W closes the window')
def _():
    app.key('ctrl+w')
    assert app.process.wait(harness.PATIENCE) == 0, app.said()


tap.run()
