/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Automations: once for each occasion and never again, whatever is imported, merged, taken back or
 * done again in between; and a dry run says what a run then does. */
#include "rg-test-automations.h"

#include "base/rg-coupon-code.h"
#include "store/rg-automation-run.h"
#include "store/rg-campaign-request.h"
#include "store/rg-store-campaigns.h"
#include "store/rg-store-coupons-given.h"
#include "store/rg-store-own-fields.h"
#include "store/rg-store-segments.h"
#include "store/rg-store-staff.h"
#include "store/rg-store-undo.h"

#include <stdlib.h>
#include <string.h>

#define UUID "randomblob (16)"
#define FIRST_DAY 20600
/* Without REGULARS_AUTOMATION_DAYS. */
#define DAYS 16
#define PEOPLE 10

static int
n_days (void)
{
  const char *days = g_getenv ("REGULARS_AUTOMATION_DAYS");

  return days != NULL ? MAX (DAYS, atoi (days)) : DAYS;
}

static void
add_people (RgTestShop *test)
{
  g_autoptr (GString) sql = g_string_new ("INSERT INTO tag (uuid, name) VALUES (" UUID ", 't');");

  for (int i = 0; i < PEOPLE; i++)
    {
      int year, month, mday;

      rg_day_to_ymd (FIRST_DAY + g_test_rand_int_range (0, 20), &year, &month, &mday);
      g_string_append_printf (sql,
                              "INSERT INTO customer (uuid, name, birth_year, birth_month, "
                              "birth_day) VALUES (" UUID ", 'Person %d', %d, %d, %d);",
                              i, year - 40, month, mday);
    }
  rg_test_shop_write (test, "People", sql->str);
}

/* --- sales: the same day has the same receipts, however often it is read -------------------- */

typedef struct {
  RgDay day;
  guint seed;
} Sales;

static gboolean
import_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const Sales *sales = data;
  g_autoptr (GRand) rand = g_rand_new_with_seed (sales->seed + (guint32) sales->day);
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_append_printf (
    sql,
    "INSERT OR IGNORE INTO source (name) VALUES ('till');"
    "INSERT INTO import (uuid, action_id, source_id, kind, dialect, file_name, file_hash, at, "
    "summary) VALUES (" UUID ", %" G_GINT64_FORMAT ", 1, 'sales', 'x', 'x.csv', x'00', 1, '{}');"
    "INSERT OR IGNORE INTO location (uuid, code, name) VALUES (" UUID ", 'l', 'Place');"
    "INSERT OR IGNORE INTO category (uuid, name) VALUES (" UUID ", 'Coffee');"
    "INSERT OR IGNORE INTO product (uuid, code, name, category_id, lifetime_days) VALUES (" UUID
    ", 'p1', 'Beans', 1, 6), (" UUID ", 'p2', 'Mug', NULL, NULL);",
    rg_write_get_action (write));
  for (int n = g_rand_int_range (rand, 0, 7), i = 0; i < n; i++)
    {
      const int person = g_rand_int_range (rand, 1, PEOPLE + 1);

      g_string_append_printf (
        sql,
        "INSERT INTO receipt (uuid, source_id, location_id, till, number, period, sold_on, "
        "sold_time, sold_at, customer_id, lines_hash, net_minor, net_sales_minor, sale_lines, "
        "import_id) SELECT CAST(printf('%%016d', %d) AS BLOB), 1, 1, '', %d, '', %d, %d, 0, %d, 0, "
        "100, 100, 1, max(id) FROM import;"
        "INSERT INTO receipt_line (receipt_id, line, product_id, kind, quantity_milli, "
        "unit_price_micro, net_minor) SELECT max(id), 1, %d, 0, 1000, 0, 100 FROM receipt;"
        "INSERT INTO activity (uuid, customer_id, product_id, kind, day_on, quantity_milli, "
        "import_id) SELECT " UUID ", %d, 2, 'left', %d, 1000, (SELECT max(id) FROM import);",
        sales->day * 10 + i, sales->day * 10 + i, sales->day, g_rand_int_range (rand, 0, 80000),
        person, g_rand_int_range (rand, 1, 3), g_rand_int_range (rand, 1, PEOPLE + 1),
        sales->day);
    }
  rg_write_note_table (write, "receipt");
  return rg_write_set_bulk (write, TRUE, error)
         && rg_db_exec (rg_write_get_db (write), sql->str, "import", error)
         && rg_write_set_bulk (write, FALSE, error);
}

