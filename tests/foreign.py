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


class Place(harness.Buses):
    """Stands for the session: its buses, and a folder that the program may write to."""

    def __init__(self, folder):
        super().__init__(os.environ['DBUS_SESSION_BUS_ADDRESS'])
        self.folder = pathlib.Path(folder)


class Foreign(harness.App):
    def __init__(self, app_id, folder, log):
        harness.APP_ID = app_id
        harness.APP_PATH = '/' + app_id.replace('.', '/')
        self.session = Place(folder)
        self.env = dict(os.environ)
        self.log = pathlib.Path(log)
        self.process = Running()
        self.wait_ready()

    def _find_program(self):
        return next((program for program in self.session.accessible().programs()
                     if 'regulars' in program.read().get_name().lower()), None)

    def leave(self):
        self.action('quit')
        harness.until(lambda: self._find_program() is None, 'the window to go')
        said = self.said()
        assert 'CRITICAL' not in said and 'dumped' not in said, said


def use_session(file):
    """The names of the session, for this process too."""
    lines = pathlib.Path(file).read_text().splitlines()
    names = dict(line.split('=', 1) for line in lines)
    names = {name: value.strip("'") for name, value in names.items()}
    os.environ.update(names)
    return names
