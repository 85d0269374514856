#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Runs the tests that Meson knows and counts their cases.

usage: run-tests.py BUILD [SUITE…]

`./dev test` calls it after the build. Without suites it runs all of them but perf. "sanitized" is
the lane of a second build with the address and undefined behaviour sanitizers, made beside BUILD on
first use: fault and fuzz run only there, but for tests that are also in the suite "plain", and the
C programs of the suites without a window a second time. "windows" are the tests of ui in that lane;
it takes half an hour, and runs only when it is named. Each test's output is kept in
BUILD/test-logs, beside times.txt. The last line is always "N passed, N failed", with ", N skipped"
when there were any; the exit code is 0 only when at least one case passed and none failed.
"""

import concurrent.futures
import contextlib
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

LANE = 'sanitized'
WINDOWS = 'windows'
SUITES = ['quick', 'db', 'golden', 'ctl', 'fault', 'fuzz', 'ui', LANE]
ONLY_SANITIZED = {'fault', 'fuzz'}
PLAIN = 'plain'  # beside another suite: never with sanitizers
SKIP_EXIT_CODE = 77
TAIL_LINES = 40
# Meson's timeouts are for an idle machine.
PATIENCE = float(os.environ.get('REGULARS_TEST_PATIENCE', '3'))
# Whoever looks at a window answers at once; what only computes takes what is left. The kernel may
# weigh sessions (autogroups) instead of processes.
CALMLY = ['sh', '-c', '{ echo 10 >/proc/self/autogroup; } 2>/dev/null; exec nice -n 10 "$@"', 'sh']
SANITIZER_ENV = {
    # SQLite asks for large blocks again and again: filling all of each is an eighth of the lane.
    'ASAN_OPTIONS': 'detect_leaks=1:abort_on_error=0:exitcode=99:detect_stack_use_after_return=1:'
                    'max_malloc_fill_size=256:quarantine_size_mb=64:malloc_context_size=10',
    'UBSAN_OPTIONS': 'halt_on_error=1:print_stacktrace=1',
    'G_SLICE': 'always-malloc',
}
# A finding names functions and lines, but no variables; and the first one ends the program, so that
# nothing is compiled for going on after it. Both together are more than half of the compiling.
SANITIZED = ['-Doptimization=g', '-Ddebug=false', '-Dc_args=-g1 -fno-sanitize-recover=all']
# A window is slow there, and what its libraries keep until the end is theirs. The slow disk is
# loaded before everything else.
WINDOW_ENV = {
    'ASAN_OPTIONS': SANITIZER_ENV['ASAN_OPTIONS'].replace('detect_leaks=1', 'detect_leaks=0')
                    + ':verify_asan_link_order=0',
    'REGULARS_UI_PATIENCE': '90',
}

# What runs with sanitizers runs without them on the disk, too, or has a disk of its own (fault/).
# There is nothing to wait for where files lie in memory.
MEMORY = '/dev/shm'
MEMORY_NEEDED = 2 << 30

RESULT_LINE = re.compile(r'^(ok|not ok)\b\s*\d*\s*-?\s*([^#]*)(?:#\s*(\w+)\s*(.*))?$')
PLAN_LINE = re.compile(r'^1\.\.(\d+)(\s*#\s*skip.*)?', re.IGNORECASE)


class Outcome:
    """What one test program said: counts of its cases and the reasons for failing."""

    def __init__(self, name, log):
        self.name = name
        self.log = log
        self.passed = 0
        self.failed = 0
        self.skipped = 0
        self.reasons = []
        self.skips = []
        self.seconds = 0.0
        self.work = 0.0  # seconds of processor time

    def fail(self, reason):
        self.failed += 1
        self.reasons.append(reason)


def read_tap(outcome, text, exit_code):
    """Counts the cases of a TAP stream. A stream that stops short of its plan is a failure."""
    planned = None
    for line in text.splitlines():
        plan = PLAN_LINE.match(line)
        if plan:
            planned = int(plan.group(1))
            if planned == 0:
                outcome.skipped += 1
            continue
        if line.startswith('Bail out!'):
            outcome.fail(line)
            continue
        result = RESULT_LINE.match(line)
        if not result:
            continue
        state, title, directive, why = result.groups()
        if state == 'not ok':
            outcome.fail('not ok: ' + title.strip())
        elif (directive or '').upper() == 'SKIP':
            outcome.skipped += 1
            outcome.skips.append(f'{title.strip()}: {why or "no reason given"}')
        else:
            outcome.passed += 1
    ran = outcome.passed + outcome.failed + outcome.skipped
    if outcome.failed:
        return
    if planned is None:
        outcome.fail('it printed no plan, so it did not reach its end')
    elif planned and ran != planned:
        outcome.fail(f'{ran} of {planned} cases ran')
    elif exit_code not in (0, SKIP_EXIT_CODE):
        outcome.fail(describe_exit(exit_code))


def describe_exit(code):
    if code < 0:
        return f'ended by {signal.Signals(-code).name}'
    return f'exit code {code}'


def environment_of(test, sanitized, memory=None):
    env = dict(os.environ)
    if sanitized:
        env.update(SANITIZER_ENV)
        supp = pathlib.Path(__file__).with_name('lsan.supp')
        env['LSAN_OPTIONS'] = f'suppressions={supp}:print_suppressions=0'
        if memory:
            env['TMPDIR'] = memory
        if has_window(test):
            env.update(WINDOW_ENV)
    env.update(test['env'])
    return env


@contextlib.contextmanager
def folder_in_memory():
    """A folder for private folders that is gone afterwards; None where there is no room for it."""
    try:
        if 'TMPDIR' in os.environ or shutil.disk_usage(MEMORY).free < MEMORY_NEEDED:
            raise OSError
        folder = tempfile.mkdtemp(prefix='regulars-', dir=MEMORY)
    except OSError:
        yield None
        return
    # Like any folder for such: some tests become somebody else.
    os.chmod(folder, 0o1777)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def kill_group(process):
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def wait_for(process, limit):
    """The exit code, or None where the limit was reached; and the processor time that was used."""
    over = threading.Event()
    timer = threading.Timer(limit, lambda: (over.set(), kill_group(process))) if limit else None
    if timer:
        timer.start()
    _, status, usage = os.wait4(process.pid, 0)
    if timer:
        timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    code = None if over.is_set() else process.returncode
    return code, usage.ru_utime + usage.ru_stime


def has_window(test):
    return 'ui' in test['suites']


def run_one(test, logs, sanitized, memory=None):
    """Runs one test program in its own process group, so that nothing of it is left behind."""
    name = test['name'] + (' (sanitized)' if sanitized else '')
    log = logs / (re.sub(r'[^\w.-]+', '-', name).strip('-') + '.log')
    outcome = Outcome(name, log)
    limit = test['timeout'] * PATIENCE if test['timeout'] > 0 else None
    begin = time.monotonic()
    with open(log, 'wb') as sink:
        process = subprocess.Popen(test['cmd'] if has_window(test) else CALMLY + test['cmd'],
                                   stdin=subprocess.DEVNULL, stdout=sink,
                                   stderr=subprocess.STDOUT, cwd=test['workdir'] or test['build'],
                                   env=environment_of(test, sanitized, memory),
                                   start_new_session=True)
        try:
            code, outcome.work = wait_for(process, limit)
        finally:
            kill_group(process)
    outcome.seconds = time.monotonic() - begin
    text = log.read_text(errors='replace')
    if test['protocol'] == 'tap':
        read_tap(outcome, text, 0 if code is None else code)
    elif code == SKIP_EXIT_CODE:
        outcome.skipped += 1
    elif code == 0:
        outcome.passed += 1
    elif code is not None:
        outcome.fail(describe_exit(code))
    if code is None:
        outcome.reasons = [f'stopped after {limit:.0f} s']
        outcome.failed = max(outcome.failed, 1)
    return outcome


def introspect(build):
    text = subprocess.run(['meson', 'introspect', '--tests', str(build)], check=True,
                          stdout=subprocess.PIPE).stdout
    tests = json.loads(text)
    for test in tests:
        test['build'] = str(build)
        test['suites'] = {suite.split(':')[-1] for suite in test['suite']}
    return tests


def sanitized_build(build, suites):
    """The jobs of the second build, with what they need brought up to date: the pages and their
    window are not built there. Returns None, with the reason printed, on failure."""
    beside = build.with_name(build.name + '-sanitized')
    source = pathlib.Path(__file__).resolve().parent.parent
    if not (beside / 'build.ninja').exists():
        setup = ['meson', 'setup', str(beside), str(source), '-Db_sanitize=address,undefined',
                 '-Db_lundef=false', *SANITIZED]
        if not quietly(setup, 'The sanitized build could not be set up'):
            return None
    if not quietly(['ninja', '-C', str(beside), 'build.ninja'], 'The sanitized build failed'):
        return None
    jobs = [test for test in introspect(beside) if is_for_lane(test, suites)]
    targets = {'src/ctl/regularsctl', 'regulars-gmo'}
    for test in jobs:
        named = [os.path.normpath(part) for part in (*test['cmd'], *test['env'].values())]
        targets.update(os.path.relpath(part, beside) for part in named
                       if part.startswith(f'{beside}/') and not os.path.isdir(part))
    # Windows need what lies beside the program, too.
    command = ['ninja', '-C', str(beside), *([] if WINDOWS in suites else sorted(targets))]
    return jobs if quietly(command, 'The sanitized build failed') else None


def quietly(command, complaint):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        print(complaint + ':')
        print('\n'.join(done.stdout.splitlines()[-TAIL_LINES:]))
    return done.returncode == 0


class Progress:
    """One line that is rewritten on a terminal; nothing elsewhere."""

    def __init__(self, total):
        self.total = total
        self.done = 0
        self.lock = threading.Lock()

    def step(self, name):
        with self.lock:
            self.done += 1
            if sys.stdout.isatty():
                print(f'\r\x1b[K[{self.done}/{self.total}] {name}', end='', flush=True)

    def clear(self):
        if sys.stdout.isatty():
            print('\r\x1b[K', end='')


def report(outcome):
    print(f'--- {outcome.name}: ' + '; '.join(outcome.reasons[:5]))
    tail = outcome.log.read_text(errors='replace').splitlines()[-TAIL_LINES:]
    print('\n'.join('    ' + line for line in tail))
    print(f'    all of it: {outcome.log}', flush=True)


def run_all(jobs, logs):
    """Runs (test, sanitized) pairs: as many of those with a window as there are processors, and one
    more of the others, which are patient, since one of them often waits for the disk; those that
    Meson marks as not parallel last."""
    progress = Progress(len(jobs))

    def run(job):
        outcome = run_one(job[0], logs, job[1], memory)
        progress.step(outcome.name)
        return outcome

    jobs = sorted(jobs, key=lambda job: (-job[0]['priority'], -job[0]['timeout']))
    together = [job for job in jobs if job[0]['is_parallel']]
    alone = [job for job in jobs if not job[0]['is_parallel']]
    outcomes = []
    with contextlib.ExitStack() as stack:
        memory = stack.enter_context(folder_in_memory())
        results = []
        for windows in (True, False):
            pool = stack.enter_context(concurrent.futures.ThreadPoolExecutor(
                (os.cpu_count() or 2) + (not windows)))
            results.append(pool.map(run, [job for job in together
                                          if has_window(job[0]) == windows]))
        for result in results:
            outcomes.extend(result)
        outcomes.extend(map(run, alone))
    progress.clear()
    return outcomes


def is_for_lane(test, suites):
    """Whether a test belongs into the sanitized build for the wanted suites. Scripts do not run a
    second time, nor does what opens a window."""
    if PLAIN in test['suites']:
        return False
    if test['suites'] & suites & ONLY_SANITIZED:
        return True
    if has_window(test):
        return WINDOWS in suites
    script = any(part.endswith('.py') for part in test['cmd'][1:2])
    return LANE in suites and not script


def pick(build, suites):
    """The jobs of the wanted suites. A failing sanitized build counts as one failed case."""
    jobs = [(test, False) for test in introspect(build)
            if test['suites'] & suites and (PLAIN in test['suites'] or
                                            not test['suites'] & ONLY_SANITIZED)]
    if not suites & (ONLY_SANITIZED | {LANE, WINDOWS}):
        return jobs, True
    lane = sanitized_build(build, suites)
    if lane is None:
        return jobs, False
    return jobs + [(test, True) for test in lane], True


def main(arguments):
    if not arguments:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    build = pathlib.Path(arguments[0]).resolve()
    known = [*SUITES, WINDOWS]
    unknown = [name for name in arguments[1:] if name not in known]
    if unknown:
        print(f'There is no suite {", ".join(unknown)}; there are {", ".join(known)}.',
              file=sys.stderr)
        return 2
    suites = set(arguments[1:] or SUITES)
    logs = build / 'test-logs'
    logs.mkdir(exist_ok=True)
    jobs, whole = pick(build, suites)
    outcomes = run_all(jobs, logs)
    times = sorted(outcomes, key=lambda outcome: -outcome.work)
    (logs / 'times.txt').write_text(
        ''.join(f'{o.work:6.1f} s of work, {o.seconds:6.1f} s: {o.name}\n' for o in times))
    for outcome in outcomes:
        for skip in outcome.skips:
            print(f'skipped: {outcome.name}: {skip}')
    for outcome in outcomes:
        if outcome.failed:
            report(outcome)
    passed = sum(outcome.passed for outcome in outcomes)
    failed = sum(outcome.failed for outcome in outcomes) + (0 if whole else 1)
    skipped = sum(outcome.skipped for outcome in outcomes)
    slow = sorted(outcomes, key=lambda outcome: -outcome.seconds)[:5]
    if len(outcomes) > 20:
        print('Slowest: ' + ', '.join(f'{o.name} {o.seconds:.1f} s' for o in slow))
    print(f'{passed} passed, {failed} failed' + (f', {skipped} skipped' if skipped else ''))
    return 0 if passed and not failed else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
