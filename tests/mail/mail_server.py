# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""A mail server on this machine that can be as bad as real ones are. It keeps what it has taken.

    server = MailServer(faults={'drop': 0.1, 'later': 0.1}, seed=3)
    server.port
    server.taken      # [(recipient, message as bytes)]
    server.stop()

Faults, each with its probability for a message:
  refuse     the recipient, for good (550)
  later      the recipient, for now (450)
  full       the message after all of it was given, for now (452)
  drop       the connection before the message is given
  swallow    the connection after the message was taken, without a word
  lose       the connection after the message was given, without taking it
  stall      says nothing more after the message was taken, for `stall` seconds

Encryption is that of local_server.py. With `user` it asks who sends, and keeps what it is told in
`users`. `strip`: None; 'refuse' says no to STARTTLS; 'inject' goes on in the clear after its
answer, as somebody on the way would. `answers`: what it says instead to 'EHLO' (what it offers),
'AUTH', 'MAIL FROM', 'RCPT TO' and 'DATA' (after the whole message), a list of lines each."""

import base64
import random
import time

import local_server


class Handler(local_server.Handler):
    def greet(self, server):
        offers = ['here', '8BITMIME']
        if server.starttls and not self.encrypted:
            offers.append('STARTTLS')
        if server.user:
            offers.append('AUTH PLAIN')
        offers = server.answers.get('EHLO', offers)
        self.say(*(f'250-{one}' for one in offers), '250 SIZE 10000000')

    def begin_tls(self, server):
        if server.strip == 'refuse':
            self.say('454 not now')
            return
        if server.strip == 'inject':
            self.say('220 go on', '250-here', '250 AUTH PLAIN', '235 come in', '250 ok', '250 ok')
        else:
            self.say('220 go on')
        self.start_tls()

    def handle(self):
        server = self.server.owner
        server.connections += 1
        self.say('220 here')
        recipient = None
        try:
            for line in self.lines():
                server.heard.append(line)
                verb = line.split(b':')[0].strip().upper()
                if verb.startswith((b'EHLO', b'HELO')):
                    self.greet(server)
                elif verb == b'STARTTLS':
                    self.begin_tls(server)
                elif verb == b'AUTH PLAIN':
                    self.say('334 ')
                    who = base64.b64decode(next(self.lines(), b''))
                    server.users.append(tuple(who.split(b'\0')[1:]))
                    self.say(*server.answers.get('AUTH', ['235 come in']))
                elif verb == b'MAIL FROM':
                    fault = server.draw()
                    if fault == 'drop':
                        return
                    self.say('250 ok')
                elif verb == b'RCPT TO':
                    recipient = line.split(b'<')[1].split(b'>')[0].decode()
                    server.asked.append(recipient)
                    if 'RCPT TO' in server.answers:
                        self.say(*server.answers['RCPT TO'])
                        if server.answers['RCPT TO'][0].startswith('421'):
                            return
                    elif fault == 'refuse':
                        self.say('550 no such person')
                    elif fault == 'later':
                        self.say('450 come again')
                    else:
                        self.say('250 ok')
                elif verb == b'DATA':
                    self.say('354 go on')
                    if not self.take(server, recipient, fault):
                        return
                elif verb == b'QUIT':
                    self.say('221 bye')
                    return
                else:
                    self.say('250 ok')
        except OSError:
            pass

    def take(self, server, recipient, fault):
        """Whether the connection lives on."""
        message = b''
        for line in iter(self.rfile.readline, b''):
            if line == b'.\r\n':
                break
            message += line[1:] if line.startswith(b'.') else line
        else:
            return False
        if fault == 'lose':
            return False
        if 'DATA' in server.answers:
            self.say(*server.answers['DATA'])
            return True
        if fault == 'full':
            self.say('452 no room')
            return True
        server.taken.append((recipient, message))
        if fault == 'swallow':
            return False
        if fault == 'stall':
            time.sleep(server.stall)
            return False
        self.say('250 taken')
        return True


class MailServer(local_server.Server):
    def __init__(self, faults=None, seed=1, stall=3, user=False, strip=None, answers=None,
                 **line):
        self.faults = faults or {}
        self.random = random.Random(seed)
        self.stall, self.user, self.strip, self.answers = stall, user, strip, answers or {}
        self.taken, self.asked, self.heard, self.users, self.connections = [], [], [], [], 0
        super().__init__(Handler, **line)

    def draw(self):
        at = self.random.random()
        for fault, share in self.faults.items():
            if at < share:
                return fault
            at -= share
        return None
