# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""What the mail server and the mailbox of the tests have in common: a thread for each connection,
and lines that are encrypted from the first byte (tls), from STARTTLS on (starttls), or not at all.
Both are server contexts of ssl. `clear` is what came in before, or without, encryption."""

import socketserver
import threading


class Handler(socketserver.StreamRequestHandler):
    disable_nagle_algorithm = True
    encrypted = False

    def setup(self):
        if self.server.owner.tls:
            self.encrypt(self.server.owner.tls)
        super().setup()

    def encrypt(self, context):
        self.request = context.wrap_socket(self.request, server_side=True)
        self.encrypted = True

    def start_tls(self):
        """After the answer to STARTTLS; what was sent too early is forgotten."""
        self.encrypt(self.server.owner.starttls)
        super().setup()

    def lines(self):
        while line := self.rfile.readline():
            if not self.encrypted:
                self.server.owner.clear.append(line)
            yield line

    def say(self, *lines):
        """All in one piece, as what somebody adds to an answer comes with it."""
        self.wfile.write(b''.join(line.encode() + b'\r\n' for line in lines))


class Threads(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    disable_nagle_algorithm = True
    request_queue_size = 100

    def handle_error(self, _request, _address):
        """A program that does not trust the server hangs up in the middle of a handshake."""


class Server:
    def __init__(self, handler, tls=None, starttls=None, host='127.0.0.1'):
        self.tls, self.starttls, self.clear = tls, starttls, []
        self.threads = Threads((host, 0), handler)
        self.threads.owner = self
        self.port = self.threads.server_address[1]
        threading.Thread(target=self.threads.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self):
        self.threads.shutdown()
        self.threads.server_close()
