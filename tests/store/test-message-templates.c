/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Messages that further campaigns begin with: kept with all versions and the offer, called
 * otherwise, deleted, and all of it taken back; those that come with the program can be merged. */
#include "rg-test-shop.h"

#include <string.h>

#include <glib/gstdio.h>

#include "db/rg-db.h"
#include "db/rg-migrate.h"
#include "store/rg-store-message-templates.h"
#include "store/rg-store-own-fields.h"
#include "store/rg-store-segments.h"

static gboolean
read_in_thread (RgDb *db, gpointer data, GError **error)
{
  *(GPtrArray **) data = rg_message_templates_read (db, error);
  return *(GPtrArray **) data != NULL;
}

static GPtrArray *
read_all (RgTestShop *test)
{
  GPtrArray *all = NULL;
  g_autoptr (GError) error = NULL;

  rg_store_read_sync (test->store, RG_READER_ROWS, read_in_thread, &all, NULL, &error);
  g_assert_no_error (error);
  return all;
}

static gboolean
keep (RgTestShop *test, const char *name, const char *message, gint64 *action, GError **error)
{
  g_autoptr (RgCampaign) campaign = rg_campaign_new ();
  g_autoptr (RgMessageTemplate) template = NULL;

  campaign->channel = RG_CHANNEL_EMAIL;
  g_set_str (&campaign->subject, "Hello {{name}}");
  g_set_str (&campaign->message, message);
  template = rg_message_template_new (name, campaign, 0);
  return rg_store_save_message_template_sync (test->store, template, action, error);
}

static void
test_own (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *before = rg_test_shop_dump (test, TRUE), *after = NULL, *kept = NULL;
  gint64 made, renamed, deleted;
  g_autoptr (GError) error = NULL, twice = NULL, empty = NULL, card = NULL;

  g_assert_true (keep (test, " Spring ", "Hi {{first name}}", &made, &error));
  g_assert_false (keep (test, "SPRING", "Hi", NULL, &twice));
  g_assert_nonnull (strstr (twice->message, "Spring"));
  g_assert_false (keep (test, "Nothing", "", NULL, &empty));
  g_assert_false (keep (test, "Card", "4111 1111 1111 1111", NULL, &card));
  kept = rg_test_shop_read (test, "SELECT name || channel || subject || message FROM "
                                  "message_template");
  g_assert_cmpstr (kept, ==, "SpringemailHello {{name}}Hi {{first name}}");
  g_assert_true (rg_store_rename_message_template_sync (test->store, 1, "Summer", &renamed,
                                                        &error));
  g_assert_true (rg_store_delete_message_template_sync (test->store, 1, &deleted, &error));
  rg_test_shop_take_back (test, deleted);
  rg_test_shop_take_back (test, renamed);
  rg_test_shop_take_back (test, made);
  after = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (before, ==, after);
}

/* They have no problems, and begin a campaign; of several versions only the one that is written. */
static void
test_built_in (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GPtrArray) all = read_all (test);
  g_autoptr (RgCampaign) campaign = rg_campaign_new ();
  RgMessageTemplate *last = all->pdata[all->len - 1];
  const RgCampaignVersion *second;

  g_assert_cmpuint (all->len, >=, 3);
  for (guint i = 0; i < all->len; i++)
    {
      rg_message_template_apply (all->pdata[i], campaign, 0);
      g_assert_cmpint (campaign->channel, ==,
                       ((RgMessageTemplate *) all->pdata[i])->kept->channel);
      g_assert_true (rg_campaign_is_written (campaign, NULL));
    }
  g_ptr_array_add (campaign->versions, rg_campaign_version_new ("A", 1, "one", "One"));
  g_ptr_array_add (campaign->versions, rg_campaign_version_new ("B", 1, "two", "Two"));
  g_set_str (&campaign->message, "One");
  rg_message_template_apply (last, campaign, 2);
  second = campaign->versions->pdata[1];
  g_assert_cmpstr (campaign->message, ==, "One");
  g_assert_cmpstr (second->message, ==, last->kept->message);
}

/* --- the whole of a campaign --- */

#define PRODUCT "INSERT INTO product (id, uuid, code, name) VALUES (7, randomblob (16), 'B', " \
                "'Beans')"

