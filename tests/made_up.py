# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Made-up files for the tests of the whole way: a till's export, and a list of customers that gives
the till's numbers names, addresses, birthdays and dated permissions. The same each time."""

import csv
import datetime
import gzip
import os
import pathlib
import random
import shutil

REAL_NAME = 'online-retail-2009-2010.csv.gz'
GIVEN = ['Åse', 'Kim', 'Deniz', 'Marie', 'Юлія', 'Νίκος', 'Liam', 'Chloé', 'Jörg', '美咲']
FAMILY = ['Dahl', 'Ødegård', 'Yılmaz', 'O’Connor', 'Їжак', 'Παπαδάκη', 'García', 'Müller', 'Ng',
          '佐藤']
CITIES = [('0150', 'Oslo'), ('5003', 'Bergen'), ('7011', 'Trondheim'), ('9008', 'Tromsø')]
LAST_DAY = datetime.date(2010, 12, 9)


def real_sales():
    """The packed export of a real shop, or None: it is named by REGULARS_REAL_SALES, or lies in
    a folder shared/data beside the source tree."""
    beside = pathlib.Path(__file__).resolve().parents[2] / 'shared/data' / REAL_NAME
    named = os.environ.get('REGULARS_REAL_SALES')
    path = pathlib.Path(named) if named else beside
    return path if path.exists() else None


def unpack(packed, path):
    with gzip.open(packed, 'rb') as source, open(path, 'wb') as target:
        shutil.copyfileobj(source, target)
    return path


def write_sales(path, receipts=3000, customers=400, seed=1):
    """A till's export in the columns of the real one. Returns the customers' numbers in it."""
    dice = random.Random(seed)
    numbers = [str(13000 + i) for i in range(customers)]
    seen = set()
    with open(path, 'w', newline='', encoding='utf-8') as sink:
        out = csv.writer(sink)
        out.writerow(['InvoiceNo', 'StockCode', 'Description', 'Quantity', 'InvoiceDate',
                      'UnitPrice', 'CustomerID', 'Country'])
        for i in range(receipts):
            customer = dice.choice(numbers) if dice.random() < 0.8 else ''
            seen.add(customer)
            day = LAST_DAY - datetime.timedelta(days=(receipts - i) * 370 // receipts)
            back = dice.random() < 0.03
            for _ in range(dice.randint(1, 6)):
                code = dice.randint(1, 60)
                out.writerow([('C' if back else '') + str(489434 + i), 20000 + code,
                              f'THING NO {code}', -1 if back else dice.randint(1, 12),
                              f'{day} {dice.randint(9, 18):02}:{dice.randint(0, 59):02}:00',
                              f'{dice.randint(50, 2000) / 100:.2f}', customer, 'Norway'])
    return sorted(seen - {''})


def sold_to(path):
    """The customers' numbers of an export."""
    with open(path, newline='', encoding='utf-8') as source:
        return sorted({row['CustomerID'] for row in csv.DictReader(source)} - {''})


def write_customers(path, numbers, seed=2):
    """A list of customers for the numbers. Returns how many may get post and have an address."""
    dice = random.Random(seed)
    reachable = 0
    with open(path, 'w', newline='', encoding='utf-8') as sink:
        out = csv.writer(sink)
        out.writerow(['Customer number', 'First name', 'Last name', 'Address', 'Postcode', 'City',
                      'Country', 'Birthday', 'E-mail', 'Post permission',
                      'Post permission on'])
        for number in numbers:
            postcode, city = dice.choice(CITIES)
            street = f'Storgata {dice.randint(1, 99)}' if dice.random() < 0.95 else ''
            may = dice.random() < 0.8
            reachable += may and street != ''
            out.writerow([number, dice.choice(GIVEN), dice.choice(FAMILY), street,
                          postcode if street else '', city if street else '',
                          'Norway' if street else '',
                          f'{dice.randint(1930, 1995)}-{dice.randint(1, 12):02}-15',
                          f'c{number}@example.org', 'yes' if may else 'no', '2009-11-01'])
    return reachable
