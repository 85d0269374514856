/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Tags get new names and colours, become one and go, for everybody and in every segment, and all of
 * it comes back. */
#include "rg-test-shop.h"

#include "rules/rg-segment.h"
#include "store/rg-store-customers.h"
#include "store/rg-store-dataset.h"
#include "store/rg-store-segments.h"
#include "store/rg-store-tags.h"
#include "store/rg-store-undo.h"

#include <string.h>

static void
test_in_texts (void)
{
  static const struct
  {
    const char *text, *from, *to;
    gboolean keep;
    const char *became; /* NULL: nothing to do */
  } rows[] = {
    { "tag is vip", "vip", "gold", FALSE, "tag is gold" },
    { "tag is VIP or wool", "vip", "gold", FALSE, "tag is gold or wool" },
    { "tag is wool or vip", "vip", "wool", FALSE, "tag is wool" },
    { "tag is vip", "vip", "gold", TRUE, "tag is vip or gold" },
    { "tag is not vip", "vip", "two words", FALSE, "tag is not \"two words\"" },
    { "city is vip", "vip", "gold", FALSE, NULL },
    { "tag is wool", "vip", "gold", FALSE, NULL },
    { "any (tag is vip; none (tag is vip or silk); city is Oslo)", "vip", "gold", FALSE,
      "any (tag is gold; none (tag is gold or silk); city is Oslo)" },
    { "this cannot be read", "vip", "gold", FALSE, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *became =
          rg_segment_rename (rows[i].text, RG_LIST_TAGS, rows[i].from, rows[i].to, rows[i].keep);
      g_autoptr (RgNode) root = NULL;
      g_autoptr (RgNode) expected = NULL;
      g_autofree char *line = NULL;
      g_autofree char *wanted = NULL;

      if (rows[i].became == NULL || became == NULL)
        {
          g_assert_cmpstr (became, ==, rows[i].became);
          continue;
        }
      root = rg_segment_parse (became, NULL, NULL);
      expected = rg_segment_parse (rows[i].became, NULL, NULL);
      g_assert_nonnull (expected);
      line = rg_segment_print_line (root);
      wanted = rg_segment_print_line (expected);
      g_assert_cmpstr (line, ==, wanted);
    }
}

/* --- */

typedef struct
{
  RgTestShop *test;
  gint64 vip, wool;    /* tags */
  gint64 segment;
} Fixture;

static gint64
number (RgTestShop *test, const char *sql)
{
  g_autofree char *text = rg_test_shop_read (test, sql);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RgSavedSegment) segment = rg_saved_segment_new ("Knitters", "tag is vip or wool\n");
  g_autoptr (GError) error = NULL;

  fixture->test = rg_test_shop_new ();
  for (int i = 0; i < 6; i++)
    rg_test_shop_write (fixture->test, "Added",
                        "INSERT INTO customer (uuid, name) VALUES (randomblob (16), 'Somebody')");
  for (gint64 id = 1; id <= 4; id++)
    {
      rg_store_tag_customer_sync (fixture->test->store, id, "vip", TRUE, NULL, &error);
      rg_store_tag_customer_sync (fixture->test->store, id + 2, "wool", TRUE, NULL, &error);
      g_assert_no_error (error);
    }
  fixture->vip = number (fixture->test, "SELECT id FROM tag WHERE name = 'vip'");
  fixture->wool = number (fixture->test, "SELECT id FROM tag WHERE name = 'wool'");
  rg_store_save_segment_sync (fixture->test->store, segment, &fixture->segment, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  rg_test_shop_check (fixture->test);
  rg_test_shop_free (fixture->test);
}

static void
assert_text (Fixture *fixture, const char *sql, const char *expected)
{
  g_autofree char *text = rg_test_shop_read (fixture->test, sql);

  g_assert_cmpstr (text, ==, expected);
}

/* How many the segment has. */
static guint
members (Fixture *fixture)
{
  g_autoptr (RgDataset) dataset = rg_store_dup_dataset_sync (fixture->test->store, NULL);
  g_autofree char *text = rg_test_shop_read (fixture->test, "SELECT text FROM segment");
  g_autoptr (RgBitset) found =
      rg_segment_evaluate_text (dataset, rg_store_get_shop (fixture->test->store), text);

  return rg_bitset_count (found);
}

static void
assert_back (Fixture *fixture, gint64 action, const char *before)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;

  rg_store_take_back_sync (fixture->test->store, action, NULL, &error);
  g_assert_no_error (error);
  after = rg_test_shop_dump (fixture->test, TRUE);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (members (fixture), ==, 6);
}

