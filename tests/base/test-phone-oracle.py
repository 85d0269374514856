#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Phone numbers of thirty countries, written in four ways, read as libphonenumber reads them.

A few numbers of each country; a thousand with REGULARS_PHONE_LONG=1 in the environment."""

import os
import random
import subprocess
import sys

import tap

try:
    import phonenumbers as oracle
    from phonenumbers import PhoneNumberFormat as Format
except ImportError:
    oracle = None

COUNTRIES = ('NO SE DK FI GB IE DE AT CH NL BE LU FR ES PT IT GR PL CZ HU RO TR UA RU US CA MX BR '
             'JP KR CN IN AU NZ ZA').split()
LONG = os.environ.get('REGULARS_PHONE_LONG') == '1'
EACH = 1000 if LONG else 25


def candidates(country):
    """Numbers like those of the examples: most of them exist."""
    kinds = [oracle.PhoneNumberType.MOBILE, oracle.PhoneNumberType.FIXED_LINE,
             oracle.PhoneNumberType.TOLL_FREE]
    examples = [oracle.national_significant_number(number) for number in
                (oracle.example_number_for_type(country, kind) for kind in kinds) if number]
    while True:
        example = random.choice(examples)
        kept = random.randint(1, 3)
        yield example[:kept] + ''.join(random.choice('0123456789') for _ in example[kept:])


def numbers(country):
    code = oracle.country_code_for_region(country)
    found = set()
    for digits in candidates(country):
        number = oracle.parse(f'+{code}{digits}')
        if oracle.is_valid_number_for_region(number, country):
            found.add(oracle.format_number(number, Format.E164))
        if len(found) == EACH:
            return sorted(found)


def ways(country):
    """Each number as a file, a letter and two people write it, and what the oracle reads."""
    for text in numbers(country):
        number = oracle.parse(text)
        national = oracle.format_number(number, Format.NATIONAL)
        for written in (text, oracle.format_number(number, Format.INTERNATIONAL), national,
                        national.translate(str.maketrans('', '', ' -()/'))):
            read = oracle.parse(written, country)
            yield written, oracle.format_number(read, Format.E164)


def read_all(country, written):
    lines = ''.join(f'{country}\t{text}\n' for text in written)
    done = subprocess.run([sys.argv[1]], input=lines, capture_output=True, text=True, check=True)
    return done.stdout.split('\n')[:-1]


def compare(country):
    """How many were read, and those that were read differently."""
    cases = list(ways(country))
    read = read_all(country, [text for text, _ in cases])
    assert len(read) == len(cases)
    return len(cases), [(text, expected, got) for (text, expected), got in zip(cases, read)
                        if got != expected]


def need_oracle():
    if not oracle:
        raise tap.Skip('python3-phonenumbers is not there')


@tap.case(f'{len(COUNTRIES)} countries x {EACH} numbers are read as libphonenumber does')
def _():
    need_oracle()
    random.seed(1)
    n_all, wrong = 0, []
    for country in COUNTRIES:
        n, differing = compare(country)
        n_all += n
        wrong += [(country, *one) for one in differing]
    print(f'# {n_all} texts, {len(wrong)} read differently', *wrong[:5])
    assert len(wrong) <= n_all / 1000


@tap.case('a wrong number is found')
def _():
    need_oracle()
    assert read_all('NO', ['912 34 567'])[0] != '+4791234568'
    assert read_all('NO', ['12'])[0] == ''


tap.run()
