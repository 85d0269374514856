#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""The desktop's search over a real bus: silent until it was asked for, then the names that are in
the file, with a window and without. Usage: test-search-provider.py BUILD"""

import pathlib
import shutil
import sys

import harness
import pages
import tap

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve() / 'src/app/regulars')

session = harness.Session(sys.argv[1])
shop = session.busy_sample()
session.ctl(shop, 'segment', 'save', 'Everybody', 'visits at least 1')
app = session.start('--store', shop, size=harness.WIDE)
best = pages.value(shop, "SELECT id FROM customer JOIN customer_fact ON customer_id = id "
                         "WHERE name <> '' ORDER BY visits DESC, id LIMIT 1")
name = pages.value(shop, f'SELECT name FROM customer WHERE id = {best}')


def call(method, signature, *arguments):
    from gi.repository import Gio, GLib
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    answer = bus.call_sync(
        harness.APP_ID, harness.APP_PATH + '/SearchProvider', 'org.gnome.Shell.SearchProvider2',
        method, GLib.Variant(signature, arguments), None, Gio.DBusCallFlags.NO_AUTO_START, 20000,
        None).unpack()
    return answer[0] if answer else None


def find(*terms):
    return call('GetInitialResultSet', '(as)', list(terms))


def names(results):
    return {meta['id']: meta['name'] for meta in call('GetResultMetas', '(as)', results)}


@tap.case('nothing is said before somebody wants it')
def _():
    app.settle()
    assert find(*name.split()) == []
    assert call('GetSubsearchResultSet', '(asas)', ['0-1'], [name]) == []
    assert call('GetResultMetas', '(as)', ['0-1', f'0-{best}']) == []
    call('ActivateResult', '(sasu)', f'0-{best}', [name], 0)
    call('LaunchSearch', '(asu)', [name], 0)
    app.settle()
    assert not [n for n in app.nodes('dialog')], app.outline()


@tap.case('the switch is in Preferences')
def _():
    app.action('preferences')
    app.settle()
    harness.until(_switch, 'the switch')
    harness.until(lambda: find(*name.split()), 'an answer')
    app.action('test-close-dialog')


@tap.case('the best customer of that name comes first, with city')
def _():
    results = find(*name.split())
    metas = call('GetResultMetas', '(as)', results)
    assert metas[0]['name'] == name and metas[0]['id'] == results[0], metas
    city = pages.value(shop, "SELECT city FROM contact_point WHERE kind = 'address' "
                             f"AND (customer_id = {best} OR household_id = "
                             f"(SELECT household_id FROM customer WHERE id = {best})) "
                             "ORDER BY customer_id IS NULL")
    assert metas[0].get('description', '') == (city or ''), (metas[0], city)


@tap.case('a further letter narrows it')
def _():
    few = find('every')
    assert 'Everybody' in names(few).values()
    fewer = call('GetSubsearchResultSet', '(asas)', few, ['every', 'zzzz'])
    assert fewer == []


@tap.case('no word, odd words and long ones find nothing and break nothing')
def _():
    for terms in ([], [''], [' '], ['%'], ["'; DROP TABLE customer; --"], ['\u0000'.strip('\0')],
                  ['x' * 100000], ['a'] * 2000, ['\U0001f600', '\u202e']):
        names(find(*terms))
    assert app.process.poll() is None, app.said()


@tap.case('an answer opens the profile')
def _():
    call('ActivateResult', '(sasu)', find(*name.split())[0], [name], 0)
    app.find('label', name)
    app.find('label', 'Latest Purchases')


@tap.case('the program itself opens the search')
def _():
    call('LaunchSearch', '(asu)', ['every'], 0)
    app.find(('label', 'list item', 'row header', 'button'), 'Everybody')
    app.action('test-close-dialog')


@tap.case('an answer that was forgotten is looked for again')
def _():
    call('ActivateResult', '(sasu)', '0-987654321', ['every'], 0)
    app.find(('label', 'list item', 'row header', 'button'), 'Everybody')
    app.action('test-close-dialog')
    assert app.quit() == 0, app.said()


@tap.case('without a window, the shop is opened for the question')
def _():
    global app
    own = session.folder / 'home/.local/share/regulars/shop.regulars'
    own.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(shop, own)
    app = harness.App(session, [PROGRAM, '--gapplication-service'], session.env)
    session.apps.append(app)
    harness.until(lambda: _answers(), 'the name on the bus')
    results = find(*name.split())
    assert names(results)[results[0]] == name
    # Meanwhile commands are taken, as from a window.
    session.ctl(own, 'staff', 'add', 'Amina Yusuf')
    call('ActivateResult', '(sasu)', results[0], [name], 0)
    app.wait_ready()
    app.find('label', name)
    app.find('label', 'Latest Purchases')
    assert app.quit() == 0, app.said()


def _switch():
    """The row's node has no action, the switch in it has."""
    return any(node.act() for node in app.nodes('check box', 'Find customers from the desktop'))


def _answers():
    try:
        return app.actions()
    except harness.Failure:
        return None


tap.run()
