# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Where the keyboard is, and how it gets somewhere: for tests that use keys alone."""

import harness

MOST = 60


def name_of(node):
    return (node.get_name() or '') if node else ''


def is_at(node, name, role):
    if not node or (role and node.get_role_name() != role):
        return False
    return name(name_of(node)) if callable(name) else name_of(node) == name


class Keys:
    def __init__(self, app):
        self.app = app

    def at(self, name, role=None, patience=None):
        """Waits until the keyboard is on what has that name."""
        def look():
            node = self.app.focused()
            return node if is_at(node, name, role) else None
        try:
            return harness.until(look, '', patience)
        except harness.Failure:
            node = self.app.focused()
            there = f'{node.get_role_name()} "{name_of(node)}"' if node else 'nowhere'
            raise harness.Failure(f'the keyboard should be on "{name}", and is {there}') from None

    def go(self, name, role=None, key='Tab'):
        """Presses the key until the keyboard is on what has that name. Like a person, it looks at
        the page first: what is still being read cannot be reached."""
        self.app.settle()
        passed = []
        for _ in range(MOST):
            node = self.app.focused()
            if is_at(node, name, role):
                return node
            passed.append(f'{node.get_role_name()} "{name_of(node)}"' if node else 'nowhere')
            self.app.key(key)
        raise harness.Failure(f'{key} does not come to "{name}"; it came past {passed}')

    def somewhere(self):
        """The keyboard is on something that is in sight: it was not lost."""
        def look():
            node = self.app.focused()
            seen = node and any(each.path == node.path for each in self.app.nodes())
            return node if seen else None
        self.app.settle()
        return harness.until(look, 'the keyboard to be somewhere', 5)
