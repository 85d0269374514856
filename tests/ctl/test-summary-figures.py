#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""The page for the owner and --json tell the same figures, to the last digit; the same data make
the same bytes on any day. Usage: test-summary-figures.py BUILD"""

import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import judged_shop
import tap

PROGRAM = pathlib.Path(sys.argv[1]) / 'src/ctl/regularsctl'
FOLDER = tempfile.TemporaryDirectory(prefix='rg-figures-')
PLACE = pathlib.Path(FOLDER.name)


def call(shop, *arguments, now='2026-11-23T10:00:00Z'):
    return subprocess.run([PROGRAM, '--store', PLACE / shop, *arguments], check=True, text=True,
                          stdout=subprocess.PIPE,
                          env={**os.environ, 'REGULARS_NOW': now}).stdout


def summary(shop, name, **more):
    path = PLACE / name
    figures = json.loads(call(shop, '--json', 'campaign', 'summary', '1', '--pdf', str(path),
                              **more))
    return figures, path


def words(path):
    """All words of the page, with one space between two."""
    text = subprocess.run(['pdftotext', '-layout', path, '-'], check=True, text=True,
                          stdout=subprocess.PIPE).stdout
    return ' '.join(text.replace('\u00a0', ' ').split())


def money(minor):
    return ('−' if minor < 0 else '') + f'NOK {abs(minor) // 100:,}.{abs(minor) % 100:02}'


def whole(minor):
    return ('−' if minor < 0 else '') + f'NOK {(abs(minor) + 50) // 100:,}'


call('plain', 'sample', '--until', '2026-11-21')
shutil.copy(PLACE / 'plain', PLACE / 'judged')
judged_shop.make(PLACE / 'judged')


@tap.case('a judged letter: each figure of the page is that of --json')
def _():
    if shutil.which('pdftotext') is None:
        return
    figures, path = summary('judged', 'judged.pdf')
    text = words(path)
    assert figures['verdict'] == 'gain', figures
    assert {step['step'] for step in figures['money']} >= {
        'sales', 'goods', 'returns', 'coupons', 'print', 'staff'}, figures['money']
    assert sum(step['minor'] for step in figures['money']) == figures['kept_minor']
    for minor in [step['minor'] for step in figures['money']] + [figures['kept_minor']]:
        assert money(minor) in text, f'{money(minor)} is not in: {text}'
    assert f"About {whole(figures['kept_minor'])} extra profit" in text, text
    assert (f"likely between {whole(figures['kept_low_minor'])} and "
            f"{whole(figures['kept_high_minor'])}") in text, text
    for came, all_of_them in (('written_came', 'written'), ('held_out_came', 'held_out')):
        assert f'{figures[came]} of {figures[all_of_them]}' in text, text
    assert f"difference {figures['difference'] * 100:.1f} points" in text, text


@tap.case('a letter that cannot be judged says so, and only what was spent')
def _():
    if shutil.which('pdftotext') is None:
        return
    figures, path = summary('plain', 'plain.pdf')
    text = words(path)
    assert figures['verdict'] == 'unclear', figures
    assert 'This letter cannot be judged' in text and 'chance alone' in text, text
    assert 'extra profit' not in text.split('What the words mean')[0], text
    assert money(-figures['kept_minor']) in text, text


@tap.case('side by side each campaign has the figures of its own summary')
def _():
    figures, _ = summary('judged', 'once.pdf')
    compared = json.loads(call('judged', '--json', 'campaign', 'compare'))
    letter = [line for line in compared['campaigns'] if line['name'] == 'Autumn Letter'][0]
    mass = [line for line in compared['campaigns'] if line['name'] == 'To Everybody'][0]
    for name in ('written', 'kept_minor', 'kept_low_minor', 'kept_high_minor'):
        assert letter[name] == figures[name], (name, letter, figures)
    assert letter['came'] == figures['written_came']
    assert letter['spent_minor'] == -sum(step['minor'] for step in figures['money']
                                         if step['step'] in ('print', 'staff', 'coupons'))
    assert 'kept_minor' not in mass, mass
    post, = [each for each in compared['channels'] if each['channel'] == 'post']
    assert (post['written'], post['came']) == (figures['written'], figures['written_came'])
    assert post['share_low'] < post['came'] / post['written'] < post['share_high']
    assert compared['year_spent_minor'] == sum(line['spent_minor']
                                               for line in compared['campaigns'])
    assert compared['year_budget_minor'] == 900000
    year = json.loads(call('judged', '--json', 'campaign', 'figure', 'year'))
    assert year['minor'] == compared['year_spent_minor']
    assert year['minor'] == (year['sides'][0]['sum_minor'] + year['rounding_minor']
                             + sum(line['minor'] for line in year['lines'])), year['lines']
    assert {'Autumn Letter: Staff Time', 'To Everybody: Fixed Costs'} <= {
        line['label'] for line in year['lines']}, year['lines']
    people = [part['customer'] for part in year['sides'][0]['parts']]
    assert len(people) == len(set(people)) == letter['written'], (len(people), letter)
    spent = json.loads(call('judged', '--json', 'campaign', 'figure', '1', 'spent'))
    assert spent['minor'] == letter['spent_minor']
    assert spent['each_minor'] == round(spent['minor'] / letter['written'])


@tap.case('a channel is compared within its campaigns, and where somebody was left without')
def _():
    shutil.copy(PLACE / 'judged', PLACE / 'mixed')
    with sqlite3.connect(PLACE / 'mixed') as db:
        db.execute("UPDATE campaign SET channel = 'post' WHERE id = 2")
    db.close()
    alone, mixed = (next(each for each in json.loads(call(shop, '--json', 'campaign', 'compare'))
                         ['channels'] if each['channel'] == 'post') for shop in ('judged', 'mixed'))
    assert (alone['campaigns'], mixed['campaigns']) == (1, 2)
    assert mixed['compared_campaigns'] == 1 and mixed['written'] > alone['written'], mixed
    for name in ('held_out', 'difference', 'difference_low', 'difference_high'):
        assert mixed[name] == alone[name], (name, alone, mixed)
    assert 'that left somebody without' in call('mixed', 'campaign', 'compare')
    assert 'that left somebody without' not in call('judged', 'campaign', 'compare')


@tap.case('each figure opens its people and their receipts, by uuid')
def _():
    figures, _ = summary('judged', 'people.pdf')
    for what, n in (('came', figures['written_came']), ('written', figures['written']),
                    ('without', figures['held_out']), ('coupons', 30)):
        people = json.loads(call('judged', '--json', 'campaign', 'people', '1', what))
        assert len(people['customers']) == n, (what, len(people['customers']), n)
    came = json.loads(call('judged', '--json', 'campaign', 'people', '1', 'came'))
    with sqlite3.connect(PLACE / 'judged') as db:
        net, = db.execute(
            'SELECT sum(net_sales_minor) FROM receipt WHERE lower(hex(uuid)) IN (SELECT '
            "replace(value, '-', '') FROM json_each(?))",
            (json.dumps(came['receipts']),)).fetchone()
    assert net == figures['written_net_minor'], (net, figures['written_net_minor'])


@tap.case('each figure is the sum of what it opens, by uuid')
def _():
    names = json.loads(call('judged', '--json', 'campaign', 'figure', '1'))
    assert {'sales', 'goods', 'coupons', 'print', 'kept', 'group-1', 'group-2', 'groups',
            'pair-1', 'used'} <= set(names), names
    figures, _ = summary('judged', 'figures.pdf')
    steps = {step['step']: step['minor'] for step in figures['money']}
    with sqlite3.connect(PLACE / 'judged') as db:
        known = {uuid for uuid, in db.execute('SELECT lower(hex(uuid)) FROM customer')}
    for name in names:
        figure = json.loads(call('judged', '--json', 'campaign', 'figure', '1', name))
        for side in figure['sides']:
            assert side['sum_minor'] == sum(part['minor'] for part in side['parts']), name
            assert known >= {part['customer'].replace('-', '') for part in side['parts']}, name
        if 'minor' not in figure:
            continue
        assert figure['minor'] == (sum(side['counts_minor'] for side in figure['sides'])
                                   + sum(line['minor'] for line in figure['lines'])
                                   + figure['rounding_minor']), name
        assert figure['minor'] == steps.get(name, figure['minor']), name
    assert json.loads(call('judged', '--json', 'campaign', 'figure', '1',
                           'kept'))['minor'] == figures['kept_minor']
    try:
        call('judged', 'campaign', 'figure', '1', 'staff')
    except subprocess.CalledProcessError as refused:
        assert refused.returncode == 2
    else:
        raise AssertionError('time is nobody’s')


@tap.case('a list to call by asks about calls, one of text messages about those')
def _():
    if shutil.which('pdftotext') is None:
        return
    shutil.copy(PLACE / 'plain', PLACE / 'lists')
    for channel, asks, never in (('phone', 'Wants no calls', 'messages'),
                                 ('sms', 'Wants no messages', 'calls')):
        call('lists', 'campaign', 'new', '--name', channel, '--channel', channel, '--segment',
             'has phone', '--message', 'Dear {{name}}')
        call('lists', 'campaign', 'fix', channel)
        call('lists', 'campaign', 'call-list', channel, '--pdf', str(PLACE / 'list.pdf'))
        text = words(PLACE / 'list.pdf')
        assert asks in text and f'Wants no {never}' not in text, text[:400]


@tap.case('the same data make the same bytes on any day')
def _():
    first = summary('judged', 'first.pdf')[1].read_bytes()
    later = summary('judged', 'later.pdf', now='2027-02-01T10:00:00Z')[1].read_bytes()
    assert first == later


tap.run()
