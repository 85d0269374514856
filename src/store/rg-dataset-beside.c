/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "store/rg-dataset-beside.h"

#include "base/rg-parallel.h"

/* Below that another connection is open too late. */
#define RG_BESIDE_RECEIPTS 50000

struct _RgDatasetBeside
{
  char *path;
  RgDbMode mode;
  GCancellable *cancellable;
  RgDatasetBuilder *builder;
  gint64 generation;
  GThread *thread; /* NULL: not worth it, or waited for */

  gboolean begun;  /* it saw the same generation, and put what there is */
  GError *error;   /* then */
};

/* Reads the receipts where the file is still what it was. */
static gboolean
rg_dataset_beside_put (RgDatasetBeside *beside, RgDb *db, GError **error)
{
  g_autoptr (RgDatasetRows) rows = NULL;
  gint64 generation;

  if (!rg_db_exec (db, "BEGIN", "begin reading", error) ||
      !rg_db_get_int (db, "store.generation", &generation, error) ||
      generation != beside->generation)
    return FALSE;
  rows = rg_dataset_rows_new_receipts (db, beside->builder, error);
  if (rows == NULL)
    return FALSE;
  beside->begun = TRUE;
  return rg_dataset_rows_put_all_receipts (rows, error);
}

static gpointer
rg_dataset_beside_run (gpointer data)
{
  RgDatasetBeside *beside = data;
  g_autoptr (RgDb) db = rg_db_open (beside->path, beside->mode, NULL);
  g_autoptr (GError) error = NULL;

  if (db == NULL)
    return NULL;
  rg_db_set_cancellable (db, beside->cancellable);
  if (!rg_dataset_beside_put (beside, db, &error) && beside->begun)
    beside->error = g_steal_pointer (&error);
  return NULL;
}

RgDatasetBeside *
rg_dataset_beside_start (RgDb *db, RgDatasetBuilder *builder, gint64 generation, GError **error)
{
  g_autoptr (RgDatasetBeside) beside = g_new0 (RgDatasetBeside, 1);
  gint64 newest;

  if (!rg_db_get_int (db, "dataset.newest-receipt", &newest, error))
    return NULL;
  beside->path = g_strdup (rg_db_get_path (db));
  beside->mode = rg_db_get_mode (db);
  beside->builder = builder;
  beside->generation = generation;
  g_set_object (&beside->cancellable, rg_db_get_cancellable (db));
  if ((beside->mode == RG_DB_READ || beside->mode == RG_DB_STILL) &&
      rg_parallel_is_worth ((guint64) newest, RG_BESIDE_RECEIPTS))
    beside->thread = g_thread_try_new ("receipts", rg_dataset_beside_run, beside, NULL);
  return g_steal_pointer (&beside);
}

static void
rg_dataset_beside_wait (RgDatasetBeside *beside)
{
  g_clear_pointer (&beside->thread, g_thread_join);
}

gboolean
rg_dataset_beside_finish (RgDatasetBeside *beside, RgDatasetRows *rows, GError **error)
{
  rg_dataset_beside_wait (beside);
  if (!beside->begun)
    return rg_dataset_rows_put_all_receipts (rows, error);
  if (beside->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&beside->error));
  return FALSE;
}

void
rg_dataset_beside_free (RgDatasetBeside *beside)
{
  rg_dataset_beside_wait (beside);
  g_free (beside->path);
  g_clear_object (&beside->cancellable);
  g_clear_error (&beside->error);
  g_free (beside);
}
