/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The ledger of loyalty points: only ever appended to, taken back by reversals, and what is left
 * always what a replay of the whole ledger says. */
#include "rg-test-shop.h"

#include "store/rg-points-change.h"
#include "store/rg-points-settings.h"
#include "store/rg-store-customers.h"
#include "store/rg-store-erase.h"
#include "store/rg-store-merge.h"
#include "store/rg-store-undo.h"

#include <string.h>

#define PEOPLE \
  "INSERT INTO customer (uuid, name) VALUES (randomblob (16), 'Åse Dahl'), " \
  "(randomblob (16), 'Kim Min-su'), (randomblob (16), '王秀英'), (randomblob (16), 'Bo Ek')"
#define N_PEOPLE 4
#define AN_IMPORT \
  "INSERT INTO source (name) VALUES ('till'); INSERT INTO import (uuid, action_id, source_id, " \
  "kind, dialect, file_name, file_hash, at, summary) VALUES (randomblob (16), 1, 1, 'customers', " \
  "'', 'people.csv', x'00', 0, '{}'); UPDATE shop SET country = 'NO'"

static RgDay
today (RgTestShop *test)
{
  return rg_shop_get_day (rg_store_get_shop (test->store));
}

static gboolean
try_change (RgTestShop *test, gint64 customer, RgLotKind kind, gint64 points, GError **error)
{
  const RgPointsChange change = { .customer = customer, .kind = kind, .points = points,
                                  .day = RG_DAY_NONE, .note = "at the till" };

  return rg_store_change_points_sync (test->store, &change, NULL, error);
}

static gint64
change (RgTestShop *test, gint64 customer, RgLotKind kind, gint64 points)
{
  const RgPointsChange one = { .customer = customer, .kind = kind, .points = points,
                               .day = RG_DAY_NONE };
  g_autoptr (GError) error = NULL;
  gint64 action;

  rg_store_change_points_sync (test->store, &one, &action, &error);
  g_assert_no_error (error);
  return action;
}

/* Points that lapse after so many days from today. */
static gint64
give_until (RgTestShop *test, gint64 customer, gint64 points, int came_before, int days)
{
  const RgPointsChange one = { .customer = customer, .kind = RG_LOT_GIVEN, .points = points,
                               .day = today (test) - came_before, .says_lapse = TRUE,
                               .lapses_on = today (test) + days };
  g_autoptr (GError) error = NULL;
  gint64 action;

  rg_store_change_points_sync (test->store, &one, &action, &error);
  g_assert_no_error (error);
  return action;
}

typedef struct {
  gint64 customer;
  RgDay day;
  GArray *lots;
  GPtrArray *ledger;
  GArray *entries;
  GArray *lapsing;
  RgPointsSettings settings;
} Reading;

static gboolean
read_in_thread (RgDb *db, gpointer data, GError **error)
{
  Reading *reading = data;

  reading->lots = rg_loyalty_read_lots (db, reading->customer, error);
  reading->ledger = rg_loyalty_read_ledger (db, reading->customer, error);
  reading->entries = rg_loyalty_read_entries (db, reading->customer, FALSE, error);
  reading->lapsing = rg_loyalty_read_lapsing (db, reading->day, reading->day + 30, 20, error);
  return rg_points_settings_read (db, &reading->settings, error);
}

