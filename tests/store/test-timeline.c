/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The timeline of a customer: each kind of event, in the order in which it happened. */
#include "store/rg-store-timeline.h"

#include "store/rg-points-change.h"
#include "store/rg-store-consent.h"
#include "store/rg-store-contacts.h"
#include "store/rg-store-customers.h"
#include "store/rg-store-notes.h"
#include "store/rg-store-undo.h"

#include "rg-test-shop.h"

static const char people[] =
    "INSERT INTO source (id, name) VALUES (1, 'till');"
    "INSERT INTO location (id, uuid, code, name) VALUES (1, randomblob(16), '', 'Torggata');"
    "INSERT INTO import (id, uuid, action_id, source_id, kind, dialect, file_name, file_hash, at, "
    "  summary) SELECT 1, randomblob(16), max(id), 1, 'customers', 'x', 'x.csv', x'00', "
    "  1700000000, '{}' FROM action;"
    "INSERT INTO customer (id, uuid, name, import_id) VALUES (1, randomblob(16), 'Åse', 1), "
    "  (2, randomblob(16), 'Kim', NULL);"
    "INSERT INTO customer (id, uuid, name, merged_into) VALUES (3, randomblob(16), 'Åse D.', 1);"
    "INSERT INTO receipt (uuid, source_id, location_id, till, number, period, sold_on, sold_time, "
    "  sold_at, customer_id, lines_hash, net_minor, net_sales_minor, sale_lines, import_id) VALUES "
    "  (randomblob(16), 1, 1, '', '1', '', 20000, 36000, 0, 1, 0, 1000, 1000, 2, 1),"
    "  (randomblob(16), 1, 1, '', '2', '', 20000, NULL, 0, 3, 0, 500, 500, 1, 1),"
    "  (randomblob(16), 1, 1, '', '3', '', 20040, 100, 0, 1, 0, -300, -300, 0, 1);"
    "INSERT INTO campaign (id, uuid, name, segment_text, created_on, fixed_at, sent_on) VALUES "
    "  (1, randomblob(16), 'Autumn letter', '', 20000, 1, 20020),"
    "  (2, randomblob(16), 'Winter letter', '', 20000, 1, 20090),"
    "  (3, randomblob(16), 'Spring letter', '', 20000, 1731000000, NULL),"
    "  (4, randomblob(16), 'Not yet', '', 20000, NULL, NULL);"
    "INSERT INTO campaign_member (campaign_id, customer_id, state) VALUES (1, 1, 'included'), "
    "  (2, 1, 'held-out'), (3, 3, 'included'), (1, 2, 'left-out'), (4, 1, 'included');"
    "INSERT INTO product (id, uuid, code, name) VALUES (1, randomblob(16), 'K1', 'Kettle'), "
    "  (2, randomblob(16), 'K2', '');"
    "INSERT INTO activity (uuid, customer_id, product_id, kind, day_on, time, quantity_milli) "
    "  VALUES (randomblob(16), 1, 1, 'viewed', 20100, 40000, 1000), "
    "  (randomblob(16), 3, 2, 'left', 20100, 40100, 1000), "
    "  (randomblob(16), 2, 1, 'viewed', 20100, NULL, 1000);"
    "INSERT INTO task (uuid, what, customer_id, created_on, done_on) VALUES "
    "  (randomblob(16), 'Call about the kettle', 1, 20110, 20120), "
    "  (randomblob(16), 'Send the manual', 3, 20111, NULL);";

typedef struct
{
  gint64 customer;
  RgEventKind kind;
  GString *text;
} Read;

/* "20000 Return, " each; the oldest first. */
static gboolean
read_in_thread (RgDb *db, gpointer data, GError **error)
{
  Read *read = data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!rg_timeline_read_ids (db, read->customer, read->kind, ids, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      const gint64 id = g_array_index (ids, gint64, i);
      RgEventRow *row = rg_timeline_read_row (db, id, error);

      g_assert_nonnull (row);
      g_assert_cmpint (row->id, ==, id);
      g_string_append_printf (read->text, "%s%s", i > 0 ? " / " : "", row->title);
      if (row->more != NULL && *row->more != '\0')
        g_string_append_printf (read->text, " [%s]", g_strdelimit (row->more, "\n", ';'));
      rg_event_row_free (row);
    }
  return TRUE;
}

