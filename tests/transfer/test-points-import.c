/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Points that a till's file of people has: a correction up to them, once, which goes with the
 * import. */
#include "rg-test-import.h"

#include "store/rg-points-change.h"
#include "store/rg-store-import.h"
#include "store/rg-store-merge.h"

#define FILE_ONE \
  "Customer number,Name,E-mail,Points\n17,Åse Dahl,ase@example.org,120\n" \
  "18,Kim Lie,kim@example.org,15.00\n19,Bo Ek,bo@example.org,\n20,Ida Li,ida@example.org,many\n"
#define FILE_TWO \
  "Customer number,Name,E-mail,Points\n17,Åse Dahl,ase@example.org,150\n" \
  "18,Kim Lie,kim@example.org,15\n"

static void
assert_text (RgTestShop *test, const char *sql, const char *expected)
{
  g_autofree char *text = rg_test_shop_read (test, sql);

  g_assert_cmpstr (text, ==, expected);
}

#define LEFT "SELECT group_concat(points) FROM (SELECT sum(points) AS points FROM points_left " \
             "GROUP BY customer_id ORDER BY customer_id)"
#define ENTRIES "SELECT group_concat(points) FROM points_entry"

static gint64
last_action (RgTestShop *test)
{
  g_autofree char *id = rg_test_shop_read (test, "SELECT max(id) FROM action");

  return g_ascii_strtoll (id, NULL, 10);
}

static gint64
import (RgTestShop *test, const char *text)
{
  rg_test_import (test, "people.csv", text, NULL);
  return last_action (test);
}

static void
spend (RgTestShop *test, gint64 points)
{
  const RgPointsChange change = { .customer = 1, .kind = RG_LOT_SPENT, .points = points,
                                  .day = RG_DAY_NONE };
  g_autoptr (GError) error = NULL;

  rg_store_change_points_sync (test->store, &change, NULL, &error);
  g_assert_no_error (error);
}

static void
test_balance (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  gint64 first, second;

  first = import (test, FILE_ONE);
  assert_text (test, LEFT, "120,15");
  assert_text (test, "SELECT group_concat(note, '; ') FROM (SELECT note FROM points_entry ORDER "
                     "BY customer_id)", "people.csv, row 2; people.csv, row 3");
  assert_text (test, "SELECT json_extract(summary, '$.points_corrected') || ' ' || "
                     "json_extract(summary, '$.points') FROM import", "2 2");
  second = import (test, FILE_TWO);
  assert_text (test, LEFT, "150,15");
  rg_test_shop_take_back (test, second);
  assert_text (test, LEFT, "120,15");
  rg_test_shop_take_back (test, first);
  assert_text (test, "SELECT count(*) FROM points_entry", "0");
  assert_text (test, "SELECT count(*) FROM customer", "0");
  rg_test_shop_check (test);
}

/* Parts of a point are told with their row, and nobody gets what is left of them. */
static void
test_parts (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();

  import (test, "Customer number,First name,Points\nA,Åse,1.5\nB,Berit,2.0\n");
  assert_text (test, ENTRIES, "2");
  assert_text (test, "SELECT json_extract(summary, '$.cells_dropped[0].row') FROM import", "2");
  assert_text (test, "SELECT count(*) FROM import WHERE summary LIKE '%is no number of points%'",
               "1");
}

/* The same file says nothing new: what was spent here since stays spent. */
static void
test_twice (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();

  import (test, FILE_ONE);
  spend (test, 20);
  import (test, FILE_ONE);
  assert_text (test, LEFT, "100,15");
  import (test, FILE_TWO);
  assert_text (test, LEFT, "150,15");
}

/* What was drawn on is reversed, not removed. */
static void
test_used (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  const gint64 first = import (test, FILE_ONE);
  gint64 undo;

  spend (test, 20);
  undo = rg_test_shop_take_back (test, first);
  assert_text (test, ENTRIES " WHERE customer_id = 1", "120,-20,-120");
  assert_text (test, LEFT, "-20");
  rg_test_shop_take_back (test, undo);
  assert_text (test, LEFT, "100,15");
  rg_test_shop_check (test);
}

/* Each keeps what the file says of them, and the two together what it says of both. */
static void
test_merged (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;

  import (test, FILE_ONE);
  rg_store_merge_sync (test->store, 1, 2, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_text (test, LEFT, "135");
  import (test, FILE_TWO);
  assert_text (test, LEFT, "165");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/points-import/balance", test_balance);
  g_test_add_func ("/points-import/parts", test_parts);
  g_test_add_func ("/points-import/twice", test_twice);
  g_test_add_func ("/points-import/used", test_used);
  g_test_add_func ("/points-import/merged", test_merged);
  return g_test_run ();
}
