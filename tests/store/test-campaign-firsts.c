/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Whom a campaign would lose to one that goes out before it, over random budgets, homes and days:
 * those whom it does lose when that happens. REGULARS_FIRSTS_ROUNDS: more of them. */
#include "rg-test-shop.h"

#include <stdlib.h>

#include "store/rg-campaign-firsts.h"
#include "store/rg-campaign-request.h"
#include "store/rg-store-dataset.h"

#define PEOPLE 40

static int
dice (int from, int to)
{
  return g_test_rand_int_range (from, to + 1);
}

/* Some live together. */
static void
make_people (RgTestShop *test)
{
  g_autoptr (GString) sql = g_string_new (
    "INSERT INTO permission_basis (channel, basis, decided_at) VALUES ('post', 'not-no', 0);"
    "INSERT INTO source (name) VALUES ('till');"
    "INSERT INTO product (uuid, code, name) VALUES (randomblob (16), 'a', 'A');"
    "INSERT INTO location (uuid, code, name) VALUES (randomblob (16), '', 'X');");

  for (int i = 1; i <= 8; i++)
    g_string_append (sql, "INSERT INTO household (uuid, name) VALUES (randomblob (16), '');");
  for (int i = 1; i <= PEOPLE; i++)
    g_string_append_printf (
      sql, "INSERT INTO customer (uuid, name, household_id) VALUES (randomblob (16), 'P %d', "
      "nullif (%d, 0)); INSERT INTO contact_point (uuid, customer_id, kind, value, city) VALUES "
      "(randomblob (16), %d, 'address', 'Street', 'Oslo');", i, dice (0, 1) * dice (1, 8), i);
  g_string_append (sql, "INSERT INTO import (uuid, action_id, source_id, kind, dialect, file_name, "
                        "file_hash, at, summary) VALUES (randomblob (16), 1, 1, 'sales', '', '', "
                        "x'00', 0, '{}');");
  rg_test_shop_write (test, "People", sql->str);
}

/* Everybody came once to three times, and some were called of late. */
static RgTestShop *
make_shop (void)
{
  RgTestShop *test = rg_test_shop_new ();
  const RgDay today = rg_shop_get_day (rg_store_get_shop (test->store));
  g_autoptr (GString) sql = g_string_new (NULL);

  make_people (test);
  for (int i = 1; i <= PEOPLE; i++)
    {
      const int visits = dice (1, 3);

      for (int v = 0; v < visits; v++)
        g_string_append_printf (
          sql, "INSERT INTO receipt (uuid, source_id, location_id, till, number, period, sold_on, "
          "sold_at, customer_id, lines_hash, net_minor, net_sales_minor, sale_lines, import_id) "
          "VALUES (randomblob (16), 1, 1, '', '%d-%d', '', 20000, 0, %d, 0, 1, 1, 1, 1);"
          "INSERT INTO receipt_line (receipt_id, line, product_id, kind, quantity_milli, "
          "unit_price_micro, net_minor) VALUES (last_insert_rowid (), 1, 1, 0, 1000, 0, 1);", i, v,
          i);
      if (dice (0, 3) == 0)
        g_string_append_printf (
          sql, "INSERT INTO note (uuid, customer_id, kind, at, text) VALUES (randomblob (16), %d, "
          "'call', %" G_GINT64_FORMAT ", 'Called');", i,
          ((gint64) today - dice (0, 35)) * 86400 + 43200);
    }
  g_string_append_printf (
    sql, "INSERT INTO setting (name, value) VALUES ('budget-month', '%d'), ('budget-week', '%d'), "
    "('budget-gap', '%d'), ('budget-home-month', '%d'), ('budget-home-week', '%d');", dice (0, 3),
    dice (0, 2), dice (0, 1) * dice (1, 20), dice (0, 4), dice (0, 3));
  rg_test_shop_write (test, "Shop", sql->str);
  rg_test_shop_reopen (test);
  return test;
}

