/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the shop decides about people who have said nothing, and what hangs on the shop's facts. */
#include "rg-test-shop.h"
#include "db/rg-db.h"
#include "db/rg-migrate.h"
#include "store/rg-campaign-request.h"
#include "store/rg-store-basis.h"
#include "store/rg-store-campaigns.h"
#include "store/rg-store-shop.h"
#include "store/rg-store-undo.h"

#include <glib/gstdio.h>

static const RgBasis letters_open[RG_CHANNELS] = { [RG_CHANNEL_POST] = RG_BASIS_NOT_NO };
static const RgBasis nothing_open[RG_CHANNELS] = { 0 };

static gboolean
read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgBases **bases = data;

  *bases = rg_bases_read (db, error);
  return *bases != NULL;
}

static RgBases *
read_bases (RgTestShop *test)
{
  RgBases *bases = NULL;
  g_autoptr (GError) error = NULL;

  rg_store_read_sync (test->store, RG_READER_ROWS, read_in_thread, &bases, NULL, &error);
  g_assert_no_error (error);
  return bases;
}

static gint64
decide (RgTestShop *test, const RgBasis basis[RG_CHANNELS], const char *ground)
{
  g_autoptr (GError) error = NULL;
  gint64 action_id;

  rg_store_decide_basis_sync (test->store, basis, ground, &action_id, &error);
  g_assert_no_error (error);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  return action_id;
}

static void
test_decide (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (RgBases) before = read_bases (test);
  g_autoptr (RgBases) after = NULL;
  g_autoptr (RgBases) again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (before->channels[RG_CHANNEL_POST].decided_at, ==, 0);
  g_assert_cmpint (rg_shop_get_basis (rg_store_get_shop (test->store), RG_CHANNEL_POST), ==,
                   RG_BASIS_ONLY_YES);
  g_assert_cmpint (decide (test, letters_open, " Our own customers "), >, 0);
  after = read_bases (test);
  g_assert_cmpint (after->channels[RG_CHANNEL_POST].basis, ==, RG_BASIS_NOT_NO);
  g_assert_cmpstr (after->channels[RG_CHANNEL_POST].ground, ==, "Our own customers");
  g_assert_cmpint (after->channels[RG_CHANNEL_POST].decided_at, >, 0);
  g_assert_cmpstr (after->channels[RG_CHANNEL_POST].staff, !=, "");
  g_assert_cmpint (after->channels[RG_CHANNEL_EMAIL].basis, ==, RG_BASIS_ONLY_YES);
  g_assert_cmpstr (after->channels[RG_CHANNEL_EMAIL].ground, ==, "");
  g_assert_cmpint (rg_shop_get_basis (rg_store_get_shop (test->store), RG_CHANNEL_POST), ==,
                   RG_BASIS_NOT_NO);
  g_assert_cmpint (rg_shop_get_basis (rg_store_get_shop (test->store), RG_CHANNEL_SMS), ==,
                   RG_BASIS_ONLY_YES);

  /* Deciding the same again is no decision. */
  g_assert_cmpint (decide (test, letters_open, "Our own customers"), ==, 0);
  rg_test_shop_reopen (test);
  again = read_bases (test);
  g_assert_cmpint (again->channels[RG_CHANNEL_POST].decided_at, ==,
                   after->channels[RG_CHANNEL_POST].decided_at);
  g_assert_cmpint (rg_shop_get_basis (rg_store_get_shop (test->store), RG_CHANNEL_POST), ==,
                   RG_BASIS_NOT_NO);
}

