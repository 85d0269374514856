/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Tasks: read with the names that belong to them, written one action at a time. */
#include "store/rg-store-tasks.h"

#include <string.h>

#include "base/rg-card.h"
#include "base/rg-i18n.h"
#include "store/rg-store-customers.h"
#include "store/rg-store-row.h"
#include "store/rg-store-undo-private.h"

RgTask *
rg_task_new (const char *what)
{
  RgTask *task = g_new0 (RgTask, 1);

  task->what = g_strdup (what);
  task->due_on = RG_DAY_NONE;
  task->created_on = RG_DAY_NONE;
  task->done_on = RG_DAY_NONE;
  return task;
}

RgTask *
rg_task_copy (const RgTask *task)
{
  RgTask *copy = g_memdup2 (task, sizeof *task);

  copy->what = g_strdup (task->what);
  copy->customer_name = g_strdup (task->customer_name);
  copy->campaign_name = g_strdup (task->campaign_name);
  copy->staff_name = g_strdup (task->staff_name);
  return copy;
}

void
rg_task_free (RgTask *task)
{
  if (task == NULL)
    return;
  g_free (task->what);
  g_free (task->customer_name);
  g_free (task->campaign_name);
  g_free (task->staff_name);
  g_free (task);
}

gboolean
rg_task_is_late (const RgTask *task, RgDay today)
{
  return task->done_on == RG_DAY_NONE && task->due_on != RG_DAY_NONE && task->due_on < today;
}

char *
rg_task_dup_state (const RgTask *task, RgDay today)
{
  g_autofree char *day = NULL;
  int late;

  if (task->done_on != RG_DAY_NONE)
    {
      day = rg_day_format_in_sentence (task->done_on, today);
      /* Translators: %s is a day: "today", "Thursday", "7 Nov". */
      return g_strdup_printf (_("Done: %s"), day);
    }
  if (task->due_on == RG_DAY_NONE)
    return g_strdup ("");
  late = today - task->due_on;
  if (late == 0)
    return g_strdup (_("Due today"));
  if (late > 0)
    return g_strdup_printf (P_("%d day late", "%d days late", late), late);
  if (late == -1)
    return g_strdup (_("Due tomorrow"));
  day = rg_day_format_in_sentence (task->due_on, today);
  /* Translators: %s is a day: "7 Nov". */
  return g_strdup_printf (_("Due %s"), day);
}

/* --- reading ------------------------------------------------------------------------------ */

static char *
rg_task_dup_name (RgStatement *row, int column)
{
  return rg_statement_is_null (row, column) ? NULL : g_strdup (rg_statement_get_text (row, column));
}

static RgTask *
rg_task_from_row (RgDb *db, RgStatement *row, GError **error)
{
  g_autoptr (RgTask) task = rg_task_new (rg_statement_get_text (row, 2));
  gsize length;
  const void *uuid = rg_statement_get_blob (row, 1, &length);

  task->id = rg_statement_get_int (row, 0);
  memcpy (task->uuid, uuid, MIN (length, sizeof task->uuid));
  task->customer = rg_statement_get_int (row, 3);
  task->campaign = rg_statement_get_int (row, 4);
  task->campaign_name = rg_task_dup_name (row, 5);
  task->staff = rg_statement_get_int (row, 6);
  task->staff_name = rg_task_dup_name (row, 7);
  task->due_on = rg_statement_get_day (row, 8);
  task->created_on = rg_statement_get_day (row, 9);
  task->done_on = rg_statement_get_day (row, 10);
  if (task->customer != 0
      && !rg_customer_read_living (db, &task->customer, &task->customer_name, error))
    return NULL;
  return g_steal_pointer (&task);
}

static void
rg_task_bind_id (RgStatement *statement, int parameter, gint64 id)
{
  if (id != 0)
    rg_statement_bind_int (statement, parameter, id);
  else
    rg_statement_bind_null (statement, parameter);
}

GPtrArray *
rg_tasks_read (RgDb *db, const RgTaskFilter *filter, GError **error)
{
  g_autoptr (RgStatement) rows = NULL;
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_task_free);
  RgStep step;

  if (filter->done)
    rows = rg_db_statement (db, "tasks.done", error);
  else
    rows = rg_db_statement (db, "tasks.open", error);
  if (rows == NULL)
    return NULL;
  rg_statement_bind_day (rows, 1, filter->due_by != 0 ? filter->due_by : RG_DAY_NONE);
  rg_task_bind_id (rows, 2, filter->customer);
  rg_task_bind_id (rows, 3, filter->staff);
  rg_statement_bind_int (rows, 4, filter->limit > 0 ? (gint64) filter->limit : -1);
  if (!filter->done)
    rg_statement_bind_day (rows, 5, filter->due_after != 0 ? filter->due_after : RG_DAY_NONE);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      RgTask *task = rg_task_from_row (db, rows, error);

      if (task == NULL)
        return NULL;
      g_ptr_array_add (tasks, task);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&tasks) : NULL;
}

