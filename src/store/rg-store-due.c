/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is due. */
#include "store/rg-store-due.h"

#include "store/rg-store-tasks.h"
#include "store/rg-store-tickets.h"

void
rg_due_list_free (RgDueList *due)
{
  g_clear_pointer (&due->tasks, g_ptr_array_unref);
  g_clear_pointer (&due->tickets, g_ptr_array_unref);
  g_free (due);
}

guint
rg_due_list_count (const RgDueList *due)
{
  return due->tasks->len + due->tickets->len;
}

RgDueList *
rg_due_list_read (RgDb *db, RgDay day, GError **error)
{
  g_autoptr (RgDueList) due = g_new0 (RgDueList, 1);

  due->tasks = rg_tasks_read (db, &(RgTaskFilter){ .due_by = day }, error);
  if (due->tasks == NULL)
    return NULL;
  due->tickets = rg_tickets_read (db, &(RgTicketFilter){ .due_by = day }, error);
  return due->tickets != NULL ? g_steal_pointer (&due) : NULL;
}

typedef struct {
  RgDay day;
  RgDueList *due;
} RgDueRead;

static void
rg_due_read_free (gpointer data)
{
  RgDueRead *read = data;

  g_clear_pointer (&read->due, rg_due_list_free);
  g_free (read);
}

static gboolean
rg_due_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgDueRead *read = data;

  read->due = rg_due_list_read (db, read->day, error);
  return read->due != NULL;
}

void
rg_store_read_due_async (RgStore *store, RgDay day, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  RgDueRead *read = g_new0 (RgDueRead, 1);

  read->day = day;
  rg_store_read_async (store, RG_READER_ROWS, rg_due_read_in_thread, read, rg_due_read_free,
                       cancellable, callback, user_data);
}

RgDueList *
rg_store_read_due_finish (RgStore *store, GAsyncResult *result, GError **error)
{
  RgDueRead *read = rg_store_read_get_data (result);

  if (!rg_store_read_finish (store, result, error))
    return NULL;
  return g_steal_pointer (&read->due);
}
