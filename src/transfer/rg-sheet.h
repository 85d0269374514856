/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Spreadsheets (XLSX and ODS) as comma-separated text, so that they go through the same mapping as
 * any other file. Of several sheets one is read: the first that holds something, or the one that is
 * asked for. Rows keep the numbers that a
 * spreadsheet shows; dates become "2026-01-05" or "2026-01-05 10:15:00", numbers have a point. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The sheet as text; *format (static) becomes "XLSX" or "ODS". wanted: the name of a sheet (case
 * and accents do not matter), or NULL. *names (may be NULL): the sheets that hold something, in
 * their order; *read (may be NULL): the one whose text it is.
 *
 * Errors: G_IO_ERROR_INVALID_DATA with a sentence where the file is no spreadsheet, is damaged or
 * locked with a password, or unpacks to more than any till writes; and where there is no such
 * sheet, or nothing is in it. */
GBytes *rg_sheet_read (GBytes *bytes, const char *wanted, const char **format, GStrv *names,
                       char **read, GError **error);

G_END_DECLS
