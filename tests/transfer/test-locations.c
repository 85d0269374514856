/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Where locations are: written down, refused, taken back; what their imports leave of it; and the
 * dataset that follows. */
#include "rg-test-import.h"
#include "rules/rg-segment-count.h"
#include "store/rg-store-dataset.h"
#include "store/rg-store-locations.h"
#include "store/rg-store-undo.h"

#define SALES \
  "Receipt number,Branch,Date,Product code,Quantity,Unit price\n" \
  "1,Torget,2026-11-02,A,1,10.00\n" \
  "2,Bryggen,2026-11-03,A,1,10.00\n"

static gint64
set_address (RgTestShop *test, gint64 id, const char *address)
{
  g_autoptr (GError) error = NULL;
  gint64 action = -1;

  rg_store_edit_location_sync (test->store, id, address, NULL, &action, &error);
  g_assert_no_error (error);
  return action;
}

static void
refuse_address (RgTestShop *test, gint64 id, const char *address, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (rg_store_edit_location_sync (test->store, id, address, NULL, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, code);
}

static void
assert_text (RgTestShop *test, const char *sql, const char *expected)
{
  g_autofree char *text = rg_test_shop_read (test, sql);

  g_assert_cmpstr (text, ==, expected);
}

/* As the dataset has them, parted by bars. */
static void
assert_followed (RgTestShop *test, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDataset) dataset = rg_store_dup_dataset_sync (test->store, &error);
  g_autoptr (GString) all = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < dataset->locations.n; i++)
    g_string_append_printf (all, "%s=%s|", dataset->locations.name[i],
                            dataset->location_address[i]);
  g_assert_cmpstr (all->str, ==, expected);
}

static void
test_written (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *before = NULL, *after = NULL, *endless = g_strnfill (1001, 'x');
  gint64 first, second;

  rg_test_import (test, "sales.csv", SALES, NULL);
  before = rg_test_shop_dump (test, TRUE);
  assert_followed (test, "Torget=|Bryggen=|");
  g_assert_cmpint (set_address (test, 1, "  "), ==, 0);
  first = set_address (test, 1, " Torget 4 \n 5014 Bergen\n\n");
  assert_text (test, "SELECT address FROM location WHERE id = 1", "Torget 4\n5014 Bergen");
  assert_text (test, "SELECT label FROM action ORDER BY id DESC LIMIT 1", "Address of Torget");
  g_assert_cmpint (set_address (test, 1, "Torget 4\n5014 Bergen"), ==, 0);
  second = set_address (test, 2, "5003");
  assert_followed (test, "Torget=Torget 4\n5014 Bergen|Bryggen=5003|");
  refuse_address (test, 1, "4111 1111 1111 1111", RG_STORE_ERROR_INVALID);
  refuse_address (test, 1, endless, RG_STORE_ERROR_INVALID);
  refuse_address (test, 3, "5003", RG_STORE_ERROR_NOT_FOUND);
  rg_test_shop_take_back (test, first);
  assert_followed (test, "Torget=|Bryggen=5003|");
  rg_test_shop_take_back (test, second);
  assert_followed (test, "Torget=|Bryggen=|");
  after = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (before, ==, after);
  rg_test_shop_check (test);
}

/* Sales that come again find the address; a location that somebody wrote about stays when its
 * sales go, and goes when that is taken back as well. */
static void
test_import (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  const gint64 sales = rg_test_import (test, "sales.csv", SALES, NULL);
  gint64 address = set_address (test, 1, "5014"), taken;

  rg_test_import (test, "more.csv",
                  "Receipt number,Branch,Date,Product code,Quantity,Unit price\n"
                  "3,Torget,2026-11-04,A,1,10.00\n", NULL);
  assert_followed (test, "Torget=5014|Bryggen=|");
  rg_test_shop_take_back (test, sales + 2);
  taken = rg_test_shop_take_back (test, sales);
  assert_text (test, "SELECT group_concat (name) FROM location", "Torget");
  rg_test_shop_take_back (test, taken);
  assert_text (test, "SELECT group_concat (name) FROM location", "Torget,Bryggen");
  assert_followed (test, "Torget=5014|Bryggen=|");
  taken = rg_test_shop_take_back (test, sales);
  rg_test_shop_take_back (test, address);
  assert_text (test, "SELECT address FROM location", "");
  rg_test_shop_check (test);
}

