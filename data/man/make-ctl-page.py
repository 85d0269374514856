#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Writes the manual page of regularsctl from its own help: make-ctl-page.py PROGRAM VERSION"""

import json
import os
import subprocess
import sys

ENV = dict(os.environ, LC_ALL='C.UTF-8', LANGUAGE='')


def ask(*words):
    return json.loads(subprocess.run([sys.argv[1], 'help', *words, '--json'], env=ENV, check=True,
                                     stdout=subprocess.PIPE).stdout)


def roff(text):
    """Text as it is, whatever it begins with."""
    lines = text.replace('\\', '\\e').replace('-', '\\-').splitlines()
    return '\n'.join('\\&' + line if line[:1] in ('.', "'") else line for line in lines)


def command(name, page):
    yield f'.SS {roff(name)}'
    if page.get('usage') is not None or name in ('version', 'imports', 'check'):
        yield f'.B regularsctl {roff(name)}'
        yield roff(page.get('usage') or '')
        yield '.PP'
    yield roff(page['summary']) + '.'
    if page.get('details'):
        yield '.PP\n.nf'
        yield roff(page['details'])
        yield '.fi'


print(f'''.TH REGULARSCTL 1 "" "Regulars {sys.argv[2]}" "User Commands"
.SH NAME
regularsctl \\- the data of a Regulars shop without a screen
.SH SYNOPSIS
.B regularsctl
.RB [ \\-\\-store
.IR FILE ]
.RB [ \\-\\-json ]
.I COMMAND
\\&...
.SH DESCRIPTION
Does what the window does, for scripts and timers. While the window has the
shop open, it does the work, and both see the same.
.SH OPTIONS
.TP
.BI \\-\\-store " FILE"
The shop's file, instead of the user's own.
.TP
.B \\-\\-json
One JSON document on standard output; messages go to standard error.
.SH COMMANDS''')
for topic in ask():
    print('\n'.join(command(topic, ask(topic))))
print('''.SH EXIT STATUS
0: done. 1: refused or failed, with a sentence that says what to do. 2: wrong usage.
.SH SEE ALSO
.BR regulars (1)''')
