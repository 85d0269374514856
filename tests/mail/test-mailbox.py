#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""What comes back by e-mail, from the outside: regularsctl, a mail server and a mailbox on this
machine. Whoever wants no more gets none; an address that takes no mail gets none; no message
changes anything for somebody whom it was not sent to; whatever the mailbox does is a sentence.
Usage: test-mailbox.py BUILD"""

import email
import json
import os
import pathlib
import random
import sqlite3
import subprocess
import sys
import tempfile

import mail_server
import mailbox_server
import tap

PROGRAM = pathlib.Path(sys.argv[1]) / 'src/ctl/regularsctl'
FOLDER = tempfile.TemporaryDirectory(prefix='rg-box-')
SHOP = pathlib.Path(FOLDER.name) / 'shop.regulars'
SERVER = mail_server.MailServer()
BOX = mailbox_server.MailboxServer()


REPORT = b'Content-Type: multipart/report; report-type=delivery-status; '


def run(*words, now=None):
    env = dict(os.environ, REGULARS_MAIL_PASSWORD='secret')
    if now:
        env['REGULARS_NOW'] = now
    return subprocess.run([PROGRAM, '--store', SHOP, '--json', *map(str, words)], text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          stdin=subprocess.DEVNULL, env=env)


def call(*words, code=0, now=None):
    done = run(*words, now=now)
    assert done.returncode == code, f'{words}: {done.returncode} {done.stdout} {done.stderr}'
    return json.loads(done.stdout) if code == 0 and done.stdout else done.stderr


def rows(sql, *values):
    db = sqlite3.connect(f'file:{SHOP}?mode=ro', uri=True)
    try:
        return db.execute(sql, values).fetchall()
    finally:
        db.close()


def campaign(name):
    call('campaign', 'new', '--name', name, '--channel', 'email', '--segment', 'has email',
         '--subject', 'Hello', '--message', 'Dear {{first name|friend}}')
    call('campaign', 'fix', name)


def no_to(customer):
    return rows("SELECT granted FROM permission WHERE customer_id = ? AND channel = 'email'",
                customer) == [(0,)]


def sent():
    """Message-ID, customer and address of what went out, in an order."""
    return rows("SELECT message_id, outbox.customer_id, contact FROM outbox JOIN campaign_member "
                "USING (campaign_id, customer_id) WHERE outbox.state = 'sent' ORDER BY message_id")


def state():
    """All that a message could change."""
    return (rows("SELECT customer_id, channel, granted FROM permission ORDER BY 1, 2"),
            rows('SELECT id, bounced_key, bounces FROM contact_point ORDER BY 1'))


call('sample', '--customers', '300')
call('contact-budget', 'on', '0', 'quiet', '0')
call('mail', 'set', '--host', 'localhost', '--port', SERVER.port, '--security', 'none', '--from',
     'shop@example.org', '--per-minute', '60000', '--user', 'shop')
campaign('First')
call('campaign', 'send', 'First')
SENT = sent()
TOKEN = {row[0]: row[0][1:37] for row in SENT}


@tap.case('what went out says how to get no more, each with a token of its own')
def _():
    subjects = set()
    for _recipient, message in SERVER.taken:
        mail = email.message_from_bytes(message)
        token = mail['Message-ID'][1:37]
        assert mail['List-Unsubscribe'] == ('<mailto:shop@example.org?subject=unsubscribe%20'
                                            f'{token}>'), mail['List-Unsubscribe']
        subjects.add(token)
    assert len(subjects) == len(SENT) > 50


@tap.case('without a mailbox there is a sentence; one elsewhere is read encrypted or not at all')
def _():
    assert 'No mailbox is set up' in call('mail', 'read', code=1)
    said = call('mail', 'set', '--imap-host', 'imap.example.org', '--imap-security', 'none', code=1)
    assert 'encrypted' in said, said
    assert 'user name' in call('mail', 'set', '--user', '', '--imap-host', 'localhost',
                               '--imap-security', 'none', code=1)
    call('mail', 'set', '--imap-host', 'localhost', '--imap-port', BOX.port, '--imap-security',
         'none')
    assert call('mail', 'show')['imap_host'] == 'localhost'


@tap.case('who answers with the token, or to the message, wants no more')
def _():
    one, two, three, four = SENT[:4]
    BOX.add(mailbox_server.answer(f'unsubscribe {TOKEN[one[0]]}'))
    BOX.add(mailbox_server.answer('Re: Unsubscribe', In_Reply_To=two[0]))
    BOX.add(mailbox_server.answer('Re: Hello', '\r\n unsubscribe.\r\n\r\n> Dear you',
                                  References=f'<x@y> {three[0]}'))
    BOX.add(mailbox_server.answer('Re: Hello', 'Thank you, I will come.', In_Reply_To=four[0]))
    told = call('mail', 'read')
    assert told == {'mail': 'read', 'messages': 4, 'unsubscribed': 3, 'hard': 0, 'soft': 0,
                    'spam_folder': False}, told
    assert no_to(one[1]) and no_to(two[1]) and no_to(three[1]) and not no_to(four[1])
    how, evidence = rows('SELECT how, evidence FROM consent WHERE customer_id = ? ORDER BY id DESC '
                         'LIMIT 1', one[1])[0]
    assert how == 'mail' and 'First' in evidence, (how, evidence)
    # Nothing was changed in the mailbox, and nothing else asked of it.
    assert not BOX.strange and any(line.endswith('EXAMINE INBOX') for line in BOX.asked)
    assert call('mail', 'read')['messages'] == 0


@tap.case('taken back by hand it stays so, also when the whole mailbox is read anew')
def _():
    action = rows("SELECT max(id) FROM action WHERE kind = 'mail.read'")[0][0]
    call('take-back', action)
    assert not no_to(SENT[0][1])
    BOX.validity += 1
    told = call('mail', 'read')
    assert told['messages'] == 4 and told['unsubscribed'] == 0, told
    assert not no_to(SENT[0][1])


@tap.case('an address that takes no mail gets none; what may pass is only counted')
def _():
    hard, soft, full, late = SENT[5:9]
    BOX.add(mailbox_server.bounce(hard[0]))
    BOX.add(mailbox_server.bounce(soft[0], status='4.4.1', headers_only=True))
    BOX.add(mailbox_server.bounce(full[0], status='5.2.2'))
    BOX.add(mailbox_server.bounce(late[0], status='4.0.0', action='delayed'))
    told = call('mail', 'read')
    assert (told['hard'], told['soft'], told['unsubscribed']) == (1, 3, 0), told
    assert rows("SELECT count(*) FROM contact_point WHERE bounced_key <> ''") == [(1,)]
    assert rows('SELECT sum(bounces) FROM contact_point')[0][0] >= 3
    campaign('Second')
    call('campaign', 'send', 'Second')
    got = {recipient for recipient, _message in SERVER.taken[len(SENT):]}
    assert hard[2] not in got and soft[2] in got and full[2] in got
    # Another address in its place is written to again.
    call('take-back', rows("SELECT max(id) FROM action WHERE kind = 'mail.read'")[0][0])
    assert rows("SELECT count(*) FROM contact_point WHERE bounced_key <> ''") == [(0,)]


@tap.case('no message changes anything for whom it was not sent to')
def _():
    before = state()
    stranger = 'f47ac10b-58cc-4372-a567-0e02b2c3d479'
    victim = SENT[20]
    for message in (
            mailbox_server.answer('unsubscribe'),
            mailbox_server.answer(f'unsubscribe {victim[2]}'),
            mailbox_server.answer(f'unsubscribe {stranger}'),
            mailbox_server.answer('unsubscribe', In_Reply_To=f'<{stranger}@example.org>'),
            mailbox_server.answer('unsubscribe %', From=victim[2]),
            mailbox_server.bounce(f'<{stranger}@example.org>', recipient=victim[2]),
            mailbox_server.bounce('<x>', recipient=victim[2]),
            mailbox_server.bounce('', recipient=victim[2]),
            b'', b'\r\n', b'\x00' * 500, b'Subject', b'Content-Type: multipart/report\r\n\r\n--',
            b'Subject: unsubscribe ' + b'a' * 300000,
            REPORT + b'boundary=""\r\n\r\n--\r\n',
            REPORT + b'boundary=x\r\n\r\n' + b'--x\r\n' * 20000,
            b'X: y\r\n' * 200000, b'a ' * 400000):
        BOX.add(message)
    told = call('mail', 'read')
    assert told['messages'] == 18 and told['hard'] + told['soft'] + told['unsubscribed'] == 0, told
    assert state() == before


@tap.case('chance breaks messages: none does harm')
def _():
    dice, before = random.Random(5), state()
    source = mailbox_server.bounce('<f47ac10b-58cc-4372-a567-0e02b2c3d479@example.org>')
    for _ in range(250):
        message = bytearray(source)
        for _ in range(dice.randint(1, 30)):
            at = dice.randrange(len(message))
            message[at:at + dice.randint(0, 4)] = dice.randbytes(dice.randint(0, 4))
        BOX.add(bytes(message))
    assert call('mail', 'read')['messages'] == 250
    assert state() == before


@tap.case('whatever the mailbox does, it is a sentence, and is read the next time')
def _():
    reply = mailbox_server.answer(f'unsubscribe {TOKEN[SENT[30][0]]}')
    BOX.add(reply)
    for fault in ('refuse', 'drop', 'huge', 'chatty', 'endless', 'stall'):
        BOX.fault = fault
        said = call('mail', 'read', '--patience', '1', code=1)
        assert said.strip().endswith('.') and 'mailbox' in said, (fault, said)
        assert not no_to(SENT[30][1]), fault
    BOX.fault = 'lie'
    run('mail', 'read')
    BOX.fault = None
    call('mail', 'read')
    BOX.validity += 1
    call('mail', 'read')
    assert no_to(SENT[30][1])


@tap.case('three days unread: nothing is sent before it was read')
def _():
    campaign('Third')
    before = len(SERVER.taken)
    later = subprocess.run(['date', '-u', '-d', '+4 days', '+%Y-%m-%dT10:00:00Z'], text=True,
                           stdout=subprocess.PIPE).stdout.strip()
    BOX.fault = 'refuse'
    said = call('campaign', 'send', 'Third', code=1, now=later)
    assert 'before the mailbox has been read' in said and len(SERVER.taken) == before, said
    BOX.fault = None
    BOX.add(mailbox_server.answer(f'unsubscribe {TOKEN[SENT[40][0]]}'))
    call('campaign', 'send', 'Third', now=later)
    got = [recipient for recipient, _message in SERVER.taken[before:]]
    assert len(got) > 40 and got.count(SENT[40][2]) == 0 and no_to(SENT[40][1])


@tap.case('run-due reads it and goes on with what was interrupted, but not with the uncertain')
def _():
    campaign('Fourth')
    SERVER.faults = {'swallow': .1, 'later': .2}
    call('campaign', 'send', 'Fourth')
    SERVER.faults = {}
    states = dict(rows("SELECT state, count(*) FROM outbox JOIN campaign ON campaign.id = "
                       "campaign_id WHERE name = 'Fourth' GROUP BY state"))
    assert states['waiting'] > 0 and states['uncertain'] > 0, states
    BOX.add(mailbox_server.answer(f'unsubscribe {TOKEN[SENT[41][0]]}'))
    soon = subprocess.run(['date', '-u', '-d', '+4 hours', '+%Y-%m-%dT%H:%M:%SZ'], text=True,
                          stdout=subprocess.PIPE).stdout.strip()
    # A mailbox that is away is told in the end, and quiet hours are no failure.
    BOX.fault = 'refuse'
    assert 'refuses the user name' in call('run-due', code=1, now=soon)
    BOX.fault = None
    call('contact-budget', 'quiet', '1', 'quiet-from', '0', 'quiet-until', '1439')
    call('run-due', now=soon)
    assert rows("SELECT count(*) FROM outbox JOIN campaign ON campaign.id = campaign_id WHERE "
                "name = 'Fourth' AND state = 'waiting'") == [(states['waiting'],)]
    call('contact-budget', 'quiet', '0')
    BOX.add(mailbox_server.answer(f'unsubscribe {TOKEN[SENT[42][0]]}'))
    told = call('run-due', now=soon)
    assert any(one.get('unsubscribed') == 1 for one in told), told
    after = dict(rows("SELECT state, count(*) FROM outbox JOIN campaign ON campaign.id = "
                      "campaign_id WHERE name = 'Fourth' GROUP BY state"))
    assert after.get('waiting', 0) == 0 and after['uncertain'] == states['uncertain'], after


@tap.case('what lies in the folder of unwanted mail is read as well, once, from its own place')
def _():
    BOX.fault = None
    known = {message for message, in rows('SELECT message_id FROM mail_answer')}
    left = [one for one in SENT if one[0] not in known and not no_to(one[1])]
    before = call('mail', 'read')
    assert before['spam_folder'] is False, before
    inbox = rows('SELECT validity, last_uid FROM mail_reading')
    for special, one in zip((True, False), left):
        BOX.special = special
        BOX.junk = dict(BOX.junk or {})
        BOX.junk[len(BOX.junk) + 1] = mailbox_server.answer(f'unsubscribe {TOKEN[one[0]]}')
        told = call('mail', 'read')
        assert told['spam_folder'] and (told['messages'], told['unsubscribed']) == (1, 1), told
        assert no_to(one[1])
        told = call('mail', 'read')
        assert told['spam_folder'] and told['messages'] == 0, told
    assert rows('SELECT validity, last_uid FROM mail_reading') == inbox
    assert rows('SELECT folder, last_uid FROM mail_folder_reading') == [(BOX.junk_name, 2)]
    # The inbox has the same numbers, and is not taken for it.
    BOX.add(mailbox_server.answer(f'unsubscribe {TOKEN[left[2][0]]}'))
    assert call('mail', 'read')['unsubscribed'] == 1
    BOX.fault = 'no junk'
    told = call('mail', 'read')
    assert told['spam_folder'] is False and told['messages'] == 0, told
    assert not BOX.strange and not any('STORE' in line or 'SELECT' in line for line in BOX.asked)
    BOX.fault, BOX.junk = None, None


tap.run()
