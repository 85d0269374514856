/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The only door to the data.
 *
 * One user action is one labelled function, run inside one transaction on the writer thread. Every
 * row that it changes in a logged table goes by itself into `change`, below one row in `action`;
 * after the commit the signal `changed` tells everybody, on the main thread. Lists, pages and the
 * dataset listen to that signal and to nothing else. Reads run on two reader threads, each in one
 * snapshot. */
#pragma once

#include "analysis/rg-dataset.h"
#include "db/rg-db.h"
#include "store/rg-changes.h"
#include "store/rg-shop.h"

G_BEGIN_DECLS

#define RG_TYPE_STORE (rg_store_get_type ())
G_DECLARE_FINAL_TYPE (RgStore, rg_store, RG, STORE, GObject)

/* A function's refusals, for people: each sentence says what to do. */
typedef enum {
  RG_STORE_ERROR_NOT_FOUND,
  RG_STORE_ERROR_INVALID,
  RG_STORE_ERROR_DUPLICATE,
  RG_STORE_ERROR_CONFLICT, /* later actions stand in the way of taking one back */
  RG_STORE_ERROR_LOCKED,   /* another process has the file open for writing */
  RG_STORE_ERROR_FOREIGN_LOG, /* changes of another file lie beside the shop's */
} RgStoreError;

#define RG_STORE_ERROR (rg_store_error_quark ())
GQuark rg_store_error_quark (void);

/* signals
 *   changed (RgChanges *changes): after a commit, on the main thread.
 *   backed-up (): rg_store_dup_last_backup() says something else than before.
 *   damaged (): a read or a write has found the file damaged; once, for the first time.
 *   room-changed (): rg_store_is_full() says something else than before.
 *   dataset-changed (): rg_store_get_dataset() has a new generation. */

/* Opens a shop's file, brings it up to date, starts the three threads. Blocks while it migrates. */
RgStore *rg_store_open (const char *path, GError **error);
/* Makes a new shop's file; refuses where there is a file. */
RgStore *rg_store_create (const char *path, const RgShop *shop, GError **error);
/* Where other processes can hand commands to while this one has the file; "" for nowhere. */
void rg_store_set_bus_name (RgStore *store, const char *bus_name);
/* What another process has said so about the file; "" where it takes no commands, NULL where nobody
 * has the file open. */
char *rg_store_find_bus_name (const char *path);
/* How many lines of an import one transaction writes where there are many, which begins with four
 * times as many; for tests. */
#define RG_STORE_IMPORT_CHUNK 250000
void rg_store_set_import_chunk (RgStore *store, guint64 lines);
/* Waits for what is queued, checkpoints, closes. Also done when the last reference goes. */
void rg_store_close (RgStore *store);

const char *rg_store_get_path (RgStore *store);
/* Whether the last write found no room on the disk. `room-changed` says when that becomes so, and
 * when it has passed. */
gboolean rg_store_is_full (RgStore *store);
/* Whether a read or a write has found the file damaged since it was opened. */
gboolean rg_store_is_damaged (RgStore *store);
/* Whether every write is refused: a backup that is looked into, a file or a folder that can only be
 * read. */
gboolean rg_store_is_read_only (RgStore *store);
/* What the shop's row says, as of the last change. Borrowed until the next `changed`. */
const RgShop *rg_store_get_shop (RgStore *store);
/* The staff member whose name goes into actions; 0 for nobody. */
gint64 rg_store_get_staff (RgStore *store);
void rg_store_set_staff (RgStore *store, gint64 staff_id);

/* A new reference to the newest generation, or NULL while it is still being read. Any thread. */
RgDataset *rg_store_get_dataset (RgStore *store);
/* For the loader of the dataset: takes the reference over and announces it. Any thread. */
void rg_store_take_dataset (RgStore *store, RgDataset *dataset);

/* --- Writing -------------------------------------------------------------------------------- */

/* What a write function works with; valid only while it runs, on the writer thread. */
typedef struct _RgWrite RgWrite;

/* Returns FALSE with an error to have everything rolled back. Must not touch GObjects. */
typedef gboolean (*RgWriteFunc) (RgWrite *write, gpointer data, GError **error);
typedef void (*RgProgressFunc) (double share, gpointer data);

RgDb *rg_write_get_db (RgWrite *write);
RgStore *rg_write_get_store (RgWrite *write);
const RgShop *rg_write_get_shop (RgWrite *write);
gint64 rg_write_get_action (RgWrite *write);
gint64 rg_write_get_staff (RgWrite *write);
gint64 rg_write_get_now (RgWrite *write);
/* Replaces the label given at the call, once the function knows better ("3 Customers Deleted"). */
void rg_write_set_label (RgWrite *write, const char *label);
/* From here on, rows that carry an import_id are not logged when they are made. */
gboolean rg_write_set_bulk (RgWrite *write, gboolean bulk, GError **error);
/* Says that a table changed in rows that are not logged (receipts of an import). */
void rg_write_note_table (RgWrite *write, const char *table);
/* Says that only derived rows changed: they are committed and announced, without an action. */
void rg_write_note_derived (RgWrite *write, const char *table);
/* Cancelled ends the write with nothing done. */
GCancellable *rg_write_get_cancellable (RgWrite *write);

/* `kind` is a stable word ('customer.edit'), `label` what History shows. *action_id is 0 where
 * nothing changed: then there is no action. The sync call is for regularsctl, tests and threads. */
gboolean rg_store_write_sync (RgStore *store, const char *kind, const char *label, RgWriteFunc func,
                              gpointer data, GCancellable *cancellable, gint64 *action_id,
                              GError **error);
/* The callback comes on the main context of the caller. data_free may be NULL. */
void rg_store_write_async (RgStore *store, const char *kind, const char *label, RgWriteFunc func,
                           gpointer data, GDestroyNotify data_free, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);
gboolean rg_store_write_finish (RgStore *store, GAsyncResult *result, gint64 *action_id,
                                GError **error);
/* Whether a write is queued or running: pages show "saving". */
gboolean rg_store_is_writing (RgStore *store);

/* --- Reading -------------------------------------------------------------------------------- */

typedef enum {
  RG_READER_ROWS,   /* lists, search, pages: short questions */
  RG_READER_REPORT, /* reports, exports, the dataset: long ones */
} RgReader;

/* Runs in one snapshot, on the reader's thread. Must not touch GObjects. */
typedef gboolean (*RgReadFunc) (RgDb *db, gpointer data, GError **error);

gboolean rg_store_read_sync (RgStore *store, RgReader reader, RgReadFunc func, gpointer data,
                             GCancellable *cancellable, GError **error);
void rg_store_read_async (RgStore *store, RgReader reader, RgReadFunc func, gpointer data,
                          GDestroyNotify data_free, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data);
/* The `data` of the call, still owned by the result. */
gpointer rg_store_read_get_data (GAsyncResult *result);
gboolean rg_store_read_finish (RgStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
