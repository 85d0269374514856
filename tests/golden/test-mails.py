#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""E-mails as a mail server on this machine gets them, compared byte for byte with the kept ones:
the HTML, and beside it the headers and the plain-text twin. Names try to be markup, links, fields
and headers, in three scripts. What differs each time has a name of its own there: ids, coupon
codes, the hour. REGULARS_GOLDEN=write keeps them anew. Usage: test-mails.py BUILD"""

import base64
import csv
import email
import email.header
import json
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import zlib

import mail_server
import tap

BUILD = pathlib.Path(sys.argv[1])
PROGRAM = BUILD / 'src/ctl/regularsctl'
KEPT = pathlib.Path(__file__).parent
SEEN = BUILD / 'tests/golden'
FOLDER = tempfile.TemporaryDirectory(prefix='rg-mails-')

MESSAGE = '''# {hello} {{{{first name|friend}}}}

{{{{name}}}}, {{{{offer}}}} & <b>more</b>.
{{{{city}}}} – {{{{today}}}}

- {{{{offer until}}}}
- {{{{name|you}}}}

{{{{coupon}}}}

[{button}](https://shop.example/?c={{{{coupon}}}}&n=1)

{bye}'''

PLACES = [
    # stem, locale, currency, shop, first name, last name, city, words
    ('norwegian', 'nb_NO.UTF-8', 'NOK', 'Grünerløkka <Bok> & Kaffe', 'Åse<script>alert(1)</script>',
     '"Ødegård" & \'Sønner\'', 'Tromsø', ('Hei', 'Bestill nå', 'Hilsen oss')),
    ('arabic', 'ar_EG.UTF-8', 'EGP', 'مكتبة النيل', 'ليلى\u202e</p><a href=x>', 'حداد', 'القاهرة',
     ('مرحبا', 'اطلب الآن', 'إلى اللقاء')),
    ('japanese', 'ja_JP.UTF-8', 'JPY', '渋谷書店', '# [花子](https://evil.example) {{coupon}}',
     '山田', '東京', ('こんにちは', 'ご注文', 'またどうぞ')),
]

# On top of the mail of this one stands a picture.
WITH_PICTURE = 'norwegian'


def chunk(kind, data):
    return (len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4))


def picture(width=40, height=10):
    """A PNG of one colour, with a place written into it."""
    rows = b''.join(b'\0' + b'\x20\x60\xa0' * width for _ in range(height))
    head = width.to_bytes(4) + height.to_bytes(4) + b'\x08\x02\0\0\0'
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', head) + chunk(b'tEXt', b'Place\0Secret12')
            + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))


def shop_of(stem, locale, currency, name, first, last, city, words):
    shop = pathlib.Path(FOLDER.name) / (stem + '.regulars')
    people = shop.with_suffix('.csv')
    env = {**os.environ, 'LC_ALL': locale, 'TZ': 'UTC', 'REGULARS_NOW': '2026-11-23T10:00:00Z'}

    def call(*what):
        done = subprocess.run([PROGRAM, '--store', shop, *map(str, what)], text=True, env=env,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert done.returncode == 0, f'{what}: {done.stdout} {done.stderr}'

    with open(people, 'w', newline='', encoding='utf-8') as sink:
        csv.writer(sink).writerows([
            ['Customer number', 'First name', 'Last name', 'City', 'E-mail', 'E-mail permission',
             'E-mail permission on'],
            ['1', first, last, city, 'one@example.org', 'yes', '2026-01-01']])
    call('init', '--name', name, '--currency', currency, '--time-zone', 'UTC')
    call('import', people)
    call('contact-budget', 'on', '0', 'quiet', '0')
    if stem == WITH_PICTURE:
        path = shop.with_suffix('.png')
        path.write_bytes(picture())
        call('mail', 'picture', path, '--words', 'Logo: "<Bok> & Kaffe"')
    hello, button, bye = words
    call('campaign', 'new', '--name', 'Mail', '--channel', 'email', '--segment', 'has email',
         '--subject', f'{hello} {{{{name}}}}: {{{{offer}}}}', '--message',
         MESSAGE.format(hello=hello, button=button, bye=bye))
    call('campaign', 'set', 'Mail', '--offer', 'money', '--offer-value', '1500', '--offer-until',
         '2026-12-24')
    call('campaign', 'fix', 'Mail')
    return shop, call


def send(place):
    server = mail_server.MailServer()
    try:
        shop, call = shop_of(*place)
        call('mail', 'set', '--host', 'localhost', '--port', server.port, '--security', 'none',
             '--from', 'shop@example.org')
        call('campaign', 'send', 'Mail')
        (_recipient, message), = server.taken
    finally:
        server.stop()
    with sqlite3.connect(shop) as db:
        code, = db.execute('SELECT code FROM coupon').fetchone()
    db.close()
    return message, code


def mask(text, code):
    parted = '-'.join(code[i:i + 4] for i in range(0, len(code), 4))
    text = text.replace(parted, 'CODE-CODE-CODE').replace(code, 'CODECODECODE')
    text = re.sub(r'(?m)^Message-ID: <[^@>]+@', 'Message-ID: <ID@', text)
    text = re.sub(r'picture\.[0-9A-Za-z-]+@', 'picture.ID@', text)
    text = re.sub(r'unsubscribe(%20|\+|-| )[0-9A-Za-z-]+', r'unsubscribe\1ID', text)
    return re.sub(r'(?m)^Date: .*', 'Date: THEN', text)


def twins(message, code, masked=True):
    """Headers and plain text as one page, the HTML as the other."""
    mail = email.message_from_bytes(message)
    raw = message.split(b'\r\n\r\n', 1)[0].decode('ascii').replace('\r\n', '\n')
    read = ''.join(f'{name}: {email.header.make_header(email.header.decode_header(mail[name]))}\n'
                   for name in ('From', 'To', 'Subject'))
    parts = [part for part in mail.walk() if not part.is_multipart()]
    text, html = (part.get_payload(decode=True).decode('utf-8').replace('\r\n', '\n')
                  for part in parts[:2])
    for part in parts[2:]:
        text += '\n' + ''.join(f'{name}: {value}\n' for name, value in part.items())
    if not masked:
        return text, html
    return mask(f'{raw}\n\n{read}\n{text}', code), mask(html, code)


def compare(name, text):
    if os.environ.get('REGULARS_GOLDEN') == 'write':
        (KEPT / name).write_bytes(text.encode())
        return
    SEEN.mkdir(parents=True, exist_ok=True)
    (SEEN / name).write_bytes(text.encode())
    assert (KEPT / name).read_bytes() == text.encode(), \
        f'{SEEN / name} is not as {KEPT / name}'


def case(place):
    @tap.case(f'{place[0]}: the mail and its twin are those that are kept')
    def _():
        message, code = send(place)
        plain, html = twins(message, code)
        assert b'\n' not in message.replace(b'\r\n', b'')
        for wrong in ('<script', '<a href=x', '<b>', 'href="https://evil'):
            assert wrong not in html, wrong
        assert html.count('<a ') == html.count('href="') and code not in html
        shown = [part for part in email.message_from_bytes(message).walk()
                 if part.get_content_type() == 'image/png']
        assert len(shown) == (place[0] == WITH_PICTURE), shown
        for part in shown:
            png = part.get_payload(decode=True)
            assert png[16:24] == (40).to_bytes(4) + (10).to_bytes(4) and b'Secret' not in png
            assert f'src="cid:{part["Content-ID"][1:-1]}"' in twins(message, code, masked=False)[1]
        compare(f'mail-{place[0]}.txt', plain)
        compare(f'mail-{place[0]}.html', html)


for each in PLACES:
    case(each)


@tap.case('what is no picture, or too large a one, is refused with a sentence')
def _():
    shop = pathlib.Path(FOLDER.name) / 'norwegian.regulars'
    file = shop.with_suffix('.odd')
    large = picture()
    for wrong, why in ((b'<svg/>', 'PNG or JPEG'), (picture()[:60], 'damaged'),
                       (large[:16] + b'\0\1\0\0\0\1\0\0' + large[24:], '25 million dots'),
                       (b'\0' * 6_000_000, '5 MB')):
        file.write_bytes(wrong)
        done = subprocess.run([PROGRAM, '--store', shop, 'mail', 'picture', file], text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert done.returncode == 1 and why in done.stderr, (why, done)
    # Whoever wrote into the file: what nobody could have put there is shown nowhere.
    with sqlite3.connect(shop) as db:
        db.execute("UPDATE setting SET value = ? WHERE name = 'mail-picture'",
                   (base64.b64encode(large[:16] + b'\0\0\2\0\0\0\2\0' + large[24:]).decode(),))
    db.close()
    shown = subprocess.run([PROGRAM, '--store', shop, 'mail', '--json'], check=True, text=True,
                           stdout=subprocess.PIPE)
    assert json.loads(shown.stdout)['picture'] is None, shown.stdout
    subprocess.run([PROGRAM, '--store', shop, 'mail', 'picture', 'none'], check=True,
                   stdout=subprocess.DEVNULL)
    with sqlite3.connect(shop) as db:
        assert db.execute("SELECT 1 FROM setting WHERE name LIKE 'mail-picture%'").fetchall() == []
    db.close()


tap.run()
