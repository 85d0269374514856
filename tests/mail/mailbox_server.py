# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""A mailbox on this machine (IMAP) that can be as bad as real ones are.

    box = MailboxServer()
    box.add(b'From: …')        # a message
    box.fault = 'drop'
    box.asked                  # lines that came in
    box.stop()

Faults: refuse (the password), drop (the connection when a message is asked for), stall (says
nothing more), huge (announces gigabytes), endless (a line without an end), chatty (lines without
an end of them), lie (a message of another length than announced), preauth (says that nobody has to
sign in), strip (says no to STARTTLS), no junk (its folder cannot be opened). junk: None, or the
messages of a folder that is marked as that of unwanted mail; special: whether it lists only what is
marked where it is asked to. Other numbers: validity. Encryption is that of
local_server.py."""

import re
import time

import local_server


def quoted(name):
    return '"' + name.replace('\\', '\\\\').replace('"', '\\"') + '"'


class Handler(local_server.Handler):
    def handle(self):
        box = self.server.owner
        box.connections += 1
        try:
            self.say('* PREAUTH here' if box.fault == 'preauth' else '* OK here')
            for line in self.lines():
                box.asked.append(line.decode('utf-8', 'replace').strip())
                tag, _, rest = box.asked[-1].partition(' ')
                if not self.answer(box, tag, rest):
                    return
        except OSError:
            pass

    def answer(self, box, tag, rest):
        """Whether the connection lives on."""
        verb = rest.upper()
        if verb.startswith('CAPABILITY'):
            more = ' STARTTLS' if box.starttls and not self.encrypted else ''
            self.say(f'* CAPABILITY IMAP4rev1{more}', f'{tag} OK done')
        elif verb.startswith('STARTTLS'):
            self.say(f'{tag} NO not now' if box.fault == 'strip' else f'{tag} OK go on')
            if box.fault != 'strip':
                self.start_tls()
        elif verb.startswith('LOGIN'):
            self.say(f'{tag} NO go away' if box.fault == 'refuse' else f'{tag} OK come in')
        elif verb.startswith('LIST (SPECIAL-USE)') and not box.special:
            self.say(f'{tag} BAD what')
        elif verb.startswith('LIST'):
            self.say('* LIST (\\HasNoChildren) "/" INBOX')
            if box.junk is not None:
                self.say(f'* LIST (\\HasNoChildren \\Junk) "/" {quoted(box.junk_name)}')
            self.say(f'{tag} OK done')
        elif verb.startswith('EXAMINE'):
            self.junk = rest == f'EXAMINE {quoted(box.junk_name)}'
            if box.fault == 'no junk' and self.junk:
                self.say(f'{tag} NO not for you')
                return True
            self.say(f'* {len(self.messages(box))} EXISTS',
                     f'* OK [UIDVALIDITY {box.validity}] valid',
                     f'{tag} OK [READ-ONLY] done')
        elif verb.startswith('UID SEARCH'):
            return self.search(box, tag, verb)
        elif verb.startswith('UID FETCH'):
            return self.fetch(box, tag, verb)
        elif verb.startswith('LOGOUT'):
            self.say('* BYE', f'{tag} OK')
            return False
        else:
            box.strange.append(rest)
            self.say(f'{tag} BAD what')
        return True

    junk = False

    def messages(self, box):
        """Of the folder that is open."""
        return box.junk if self.junk else box.messages

    def search(self, box, tag, verb):
        after = re.search(r'UID (\d+):\*', verb)
        uids = sorted(self.messages(box))
        if after:
            # As the standard has it: the last one is always in "n:*".
            uids = [uid for uid in uids if uid >= int(after[1])] or uids[-1:]
        if box.fault == 'endless':
            self.wfile.write(b'* SEARCH ' + b'1 ' * 4000000)
            return False
        self.say('* SEARCH ' + ' '.join(map(str, uids)), f'{tag} OK done')
        return True

    def fetch(self, box, tag, verb):
        found = re.search(r'FETCH (\d+) \(BODY\.PEEK\[\]<0\.(\d+)>\)', verb)
        text = self.messages(box).get(int(found[1]), b'')[:int(found[2])]
        if box.fault == 'drop':
            return False
        if box.fault == 'stall':
            time.sleep(box.stall)
            return False
        if box.fault == 'huge':
            self.say('* 1 FETCH (BODY[]<0> {4000000000}')
            self.wfile.write(b'x' * 100000)
            return False
        if box.fault == 'chatty':
            for _ in range(20000):
                self.say('* OK well')
            return False
        length = len(text) - 20 if box.fault == 'lie' else len(text)
        self.wfile.write(f'* 1 FETCH (UID {found[1]} BODY[]<0> {{{length}}}\r\n'.encode())
        self.wfile.write(text + b')\r\n')
        self.say(f'{tag} OK done')
        return True


class MailboxServer(local_server.Server):
    def __init__(self, stall=3, **line):
        self.messages, self.asked, self.strange, self.connections = {}, [], [], 0
        self.fault, self.stall, self.validity = None, stall, 7
        self.junk, self.junk_name, self.special = None, 'Spam "and" \\ Ads', True
        super().__init__(Handler, **line)

    def add(self, message):
        self.messages[max(self.messages, default=0) + 1] = message


def bounce(message_id, status='5.1.1', action='failed', recipient='somebody@example.org',
           headers_only=False):
    """A report that a message did not arrive, as RFC 3464 has it."""
    kind = 'text/rfc822-headers' if headers_only else 'message/rfc822'
    return f'''From: Mail Delivery System <MAILER-DAEMON@mx.example.org>
To: shop@example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="=_b0und"

This is a message in MIME format.
--=_b0und
Content-Type: text/plain

It could not be delivered.

--=_b0und
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; {recipient}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} no such person here

--=_b0und
Content-Type: {kind}

From: Shop <shop@example.org>
Message-ID: {message_id}
Subject: Hello

--=_b0und--
'''.replace('\n', '\r\n').encode()


def answer(subject, text='', **headers):
    more = ''.join(f'{name.replace("_", "-")}: {value}\r\n' for name, value in headers.items())
    return (f'From: Ann <ann@example.org>\r\nTo: shop@example.org\r\nSubject: {subject}\r\n{more}'
            f'Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n').encode()
