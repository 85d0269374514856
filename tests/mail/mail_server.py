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
  stall      says nothing more after the message was taken, for `stall` seconds"""

import random
import socketserver
import threading
import time


class Handler(socketserver.StreamRequestHandler):
    def say(self, text):
        self.wfile.write(text.encode() + b'\r\n')

    def handle(self):
        server = self.server.owner
        server.connections += 1
        self.say('220 here')
        recipient = None
        try:
            for line in iter(self.rfile.readline, b''):
                server.heard.append(line)
                verb = line.split(b':')[0].strip().upper()
                if verb.startswith((b'EHLO', b'HELO')):
                    self.wfile.write(b'250-here\r\n250-8BITMIME\r\n250 SIZE 10000000\r\n')
                elif verb == b'MAIL FROM':
                    fault = server.draw()
                    if fault == 'drop':
                        return
                    self.say('250 ok')
                elif verb == b'RCPT TO':
                    recipient = line.split(b'<')[1].split(b'>')[0].decode()
                    server.asked.append(recipient)
                    if fault == 'refuse':
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


class Threads(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    disable_nagle_algorithm = True
    request_queue_size = 100


class MailServer:
    def __init__(self, faults=None, seed=1, stall=3):
        self.faults = faults or {}
        self.random = random.Random(seed)
        self.stall = stall
        self.taken, self.asked, self.heard, self.connections = [], [], [], 0
        self.threads = Threads(('127.0.0.1', 0), Handler)
        self.threads.owner = self
        self.port = self.threads.server_address[1]
        threading.Thread(target=self.threads.serve_forever, args=(0.02,), daemon=True).start()

    def draw(self):
        at = self.random.random()
        for fault, share in self.faults.items():
            if at < share:
                return fault
            at -= share
        return None

    def stop(self):
        self.threads.shutdown()
        self.threads.server_close()