static gint64
make_campaign (RgTestShop *test, const char *segment, RgDay planned, guint holdout, int priority)
{
  g_autoptr (RgCampaign) campaign = rg_campaign_new ();
  g_autoptr (RgCampaignRequest) save = NULL;
  g_autoptr (GError) error = NULL;

  g_set_str (&campaign->name, "Letter");
  g_set_str (&campaign->message, "Hello");
  g_set_str (&campaign->segment_text, segment);
  campaign->planned_on = planned;
  campaign->holdout = holdout;
  campaign->priority = priority;
  save = rg_campaign_request_save (campaign);
  rg_campaign_request_run (save, test->store, &error);
  g_assert_no_error (error);
  return rg_campaign_request_get_id (save);
}

/* --- asking --- */

typedef struct {
  gint64 id;
  const RgShop *shop;
  RgDataset *dataset;
  RgDay today;
  GArray *ids;
  GPtrArray *people;
  GPtrArray *firsts;
} Question;

static gboolean
ask_in_thread (RgDb *db, gpointer data, GError **error)
{
  Question *question = data;
  g_autoptr (RgCampaign) campaign = rg_campaign_read (db, question->id, error);

  if (campaign == NULL)
    return FALSE;
  question->ids = rg_campaign_find_people (question->dataset, question->shop,
                                           campaign->segment_text, error);
  question->people = rg_campaign_plan (db, question->shop, campaign,
                                       (const gint64 *) (gpointer) question->ids->data,
                                       question->ids->len, question->today, error);
  if (question->people != NULL)
    question->firsts = rg_campaign_find_firsts (db, question->dataset, question->shop, campaign,
                                                question->people, question->today, error);
  return question->firsts != NULL;
}

static void
ask (RgTestShop *test, gint64 id, RgDay today, Question *question)
{
  g_autoptr (GError) error = NULL;

  *question = (Question) { .id = id, .shop = rg_store_get_shop (test->store), .today = today };
  question->dataset = rg_store_dup_dataset_sync (test->store, &error);
  g_assert_no_error (error);
  rg_store_read_sync (test->store, RG_READER_REPORT, ask_in_thread, question, NULL, &error);
  g_assert_no_error (error);
}

static void
question_clear (Question *question)
{
  g_clear_pointer (&question->ids, g_array_unref);
  g_clear_pointer (&question->people, g_ptr_array_unref);
  g_clear_pointer (&question->firsts, g_ptr_array_unref);
  g_clear_pointer (&question->dataset, rg_dataset_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Question, question_clear)

/* --- making it happen --- */

static gboolean
is_too_much (RgLeftOut reason)
{
  return reason >= RG_LEFT_OUT_MONTH && reason <= RG_LEFT_OUT_HOME_WEEK;
}

static void
send (RgTestShop *test, const Question *of, gint64 id, RgDay day)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE campaign SET sent_on = %d, ends_on = %d WHERE id "
                                          "= %" G_GINT64_FORMAT, day, day + 20, id);
  g_autoptr (RgCampaignRequest) request = rg_campaign_request_fix (
    id, "", (const gint64 *) (gpointer) of->ids->data, of->ids->len);
  g_autoptr (GError) error = NULL;

  rg_campaign_request_run (request, test->store, &error);
  g_assert_no_error (error);
  rg_test_shop_write (test, "Sent", sql);
}

static gboolean
anybody_gets (const Question *question)
{
  RgCampaignCheck check;

  rg_campaign_check (question->people, &check);
  return check.n_included > 0;
}

static gboolean
is_among (const GArray *people, gint64 id)
{
  for (guint i = 0; people != NULL && i < people->len; i++)
    if (g_array_index (people, gint64, i) == id)
      return TRUE;
  return FALSE;
}

/* Whoever gets it as of now is lost when the other one has gone out, exactly if that was said. */
static guint
check_lost (const Question *before, const Question *after, const GArray *said)
{
  guint n = 0;

  g_assert_cmpuint (before->people->len, ==, after->people->len);
  for (guint i = 0; i < before->people->len; i++)
    {
      const RgCampaignPerson *was = before->people->pdata[i], *is = after->people->pdata[i];

      g_assert_cmpint (was->customer, ==, is->customer);
      if (was->seat.place != RG_PLACE_INCLUDED)
        continue;
      g_assert_cmpint (is_too_much (is->seat.reason), ==, is_among (said, was->customer));
      n += is_too_much (is->seat.reason);
    }
  return n;
}

