#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Two displays, a session bus and a portal for a program that is started from outside of the
build root: session.py BUILD FILE. FILE says where they are, for a shell; FILE.end ends them."""

import pathlib
import shlex
import sys

TESTS = pathlib.Path(__file__).parent
sys.path[:0] = [str(TESTS), str(TESTS / 'ui')]

import harness  # noqa: E402

NAMES = ('HOME', 'XDG_RUNTIME_DIR', 'DBUS_SESSION_BUS_ADDRESS', 'WAYLAND_DISPLAY', 'DISPLAY')

session = harness.Session(sys.argv[1])
session.env['DISPLAY'] = f':{harness._free_display()}'
session._start_xvfb(harness.WIDE)
file = pathlib.Path(sys.argv[2])

from gi.repository import GLib  # noqa: E402
import portal  # noqa: E402 - the bus is there only now

portal.Portal(file.parent / 'portal')
loop = GLib.MainLoop()
text = ''.join(f'{name}={shlex.quote(session.env[name])}\n' for name in NAMES)
partial = file.with_suffix('.part')
partial.write_text(text)
partial.rename(file)


def look():
    if file.with_name(file.name + '.end').exists():
        loop.quit()
    return True


GLib.timeout_add(200, look)
loop.run()
session.close()
