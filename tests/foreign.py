# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""A window that somebody else started, out of a sandbox or another root, in the session of
tests/session.py: known by its name in the accessibility tree, and driven like any other."""

import os
import pathlib

import harness


class Running:
    """Stands for the process, which cannot be seen from here."""

    returncode = None

    def poll(self):
        return None


class Place:
    """Stands for the session: its bus, and a folder that the program may write to."""

    bus = harness.Session.bus

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.env = os.environ
        self._bus = None


class Foreign(harness.App):
    def __init__(self, app_id, folder, log):
        harness.APP_ID = app_id
        harness.APP_PATH = '/' + app_id.replace('.', '/')
        self.session = Place(folder)
        self.env = dict(os.environ)
        self.log = pathlib.Path(log)
        self.process = Running()
        self.wait_ready()

    def _root(self):
        desktop = harness._atspi().get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child and 'regulars' in (child.get_name() or '').lower():
                return child
        return None

    def leave(self):
        self.action('quit')
        harness.until(lambda: self._root() is None, 'the window to go')
        said = self.said()
        assert 'CRITICAL' not in said and 'dumped' not in said, said


def use_session(file):
    """The names of the session, for this process too."""
    lines = pathlib.Path(file).read_text().splitlines()
    names = dict(line.split('=', 1) for line in lines)
    names = {name: value.strip("'") for name, value in names.items()}
    os.environ.update(names)
    return names