static void
reading_clear (Reading *reading)
{
  g_clear_pointer (&reading->lots, g_array_unref);
  g_clear_pointer (&reading->ledger, g_ptr_array_unref);
  g_clear_pointer (&reading->entries, g_array_unref);
  g_clear_pointer (&reading->lapsing, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static void
look (RgTestShop *test, gint64 customer, Reading *reading)
{
  g_autoptr (GError) error = NULL;

  reading_clear (reading);
  reading->customer = customer;
  reading->day = today (test);
  rg_store_read_sync (test->store, RG_READER_ROWS, read_in_thread, reading, NULL, &error);
  g_assert_no_error (error);
}

static gint64
balance (RgTestShop *test, gint64 customer)
{
  g_auto (Reading) reading = { 0 };

  look (test, customer, &reading);
  return rg_lots_get_balance (reading.lots, reading.day);
}

static void
assert_text (RgTestShop *test, const char *sql, const char *expected)
{
  g_autofree char *got = rg_test_shop_read (test, sql);

  g_assert_cmpstr (got, ==, expected);
}

/* --- */

static void
test_by_hand (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_auto (Reading) reading = { 0 };
  g_autoptr (GError) too_many = NULL;
  g_autoptr (GError) none = NULL;
  const RgPointsRow *row;
  gint64 points;

  rg_test_shop_write (test, "People", PEOPLE);
  change (test, 1, RG_LOT_GIVEN, 100);
  give_until (test, 1, 40, 5, 20);
  change (test, 1, RG_LOT_SPENT, 60);
  look (test, 1, &reading);
  g_assert_cmpint (rg_lots_get_balance (reading.lots, reading.day), ==, 80);
  /* Those that lapse went first. */
  g_assert_cmpint (rg_lots_get_next_lapse (reading.lots, reading.day, &points), ==, RG_DAY_NONE);
  g_assert_cmpuint (reading.ledger->len, ==, 3);
  row = g_ptr_array_index (reading.ledger, 0);
  g_assert_cmpint (row->kind, ==, RG_LOT_SPENT);
  g_assert_cmpint (row->points, ==, -60);
  g_assert_true (row->counts);
  g_assert_false (try_change (test, 1, RG_LOT_SPENT, 81, &too_many));
  g_assert_error (too_many, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  g_assert_nonnull (strstr (too_many->message, "80 points"));
  g_assert_false (try_change (test, 1, RG_LOT_GIVEN, 0, &none));
  g_assert_error (none, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  g_assert_cmpint (balance (test, 2), ==, 0);
  rg_test_shop_reopen (test);
  g_assert_cmpint (balance (test, 1), ==, 80);
}

/* What was spent since is not there for a day before. */
static void
test_earlier_days (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) later = NULL;
  g_autoptr (GError) card = NULL;
  RgPointsChange one = { .customer = 1, .kind = RG_LOT_SPENT, .points = 50 };

  rg_test_shop_write (test, "People", PEOPLE);
  give_until (test, 1, 60, 10, 90);
  change (test, 1, RG_LOT_SPENT, 20);
  one.day = today (test) - 4;
  g_assert_false (rg_store_change_points_sync (test->store, &one, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "40 points"));
  one.kind = RG_LOT_GIVEN;
  one.day = today (test) + 1;
  g_assert_false (rg_store_change_points_sync (test->store, &one, NULL, &later));
  g_assert_error (later, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  one.day = RG_DAY_NONE;
  one.note = "4111 1111 1111 1111";
  g_assert_false (rg_store_change_points_sync (test->store, &one, NULL, &card));
  g_assert_error (card, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  g_assert_cmpint (balance (test, 1), ==, 40);
}

static void
test_correction (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();

  rg_test_shop_write (test, "People", PEOPLE);
  change (test, 1, RG_LOT_GIVEN, 100);
  g_assert_cmpint (change (test, 1, RG_LOT_CORRECTED, 130), >, 0);
  g_assert_cmpint (balance (test, 1), ==, 130);
  change (test, 1, RG_LOT_CORRECTED, 0);
  g_assert_cmpint (balance (test, 1), ==, 0);
  /* Nothing to correct leaves no trace. */
  g_assert_cmpint (change (test, 1, RG_LOT_CORRECTED, 0), ==, 0);
  assert_text (test, "SELECT group_concat(points) FROM points_entry", "100,30,-130");
}

static void
test_settings (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_auto (Reading) reading = { 0 };
  g_autoptr (GError) error = NULL;
  RgPointsSettings settings = { 150, 12 };
  gint64 action;

  rg_test_shop_write (test, "People", PEOPLE);
  look (test, 1, &reading);
  g_assert_cmpint (reading.settings.hundred_minor, ==, RG_POINTS_NO_WORTH);
  g_assert_cmpint (reading.settings.months, ==, 0);
  change (test, 1, RG_LOT_GIVEN, 10);
  rg_store_save_points_settings_sync (test->store, &settings, &action, &error);
  g_assert_no_error (error);
  change (test, 1, RG_LOT_GIVEN, 20);
  look (test, 1, &reading);
  g_assert_cmpint (reading.settings.months, ==, 12);
  g_assert_cmpint (rg_points_settings_get_worth (&reading.settings, 1), ==, 2);
  g_assert_cmpint (rg_points_settings_get_worth (&reading.settings, -33), ==, -50);
  /* Only what came since lapses. */
  g_assert_cmpint (g_array_index (reading.lots, RgLot, 0).lapses_on, ==,
                   rg_day_add_months (reading.day, 12));
  g_assert_cmpint (g_array_index (reading.lots, RgLot, 1).lapses_on, ==, RG_DAY_NONE);
  rg_test_shop_take_back (test, action);
  look (test, 1, &reading);
  g_assert_cmpint (reading.settings.hundred_minor, ==, RG_POINTS_NO_WORTH);
  settings.months = RG_POINTS_MOST_MONTHS + 1;
  g_assert_false (rg_store_save_points_settings_sync (test->store, &settings, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
}

static void
test_taken_back (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_auto (Reading) reading = { 0 };
  gint64 given, spent, undo;

  rg_test_shop_write (test, "People", PEOPLE);
  given = change (test, 1, RG_LOT_GIVEN, 100);
  spent = change (test, 1, RG_LOT_SPENT, 30);
  undo = rg_test_shop_take_back (test, spent);
  g_assert_cmpint (balance (test, 1), ==, 100);
  look (test, 1, &reading);
  g_assert_false (((RgPointsRow *) reading.ledger->pdata[0])->counts);
  g_assert_false (((RgPointsRow *) reading.ledger->pdata[1])->counts);
  g_assert_true (((RgPointsRow *) reading.ledger->pdata[2])->counts);
  rg_test_shop_take_back (test, undo);
  g_assert_cmpint (balance (test, 1), ==, 70);
  /* Out of order: what is spent is owed. */
  rg_test_shop_take_back (test, given);
  g_assert_cmpint (balance (test, 1), ==, -30);
  assert_text (test, "SELECT group_concat(points) FROM points_entry", "100,-30,30,-30,-100");
  rg_test_shop_check (test);
}

/* --- merged, erased, imported ----------------------------------------------------------------- */

static void
test_merge (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  gint64 merged;

  rg_test_shop_write (test, "People", PEOPLE);
  change (test, 1, RG_LOT_GIVEN, 100);
  change (test, 2, RG_LOT_GIVEN, 50);
  rg_store_merge_sync (test->store, 1, 2, NULL, NULL, &merged, &error);
  g_assert_no_error (error);
  g_assert_cmpint (balance (test, 1), ==, 150);
  g_assert_cmpint (balance (test, 2), ==, 150);
  assert_text (test, "SELECT group_concat(customer_id) FROM points_entry", "1,2");
  change (test, 1, RG_LOT_SPENT, 120);
  assert_text (test, "SELECT sum(points) FROM points_left WHERE customer_id = 1", "30");
  rg_test_shop_take_back (test, merged);
  /* Each has what came under their own name. */
  g_assert_cmpint (balance (test, 1), ==, -20);
  g_assert_cmpint (balance (test, 2), ==, 50);
}

static void
test_erased (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;

  rg_test_shop_write (test, "People", PEOPLE);
  try_change (test, 1, RG_LOT_GIVEN, 100, &error);
  g_assert_no_error (error);
  assert_text (test, "SELECT note FROM points_entry", "at the till");
  rg_store_erase_customer_sync (test->store, 1, NULL, &error);
  g_assert_no_error (error);
  assert_text (test, "SELECT note FROM points_entry", "");
  assert_text (test, "SELECT count(*) FROM change WHERE after LIKE '%at the till%'", "0");
}

static void
test_lapsing (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_auto (Reading) reading = { 0 };

  rg_test_shop_write (test, "People", PEOPLE);
  give_until (test, 1, 19, 0, 5);
  give_until (test, 2, 15, 0, 10);
  give_until (test, 2, 15, 0, 8);
  give_until (test, 3, 100, 0, 31);
  give_until (test, 4, 100, 9, -1);
  look (test, 1, &reading);
  g_assert_cmpuint (reading.lapsing->len, ==, 1);
  g_assert_cmpint (g_array_index (reading.lapsing, RgPointsLapse, 0).customer, ==, 2);
  g_assert_cmpint (g_array_index (reading.lapsing, RgPointsLapse, 0).points, ==, 30);
  g_assert_cmpint (g_array_index (reading.lapsing, RgPointsLapse, 0).lapses_on, ==,
                   reading.day + 8);
  g_assert_cmpint (balance (test, 4), ==, 0);
}

static gboolean
import_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const gint64 customers[] = { 1, 2 };

  for (gsize i = 0; i < G_N_ELEMENTS (customers); i++)
    {
      const RgPointsNew entry = { .customer = customers[i], .points = 100,
                                  .kind = RG_LOT_CORRECTED, .effective_on = 20000,
                                  .lapses_on = RG_DAY_NONE, .import = 1,
                                  .note = "people.csv, row 2" };

      if (!rg_loyalty_append (write, &entry, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_back_in_thread (RgWrite *write, gpointer data, GError **error)
{
  return rg_loyalty_take_back_import (write, 1, error);
}

/* What nobody has drawn on goes; what was spent since is reversed. */
static void
test_import_taken_back (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;

  rg_test_shop_write (test, "People", PEOPLE);
  rg_test_shop_write (test, "Import", AN_IMPORT);
  rg_store_write_sync (test->store, "test", "Test", import_in_thread, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  change (test, 1, RG_LOT_SPENT, 10);
  rg_store_write_sync (test->store, "test", "Test", take_back_in_thread, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_text (test, "SELECT group_concat(points) FROM points_entry WHERE customer_id = 1",
               "100,-10,-100");
  assert_text (test, "SELECT count(*) FROM points_entry WHERE customer_id = 2", "0");
  g_assert_cmpint (balance (test, 1), ==, -10);
  g_assert_cmpint (balance (test, 2), ==, 0);
}

/* --- any morning ------------------------------------------------------------------------------ */

/* Whatever is cached is what a replay says, for everybody. */
static void
check_replay (RgTestShop *test)
{
  for (gint64 id = 1; id <= N_PEOPLE; id++)
    {
      g_auto (Reading) reading = { 0 };
      g_autoptr (GArray) lots = NULL;
      g_autofree char *merged = NULL;
      g_autofree char *sql = g_strdup_printf ("SELECT merged_into FROM customer WHERE id = %d",
                                              (int) id);

      merged = rg_test_shop_read (test, sql);
      if (*merged != '\0')
        continue;
      look (test, id, &reading);
      lots = rg_lots_replay ((const RgLotEntry *) (gpointer) reading.entries->data,
                             reading.entries->len, G_MAXINT32);
      for (RgDay day = reading.day; day < reading.day + 60; day += 7)
        g_assert_cmpint (rg_lots_get_balance (reading.lots, day), ==,
                         rg_lots_get_balance (lots, day));
    }
}

static void
do_anything (RgTestShop *test)
{
  const gint64 who = g_test_rand_int_range (1, N_PEOPLE + 1);
  const gint64 other = g_test_rand_int_range (1, N_PEOPLE + 1);
  const int points = g_test_rand_int_range (1, 60);

  switch (g_test_rand_int_range (0, 7))
    {
    case 0:
    case 1:
      give_until (test, who, points, g_test_rand_int_range (0, 30), g_test_rand_int_range (0, 50));
      break;
    case 2:
      try_change (test, who, RG_LOT_GIVEN, points, NULL);
      break;
    case 3:
      try_change (test, who, RG_LOT_SPENT, points, NULL);
      break;
    case 4:
      try_change (test, who, RG_LOT_RETURNED, points, NULL);
      break;
    case 5:
      try_change (test, who, RG_LOT_CORRECTED, points, NULL);
      break;
    default:
      rg_store_merge_sync (test->store, who, other, NULL, NULL, NULL, NULL);
      break;
    }
}

/* Points by hand and merges, all taken back in any order: everybody has as many as before, and the
 * shop is as it was, but for the ledger, which forgets nothing. */
static void
test_any_morning (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GArray) actions = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 last = rg_test_shop_write (test, "People", PEOPLE);

  before = rg_test_shop_dump (test, FALSE);
  for (int i = 0; i < 30; i++)
    {
      g_autofree char *newest = NULL;

      do_anything (test);
      newest = rg_test_shop_read (test, "SELECT max(id) FROM action");
      if (g_ascii_strtoll (newest, NULL, 10) == last)
        continue;
      last = g_ascii_strtoll (newest, NULL, 10);
      g_array_append_val (actions, last);
    }
  check_replay (test);
  while (actions->len > 0)
    {
      const guint at = (guint) g_test_rand_int_range (0, (int) actions->len);

      if (rg_store_take_back_sync (test->store, g_array_index (actions, gint64, at), NULL, NULL))
        g_array_remove_index (actions, at);
      if (actions->len % 8 == 0)
        check_replay (test);
    }
  after = rg_test_shop_dump (test, FALSE);
  g_assert_cmpstr (before, ==, after);
  for (gint64 id = 1; id <= N_PEOPLE; id++)
    g_assert_cmpint (balance (test, id), ==, 0);
  assert_text (test, "SELECT count(*) FROM points_left", "0");
  rg_test_shop_check (test);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/loyalty/by-hand", test_by_hand);
  g_test_add_func ("/loyalty/earlier-days", test_earlier_days);
  g_test_add_func ("/loyalty/correction", test_correction);
  g_test_add_func ("/loyalty/settings", test_settings);
  g_test_add_func ("/loyalty/taken-back", test_taken_back);
  g_test_add_func ("/loyalty/merge", test_merge);
  g_test_add_func ("/loyalty/erased", test_erased);
  g_test_add_func ("/loyalty/lapsing", test_lapsing);
  g_test_add_func ("/loyalty/import-taken-back", test_import_taken_back);
  g_test_add_func ("/loyalty/any-morning", test_any_morning);
  return g_test_run ();
}