static guint
count (RgTestShop *test, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDataset) dataset = rg_store_dup_dataset_sync (test->store, &error);
  g_autoptr (RgNode) root = rg_segment_parse (text, NULL, &error);
  const RgSegmentContext context = { .dataset = dataset, .today = 20800, .digits = 2 };
  g_autoptr (RgBitset) set = NULL;

  g_assert_no_error (error);
  set = rg_segment_evaluate (root, &context);
  return rg_bitset_count (set);
}

#define PEOPLE \
  "Receipt number,Branch,Date,Product code,Quantity,Unit price,Customer number,Customer name\n" \
  "1,Torget,2026-11-02,A,1,10.00,7,Kim\n" \
  "2,Online,2026-11-03,A,1,10.00,7,Kim\n" \
  "3,Kiosk,2026-11-04,A,1,10.00,8,Åse\n"

/* A branch that the till calls a web shop is one; another is made one by hand, and taken back. */
static void
test_online (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  const gboolean online = TRUE;
  gint64 action = 0;

  rg_test_import (test, "sales.csv", PEOPLE, NULL);
  assert_text (test, "SELECT group_concat (name) FROM location WHERE online", "Online");
  g_assert_cmpuint (count (test, "visits at least 1 channel web"), ==, 1);
  g_assert_cmpuint (count (test, "visits at least 1 channel shop"), ==, 2);
  g_assert_cmpuint (count (test, "share of visits exactly 50 channel web"), ==, 1);
  g_assert_true (rg_store_edit_location_sync (test->store, 3, NULL, &online, &action, NULL));
  assert_text (test, "SELECT label FROM action ORDER BY id DESC LIMIT 1", "Location Kiosk");
  g_assert_cmpuint (count (test, "visits at least 1 channel web"), ==, 2);
  g_assert_cmpuint (count (test, "visits at least 1 location Torget channel web"), ==, 0);
  rg_test_shop_take_back (test, action);
  g_assert_cmpuint (count (test, "visits at least 1 channel web"), ==, 1);
  g_assert_true (rg_store_edit_location_sync (test->store, 2, NULL, &online, &action, NULL));
  g_assert_cmpint (action, ==, 0);
  rg_test_shop_check (test);
}

typedef struct {
  const char *text;
  gint64 id; /* 0: none, or several */
} Finding;

static gboolean
find_in_thread (RgDb *db, gpointer data, GError **error)
{
  Finding *finding = data;
  g_autoptr (RgLocation) location = rg_location_find (db, finding->text, error);

  finding->id = location != NULL ? location->id : 0;
  return location != NULL;
}

static gint64
find (RgTestShop *test, const char *text)
{
  Finding finding = { text, 0 };

  rg_store_read_sync (test->store, RG_READER_ROWS, find_in_thread, &finding, NULL, NULL);
  return finding.id;
}

static void
test_found (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();

  rg_test_shop_write (test, "Locations",
                      "INSERT INTO location (uuid, code, name) VALUES"
                      " (x'00112233445566778899aabbccddeeff', '7', 'Torget'),"
                      " (randomblob (16), '8', 'Bryggen'), (randomblob (16), '9', 'bryggen'),"
                      " (randomblob (16), 'NETT', '')");
  g_assert_cmpint (find (test, "TORGET"), ==, 1);
  g_assert_cmpint (find (test, "7"), ==, 1);
  g_assert_cmpint (find (test, "00112233-4455-6677-8899-aabbccddeeff"), ==, 1);
  g_assert_cmpint (find (test, "9"), ==, 3);
  g_assert_cmpint (find (test, "nett"), ==, 4);
  g_assert_cmpint (find (test, "Bryggen"), ==, 0);
  g_assert_cmpint (find (test, "Nowhere"), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/locations/written", test_written);
  g_test_add_func ("/locations/import", test_import);
  g_test_add_func ("/locations/online", test_online);
  g_test_add_func ("/locations/found", test_found);
  return g_test_run ();
}
