#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""The permission form is written in Preferences, what a customer says is written down with all that
shows it, and whoever asks never to be contacted is not; by keys and through the accessibility tree.
Usage: test-permission.py BUILD"""

import pathlib
import sqlite3
import sys
import time

import harness
import tap

# A popover opens only where there is a keyboard, as on X11.
session = harness.Session(sys.argv[1], display='x11')
pictures = pathlib.Path(sys.argv[1]) / 'pictures'
shop = session.sample()
app = session.start('--store', shop, size=harness.WIDE)


def rows(sql, *values):
    db = sqlite3.connect(f'file:{shop}?mode=ro', uri=True)
    try:
        return db.execute(sql, values).fetchall()
    finally:
        db.close()


CUSTOMER = rows("""
    SELECT customer.id FROM customer JOIN customer_fact AS f ON f.customer_id = customer.id
    WHERE customer.id IN (SELECT customer_id FROM contact_point WHERE kind = 'email')
    ORDER BY visits DESC LIMIT 1""")[0][0]


# The frame of a window on X11 is ten pixels.
SIZES = ((harness.WIDE, 'wide'), ((370, 650), 'narrow'))


def look(name):
    """The picture of a page, wide and narrow, and what the lint says of it."""
    for size, mark in SIZES:
        app.resize(*size)
        app.settle()
        app.screenshot(pictures / f'{name}-{mark}.png')
        findings = app.lint()
        assert not findings, f'{name} {mark}: {findings}'
    app.resize(*harness.WIDE)
    app.settle()


@tap.case('the first version begins with a proposal, and is the current one')
def _():
    app.focus_window()
    app.action('preferences')
    app.settle()
    app.focus_on('Write a New Version…')
    app.key('space')
    app.find('dialog', 'Permission Form')
    app.focus_on('Version')
    app.key('ctrl+a')
    app.keys('Autumn')
    look('wording')
    app.press('Save')
    harness.until(lambda: rows('SELECT version, is_current FROM wording') == [('Autumn', 1)],
                  'the wording')
    app.gone('dialog', 'Permission Form')
    app.find(('list item', 'label'), lambda name: 'Autumn' in name)


@tap.case('another version follows, and is chosen')
def _():
    app.focus_on('Write a New Version…')
    app.key('space')
    app.find('dialog', 'Permission Form')
    app.settle()
    app.press('Save')
    harness.until(lambda: rows('SELECT version FROM wording WHERE is_current') == [('2',)],
                  'the second version')
    app.gone('dialog', 'Permission Form')
    app.settle()
    app.screenshot(pictures / 'wordings-wide.png')
    app.key('Escape')


def ledger(channel):
    return rows("""
        SELECT granted, how, opt_in, evidence, version FROM consent
        LEFT JOIN wording ON wording.id = wording_id
        WHERE customer_id = ? AND channel = ? ORDER BY consent.id DESC LIMIT 1""", CUSTOMER,
                channel)


@tap.case('a form says how, where the paper is, in which words, and that a second yes is awaited')
def _():
    app.window_action('show-customer', f'int64 {CUSTOMER}')
    app.find('button', 'Edit')
    app.settle()
    app.page_action('page.permission-form')
    app.find('dialog', 'Permission')
    app.settle()
    app.choose('E-mail', 'Down')
    app.choose('Personal Offers', 'Down')
    app.choose('Given', 'Down')
    app.choose('Second yes, by e-mail', 'Down')
    app.type('Where the paper is', 'Folder 7')
    look('permission-form')
    app.press('Save')
    app.gone('dialog', 'Permission')
    harness.until(lambda: ledger('email') == [(1, 'paper', 'asked', 'Folder 7', '2')],
                  'the entry for e-mail')
    assert ledger('tailored') == [(1, 'paper', '', 'Folder 7', '2')]
    assert rows("SELECT granted, awaits FROM permission WHERE customer_id = ? AND channel = "
                "'email'", CUSTOMER) == [(0, 1)]
    app.find('label', 'awaits confirmation')
    look('permission-profile')


@tap.case('whoever asks never to be contacted again is not, and Undo takes it back')
def _():
    def never():
        return rows("SELECT count(*) FROM permission JOIN consent ON consent.id = consent_id "
                    "WHERE permission.customer_id = ? AND how = 'suppression'", CUSTOMER)[0][0]
    app.page_action('page.never-contact')
    app.find(('dialog', 'alert'), lambda name: name.startswith('Never Contact'))
    app.type('How they said so', 'By phone')
    app.screenshot(pictures / 'never-contact.png')
    app.press('Never Again')
    harness.until(lambda: never() == 5, 'five entries')
    app.find('label', 'never again')
    app.settle()
    app.window_action('undo')
    harness.until(lambda: never() == 0, 'that it goes back')


@tap.case('how often people are contacted is set, and whoever had enough is left out and told of')
def _():
    def setting(name):
        return rows("SELECT value FROM setting WHERE name = 'budget-' || ?", name)
    app.action('preferences')
    app.settle()
    # One stop of Tab, called by its title alone, that switches what stands below.
    app.focus_on('Not too often')
    app.key('space')
    harness.until(lambda: setting('on') == [('0',)], 'that it is off')
    app.gone('spin button', 'Contacts in 30 days, at most')
    app.focus_on('Not too often')
    app.key('space')
    app.settle()
    app.key('Tab')
    assert app.focused().get_name() == 'Contacts in 30 days, at most', app.focused().get_name()
    app.key('ctrl+a')
    app.keys('1')
    app.key('Tab')
    harness.until(lambda: setting('month') == [('1',)], 'the setting')
    app.settle()
    app.screenshot(pictures / 'budget-wide.png')
    # The first is for the number.
    app.key('Escape', 'Escape')
    app.gone('dialog', 'Preferences')
    # Everybody with a street was called today.
    with sqlite3.connect(shop) as db:
        db.execute("""INSERT INTO note (uuid, customer_id, kind, text, at)
            SELECT randomblob(16), customer_id, 'call', '', ? FROM permission
            WHERE channel = 'post' AND granted AND customer_id % 3 = 0""", (int(time.time()),))
    db.close()
    app.show('campaigns')
    app.press('New Campaign')
    app.find('dialog', 'New Campaign')
    app.type('Name', 'Called today')
    app.press('Create')
    app.gone('dialog', 'New Campaign')
    harness.until(lambda: rows("SELECT id FROM campaign WHERE name = 'Called today'"), 'it')
    campaign = rows("SELECT id FROM campaign WHERE name = 'Called today'")[0][0]
    app.window_action('show-campaign-check', f'int64 {campaign}')
    app.find('label', lambda name: 'had 1 contact this month' in name)
    look('budget-check')


@tap.case('the program leaves without a complaint')
def _():
    assert app.quit() == 0, app.said()
    assert not app.said(), app.said()


tap.run()
session.close()
