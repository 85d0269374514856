/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Any table as a file. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* rows: GStrv, the names of the columns first. UTF-8 CSV that spreadsheets open without running
 * anything (transfer/rg-csv-write.h). */
GBytes *rg_table_to_csv (const GPtrArray *rows);
/* The same in a file, which is whole or not there. Blocks. */
gboolean rg_table_save_csv (const GPtrArray *rows, GFile *file, GError **error);

G_END_DECLS
