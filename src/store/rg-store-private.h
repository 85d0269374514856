/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the files of the store share. */
#pragma once

#include "db/rg-backup-key.h"
#include "db/rg-lock.h"
#include "db/rg-worker.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

struct _RgStore
{
  GObject parent_instance;

  char *path;
  char *private_folder; /* of a backup that is looked into: goes with the store; or NULL */
  gboolean read_only;   /* no writer */
  gint is_full;         /* atomic: the last write found no room */
  gint is_damaged;      /* atomic: once TRUE, for good */
  RgLock *file_lock;
  RgWorker *writer;
  RgWorker *readers[2];
  RgShop *shop;      /* main thread's copy */
  struct _RgBackupResult *last_backup; /* or NULL; under `lock` */
  RgShop *next_shop; /* the writer's, handed over with the next announcement; under `lock` */

  GMutex lock;
  RgDataset *dataset; /* under `lock`, like the four below */
  gint64 dataset_action;      /* the last action in it */
  gboolean dataset_follows;   /* each commit is followed by a reading */
  gboolean dataset_pending;   /* a reading is queued */
  gboolean dataset_stopped;
  GCancellable *dataset_cancellable;
  gint staff_id;      /* atomic */
  gint n_writes;      /* atomic: queued and running */
  gint has_remains;   /* atomic: of an import that may not have become whole */
  gint closing;       /* atomic */
  guint64 import_chunk; /* lines */
  gboolean watches;   /* the writer's thread: it has its triggers */
};

/* Refused where another process has it; *lock stays NULL where there is no such folder. */
gboolean rg_store_lock_path (const char *path, RgLock **lock, GError **error);
/* `shop` is written into a new file; else NULL. `lock` is taken over; NULL: it is taken here. */
RgStore *rg_store_open_mode (const char *path, RgDbMode mode, const RgShop *shop, RgLock *lock,
                             GCancellable *cancellable, GError **error);
/* rg_store_open() that can be stopped while it copies, checks and brings up to date. */
RgStore *rg_store_open_cancellable (const char *path, GCancellable *cancellable, GError **error);

typedef gboolean (*RgStoreFillFunc) (RgStore *store, gpointer data, GError **error);
/* rg_store_create() of a file that appears when it is filled. */
RgStore *rg_store_create_filled (const char *path, const RgShop *shop, RgStoreFillFunc fill,
                                 gpointer data, GError **error);

/* Hands a committed action to the main thread. Any thread. */
void rg_store_announce (RgStore *store, RgChanges *changes);

/* After a commit, on any thread: the dataset is to follow, if anybody wants one. */
void rg_store_follow_change (RgStore *store);
/* Before the end: no more reading, and an end to what is being read. */
void rg_store_stop_dataset (RgStore *store);

/* The shop's row; on any connection. */
RgShop *rg_shop_read (RgDb *db, GError **error);

/* Brings the derived tables up to date for these customers, inside the write. */
gboolean rg_store_refresh_derived (RgDb *db, const gint64 *customers, gsize n_customers,
                                   GError **error);

/* Opens a file that nobody changes, read-only. private_folder: removed in the end; or NULL. */
RgStore *rg_store_open_still (const char *path, const char *private_folder, GError **error);
/* Fills what is derived into a file that was restored, and erases again whom the file at
 * former_path (may be NULL) says was erased. */
gboolean rg_store_complete_file (const char *path, const char *former_path, GError **error);

/* Before a file of an older version is brought up to date: a copy of it in the backups folder. */
gboolean rg_store_back_up_old_version (RgDb *db, const char *path, GCancellable *cancellable,
                                       GError **error);
/* Opens a file that cannot be written to, or whose folder cannot: as it lies there where it is of
 * this version and closed properly, else out of a private copy. */
RgStore *rg_store_open_for_reading (const char *path, GCancellable *cancellable, GError **error);
/* Whether a file is of this version and was closed properly. */
gboolean rg_store_is_settled (const char *path);
/* Whether neither the file nor its folder can be written to by this user. */
gboolean rg_store_can_only_read (const char *path);
/* On the writer's thread. Removes what an import left that did not become whole; at once where
 * there is nothing of the kind. The second one is for rg_worker_push(), and lets others write in
 * between. */
gboolean rg_store_sweep_remains (RgStore *store, RgDb *db, GError **error);
void rg_store_sweep_remains_in_thread (RgDb *db, gpointer store);
/* Whether there is such a thing in a file that has just been opened. */
gboolean rg_store_find_remains (RgStore *store, RgDb *db, GError **error);
/* In the transaction that makes an import whole: its receipts are seen from here on. */
gboolean rg_store_adopt_running (RgWrite *write, gint64 import_id, GError **error);

/* rg_store_write_sync() with something that the writer does before the transaction, in transactions
 * of its own. */
gboolean rg_store_write_after_sync (RgStore *store, const char *kind, const char *label,
                                    RgWriteFunc before, RgWriteFunc func, gpointer data,
                                    GCancellable *cancellable, gint64 *action_id, GError **error);

/* On the writer's thread, after each write: gives up the reserve where the disk is full, and makes
 * it again where there is room. */
void rg_store_mind_room (RgStore *store, GError **error);
/* Where opening failed: gives up the reserve, if there was no room for a log and a lock. */
gboolean rg_store_use_reserve (const char *path);
/* When the file is opened: makes the reserve, or says that there is hardly any room. */
void rg_store_keep_reserve (RgStore *store);
/* On any thread of the store, after something failed (error may be NULL) on db: the first time that
 * the file itself is to blame, `damaged` tells everybody. */
void rg_store_mind_damage (RgStore *store, RgDb *db, const GError *error);
/* Emits a signal without parameters later, on the main thread. Any thread; the name is static. */
void rg_store_emit_later (RgStore *store, const char *name);

/* A verified copy of what db reads, with shop and counts in its frame. */
gboolean rg_backup_make_labelled (RgDb *db, const char *target, RgBackupKey *key,
                                  GCancellable *cancellable, GError **error);
/* A path for a new backup, "FOLDER/NAME 2026-11-21 18.04WORDS.regulars-backup". */
char *rg_backup_dup_new_path (const char *folder, const char *shop_name, const char *words,
                              gint64 at, GTimeZone *zone);

/* With the file's lock: RG_STORE_ERROR_FOREIGN_LOG where the log beside it is another file's. Reads
 * both only where a crash has left a log with something in it. */
gboolean rg_store_check_log (const char *path, GError **error);
/* Whether there is such a log. */
gboolean rg_store_has_log (const char *path);

/* Before the first transaction that writes: makes the triggers of the change log on the writing
 * connection, which whoever only looks at a shop need not wait for. */
gboolean rg_store_watch_tables (RgStore *store, RgDb *db, GError **error);

/* Inside a write: the changes of its action so far, and the customers that they touch. */
RgChanges *rg_write_collect (RgWrite *write, GArray *customers, GError **error);
/* The action that this write takes back. */
gboolean rg_write_set_undoes (RgWrite *write, gint64 action_id, GError **error);

G_END_DECLS
