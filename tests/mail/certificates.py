# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Certificates that servers of the tests show, and the one that the program is told to trust.

    made = certificates.Certificates(folder)
    made.trusted                 # a file for SSL_CERT_FILE
    made.context('good')         # a server context of ssl

good       of this machine, signed by what is trusted
elsewhere  of another name
expired    of this machine, until yesterday
alone      signed by itself
stranger   signed by somebody else
old        good, but of a server that speaks TLS 1.1 at most"""

import datetime
import ssl
import subprocess
import warnings

HERE = 'DNS:localhost,IP:127.0.0.1'


def _day(days):
    when = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=days)
    return when.strftime('%Y%m%d%H%M%SZ')


class Certificates:
    def __init__(self, folder):
        self.folder = folder
        self._make('trust', 'Trust', more=('-addext', 'keyUsage=critical,keyCertSign'))
        self._make('other', 'Other', more=('-addext', 'keyUsage=critical,keyCertSign'))
        self._make('good', 'localhost', HERE, 'trust')
        self._make('elsewhere', 'mail.example.org', 'DNS:mail.example.org', 'trust')
        self._make('expired', 'localhost', HERE, 'trust', until=-1)
        self._make('alone', 'localhost', HERE)
        self._make('stranger', 'localhost', HERE, 'other')
        self.trusted = folder / 'trust.pem'

    def _make(self, stem, name, alternatives=None, signer=None, until=2, more=()):
        words = ['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256',
                 '-nodes', '-keyout', f'{stem}.key', '-out', f'{stem}.pem', '-subj', f'/CN={name}',
                 '-not_before', _day(-2), '-not_after', _day(until), *more]
        if alternatives:
            words += ['-addext', f'subjectAltName={alternatives}',
                      '-addext', 'basicConstraints=critical,CA:FALSE']
        if signer:
            words += ['-CA', f'{signer}.pem', '-CAkey', f'{signer}.key']
        subprocess.run(words, cwd=self.folder, check=True, capture_output=True)

    def context(self, stem):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        file = 'good' if stem == 'old' else stem
        context.load_cert_chain(self.folder / f'{file}.pem', self.folder / f'{file}.key')
        if stem == 'old':
            with warnings.catch_warnings():
                warnings.simplefilter('ignore')
                context.minimum_version = ssl.TLSVersion.TLSv1
                context.maximum_version = ssl.TLSVersion.TLSv1_1
            context.set_ciphers('DEFAULT@SECLEVEL=0')
        return context
