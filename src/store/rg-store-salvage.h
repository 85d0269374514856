/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A damaged shop's file: what can still be read of it, in a new file (db/rg-salvage.h). */
#pragma once

#include "db/rg-salvage.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

/* The file at path, which nobody has open (else RG_STORE_ERROR_LOCKED), is only read. At target,
 * where nothing may be, there is a whole shop afterwards. Blocks. */
RgSalvageReport *rg_store_salvage_sync (const char *path, const char *target,
                                        GCancellable *cancellable, GError **error);
void rg_store_salvage_async (const char *path, const char *target, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
RgSalvageReport *rg_store_salvage_finish (GAsyncResult *result, GError **error);

/* The same as a read-only shop in a private folder, which goes when it is closed. */
RgStore *rg_store_open_salvaged (const char *path, GCancellable *cancellable, GError **error);

/* Puts what was salvaged in the place of the damaged file, which is kept beside it: *kept. */
gboolean rg_store_use_salvaged_sync (const char *salvaged, const char *path, char **kept,
                                     GError **error);
/* A path beside the file, that nothing has. */
char *rg_store_dup_salvage_path (const char *path);

/* After RG_STORE_ERROR_FOREIGN_LOG: gives the log another name, *kept, beside the file, so that the
 * shop opens without what is in it. */
gboolean rg_store_put_log_aside_sync (const char *path, char **kept, GError **error);

/* Whether an error of opening a shop means that its file is damaged, or is none at all. */
gboolean rg_store_error_is_damage (const GError *error);

G_END_DECLS
