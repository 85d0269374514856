# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""A portal for programs in a sandbox, without a person behind it: it takes the calls, writes them
down, and answers at once with what the test has laid ready in a folder.

    open     the URI that the dialog for opening a file gives
    save     the URI that the dialog for saving one gives
    print.pdf  what was printed, written by the portal
    calls    one call a line: its name and its arguments, as JSON

As a program: portal.py FOLDER.
"""

import json
import os
import pathlib
import sys

from gi.repository import Gio, GLib

NAME = 'org.freedesktop.portal.Desktop'
PATH = '/org/freedesktop/portal/desktop'

INTERFACES = '''<node>
  <interface name='org.freedesktop.portal.FileChooser'>
    <method name='OpenFile'>
      <arg type='s' direction='in'/><arg type='s' direction='in'/>
      <arg type='a{sv}' direction='in'/><arg type='o' direction='out'/>
    </method>
    <method name='SaveFile'>
      <arg type='s' direction='in'/><arg type='s' direction='in'/>
      <arg type='a{sv}' direction='in'/><arg type='o' direction='out'/>
    </method>
    <property name='version' type='u' access='read'/>
  </interface>
  <interface name='org.freedesktop.portal.Print'>
    <method name='PreparePrint'>
      <arg type='s' direction='in'/><arg type='s' direction='in'/>
      <arg type='a{sv}' direction='in'/><arg type='a{sv}' direction='in'/>
      <arg type='a{sv}' direction='in'/><arg type='o' direction='out'/>
    </method>
    <method name='Print'>
      <arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='h' direction='in'/>
      <arg type='a{sv}' direction='in'/><arg type='o' direction='out'/>
    </method>
    <property name='version' type='u' access='read'/>
  </interface>
  <interface name='org.freedesktop.portal.Email'>
    <method name='ComposeEmail'>
      <arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>
      <arg type='o' direction='out'/>
    </method>
    <property name='version' type='u' access='read'/>
  </interface>
  <interface name='org.freedesktop.portal.Notification'>
    <method name='AddNotification'>
      <arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>
    </method>
    <method name='RemoveNotification'><arg type='s' direction='in'/></method>
    <property name='version' type='u' access='read'/>
  </interface>
</node>'''
VERSIONS = {'FileChooser': 3, 'Print': 1, 'Email': 4, 'Notification': 1}


class Portal:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        for interface in Gio.DBusNodeInfo.new_for_xml(INTERFACES).interfaces:
            self.bus.register_object(PATH, interface, self.call, self.get, None)
        self.bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                           'RequestName', GLib.Variant('(su)', (NAME, 0)), None,
                           Gio.DBusCallFlags.NONE, -1, None)
        # Whoever waits for the folder finds the portal.
        self.folder.mkdir(parents=True, exist_ok=True)

    def get(self, _bus, _sender, _path, interface, _name):
        return GLib.Variant('u', VERSIONS[interface.rsplit('.', 1)[-1]])

    def call(self, _bus, sender, _path, _interface, method, parameters, invocation):
        arguments = parameters.unpack()
        with open(self.folder / 'calls', 'a') as calls:
            print(json.dumps([method, arguments], default=repr), file=calls)
        if method in ('AddNotification', 'RemoveNotification'):
            invocation.return_value(None)
            return
        token = arguments[-1].get('handle_token', 'none')
        handle = f'{PATH}/request/{sender[1:].replace(".", "_")}/{token}'
        results = getattr(self, method)(arguments, invocation.get_message())
        invocation.return_value(GLib.Variant('(o)', (handle,)))
        self.bus.emit_signal(sender, handle, 'org.freedesktop.portal.Request', 'Response',
                             GLib.Variant('(ua{sv})', (0, results)))

    def OpenFile(self, _arguments, _message):
        return {'uris': GLib.Variant('as', [(self.folder / 'open').read_text()])}

    def SaveFile(self, _arguments, _message):
        return {'uris': GLib.Variant('as', [(self.folder / 'save').read_text()])}

    def ComposeEmail(self, _arguments, _message):
        return {}

    def PreparePrint(self, arguments, _message):
        return {'settings': GLib.Variant('a{sv}', _wrapped(arguments[2])),
                'page-setup': GLib.Variant('a{sv}', _wrapped(arguments[3])),
                'token': GLib.Variant('u', 7)}

    def Print(self, arguments, message):
        fd = message.get_unix_fd_list().get(arguments[2])
        with open(fd, 'rb') as pages:
            os.lseek(fd, 0, os.SEEK_SET)
            (self.folder / 'print.pdf').write_bytes(pages.read())
        return {}


def _wrapped(values):
    kinds = {str: 's', int: 'i', float: 'd', bool: 'b'}
    return {key: GLib.Variant(kinds[type(value)], value) for key, value in values.items()}


if __name__ == '__main__':
    portal = Portal(sys.argv[1])
    GLib.MainLoop().run()
