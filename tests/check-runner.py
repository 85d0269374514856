#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""The runner of the tests is tested itself: a failure of any kind must reach the closing line."""

import importlib.util
import pathlib
import tempfile

import tap

SPEC = importlib.util.spec_from_file_location(
    'run_tests', pathlib.Path(__file__).with_name('run-tests.py'))
runner = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(runner)


def outcome_of(script, timeout=30, protocol='tap'):
    with tempfile.TemporaryDirectory() as folder:
        test = {'name': 'planted', 'cmd': ['sh', '-c', script], 'timeout': timeout, 'env': {},
                'workdir': None, 'suites': {'quick'},
                'build': folder, 'protocol': protocol}
        return runner.run_one(test, pathlib.Path(folder), False)


def counts(*arguments, **more):
    outcome = outcome_of(*arguments, **more)
    return outcome.passed, outcome.failed, outcome.skipped


@tap.case('cases are counted, not programs')
def _():
    assert counts('echo "ok 1 a"; echo "ok 2 b # SKIP none here"; echo 1..2') == (1, 0, 1)
    assert counts('echo 1..1; echo "not ok 1 a"') == (0, 1, 0)


@tap.case('a test that stops short fails')
def _():
    assert counts('echo "ok 1 a"') == (1, 1, 0)
    assert counts('echo 1..3; echo "ok 1 a"') == (1, 1, 0)
    assert counts('echo 1..1; echo "ok 1 a"; kill -SEGV $$') == (1, 1, 0)
    assert counts('echo "Bail out! no"; echo 1..0') == (0, 1, 1)
    assert counts('true') == (0, 1, 0)
    assert counts('echo 1..1; echo "ok 1 a"; exit 99') == (1, 1, 0)


@tap.case('a test that hangs is stopped and fails')
def _():
    runner.PATIENCE = 1
    outcome = outcome_of('echo 1..1; echo "ok 1 a"; sleep 60', timeout=0.3)
    assert outcome.failed == 1 and outcome.seconds < 50


@tap.case('a plain program is judged by its exit code')
def _():
    assert counts('true', protocol='exitcode') == (1, 0, 0)
    assert counts('false', protocol='exitcode') == (0, 1, 0)
    assert counts('exit 77', protocol='exitcode') == (0, 0, 1)


tap.run()