static void
test_renamed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = rg_test_shop_dump (fixture->test, TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) taken = NULL;
  g_autoptr (GError) empty = NULL;
  g_autoptr (GError) card = NULL;
  g_autoptr (GError) colour = NULL;
  gint64 action, none = -1;

  rg_store_save_tag_sync (fixture->test->store, fixture->vip, " Gold card ", "yellow", &action,
                          &error);
  g_assert_no_error (error);
  assert_text (fixture, "SELECT name || ' ' || colour FROM tag WHERE id = 1", "Gold card yellow");
  assert_text (fixture, "SELECT label FROM action ORDER BY id DESC LIMIT 1",
               "Tag “vip” Renamed to “Gold card”");
  g_assert_cmpuint (members (fixture), ==, 6);
  g_assert_false (rg_store_save_tag_sync (fixture->test->store, fixture->vip, "WOOL", "", NULL,
                                          &taken));
  g_assert_error (taken, RG_STORE_ERROR, RG_STORE_ERROR_CONFLICT);
  g_assert_false (rg_store_save_tag_sync (fixture->test->store, fixture->vip, " ", "", NULL,
                                          &empty));
  g_assert_error (empty, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  g_assert_false (rg_store_save_tag_sync (fixture->test->store, fixture->vip,
                                          "4111 1111 1111 1111", "", NULL, &card));
  g_assert_error (card, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  g_assert_false (rg_store_save_tag_sync (fixture->test->store, fixture->vip, "Gold card", "plaid",
                                          NULL, &colour));
  g_assert_error (colour, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  rg_store_save_tag_sync (fixture->test->store, fixture->vip, "Gold card", "yellow", &none,
                          &error);
  g_assert_no_error (error);
  g_assert_cmpint (none, ==, 0);
  assert_back (fixture, action, before);
}

static void
test_merged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = rg_test_shop_dump (fixture->test, TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) same = NULL;
  gint64 action;

  rg_store_merge_tags_sync (fixture->test->store, fixture->wool, fixture->vip, &action, &error);
  g_assert_no_error (error);
  assert_text (fixture, "SELECT count(*) FROM customer_tag", "6");
  assert_text (fixture, "SELECT group_concat(name) FROM tag", "wool");
  assert_text (fixture, "SELECT tag_id FROM tag_name WHERE name = 'vip'", "2");
  assert_text (fixture, "SELECT text FROM segment", "all (\n  tag is \"wool\"\n)");
  assert_text (fixture, "SELECT label FROM action ORDER BY id DESC LIMIT 1",
               "Tag “vip” Merged into “wool”");
  g_assert_cmpuint (members (fixture), ==, 6);
  g_assert_false (rg_store_merge_tags_sync (fixture->test->store, fixture->wool, fixture->wool,
                                            NULL, &same));
  g_assert_error (same, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  assert_back (fixture, action, before);
}

static void
test_deleted (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = rg_test_shop_dump (fixture->test, TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) gone = NULL;
  gint64 action;

  rg_store_delete_tag_sync (fixture->test->store, fixture->vip, &action, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (members (fixture), ==, 4);
  g_assert_false (rg_store_delete_tag_sync (fixture->test->store, fixture->vip, NULL, &gone));
  g_assert_error (gone, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND);
  assert_back (fixture, action, before);
}

typedef struct
{
  GPtrArray *tags;
  gint64 by_name, by_case;
} Reading;

static gboolean
read_in_thread (RgDb *db, gpointer data, GError **error)
{
  Reading *reading = data;

  reading->tags = rg_tags_read (db, error);
  reading->by_name = rg_tag_look_up (db, "VIP", error);
  reading->by_case = rg_tag_look_up (db, "wOOl", error);
  return reading->tags != NULL && reading->by_name != 0 && reading->by_case != 0;
}

/* Two whose names differ in case only are two tags; segments mean both. */
static void
test_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tags = NULL;
  Reading reading = { 0 };
  const RgTag *vip;

  rg_store_tag_customer_sync (fixture->test->store, 6, "VIP", TRUE, NULL, &error);
  rg_test_shop_write (fixture->test, "Merged", "UPDATE customer SET merged_into = 2 WHERE id = 1;"
                                               "UPDATE customer SET merged_into = 3 WHERE id = 2");
  rg_store_read_sync (fixture->test->store, RG_READER_ROWS, read_in_thread, &reading, NULL,
                      &error);
  g_assert_no_error (error);
  tags = reading.tags;
  g_assert_cmpuint (tags->len, ==, 3);
  vip = tags->pdata[0];
  g_assert_cmpstr (vip->name, ==, "vip");
  g_assert_cmpuint (vip->n_customers, ==, 2);
  g_assert_cmpuint (vip->n_segments, ==, 1);
  g_assert_cmpint (reading.by_name, ==, ((RgTag *) tags->pdata[1])->id);
  g_assert_cmpint (reading.by_case, ==, fixture->wool);
  rg_store_save_tag_sync (fixture->test->store, fixture->vip, "gold", "", NULL, &error);
  g_assert_no_error (error);
  assert_text (fixture, "SELECT text FROM segment",
               "all (\n  tag is \"vip\" or \"gold\" or \"wool\"\n)");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*func) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/tags/renamed", test_renamed },
    { "/tags/merged", test_merged },
    { "/tags/deleted", test_deleted },
    { "/tags/read", test_read },
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tags/in-texts", test_in_texts);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