static gint64
import_day (RgTestShop *test, RgDay day, guint seed)
{
  g_autoptr (GError) error = NULL;
  Sales sales = { day, seed };
  gint64 action;

  rg_store_write_sync (test->store, "import", "Import", import_in_thread, &sales, NULL, &action,
                       &error);
  g_assert_no_error (error);
  return action;
}

/* --- automations -------------------------------------------------------------------------- */

static const char *const texts[] = {
  "when bought category \"Coffee\" after 3 days then task \"a\"",
  "when bought anything after 20 hours if \"Tagged\" then task \"a\"",
  "when bought product \"Mug\" first after 2 days then task \"a\" then tag \"mug\"",
  "when birthday before 4 days then task \"a\"",
  "when birthday turning 40 before 0 days then task \"a\"",
  "when away after 4 days then task \"a\"",
  "when overdue then task \"a\"",
  "when new after 1 days then task \"a\"",
  "when life-ends category \"Coffee\" before 3 days then task \"a\"",
  "when basket product \"Mug\" after 2 days then task \"a\"",
  "when points-lapse at-least 20 before 2 days then task \"a\"",
  "when joined \"Tagged\" then task \"a\"",
  "when left \"Often\" then task \"a\"",
  "when ticket-closed after 2 days then task \"a\"",
  "when enquiry category \"Coffee\" after 0 days then task \"a\"",
  "when enquiry anything after 2 days if \"Tagged\" then task \"a\"",
  "when lead after 1 days then task \"a\"",
};

static void
add_segments (RgTestShop *test)
{
  static const char *const segments[][2] = { { "Tagged", "tag is \"t\"" },
                                             { "Often", "visits at least 2 in last 4 days" } };

  for (guint i = 0; i < G_N_ELEMENTS (segments); i++)
    {
      g_autoptr (RgSavedSegment) segment =
        rg_saved_segment_new (segments[i][0], segments[i][1]);
      g_autoptr (GError) error = NULL;

      rg_store_save_segment_sync (test->store, segment, NULL, NULL, &error);
      g_assert_no_error (error);
    }
}

static void
add_automations (RgTestShop *test)
{
  add_segments (test);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *name = g_strdup_printf ("a%u", i);

      rg_test_automation_add (test, name, texts[i]);
    }
}

static char *
count (RgTestShop *test, const char *sql)
{
  return rg_test_shop_read (test, sql);
}

/* --- a dry run and the days themselves ---------------------------------------------------- */

static const char *const zones[] = { "Europe/Oslo", "Pacific/Auckland", "America/Los_Angeles" };

static char *
describe_fired (RgTestShop *test, const RgSavedAutomation *saved)
{
  g_autofree char *uuid = rg_uuid_to_string (saved->uuid);
  g_autofree char *sql = NULL;
  g_autoptr (GString) hex = g_string_new (uuid);

  g_string_replace (hex, "-", "", 0);
  sql = g_strdup_printf ("SELECT coalesce(group_concat(line, ' '), '') FROM (SELECT f.due_on || "
                         "':' || c.id AS line FROM firing AS f JOIN customer AS c ON c.uuid = "
                         "f.customer WHERE f.automation = x'%s' ORDER BY f.due_on, c.id)",
                         hex->str);
  return rg_test_shop_read (test, sql);
}

static int
compare_due (gconstpointer a, gconstpointer b)
{
  const RgDue *x = *(RgDue *const *) a, *y = *(RgDue *const *) b;

  return x->due_on != y->due_on ? x->due_on - y->due_on : (int) (x->customer - y->customer);
}

/* As a dry run asks, of the days since it was switched on: who came into a segment shortly before
 * that does not come into it again. */