static void
assert_timeline (RgTestShop *test, gint64 customer, RgEventKind kind, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Read read = { customer, kind, text };
  g_autoptr (GError) error = NULL;

  rg_store_read_sync (test->store, RG_READER_ROWS, read_in_thread, &read, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_ids (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  gint64 before = 0;

  for (int i = 0; i < 10000; i++)
    {
      const RgDay day = g_rand_int_range (random, -39000, 90000);
      const int minute = g_rand_int_range (random, -1, 1440);
      const RgEventKind kind = (RgEventKind) g_rand_int_range (random, 0, RG_N_EVENTS);
      const gint64 row = g_rand_int_range (random, 1, G_MAXINT32);
      const gint64 id = rg_event_id_make (day, minute, kind, row);
      const gint64 earlier = rg_event_id_make (day - 1, 1439, kind, G_MAXINT32);

      g_assert_cmpint (id, >, 0);
      g_assert_cmpint (earlier, <, id);
      g_assert_cmpint (rg_event_id_get_day (id), ==, day);
      g_assert_cmpint (rg_event_id_get_minute (id), ==, minute);
      g_assert_cmpint (rg_event_id_get_kind (id), ==, kind);
      g_assert_cmpint (rg_event_id_get_row (id), ==, row);
      g_assert_cmpint (id, !=, before);
      before = id;
    }
}

/* What staff gave, also to whoever was merged into the person. */
static void
test_discounts (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();

  rg_test_shop_write (test, "People", people);
  rg_test_shop_write (
    test, "Discounts",
    "INSERT INTO discount (uuid, customer_id, given_on, percent_milli, amount_minor, reason) "
    "VALUES (randomblob (16), 1, 20050, 12500, NULL, 'long wait'), "
    "(randomblob (16), 3, 20051, NULL, 900, ''), (randomblob (16), 2, 20052, 5000, NULL, '')");
  assert_timeline (test, 1, RG_EVENT_DISCOUNT, "Discount of 12.5%: long wait / Discount");
  assert_timeline (test, 2, RG_EVENT_DISCOUNT, "Discount of 5%");
}

static void
test_points (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  const RgPointsChange given = { .customer = 3, .kind = RG_LOT_GIVEN, .points = 50,
                                 .day = RG_DAY_NONE, .note = "birthday" };
  const RgPointsChange spent = { .customer = 1, .kind = RG_LOT_SPENT, .points = 1,
                                 .day = RG_DAY_NONE };

  rg_test_shop_write (test, "People", people);
  rg_store_change_points_sync (test->store, &given, NULL, NULL);
  rg_store_change_points_sync (test->store, &spent, NULL, NULL);
  assert_timeline (test, 1, RG_EVENT_POINTS, "Given: 50 points · birthday / Spent: 1 point");
  assert_timeline (test, 2, RG_EVENT_POINTS, "");
}

/* The beginning and the end of each, also of whoever was merged into the person. */
static void
test_tickets (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();

  rg_test_shop_write (test, "People", people);
  rg_test_shop_write (
    test, "Tickets",
    "INSERT INTO ticket (uuid, customer_id, kind, subject, state, outcome, solution, opened_on, "
    "opened_time, closed_on) VALUES "
    "(randomblob (16), 1, 'service', 'It drips', 'closed', '', 'A new lid', 20050, 40000, 20060), "
    "(randomblob (16), 3, 'enquiry', 'A red one', 'closed', 'won', '', 20051, NULL, 20052), "
    "(randomblob (16), 1, 'enquiry', 'A blue one', 'closed', 'lost', 'Too dear', 20053, NULL, "
    "20054), (randomblob (16), 2, 'service', 'Of somebody else', 'waiting', '', '', 20052, NULL, "
    "NULL)");
  assert_timeline (test, 1, RG_EVENT_TICKET,
                   "Ticket: It drips / Enquiry: A red one / Enquiry ended, bought: A red one / "
                   "Enquiry: A blue one / Enquiry ended, not bought: A blue one · Too dear / "
                   "Ticket closed: It drips · A new lid");
  assert_timeline (test, 2, RG_EVENT_TICKET, "Ticket: Of somebody else");
}

/* Each kind, also of whoever was merged into the person, and nothing of anybody else. */
static void
test_kinds (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (RgContact) phone = rg_contact_new (RG_CONTACT_PHONE);
  const RgConsentNew consent = { .customer = 1, .channel = RG_CHANNEL_POST, .granted = TRUE,
                                 .effective_on = 20000 };
  gint64 added = 0;

  rg_test_shop_write (test, "People", people);
  assert_timeline (test, 1, RG_EVENT_PURCHASE, "1 item · Torggata / 2 items · Torggata");
  assert_timeline (test, 1, RG_EVENT_RETURN, "Return · Torggata");
  assert_timeline (test, 1, RG_EVENT_CAMPAIGN,
                   "Autumn letter / Spring letter: on the list / "
                   "Winter letter: not written to, for comparison");
  assert_timeline (test, 1, RG_EVENT_WEB, "Looked at Kettle / Left K2 in the basket");
  assert_timeline (test, 1, RG_EVENT_TASK, "To do: Send the manual / Done: Call about the kettle");
  assert_timeline (test, 2, RG_EVENT_CAMPAIGN, "");
  assert_timeline (test, 1, RG_EVENT_DISCOUNT, "");
  assert_timeline (test, 1, RG_EVENT_IMPORT, "Read from “x.csv”");
  rg_test_shop_write (test, "Another import",
                      "INSERT INTO tag (uuid, name) VALUES (randomblob(16), 'new');"
                      "INSERT INTO import (id, uuid, action_id, source_id, kind, dialect, "
                      "  file_name, file_hash, at, summary) SELECT 2, randomblob(16), "
                      "  max(id), 1, 'customers', 'x', 'later.csv', x'01', 1700000001, '{}' "
                      "  FROM action;");
  rg_test_shop_write (test, "As imports bring it to somebody who is known",
                      "INSERT INTO contact_point (uuid, customer_id, kind, value, value_key, "
                      "  import_id) VALUES (randomblob(16), 2, 'email', 'kim@example.org', "
                      "  'kim@example.org', 2);");
  assert_timeline (test, 2, RG_EVENT_IMPORT, "Read from “x.csv” / Read from “later.csv”");
  assert_timeline (test, 1, RG_N_EVENTS,
                   "Read from “x.csv” / 1 item · Torggata / 2 items · Torggata / Autumn letter / "
                   "Spring letter: on the list / Return · Torggata / "
                   "Winter letter: not written to, for comparison / Looked at Kettle / "
                   "Left K2 in the basket / To do: Send the manual / "
                   "Done: Call about the kettle");
  assert_timeline (test, 2, RG_EVENT_PURCHASE, "");
  assert_timeline (test, 1, RG_EVENT_EDIT, "");

  rg_store_add_note_sync (test->store, 1, RG_NOTE, "Likes poetry", NULL, &added, NULL);
  rg_store_add_note_sync (test->store, 3, RG_NOTE_CALL, "Will come", NULL, NULL, NULL);
  rg_store_add_note_sync (test->store, 2, RG_NOTE, "Somebody else", NULL, NULL, NULL);
  assert_timeline (test, 1, RG_EVENT_NOTE, "Likes poetry");
  assert_timeline (test, 1, RG_EVENT_CALL, "Call: Will come");
  rg_store_take_back_sync (test->store, added, NULL, NULL);
  assert_timeline (test, 1, RG_EVENT_NOTE, "");
  rg_store_set_permission_sync (test->store, &consent, NULL, NULL);
  assert_timeline (test, 1, RG_EVENT_PERMISSION, "Post: allowed");
  phone->customer = 1;
  g_set_str (&phone->value, "900 00 001");
  rg_store_save_contact_sync (test->store, phone, NULL, NULL);
  rg_store_tag_customer_sync (test->store, 1, "vip", TRUE, NULL, NULL);
  rg_store_tag_customer_sync (test->store, 2, "vip", TRUE, NULL, NULL);
  assert_timeline (test, 1, RG_EVENT_EDIT,
                   "Phone of Åse [Phone: 900 00 001] / Tag “vip” Added");
}

/* An edit says what it was before and what it is now, in words. */
static void
test_before_and_after (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();

  rg_test_shop_write (test, "People", people);
  rg_test_shop_write (
    test, "Fields",
    "INSERT INTO staff (id, uuid, name) VALUES (9, randomblob(16), 'Kåre');"
    "INSERT INTO field (id, uuid, name, kind, place) VALUES "
    "  (1, randomblob(16), 'Dog', 'yes-no', 1), (2, randomblob(16), 'Roast', 'one', 2);"
    "INSERT INTO field_choice (id, field_id, name, place) VALUES (1, 2, 'Light', 1), "
    "  (2, 2, 'Dark', 2);");
  rg_test_shop_write (test, "Edit of Åse",
                      "UPDATE customer SET occupation = 'Baker', owner_id = 9, note = 'x' "
                      "WHERE id = 1;"
                      "UPDATE customer SET occupation = 'Somebody else' WHERE id = 2;"
                      "INSERT INTO field_value (customer_id, field_id, part, number) "
                      "VALUES (1, 1, 0, 1);"
                      "INSERT INTO field_value (customer_id, field_id, part, choice_id) "
                      "VALUES (1, 2, 0, 1);");
  assert_timeline (test, 1, RG_EVENT_EDIT,
                   "Edit of Åse [Remark: x;Looked after by: Kåre;Occupation: Baker;Dog: Yes;"
                   "Roast: Light]");
  rg_test_shop_write (test, "Again",
                      "UPDATE customer SET occupation = 'Smith', joined_on = 20000, note = '' "
                      "WHERE id = 1;"
                      "UPDATE field_value SET choice_id = 2 WHERE field_id = 2;"
                      "DELETE FROM field_value WHERE field_id = 1;");
  rg_test_shop_write (test, "Roasts", "UPDATE customer SET prefers = 'sms' WHERE id = 1;"
                                      "UPDATE field_value SET choice_id = 1 WHERE field_id = 2;");
  assert_timeline (test, 1, RG_EVENT_EDIT,
                   "Edit of Åse [Remark: x;Looked after by: Kåre;Occupation: Baker;Dog: Yes;"
                   "Roast: Light] / Again [Remark: nothing, before: x;Customer since: 4 Oct 2024;"
                   "Occupation: Smith, before: Baker;Roast: Dark, before: Light;"
                   "Dog: nothing, before: Yes] / Roasts [Prefers to hear by: "
                   "Text Message;Roast: Light, before: Dark]");
}

/* What is not there any more has still happened. */
static void
test_gone (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();

  rg_test_shop_write (test, "People", people);
  rg_store_tag_customer_sync (test->store, 1, "vip", TRUE, NULL, NULL);
  rg_store_tag_customer_sync (test->store, 1, "vip", FALSE, NULL, NULL);
  assert_timeline (test, 1, RG_EVENT_EDIT, "Tag “vip” Added / Tag “vip” Removed");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/timeline/ids", test_ids);
  g_test_add_func ("/timeline/kinds", test_kinds);
  g_test_add_func ("/timeline/discounts", test_discounts);
  g_test_add_func ("/timeline/points", test_points);
  g_test_add_func ("/timeline/tickets", test_tickets);
  g_test_add_func ("/timeline/before-and-after", test_before_and_after);
  g_test_add_func ("/timeline/gone", test_gone);
  return g_test_run ();
}