static RgCampaign *
make_campaign (void)
{
  RgCampaign *campaign = rg_campaign_new ();
  static const guint8 uuid[RG_UUID_SIZE] = { 7 };

  campaign->channel = RG_CHANNEL_EMAIL;
  g_set_str (&campaign->name, "Autumn");
  g_set_str (&campaign->segment_text, "city is \"Oslo\"");
  g_set_str (&campaign->subject, "One");
  g_set_str (&campaign->message, "First {{coupon}}");
  g_set_str (&campaign->signature, "Kari");
  g_set_str (&campaign->counter, "Ask for the beans");
  campaign->cost_minor = 900;
  campaign->stratum = RG_STRATUM_SPEND;
  campaign->planned_on = 20800;
  rg_offer_set_kind (&campaign->offer, RG_OFFER_PERCENT);
  campaign->offer.value = 100;
  campaign->offer.until = 20787;
  rg_offer_add_product (&campaign->offer, FALSE, rg_offer_product_new (7, uuid, "B", "Beans", -1));
  g_ptr_array_add (campaign->versions, rg_campaign_version_new ("A", 2, "One",
                                                                "First {{coupon}}"));
  g_ptr_array_add (campaign->versions, rg_campaign_version_new ("B", 1, "Two", "Second"));
  return campaign;
}

static gint64
keep_whole (RgTestShop *test, const char *name, guint version)
{
  g_autoptr (RgCampaign) campaign = make_campaign ();
  g_autoptr (RgMessageTemplate) template = rg_message_template_new (name, campaign, version);
  g_autoptr (GError) error = NULL;
  gint64 action = 0;

  rg_store_save_message_template_sync (test->store, template, &action, &error);
  g_assert_no_error (error);
  return action;
}

/* All versions, what is said at the counter and the offer; no people, no day, no cost. */
static void
check_begun (const RgCampaign *campaign)
{
  const RgCampaignVersion *first, *second;
  g_autofree char *offer = rg_offer_dup_sentence (&campaign->offer, "NOK");

  g_assert_cmpuint (campaign->versions->len, ==, 2);
  first = campaign->versions->pdata[0];
  second = campaign->versions->pdata[1];
  g_assert_cmpint (campaign->channel, ==, RG_CHANNEL_EMAIL);
  g_assert_cmpstr (campaign->message, ==, "First {{coupon}}");
  g_assert_cmpstr (first->message, ==, "First {{coupon}}");
  g_assert_cmpuint (first->weight, ==, 2);
  g_assert_cmpstr (second->name, ==, "B");
  g_assert_cmpstr (second->subject, ==, "Two");
  g_assert_cmpstr (second->message, ==, "Second");
  g_assert_cmpstr (campaign->counter, ==, "Ask for the beans");
  g_assert_cmpstr (campaign->signature, ==, "Kari");
  g_assert_cmpstr (campaign->segment_text, ==, "");
  g_assert_cmpstr (offer, ==, "10% off Beans");
  g_assert_cmpint (campaign->offer.until, ==, RG_DAY_NONE);
  g_assert_cmpint (((RgOfferProduct *) campaign->offer.products->pdata[0])->id, ==, 7);
  g_assert_cmpint (campaign->planned_on, ==, RG_DAY_NONE);
  g_assert_cmpint (campaign->cost_minor, ==, 0);
  g_assert_cmpint (campaign->stratum, ==, RG_STRATUM_SPEND);
}

static void
test_whole (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *between = NULL, *again = NULL, *after = NULL, *words = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (RgCampaign) campaign = rg_campaign_new ();
  gint64 made, deleted;

  rg_test_shop_write (test, "Product", PRODUCT);
  before = rg_test_shop_dump (test, TRUE);
  made = keep_whole (test, "Whole", 0);
  between = rg_test_shop_dump (test, TRUE);
  all = read_all (test);
  words = rg_message_template_dup_words (all->pdata[0], "NOK");
  g_assert_nonnull (strstr (words, "2 versions, 10"));
  g_assert_true (rg_message_template_apply (all->pdata[0], campaign, 0));
  check_begun (campaign);
  g_assert_true (rg_store_delete_message_template_sync (test->store, 1, &deleted, &error));
  rg_test_shop_take_back (test, deleted);
  again = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (between, ==, again);
  rg_test_shop_take_back (test, made);
  after = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (before, ==, after);
}

/* Of a version alone it is the message; an offer that is there already stays. */
static void
test_one_version (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (RgCampaign) fresh = rg_campaign_new (), busy = make_campaign ();
  g_autoptr (GPtrArray) all = NULL;
  const RgCampaignVersion *first;

  rg_test_shop_write (test, "Product", PRODUCT);
  keep_whole (test, "One", 2);
  all = read_all (test);
  g_assert_true (rg_message_template_apply (all->pdata[0], fresh, 0));
  g_assert_cmpuint (fresh->versions->len, ==, 0);
  g_assert_cmpstr (fresh->message, ==, "Second");
  busy->offer.value = 200;
  g_assert_false (rg_message_template_apply (all->pdata[0], busy, 1));
  g_assert_cmpint (busy->offer.value, ==, 200);
  first = busy->versions->pdata[0];
  g_assert_cmpuint (busy->versions->len, ==, 2);
  g_assert_cmpstr (first->message, ==, "Second");
  g_assert_cmpstr (busy->message, ==, "Second");
}

