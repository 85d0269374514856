# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright The Regulars authors
"""Spreadsheets for tests: tables of texts as ODS and XLSX."""

import zipfile
from xml.sax.saxutils import escape


def ods(path, **tables):
    """Each table is a list of rows, which are lists of texts, under the name of its sheet."""
    def cell(text):
        return ('<table:table-cell office:value-type="string">'
                f'<text:p>{escape(text)}</text:p></table:table-cell>')
    sheets = ''.join(
        f'<table:table table:name="{name}">' + ''.join(
            '<table:table-row>' + ''.join(map(cell, row)) + '</table:table-row>' for row in table) +
        '</table:table>' for name, table in tables.items())
    with zipfile.ZipFile(path, 'w') as book:
        book.writestr('content.xml', '<office:document-content xmlns:office="o" xmlns:table="t" '
                      f'xmlns:text="x"><office:body><office:spreadsheet>{sheets}'
                      '</office:spreadsheet></office:body></office:document-content>')


def xlsx(path, **tables):
    """The same."""
    names = list(tables)
    with zipfile.ZipFile(path, 'w') as book:
        book.writestr('xl/workbook.xml', '<workbook xmlns:r="r"><sheets>' + ''.join(
            f'<sheet name="{name}" r:id="r{i}"/>' for i, name in enumerate(names)) +
            '</sheets></workbook>')
        book.writestr('xl/_rels/workbook.xml.rels', '<Relationships>' + ''.join(
            f'<Relationship Id="r{i}" Target="worksheets/sheet{i}.xml"/>'
            for i in range(len(names))) + '</Relationships>')
        for i, name in enumerate(names):
            book.writestr(f'xl/worksheets/sheet{i}.xml', '<worksheet><sheetData>' + ''.join(
                '<row>' + ''.join(f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>'
                                  for text in row) + '</row>' for row in tables[name]) +
                '</sheetData></worksheet>')