static char *
describe_dry (RgTestShop *test, const RgSavedAutomation *saved)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all =
    rg_automation_find_due (test->store, saved->automation, saved->since_on,
                            rg_shop_get_day (rg_store_get_shop (test->store)), FALSE, &error);
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_no_error (error);
  g_ptr_array_sort (all, compare_due);
  for (guint i = 0; i < all->len; i++)
    {
      const RgDue *one = all->pdata[i];

      g_string_append_printf (out, "%s%d:%" G_GINT64_FORMAT, out->len > 0 ? " " : "", one->due_on,
                              one->customer);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
read_all_in_thread (RgDb *db, gpointer data, GError **error)
{
  *(GPtrArray **) data = rg_automations_read (db, error);
  return *(GPtrArray **) data != NULL;
}

static GPtrArray *
read_all (RgTestShop *test)
{
  GPtrArray *all = NULL;

  rg_store_read_sync (test->store, RG_READER_ROWS, read_all_in_thread, &all, NULL, NULL);
  g_assert_nonnull (all);
  return all;
}

/* Somebody wants something, or what they wanted is closed; or open again, which a dry run of later
 * days does not know. */
static void
live_with_tickets (RgTestShop *test, RgDay day, gboolean again)
{
  g_autofree char *opened = g_strdup_printf (
    "INSERT INTO ticket (uuid, kind, customer_id, product_id, subject, opened_on) SELECT " UUID
    ", '%s', %d, (SELECT id FROM product WHERE id = %d), 's', %d",
    g_test_rand_bit () ? "service" : "enquiry", g_test_rand_int_range (1, PEOPLE + 1),
    g_test_rand_int_range (1, 4), day);
  g_autofree char *closed = g_strdup_printf (
    "UPDATE ticket SET state = 'closed', outcome = iif(kind = 'enquiry', 'lost', ''), closed_on = "
    "%d WHERE closed_on IS NULL AND id %% 3 = %d", day, g_test_rand_int_range (0, 3));

  if (again)
    rg_test_shop_write (test, "Again", "UPDATE ticket SET state = 'open', outcome = '', closed_on "
                                       "= NULL WHERE id % 4 = 1");
  rg_test_shop_write (test, "Opened", opened);
  rg_test_shop_write (test, "Closed", closed);
}

static void
live_a_day (RgTestShop *test, RgDay day, guint seed)
{
  g_autofree char *what = NULL;
  static const char *const edits[] = {
    "INSERT OR IGNORE INTO customer_tag (customer_id, tag_id) SELECT id, 1 FROM customer WHERE id "
    "%% 4 = %d %% 4 AND 0 < %d",
    "DELETE FROM customer_tag WHERE tag_id = 1 AND customer_id = %d + 0 * %d",
  };

  rg_test_set_clock (day, 9);
  rg_test_shop_random_edit (test, edits, G_N_ELEMENTS (edits), &what);
  import_day (test, day, seed);
  rg_test_shop_change_points (test, seed * 7 + (guint32) day, PEOPLE);
  live_with_tickets (test, day, FALSE);
}

/* Each evening, with the sales of the day. */
static void
test_dry_run (void)
{
  const guint only = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (zones));

  for (guint round = 0; round < G_N_ELEMENTS (zones); round++)
    {
      g_autoptr (RgTestShop) test = NULL;
      const guint seed = g_test_rand_int () & 0xffff;
      g_autofree char *sql = g_strdup_printf ("UPDATE shop SET time_zone = '%s'", zones[round]);
      g_autoptr (GPtrArray) all = NULL;
      guint n = 0;

      if (round != only && n_days () == DAYS)
        continue;
      rg_test_set_clock (FIRST_DAY, 9);
      test = rg_test_shop_new ();
      rg_test_shop_write (test, "Zone", sql);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      add_people (test);
      for (RgDay day = FIRST_DAY; day < FIRST_DAY + 5; day++)
        live_a_day (test, day, seed);
      rg_test_set_clock (FIRST_DAY + 5, 9);
      add_automations (test);
      for (RgDay day = FIRST_DAY + 5; day < FIRST_DAY + n_days (); day++)
        {
          live_a_day (test, day, seed);
          if (day == FIRST_DAY + 8)
            rg_test_shop_reopen (test);
          n += rg_test_automations_run (test, NULL);
          g_assert_cmpuint (rg_test_automations_run (test, NULL), ==, 0);
        }
      g_assert_cmpuint (n, >, 10);
      all = read_all (test);
      for (guint i = 0; i < all->len; i++)
        {
          const RgSavedAutomation *saved = all->pdata[i];
          g_autofree char *really = describe_fired (test, saved);
          g_autofree char *dry = describe_dry (test, saved);

          if (strstr (texts[atoi (saved->name + 1)], "hours") == NULL)
            g_assert_cmpstr (dry, ==, really);
        }
      rg_test_shop_check (test);
    }
}

/* --- in any order ------------------------------------------------------------------------- */

