/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One user action: one function, one transaction, one row in `action`, one announcement. */
#include "config.h"

#include "store/rg-store-private.h"

#include "base/rg-date.h"
#include "base/rg-i18n.h"
#include "base/rg-uuid.h"
#include "db/rg-log.h"

struct _RgWrite
{
  RgStore *store;
  RgDb *db;
  RgShop *shop;
  GCancellable *cancellable;
  const char *kind;
  gint64 action_id;
  gint64 now;
  gint64 staff_id;
  GPtrArray *noted; /* tables that changed in rows that are not logged */
  const char *derived; /* interned: the table whose derived rows are all that changed, or NULL */
};

typedef struct
{
  RgStore *store;
  const char *kind;
  const char *label;
  RgWriteFunc before; /* or NULL */
  RgWriteFunc func;
  gpointer data;
  GCancellable *cancellable;
  gint64 action_id;
  GError **error; /* never NULL */
  gboolean ok;
} RgWriteJob;

RgDb *
rg_write_get_db (RgWrite *write)
{
  return write->db;
}

RgStore *
rg_write_get_store (RgWrite *write)
{
  return write->store;
}

const RgShop *
rg_write_get_shop (RgWrite *write)
{
  return write->shop;
}

gint64
rg_write_get_action (RgWrite *write)
{
  return write->action_id;
}

gint64
rg_write_get_staff (RgWrite *write)
{
  return write->staff_id;
}

gint64
rg_write_get_now (RgWrite *write)
{
  return write->now;
}

GCancellable *
rg_write_get_cancellable (RgWrite *write)
{
  return write->cancellable;
}

/* The action's row is the transaction's own: where a label cannot be set, the disk or the file is
 * at fault, and what follows says so. */
void
rg_write_set_label (RgWrite *write, const char *label)
{
  g_autoptr (RgStatement) statement = rg_db_statement (write->db, "store.action-label", NULL);

  g_return_if_fail (statement != NULL);

  rg_statement_bind_int (statement, 1, write->action_id);
  rg_statement_bind_text (statement, 2, label);
  rg_statement_run (statement, NULL);
}

gboolean
rg_write_set_bulk (RgWrite *write, gboolean bulk, GError **error)
{
  return rg_log_set_bulk (write->db, bulk, error);
}

void
rg_write_note_table (RgWrite *write, const char *table)
{
  g_ptr_array_add (write->noted, g_strdup (table));
}

void
rg_write_note_derived (RgWrite *write, const char *table)
{
  write->derived = g_intern_string (table);
}

gboolean
rg_write_set_undoes (RgWrite *write, gint64 action_id, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (write->db, "store.action-undoes", error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, write->action_id);
  rg_statement_bind_int (statement, 2, action_id);
  return rg_statement_run (statement, error);
}

static gboolean
rg_write_insert_action (RgWrite *write, const char *label, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (write->db, "store.action-insert", error);
  guint8 uuid[RG_UUID_SIZE];

  if (statement == NULL)
    return FALSE;
  rg_uuid_v7 (uuid);
  rg_statement_bind_blob (statement, 1, uuid, sizeof uuid);
  rg_statement_bind_int (statement, 2, write->now);
  if (write->staff_id != 0)
    rg_statement_bind_int (statement, 3, write->staff_id);
  rg_statement_bind_text (statement, 4, write->kind);
  rg_statement_bind_text (statement, 5, label);
  if (!rg_statement_run (statement, error))
    return FALSE;
  write->action_id = rg_db_last_id (write->db);
  return rg_log_set_action (write->db, write->action_id, error);
}

/* Columns of store.changed-rows. */
enum {
  ROW_TABLE,
  ROW_KEY,
  ROW_CUSTOMER,
  ROW_MERGED_BEFORE,
  ROW_HOME_BEFORE,
  ROW_HOME_AFTER,
  ROW_STALE,
};

/* stale: the customers whose derived rows have to follow; NULL where they need not. */
static void
rg_write_touch_customer (RgChanges *changes, GArray *stale, gint64 id)
{
  if (id == 0)
    return;
  rg_changes_add (changes, "customer", id);
  if (stale != NULL)
    g_array_append_val (stale, id);
}

/* What belongs to a home is part of what lists show of its people. */
static gboolean
rg_write_touch_household (RgWrite *write, RgChanges *changes, GArray *customers, gint64 household,
                          GError **error)
{
  g_autoptr (RgStatement) rows = NULL;
  RgStep step;

  if (household == 0)
    return TRUE;
  rows = rg_db_statement (write->db, "households.members", error);
  if (rows == NULL)
    return FALSE;
  rg_statement_bind_int (rows, 1, household);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    rg_write_touch_customer (changes, customers, rg_statement_get_int (rows, 0));
  return step == RG_STEP_DONE;
}

