#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""How long it takes from the start of the program until the first customers of a shop are drawn,
and how much memory it needs then and when the dataset has been read.

usage: first-customers.py BUILD SHOP [ROUNDS]
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / 'ui'))
import harness

KEYFILE = '.config/glib-2.0/settings/keyfile'


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


def first_rows(app):
    """Asked over the bus: whoever looks through the accessibility tree keeps the main loop busy."""
    def look():
        try:
            found = app.report('test-first-rows', patience=1)
        except harness.Failure:
            return None
        return found if found['at_us'] else None
    return harness.until(look, 'the first customers', 60)


def measure(session, shop):
    """Milliseconds from start to drawn, and the processor time of all threads until then."""
    began = time.monotonic_ns() // 1000
    app = harness.App(session, [str(session.build / 'src/app/regulars'), '--store', shop],
                      session.env)
    session.apps.append(app)
    time.sleep(1.5)
    found = first_rows(app)
    return app, (found['at_us'] - began) / 1000, found['processor_ms']


def read_dataset(pid):
    """Waits until nothing has been computed for a while; seconds of processor time."""
    used, quiet = cpu(pid), 0
    while quiet < 6:
        time.sleep(0.5)
        now = cpu(pid)
        quiet = quiet + 1 if now - used < 0.05 else 0
        used = now
    return used


def main(build, shop, rounds='3'):
    session = harness.Session(build, size=harness.WIDE)
    keyfile = session.folder / 'home' / KEYFILE
    keyfile.write_text(keyfile.read_text()
                       + "[io/github/regulars/Regulars]\nplace='customers'\n")
    # A desktop's accessibility bus runs before anybody starts a program; the first program of a
    # session would wait for it to be started.
    session.accessible().programs()
    times = []
    for number in range(int(rounds)):
        app, milliseconds, processor = measure(session, shop)
        times.append(milliseconds)
        print(f'start to first customers {milliseconds:6.0f} ms, {processor} ms of processor time')
        if number == 0:
            print('memory', memory(app.process.pid))
            used = read_dataset(app.process.pid)
            print(f'dataset read after {used:.1f} s of processor time; memory',
                  memory(app.process.pid))
        # After a crash the file's log is judged first, which is another thing to measure.
        app.quit()
    print(f'best of {rounds}: {min(times):.0f} ms')
    session.close()


main(*sys.argv[1:])
