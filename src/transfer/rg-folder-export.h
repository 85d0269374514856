/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Everything that is in the shop as an open folder: each table as CSV and as JSON, and a
 * description of the columns. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

/* Makes the folder where there is none; refuses one that has something in it. Cancelled or failed,
 * nothing is left of what was written and made so far. *n_rows and progress, which is called on
 * another thread, may be NULL. */
gboolean rg_folder_export_sync (RgStore *store, GFile *folder, gint64 *n_rows,
                                RgProgressFunc progress, gpointer progress_data,
                                GCancellable *cancellable, GError **error);
/* permille: atomic, how far it is, until the callback; or NULL. */
void rg_folder_export_async (RgStore *store, GFile *folder, gint *permille,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data);
/* The rows written, or -1. */
gssize rg_folder_export_finish (GAsyncResult *result, GError **error);

G_END_DECLS
