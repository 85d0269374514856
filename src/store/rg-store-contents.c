/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Counts what a shop's file holds. */
#include "store/rg-store-contents.h"

void
rg_contents_free (RgContents *contents)
{
  g_array_unref (contents->days);
  g_free (contents);
}

static gboolean
rg_contents_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgContents *contents = data;
  g_autoptr (RgStatement) row = rg_db_statement (db, "contents.days", error);
  RgStep step = RG_STEP_ERROR;

  while (row != NULL && (step = rg_statement_step (row, error)) == RG_STEP_ROW)
    {
      const RgContentsDay day = { (RgDay) rg_statement_get_int (row, 0),
                                  rg_statement_get_int (row, 1) };

      g_array_append_val (contents->days, day);
      contents->receipts += day.receipts;
    }
  return step == RG_STEP_DONE
         && rg_db_get_int (db, "contents.customers", &contents->customers, error);
}

static void
rg_contents_free_data (gpointer data)
{
  rg_contents_free (data);
}

void
rg_contents_read_async (RgStore *store, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  RgContents *contents = g_new0 (RgContents, 1);

  contents->days = g_array_new (FALSE, FALSE, sizeof (RgContentsDay));
  rg_store_read_async (store, RG_READER_REPORT, rg_contents_read_in_thread, contents,
                       rg_contents_free_data, cancellable, callback, user_data);
}

RgContents *
rg_contents_read_finish (RgStore *store, GAsyncResult *result, GError **error)
{
  const RgContents *read = rg_store_read_get_data (result);
  RgContents *contents;

  if (!rg_store_read_finish (store, result, error))
    return NULL;
  contents = g_memdup2 (read, sizeof *read);
  contents->days = g_array_ref (read->days);
  return contents;
}

RgContentsLack
rg_contents_find_lack (const RgContents *copy, const RgContents *now)
{
  RgContentsLack lack = { 0, RG_DAY_NONE, RG_DAY_NONE };
  guint at = 0;

  for (guint i = 0; i < now->days->len; i++)
    {
      const RgContentsDay *day = &g_array_index (now->days, RgContentsDay, i);
      const RgContentsDay *there = NULL;
      gint64 missing;

      while (at < copy->days->len
             && g_array_index (copy->days, RgContentsDay, at).day < day->day)
        at++;
      if (at < copy->days->len)
        there = &g_array_index (copy->days, RgContentsDay, at);
      missing = day->receipts - (there != NULL && there->day == day->day ? there->receipts : 0);
      if (missing <= 0)
        continue;
      if (lack.receipts == 0)
        lack.first = day->day;
      lack.last = day->day;
      lack.receipts += missing;
    }
  return lack;
}

/* --- The newest receipts ---------------------------------------------------------------------- */

typedef struct
{
  guint limit;
  GArray *ids;
} RgNewest;

static void
rg_newest_free (gpointer data)
{
  g_array_unref (((RgNewest *) data)->ids);
  g_free (data);
}

static gboolean
rg_newest_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgNewest *newest = data;
  g_autoptr (RgStatement) row = rg_db_statement (db, "contents.newest", error);
  RgStep step = RG_STEP_ERROR;

  if (row != NULL)
    rg_statement_bind_int (row, 1, newest->limit);
  while (row != NULL && (step = rg_statement_step (row, error)) == RG_STEP_ROW)
    {
      const gint64 id = rg_statement_get_int (row, 0);

      g_array_append_val (newest->ids, id);
    }
  return step == RG_STEP_DONE;
}

void
rg_contents_read_newest_async (RgStore *store, guint limit, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  RgNewest *newest = g_new0 (RgNewest, 1);

  newest->limit = limit;
  newest->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  rg_store_read_async (store, RG_READER_REPORT, rg_newest_read_in_thread, newest, rg_newest_free,
                       cancellable, callback, user_data);
}

GArray *
rg_contents_read_newest_finish (RgStore *store, GAsyncResult *result, GError **error)
{
  const RgNewest *newest = rg_store_read_get_data (result);

  return rg_store_read_finish (store, result, error) ? g_array_ref (newest->ids) : NULL;
}
