# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""A translation that says the same in English with two thirds as many letters again, as German or
Finnish would: whatever has room for English only shows itself."""

import pathlib
import re
import struct

LANGUAGE = 'en_LONG'
FILLER = 'und noch etwas mehr davon ' * 20
TEXT = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'
MARKED = re.compile(r'(?<![A-Za-z0-9])(?:(?:_|N_|P_)\s*\(|[NP]?C_\s*\(\s*"([^"]*)"\s*,)\s*' + TEXT +
                    r'(?:,\s*' + TEXT + ')?')
HEADER = ('Content-Type: text/plain; charset=UTF-8\n'
          'Plural-Forms: nplurals=2; plural=(n != 1);\n')


def unquote(quoted):
    pieces = re.findall(r'"((?:[^"\\]|\\.)*)"', quoted)
    return re.sub(r'\\(.)', lambda found: {'n': '\n', 't': '\t'}.get(found[1], found[1]),
                  ''.join(pieces))


def longer(text):
    """One letter more at least; what formats and mnemonics need stays as it is."""
    return text + ' ' + FILLER[:max(2, len(text) * 2 // 3)].strip()


def messages(root):
    """Every marked text of the program: what says which meaning it has, or '', the text, and its
    plural or None."""
    for name in (root / 'po/POTFILES.in').read_text().split():
        if not name.endswith(('.c', '.blp')):
            continue
        for context, one, many in MARKED.findall((root / name).read_text()):
            yield f'{context}\4' if context else '', unquote(one), unquote(many) if many else None


def write(root, folder):
    """Makes the catalogue below a folder for bindtextdomain(); returns how many texts it has."""
    entries = {'': HEADER}
    for context, one, many in messages(pathlib.Path(root)):
        if one and many is None:
            entries.setdefault(context + one, longer(one))
        elif one:
            entries[f'{context}{one}\0{many}'] = f'{longer(one)}\0{longer(many)}'
    path = pathlib.Path(folder) / LANGUAGE / 'LC_MESSAGES/regulars.mo'
    path.parent.mkdir(parents=True)
    path.write_bytes(catalogue(entries))
    return len(entries)


def catalogue(entries):
    """The bytes of a .mo file (GNU gettext manual, "The Format of GNU MO Files")."""
    pairs = sorted((key.encode(), value.encode()) for key, value in entries.items())
    n = len(pairs)
    place = 28 + 16 * n
    tables, data = ([], []), b''
    for side in (0, 1):
        for pair in pairs:
            tables[side].append((len(pair[side]), place + len(data)))
            data += pair[side] + b'\0'
    head = struct.pack('<7I', 0x950412de, 0, n, 28, 28 + 8 * n, 0, 0)
    return head + b''.join(struct.pack('<2I', *row) for side in tables for row in side) + data
