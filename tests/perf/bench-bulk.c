/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One thing done to 100,000 customers of a shop, and taken back, and all of them as a file:
 * processor time of the whole program, since the writer's thread does all of it.
 * usage: bench-bulk SHOP [KIND …]; the file is written to. */
#include "store/rg-store-bulk.h"
#include "store/rg-store-undo.h"
#include "transfer/rg-list-export.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST 100000
#define FIELD 9001
#define CAMPAIGN 9001

static double
processor_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec + now.tv_nsec / 1e9;
}

/* Those who never bought: whoever did is not deleted. From all over the file. */
static gboolean
read_ids_in_thread (RgDb *db, gpointer data, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_prepare (
    db, "SELECT customer_id FROM customer_fact WHERE visits = 0 AND customer_id % 7 < 5", error);
  GArray *ids = data;

  while (rows != NULL && ids->len < MOST && rg_statement_step (rows, error) == RG_STEP_ROW)
    {
      const gint64 id = rg_statement_get_int (rows, 0);

      g_array_append_val (ids, id);
    }
  return rows != NULL;
}

/* What there is to write into. */
static gboolean
prepare_in_thread (RgWrite *write, gpointer data, GError **error)
{
  return rg_db_exec (
    rg_write_get_db (write),
    "INSERT INTO field (id, uuid, name, kind, place) VALUES (9001, randomblob(16), 'Bench', "
    "'number', 0), (9002, randomblob(16), 'Likes', 'several', 1) ON CONFLICT DO NOTHING;"
    "INSERT INTO field_choice (id, field_id, name, place) VALUES (9001, 9002, 'home', 0), "
    "(9002, 9002, 'work', 1) ON CONFLICT DO NOTHING;"
    "INSERT INTO campaign (id, uuid, name, segment_text, created_on) VALUES (9001, "
    "randomblob(16), 'Bench', 'tag is bench', 1) "
    "ON CONFLICT DO NOTHING;",
    "prepare", error);
}

/* Read alone: nothing to take back. */
static void
measure_export (RgStore *store, const char *kind, GArray *ids)
{
  const RgListFormat format = g_str_equal (kind, "cards") ? RG_LIST_VCARD : RG_LIST_SPREADSHEET;
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_tmp ("bench-XXXXXX", &stream, &error);
  const double began = processor_time ();
  guint n = 0;

  if (file == NULL || !rg_list_save_sync (store, ids, format, file, &n, NULL, &error))
    g_error ("%s", error->message);
  printf ("%-8s %u customers %6.2f s\n", kind, n, processor_time () - began);
  g_file_delete (file, NULL, NULL);
}

static RgBulk *
make (const char *kind, GArray *ids)
{
  if (g_str_equal (kind, "tag"))
    return rg_bulk_new_tag (ids, "bench", TRUE);
  if (g_str_equal (kind, "own"))
    return rg_bulk_new_own (ids, FIELD, "42.5");
  if (g_str_equal (kind, "several"))
    return rg_bulk_new_own (ids, FIELD + 1, "home\nwork");
  if (g_str_equal (kind, "campaign"))
    return rg_bulk_new_campaign (ids, CAMPAIGN);
  if (g_str_equal (kind, "fact"))
    return rg_bulk_new_fact (ids, RG_BULK_INTERESTS, "bench");
  return rg_bulk_new_delete (ids);
}

static void
measure (RgStore *store, const char *kind, GArray *ids)
{
  g_autoptr (RgBulk) bulk = make (kind, ids);
  g_autoptr (GError) error = NULL;
  const double began = processor_time ();
  gint64 action, back, again;
  double done, taken;

  if (!rg_store_bulk_sync (store, bulk, NULL, &action, &error))
    g_error ("%s", error->message);
  done = processor_time ();
  if (!rg_store_take_back_sync (store, action, &back, &error))
    g_error ("%s", error->message);
  taken = processor_time ();
  if (!rg_store_take_back_sync (store, back, &again, &error) ||
      !rg_store_take_back_sync (store, again, NULL, &error))
    g_error ("%s", error->message);
  printf ("%-8s %u customers %6.2f s, taken back %6.2f s, again and back %6.2f s\n", kind,
          rg_bulk_get_n_changed (bulk), done - began, taken - done, processor_time () - taken);
}

int
main (int argc, char *argv[])
{
  static const char *const kinds[] = { "tag", "fact", "own", "several", "campaign",
                                       "delete", "sheet", "cards" };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  g_autoptr (RgStore) store = rg_store_open (argv[1], &error);

  if (store == NULL ||
      !rg_store_read_sync (store, RG_READER_ROWS, read_ids_in_thread, ids, NULL, &error) ||
      !rg_store_write_sync (store, "bench", "Bench", prepare_in_thread, NULL, NULL, NULL, &error))
    g_error ("%s", error->message);
  for (guint i = 0; i < (argc > 2 ? (guint) argc - 2 : G_N_ELEMENTS (kinds)); i++)
    {
      const char *kind = argc > 2 ? argv[2 + i] : kinds[i];

      if (g_str_equal (kind, "sheet") || g_str_equal (kind, "cards"))
        measure_export (store, kind, ids);
      else
        measure (store, kind, ids);
    }
  return EXIT_SUCCESS;
}
