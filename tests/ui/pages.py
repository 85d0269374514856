# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""What the tests of the pages share: which pages there are, and how each is opened."""

import datetime
import pathlib
import sqlite3
import zoneinfo

AT_ONCE = 7  # pages upon each other
PLACES = ('today', 'customers', 'segments', 'campaigns', 'insights', 'history')


def value(shop, sql):
    """The first column of the first row that a query gives on a shop's file, or None."""
    db = sqlite3.connect(f'file:{shop}?mode=ro', uri=True)
    try:
        row = db.execute(sql).fetchone()
    finally:
        db.close()
    return row[0] if row else None


OLD_ROWS = '''
INSERT INTO shop (id, uuid, name, currency, time_zone, secret, created_at)
VALUES (1, randomblob (16), 'Gammel', 'NOK', 'Europe/Oslo', randomblob (32), 0);
INSERT INTO customer (uuid, name) VALUES (randomblob (16), 'Åse Dahl');
'''


def today():
    """The sample shop's day, in days since 1970: where it is, the next one begins earlier than
    here."""
    return (datetime.datetime.now(zoneinfo.ZoneInfo('Europe/Oslo')).date()
            - datetime.date(1970, 1, 1)).days


def make_old(path):
    """The file of a shop as the first version of Regulars left it."""
    migrations = pathlib.Path(__file__).parents[2] / 'src/db/migrations'
    path.parent.mkdir(exist_ok=True)
    db = sqlite3.connect(path)
    db.execute('PRAGMA journal_mode = WAL')
    db.executescript((migrations / '0001-first.sql').read_text() + OLD_ROWS
                     + 'PRAGMA user_version = 1; PRAGMA application_id = '
                     + str(int.from_bytes(b'RgSh', 'big')))
    db.close()


def best_customer(shop):
    """Somebody with many visits, so that the profile has something to show."""
    return value(shop, 'SELECT customer_id FROM customer_fact ORDER BY visits DESC, customer_id '
                       'LIMIT 1')


def window_actions(app):
    return set(app.actions(app.window_path()))


def details(shop):
    """Name, window action and its parameter of what opens from a place, in the busy sample."""
    drafted = value(shop, 'SELECT max(id) FROM campaign WHERE fixed_at IS NULL')
    printed = value(shop, 'SELECT min(campaign_id) FROM campaign_output')
    one = best_customer(shop)
    yield 'customer', 'show-customer', one
    yield 'points', 'show-points', one
    yield 'timeline', 'show-timeline', one
    yield 'segment', 'show-segment', value(shop, 'SELECT min(id) FROM segment')
    yield 'campaign', 'show-campaign', drafted
    yield 'campaign-printed', 'show-campaign', printed
    for part in ('people', 'message', 'check', 'output'):
        yield f'campaign-{part}', f'show-campaign-{part}', drafted
    yield 'campaign-printed-output', 'show-campaign-output', printed
    yield 'receipts', 'show-receipts', (f"{{'title': <'Receipts of a Customer'>, "
                                        f"'customer': <int64 {one}>}}")
    yield 'people', 'show-people', f"{{'title': <'New'>, 'customers': <[int64 {one}]>}}"
    yield 'duplicates', 'show-duplicates', '@a{sv} {}'
    yield 'alike', 'show-alike', value(shop, 'SELECT min(id) FROM segment')
    yield 'groups', 'show-groups', '@a{sv} {}'
    yield 'campaign-comparison', 'show-campaign-comparison', '@a{sv} {}'
    yield 'overlap', 'show-overlap', '@a{sv} {}'
    yield 'rfm', 'show-rfm', '@a{sv} {}'
    yield 'tags', 'show-tags', '@a{sv} {}'
    yield 'automation', 'show-automation', "{'id': <int64 1>}"
    yield 'tasks', 'show-tasks', '@a{sv} {}'
    for report in ('sales', 'loyalty', 'make-up'):
        yield f'report-{report}', 'show-report', f"{{'report': <'{report}'>}}"


def pages(app, shop):
    """Pairs of a page's name and a function that opens it; only pages that this build has."""
    actions = window_actions(app)
    found = [(place, lambda place=place: app.show(place))
             for place in PLACES if has_place(app, place)]

    def show(action, text, again):
        # Pages that lie upon each other make each step slower.
        if again:
            app.show('today')
        app.window_action(action, text)

    for at, (name, action, parameter) in enumerate(details(shop)):
        if action in actions and parameter:
            text = f'int64 {parameter}' if isinstance(parameter, int) else parameter
            found.append((name, lambda action=action, text=text, again=at % AT_ONCE == 0:
                          show(action, text, again)))
    return found


def dialogs(app):
    """Pairs of a dialog's name and a function that opens it, for what opens without a file."""
    for name in ('preferences', 'shortcuts'):
        yield name, lambda name=name: app.action(name)
    yield 'search', lambda: app.window_action('search-everything')
    yield 'new-customer', lambda: app.window_action('new-at', "'customers'")
    yield 'new-campaign', lambda: app.window_action('new-campaign', 'int64 0')
    yield 'new-enquiry', lambda: app.window_action(
        'edit-ticket', "{'customer': <int64 4>, 'kind': <'enquiry'>}")
    yield 'ticket', lambda: app.window_action('edit-ticket', "{'id': <int64 1>}")


def has_place(app, place):
    """A place that the window knows is the one it remembers after it was asked for. It writes down
    what is different alone, and begins with Today."""
    if place == 'today':
        app.show('customers')
    app.show(place)
    app.actions()
    keyfile = app.session.folder / 'home/.config/glib-2.0/settings/keyfile'
    return f"place='{place}'" in keyfile.read_text()
