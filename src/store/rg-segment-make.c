/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A proposed segment gets a name that is free, and is saved or filled by hand. */
#include "store/rg-segment-make.h"

#include "base/rg-i18n.h"
#include "store/rg-segment-names.h"
#include "store/rg-store-bulk.h"

typedef struct {
  char *name;
  char *text; /* rules; NULL: a list */
  char *reason;
  GArray *ids;
  RgBulk *bulk;
  gint64 id;
} RgMaking;

static void
rg_making_free (gpointer data)
{
  RgMaking *making = data;

  g_free (making->name);
  g_free (making->text);
  g_free (making->reason);
  g_clear_pointer (&making->ids, g_array_unref);
  g_clear_pointer (&making->bulk, rg_bulk_free);
  g_free (making);
}

static GTask *
rg_making_task_new (RgStore *store, const char *name, GAsyncReadyCallback callback,
                    gpointer user_data)
{
  GTask *task = g_task_new (store, NULL, callback, user_data);
  RgMaking *making = g_new0 (RgMaking, 1);

  making->name = g_strdup (name);
  g_task_set_task_data (task, making, rg_making_free);
  return task;
}

static gboolean
rg_making_take_free_name (RgDb *db, RgMaking *making, GError **error)
{
  char *name = rg_segment_names_dup_free (db, making->name, error);

  if (name == NULL)
    return FALSE;
  g_free (making->name);
  making->name = name;
  return TRUE;
}

/* --- rules -------------------------------------------------------------------------------- */

static gboolean
rg_making_write_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgMaking *making = data;
  g_autoptr (RgSavedSegment) segment = NULL;
  g_autofree char *label = NULL;

  if (!rg_making_take_free_name (rg_write_get_db (write), making, error))
    return FALSE;
  segment = rg_saved_segment_new (making->name, making->text);
  if (!rg_segment_write (write, segment, error))
    return FALSE;
  making->id = segment->id;
  /* Translators: what History shows; %s is the segment's name. */
  label = g_strdup_printf (_("Segment “%s” Made"), making->name);
  rg_write_set_label (write, label);
  return TRUE;
}

static void
rg_making_written_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (rg_store_write_finish (RG_STORE (store), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
rg_store_make_segment_async (RgStore *store, const char *name, const char *text,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = rg_making_task_new (store, name, callback, user_data);
  RgMaking *making = g_task_get_task_data (task);

  making->text = g_strdup (text);
  rg_store_write_async (store, "segment.create", name, rg_making_write_in_thread, making, NULL,
                        NULL, rg_making_written_cb, task);
}

/* --- a list ------------------------------------------------------------------------------- */

static gboolean
rg_making_name_in_thread (RgDb *db, gpointer data, GError **error)
{
  return rg_making_take_free_name (db, data, error);
}

static gboolean
rg_making_find_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgMaking *making = data;
  g_autoptr (RgSavedSegment) segment = rg_segment_find (db, making->name, error);

  making->id = segment != NULL ? segment->id : 0;
  return segment != NULL;
}

static void
rg_making_found_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (rg_store_read_finish (RG_STORE (store), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
rg_making_filled_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (rg_store_write_finish (RG_STORE (store), result, NULL, &error))
    rg_store_read_async (RG_STORE (store), RG_READER_ROWS, rg_making_find_in_thread,
                         g_task_get_task_data (task), NULL, NULL, rg_making_found_cb,
                         g_object_ref (task));
  else
    g_task_return_error (task, error);
}

static void
rg_making_named_cb (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  RgMaking *making = g_task_get_task_data (task);
  GError *error = NULL;

  if (!rg_store_read_finish (RG_STORE (store), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  making->bulk = rg_bulk_new_segment (making->ids, making->name, RG_HAND_CHOSEN, making->reason);
  rg_store_bulk_async (RG_STORE (store), making->bulk, NULL, rg_making_filled_cb,
                       g_object_ref (task));
}

void
rg_store_make_list_async (RgStore *store, const char *name, const char *reason, GArray *ids,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = rg_making_task_new (store, name, callback, user_data);
  RgMaking *making = g_task_get_task_data (task);

  making->reason = g_strdup (reason);
  making->ids = g_array_ref (ids);
  rg_store_read_async (store, RG_READER_ROWS, rg_making_name_in_thread, making, NULL, NULL,
                       rg_making_named_cb, task);
}

gint64
rg_store_make_finish (GAsyncResult *result, GError **error)
{
  const RgMaking *making = g_task_get_task_data (G_TASK (result));

  return g_task_propagate_boolean (G_TASK (result), error) ? making->id : 0;
}
