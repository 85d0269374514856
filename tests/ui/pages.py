# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""What the tests of the pages share: which pages there are, and how each is opened."""

import re
import sqlite3

PLACES = ('today', 'customers', 'segments', 'campaigns', 'insights', 'history')


def value(shop, sql):
    """The first column of the first row that a query gives on a shop's file, or None."""
    db = sqlite3.connect(f'file:{shop}?mode=ro', uri=True)
    try:
        row = db.execute(sql).fetchone()
    finally:
        db.close()
    return row[0] if row else None


def first_id(shop, table):
    return value(shop, f'SELECT id FROM {table} ORDER BY id LIMIT 1')


def best_customer(shop):
    """Somebody with many visits, so that the profile has something to show."""
    return value(shop, 'SELECT customer_id FROM customer_fact ORDER BY visits DESC, customer_id '
                       'LIMIT 1')


def window_actions(app):
    return set(re.findall(r"'([a-z-]+)'", app.actions(app.window_path())))


def pages(app, shop):
    """Pairs of a page's name and a function that opens it; only pages that this build has."""
    found = []
    for place in PLACES:
        if has_place(app, place):
            found.append((place, lambda place=place: app.show(place)))
    actions = window_actions(app)
    for name, action, key in (('customer', 'show-customer', best_customer(shop)),
                              ('segment', 'show-segment', first_id(shop, 'segment')),
                              ('campaign', 'show-campaign', first_id(shop, 'campaign'))):
        if action in actions and key:
            found.append((name, lambda action=action, key=key:
                          app.window_action(action, f'int64 {key}')))
    return found


def has_place(app, place):
    """A place that the window knows is the one it remembers after it was asked for."""
    app.show(place)
    app.settle()
    keyfile = app.session.folder / 'home/.config/glib-2.0/settings/keyfile'
    return f"place='{place}'" in keyfile.read_text()
