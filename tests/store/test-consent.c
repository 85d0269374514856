/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The permission ledger: only ever appended to, taken back by reversals, and the state now always
 * what a replay of the whole ledger says. */
#include "rg-test-shop.h"

#include "store/rg-store-consent.h"

#define PEOPLE \
  "INSERT INTO customer (uuid, name) VALUES (randomblob (16), 'Åse Dahl'), " \
  "(randomblob (16), 'Kim Min-su'), (randomblob (16), '王秀英')"
#define AN_IMPORT \
  "INSERT INTO source (name) VALUES ('till'); INSERT INTO import (uuid, action_id, source_id, " \
  "kind, dialect, file_name, file_hash, at, summary) VALUES (randomblob (16), 1, 1, 'customers', " \
  "'', 'people.csv', x'00', 0, '{}'); UPDATE shop SET country = 'NO'"

static void
set (RgTestShop *test, gint64 customer, RgChannel channel, gboolean granted)
{
  const RgConsentNew entry = { .customer = customer, .channel = channel, .granted = granted,
                               .effective_on = 20000, .evidence = "form 7" };
  g_autoptr (GError) error = NULL;

  rg_store_set_permission_sync (test->store, &entry, NULL, &error);
  g_assert_no_error (error);
}

typedef struct {
  gint64 customer;
  RgChannelPermission now[RG_N_ASKED];
  GPtrArray *ledger;
} Reading;

static gboolean
read_in_thread (RgDb *db, gpointer data, GError **error)
{
  Reading *reading = data;

  reading->ledger = rg_consent_read_ledger (db, reading->customer, error);
  return reading->ledger != NULL
         && rg_consent_read_now (db, reading->customer, reading->now, error);
}

static RgPermission
state (RgTestShop *test, gint64 customer, RgChannel channel)
{
  Reading reading = { .customer = customer };
  g_autoptr (GError) error = NULL;

  rg_store_read_sync (test->store, RG_READER_ROWS, read_in_thread, &reading, NULL, &error);
  g_assert_no_error (error);
  g_ptr_array_unref (reading.ledger);
  return reading.now[channel].state;
}

static void
check_count (RgTestShop *test, const char *sql, const char *expected)
{
  g_autofree char *got = rg_test_shop_read (test, sql);

  g_assert_cmpstr (got, ==, expected);
}

static void
test_by_hand (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  Reading reading = { .customer = 1 };
  const RgConsentRow *row;

  rg_test_shop_write (test, "People", PEOPLE);
  g_assert_cmpint (state (test, 1, RG_CHANNEL_POST), ==, RG_PERMISSION_UNKNOWN);
  set (test, 1, RG_CHANNEL_POST, TRUE);
  set (test, 1, RG_CHANNEL_EMAIL, FALSE);
  g_assert_cmpint (state (test, 1, RG_CHANNEL_POST), ==, RG_PERMISSION_YES);
  g_assert_cmpint (state (test, 1, RG_CHANNEL_EMAIL), ==, RG_PERMISSION_NO);
  g_assert_cmpint (state (test, 2, RG_CHANNEL_POST), ==, RG_PERMISSION_UNKNOWN);
  set (test, 1, RG_CHANNEL_POST, FALSE);
  g_assert_cmpint (state (test, 1, RG_CHANNEL_POST), ==, RG_PERMISSION_NO);

  g_assert_true (rg_store_read_sync (test->store, RG_READER_ROWS, read_in_thread, &reading, NULL,
                                     NULL));
  g_assert_cmpuint (reading.ledger->len, ==, 3);
  row = g_ptr_array_index (reading.ledger, 0);
  g_assert_cmpstr (row->how, ==, "counter");
  g_assert_cmpstr (row->evidence, ==, "form 7");
  g_assert_true (row->counts);
  g_ptr_array_unref (reading.ledger);
}