static void
test_refused (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (rg_store_decide_basis_sync (test->store, letters_open, "  ", NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (rg_store_decide_basis_sync (test->store, letters_open,
                                              "card 4111 1111 1111 1111", NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  g_assert_cmpint (rg_shop_get_basis (rg_store_get_shop (test->store), RG_CHANNEL_POST), ==,
                   RG_BASIS_ONLY_YES);
}

static void
test_take_back (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *before = rg_test_shop_dump (test, TRUE);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  const gint64 first = decide (test, letters_open, "Our own customers");
  const gint64 second = decide (test, nothing_open, "");

  g_assert_true (rg_store_take_back_sync (test->store, second, NULL, &error));
  g_assert_no_error (error);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (rg_shop_get_basis (rg_store_get_shop (test->store), RG_CHANNEL_POST), ==,
                   RG_BASIS_NOT_NO);
  g_assert_true (rg_store_take_back_sync (test->store, first, NULL, &error));
  g_assert_no_error (error);
  after = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (before, ==, after);
}

/* --- a file of the version before ------------------------------------------------------------ */

/* What version 2 would have left, with an edit of the shop in it, which is action 1. */
static void
make_old (RgTestShop *test)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDb) db = NULL;

  rg_store_close (test->store);
  g_clear_object (&test->store);
  g_remove (test->path);
  db = rg_db_open (test->path, RG_DB_CREATE, &error);
  g_assert_no_error (error);
  g_assert_true (rg_migrate_to (db, 2, &error));
  rg_db_exec (db,
              "INSERT INTO shop (id, uuid, name, currency, time_zone, permission_basis, secret,"
              " created_at) VALUES (1, randomblob (16), 'New', 'NOK', 'Europe/Oslo', 'not-no',"
              " randomblob (32), 0);"
              "INSERT INTO action (id, uuid, at, kind, label)"
              " VALUES (1, randomblob (16), 0, 'test', 'Renamed');"
              "INSERT INTO change (action_id, table_name, row_key, before, after)"
              " SELECT 1, 'shop', '[1]', json_set (row, '$.name', 'Fjordbok'), row"
              " FROM (SELECT json_object ('id', id, 'uuid', hex (uuid), 'name', name,"
              "  'currency', currency, 'time_zone', time_zone, 'first_weekday', first_weekday,"
              "  'country', country, 'address', address, 'permission_basis', permission_basis,"
              "  'prices_include_tax', prices_include_tax, 'margin_permille', margin_permille,"
              "  'is_sample', is_sample, 'secret', hex (secret), 'created_at', created_at) AS row"
              " FROM shop);",
              "make it old", &error);
  g_assert_no_error (error);
}

static void
test_migrate (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;

  make_old (test);
  test->store = rg_store_open (test->path, &error);
  g_assert_no_error (error);
  for (int i = 0; i < RG_CHANNELS; i++)
    g_assert_cmpint (rg_shop_get_basis (rg_store_get_shop (test->store), (RgChannel) i), ==,
                     RG_BASIS_NOT_NO);

  /* What was done before the change of version can still be taken back. */
  g_assert_true (rg_store_take_back_sync (test->store, 1, NULL, &error));
  g_assert_no_error (error);
  rg_test_shop_reopen (test);
  g_assert_cmpstr (rg_store_get_shop (test->store)->name, ==, "Fjordbok");
  rg_test_shop_check (test);
}

/* --- a letter ------------------------------------------------------------------------------- */

#define PEOPLE                                                                                     \
  "INSERT INTO customer (uuid, name) VALUES (randomblob (16), 'Åse Dahl'), "                       \
  "(randomblob (16), 'Kim Min-su'), (randomblob (16), '王秀英');"                                  \
  "INSERT INTO contact_point (uuid, customer_id, kind, value, postcode, city, country) VALUES "    \
  "(randomblob (16), 1, 'address', 'Storgata 3', '0155', 'Oslo', 'Norway'), "                      \
  "(randomblob (16), 2, 'address', 'Kungsgatan 1', '111 43', 'Stockholm', 'Sweden'), "             \
  "(randomblob (16), 3, 'address', 'Torget 2', '5014', 'Bergen', '');"                             \
  "INSERT INTO consent (uuid, customer_id, channel, granted, effective_on, recorded_at) VALUES "   \
  "(randomblob (16), 1, 'post', 1, 20000, 0), (randomblob (16), 2, 'post', 1, 20000, 0)"

static void
fix_letter (RgTestShop *test, RgChannel channel)
{
  g_autoptr (RgCampaign) campaign = rg_campaign_new ();
  g_autoptr (RgCampaignRequest) save = NULL;
  g_autoptr (RgCampaignRequest) fix = NULL;
  g_autoptr (GError) error = NULL;
  const gint64 ids[] = { 1, 2, 3 };

  g_set_str (&campaign->name, "Letter");
  g_set_str (&campaign->message, "Dear {{name}}");
  campaign->channel = channel;
  save = rg_campaign_request_save (campaign);
  rg_campaign_request_run (save, test->store, &error);
  g_assert_no_error (error);
  fix = rg_campaign_request_fix (rg_campaign_request_get_id (save), "", ids, G_N_ELEMENTS (ids));
  rg_campaign_request_run (fix, test->store, &error);
  g_assert_no_error (error);
}

/* With the country of the shop, a letter within it leaves it out. */
static void
test_home_letters (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (RgShop) shop = rg_shop_copy (rg_store_get_shop (test->store));
  g_autofree char *contacts = NULL;
  g_autoptr (GError) error = NULL;

  g_set_str (&shop->country, "NO");
  g_assert_true (rg_store_save_shop_sync (test->store, shop, NULL, &error));
  rg_test_shop_write (test, "People", PEOPLE);
  decide (test, letters_open, "Our own customers");
  fix_letter (test, RG_CHANNEL_POST);
  contacts = rg_test_shop_read (
      test, "SELECT group_concat (contact, ' / ') FROM (SELECT contact FROM campaign_member WHERE "
            "state = 'included' ORDER BY customer_id)");
  g_assert_cmpstr (contacts, ==,
                   "Storgata 3\n0155 Oslo / Kungsgatan 1\n111 43 Stockholm\nSWEDEN / "
                   "Torget 2\n5014 Bergen");
}

/* A decision about letters says nothing about the telephone. */
static void
test_binds_its_channel (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *included = NULL;

  rg_test_shop_write (test, "People", PEOPLE "; INSERT INTO contact_point (uuid, customer_id, "
                      "kind, value) SELECT randomblob (16), id, 'phone', '+47 2200000' || id FROM "
                      "customer; INSERT INTO consent (uuid, customer_id, channel, granted, "
                      "effective_on, recorded_at) VALUES (randomblob (16), 1, 'phone', 1, 1, 0)");
  decide (test, letters_open, "Our own customers");
  fix_letter (test, RG_CHANNEL_POST);
  fix_letter (test, RG_CHANNEL_PHONE);
  included = rg_test_shop_read (
      test, "SELECT group_concat (n, ' ') FROM (SELECT count(*) FILTER (WHERE state = 'included') "
            "AS n FROM campaign_member GROUP BY campaign_id ORDER BY campaign_id)");
  g_assert_cmpstr (included, ==, "3 1");
}

/* --- the shop's facts ------------------------------------------------------------------------ */

static void
test_facts (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (RgShop) shop = rg_shop_copy (rg_store_get_shop (test->store));
  g_autoptr (GError) error = NULL;

  g_set_str (&shop->country, "SE");
  g_set_str (&shop->currency, "SEK");
  g_set_str (&shop->time_zone, "Europe/Stockholm");
  g_assert_true (rg_store_save_shop_sync (test->store, shop, NULL, &error));
  rg_test_shop_reopen (test);
  g_assert_cmpstr (rg_store_get_shop (test->store)->currency, ==, "SEK");
  g_assert_cmpstr (rg_store_get_shop (test->store)->country, ==, "SE");
  rg_test_shop_write (test, "Receipt",
                      "INSERT INTO source (name) VALUES ('till');"
                      "INSERT INTO location (uuid, code, name) VALUES (randomblob (16), '', 'X');"
                      "INSERT INTO import (uuid, action_id, source_id, kind, dialect, file_name, "
                      "file_hash, at, summary) VALUES (randomblob (16), 1, 1, 'sales', '', '', "
                      "x'00', 0, '{}');"
                      "INSERT INTO receipt (uuid, source_id, location_id, till, number, period, "
                      "sold_on, sold_at, lines_hash, net_minor, net_sales_minor, sale_lines, "
                      "import_id) VALUES "
                      "(randomblob (16), 1, 1, '', '1', '', 1, 1, 0, 0, 0, 0, 1)");

  /* The name may still change, the money may not. */
  g_set_str (&shop->name, "Fjordbok Två");
  g_assert_true (rg_store_save_shop_sync (test->store, shop, NULL, &error));
  g_set_str (&shop->currency, "EUR");
  g_assert_false (rg_store_save_shop_sync (test->store, shop, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_set_str (&shop->currency, "SEK");
  g_set_str (&shop->country, "Atlantis");
  g_assert_false (rg_store_save_shop_sync (test->store, shop, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/basis/binds-its-channel", test_binds_its_channel);
  g_test_add_func ("/basis/decide", test_decide);
  g_test_add_func ("/basis/facts", test_facts);
  g_test_add_func ("/basis/home-letters", test_home_letters);
  g_test_add_func ("/basis/migrate", test_migrate);
  g_test_add_func ("/basis/refused", test_refused);
  g_test_add_func ("/basis/take-back", test_take_back);
  return g_test_run ();
}