/* Fields and segments that get another name keep their place in every version. */
static void
test_follows (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (RgOwnField) reads = rg_own_field_new (RG_OWN_TEXT, "Reads");
  g_autoptr (RgSavedSegment) segment = rg_saved_segment_new ("Near", "city is \"Oslo\"");
  g_autoptr (RgCampaign) campaign = make_campaign ();
  g_autoptr (RgMessageTemplate) template = NULL;
  g_autofree char *text = NULL;

  rg_test_shop_write (test, "Product", PRODUCT);
  g_assert_true (rg_store_save_own_field_sync (test->store, reads, &reads->id, NULL, NULL));
  g_assert_true (rg_store_save_segment_sync (test->store, segment, &segment->id, NULL, NULL));
  g_set_str (&((RgCampaignVersion *) campaign->versions->pdata[1])->message,
             "{{only for segment is \"Near\"}}More {{Reads|books}}{{end}}");
  template = rg_message_template_new ("Whole", campaign, 0);
  g_assert_true (rg_store_save_message_template_sync (test->store, template, NULL, NULL));
  g_set_str (&reads->name, "Genre");
  g_set_str (&segment->name, "Close");
  g_assert_true (rg_store_save_own_field_sync (test->store, reads, &reads->id, NULL, NULL));
  g_assert_true (rg_store_save_segment_sync (test->store, segment, &segment->id, NULL, NULL));
  text = rg_test_shop_read (test, "SELECT message = '{{only for segment is \"Close\"}}More "
                                  "{{Genre|books}}{{end}}' FROM template_version WHERE number = 2");
  g_assert_cmpstr (text, ==, "1");
}

/* One of the version before keeps what it kept, and one that was deleted then comes back. */
static void
test_old_file (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDb) db = NULL;
  const RgMessageTemplate *kept;

  rg_store_close (test->store);
  g_clear_object (&test->store);
  g_remove (test->path);
  db = rg_db_open (test->path, RG_DB_CREATE, &error);
  g_assert_no_error (error);
  g_assert_true (rg_migrate_to (db, 31, &error));
  rg_db_exec (db,
              "INSERT INTO shop (id, uuid, name, currency, time_zone, secret, created_at)"
              " VALUES (1, randomblob (16), 'Old', 'NOK', 'Europe/Oslo', randomblob (32), 0);"
              "INSERT INTO message_template (uuid, name, channel, message)"
              " VALUES (randomblob (16), 'Winter', 'email', 'Hello');"
              "INSERT INTO action (id, uuid, at, kind, label)"
              " VALUES (1, randomblob (16), 0, 'template.delete', 'Template Deleted');"
              "INSERT INTO change (action_id, table_name, row_key, before) VALUES (1,"
              " 'message_template', '[2]', json_object ('id', 2, 'uuid', hex (randomblob (16)),"
              " 'name', 'Autumn', 'channel', 'post', 'subject', '', 'message', 'Hi',"
              " 'closing', '', 'signature', ''));",
              "make it old", &error);
  g_assert_no_error (error);
  g_clear_pointer (&db, rg_db_close);
  test->store = rg_store_open (test->path, &error);
  g_assert_no_error (error);
  rg_test_shop_take_back (test, 1);
  all = read_all (test);
  kept = all->pdata[0];
  g_assert_cmpstr (kept->name, ==, "Autumn");
  g_assert_cmpstr (kept->kept->message, ==, "Hi");
  g_assert_cmpint (kept->kept->offer.kind, ==, RG_OFFER_NONE);
  kept = all->pdata[1];
  g_assert_cmpstr (kept->kept->message, ==, "Hello");
  g_assert_cmpuint (kept->kept->versions->len, ==, 0);
  rg_test_shop_check (test);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/message-templates/own", test_own);
  g_test_add_func ("/message-templates/built-in", test_built_in);
  g_test_add_func ("/message-templates/whole", test_whole);
  g_test_add_func ("/message-templates/one-version", test_one_version);
  g_test_add_func ("/message-templates/follows", test_follows);
  g_test_add_func ("/message-templates/old-file", test_old_file);
  return g_test_run ();
}
