/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The questions of a list of rows, on the reader thread. */
#include "store/rg-row-read.h"

#include <string.h>

void
rg_spine_read_free (gpointer data)
{
  RgSpineRead *read = data;

  g_free (read->search);
  g_clear_pointer (&read->dataset, rg_dataset_unref);
  g_clear_pointer (&read->before, g_array_unref);
  g_clear_pointer (&read->moved, g_hash_table_unref);
  g_clear_pointer (&read->all, g_array_unref);
  g_clear_pointer (&read->shown, g_array_unref);
  g_clear_pointer (&read->from_positions, g_array_unref);
  g_clear_pointer (&read->to_positions, g_array_unref);
  g_clear_pointer (&read->ready, g_hash_table_unref);
  g_free (read);
}

static gboolean
rg_spine_read_ids (RgDb *db, RgSpineRead *read, GError **error)
{
  g_autoptr (GArray) matches = NULL;

  if (!read->source->read_ids)
    {
      g_clear_pointer (&read->all, g_array_unref);
      read->all = g_array_new (FALSE, FALSE, sizeof (gint64));
      read->shown = g_array_ref (read->all);
      return !read->search || read->source->read_matches (db, read->dataset, read->search,
                                                          read->all, error);
    }
  if (!read->all)
    {
      read->all = g_array_new (FALSE, FALSE, sizeof (gint64));
      if (!read->source->read_ids (db, read->order, read->begin ? RG_ROW_LIST_BEGIN : -1,
                                   read->all, error))
        return FALSE;
    }
  if (!read->search)
    {
      read->shown = g_array_ref (read->all);
      return TRUE;
    }
  matches = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!read->source->read_matches (db, read->dataset, read->search, matches, error))
    return FALSE;
  rg_spine_filter (read->all, matches);
  read->shown = g_steal_pointer (&matches);
  return TRUE;
}

/* What is different from before, as far as that can be told here instead of on the main thread. */
static void
rg_spine_read_compare (RgSpineRead *read)
{
  if (!read->before)
    return;
  read->same = read->before->len == read->shown->len &&
               (read->shown->len == 0 || memcmp (read->before->data, read->shown->data,
                                                 read->shown->len * sizeof (gint64)) == 0);
  if (read->same || !read->moved ||
      !rg_spine_same_without (read->before, read->shown, read->moved))
    return;
  read->from_positions = rg_spine_find (read->before, read->moved);
  read->to_positions = rg_spine_find (read->shown, read->moved);
}

/* The rows that are looked at first need not be asked for. */
static gboolean
rg_spine_read_first_rows (RgDb *db, RgSpineRead *read, GError **error)
{
  const guint n = MIN (read->shown->len, read->n_first);

  read->ready = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                       read->source->row_free);
  for (guint i = 0; i < n; i++)
    {
      const gint64 id = g_array_index (read->shown, gint64, i);
      GError *row_error = NULL;
      gpointer row = read->source->read_row (db, id, &row_error);

      if (row_error)
        {
          g_propagate_error (error, row_error);
          return FALSE;
        }
      if (row)
        g_hash_table_insert (read->ready, g_memdup2 (&id, sizeof id), row);
    }
  return TRUE;
}

gboolean
rg_spine_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgSpineRead *read = data;

  if (!rg_spine_read_ids (db, read, error))
    return FALSE;
  if (read->descending)
    {
      GArray *reversed = rg_spine_reverse (read->shown);

      g_array_unref (read->shown);
      read->shown = reversed;
    }
  rg_spine_read_compare (read);
  return read->same || read->from_positions || rg_spine_read_first_rows (db, read, error);
}

void
rg_rows_read_free (gpointer data)
{
  RgRowsRead *read = data;

  for (guint i = 0; i < read->rows->len; i++)
    if (read->rows->pdata[i])
      read->source->row_free (read->rows->pdata[i]);
  g_ptr_array_unref (read->rows);
  g_array_unref (read->ids);
  g_free (read);
}

gboolean
rg_rows_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgRowsRead *read = data;

  for (guint i = 0; i < read->ids->len; i++)
    {
      GError *row_error = NULL;
      gpointer row = read->source->read_row (db, g_array_index (read->ids, gint64, i), &row_error);

      if (row_error)
        {
          g_propagate_error (error, row_error);
          return FALSE;
        }
      g_ptr_array_add (read->rows, row);
    }
  return TRUE;
}
