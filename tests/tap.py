# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""A few lines that let a Python script speak TAP: one line a case, then the plan.

    @tap.case('a tab is refused')
    def _():
        assert ...

    tap.run()
"""

import sys
import traceback

_cases = []


class Skip(Exception):
    """Raised by a case that cannot run here; the text says why."""


def case(name):
    """Registers the decorated function as a case; cases run in the order of registration."""
    def register(function):
        _cases.append((name, function))
        return function
    return register


def run():
    """Runs every case, prints TAP and leaves with 1 when one failed."""
    failed = 0
    for number, (name, function) in enumerate(_cases, 1):
        name = name.replace('#', '')
        try:
            function()
            print(f'ok {number} {name}', flush=True)
        except Skip as skip:
            print(f'ok {number} {name} # SKIP {skip}', flush=True)
        except BaseException as error:  # noqa: B902 - a case may also leave with SystemExit
            if isinstance(error, KeyboardInterrupt):
                raise
            failed += 1
            for line in traceback.format_exc().splitlines():
                print('# ' + line)
            print(f'not ok {number} {name}', flush=True)
    print(f'1..{len(_cases)}')
    sys.exit(1 if failed else 0)
