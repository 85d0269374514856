# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""The files of the source tree, for the checks that read them."""

import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent


def files(*suffixes, under=''):
    """Paths relative to ROOT of the files that belong to the project: tracked, or new and not
    ignored. Without git (a release tarball) every file outside build folders counts."""
    try:
        listing = subprocess.run(
            ['git', '-C', str(ROOT), '-c', f'safe.directory={ROOT}', 'ls-files', '-z', '--cached',
             '--others', '--exclude-standard'], check=True, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL).stdout.decode()
        names = [name for name in listing.split('\0') if name]
    except (OSError, subprocess.CalledProcessError):
        names = [str(path.relative_to(ROOT)) for path in ROOT.rglob('*') if path.is_file()]
        names = [name for name in names if not name.startswith(('build', '.git/'))]
    return sorted(name for name in names
                  if name.startswith(under) and (not suffixes or name.endswith(suffixes))
                  and (ROOT / name).is_file())


def read(name):
    return (ROOT / name).read_text(encoding='utf-8')


_TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)


def c_strings(text):
    """Yields (line number, contents) of every string literal of C source, comments left out."""
    for match in _TOKEN.finditer(text):
        if match.group().startswith('"'):
            yield text.count('\n', 0, match.start()) + 1, match.group()[1:-1]


def without_comments(text):
    """C source with its comments blanked; line numbers stay."""
    def blank(match):
        token = match.group()
        return re.sub(r'[^\n]', ' ', token) if token.startswith('/') else token
    return _TOKEN.sub(blank, text)
