#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""A campaign by e-mail through the window: the account, sending, what became of it, and what the
server gave no answer for. The server is on this machine. Usage: test-mail.py BUILD"""

import base64
import email
import json
import pathlib
import sqlite3
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / 'mail'))

import harness
import mail_server
import mailbox_server
import tap

session = harness.Session(sys.argv[1])
server = mail_server.MailServer({'refuse': .05, 'swallow': .05}, seed=2)
shop = session.sample(300)
# At any hour.
session.ctl(shop, 'contact-budget', 'on', '0', 'quiet', '0')
session.ctl(shop, 'campaign', 'new', '--name', 'Winter Mail', '--channel', 'email', '--segment',
            'has email', '--subject', 'Hello {{first name|friend}}', '--message', 'Dear you,')
session.ctl(shop, 'campaign', 'fix', 'Winter Mail')
session.ctl(shop, 'campaign', 'new', '--name', 'Draft', '--channel', 'email', '--segment',
            'has email', '--subject', 'Roasts', '--message',
            '# Hello {{first name|friend}}\n\nDear you,\n\n[Look](https://shop.example)')
session.ctl(shop, 'campaign', 'new', '--name', 'Text', '--channel', 'sms', '--segment',
            'visits at least 1')
app = session.start('--store', shop, size=harness.WIDE, env={'REGULARS_MAIL_PASSWORD': 'secret'})


def rows(sql):
    db = sqlite3.connect(f'file:{shop}?mode=ro', uri=True)
    try:
        return db.execute(sql).fetchall()
    finally:
        db.close()


CAMPAIGN = rows("SELECT id FROM campaign WHERE name = 'Winter Mail'")[0][0]
DRAFT = rows("SELECT id FROM campaign WHERE name = 'Draft'")[0][0]
# A PNG of 64 by 24 dots.
LOGO = ('iVBORw0KGgoAAAANSUhEUgAAAEAAAAAYCAIAAADF1mwTAAAAMUlEQVR42u3PQQkAAAgEsItiNKMZ1Q7+hMEKLNXz'
        'WgQEBAQEBAQEBAQEBAQEBAQELhamF8BbKdUidAAAAABJRU5ErkJggg==')


def states():
    return dict(rows('SELECT state, count(*) FROM outbox GROUP BY state'))


def send():
    app.press('Send…', role=('button', 'push button'))
    asked = app.find(('dialog', 'alert'),
                     lambda name: name.startswith('Send ') and name.endswith('?'))
    app.press('Send', role=('button', 'push button'), within=asked)


@tap.case('without an account nothing is sent, and the window says what to do')
def _():
    app.window_action('show-campaign-output', f'int64 {CAMPAIGN}')
    app.settle()
    # As it will be read, not as a page.
    app.find('label', 'Dear you,')
    app.press('Next Person')
    assert not list(app.nodes(name='Next Page')) and not app.lint(), app.lint()
    send()
    app.find('label', lambda name: 'Set it up in Preferences first' in name)
    assert server.connections == 0 and not states(), states()


@tap.case('an account that is none is refused, and its dialog says why')
def _():
    app.action('preferences')
    app.settle()
    app.press('Account', role=('button', 'push button'))
    app.find('dialog', 'E-Mail Account')
    app.press('Save')
    app.find('label', lambda name: 'Give the name of the mail server' in name)
    app.type('Mail server', 'mail.example.org')
    app.type('E-mail address', 'shop')
    app.press('Save')
    app.find('label', lambda name: 'Give the e-mail address' in name)
    assert not app.lint(), app.lint()


@tap.case('the account is tested and kept')
def _():
    app.press('Cancel')
    app.gone('dialog', 'E-Mail Account')
    # Only a server on this machine goes without encryption.
    session.ctl(shop, 'mail', 'set', '--host', 'localhost', '--security', 'none', '--port',
                server.port, '--from', 'shop@example.org', '--per-minute', '6000')
    app.find('label', 'shop@example.org')
    app.press('Account', role=('button', 'push button'))
    app.find('dialog', 'E-Mail Account')
    app.type('Name; empty: the shop’s', 'The Winter Shop')
    server.faults = {}
    app.type('Server of the mailbox', '')
    app.press('Test', role=('button', 'push button'))
    app.find('label', lambda name: 'a message is on its way to shop@example.org' in name)
    (recipient, message), = server.taken
    assert recipient == 'shop@example.org' and b'"The Winter Shop"' in message, message
    app.press('Save')
    app.gone('dialog', 'E-Mail Account')
    assert ('mail-host', 'localhost') in rows('SELECT name, value FROM setting')
    app.find('label', 'shop@example.org')


@tap.case('each message goes out once, and the window says what became of them')
def _():
    server.faults = {'refuse': .1, 'swallow': .1}
    send()
    harness.until(lambda: states() and not {'waiting', 'sending'} & set(states()), 'all answered')
    told = states()
    assert told['sent'] > 20 and told['refused'] > 0 and told['uncertain'] > 0, told
    app.find('label', lambda name: f'{told["sent"]} sent · {told["refused"]} refused' in name)
    assert not app.lint(), app.lint()


@tap.case('those without an answer go out again only when somebody says so')
def _():
    server.faults = {}
    before, count = states(), len(server.taken)
    send()
    app.find('label', lambda name: 'has answered for all' in name)
    assert states() == before and len(server.taken) == count, (before, states())
    app.page_action('page.send-uncertain')
    asked = app.find(('dialog', 'alert'), 'Send Them Again?')
    app.press('Send', role=('button', 'push button'), within=asked)
    harness.until(lambda: set(states()) <= {'sent', 'refused'}, 'an answer for all')
    assert len(server.taken) == count + before['uncertain'], (count, before, states())


@tap.case('the preview of an e-mail is the e-mail, and shows what is typed')
def _():
    app.window_action('show-campaign-message', f'int64 {DRAFT}')
    app.settle()
    app.find('label', 'Look')
    app.find('label', lambda name: name.startswith('Hello ') and '{{' not in name)
    app.find('label', 'From The Winter Shop <shop@example.org>')
    app.find('label', lambda name: 'answer with “unsubscribe”' in name)
    app.type('Text of the e-mail', '- {{name}}\n\n[Buy now](javascript:alert(1))\n')
    app.find('label', lambda name: name.startswith('•  ') and '{{' not in name)
    app.find('label', '[Buy now](javascript:alert(1))')
    app.settle()
    assert not app.lint(), app.lint()


@tap.case('a picture on top of e-mails stands in the preview, with what it says')
def _():
    picture = session.folder / 'logo.png'
    picture.write_bytes(base64.b64decode(LOGO))
    session.ctl(shop, 'mail', 'picture', picture, '--words', 'Our logo')
    app.window_action('show-campaign-message', f'int64 {DRAFT}')
    app.find('image', 'Our logo')
    app.settle()
    assert not app.lint(), app.lint()
    session.ctl(shop, 'mail', 'picture', 'none')
    app.gone('image', 'Our logo')


@tap.case('a test goes to an address of one\'s own, is marked, and is noted nowhere')
def _():
    before, count, actions = states(), len(server.taken), rows('SELECT count(*) FROM action')
    app.press('Send a Test…')
    asked = app.find(('dialog', 'alert'), 'Send a Test')
    app.type('E-mail address', 'me@example.org', within=asked)
    app.press('Send', role=('button', 'push button'), within=asked)
    app.find('label', 'A test is on its way to me@example.org')
    recipient, message = server.taken[-1]
    assert recipient == 'me@example.org' and len(server.taken) == count + 1
    assert b'Test: Roasts' in message, message
    plain = email.message_from_bytes(message).get_payload()[0].get_payload(decode=True).decode()
    assert plain.startswith('This is a test of what '), plain
    assert states() == before and rows('SELECT count(*) FROM action') == actions


@tap.case('products of each person are a list; the worst cases have somebody with none')
def _():
    draft = rows("SELECT id FROM campaign WHERE name = 'Draft'")[0][0]
    app.window_action('show-campaign-message', f'int64 {draft}')
    app.settle()
    app.type('Text of the e-mail', 'Hello\n\n{{products due 2|None is due}}\n')
    app.show('today')
    harness.until(lambda: rows("SELECT 1 FROM campaign WHERE message LIKE '%due 2%'"),
                  'the message to be saved')
    app.window_action('show-campaign-message', f'int64 {draft}')
    app.settle()
    app.press('Worst Cases')
    seen = set()
    before = None

    def labels():
        return sorted(node.get_name() for node in app.nodes(role='label'))

    for number in range(5):
        if number > 0:
            app.press('Next Person')
        # The person before stands there until what the next one gets is read.
        harness.until(lambda: labels() != before, 'one more person')
        app.settle()
        before = labels()
        seen |= {'none' for name in before if name == 'None is due'}
        seen |= {'some' for name in before if name.startswith('•  ')}
    assert seen == {'none', 'some'}, seen
    assert not app.lint(), app.lint()


@tap.case('a message is kept under a name, and a campaign begins with it again')
def _():
    draft = rows("SELECT id FROM campaign WHERE name = 'Draft'")[0][0]

    def message():
        return rows(f'SELECT message FROM campaign WHERE id = {draft}')[0][0]

    app.window_action('show-campaign-message', f'int64 {draft}')
    app.settle()
    kept = message()
    app.press('Templates…')
    app.find('dialog', 'Templates')
    app.find('label', 'Thank You')
    app.type('Keep this message as', 'Of Ours')
    app.press('Apply')
    harness.until(lambda: rows('SELECT name, message FROM message_template')
                  == [('Of Ours', kept)], 'the template')
    app.find('label', 'Your Templates')
    app.type('Keep this message as', 'Of Theirs')
    app.press('Apply')
    app.find('button', 'Delete the Template Of Theirs')
    assert not app.same_names({'Close'}), app.same_names({'Close'})
    app.press('Begin With Of Ours')
    app.find('label', 'The message begins with the template')
    assert message() == kept
    assert not app.lint(), app.lint()


@tap.case('a text message is measured for everybody while it is written')
def _():
    text = rows("SELECT id FROM campaign WHERE name = 'Text'")[0][0]
    app.window_action('show-campaign-message', f'int64 {text}')
    app.settle()
    app.type('Text of the text message', 'Hi')
    app.find('label', lambda name: name.startswith('Longest: 2 of 160 characters, 1 text mess'))
    app.type('Text of the text message', 'Hi ' + 80 * '€')
    app.find('label', lambda name: name.startswith('Longest: 163 of 306 characters, 2 text'))
    app.type('Text of the text message', 70 * 'ł' + '!')
    app.find('label', lambda name: 'Longest: 71 of 134 characters, 2 text' in name
             and 'With “ł” in it' in name)
    assert not app.lint(), app.lint()


@tap.case('text messages leave as a table for whoever sends them')
def _():
    text = rows("SELECT id FROM campaign WHERE name = 'Text'")[0][0]
    app.show('today')
    harness.until(lambda: rows("SELECT 1 FROM campaign WHERE message LIKE 'łł%'"), 'the message')
    session.ctl(shop, 'campaign', 'fix', 'Text')
    app.window_action('show-campaign-output', f'int64 {text}')
    app.press('Export…')
    app.press('Cancel')  # of the dialog for files
    app.gone('button', 'Cancel')


@tap.case('the mailbox is read, and the page says when; who wants no more is named in History')
def _():
    box = mailbox_server.MailboxServer()
    message, customer = rows("SELECT message_id, customer_id FROM outbox WHERE state = 'sent'")[0]
    box.add(mailbox_server.answer(f'unsubscribe {message[1:37]}'))
    session.ctl(shop, 'mail', 'set', '--user', 'shop', '--imap-host', 'localhost', '--imap-port',
                box.port, '--imap-security', 'none')
    app.show('today')
    app.window_action('show-campaign-output', f'int64 {CAMPAIGN}')
    app.find('label', lambda name: 'Mailbox not read yet' in name)
    app.page_action('page.read-mail')
    app.find('label', lambda name: 'Mailbox last read' in name)
    assert rows("SELECT granted FROM permission WHERE channel = 'email' AND customer_id = "
                f'{customer}') == [(0,)]
    assert not app.lint(), app.lint()
    app.show('history')
    app.find('label', 'Mailbox Read: 1 wants no more e-mail')
    box.stop()


def calls():
    path = session.folder / 'portal/calls'
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


@tap.case('one message goes to the mail program; who did not say yes is asked about first')
def _():
    session._spawn([sys.executable, str(pathlib.Path(__file__).parents[1] / 'portal.py'),
                    str(session.folder / 'portal')], 'portal')
    harness.until(lambda: (session.folder / 'portal').exists(), 'the portal')
    # Who unsubscribed just now, and who allows e-mail.
    no, yes = (rows('SELECT permission.customer_id, value FROM permission JOIN contact_point AS p '
                    "ON p.customer_id = permission.customer_id AND p.kind = 'email' WHERE channel "
                    f"= 'email' AND granted = {granted} ORDER BY since_on DESC")[0]
               for granted in (0, 1))
    app.window_action('show-customer', f'int64 {yes[0]}')
    app.settle()
    app.page_action('page.write-email')
    harness.until(calls, 'the portal to be called')
    method, (parent, options) = calls()[0]
    # One address, and nothing that the person did not write themselves.
    assert (method, parent, options) == ('ComposeEmail', '', {'addresses': [yes[1]]}), calls()
    app.window_action('show-customer', f'int64 {no[0]}')
    app.settle()
    app.page_action('page.write-email')
    app.find(('dialog', 'alert'), 'Write an E-Mail?')
    assert len(calls()) == 1
    app.press('Write', role=('button', 'push button'))
    harness.until(lambda: len(calls()) == 2, 'the portal to be called')
    silent, = rows("SELECT min(customer_id) FROM contact_point WHERE kind = 'email' AND "
                   "customer_id NOT IN (SELECT customer_id FROM permission WHERE channel = "
                   "'email')")[0]
    app.window_action('show-customer', f'int64 {silent}')
    app.settle()
    app.page_action('page.write-email')
    app.find('label', lambda text: 'has not said yes to e-mail' in text)
    app.press('Cancel', role=('button', 'push button'))
    assert len(calls()) == 2


@tap.case('no address smuggles a copy, a subject or a text into the mail program')
def _():
    hostile = 'a@example.org?bcc=evil@example.org&subject=Pay&body=now,b@c.de\r\nBcc: d@e.f'
    (victim, _), (other, address) = rows(
        "SELECT p.customer_id, value FROM permission JOIN contact_point AS p ON p.customer_id = "
        "permission.customer_id AND p.kind = 'email' WHERE channel = 'email' AND granted = 1 "
        "GROUP BY p.customer_id HAVING count(*) = 1 ORDER BY p.customer_id LIMIT 2")
    # Past the checks of the program: as a file of somebody else would have it.
    db = sqlite3.connect(shop, timeout=20)
    with db:
        db.execute("UPDATE contact_point SET value = ? WHERE kind = 'email' AND customer_id = ?",
                   (hostile, victim))
    db.close()
    count = len(calls())
    app.show('today')
    app.window_action('show-customer', f'int64 {victim}')
    app.settle()
    app.page_action('page.write-email')
    # What is asked after it is answered after it.
    app.window_action('show-customer', f'int64 {other}')
    app.settle()
    app.page_action('page.write-email')
    harness.until(lambda: len(calls()) > count, 'the portal to be called')
    time.sleep(.2)
    (method, (_parent, options)), = calls()[count:]
    assert (method, options) == ('ComposeEmail', {'addresses': [address]}), calls()


tap.run()
