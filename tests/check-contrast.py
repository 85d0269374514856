#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Whether words on a colour can be read: every pill of ui/style.css, in every colour that a tag can
have, and Adwaita's coloured words, on all that they may lie on, with each accent colour, in light,
dark and high contrast. Adwaita's own palette is read from the library.

Contrast and relative luminance: W3C, Web Content Accessibility Guidelines 2.2, 1.4.3 and 1.4.11.
Oklab: Björn Ottosson, "A perceptual color space for image processing", 2020."""

import functools
import re
import subprocess

import tap
import tree

STYLES = '/org/gnome/Adwaita/styles/'
SURFACES = ('window', 'view', 'card', 'dialog', 'popover')
ACCENTS = ('blue', 'teal', 'green', 'yellow', 'orange', 'red', 'pink', 'purple', 'slate')
# A row that is chosen, under the mouse, and pressed, as Adwaita draws them.
CHOSEN = ('25%', '32%', '39%')
PILL = re.compile(r'(box\.rg-tag|label\.rg-stage)(\.rg-\w+)?')
WORDS, IN_HIGH_CONTRAST, SHAPES = 4.5, 7, 3
NAMED = {'white': (1, 1, 1, 1), 'black': (0, 0, 0, 1), 'transparent': (0, 0, 0, 0)}
RULE = re.compile(r'([^{}]+)\{([^{}]*)\}')


@functools.cache
def adwaita(name):
    folder = subprocess.run(['pkg-config', '--variable=libdir', 'libadwaita-1'], check=True,
                            stdout=subprocess.PIPE, text=True).stdout.strip()
    return subprocess.run(['gresource', 'extract', f'{folder}/libadwaita-1.so.0', STYLES + name],
                          check=True, stdout=subprocess.PIPE, text=True).stdout


def rules(text):
    """Pairs of a selector and its declarations."""
    for selectors, body in RULE.findall(re.sub(r'/\*.*?\*/', '', text, flags=re.DOTALL)):
        pairs = (line.split(':', 1) for line in body.split(';') if ':' in line)
        declared = {name.strip(): value.strip() for name, value in pairs}
        for selector in selectors.split(','):
            yield ' '.join(selector.split()), declared


def arguments(text):
    """What stands between commas, or between spaces, but not in brackets."""
    parts, depth = [''], 0
    for letter in text.strip():
        depth += (letter == '(') - (letter == ')')
        if letter in ', ' and not depth:
            parts.append('')
        else:
            parts[-1] += letter
    return [part for part in parts if part]


def share(text):
    return float(text[:-1]) / 100 if text.endswith('%') else float(text)


class Look:
    """One of the ways the desktop can look: what its colours are called, and what they are."""

    def __init__(self, mode, high, accent):
        base = adwaita(f'base{high}.css')
        own = adwaita(f'defaults-{mode}.css')
        self.names = dict(re.findall(r'@define-color (\w+) ([^;]+);', base + own))
        self.variables = {}
        for selector, declared in rules(re.sub(r'@define-color[^;]+;', '', base + own)):
            if selector.endswith(':root'):
                self.variables.update(declared)
        self.variables['--accent-bg-color'] = f'var(--accent-{accent})'
        self.high = bool(high)
        self.accent = accent
        self.text = f'{mode}{high}, {accent}'

    def spell(self, text):
        """A value with its variables put in."""
        while found := re.search(r'var\((--[\w-]+)\)', text):
            text = text.replace(found[0], self.variables[found[1]])
        return text

    def colour(self, text, current=None):
        """Red, green, blue and opacity, each from 0 to 1."""
        text = ' '.join(self.spell(text).split())
        if text.lower() == 'currentcolor':
            return current
        if text in NAMED:
            return NAMED[text]
        if text.startswith('@'):
            name = text[1:]
            variable = '--' + name.replace('_', '-')
            return self.colour(self.names.get(name) or self.variables[variable], current)
        if text.startswith('#'):
            return (*(int(text[i:i + 2], 16) / 255 for i in (1, 3, 5)), 1)
        function, inside = re.fullmatch(r'([\w-]+)\s*\((.*)\)', text).groups()
        return getattr(self, '_' + function.lower().replace('-', '_'))(inside, current)

    def _rgb(self, inside, _current):
        parts = inside.replace('/', ' ').split()
        return (*(float(part) / 255 for part in parts[:3]),
                share(parts[3]) if len(parts) > 3 else 1)

    def _alpha(self, inside, current):
        of, by = arguments(inside)
        return (*self.colour(of, current)[:3], self.colour(of, current)[3] * share(by))

    def _color_mix(self, inside, current):
        _in, space, of, by, rest = arguments(inside)
        assert (space, rest) == ('srgb', 'transparent'), inside
        return self._alpha(f'{of}, {by}', current)

    def _oklab(self, inside, current):
        _from, of, lightness, _a, _b = arguments(inside)
        limit = {'min': min, 'max': max}[lightness[:3]]
        light, a, b = to_oklab(self.colour(of, current))
        return (*from_oklab(limit(light, float(re.search(r'[\d.]+', lightness)[0])), a, b), 1)

    def surface(self, name):
        ground = self.colour('@window_bg_color')
        return over(self.colour(f'@{name}_bg_color'), ground), self.colour(f'@{name}_fg_color')


def linear(channel):
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def gamma(channel):
    channel = min(max(channel, 0), 1)
    return channel * 12.92 if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


def times(matrix, vector):
    return [sum(a * b for a, b in zip(row, vector)) for row in matrix]


def to_oklab(colour):
    cones = times(((0.4122214708, 0.5363325363, 0.0514459929),
                   (0.2119034982, 0.6806995451, 0.1073969566),
                   (0.0883024619, 0.2817188376, 0.6299787005)), [linear(c) for c in colour[:3]])
    return times(((0.2104542553, 0.7936177850, -0.0040720468),
                  (1.9779984951, -2.4285922050, 0.4505937099),
                  (0.0259040371, 0.7827717662, -0.8086757660)), [c ** (1 / 3) for c in cones])


def from_oklab(*lab):
    cones = times(((1, 0.3963377774, 0.2158037573), (1, -0.1055613458, -0.0638541728),
                   (1, -0.0894841775, -1.2914855480)), lab)
    return [gamma(c) for c in times(((4.0767416621, -3.3077115913, 0.2309699292),
                                     (-1.2684380046, 2.6097574011, -0.3413193965),
                                     (-0.0041960863, -0.7034186147, 1.7076147010)),
                                    [c ** 3 for c in cones])]


def over(upper, lower):
    """What is seen where something lies on what cannot be seen through."""
    return (*(u * upper[3] + low * (1 - upper[3]) for u, low in zip(upper[:3], lower[:3])), 1)


def contrast(a, b):
    light, dark = sorted((sum(w * linear(c) for w, c in zip((0.2126, 0.7152, 0.0722), colour))
                          for colour in (a, b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def looks():
    for mode in ('light', 'dark'):
        for accent in ACCENTS:
            yield Look(mode, '', accent)
        yield Look(mode, '-hc', ACCENTS[0])


def own_rules(high):
    """Later ones win, as in the program: libadwaita puts style-hc.css over style.css."""
    found = {}
    for name in ['ui/style.css'] + ['ui/style-hc.css'] * bool(high):
        for selector, declared in rules(tree.read(name)):
            found.setdefault(selector, {}).update(declared)
    return found


def grounds(look):
    """What words may lie on, and their own colour: surfaces, and rows of lists that are chosen."""
    for name in SURFACES:
        ground, words = look.surface(name)
        if look.accent == ACCENTS[0]:
            yield name, ground, words
        if name in ('view', 'card') and not look.high:
            for by in CHOSEN:
                chosen = look.colour(f'alpha(var(--accent-bg-color), {by})')
                yield f'{name}, {by} chosen', over(chosen, ground), words


def pills(look, own):
    """Each pill on each ground: what it is, its contrast, and how much it needs."""
    for selector in filter(PILL.fullmatch, own):
        plain = own[re.match(r'\w+\.rg-\w+', selector)[0]]
        tint = own[selector].get('background-color', plain['background-color'])
        for name, ground, words in grounds(look):
            below = over(look.colour(tint, words), ground)
            yield (f'{selector} on {name}, {look.text}', contrast(over(words, below), below),
                   IN_HIGH_CONTRAST if look.high else WORDS)


def coloured_words(look, _own):
    for kind in ('warning', 'error'):
        for name in SURFACES if look.accent == ACCENTS[0] else ():
            ground, _words = look.surface(name)
            yield (f'words of {kind} on {name}, {look.text}',
                   contrast(look.colour(f'var(--{kind}-color)'), ground), WORDS)


def dots(look, own):
    """A dot is seen by its edge or by its filling."""
    for selector in filter(re.compile(r'\.rg-dot\.rg-\w+').fullmatch, own):
        plain = own['.rg-dot']
        edge_of = plain.get('border-color') or plain['border'].split(None, 2)[2]
        for name, ground, words in grounds(look):
            fill = look.colour(own[selector]['background-color'], words)
            edge = over(look.colour(edge_of, words), fill)
            yield (f'{selector} on {name}, {look.text}',
                   max(contrast(fill, ground), contrast(edge, ground)), SHAPES)


def judge(kind, own_of=own_rules):
    """The lines of what cannot be read, the number of pairs, and the least contrast."""
    seen = [each for look in looks() for each in kind(look, own_of('-hc' if look.high else ''))]
    wrong = [f'{what}: {found:.2f}, not {least}' for what, found, least in seen if found < least]
    return wrong, len(seen), min(found for _what, found, _least in seen)


@tap.case('the mathematics agree with published figures')
def _():
    look = Look('light', '', 'blue')
    white, black = NAMED['white'], NAMED['black']
    assert abs(contrast(white, black) - 21) < 1e-9
    # The lightest grey that passes on white, and the next, which does not.
    assert 4.47 < contrast(look.colour('#777777'), white) < 4.49
    assert 4.53 < contrast(look.colour('#767676'), white) < 4.55
    # From the table of Ottosson's post: XYZ (0.950, 1, 1.089), which is white, is L = 1.
    assert all(abs(x - y) < 1e-3 for x, y in zip(to_oklab(white), (1, 0, 0)))
    for name in ('blue', 'yellow', 'red'):
        colour = look.colour(f'var(--{name}-3)')
        back = from_oklab(*to_oklab(colour))
        assert all(abs(x - y) < 1e-4 for x, y in zip(back, colour)), name


for kind in (pills, coloured_words, dots):
    @tap.case(f'{kind.__name__.replace("_", " ")} can be read')
    def _(kind=kind):
        wrong, number, least = judge(kind)
        print(f'# {number} pairs, the least contrast is {least:.2f}')
        assert number > 20 and not wrong, '\n'.join(wrong[:20])


@tap.case('every colour of a tag has a pill and a dot')
def _():
    classes = set(re.findall(r'"(rg-[a-z]+)"',
                             re.search(r'classes\[\] = \{(.*?)\};',
                                       tree.read('src/pages/rg-tag-dialog.c'), re.DOTALL)[1]))
    own = own_rules('')
    assert len(classes) == 8
    assert not [name for name in classes
                if f'box.rg-tag.{name}' not in own or f'.rg-dot.{name}' not in own]


@tap.case('a tint that is too strong is found')
def _():
    def planted(high):
        own = own_rules(high)
        own['box.rg-tag.rg-yellow']['background-color'] = (
            'color-mix(in srgb, var(--yellow-4) 60%, transparent)')
        return own
    wrong, _number, _least = judge(pills, planted)
    assert any('rg-yellow' in line and 'dark' in line for line in wrong), wrong


tap.run()