/* A slip of the year would stand above all that is said until then. */
static void
test_still_to_come (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  const RgDay today = rg_shop_get_day (rg_store_get_shop (test->store));
  RgConsentNew entry = { .customer = 1, .granted = TRUE, .effective_on = today + 1 };
  g_autoptr (GError) error = NULL;

  rg_test_shop_write (test, "People", PEOPLE);
  g_assert_false (rg_store_set_permission_sync (test->store, &entry, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  g_assert_cmpint (state (test, 1, RG_CHANNEL_POST), ==, RG_PERMISSION_UNKNOWN);
  entry.effective_on = today;
  g_assert_true (rg_store_set_permission_sync (test->store, &entry, NULL, NULL));
  g_assert_cmpint (state (test, 1, RG_CHANNEL_POST), ==, RG_PERMISSION_YES);
}

typedef struct {
  gint64 id;
  gint64 import;
  RgConsentNew entry;
  gboolean recorded;
} Change;

static gboolean
reverse_in_thread (RgWrite *write, gpointer data, GError **error)
{
  return rg_consent_reverse (write, ((Change *) data)->id, error);
}

static gboolean
import_in_thread (RgWrite *write, gpointer data, GError **error)
{
  Change *change = data;

  rg_write_note_table (write, "consent");
  return rg_write_set_bulk (write, TRUE, error)
         && rg_consent_append_import (write, &change->entry, &change->recorded, error)
         && rg_consent_refresh_all (rg_write_get_db (write), error);
}

static gboolean
take_back_in_thread (RgWrite *write, gpointer data, GError **error)
{
  return rg_consent_take_back_import (write, ((Change *) data)->import, error);
}

static void
run (RgTestShop *test, RgWriteFunc func, Change *change)
{
  g_autoptr (GError) error = NULL;

  rg_store_write_sync (test->store, "test", "Test", func, change, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
test_reversal (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();

  rg_test_shop_write (test, "People", PEOPLE);
  set (test, 1, RG_CHANNEL_POST, TRUE);
  set (test, 1, RG_CHANNEL_POST, FALSE);
  run (test, reverse_in_thread, &(Change) { .id = 2 });
  g_assert_cmpint (state (test, 1, RG_CHANNEL_POST), ==, RG_PERMISSION_YES);
  run (test, reverse_in_thread, &(Change) { .id = 2 });
  check_count (test, "SELECT count(*) FROM consent", "3");
  run (test, reverse_in_thread, &(Change) { .id = 3 });
  g_assert_cmpint (state (test, 1, RG_CHANNEL_POST), ==, RG_PERMISSION_NO);
  run (test, reverse_in_thread, &(Change) { .id = 2 });
  g_assert_cmpint (state (test, 1, RG_CHANNEL_POST), ==, RG_PERMISSION_YES);
  check_count (test, "SELECT count(*) FROM consent", "5");
}

static gboolean
record (RgTestShop *test, gint64 customer, RgChannel channel, gboolean granted)
{
  Change change = { .entry = { .customer = customer, .channel = channel, .granted = granted,
                               .effective_on = 20100, .how = RG_CONSENT_HOW_IMPORT,
                               .evidence = "people.csv, row 7", .import = 1 } };

  run (test, import_in_thread, &change);
  return change.recorded;
}

static void
test_import (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();

  rg_test_shop_write (test, "People", PEOPLE);
  rg_test_shop_write (test, "Import", AN_IMPORT);
  set (test, 1, RG_CHANNEL_POST, FALSE);
  g_assert_false (record (test, 1, RG_CHANNEL_POST, TRUE));
  g_assert_true (record (test, 2, RG_CHANNEL_POST, TRUE));
  g_assert_false (record (test, 2, RG_CHANNEL_POST, TRUE));
  g_assert_true (record (test, 3, RG_CHANNEL_POST, TRUE));
  g_assert_cmpint (state (test, 1, RG_CHANNEL_POST), ==, RG_PERMISSION_NO);
  g_assert_cmpint (state (test, 2, RG_CHANNEL_POST), ==, RG_PERMISSION_YES);

  /* 3 stands in a fixed list, so what the import said about 3 stays in the ledger. */
  rg_test_shop_write (test, "Campaign", "INSERT INTO campaign (uuid, name, segment_text, "
                      "created_on) VALUES (randomblob (16), 'Letter', '', 0); INSERT INTO "
                      "campaign_member (campaign_id, customer_id, state) "
                      "VALUES (1, 3, 'included')");
  run (test, take_back_in_thread, &(Change) { .import = 1 });
  g_assert_cmpint (state (test, 1, RG_CHANNEL_POST), ==, RG_PERMISSION_NO);
  g_assert_cmpint (state (test, 2, RG_CHANNEL_POST), ==, RG_PERMISSION_UNKNOWN);
  g_assert_cmpint (state (test, 3, RG_CHANNEL_POST), ==, RG_PERMISSION_UNKNOWN);
  check_count (test, "SELECT count(*) FROM consent WHERE customer_id = 2", "0");
  check_count (test, "SELECT count(*) FROM consent WHERE customer_id = 3", "2");
}

static void
test_merge (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();

  rg_test_shop_write (test, "People", PEOPLE);
  set (test, 1, RG_CHANNEL_POST, TRUE);
  set (test, 2, RG_CHANNEL_POST, FALSE);
  rg_test_shop_write (test, "Merge", "UPDATE customer SET merged_into = 1 WHERE id = 2");
  g_assert_cmpint (state (test, 1, RG_CHANNEL_POST), ==, RG_PERMISSION_NO);
  g_assert_cmpint (state (test, 2, RG_CHANNEL_POST), ==, RG_PERMISSION_NO);
  check_count (test, "SELECT count(*) FROM permission", "1");
  rg_test_shop_write (test, "Unmerge", "UPDATE customer SET merged_into = NULL WHERE id = 2");
  g_assert_cmpint (state (test, 1, RG_CHANNEL_POST), ==, RG_PERMISSION_YES);
  g_assert_cmpint (state (test, 2, RG_CHANNEL_POST), ==, RG_PERMISSION_NO);
}

static gboolean
rebuild_in_thread (RgWrite *write, gpointer data, GError **error)
{
  rg_write_note_table (write, "permission");
  return rg_consent_refresh_all (rg_write_get_db (write), error);
}

/* Whatever happened, in whatever order, the state now equals a rebuild. */
static void
test_equals_rebuild (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  const char *all = "SELECT group_concat (customer_id || channel || granted || since_on || ':' || "
                    "consent_id) FROM (SELECT * FROM permission ORDER BY customer_id, channel)";

  rg_test_shop_write (test, "People", PEOPLE);
  rg_test_shop_write (test, "Import", AN_IMPORT);
  for (int i = 0; i < 60; i++)
    {
      g_autofree char *before = NULL, *after = NULL;
      gint64 customer = g_test_rand_int_range (1, 4);
      RgChannel channel = (RgChannel) g_test_rand_int_range (0, RG_CHANNELS);

      switch (g_test_rand_int_range (0, 5))
        {
        case 0:
        case 1:
          set (test, customer, channel, g_test_rand_int_range (0, 2));
          break;
        case 2:
          record (test, customer, channel, g_test_rand_int_range (0, 2));
          break;
        case 3:
          before = rg_test_shop_read (test, "SELECT coalesce (max(id), 0) FROM consent");
          if (g_ascii_strtoll (before, NULL, 10) > 0)
            run (test, reverse_in_thread,
                 &(Change) { .id = g_test_rand_int_range (
                                 1, (gint32) g_ascii_strtoll (before, NULL, 10) + 1) });
          g_clear_pointer (&before, g_free);
          break;
        default:
          rg_test_shop_write (test, "Merge", g_test_rand_bit ()
                              ? "UPDATE customer SET merged_into = 1 WHERE id = 3"
                              : "UPDATE customer SET merged_into = NULL WHERE id = 3");
        }
      before = rg_test_shop_read (test, all);
      run (test, rebuild_in_thread, NULL);
      after = rg_test_shop_read (test, all);
      g_assert_cmpstr (before, ==, after);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/consent/by-hand", test_by_hand);
  g_test_add_func ("/consent/still-to-come", test_still_to_come);
  g_test_add_func ("/consent/reversal", test_reversal);
  g_test_add_func ("/consent/import", test_import);
  g_test_add_func ("/consent/merge", test_merge);
  g_test_add_func ("/consent/equals-rebuild", test_equals_rebuild);
  return g_test_run ();
}