RgTask *
rg_task_read (RgDb *db, gint64 id, GError **error)
{
  g_autoptr (RgStatement) row =
    rg_store_row (db, "tasks.by-id", id, _("This task is not there any more."), error);

  return row != NULL ? rg_task_from_row (db, row, error) : NULL;
}

typedef struct {
  RgTaskFilter filter;
  GPtrArray *tasks;
} RgTasksRead;

static void
rg_tasks_read_free (gpointer data)
{
  RgTasksRead *read = data;

  g_clear_pointer (&read->tasks, g_ptr_array_unref);
  g_free (read);
}

static gboolean
rg_tasks_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgTasksRead *read = data;

  read->tasks = rg_tasks_read (db, &read->filter, error);
  return read->tasks != NULL;
}

void
rg_store_read_tasks_async (RgStore *store, const RgTaskFilter *filter, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  RgTasksRead *read = g_new0 (RgTasksRead, 1);

  read->filter = *filter;
  rg_store_read_async (store, RG_READER_ROWS, rg_tasks_read_in_thread, read, rg_tasks_read_free,
                       cancellable, callback, user_data);
}

GPtrArray *
rg_store_read_tasks_finish (RgStore *store, GAsyncResult *result, GError **error)
{
  RgTasksRead *read = rg_store_read_get_data (result);

  if (!rg_store_read_finish (store, result, error))
    return NULL;
  return g_steal_pointer (&read->tasks);
}

/* --- writing ------------------------------------------------------------------------------ */

static gboolean
rg_task_is_valid (const RgTask *task, GError **error)
{
  g_autofree char *what = g_strstrip (g_strdup (task->what));

  if (*what == '\0')
    g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID, _("Say what is to do."));
  else if (rg_card_in_text (what))
    g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                         _("This looks like the number of a payment card. Regulars never stores "
                           "those."));
  else
    return TRUE;
  return FALSE;
}

/* What the two statements that write a task have in common, from parameter 2 on. */
static void
rg_task_bind (RgStatement *statement, const RgTask *task)
{
  rg_statement_bind_text (statement, 2, task->what);
  rg_task_bind_id (statement, 3, task->customer);
  rg_task_bind_id (statement, 4, task->campaign);
  rg_task_bind_id (statement, 5, task->staff);
  rg_statement_bind_day (statement, 6, task->due_on);
}

gboolean
rg_task_write (RgWrite *write, RgTask *task, GError **error)
{
  g_autoptr (RgStatement) insert = rg_db_statement (rg_write_get_db (write), "tasks.insert", error);
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (rg_write_get_shop (write));

  if (insert == NULL)
    return FALSE;
  rg_uuid_v7 (task->uuid);
  rg_statement_bind_blob (insert, 1, task->uuid, sizeof task->uuid);
  rg_task_bind (insert, task);
  rg_statement_bind_int (insert, 7, rg_instant_day (rg_write_get_now (write), zone));
  if (!rg_statement_run (insert, error))
    return FALSE;
  task->id = rg_db_last_id (rg_write_get_db (write));
  return TRUE;
}

static gboolean
rg_task_save_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgTask *task = data;
  g_autoptr (RgTask) known = NULL;
  g_autoptr (RgStatement) update = NULL;

  if (!rg_task_is_valid (task, error))
    return FALSE;
  g_strstrip (task->what);
  if (task->id == 0)
    return rg_task_write (write, task, error);
  known = rg_task_read (rg_write_get_db (write), task->id, error);
  if (known == NULL)
    return FALSE;
  update = rg_db_statement (rg_write_get_db (write), "tasks.update", error);
  if (update == NULL)
    return FALSE;
  rg_statement_bind_int (update, 1, task->id);
  rg_task_bind (update, task);
  return rg_statement_run (update, error);
}

static char *
rg_task_save_label (const RgTask *task)
{
  /* Translators: what History shows; %s is the task in its own words. */
  return g_strdup_printf (task->id == 0 ? _("Task Added: %s") : _("Task Changed: %s"), task->what);
}

gboolean
rg_store_save_task_sync (RgStore *store, const RgTask *task, gint64 *id, gint64 *action,
                         GError **error)
{
  g_autoptr (RgTask) copy = rg_task_copy (task);
  g_autofree char *label = rg_task_save_label (task);

  if (!rg_store_write_sync (store, "task.save", label, rg_task_save_in_thread, copy, NULL, action,
                            error))
    return FALSE;
  if (id != NULL)
    *id = copy->id;
  return TRUE;
}

void
rg_store_save_task_async (RgStore *store, const RgTask *task, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autofree char *label = rg_task_save_label (task);

  rg_store_write_async (store, "task.save", label, rg_task_save_in_thread, rg_task_copy (task),
                        (GDestroyNotify) rg_task_free, NULL, callback, user_data);
}

