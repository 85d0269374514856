# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Reads what a program says of itself on the accessibility bus (AT-SPI 2, as D-Bus messages).

    bus = accessible.Bus(session_bus)
    program = next(bus.programs())
    for node in program.read().walk():
        print(node.get_role_name(), node.get_name())

libatspi asks for each property of each object by itself and keeps the answers, which grow old where
no main loop runs. Here a tree is asked for level by level, all of a level at once, and then once
for all names, roles and states; what was read stays as it was, and is read anew to see what
changed. A tree that need not be whole is asked for only where it differs from the one before."""

import ast
import collections
import re

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib  # noqa: E402

ROOT = '/org/a11y/atspi/accessible/root'
CACHE = '/org/a11y/atspi/cache'
INTERFACE = 'org.a11y.atspi.'
WAIT_MS = 20000
WINDOW = 1  # coordinates, as ATSPI_COORD_TYPE_WINDOW
SENSITIVE = 1 << Atspi.StateType.SENSITIVE
FOCUSABLE = 1 << Atspi.StateType.FOCUSABLE
FOCUSED = 1 << Atspi.StateType.FOCUSED
SELECTED = 1 << Atspi.StateType.SELECTED
SHOWN = 1 << Atspi.StateType.SHOWING | 1 << Atspi.StateType.VISIBLE

# One object as GLib writes it: what it is, its program, what it is in, its place there, how many it
# has below, what it can do, its name, role, description and states.
TEXT = r"""('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
REF = r"\('[^']*', '([^']*)'\)"
ITEM = re.compile(rf"\({REF}, {REF}, {REF}, (-?\d+), (-?\d+), (\[[^]]*\]), {TEXT}, (\d+), "
                  rf"{TEXT}, \[(\d+), (\d+)\]\)")

Fact = collections.namedtuple('Fact', 'parent place count states role name description interfaces')
NOTHING = Fact(None, 0, 0, 0, 0, '', '', '')
Extents = collections.namedtuple('Extents', 'x y width height')
_role_names = {}


def role_name(role):
    if role not in _role_names:
        _role_names[role] = Atspi.role_get_name(Atspi.Role(role))
    return _role_names[role]


class Bus:
    """The accessibility bus that belongs to a session bus."""

    def __init__(self, session_bus):
        address = session_bus.call_sync(
            'org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None, None,
            Gio.DBusCallFlags.NONE, WAIT_MS, None).unpack()[0]
        kind = Gio.DBusConnectionFlags
        self.connection = Gio.DBusConnection.new_for_address_sync(
            address, kind.AUTHENTICATION_CLIENT | kind.MESSAGE_BUS_CONNECTION, None, None)
        self.context = GLib.MainContext.new()

    def call(self, owner, path, interface, method, arguments=None):
        return self.connection.call_sync(owner, path, interface, method, arguments, None,
                                         Gio.DBusCallFlags.NONE, WAIT_MS, None)

    def ask_each(self, owner, paths, interface, method):
        """Asks all of them before the first answers; None stands for what is gone meanwhile."""
        answers = dict.fromkeys(paths)
        waiting = len(paths)

        def answered(connection, result, path):
            nonlocal waiting
            waiting -= 1
            try:
                answers[path] = connection.call_finish(result)
            except GLib.Error:
                pass

        self.context.push_thread_default()
        for path in paths:
            self.connection.call(owner, path, interface, method, None, None,
                                 Gio.DBusCallFlags.NO_AUTO_START, WAIT_MS, None, answered, path)
        while waiting:
            self.context.iteration(True)
        self.context.pop_thread_default()
        return answers

    def programs(self):
        """Everybody on the bus who has something to show."""
        answer = self.call('org.a11y.atspi.Registry', ROOT, INTERFACE + 'Accessible', 'GetChildren')
        return [Program(self, owner, path) for owner, path in answer.unpack()[0]]

    def process_of(self, owner):
        """None when it is gone."""
        try:
            return self.call('org.freedesktop.DBus', '/org/freedesktop/DBus',
                             'org.freedesktop.DBus', 'GetConnectionUnixProcessID',
                             GLib.Variant('(s)', (owner,))).unpack()[0]
        except GLib.Error:
            return None


class Program:
    def __init__(self, bus, owner, path):
        self.bus = bus
        self.owner = owner
        self.path = path
        self._known = {}

    def process(self):
        return self.bus.process_of(self.owner)

    def call(self, path, interface, method, arguments=None):
        return self.bus.call(self.owner, path, INTERFACE + interface, method, arguments)

    def property(self, path, interface, name):
        return self.bus.call(self.owner, path, 'org.freedesktop.DBus.Properties', 'Get',
                             GLib.Variant('(ss)', (INTERFACE + interface, name))).unpack()[0]

    def read(self, whole=True):
        """The tree as it stands; without anything below its root when the program is gone. One that
        is not whole may lack what came into the place of something else, and still have that."""
        facts = {} if whole else self._facts()
        known = self._still_known(facts)
        below = {}
        level = [self.path]
        while level:
            answers = self.bus.ask_each(self.owner, [path for path in level if path not in known],
                                        INTERFACE + 'Accessible', 'GetChildren')
            for path in level:
                answer = answers.get(path)
                below[path] = (known[path] if path in known else
                               [path for _, path in answer.unpack()[0]] if answer else [])
            level = [child for path in level for child in below[path]]
        # Asked afterwards: only what somebody has asked for stands in the program's own list.
        if below.keys() - facts.keys() - {self.path} or whole:
            facts = self._facts()
        self._known = below
        return self._node(self.path, None, below, facts)

    def _still_known(self, facts):
        """What is below each of those of which nothing says that it has changed: each place in it
        is taken by one alone, the one that was there."""
        places = _places(facts)
        return {path: children for path, children in self._known.items()
                if path in facts and facts[path].count == len(children)
                and sorted((place, child) for child, place in places[path].items()
                           if place < len(children)) == list(enumerate(children))}

    def focused(self):
        """The node that has the keyboard, or None. It has nothing below it here."""
        facts = self._facts()
        found = [(depth, path) for path, fact in facts.items() if fact.states & FOCUSED
                 and (depth := self._depth(path, facts)) > 1]
        if not found:
            return None
        return self._node(min(found)[1], None, collections.defaultdict(list), facts)

    def _depth(self, path, facts):
        """How many it is below the root, a window being the first; 0 when it is not shown, or
        something that it is in: a page that was left keeps its states."""
        depth = 0
        while path != self.path:
            if path not in facts or not facts[path].states & SHOWN:
                return 0
            path = facts[path].parent
            depth += 1
        return depth

    def _facts(self):
        """What the program's own list says, by path."""
        try:
            items = self.bus.call(self.owner, CACHE, INTERFACE + 'Cache', 'GetItems')
        except GLib.Error:
            return {}
        text = items.print_(False)
        found = ITEM.findall(text)
        assert len(found) == items.get_child_value(0).n_children(), 'an object cannot be read'
        return {path: Fact(parent, int(place), int(count), int(low) | int(high) << 32, int(role),
                           _plain(name), _plain(description), interfaces)
                for path, _, parent, place, count, interfaces, name, role, description, low, high
                in found}

    def _node(self, path, parent, below, facts):
        fact = facts.get(path, NOTHING)
        node = Node(self, path, parent, fact.states, fact.role, fact.name, fact.description,
                    fact.interfaces)
        node.children = [self._node(child, node, below, facts) for child in below[path]
                         if child in facts]
        return node


def _places(facts):
    """For each object, what says that it is in it, and at which place."""
    places = collections.defaultdict(dict)
    for path, fact in facts.items():
        places[fact.parent][path] = fact.place
    return places


def _plain(text):
    return ast.literal_eval(text) if '\\' in text else text[1:-1]


class Node:
    """One object as it was when the tree was read. What it does, it does now."""

    def __init__(self, program, path, parent, states, role, name, description, interfaces):
        self.program = program
        self.path = path
        self.parent = parent
        self.states = states
        self.role = role_name(role)
        self.name = name
        self.description = description
        self.interfaces = interfaces
        self.children = []

    def get_name(self):
        return self.name

    def get_role_name(self):
        return self.role

    def get_description(self):
        return self.description

    def get_parent(self):
        return self.parent

    def walk(self):
        """This node and every one below it, from the top."""
        yield self
        for child in self.children:
            yield from child.walk()

    def is_shown(self):
        return bool(self.states & SHOWN)

    def is_focusable(self):
        return bool(self.states & FOCUSABLE)

    def is_selected(self):
        return bool(self.states & SELECTED)

    def has(self, interface):
        return f"'{INTERFACE}{interface}'" in self.interfaces

    def is_there(self):
        """Whether it still stands where it was read."""
        trail = [self]
        while trail[-1].parent:
            trail.append(trail[-1].parent)
        answers = self.program.bus.ask_each(self.program.owner, [node.path for node in trail[1:]],
                                            INTERFACE + 'Accessible', 'GetChildren')
        return all(answers[node.parent.path] and node.path in
                   [path for _, path in answers[node.parent.path].unpack()[0]]
                   for node in trail[:-1])

    def is_sensitive(self):
        """As it is now."""
        low, _ = self.program.call(self.path, 'Accessible', 'GetState').unpack()[0]
        return bool(low & SENSITIVE)

    def act(self):
        """Does what the object is there for; returns whether it offers anything."""
        if not self.has('Action') or not self.program.property(self.path, 'Action', 'NActions'):
            return False
        self.program.call(self.path, 'Action', 'DoAction', GLib.Variant('(i)', (0,)))
        return True

    def get_text(self):
        count = self.program.property(self.path, 'Text', 'CharacterCount')
        return self.program.call(self.path, 'Text', 'GetText',
                                 GLib.Variant('(ii)', (0, count))).unpack()[0]

    def set_text(self, text):
        self.program.call(self.path, 'EditableText', 'SetTextContents',
                          GLib.Variant('(s)', (text,)))

    def get_extents(self):
        """Where it lies within the window."""
        return Extents(*self.program.call(self.path, 'Component', 'GetExtents',
                                          GLib.Variant('(u)', (WINDOW,))).unpack()[0])