RgChanges *
rg_write_collect (RgWrite *write, GArray *customers, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (write->db, "store.changed-rows", error);
  g_autoptr (RgChanges) changes = NULL;
  gint64 generation;
  RgStep step;

  if (rows == NULL || !rg_db_get_int (write->db, "store.generation", &generation, error))
    return NULL;
  changes = rg_changes_new (write->action_id, write->kind, generation + 1);
  rg_statement_bind_int (rows, 1, write->action_id);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      GArray *stale = rg_statement_get_int (rows, ROW_STALE) != 0 ? customers : NULL;

      rg_changes_add (changes, rg_statement_get_text (rows, ROW_TABLE),
                      rg_statement_get_int (rows, ROW_KEY));
      rg_write_touch_customer (changes, stale, rg_statement_get_int (rows, ROW_CUSTOMER));
      rg_write_touch_customer (changes, stale, rg_statement_get_int (rows, ROW_MERGED_BEFORE));
      for (int home = ROW_HOME_BEFORE; home <= ROW_HOME_AFTER; home++)
        if (!rg_write_touch_household (write, changes, customers,
                                       rg_statement_get_int (rows, home), error))
          return NULL;
    }
  for (guint i = 0; i < write->noted->len; i++)
    rg_changes_add_all (changes, g_ptr_array_index (write->noted, i));
  return step == RG_STEP_DONE ? g_steal_pointer (&changes) : NULL;
}

/* An action that changed no row leaves no trace. */
static gboolean
rg_write_is_empty (RgWrite *write, gboolean *empty, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (write->db, "store.any-change", error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, write->action_id);
  step = rg_statement_step (statement, error);
  *empty = step == RG_STEP_DONE && write->noted->len == 0;
  return step != RG_STEP_ERROR;
}

/* After the function: derived tables, generation, the shop's row; then the changes are complete. */
static RgChanges *
rg_write_complete (RgWrite *write, GError **error)
{
  g_autoptr (GArray) customers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (RgChanges) changes = rg_write_collect (write, customers, error);

  if (changes == NULL ||
      !rg_store_refresh_derived (write->db, (const gint64 *) (gpointer) customers->data,
                                 customers->len, error) ||
      !rg_db_run (write->db, "store.generation-bump", error))
    return NULL;
  return g_steal_pointer (&changes);
}

static void
rg_write_hand_over_shop (RgWrite *write)
{
  RgShop *shop = rg_shop_read (write->db, NULL);

  if (shop == NULL)
    return;
  g_mutex_lock (&write->store->lock);
  g_clear_pointer (&write->store->next_shop, rg_shop_free);
  write->store->next_shop = shop;
  g_mutex_unlock (&write->store->lock);
}

/* Derived rows are nobody's doing: no action, no generation. */
static RgChanges *
rg_write_complete_derived (RgWrite *write, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (write->db, "store.action-delete", error);
  g_autoptr (RgChanges) changes = NULL;
  gint64 generation;

  if (statement == NULL || !rg_db_get_int (write->db, "store.generation", &generation, error))
    return NULL;
  rg_statement_bind_int (statement, 1, write->action_id);
  if (!rg_statement_run (statement, error))
    return NULL;
  write->action_id = 0;
  changes = rg_changes_new (0, write->kind, generation);
  rg_changes_add_all (changes, write->derived);
  return g_steal_pointer (&changes);
}

static gboolean
rg_write_run_function (RgWrite *write, RgWriteJob *job, RgChanges **changes)
{
  gboolean empty = FALSE;

  if (!rg_write_insert_action (write, job->label, job->error) ||
      !job->func (write, job->data, job->error) || !rg_write_is_empty (write, &empty, job->error))
    return FALSE;
  if (empty && write->derived == NULL)
    {
      rg_db_exec (write->db, "ROLLBACK", "nothing to save", NULL);
      write->action_id = 0;
      return TRUE;
    }
  *changes = empty ? rg_write_complete_derived (write, job->error)
                   : rg_write_complete (write, job->error);
  if (*changes == NULL || g_cancellable_set_error_if_cancelled (job->cancellable, job->error))
    return FALSE;
  rg_db_set_cancellable (write->db, NULL);
  return rg_log_set_action (write->db, 0, job->error) &&
         rg_db_exec (write->db, "COMMIT", "save", job->error);
}

static void
rg_write_run (RgDb *db, RgWriteJob *job)
{
  RgStore *store = job->store;
  RgWrite write = { .store = store, .db = db, .cancellable = job->cancellable, .kind = job->kind };
  g_autoptr (RgShop) shop = NULL;
  g_autoptr (RgChanges) changes = NULL;

  if (g_cancellable_set_error_if_cancelled (job->cancellable, job->error) ||
      !rg_store_watch_tables (store, db, job->error))
    return;
  /* Receipts that come back may be known to what an import has left. */
  if (g_str_equal (job->kind, "take-back"))
    rg_store_sweep_remains (store, db, NULL);
  shop = rg_shop_read (db, job->error);
  if (shop == NULL)
    {
      rg_store_mind_damage (store, db, *job->error);
      return;
    }
  rg_db_set_cancellable (db, job->cancellable);
  write.shop = shop;
  write.now = rg_instant_now ();
  write.staff_id = rg_store_get_staff (store);
  write.noted = g_ptr_array_new_with_free_func (g_free);
  job->ok = (job->before == NULL || job->before (&write, job->data, job->error)) &&
            rg_db_run (db, "store.begin-write", job->error) &&
            rg_write_run_function (&write, job, &changes);
  rg_db_set_cancellable (db, NULL);
  if (!job->ok)
    rg_store_mind_damage (store, db, *job->error);
  g_ptr_array_unref (write.noted);
  if (!sqlite3_get_autocommit (rg_db_get_handle (db)))
    rg_db_exec (db, "ROLLBACK", "undo what was not saved", NULL);
  if (!job->ok)
    {
      rg_store_sweep_remains (store, db, NULL);
      return;
    }
  job->action_id = write.action_id;
  if (changes == NULL)
    return;
  if (rg_changes_touches (changes, "shop") || rg_changes_touches (changes, "permission_basis") ||
      rg_changes_touches (changes, "field"))
    rg_write_hand_over_shop (&write);
  rg_store_announce (store, changes);
}