/* Two drafts, planned or not; what is said of the second one comes true. */
static guint
live (void)
{
  static const char *const segments[] = { "visits at least 1", "visits at least 2",
                                          "visits at most 2" };
  static const int apart[] = { 0, 1, 4, 6, 7, 11, 29, 30, 35 };
  g_autoptr (RgTestShop) test = make_shop ();
  const RgDay today = rg_shop_get_day (rg_store_get_shop (test->store));
  const gboolean planned = dice (0, 2) > 0;
  const RgDay first_on = today + dice (0, 20), second_on = first_on + apart[dice (0, 8)];
  const gint64 first = make_campaign (test, segments[dice (0, 2)], planned ? first_on : RG_DAY_NONE,
                                      dice (0, 1) * 300, 0);
  const gint64 second = make_campaign (test, segments[dice (0, 2)],
                                       planned ? second_on : RG_DAY_NONE, 0, 0);
  g_auto (Question) of = { 0 }, before = { 0 }, after = { 0 };
  const RgCampaignFirst *said;

  ask (test, first, today, &of);
  g_assert_cmpuint (of.firsts->len, ==, 0);
  ask (test, second, today, &before);
  g_assert_cmpuint (before.firsts->len, <=, 1);
  said = before.firsts->len > 0 ? before.firsts->pdata[0] : NULL;
  g_assert_true (said == NULL || (said->campaign == first && said->people->len > 0));
  if (!anybody_gets (&of))
    {
      g_assert_null (said);
      return 0;
    }
  send (test, &of, first, planned ? first_on : today);
  ask (test, second, planned ? second_on : today, &after);
  g_assert_cmpuint (after.firsts->len, ==, 0);
  return check_lost (&before, &after, said != NULL ? said->people : NULL);
}

static void
test_random (void)
{
  const char *more = g_getenv ("REGULARS_FIRSTS_ROUNDS");
  const int rounds = more != NULL ? atoi (more) : 4;
  guint lost = 0;

  for (int i = 0; i < rounds; i++)
    lost += live ();
  g_test_message ("%u lost to those that went first, in %d rounds", lost, rounds);
}

static void
check_firsts (RgTestShop *test, gint64 id, gboolean all)
{
  g_auto (Question) question = { 0 };
  RgCampaignCheck check;

  ask (test, id, rg_shop_get_day (rg_store_get_shop (test->store)), &question);
  rg_campaign_check (question.people, &check);
  g_assert_cmpuint (question.firsts->len, ==, all);
  if (all)
    g_assert_cmpuint (((RgCampaignFirst *) question.firsts->pdata[0])->people->len, ==,
                      check.n_included);
}

/* The more important one claims people by itself, the less important one waits, and without a
 * budget nobody is lost. */
static void
test_order (void)
{
  g_autoptr (RgTestShop) test = make_shop ();
  const RgDay today = rg_shop_get_day (rg_store_get_shop (test->store));
  const gint64 usual = make_campaign (test, "visits at least 1", RG_DAY_NONE, 0, 0);

  rg_test_shop_write (test, "Budget", "UPDATE setting SET value = '1' WHERE name = 'budget-month'");
  make_campaign (test, "visits at least 1", today, 0, 1);
  make_campaign (test, "visits at least 1", today, 0, -1);
  check_firsts (test, usual, FALSE);
  make_campaign (test, "visits at least 1", today + 1, 0, 0);
  check_firsts (test, usual, TRUE);
  rg_test_shop_write (test, "Off", "INSERT INTO setting (name, value) VALUES ('budget-on', '0')");
  check_firsts (test, usual, FALSE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/campaign-firsts/random", test_random);
  g_test_add_func ("/campaign-firsts/order", test_order);
  return g_test_run ();
}