typedef struct {
  gint64 id;
  RgDay day; /* on which it is done, or that it is put off to */
} RgTaskEdit;

/* The label names the task, which only the file knows. */
static gboolean
rg_task_label (RgWrite *write, gint64 id, const char *format, GError **error)
{
  g_autoptr (RgTask) task = rg_task_read (rg_write_get_db (write), id, error);
  g_autoptr (GString) label = g_string_new (format);

  if (task == NULL)
    return FALSE;
  g_string_replace (label, "%s", task->what, 1);
  rg_write_set_label (write, label->str);
  return TRUE;
}

static gboolean
rg_task_done_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const RgTaskEdit *edit = data;
  g_autoptr (RgStatement) statement = NULL;
  gboolean done = edit->day != RG_DAY_NONE;

  /* Translators: what History shows; %s is the task in its own words. */
  if (!rg_task_label (write, edit->id, done ? _("Task Done: %s") : _("Task Open Again: %s"),
                      error))
    return FALSE;
  statement = rg_db_statement (rg_write_get_db (write), "tasks.set-done", error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, edit->id);
  rg_statement_bind_day (statement, 2, edit->day);
  return rg_statement_run (statement, error);
}

gboolean
rg_store_set_task_done_sync (RgStore *store, gint64 id, RgDay done_on, gint64 *action,
                             GError **error)
{
  RgTaskEdit edit = { id, done_on };

  return rg_store_write_sync (store, "task.done", _("Task Done"), rg_task_done_in_thread, &edit,
                              NULL, action, error);
}

void
rg_store_set_task_done_async (RgStore *store, gint64 id, RgDay done_on,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  const RgTaskEdit edit = { id, done_on };

  rg_store_write_async (store, "task.done", _("Task Done"), rg_task_done_in_thread,
                        g_memdup2 (&edit, sizeof edit), g_free, NULL, callback, user_data);
}

RgDay
rg_task_get_later (const RgTask *task, RgDay today, gboolean week, int first_weekday)
{
  const RgDay from = task->due_on != RG_DAY_NONE ? MAX (task->due_on, today) : today;

  return week ? rg_day_week_start (from, first_weekday) + 7 : from + 1;
}

static gboolean
rg_task_put_off_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const RgTaskEdit *edit = data;
  g_autoptr (RgStatement) statement = NULL;

  /* Translators: what History shows; %s is the task in its own words. */
  if (!rg_task_label (write, edit->id, _("Task Put Off: %s"), error))
    return FALSE;
  statement = rg_db_statement (rg_write_get_db (write), "tasks.put-off", error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, edit->id);
  rg_statement_bind_day (statement, 2, edit->day);
  return rg_statement_run (statement, error);
}

gboolean
rg_store_put_off_task_sync (RgStore *store, gint64 id, RgDay due_on, gint64 *action,
                            GError **error)
{
  RgTaskEdit edit = { id, due_on };

  return rg_store_write_sync (store, "task.put-off", _("Task Put Off"), rg_task_put_off_in_thread,
                              &edit, NULL, action, error);
}

void
rg_store_put_off_task_async (RgStore *store, gint64 id, RgDay due_on,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  const RgTaskEdit edit = { id, due_on };

  rg_store_write_async (store, "task.put-off", _("Task Put Off"), rg_task_put_off_in_thread,
                        g_memdup2 (&edit, sizeof edit), g_free, NULL, callback, user_data);
}

static gboolean
rg_task_delete_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const RgTaskEdit *edit = data;
  g_autoptr (RgStatement) statement = NULL;

  /* Translators: what History shows; %s is the task in its own words. */
  if (!rg_task_label (write, edit->id, _("Task Deleted: %s"), error))
    return FALSE;
  statement = rg_db_statement (rg_write_get_db (write), "tasks.delete", error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, edit->id);
  /* Whom only the task still held goes with it, where the import has been taken back. */
  return rg_statement_run (statement, error)
         && rg_undo_sweep_imports (rg_write_get_db (write), FALSE, error);
}

gboolean
rg_store_delete_task_sync (RgStore *store, gint64 id, gint64 *action, GError **error)
{
  RgTaskEdit edit = { id, RG_DAY_NONE };

  return rg_store_write_sync (store, "task.delete", _("Task Deleted"), rg_task_delete_in_thread,
                              &edit, NULL, action, error);
}

void
rg_store_delete_task_async (RgStore *store, gint64 id, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  const RgTaskEdit edit = { id, RG_DAY_NONE };

  rg_store_write_async (store, "task.delete", _("Task Deleted"), rg_task_delete_in_thread,
                        g_memdup2 (&edit, sizeof edit), g_free, NULL, callback, user_data);
}
