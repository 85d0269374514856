/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Writes comma-separated text (RFC 4180) that spreadsheets open without running anything. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends a cell, after a comma where the row has begun already: begun is set. A text that a
 * spreadsheet would take for a formula (it begins with = + - @, a tab or a line break) gets an
 * apostrophe in front, as OWASP's page "CSV Injection" advises; a plain number or phone number such
 * as "+47 22 33" or "-12.50" does not need it. */
void rg_csv_write_cell (GString *out, gboolean *begun, const char *text);
/* Ends the row with CR LF. */
void rg_csv_write_end (GString *out, gboolean *begun);

/* Several tags in one cell: semicolons between them, quotation marks around one that has a mark in
 * it which would part it for the import. */
char *rg_csv_join_tags (const char *const *tags);

/* Appends a row of n cells as they are, for a reader of our own: NULL is an empty cell, and the row
 * ends with LF. */
void rg_csv_append_row (GString *out, const char *const *cells, guint n);

G_END_DECLS
