/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The folder that is looked into for new files, and the files of it that nobody wants. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_FILE_HASH_SIZE 32 /* SHA-256 */

typedef struct {
  char *folder;       /* URI; "" for none; never NULL once read */
  gboolean by_itself; /* new files are imported without asking */
} RgWatchSettings;

void rg_watch_settings_clear (RgWatchSettings *settings);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgWatchSettings, rg_watch_settings_clear)
/* Reader thread; `settings` is zeroed before. */
gboolean rg_watch_settings_read (RgDb *db, RgWatchSettings *settings, GError **error);
void rg_store_read_watch_async (RgStore *store, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
gboolean rg_store_read_watch_finish (RgStore *store, GAsyncResult *result,
                                     RgWatchSettings *settings, GError **error);

/* One action. folder NULL or "": no folder is looked into. Finish with rg_store_write_finish(). */
gboolean rg_store_set_watch_sync (RgStore *store, const RgWatchSettings *settings, gint64 *action,
                                  GError **error);
void rg_store_set_watch_async (RgStore *store, const RgWatchSettings *settings,
                               GAsyncReadyCallback callback, gpointer user_data);

/* Reader thread. Whether these very bytes were imported, also where that was taken back since, or
 * are to be left alone. */
gboolean rg_file_is_known (RgDb *db, const guint8 hash[RG_FILE_HASH_SIZE], gboolean *known,
                           GError **error);
/* Reader thread. Another number after each import and each taking back of one: what a file would
 * bring may be different now. */
gboolean rg_imports_read_stamp (RgDb *db, gint64 *stamp, GError **error);

/* One action: these bytes are not offered any more. Finish with rg_store_write_finish(). */
gboolean rg_store_ignore_file_sync (RgStore *store, const guint8 hash[RG_FILE_HASH_SIZE],
                                    const char *name, gint64 *action, GError **error);
void rg_store_ignore_file_async (RgStore *store, const guint8 hash[RG_FILE_HASH_SIZE],
                                 const char *name, GAsyncReadyCallback callback,
                                 gpointer user_data);

G_END_DECLS
