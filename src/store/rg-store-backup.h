/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Backups of the open shop: verified copies (db/rg-backup.h) in a folder, the newest seven. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_BACKUPS_KEPT 7

typedef struct
{
  char *path;
  gint64 at;   /* when it was made, from its name */
  gint64 size; /* bytes */
} RgBackupFile;

void rg_backup_file_free (RgBackupFile *file);

/* The folder "backups" beside the shop's file: …/regulars/backups in the user's data folder for the
 * user's own shop. */
char *rg_backups_dup_folder (RgStore *store);
/* RgBackupFile of this shop, the newest first; empty where there is no such folder. */
GPtrArray *rg_backups_list (const RgShop *shop, const char *folder);

/* A verified copy at `target`; what is there goes only once the new one is good. Any thread. */
gboolean rg_store_backup_sync (RgStore *store, const char *target, GCancellable *cancellable,
                               GError **error);

/* Makes one more in the folder (NULL: the default), named after shop and moment, and removes all
 * but the newest seven of this shop. *path (may be NULL) is where it is. A sample shop needs
 * none: TRUE, and *path is NULL. Main thread; the work is on the reader of reports. */
gboolean rg_store_keep_backup_sync (RgStore *store, const char *folder, char **path,
                                    GError **error);
void rg_store_keep_backup_async (RgStore *store, const char *folder, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
gboolean rg_store_keep_backup_finish (RgStore *store, GAsyncResult *result, char **path,
                                      GError **error);

/* Puts a copy of a backup in the place of a shop's file that nobody has open, else
 * RG_STORE_ERROR_LOCKED. What was there is kept beside it: *kept, or NULL where nothing was. */
gboolean rg_store_restore_sync (const char *backup, const char *path, char **kept, GError **error);
/* Whether a shop's file, open or not, is whole. Reads all of it. */
gboolean rg_store_check_file (const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgBackupFile, rg_backup_file_free)

G_END_DECLS
