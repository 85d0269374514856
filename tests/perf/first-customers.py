#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""How long a shop takes from start to its first customers, and how much memory it needs.

usage: first-customers.py BUILD SHOP
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / 'ui'))
import harness


def memory(pid):
    """Resident and peak resident memory without what is only mapped from files, in MiB."""
    found = dict.fromkeys(('RssAnon', 'VmHWM', 'VmRSS'), 0)
    for line in Path(f'/proc/{pid}/status').read_text().splitlines():
        key, _, value = line.partition(':')
        if key in found:
            found[key] = int(value.split()[0]) // 1024
    return found


def cpu(pid):
    """Seconds of processor time, all threads."""
    fields = Path(f'/proc/{pid}/stat').read_text().rsplit(')', 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


session = harness.Session(sys.argv[1])
began = time.monotonic()
app = session.start('--store', sys.argv[2], size=harness.WIDE)
app.show('customers')
app.find('table row')
print(f'start to first customers {time.monotonic() - began:.2f} s, the accessibility tree included')
pid = app.process.pid
print(f'processor time until then {cpu(pid):.2f} s; memory', memory(pid))

# The dataset is read when nothing has been computed for a while.
used, quiet = cpu(pid), 0
while quiet < 10:
    time.sleep(0.5)
    now = cpu(pid)
    quiet = quiet + 1 if now - used < 0.05 else 0
    used = now
print(f'processor time until the dataset was read {used:.2f} s; memory', memory(pid))

before = app.report('test-heartbeat')
began = time.monotonic()
app.quit()
session.close()
