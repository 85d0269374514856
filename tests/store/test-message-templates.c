/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Messages that further campaigns begin with: kept, called otherwise, deleted, and all of it taken
 * back; those that come with the program can be merged. */
#include "rg-test-shop.h"

#include <string.h>

#include "store/rg-store-message-templates.h"

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
      g_assert_cmpint (campaign->channel, ==, ((RgMessageTemplate *) all->pdata[i])->channel);
      g_assert_true (rg_campaign_is_written (campaign, NULL));
    }
  g_ptr_array_add (campaign->versions, rg_campaign_version_new ("A", 1, "one", "One"));
  g_ptr_array_add (campaign->versions, rg_campaign_version_new ("B", 1, "two", "Two"));
  g_set_str (&campaign->message, "One");
  rg_message_template_apply (last, campaign, 2);
  second = campaign->versions->pdata[1];
  g_assert_cmpstr (campaign->message, ==, "One");
  g_assert_cmpstr (second->message, ==, last->message);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/message-templates/own", test_own);
  g_test_add_func ("/message-templates/built-in", test_built_in);
  return g_test_run ();
}
