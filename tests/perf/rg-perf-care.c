/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "rg-perf-care.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

/* Both sides make the same rows from a customer's id, and from which one of somebody's it is. Half
 * of those with points have some that lapse, and the others spent some yesterday. */
#define HAVE_POINTS "id % 3 = 0"
#define SPENT "id % 6 = 3"
#define POINTS "10 + (id * 31 + k * 17) % 90"
#define POINTS_DAY "20452 - (id * 13 + k * 211) % 1000"
#define SPENT_POINTS "-5 - id % 40"
#define HAVE_TICKETS "id % 4 = 1"
#define TICKET_DAY "20448 - (id * 17 + k * 101) % 700"
#define IS_CLOSED "(id + k) % 3 > 0"

static const char *const inserts[] = {
  "WITH entry (k) AS (VALUES (0), (1), (2), (3)) "
  "INSERT INTO points_entry (uuid, customer_id, points, kind, effective_on, recorded_at, "
  "lapses_on) SELECT CAST(printf('p%012d%03d', id, k) AS BLOB), id, " POINTS ", 'earned', "
  POINTS_DAY ", 0, iif (" SPENT ", NULL, 1010 + " POINTS_DAY ") FROM customer, entry WHERE "
  HAVE_POINTS,
  "INSERT INTO points_entry (uuid, customer_id, points, kind, effective_on, recorded_at) "
  "SELECT CAST(printf('s%015d', id) AS BLOB), id, " SPENT_POINTS ", 'spent', 20453, 0 FROM "
  "customer WHERE " SPENT,
  "WITH entry (k) AS (VALUES (0), (1)) "
  "INSERT INTO ticket (uuid, customer_id, subject, state, opened_on, closed_on) SELECT "
  "CAST(printf('t%012d%03d', id, k) AS BLOB), id, 'Repair', iif (" IS_CLOSED ", 'closed', "
  "'open'), " TICKET_DAY ", iif (" IS_CLOSED ", " TICKET_DAY " + id % 5, NULL) FROM customer, "
  "entry WHERE " HAVE_TICKETS,
};

static const char *const creates[] = {
  "CREATE TABLE points AS SELECT id AS customer, " POINTS " AS points, " POINTS_DAY " AS day, "
  "CASE WHEN NOT " SPENT " THEN 1010 + " POINTS_DAY " END AS lapses FROM customer, range (4) AS "
  "entry (k) WHERE " HAVE_POINTS,
  "INSERT INTO points SELECT id, " SPENT_POINTS ", 20453, NULL FROM customer WHERE " SPENT,
  "CREATE TABLE ticket AS SELECT id AS customer, " TICKET_DAY " AS opened, CASE WHEN " IS_CLOSED
  " THEN " TICKET_DAY " + id % 5 END AS closed FROM customer, range (2) AS entry (k) WHERE "
  HAVE_TICKETS,
};

static gboolean
write_in_thread (RgWrite *write, gpointer data, GError **error)
{
  gboolean ok = TRUE;

  rg_write_note_table (write, "points_entry");
  rg_write_note_table (write, "ticket");
  for (guint i = 0; ok && i < G_N_ELEMENTS (inserts); i++)
    ok = rg_db_exec (rg_write_get_db (write), inserts[i], "care", error);
  return ok;
}

RgStore *
rg_perf_care_open (const char *folder)
{
  g_autofree char *shop = g_build_filename (folder, "shop.regulars", NULL);
  g_autofree char *path = g_build_filename (folder, "care.regulars", NULL);
  g_autoptr (GFile) from = g_file_new_for_path (shop), to = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  const gboolean fresh = !g_file_test (path, G_FILE_TEST_EXISTS);
  RgStore *store;

  if (fresh && !g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, &error))
    g_error ("%s", error->message);
  store = rg_store_open (path, &error);
  if (fresh && store != NULL &&
      !rg_store_write_sync (store, "perf", "Care", write_in_thread, NULL, NULL, NULL, &error))
    g_remove (path);
  g_assert_no_error (error);
  return store;
}

void
rg_perf_care_load (RgDuck *duck)
{
  for (guint i = 0; i < G_N_ELEMENTS (creates); i++)
    rg_duck_run (duck, creates[i]);
}
