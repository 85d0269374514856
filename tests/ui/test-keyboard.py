#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""The program by real key presses alone, under Xvfb. Usage: test-keyboard.py BUILD"""

import sys

import harness
import tap

BUILD = sys.argv[1]

session = harness.Session(BUILD, display='x11')
shop = session.sample() if session.has_sample() else None
arguments = ['--store', shop] if shop else []
app = session.start(*arguments, size=harness.WIDE)
app.focus_window()


def focused(condition, what):
    """Waits until the keyboard is on a node that passes the condition, and returns it."""
    def look():
        node = app.focused()
        return node if node and condition(node) else None
    return harness.until(look, f'the keyboard on {what}')


@tap.case('F10 opens the menu, Escape closes it')
def _():
    # GTK 4.18 gives the items of a menu no spoken name, so they are known by their role.
    app.key('F10')
    focused(lambda node: node.get_role_name() == 'menu item', 'an item of the menu')
    app.key('Escape')
    focused(lambda node: node.get_role_name() != 'menu item', 'the page again')


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
