/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Spreadsheets (XLSX and ODS) as comma-separated text, so that they go through the same mapping as
 * any other file. The first sheet that holds something is read. Rows keep the numbers that a
 * spreadsheet shows; dates become "2026-01-05" or "2026-01-05 10:15:00", numbers have a point. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whether the bytes begin as a packed folder does, which spreadsheets are. */
gboolean rg_sheet_is_packed (GBytes *bytes);
/* The sheet as text; *format (static) becomes "XLSX" or "ODS".
 *
 * Errors: G_IO_ERROR_INVALID_DATA with a sentence where the file is no spreadsheet, is damaged or
 * locked with a password, or unpacks to more than any till writes. */
GBytes *rg_sheet_read (GBytes *bytes, const char **format, GError **error);

G_END_DECLS
