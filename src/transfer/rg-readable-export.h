/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What can be read of a shop's file, damaged or not, as one CSV file a table. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Writes customer.csv, receipt.csv, … into the folder, with the columns' names in the first row and
 * blobs as hexadecimal digits; a file that is there is replaced. *n_rows (may be NULL) counts all
 * rows. The shop's file is only read. Blocks. */
gboolean rg_readable_export (const char *path, const char *folder, gint64 *n_rows,
                             GCancellable *cancellable, GError **error);
void rg_readable_export_async (const char *path, const char *folder, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
/* The number of rows, -1 with an error. */
gint64 rg_readable_export_finish (GAsyncResult *result, GError **error);

G_END_DECLS
