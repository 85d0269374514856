#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Nobody listens: regularsctl, and a mail server and a mailbox on this machine that show good and
bad certificates, or would rather not encrypt. A password is told to nobody but the right server,
and whoever is refused is named in a sentence. Usage: test-tls.py BUILD"""

import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import certificates
import mail_server
import mailbox_server
import tap

PROGRAM = pathlib.Path(sys.argv[1]) / 'src/ctl/regularsctl'
FOLDER = tempfile.TemporaryDirectory(prefix='rg-tls-')
PLACE = pathlib.Path(FOLDER.name)
SHOP = PLACE / 'shop.regulars'
WAYS = ('tls', 'starttls')
# What the sentence about each certificate says.
BAD = {'elsewhere': 'has another name', 'expired': 'out of date', 'alone': 'vouches for',
       'stranger': 'vouches for', 'old': 'no safe connection'}

if not shutil.which('openssl'):
    print('1..0 # SKIP openssl is not installed, which makes the certificates')
    sys.exit()
MADE = certificates.Certificates(PLACE)


def call(*words, code=0, trusted=MADE.trusted):
    env = dict(os.environ, REGULARS_MAIL_PASSWORD='hush', SSL_CERT_FILE=str(trusted))
    done = subprocess.run([PROGRAM, '--store', SHOP, '--json', *map(str, words)], text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          stdin=subprocess.DEVNULL, env=env)
    assert done.returncode == code, f'{words}: {done.returncode} {done.stdout} {done.stderr}'
    return json.loads(done.stdout) if code == 0 and done.stdout else done.stderr


def servers(way, certificate, **kind):
    """A mail server and a mailbox, and the account that knows both."""
    context = MADE.context(certificate)
    server = mail_server.MailServer(user=True, **{way: context}, **kind)
    box = mailbox_server.MailboxServer(**{way: context})
    account('localhost', way, server, box)
    return server, box


def account(host, way, server, box):
    call('mail', 'set', '--host', host, '--port', server.port, '--security', way, '--user', 'shop',
         '--from', 'shop@example.org', '--per-minute', '60000', '--imap-host', host,
         '--imap-port', box.port, '--imap-security', way)


def refused(server, box, word):
    """Both are refused with a sentence, and neither was told anything that matters."""
    for one in (('mail', 'test', 'ann@example.org'), ('mail', 'read')):
        said = call(*one, code=1)
        assert word in said and said.rstrip().endswith('.'), (word, said)
    silent(server, box)
    server.stop()
    box.stop()


def silent(server, box):
    assert not server.taken and not server.users and not server.asked, server.heard
    heard = b''.join(server.heard + server.clear + box.clear) + ' '.join(box.asked).encode()
    for secret in (b'hush', b'shop@', b'ann@', b'AUTH', b'LOGIN', b'AHNob3AAaHVzaA=='):
        assert secret not in heard, heard


call('sample', '--customers', '150')
call('contact-budget', 'on', '0', 'quiet', '0')


for way in WAYS:
    @tap.case(f'{way}: the right server gets the password, the mail and nothing in the clear')
    def _(way=way):
        server, box = servers(way, 'good')
        name = f'By {way}'
        call('campaign', 'new', '--name', name, '--channel', 'email', '--segment', 'has email',
             '--subject', 'Hello', '--message', 'Dear {{first name|friend}}')
        call('campaign', 'fix', name)
        told = call('campaign', 'send', name)
        assert told['sent'] == len(server.taken) > 10 and server.connections == 1, told
        assert server.users == [(b'shop', b'hush')], server.users
        assert call('mail', 'read')['messages'] == 0
        assert any('LOGIN shop hush' in line for line in box.asked), box.asked
        clear = b''.join(server.clear + box.clear).split()
        assert not {b'AUTH', b'LOGIN', b'MAIL', b'RCPT', b'DATA', b'EXAMINE'} & set(clear), clear
        assert (not clear) == (way == 'tls'), clear
        server.stop()
        box.stop()

    for certificate, word in BAD.items():
        @tap.case(f'{way}: a server with the certificate “{certificate}” is refused')
        def _(way=way, certificate=certificate, word=word):
            refused(*servers(way, certificate), word)


@tap.case('STARTTLS that is left out of what a server offers, or refused, ends it')
def _():
    for strip in (None, 'refuse'):
        server, box = servers('starttls', 'good', strip=strip)
        if not strip:
            server.starttls = box.starttls = None
        box.fault = 'strip'
        refused(server, box, 'offers no encryption')


@tap.case('answers that come before the encryption are not believed')
def _():
    server, box = servers('starttls', 'good', strip='inject')
    said = call('mail', 'test', 'ann@example.org', code=1)
    assert 'what such a server says' in said, said
    box.fault = 'preauth'
    assert 'offers no encryption' in call('mail', 'read', code=1)
    silent(server, box)
    server.stop()
    box.stop()


@tap.case('encryption at a port without it is a sentence about the port')
def _():
    server, box = mail_server.MailServer(user=True), mailbox_server.MailboxServer()
    account('localhost', 'tls', server, box)
    refused(server, box, 'whether the port goes with the encryption')


@tap.case('another machine hears nothing in the clear, whatever the file of the shop says')
def _():
    place = {'host': '127.0.0.2'}
    server = mail_server.MailServer(user=True, **place)
    box = mailbox_server.MailboxServer(**place)
    account('127.0.0.2', 'tls', server, box)
    assert 'encrypted' in call('mail', 'set', '--security', 'none', code=1)
    assert 'encrypted' in call('mail', 'set', '--imap-security', 'none', code=1)
    with sqlite3.connect(SHOP) as db:
        db.execute("UPDATE setting SET value = 'none' WHERE name IN ('mail-security', "
                   "'mail-imap-security')")
    db.close()
    assert call('mail', 'show')['security'] == 'none'
    refused(server, box, 'offers no encryption')


@tap.case('without a list of whom to trust nothing is trusted')
def _():
    server, box = servers('tls', 'good')
    for one in (('mail', 'test', 'ann@example.org'), ('mail', 'read')):
        assert 'ca-certificates' in call(*one, code=1, trusted=PLACE / 'none.pem')
    silent(server, box)
    server.stop()
    box.stop()


tap.run()