static void
rg_write_in_thread (RgDb *db, gpointer data)
{
  RgWriteJob *job = data;

  rg_write_run (db, job);
  rg_store_mind_room (job->store, job->ok ? NULL : job->error);
}

static gboolean
rg_write_is_refused (RgStore *store, GError **error)
{
  if (store->writer != NULL)
    return FALSE;
  if (store->read_only)
    g_set_error_literal (error, RG_DB_ERROR, RG_DB_ERROR_READ_ONLY,
                         _("This shop can only be read here. Nothing was changed."));
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The shop is closed.");
  return TRUE;
}

gboolean
rg_store_write_sync (RgStore *store, const char *kind, const char *label, RgWriteFunc func,
                     gpointer data, GCancellable *cancellable, gint64 *action_id, GError **error)
{
  return rg_store_write_after_sync (store, kind, label, NULL, func, data, cancellable, action_id,
                                    error);
}

gboolean
rg_store_write_after_sync (RgStore *store, const char *kind, const char *label, RgWriteFunc before,
                           RgWriteFunc func, gpointer data, GCancellable *cancellable,
                           gint64 *action_id, GError **error)
{
  g_autoptr (GError) wrong = NULL;
  RgWriteJob job = { store, kind, label, before, func, data, cancellable, 0, &wrong, FALSE };

  if (action_id != NULL)
    *action_id = 0;
  if (rg_write_is_refused (store, error))
    return FALSE;
  g_atomic_int_inc (&store->n_writes);
  rg_worker_run (store->writer, rg_write_in_thread, &job);
  g_atomic_int_dec_and_test (&store->n_writes);
  if (action_id != NULL)
    *action_id = job.action_id;
  if (wrong != NULL)
    g_propagate_error (error, g_steal_pointer (&wrong));
  return job.ok;
}

typedef struct
{
  char *kind;
  char *label;
  RgWriteFunc func;
  gpointer data;
  GDestroyNotify data_free;
} RgWriteTask;

static void
rg_write_task_free (gpointer data)
{
  RgWriteTask *write = data;

  if (write->data_free != NULL)
    write->data_free (write->data);
  g_free (write->kind);
  g_free (write->label);
  g_free (write);
}

static void
rg_write_task_in_thread (RgDb *db, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  RgWriteTask *write = g_task_get_task_data (task);
  RgStore *store = g_task_get_source_object (task);
  RgWriteJob job = { store,
                     write->kind,
                     write->label,
                     NULL,
                     write->func,
                     write->data,
                     g_task_get_cancellable (task),
                     0,
                     &error,
                     FALSE };

  rg_write_run (db, &job);
  rg_store_mind_room (store, job.ok ? NULL : &error);
  g_atomic_int_dec_and_test (&store->n_writes);
  /* Saved is saved, also where somebody cancels between the commit and the answer. */
  g_task_set_check_cancellable (task, FALSE);
  if (job.ok)
    g_task_return_int (task, job.action_id);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
rg_store_write_async (RgStore *store, const char *kind, const char *label, RgWriteFunc func,
                      gpointer data, GDestroyNotify data_free, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);
  RgWriteTask *write = g_new0 (RgWriteTask, 1);
  g_autoptr (GError) refused = NULL;

  write->kind = g_strdup (kind);
  write->label = g_strdup (label);
  write->func = func;
  write->data = data;
  write->data_free = data_free;
  g_task_set_source_tag (task, rg_store_write_async);
  g_task_set_task_data (task, write, rg_write_task_free);
  if (rg_write_is_refused (store, &refused))
    {
      g_task_return_error (task, g_steal_pointer (&refused));
      g_object_unref (task);
      return;
    }
  g_atomic_int_inc (&store->n_writes);
  rg_worker_push (store->writer, rg_write_task_in_thread, task);
}

gboolean
rg_store_write_finish (RgStore *store, GAsyncResult *result, gint64 *action_id, GError **error)
{
  g_autoptr (GError) failed = NULL;
  gssize id;

  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  id = g_task_propagate_int (G_TASK (result), &failed);
  if (action_id != NULL)
    *action_id = failed == NULL ? id : 0;
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

gboolean
rg_store_is_writing (RgStore *store)
{
  return g_atomic_int_get (&store->n_writes) > 0;
}
