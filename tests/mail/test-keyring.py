#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""The password of the e-mail account lies in the keyring and nowhere else: regularsctl with GNOME
Keyring on a bus of its own, open, locked, empty and absent. Usage: test-keyring.py BUILD"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from gi.repository import Gio, GLib

import mail_server
import tap

PROGRAM = pathlib.Path(sys.argv[1]) / 'src/ctl/regularsctl'
FOLDER = tempfile.TemporaryDirectory(prefix='rg-ring-')
PLACE = pathlib.Path(FOLDER.name)
SHOP = PLACE / 'shop.regulars'
SECRETS = 'org.freedesktop.secrets'
# Nothing is started by being called: there is a keyring when the test says so.
BUS = '''<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={}</listen><policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>'''
ENV = dict(os.environ, HOME=FOLDER.name, XDG_RUNTIME_DIR=FOLDER.name, XDG_DATA_HOME=FOLDER.name,
           DBUS_SESSION_BUS_ADDRESS=f'unix:path={PLACE}/none')
ENV.pop('DISPLAY', None)
ENV.pop('WAYLAND_DISPLAY', None)

if not shutil.which('gnome-keyring-daemon'):
    print('1..0 # SKIP gnome-keyring is not installed')
    sys.exit()

server = mail_server.MailServer(user=True)
children = []


def call(*words, code=0, typed=None, shop=SHOP):
    done = subprocess.run([PROGRAM, '--store', shop, *map(str, words)], text=True,
                          input=typed or '', stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, env=ENV)
    assert done.returncode == code, f'{words}: {done.returncode} {done.stdout} {done.stderr}'
    return done.stdout if code == 0 else done.stderr


def send(code=0, **where):
    return call('mail', 'test', 'ann@example.org', code=code, **where)


def start_bus():
    (PLACE / 'bus.conf').write_text(BUS.format(PLACE / 'bus'))
    children.append(subprocess.Popen(['dbus-daemon', f'--config-file={PLACE}/bus.conf',
                                      '--nofork', '--nopidfile'], env=ENV,
                                     stderr=subprocess.DEVNULL))
    while not (PLACE / 'bus').exists():
        time.sleep(.005)
    ENV['DBUS_SESSION_BUS_ADDRESS'] = f'unix:path={PLACE}/bus'


def connect():
    kind = Gio.DBusConnectionFlags
    return Gio.DBusConnection.new_for_address_sync(
        ENV['DBUS_SESSION_BUS_ADDRESS'],
        kind.AUTHENTICATION_CLIENT | kind.MESSAGE_BUS_CONNECTION, None, None)


def start_keyring(bus):
    ring = subprocess.Popen(['gnome-keyring-daemon', '--unlock', '--foreground',
                             '--components=secrets'], env=ENV, stdin=subprocess.PIPE,
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    children.append(ring)
    ring.stdin.write(b'of the keyring')
    ring.stdin.close()
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if bus.call_sync('org.freedesktop.DBus', '/', 'org.freedesktop.DBus', 'NameHasOwner',
                         GLib.Variant('(s)', (SECRETS,)), None, 0, -1, None).unpack()[0]:
            return
        time.sleep(.01)
    raise AssertionError('the keyring does not come')


def ask(bus, method, *arguments):
    return bus.call_sync(SECRETS, '/org/freedesktop/secrets', 'org.freedesktop.Secret.Service',
                         method, GLib.Variant(*arguments), None, 0, -1, None).unpack()


def kept(bus):
    """Items that can be read, and locked ones."""
    return ask(bus, 'SearchItems', '(a{ss})', ({'xdg:schema': 'io.github.regulars.Mail'},))


call('sample', '--customers', '20')
call('mail', 'set', '--host', 'localhost', '--port', server.port, '--security', 'none', '--from',
     'shop@example.org', '--user', 'shop')


@tap.case('without a bus, and without a keyring on it: a sentence, and nothing is connected to')
def _():
    for start in (None, start_bus):
        if start:
            start()
        for said in (send(code=1), call('mail', 'set', '--password', code=1, typed='hush\n')):
            assert 'keyring' in said and 'does not answer' in said, said
            assert said.rstrip().endswith('try again.') and 'GDBus' not in said, said
    assert server.connections == 0


@tap.case('a keyring that has none: a sentence says where to type it')
def _():
    global bus
    bus = connect()
    start_keyring(bus)
    assert 'has no password for the e-mail account' in send(code=1)
    assert server.connections == 0 and kept(bus) == ([], [])


@tap.case('what is typed goes to the keyring, and from there to the server')
def _():
    call('mail', 'set', '--password', typed='hüsh "7"\\\n')
    send()
    assert server.users == [(b'shop', 'hüsh "7"\\'.encode())], server.users
    (item,), locked = kept(bus)
    assert not locked
    label = bus.call_sync(SECRETS, item, 'org.freedesktop.DBus.Properties', 'Get',
                          GLib.Variant('(ss)', ('org.freedesktop.Secret.Item', 'Label')), None, 0,
                          -1, None).unpack()[0]
    assert label == 'E-mail account of Fjordbok', label
    for file in PLACE.rglob('*'):
        if file.is_file():
            assert 'hüsh'.encode() not in file.read_bytes(), file


@tap.case('another shop on the same computer has a password of its own')
def _():
    other = PLACE / 'other.regulars'
    call('init', '--name', 'Other', '--currency', 'NOK', shop=other)
    call('mail', 'set', '--host', 'localhost', '--port', server.port, '--security', 'none',
         '--from', 'other@example.org', '--user', 'other', shop=other)
    assert 'has no password' in send(code=1, shop=other)
    call('mail', 'set', '--password', typed='other\n', shop=other)
    send(shop=other)
    assert server.users[-1] == (b'other', b'other')
    call('mail', 'off', shop=other)
    assert len(kept(bus)[0]) == 1


@tap.case('a locked keyring: a sentence, and nothing is connected to')
def _():
    before = server.connections
    ask(bus, 'Lock', '(ao)', (['/org/freedesktop/secrets/collection/login'],))
    assert len(kept(bus)[1]) == 1
    said = send(code=1)
    assert 'is locked. Unlock it, and try again.' in said, said
    assert server.connections == before


@tap.case('an account that is removed is forgotten, also where the keyring is gone')
def _():
    for child in children[1:]:
        child.terminate()
        child.wait()
    call('mail', 'off')
    assert 'No e-mail account' in call('mail', 'show')


try:
    tap.run()
finally:
    for child in children:
        child.terminate()
    server.stop()
