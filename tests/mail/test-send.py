#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Campaigns by e-mail, from the outside: regularsctl, and a mail server on this machine. Whatever
the server does, and wherever the program is killed, nobody gets a message twice, nobody is
forgotten, and what is uncertain is listed. Usage: test-send.py BUILD"""

import collections
import email
import email.policy
import json
import os
import pathlib
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

import mail_server
import tap

PROGRAM = pathlib.Path(sys.argv[1]) / 'src/ctl/regularsctl'
FOLDER = tempfile.TemporaryDirectory(prefix='rg-mail-')
PLACE = pathlib.Path(FOLDER.name)
FIRST = PLACE / 'first.regulars'
KILLS = 50


def command(shop, *words):
    return [PROGRAM, '--store', shop, '--json', *[str(word) for word in words]]


def call(shop, *words, code=0):
    done = subprocess.run(command(shop, *words), text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
    assert done.returncode == code, f'{words}: {done.returncode} {done.stdout} {done.stderr}'
    return json.loads(done.stdout) if code == 0 and done.stdout else done.stderr


def new_shop(name, server, message='Dear {{first name|friend}},\n.a dot\nbye', fast='60000'):
    """A copy of the sample with a fixed list by e-mail, and an account at the server."""
    shop = PLACE / (name + '.regulars')
    if not FIRST.exists():
        call(FIRST, 'sample', '--customers', '500')
        # The tests run at any hour, and send as often as they like.
        call(FIRST, 'contact-budget', 'on', '0', 'quiet', '0')
    shop.write_bytes(FIRST.read_bytes())
    call(shop, 'campaign', 'new', '--name', 'Mail', '--channel', 'email', '--segment', 'has email',
         '--subject', 'Grüße {{first name|friend}}', '--message', message)
    call(shop, 'campaign', 'fix', 'Mail')
    call(shop, 'mail', 'set', '--host', 'localhost', '--port', server.port, '--security', 'none',
         '--from', 'shop@example.org', '--per-minute', fast)
    return shop


def members(shop):
    with sqlite3.connect(f'file:{shop}?mode=ro', uri=True) as db:
        return sorted(contact for contact, in db.execute(
            "SELECT contact FROM campaign_member JOIN campaign ON campaign.id = campaign_id "
            "WHERE campaign.name = 'Mail' AND state = 'included'"))


def outbox(shop):
    """Message ids by state, and the address of each."""
    states, address = collections.defaultdict(set), {}
    for row in call(shop, 'campaign', 'outbox', 'Mail'):
        states[row['state']].add(row['message_id'])
        address[row['message_id']] = row['address']
    return states, address


def name_of(message):
    return email.message_from_bytes(message)['Message-ID']


def judge(shop, server, everybody):
    """Nobody twice, nobody forgotten, the uncertain listed."""
    states, address = outbox(shop)
    got = [name_of(message) for _recipient, message in server.taken]
    assert len(got) == len(set(got)), [one for one in set(got) if got.count(one) > 1]
    told = states['sent'] | states['refused'] | states['uncertain'] | states['waiting']
    # Two people may share an address.
    assert sorted(address[one] for one in told) == everybody, (len(told), len(everybody))
    assert all(address[name_of(message)] == recipient for recipient, message in server.taken)
    assert not states['sending'], states['sending']
    assert states['sent'] <= set(got), states['sent'] - set(got)
    assert set(got) - states['sent'] <= states['uncertain'], set(got) - states['sent']
    return states


@tap.case('without an account nothing is sent, and nothing is connected to')
def _():
    server = mail_server.MailServer()
    shop = new_shop('none', server)
    call(shop, 'mail', 'off')
    assert 'Set it up in Preferences first' in call(shop, 'campaign', 'send', 'Mail', code=1)
    assert server.connections == 0
    server.stop()


@tap.case('what cannot be an account is refused with a sentence')
def _():
    server = mail_server.MailServer()
    shop = new_shop('bad', server)
    for words in (['--security', 'none', '--host', 'mail.example.org'], ['--from', 'shop'],
                  ['--from', 'a@b\r\nRCPT TO:<c@d>'], ['--host', 'a b'], ['--port', '70000'],
                  ['--per-minute', '-1'], ['--name', 'a\r\nBcc: b@c']):
        said = call(shop, 'mail', 'set', *words, code=1)
        assert said.endswith('.\n') and len(said) > 20, said
    server.stop()


@tap.case('each of the list gets one message, which says what it should')
def _():
    server = mail_server.MailServer()
    shop = new_shop('good', server)
    everybody = members(shop)
    told = call(shop, 'campaign', 'send', 'Mail')
    assert told['sent'] == told['sent_now'] == len(everybody) > 80, told
    assert server.connections == 1, server.connections
    judge(shop, server, everybody)
    for recipient, message in server.taken:
        mail = email.message_from_bytes(message, policy=email.policy.default)
        assert mail['To'].addresses[0].addr_spec == recipient
        assert mail['From'].addresses[0].addr_spec == 'shop@example.org'
        assert mail['From'].addresses[0].display_name == 'Fjordbok'
        assert mail['Subject'].startswith('Grüße '), mail['Subject']
        assert mail['List-Unsubscribe'].startswith('<mailto:shop@example.org?subject=unsubscribe')
        text, html = (part.get_content() for part in mail.iter_parts())
        assert mail.get_content_type() == 'multipart/alternative'
        assert [part.get_content_type() for part in mail.iter_parts()] == ['text/plain',
                                                                           'text/html']
        assert text.splitlines()[1:3] == ['.a dot', 'bye'], text
        assert 'unsubscribe' in text and text.count('Fjordbok') == 1, text
        assert '<br>\n.a dot<br>\nbye</p>' in html.replace('\r\n', '\n'), html
        # The address that takes “unsubscribe” is one word, which cannot be folded.
        assert max(len(line) for line in message.split(b'\r\n')
                   if not line.startswith(b'List-Unsubscribe')) <= 78
        assert not mail.defects, mail.defects
    # Again: nobody is left.
    assert call(shop, 'campaign', 'send', 'Mail')['sent_now'] == 0
    assert len(server.taken) == len(everybody)
    server.stop()


@tap.case('whoever withdraws after the list was fixed gets nothing')
def _():
    server = mail_server.MailServer()
    shop = new_shop('withdrawn', server)
    everybody = members(shop)
    with sqlite3.connect(f'file:{shop}?mode=ro', uri=True) as db:
        gone = dict(db.execute(
            "SELECT customer.id, member.contact FROM campaign_member AS member JOIN customer "
            "ON customer.id = customer_id JOIN campaign ON campaign.id = campaign_id WHERE "
            "campaign.name = 'Mail' AND member.state = 'included' LIMIT 3"))
    for number in gone:
        call(shop, 'permission', number, 'email', 'no')
    call(shop, 'campaign', 'send', 'Mail')
    left = collections.Counter(everybody) - collections.Counter(gone.values())
    assert collections.Counter(recipient for recipient, _m in server.taken) == left
    server.stop()


@tap.case('no name, subject or text adds a header, a recipient or a message')
def _():
    server = mail_server.MailServer()
    shop = new_shop('hostile', server, 'x\r\n.\r\nMAIL FROM:<a@b>\r\n\r\n..\r\nDear {{name}}')
    hostile = ['A\r\nBcc: evil@example.org', '"><script>', '=?UTF-8?B?QQ==?=', 'Å' * 200, '\u2028x',
               'a@b, c@d', '{{city}}', '\x00\x7f', 'x' * 3000]
    # Past the checks of the program: as a file of somebody else would have it.
    with sqlite3.connect(shop) as db:
        rows = db.execute("SELECT campaign_id, customer_id FROM campaign_member JOIN campaign ON "
                          "campaign.id = campaign_id WHERE campaign.name = 'Mail' AND state = "
                          "'included'").fetchall()
        for at, text in enumerate(hostile):
            db.execute('UPDATE campaign_member SET name = ?, subject = ? WHERE campaign_id = ? AND '
                       'customer_id = ?', (text, text, *rows[at]))
        for at, text in enumerate(('a@b\r\nRCPT TO:<evil@example.org>', 'a@b>,<c@d', 'a b@c.de',
                                   '@', 'a@', '<a@b.c>', 'a@b.c\0', 'ä@example.org')):
            db.execute('UPDATE campaign_member SET contact = ? WHERE campaign_id = ? AND '
                       'customer_id = ?', (text, *rows[len(hostile) + at]))
    db.close()
    told = call(shop, 'campaign', 'send', 'Mail')
    assert told['refused'] >= 8 and told['waiting'] == 0, told
    assert told['sent'] == len(server.taken)
    assert not any('evil' in recipient for recipient in server.asked), server.asked
    for recipient, message in server.taken:
        mail = email.message_from_bytes(message, policy=email.policy.default)
        assert set(mail.keys()) == {'Date', 'From', 'To', 'Subject', 'Message-ID', 'MIME-Version',
                                    'List-Unsubscribe', 'Content-Type'}, mail.keys()
        assert [one.addr_spec for one in mail['To'].addresses] == [recipient]
        text, html = (part.get_content() for part in mail.iter_parts())
        assert text.splitlines()[:2] == ['x', '.'], text
        assert '<script' not in html and '<title>' in html, html
    server.stop()


@tap.case('in quiet hours nothing goes out, and they end')
def _():
    server = mail_server.MailServer()
    shop = new_shop('quiet', server)
    everybody = members(shop)
    call(shop, 'contact-budget', 'quiet', '1', 'quiet-from', '1200', 'quiet-until', '540')
    words = command(shop, 'campaign', 'send', 'Mail')
    # The sample shop lies in Norway, an hour east of Greenwich in winter. A Tuesday.
    for at, sent in (('T19:00:00', 0), ('T07:59:00', 0), ('T08:00:00', len(everybody))):
        done = subprocess.run(words, env=dict(os.environ, REGULARS_NOW=f'2026-12-08{at}Z'),
                              text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert len(server.taken) == sent, (at, len(server.taken), done.stderr)
        assert (done.returncode == 0) == (sent > 0), done
        assert ('quiet hours' in done.stderr) == (sent == 0), done
    assert call(shop, 'campaign', 'show', 'Mail')['sent_on'] == '2026-12-08'
    server.stop()


@tap.case('a server that cannot be reached: a sentence, and all of it waits')
def _():
    server = mail_server.MailServer()
    shop = new_shop('away', server)
    everybody = members(shop)
    server.stop()
    said = call(shop, 'campaign', 'send', 'Mail', code=1)
    assert 'cannot be reached' in said, said
    states, _address = outbox(shop)
    assert len(states['waiting']) == len(everybody)
    # Its row says that nothing was given away.
    assert not states['sending'] and not states['uncertain']


@tap.case('a bad server: nobody twice, nobody forgotten')
def _():
    server = mail_server.MailServer({'refuse': .05, 'drop': .15, 'swallow': .04, 'lose': .04,
                                     'stall': .01}, seed=7)
    shop = new_shop('faults', server)
    everybody = members(shop)
    for _round in range(30):
        done = subprocess.run(command(shop, 'campaign', 'send', 'Mail', '--patience', '1'),
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if done.returncode == 0:
            break
    states = judge(shop, server, everybody)
    assert not states['waiting'] and states['refused'] and states['uncertain'], states
    said = {row['said'] for row in call(shop, 'campaign', 'outbox', 'Mail', 'uncertain')}
    assert said <= {'The connection to the mail server broke off.',
                    'The mail server did not answer in time.'}, said
    # Those of whom nobody knows go out again when somebody says so, under the same name.
    server.faults = {}
    count = len(server.taken)
    call(shop, 'campaign', 'send', 'Mail', '--again')
    assert {name_of(message) for _r, message in server.taken[count:]} == states['uncertain']
    server.stop()


@tap.case('what the server does not take for now waits its time')
def _():
    server = mail_server.MailServer({'later': .1, 'full': .1}, seed=3)
    shop = new_shop('later', server)
    everybody = members(shop)
    told = call(shop, 'campaign', 'send', 'Mail')
    assert told['waiting'] > 5 and told['sent'] > 40, told
    assert call(shop, 'campaign', 'send', 'Mail')['sent_now'] == 0
    judge(shop, server, everybody)
    server.faults = {}
    late = dict(os.environ, REGULARS_NOW=time.strftime('%Y-%m-%dT%H:%M:%SZ',
                                                       time.gmtime(time.time() + 7200)))
    subprocess.run(command(shop, 'campaign', 'send', 'Mail'), env=late, check=True,
                   stdout=subprocess.DEVNULL)
    assert len(judge(shop, server, everybody)['sent']) == len(everybody)
    server.stop()


# What providers say to one message and mean all of them: they hang up, a day's limit, no permission
# to send under that address, no mail for other places without a login.
ABOUT_ALL = {
    'hangs up': {'RCPT TO': ['421 4.7.0 Try again later, closing connection. - gsmtp']},
    'limit of the day': {'DATA': ['550-5.4.5 Daily user sending limit exceeded. Learn more',
                                  '550 5.4.5 https://support.example/a/answer - gsmtp']},
    'other sender': {'DATA': ['554 5.2.252 SendAsDenied; shop@example.org not allowed']},
    'no relay': {'RCPT TO': ['554 5.7.1 <ann@example.org>: Relay access denied']},
    'closed': {'RCPT TO': ['550 5.1.8 Access denied, bad outbound sender']},
}
# And what they mean of one, for now: greylisting, too fast, too many, and for good.
ABOUT_ONE = {
    'greylisted': ({'RCPT TO': ['451 4.7.1 Greylisting in action, please come back later']},
                   'waiting'),
    'too fast': ({'RCPT TO': ['450 4.2.1 The user is receiving mail at a rate that']}, 'waiting'),
    'too many': ({'DATA': ['452 4.3.1 Insufficient system resources']}, 'waiting'),
    'unwanted': ({'DATA': ['550-5.7.26 Unauthenticated email is not accepted',
                           '550 5.7.26 https://support.example - gsmtp']}, 'refused'),
    'nobody': ({'RCPT TO': ['550 5.5.0 Requested action not taken: mailbox unavailable']},
               'refused'),
}


@tap.case('what is wrong with the account stops it: all of it waits, and the reason is told')
def _():
    server = mail_server.MailServer()
    shop = new_shop('account', server)
    everybody = members(shop)
    for what, answers in ABOUT_ALL.items():
        server.answers, asked = answers, len(server.asked)
        said = call(shop, 'campaign', 'send', 'Mail', code=1)
        (lines,) = answers.values()
        assert lines[-1][4:30] in said, (what, said)
        assert len(server.asked) - asked < 12, (what, len(server.asked) - asked)
        states, _address = outbox(shop)
        assert len(states['waiting']) == len(everybody), (what, {k: len(states[k]) for k in states})
    server.answers = {}
    call(shop, 'campaign', 'send', 'Mail')
    assert len(judge(shop, server, everybody)['sent']) == len(everybody)
    server.stop()


@tap.case('what is wrong with one message is that one\'s alone')
def _():
    server = mail_server.MailServer()
    before = new_shop('one', server)
    everybody = members(before)
    for number, (what, (answers, state)) in enumerate(ABOUT_ONE.items()):
        shop = PLACE / f'one-{number}.regulars'
        shop.write_bytes(before.read_bytes())
        server.answers = answers
        call(shop, 'campaign', 'send', 'Mail')
        states, _address = outbox(shop)
        assert len(states[state]) == len(everybody), (what, {k: len(states[k]) for k in states})
    server.stop()


@tap.case('who lets nobody in says why, and nothing is lost')
def _():
    server = mail_server.MailServer(user=True)
    shop = new_shop('login', server)
    everybody = members(shop)
    call(shop, 'mail', 'set', '--user', 'shop')
    told = dict(os.environ, REGULARS_MAIL_PASSWORD='secret')

    def send():
        done = subprocess.run(command(shop, 'campaign', 'send', 'Mail'), env=told, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert done.returncode == 1, done
        return done.stderr

    server.answers = {'AUTH': ['534-5.7.9 Application-specific password required. Learn more at',
                               '534 5.7.9 https://support.example/?p=InvalidSecondFactor - gsmtp']}
    assert 'InvalidSecondFactor' in send()
    server.answers = {'AUTH': ['535 5.7.139 Authentication unsuccessful, basic authentication is '
                               'disabled']}
    assert 'basic authentication is disabled' in send()
    server.answers = {'EHLO': ['outlook.example', 'SIZE 157286400', 'PIPELINING', 'DSN',
                               'ENHANCEDSTATUSCODES', 'AUTH XOAUTH2', '8BITMIME', 'BINARYMIME',
                               'CHUNKING', 'SMTPUTF8']}
    assert 'lets nobody in by a password' in send()
    states, _address = outbox(shop)
    assert len(states['waiting']) == len(everybody) and not server.taken
    # What others offer beside a password is no obstacle.
    server.answers = {'EHLO': ['smtp.gmail.example at your service, [192.0.2.1]', 'SIZE 35882577',
                               '8BITMIME', 'AUTH LOGIN PLAIN XOAUTH2 PLAIN-CLIENTTOKEN OAUTHBEARER '
                               'XOAUTH', 'ENHANCEDSTATUSCODES', 'PIPELINING', 'CHUNKING',
                               'SMTPUTF8']}
    subprocess.run(command(shop, 'campaign', 'send', 'Mail'), env=told, check=True,
                   stdout=subprocess.DEVNULL)
    assert set(server.users) == {(b'shop', b'secret')}
    assert len(server.taken) == len(everybody)
    server.stop()


@tap.case(f'{KILLS} kills, beside a bad server: nobody twice, nobody forgotten')
def _():
    server = mail_server.MailServer({'refuse': .03, 'later': .03, 'drop': .05, 'swallow': .02,
                                     'lose': .02}, seed=5)
    # One at a time, as at the usual pace, but fast.
    shop = new_shop('kills', server, fast='1499')
    everybody = members(shop)
    chance = random.Random(5)
    kills = 0
    while kills < KILLS:
        sending = subprocess.Popen(command(shop, 'campaign', 'send', 'Mail'),
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # So many messages later it is killed, somewhere between two answers.
        wanted = len(server.taken) + chance.randrange(0, 4)
        while len(server.taken) < wanted and sending.poll() is None:
            time.sleep(.0005)
        time.sleep(chance.random() * .03)
        sending.send_signal(signal.SIGKILL)
        sending.wait()
        kills += 1
    server.faults = {}
    late = dict(os.environ, REGULARS_NOW=time.strftime('%Y-%m-%dT%H:%M:%SZ',
                                                       time.gmtime(time.time() + 7200)))
    subprocess.run(command(shop, 'campaign', 'send', 'Mail'), env=late, check=True,
                   stdout=subprocess.DEVNULL)
    states = judge(shop, server, everybody)
    assert not states['waiting'] and 0 < len(states['uncertain']) <= KILLS + 10, states
    print(f'# {len(states["sent"])} sent, {len(states["uncertain"])} uncertain')
    server.stop()


tap.run()
