#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Makes the customer file that belongs to the real file of sale lines: names, addresses, birthdays
and dated permissions for its customer numbers. Everything in it is invented, and the same at every
run.

usage: make-customers.py SALES.csv[.gz] [OUT.csv]      without OUT it goes to standard output
"""

import csv
import datetime
import gzip
import random
import sys

ENGLISH = ('Alice Amelia Arthur Beth Charlie Chloe Daniel Edith Emily Florence Freya George Grace '
           'Harriet Harry Isla Jack James Jessica Joan Leo Lily Lucy Martha Maya Mia Noah Oliver '
           'Oscar Poppy Ravi Rosie Ruby Sam Sophie Stanley Thomas Violet Walter William',
           'Adams Ahmed Bailey Baker Bennett Brown Carter Clarke Cooper Davies Evans Foster Green '
           'Hall Harris Hughes Hussain Jackson Jones Kelly Khan King Lewis Marsh Mitchell Morgan '
           'Murphy Patel Price Reid Roberts Scott Shaw Singh Smith Taylor Turner Walker Ward Young')
NAMES = {
    'Germany': ('Anna Björn Frieda Greta Hans Jörg Jürgen Käthe Lena Lukas Marlene Max Paul Ursula',
                'Bäcker Fischer Groß Hoffmann Köhler Krüger Meyer Müller Schäfer Schmidt Weiß'),
    'France': ('Amélie Camille Chloé Élise François Gaëlle Jérôme Léa Louis Noémie Théo Zoé',
               'Bernard Dubois Durand Fabre Garçon Lefèvre Leroy Martin Moreau Roux Rivière'),
    'EIRE': ('Aoife Caoimhe Ciarán Cian Fionn Niamh Oisín Róisín Saoirse Seán Siobhán Tadhg',
             'Byrne Doyle Gallagher Kelly Murphy Nolan Ó Briain O’Connor O’Neill Ryan Walsh'),
    'Spain': ('Álvaro Begoña Carmen Íñigo Jesús José Lucía María Nuria Pablo Sofía',
              'Fernández García Gómez Ibáñez López Muñoz Núñez Pérez Rodríguez Sánchez'),
    'Sweden': ('Åsa Astrid Björn Elsa Göran Håkan Karin Lars Linnéa Märta Sven Örjan',
               'Åkesson Andersson Bergström Holmström Lindqvist Nyström Sjöberg Öberg'),
    'Norway': ('Åse Bjørn Eirik Håkon Ingrid Kåre Liv Øystein Ragnhild Sigrid Solveig',
               'Berg Dahl Hansen Haugen Moe Nygård Øien Sæther Solberg Strøm'),
    'Japan': ('花子 太郎 さくら 翔太 美咲', '佐藤 鈴木 高橋 田中 伊藤 渡辺'),
    'Greece': ('Αικατερίνη Γιώργος Ελένη Κώστας Μαρία Νίκος', 'Αγγελόπουλος Γεωργίου Παπαδάκη'),
    'Korea': ('민수 서연 지훈 하은', '김 이 박 최 정'),
    'Portugal': ('Ana Duarte Inês João Luís Márcia', 'Araújo Conceição Gonçalves Simões'),
    'Poland': ('Agnieszka Grażyna Łukasz Małgorzata Paweł Zofia', 'Dąbrowski Kowalczyk Wójcik'),
}
CITIES = {
    'United Kingdom': 'Leeds Bristol York Cardiff Bath Oxford Norwich Glasgow London Exeter',
    'Germany': 'Köln Berlin München Leipzig Düsseldorf', 'France': 'Lyon Paris Nîmes Orléans Lille',
    'EIRE': 'Dublin Cork Galway Limerick', 'Spain': 'Madrid Málaga Sevilla Cádiz',
    'Sweden': 'Göteborg Malmö Uppsala', 'Norway': 'Oslo Bergen Tromsø', 'Japan': '東京 大阪 京都',
    'Greece': 'Αθήνα Θεσσαλονίκη', 'Korea': '서울 부산', 'Portugal': 'Lisboa Évora',
    'Poland': 'Łódź Kraków Gdańsk', 'Netherlands': 'Utrecht Leiden', 'Belgium': 'Liège Gent',
}
STREETS = ('Church Lane|High Street|Mill Road|Station Road|Park Avenue|Victoria Street|The Green|'
           'Queens Road|Kings Close|Orchard Way|Bridge Street|Harbour View|Old Vicarage Lane')
HEADER = ['Customer Number', 'First Name', 'Last Name', 'E-mail', 'Phone', 'Street', 'Postcode',
          'City', 'Country', 'Birthday', 'Tags', 'Post Permission', 'Post Permission On',
          'E-mail Permission', 'E-mail Permission On']
FIRST_DAY = datetime.date(2005, 1, 3)


def customers(path):
    """Customer number to country, in the order of the numbers."""
    opened = gzip.open if path.endswith('.gz') else open
    found = {}
    with opened(path, 'rt', encoding='utf-8', newline='') as sales:
        for row in csv.DictReader(sales):
            if row['CustomerID']:
                found.setdefault(row['CustomerID'], row['Country'])
    return dict(sorted(found.items()))


def permission(chance, yes, no):
    """An answer and its day: asked at some time before the sales begin; some never were."""
    die = chance.random()
    if die >= yes + no:
        return '', ''
    day = FIRST_DAY + datetime.timedelta(days=chance.randrange(1750))
    return ('yes' if die < yes else 'no'), day.isoformat()


def person(number, country):
    """One row; the number alone decides all of it."""
    chance = random.Random(f'regulars {number}')
    given, family = (chance.choice(words.split())
                     for words in NAMES.get(country, ENGLISH))
    birthday = datetime.date(1930, 1, 1) + datetime.timedelta(days=chance.randrange(27000))
    has_address = chance.random() < 0.95
    post, post_on = permission(chance, 0.62, 0.12)
    email_ok, email_on = permission(chance, 0.4, 0.2)
    city = chance.choice(CITIES.get(country, CITIES['United Kingdom']).split())
    return [
        number, given, family,
        f'customer{number}@example.org' if chance.random() < 0.7 else '',
        f'+44 1632 96{chance.randrange(10000):04}' if chance.random() < 0.5 else '',
        f'{chance.randrange(1, 180)} {chance.choice(STREETS.split("|"))}' if has_address else '',
        f'{city[:2].upper()}{chance.randrange(1, 20)} {chance.randrange(1, 9)}QX'
        if has_address else '',
        city if has_address else '', country,
        birthday.isoformat() if chance.random() < 0.8 else '',
        'trade' if chance.random() < 0.08 else '',
        post, post_on, email_ok, email_on,
    ]


def main(sales, out=None):
    with open(out, 'w', encoding='utf-8', newline='') if out else sys.stdout as target:
        writer = csv.writer(target)
        writer.writerow(HEADER)
        writer.writerows(person(*customer) for customer in customers(sales).items())


if __name__ == '__main__':
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(*sys.argv[1:])
