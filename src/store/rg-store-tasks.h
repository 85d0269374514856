/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Tasks: what somebody has to do, for a customer or a campaign or neither. */
#pragma once

#include "base/rg-uuid.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

typedef struct {
  gint64 id; /* 0 for one that is not saved yet */
  guint8 uuid[RG_UUID_SIZE];
  char *what;
  gint64 customer;     /* the living one, or 0 */
  char *customer_name; /* as shown, or NULL */
  gint64 campaign;     /* or 0 */
  char *campaign_name; /* or NULL */
  gint64 staff;        /* who does it, or 0: whoever comes first */
  char *staff_name;    /* or NULL */
  RgDay due_on;        /* RG_DAY_NONE: some time */
  RgDay created_on;
  RgDay done_on;       /* RG_DAY_NONE while it is open */
} RgTask;

/* One without a day, open. */
RgTask *rg_task_new (const char *what);
RgTask *rg_task_copy (const RgTask *task);
void rg_task_free (RgTask *task);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgTask, rg_task_free)

/* "Due today", "2 days late", "Due Thursday", "Done 7 Nov"; "" for one without a day. Free it. */
char *rg_task_dup_state (const RgTask *task, RgDay today);
gboolean rg_task_is_late (const RgTask *task, RgDay today);

/* --- Reading: in a RgReadFunc --------------------------------------------------------------- */

typedef struct {
  gboolean done;   /* those that are done instead of the open ones */
  RgDay due_by;    /* only those due on this day or before; 0 or RG_DAY_NONE: all */
  RgDay due_after; /* only open ones due after this day; 0: all */
  gint64 customer; /* only this one's, those merged into it included; 0: all */
  gint64 staff;    /* only theirs; 0: all */
  guint limit;     /* 0: all */
} RgTaskFilter;

/* RgTask: the open ones by due day, those without a day last; done ones from the newest on. */
GPtrArray *rg_tasks_read (RgDb *db, const RgTaskFilter *filter, GError **error);
/* RG_STORE_ERROR_NOT_FOUND where there is none. */
RgTask *rg_task_read (RgDb *db, gint64 id, GError **error);

void rg_store_read_tasks_async (RgStore *store, const RgTaskFilter *filter,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);
GPtrArray *rg_store_read_tasks_finish (RgStore *store, GAsyncResult *result, GError **error);

/* Inside a write: makes a new one. */
gboolean rg_task_write (RgWrite *write, RgTask *task, GError **error);

/* --- Writing: each is one action. Finish the async ones with rg_store_write_finish() --------- */

/* Makes a new one (id 0) or changes the one with the id. RG_STORE_ERROR_INVALID for a task without
 * words and for a payment card number; nothing happens where nothing is different. *id and *action
 * may be NULL. */
gboolean rg_store_save_task_sync (RgStore *store, const RgTask *task, gint64 *id, gint64 *action,
                                  GError **error);
void rg_store_save_task_async (RgStore *store, const RgTask *task, GAsyncReadyCallback callback,
                               gpointer user_data);
/* done_on RG_DAY_NONE opens it again. */
gboolean rg_store_set_task_done_sync (RgStore *store, gint64 id, RgDay done_on, gint64 *action,
                                      GError **error);
void rg_store_set_task_done_async (RgStore *store, gint64 id, RgDay done_on,
                                   GAsyncReadyCallback callback, gpointer user_data);
/* Later than it was, and than `today`: a day, or to the first day of the week after. */
RgDay rg_task_get_later (const RgTask *task, RgDay today, gboolean week, int first_weekday);
/* Puts an open one off until that day. */
gboolean rg_store_put_off_task_sync (RgStore *store, gint64 id, RgDay due_on, gint64 *action,
                                     GError **error);
void rg_store_put_off_task_async (RgStore *store, gint64 id, RgDay due_on,
                                  GAsyncReadyCallback callback, gpointer user_data);
gboolean rg_store_delete_task_sync (RgStore *store, gint64 id, gint64 *action, GError **error);
void rg_store_delete_task_async (RgStore *store, gint64 id, GAsyncReadyCallback callback,
                                 gpointer user_data);

G_END_DECLS
