/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Backups of the open shop: proved copies (db/rg-backup.h) in a folder, of which the newest of
 * seven days and of eight weeks stay; looking into them; and the way back.
 *
 * What blocks can run on any thread; each has an async form for pages. */
#pragma once

#include "db/rg-backup-info.h"
#include "db/rg-backup-key.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_BACKUP_ENDING ".regulars-backup"

/* --- Making ----------------------------------------------------------------------------------- */

/* Where backups go, and how. Zeros: plain copies in the default folder. */
typedef struct
{
  const char *folder; /* NULL or "": the default folder. It is never made, it may be a stick */
  gboolean encrypt;   /* where TRUE and there is no key, nothing goes to `folder` */
  RgBackupKey *key;   /* NULL where the passphrase is not known */
} RgBackupPlan;

/* What became of it. */
typedef struct _RgBackupResult
{
  char *path;         /* the new backup; NULL where a sample shop needs none */
  gint64 at;
  gboolean elsewhere; /* it is in the default folder, because the chosen one could not be used */
  char *why;          /* then a sentence: the folder is away, the passphrase is not known, … */
} RgBackupResult;

RgBackupResult *rg_backup_result_copy (const RgBackupResult *result);
void rg_backup_result_free (RgBackupResult *result);

/* The folder "backups" beside the shop's file: …/regulars/backups in the user's data folder for the
 * user's own shop. */
char *rg_backups_dup_folder (RgStore *store);
/* The same for the file of a shop that is not open. */
char *rg_backups_dup_folder_of (const char *shop_path);

/* Makes one more in the plan's folder, with a name such as "Fjordbok 2026-11-21 18.04", and removes
 * those of this shop that need not stay. Where that folder cannot be used it goes into the default
 * one, and the result says why. plan may be NULL. */
gboolean rg_store_keep_backup_sync (RgStore *store, const RgBackupPlan *plan,
                                    RgBackupResult **result, GError **error);
void rg_store_keep_backup_async (RgStore *store, const RgBackupPlan *plan,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);
/* result may be NULL. */
gboolean rg_store_keep_backup_finish (RgStore *store, GAsyncResult *async,
                                      RgBackupResult **result, GError **error);

/* What is known about the last backup: of this run, or what whoever opened the shop knew. NULL
 * where nothing is; the path may be NULL, with a reason why there is none. Any thread. */
RgBackupResult *rg_store_dup_last_backup (RgStore *store);
/* Says that this is the last one. Where its path is NULL only the reason is taken. Any thread. */
void rg_store_note_backup (RgStore *store, const RgBackupResult *result);

/* One copy at `target`; what is there goes only once the new one is good. key: NULL for plain. */
gboolean rg_store_backup_sync (RgStore *store, const char *target, RgBackupKey *key,
                               GCancellable *cancellable, GError **error);

/* --- Looking ---------------------------------------------------------------------------------- */

/* RgBackupInfo of each backup in a folder, the newest first; shop_uuid (may be NULL) leaves out
 * those of other shops. key (may be NULL) opens encrypted ones. Reads their frames, not all of
 * them. Empty where there is no such folder. */
GPtrArray *rg_backups_list (const char *folder, const guint8 *shop_uuid, RgBackupKey *key);
void rg_backups_list_async (const char *folder, const guint8 *shop_uuid, RgBackupKey *key,
                            GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data);
GPtrArray *rg_backups_list_finish (GAsyncResult *result, GError **error);

/* Reads one backup's frame. Also for a shop's file as it is, such as one that a restore kept. */
RgBackupInfo *rg_backup_look (const char *path, RgBackupKey *key, GError **error);

/* A read-only shop to browse, out of a backup: it lies in a private folder, which goes when it is
 * closed. RG_DB_ERROR_PASSPHRASE where the passphrase is missing or does not fit. */
RgStore *rg_store_open_backup (const char *backup, RgBackupKey *key, GCancellable *cancellable,
                               GError **error);
void rg_store_open_backup_async (const char *backup, RgBackupKey *key, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
RgStore *rg_store_open_backup_finish (GAsyncResult *result, GError **error);

/* --- The way back ----------------------------------------------------------------------------- */

/* Puts the rows of a backup in the place of a shop's file that nobody has open, else
 * RG_STORE_ERROR_LOCKED. What was there is kept beside it: *kept, or NULL where nothing was. Who
 * was erased in the file that was there stays erased. */
gboolean rg_store_restore_sync (const char *backup, RgBackupKey *key, const char *path,
                                char **kept, GCancellable *cancellable, GError **error);
/* progress may be NULL; it is called on the main thread. */
void rg_store_restore_async (const char *backup, RgBackupKey *key, const char *path,
                             RgProgressFunc progress, gpointer progress_data,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean rg_store_restore_finish (GAsyncResult *result, char **kept, GError **error);

/* Takes a restore back: `kept` is the shop again, and what was restored is kept beside it. */
gboolean rg_store_take_back_restore_sync (const char *path, const char *kept, char **now_kept,
                                          GError **error);

/* Whether a shop's file or a backup is whole. Reads all of it. */
gboolean rg_store_check_file (const char *path, RgBackupKey *key, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgBackupResult, rg_backup_result_free)

G_END_DECLS