/* Merges, partings, imports that are taken back and read again, runs that are taken back. */
static void
upset (RgTestShop *test, GArray *imports, guint seed, gint64 last_run)
{
  static const char *const edits[] = {
    "UPDATE customer SET merged_into = (SELECT min(id) FROM customer WHERE merged_into IS NULL "
    "AND deleted_at IS NULL) WHERE id = %d + 0 * %d AND id > (SELECT min(id) FROM customer) "
    "AND merged_into IS NULL AND deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM customer AS c "
    "WHERE c.merged_into = customer.id)",
    "UPDATE customer SET merged_into = NULL WHERE id >= %d + 0 * %d",
    "INSERT INTO consent (uuid, customer_id, channel, granted, effective_on, recorded_at) SELECT "
    UUID ", id, 'post', %d %% 2, 20000, 1 FROM customer WHERE id = %d",
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *what = NULL;
  const int which = g_test_rand_int_range (0, 4);

  if (which == 0 && imports->len > 0)
    {
      const guint i = (guint) g_test_rand_int_range (0, (int) imports->len);
      gint64 *one = &g_array_index (imports, gint64, 2 * (i / 2));

      /* Where nothing stands in the way: then the same file comes again. */
      if (rg_store_take_back_sync (test->store, one[0], NULL, NULL))
        {
          rg_test_automations_run (test, NULL);
          one[0] = import_day (test, (RgDay) one[1], seed);
        }
    }
  else if (which == 1 && last_run != 0)
    rg_store_take_back_sync (test->store, last_run, NULL, NULL);
  else if (which == 2)
    rg_test_shop_reopen (test);
  else
    rg_test_shop_random_edit (test, edits, G_N_ELEMENTS (edits), &what);
  rg_test_automations_run (test, NULL);
}

static void
test_once (void)
{
  for (int round = 0; round < n_days () / DAYS; round++)
    {
      g_autoptr (GArray) imports = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (RgTestShop) test = NULL;
      const guint seed = g_test_rand_int () & 0xffff;
      g_autofree char *twice = NULL, *forgotten = NULL;
      g_autofree RgDay *order = g_new (RgDay, DAYS);
      gint64 last = 0;

      rg_test_set_clock (FIRST_DAY, 9);
      test = rg_test_shop_new ();
      add_people (test);
      import_day (test, FIRST_DAY - 1, seed);
      add_automations (test);
      /* A day's file comes up to four days late, in any order. */
      for (int i = 0; i < DAYS; i++)
        order[i] = FIRST_DAY + i;
      for (int i = 0; i + 4 < DAYS; i++)
        {
          const int other = i + g_test_rand_int_range (0, 4);
          const RgDay day = order[i];

          order[i] = order[other];
          order[other] = day;
        }
      for (int i = 0; i < DAYS; i++)
        {
          gint64 entry[2] = { 0, order[i] };

          rg_test_set_clock (FIRST_DAY + i + 4, g_test_rand_int_range (0, 24));
          entry[0] = import_day (test, order[i], seed);
          g_array_append_vals (imports, entry, 2);
          live_with_tickets (test, FIRST_DAY + i + 4, TRUE);
          rg_test_automations_run (test, &last);
          upset (test, imports, seed, last);
        }
      rg_test_set_clock (FIRST_DAY + DAYS + 4, 20);
      rg_test_automations_run (test, NULL);
      g_assert_cmpuint (rg_test_automations_run (test, NULL), ==, 0);
      twice = count (test, "SELECT group_concat(occasion, ' ') FROM firing AS f JOIN automation AS "
                           "a ON a.uuid = f.automation WHERE a.name IN ('a0', 'a1', 'a8', 'a13', "
                           "'a14', 'a15') "
                           "GROUP BY f.automation, f.occasion HAVING count(*) > 1");
      g_assert_cmpstr (twice, ==, NULL);
      forgotten = count (test,
        "SELECT r.id, r.sold_on FROM receipt AS r JOIN receipt_line AS l ON l.receipt_id = r.id "
        "JOIN customer AS c ON c.id = r.customer_id "
        "JOIN customer AS root ON root.id = coalesce(c.merged_into, c.id) "
        "WHERE l.product_id = 1 AND r.sold_on + 3 >= (SELECT since_on FROM automation WHERE name "
        "= 'a0') AND NOT EXISTS (SELECT 1 FROM firing AS f JOIN automation AS a ON a.uuid = "
        "f.automation AND a.name = 'a0' WHERE f.due_on = r.sold_on + 3 AND f.customer IN (SELECT "
        "uuid FROM customer WHERE coalesce(merged_into, id) = root.id) OR (a.name = 'a0' AND "
        "f.occasion = 'bought ' || lower(substr(hex(r.uuid), 1, 8) || '-' || substr(hex(r.uuid), "
        "9, 4) || '-' || substr(hex(r.uuid), 13, 4) || '-' || substr(hex(r.uuid), 17, 4) || '-' "
        "|| substr(hex(r.uuid), 21))))");
      g_assert_cmpstr (forgotten, ==, NULL);
      rg_test_shop_check (test);
    }
}

/* --- what is done ------------------------------------------------------------------------- */

static void
test_steps (void)
{
  g_autoptr (RgTestShop) test = NULL;
  g_autoptr (GError) error = NULL;
  gint64 last = 0, second = 0;
  g_autofree char *tasks = NULL, *none = NULL, *still = NULL, *tags = NULL, *value = NULL,
                  *draft = NULL, *again = NULL, *fired = NULL;

  rg_test_set_clock (FIRST_DAY, 9);
  test = rg_test_shop_new ();
  rg_test_shop_write (test, "People",
                      "INSERT INTO customer (uuid, name, joined_on) VALUES (" UUID ", "
                      "'Robert''); DROP TABLE task;--', 20600), (" UUID ", 'Kim', 20600);"
                      "INSERT INTO consent (uuid, customer_id, channel, granted, effective_on, "
                      "recorded_at) VALUES (" UUID ", 1, 'phone', 1, 20000, 1), "
                      "(" UUID ", 2, 'phone', 0, 20000, 1);"
                      "INSERT INTO staff (uuid, name) VALUES (" UUID ", 'Ola');");
  rg_test_shop_add_field (test, RG_OWN_ONE, "Status", "new,old");
  rg_test_automation_add (test, "Welcome",
       "when new then task \"Call \\\"<b>%s {name}\\\"\" for \"Ola\" in 2 days if allowed "
       "then tag \"welcome\" then fill \"Status\" \"new\" then draft \"Hello\"");
  g_assert_cmpuint (rg_test_automations_run (test, &last), ==, 2);
  tasks = count (test, "SELECT group_concat(what || due_on || customer_id || s.name) FROM task "
                       "JOIN staff AS s ON s.id = staff_id");
  g_assert_cmpstr (tasks, ==, "Call \"<b>%s {name}\"206021Ola");
  tags = count (test, "SELECT count(*) FROM customer_tag");
  g_assert_cmpstr (tags, ==, "2");
  value = count (test, "SELECT count(*) FROM field_value AS v JOIN field_choice AS c "
                       "ON c.id = v.choice_id WHERE c.name = 'new'");
  g_assert_cmpstr (value, ==, "2");
  draft = count (test, "SELECT count(*) FROM campaign AS c JOIN segment_person AS p ON "
                       "p.segment_id = c.segment_id WHERE c.name = 'Hello' AND fixed_at IS NULL");
  g_assert_cmpstr (draft, ==, "2");

  /* Taken back it is gone, and does not come again by itself. */
  rg_store_take_back_sync (test->store, last, &second, &error);
  g_assert_no_error (error);
  none = count (test, "SELECT (SELECT count(*) FROM task) + (SELECT count(*) FROM customer_tag) + "
                      "(SELECT count(*) FROM campaign) + (SELECT count(*) FROM field_value)");
  g_assert_cmpstr (none, ==, "0");
  g_assert_cmpuint (rg_test_automations_run (test, NULL), ==, 0);
  rg_test_shop_take_back (test, second);
  still = count (test, "SELECT (SELECT count(*) FROM task) || (SELECT count(*) FROM campaign)");
  g_assert_cmpstr (still, ==, "11");

  /* Nor when the automation is deleted and comes back. */
  rg_store_delete_automation_sync (test->store, 1, &last, &error);
  g_assert_no_error (error);
  rg_test_shop_take_back (test, last);
  g_assert_cmpuint (rg_test_automations_run (test, NULL), ==, 0);

  /* A second customer joins the draft that is open. */
  rg_test_shop_write (test, "Person", "INSERT INTO customer (uuid, name, joined_on) VALUES (" UUID
                                      ", 'Eva', 20600)");
  g_assert_cmpuint (rg_test_automations_run (test, NULL), ==, 1);
  again = count (test, "SELECT count(*) FROM campaign");
  g_assert_cmpstr (again, ==, "1");
  fired = count (test, "SELECT count(*) FROM campaign_member WHERE state = 'included'");
  g_assert_cmpstr (fired, ==, "1");
  rg_test_shop_check (test);
}

typedef struct {
  gint64 customer;
  guint8 uuid[RG_UUID_SIZE];
  RgDay today;
  GPtrArray *coupons;
} Open;

static gboolean
read_open_in_thread (RgDb *db, gpointer data, GError **error)
{
  Open *open = data;

  open->coupons = open->customer != 0
                    ? rg_coupons_read_open (db, open->customer, open->today, error)
                    : rg_coupons_read_given (db, open->uuid, TRUE, open->today, error);
  return open->coupons != NULL;
}

static guint
count_open (RgTestShop *test, gint64 customer, RgDay today)
{
  Open open = { customer, { 0 }, today, NULL };
  g_autoptr (GPtrArray) coupons = NULL;
  g_autoptr (GPtrArray) all = read_all (test);

  memcpy (open.uuid, ((RgSavedAutomation *) all->pdata[0])->uuid, RG_UUID_SIZE);
  g_assert_true (rg_store_read_sync (test->store, RG_READER_ROWS, read_open_in_thread, &open, NULL,
                                     NULL));
  coupons = open.coupons;
  return coupons->len;
}

static gboolean
use (RgTestShop *test, const char *code, gboolean late, gint64 *action, GError **error)
{
  const RgCouponUse coupon = { .code = (char *) code, .day = RG_DAY_NONE, .discount_minor = -1,
                               .late = late };

  return rg_coupon_use_sync (test->store, &coupon, action, error);
}

/* Each has one of their own, once; it stands in the task, is used once and in time, and goes with
 * what gave it, unless somebody has used it. */
/* Whoever does a task knows which product it is about, and how somebody wants to be reached: but
 * not in a way that they did not allow. */
static void
test_task_words (void)
{
  g_autoptr (RgTestShop) test = NULL;
  g_autofree char *offers = NULL, *looks = NULL, *all = NULL;

  rg_test_set_clock (FIRST_DAY, 9);
  test = rg_test_shop_new ();
  add_people (test);
  rg_test_shop_write (test, "Ways",
                      "UPDATE customer SET prefers = CASE WHEN id % 2 THEN 'phone' ELSE 'sms' END;"
                      "INSERT INTO consent (uuid, customer_id, channel, granted, effective_on, "
                      "recorded_at) SELECT " UUID ", id, 'phone', 1, 20000, 1 FROM customer;");
  rg_test_automation_add (test, "New ones",
                          "when life-ends anything before 3 days then task \"Offer\" if allowed "
                          "then task \"Look\"");
  for (guint seed = 0; seed < 8; seed++)
    import_day (test, FIRST_DAY + (int) seed, 7);
  rg_test_set_clock (FIRST_DAY + 10, 9);
  g_assert_cmpuint (rg_test_automations_run (test, NULL), >, 4);
  all = count (test, "SELECT count(*) > 8 FROM task");
  offers = count (test, "SELECT group_concat(DISTINCT what || (customer_id % 2)) FROM (SELECT * "
                        "FROM task WHERE what GLOB 'Offer*' ORDER BY customer_id % 2)");
  looks = count (test, "SELECT group_concat(DISTINCT what) FROM task WHERE what GLOB 'Look*'");
  g_assert_cmpstr (all, ==, "1");
  g_assert_cmpstr (offers, ==, "Offer · Beans0,Offer · Beans · prefers: Phone1");
  g_assert_cmpstr (looks, ==, "Look · Beans");
}

static void
test_coupons (void)
{
  g_autoptr (RgTestShop) test = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *code = NULL, *task = NULL, *expected = NULL, *written = NULL, *n = NULL;
  gint64 run_action = 0, use_action = 0, back = 0;

  rg_test_set_clock (FIRST_DAY, 9);
  test = rg_test_shop_new ();
  rg_test_shop_write (test, "People",
                      "INSERT INTO customer (uuid, name, joined_on) VALUES (" UUID
                      ", 'Kim', 20600), (" UUID ", 'Ann', 20600);");
  rg_test_automation_add (test, "Hello",
                          "when new then task \"Say hello\" then coupon \"NOK 50 off\" for "
                          "30 days");
  g_assert_cmpuint (rg_test_automations_run (test, &run_action), ==, 2);
  g_assert_cmpuint (rg_test_automations_run (test, NULL), ==, 0);
  n = count (test, "SELECT count(*) || ':' || count(DISTINCT customer_id) || ':' || "
                   "min(until_on) FROM coupon WHERE campaign_id IS NULL");
  g_assert_cmpstr (n, ==, "2:2:20630");
  code = count (test, "SELECT code FROM coupon WHERE customer_id = 1");
  written = rg_coupon_code_format (code);
  task = count (test, "SELECT what FROM task WHERE customer_id = 1");
  expected = g_strdup_printf ("Say hello · Coupon %s: NOK 50 off, until 26 Jun 2026", written);
  g_assert_cmpstr (task, ==, expected);
  g_assert_cmpuint (count_open (test, 1, FIRST_DAY + 30), ==, 1);
  g_assert_cmpuint (count_open (test, 1, FIRST_DAY + 31), ==, 0);
  g_assert_cmpuint (count_open (test, 0, FIRST_DAY), ==, 2);

  /* Whom they became has it. */
  rg_test_shop_write (test, "Merged", "UPDATE customer SET merged_into = 2 WHERE id = 1");
  g_assert_cmpuint (count_open (test, 2, FIRST_DAY), ==, 2);
  rg_test_shop_write (test, "Parted", "UPDATE customer SET merged_into = NULL WHERE id = 1");

  rg_test_set_clock (FIRST_DAY + 31, 9);
  g_assert_false (use (test, code, FALSE, NULL, &error));
  g_assert_nonnull (strstr (error->message, "valid until"));
  g_clear_error (&error);
  g_assert_true (use (test, code, TRUE, &use_action, &error));
  g_assert_false (use (test, code, TRUE, NULL, NULL));
  g_assert_cmpuint (count_open (test, 0, FIRST_DAY), ==, 1);

  g_assert_false (rg_store_take_back_sync (test->store, run_action, NULL, &error));
  g_clear_error (&error);
  rg_test_shop_take_back (test, use_action);
  rg_store_take_back_sync (test->store, run_action, &back, &error);
  g_assert_no_error (error);
  g_free (g_steal_pointer (&n));
  n = count (test, "SELECT count(*) FROM coupon");
  g_assert_cmpstr (n, ==, "0");
  g_assert_cmpuint (rg_test_automations_run (test, NULL), ==, 0);
  rg_test_shop_take_back (test, back);
  g_assert_cmpuint (count_open (test, 0, FIRST_DAY), ==, 2);
  rg_test_shop_check (test);
}

/* Nothing for whoever may not be contacted, where that is all there is to do; and what an
 * automation names has to be there. */
static void
test_refused (void)
{
  g_autoptr (RgTestShop) test = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) done = NULL;
  g_autofree char *tasks = NULL, *passed = NULL, *text = NULL;
  gint64 id;

  rg_test_set_clock (FIRST_DAY, 9);
  test = rg_test_shop_new ();
  rg_test_shop_write (test, "People", "INSERT INTO customer (uuid, name, joined_on) VALUES (" UUID
                                      ", 'Kim', 20600)");
  id = rg_test_automation_add (test, "Welcome", "when new then task \"Call\" if allowed");
  g_assert_cmpuint (rg_test_automations_run (test, NULL), ==, 1);
  tasks = count (test, "SELECT count(*) FROM task");
  g_assert_cmpstr (tasks, ==, "0");
  passed = count (test, "SELECT count(*) FROM firing WHERE done = 0");
  g_assert_cmpstr (passed, ==, "1");

  add_segments (test);
  rg_test_automation_add (test, "Segment", "when new if \"Tagged\" then task \"Call\"");
  g_assert_false (rg_store_delete_segment_sync (test->store, 1, NULL, &error));
  g_assert_nonnull (strstr (error->message, "the automation “Segment”"));
  g_clear_error (&error);
  {
    g_autoptr (RgSavedSegment) segment = rg_saved_segment_new ("Marked", "tag is \"t\"");

    segment->id = 1;
    rg_store_save_segment_sync (test->store, segment, NULL, NULL, &error);
    g_assert_no_error (error);
  }
  text = count (test, "SELECT text FROM automation WHERE name = 'Segment'");
  g_assert_nonnull (strstr (text, "if \"Marked\""));

  /* Somebody leaves: the others are done all the same. */
  rg_test_shop_write (test, "Staff", "INSERT INTO staff (uuid, name) VALUES (" UUID ", 'Ola')");
  rg_test_automation_add (test, "Ola's", "when new then task \"Call\" for \"Ola\"");
  rg_test_automation_add (test, "Zero", "when new then task \"Call\"");
  rg_test_shop_write (test, "Leaves", "UPDATE staff SET active = 0 WHERE name = 'Ola'");
  done = rg_automations_run_sync (test->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (done->len, ==, 2);
  g_assert_cmpstr (((RgAutomationDone *) done->pdata[0])->problem, ==,
                   "Nobody called “Ola” works here.");
  g_assert_cmpuint (((RgAutomationDone *) done->pdata[1])->done, ==, 1);
  rg_store_switch_automation_sync (test->store, id, FALSE, NULL, &error);
  g_assert_no_error (error);
}

typedef struct {
  const RgShop *shop;
  GPtrArray *all;
} Checked;

static gboolean
read_checked_in_thread (RgDb *db, gpointer data, GError **error)
{
  Checked *checked = data;

  checked->all = rg_automations_read_checked (db, checked->shop, error);
  return checked->all != NULL;
}

/* "part: why" of the automations that stand still, parted by bars. */
static void
assert_stopped (RgTestShop *test, const char *expected)
{
  Checked checked = { rg_store_get_shop (test->store), NULL };
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_true (rg_store_read_sync (test->store, RG_READER_ROWS, read_checked_in_thread, &checked,
                                     NULL, NULL));
  all = checked.all;
  for (guint i = 0; i < all->len; i++)
    {
      const RgSavedAutomation *saved = all->pdata[i];

      if (saved->problem != NULL)
        g_string_append_printf (out, "%s%d: %s", out->len > 0 ? "|" : "", saved->problem_part,
                                saved->problem);
    }
  g_assert_cmpstr (out->str, ==, expected);
}

static void
rename_field (RgTestShop *test)
{
  g_autoptr (RgOwnField) field = rg_own_field_new (RG_OWN_ONE, "State");
  g_autoptr (GError) error = NULL;

  rg_own_field_add_choice (field, 1, "fresh");
  rg_own_field_add_choice (field, 2, "old");
  field->id = 1;
  rg_store_save_own_field_sync (test->store, field, NULL, NULL, &error);
  g_assert_no_error (error);
}

static gint64
rename_campaign (RgTestShop *test, const char *name)
{
  g_autoptr (RgCampaignRequest) save = NULL;
  g_autoptr (RgCampaign) campaign = rg_campaign_new ();
  g_autoptr (GError) error = NULL;

  campaign->id = 1;
  g_set_str (&campaign->name, name);
  save = rg_campaign_request_save (campaign);
  rg_campaign_request_run (save, test->store, &error);
  g_assert_no_error (error);
  return rg_campaign_request_get_action (save);
}

/* What an automation names is followed by whatever new name it gets, and back; what is gone stops
 * it, and the right part of it is named. */
static void
test_follows (void)
{
  g_autoptr (RgTestShop) test = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL, *back = NULL;
  gint64 staff_action, campaign_action;

  rg_test_set_clock (FIRST_DAY, 9);
  test = rg_test_shop_new ();
  rg_test_shop_write (test, "Names",
                      "INSERT INTO staff (uuid, name) VALUES (" UUID ", 'Ola'), (" UUID ", 'Eva');"
                      "INSERT INTO campaign (uuid, name, channel, segment_text, subject, message, "
                      "created_on) VALUES (" UUID ", 'Hello', 'post', '', '', '', 20000);");
  rg_test_shop_add_field (test, RG_OWN_ONE, "Status", "new,old");
  rg_test_automation_add (test, "All",
                          "when new then task \"Call\" for \"Ola\" then fill \"Status\" \"new\" "
                          "then add \"Hello\"");
  assert_stopped (test, "");

  {
    g_autofree char *ola = count (test, "SELECT id FROM staff WHERE name = 'Ola'");

    rg_store_rename_staff_sync (test->store, atoi (ola), "Ola Nordmann", &staff_action, &error);
    g_assert_no_error (error);
  }
  rename_field (test);
  campaign_action = rename_campaign (test, "Hello again");
  text = count (test, "SELECT text FROM automation");
  g_assert_cmpstr (text, ==, "when new after 0 days\nthen task \"Call\" for \"Ola Nordmann\"\n"
                             "then fill \"State\" \"fresh\"\nthen add \"Hello again\"");
  assert_stopped (test, "");

  rg_test_shop_take_back (test, campaign_action);
  back = count (test, "SELECT text FROM automation");
  g_assert_nonnull (strstr (back, "then add \"Hello\""));
  assert_stopped (test, "");

  rg_test_shop_write (test, "Leaves", "UPDATE staff SET active = 0 WHERE name = 'Ola Nordmann'");
  assert_stopped (test, "0: Nobody called “Ola Nordmann” works here.");
  rg_test_shop_write (test, "Comes", "UPDATE staff SET active = 1");
  rg_test_shop_write (test, "Gone", "UPDATE campaign SET fixed_at = 1, sent_on = 20001, "
                                    "ends_on = 20002");
  assert_stopped (test, "2: There is no campaign “Hello” whose list is still open.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/automations/dry-run", test_dry_run);
  g_test_add_func ("/automations/once", test_once);
  g_test_add_func ("/automations/steps", test_steps);
  g_test_add_func ("/automations/coupons", test_coupons);
  g_test_add_func ("/automations/task-words", test_task_words);
  g_test_add_func ("/automations/refused", test_refused);
  g_test_add_func ("/automations/follows", test_follows);
  return g_test_run ();
}
