/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One thing done to many customers: what it does, what it leaves, and the way back and forth. */
#include "store/rg-store-bulk.h"

#include "store/rg-store-campaigns.h"
#include "store/rg-store-customers.h"
#include "store/rg-store-erase.h"
#include "store/rg-store-folder.h"
#include "store/rg-store-undo.h"

#include "rg-test-shop.h"

#include <string.h>

/* More than the way back row by row is used for. */
#define N_CUSTOMERS 1300

/* Every third has a phone, every seventh a tag, every tenth lives with the one before, the first
 * fifty have said that they may be called. */
static const char people[] =
    "INSERT INTO staff (id, uuid, name) VALUES (9, randomblob(16), 'Kari Moe');"
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1300)"
    "  INSERT INTO customer (id, uuid, name, number, language)"
    "  SELECT i, randomblob(16), 'Person ' || i, 'K' || i, iif(i % 2, 'nb', '') FROM n;"
    "INSERT INTO contact_point (uuid, customer_id, kind, value, value_key)"
    "  SELECT randomblob(16), id, 'phone', '900 ' || id, '900' || id FROM customer"
    "  WHERE id % 3 = 0;"
    "INSERT INTO household (id, uuid, name) SELECT id, randomblob(16), 'Home' FROM customer"
    "  WHERE id % 10 = 0;"
    "UPDATE customer SET household_id = (id + 1) / 10 * 10 WHERE id % 10 IN (0, 9) AND id > 8;"
    "INSERT INTO tag (id, uuid, name) VALUES (1, randomblob(16), 'web');"
    "INSERT INTO customer_tag (customer_id, tag_id) SELECT id, 1 FROM customer WHERE id % 7 = 0;"
    "INSERT INTO consent (uuid, customer_id, channel, granted, effective_on, recorded_at)"
    "  SELECT randomblob(16), id, 'phone', 1, 1, 1 FROM customer WHERE id <= 50;";

static RgTestShop *
new_shop (void)
{
  RgTestShop *test = rg_test_shop_new ();

  rg_test_shop_write (test, "People", people);
  return test;
}

/* The ids first, first + step, …; from the last one on, as a list may have them. */
static GArray *
some (gint64 first, gint64 step)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 id = N_CUSTOMERS - (N_CUSTOMERS - first) % step; id >= first; id -= step)
    g_array_append_val (ids, id);
  return ids;
}

static gint64
run (RgTestShop *test, RgBulk *bulk)
{
  g_autoptr (GError) error = NULL;
  gint64 action = -1;

  rg_store_bulk_sync (test->store, bulk, NULL, &action, &error);
  g_assert_no_error (error);
  return action;
}

static void
assert_read (RgTestShop *test, const char *sql, const char *expected)
{
  g_autofree char *text = rg_test_shop_read (test, sql);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_same (RgTestShop *test, const char *before)
{
  g_autofree char *after = rg_test_shop_dump (test, TRUE);
  g_auto (GStrv) was = g_strsplit (before, "\n", -1);
  g_auto (GStrv) now = g_strsplit (after, "\n", -1);

  for (guint i = 0; was[i] != NULL || now[i] != NULL; i++)
    g_assert_cmpstr (was[i], ==, now[i]);
}

/* Whether the action would go back table by table. */
static gboolean
plan_in_thread (RgDb *db, gpointer data, GError **error)
{
  gint64 *action = data;
  g_autoptr (RgTakeBackPlan) plan = rg_take_back_plan (db, *action, error);

  if (plan == NULL)
    return FALSE;
  *action = plan->blockers->len > 0 ? -1 : plan->at_once;
  return TRUE;
}

static int
plan (RgTestShop *test, gint64 action)
{
  g_autoptr (GError) error = NULL;

  rg_store_read_sync (test->store, RG_READER_ROWS, plan_in_thread, &action, NULL, &error);
  g_assert_no_error (error);
  return (int) action;
}

static void
test_tag (void)
{
  g_autoptr (RgTestShop) test = new_shop ();
  g_autoptr (GArray) everybody = some (1, 1);
  g_autoptr (RgBulk) add = rg_bulk_new_tag (everybody, " web ", TRUE);
  g_autoptr (RgBulk) again = rg_bulk_new_tag (everybody, "web", TRUE);
  g_autoptr (RgBulk) off = rg_bulk_new_tag (everybody, "web", FALSE);
  g_autoptr (RgBulk) nobody = rg_bulk_new_tag (everybody, "none", FALSE);

  run (test, add);
  g_assert_cmpuint (rg_bulk_get_n_changed (add), ==, N_CUSTOMERS - N_CUSTOMERS / 7);
  g_assert_cmpfloat (rg_bulk_get_share (add), ==, 1);
  assert_read (test, "SELECT count(*) FROM customer_tag WHERE tag_id = 1", "1300");
  assert_read (test, "SELECT label FROM action ORDER BY id DESC LIMIT 1",
               "Tag “web” Added to 1,115 Customers");
  g_assert_cmpint (run (test, again), ==, 0);
  g_assert_cmpint (run (test, nobody), ==, 0);
  g_assert_cmpint (run (test, off), >, 0);
  assert_read (test, "SELECT count(*) FROM customer_tag", "0");
}

static void
test_fact (void)
{
  g_autoptr (RgTestShop) test = new_shop ();
  g_autoptr (GArray) everybody = some (1, 1);
  g_autoptr (RgBulk) language = rg_bulk_new_fact (everybody, RG_BULK_LANGUAGE, "sv");
  g_autoptr (RgBulk) owner = rg_bulk_new_fact (everybody, RG_BULK_OWNER, "Kari Moe");
  g_autoptr (RgBulk) wrong = rg_bulk_new_fact (everybody, RG_BULK_OWNER, "Nobody");
  g_autoptr (RgBulk) card =
      rg_bulk_new_fact (everybody, RG_BULK_OCCUPATION, "4111 1111 1111 1111");
  g_autoptr (GError) error = NULL;
  RgCustomerDetails *details = rg_customer_details_new ();
  gint64 action;

  run (test, language);
  assert_read (test, "SELECT count(*) FROM customer WHERE language = 'sv'", "1300");
  assert_read (test, "SELECT before FROM change WHERE table_name = 'customer' ORDER BY id DESC",
               "{\"language\":\"\"}");
  run (test, owner);
  assert_read (test, "SELECT count(*) FROM customer WHERE owner_id = 9", "1300");
  g_assert_false (rg_store_bulk_sync (test->store, wrong, NULL, &action, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (rg_store_bulk_sync (test->store, card, NULL, &action, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  g_clear_error (&error);
  /* Whole images are back, after success and after failure. */
  g_set_str (&details->name, "Åse Dahl");
  details->id = 7;
  rg_store_save_customer_sync (test->store, details, NULL, &action, &error);
  g_assert_no_error (error);
  assert_read (test, "SELECT json_extract(before, '$.name') FROM change WHERE table_name = "
                     "'customer' ORDER BY id DESC", "Person 7");
  rg_customer_details_free (details);
}

/* How they prefer to hear: as the word that rules and files have, and no other. */
static void
test_prefers (void)
{
  g_autoptr (RgTestShop) test = new_shop ();
  g_autoptr (GArray) everybody = some (1, 1);
  g_autoptr (GArray) half = some (2, 2);
  g_autoptr (RgBulk) email = rg_bulk_new_fact (everybody, RG_BULK_PREFERS, "email");
  g_autoptr (RgBulk) nothing = rg_bulk_new_fact (half, RG_BULK_PREFERS, "");
  g_autoptr (RgBulk) pigeon = rg_bulk_new_fact (everybody, RG_BULK_PREFERS, "pigeon");
  g_autofree char *before = rg_test_shop_dump (test, TRUE);
  g_autoptr (GError) error = NULL;
  gint64 first, second;

  g_assert_cmpint (rg_bulk_fact_from_id ("prefers"), ==, RG_BULK_PREFERS);
  first = run (test, email);
  assert_read (test, "SELECT count(*) FROM customer WHERE prefers = 'email'", "1300");
  assert_read (test, "SELECT label FROM action ORDER BY id DESC LIMIT 1",
               "Prefers to Hear By: Changed for 1,300 Customers");
  second = run (test, nothing);
  g_assert_cmpuint (rg_bulk_get_n_changed (nothing), ==, N_CUSTOMERS / 2);
  g_assert_false (rg_store_bulk_sync (test->store, pigeon, NULL, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "pigeon"));
  assert_read (test, "SELECT count(*) FROM customer WHERE prefers = 'email'", "650");
  rg_test_shop_take_back (test, second);
  rg_test_shop_take_back (test, first);
  assert_same (test, before);
}

static gboolean
exec_in_thread (RgWrite *write, gpointer sql, GError **error)
{
  return rg_db_exec (rg_write_get_db (write), sql, "test", error);
}

static void
assert_refused (RgTestShop *test, const char *sql)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (rg_store_write_sync (test->store, "test", "", exec_in_thread, (gpointer) sql,
                                       NULL, NULL, &error));
  g_assert_error (error, RG_DB_ERROR, RG_DB_ERROR_CONSTRAINT);
}

static void
test_delete (void)
{
  g_autoptr (RgTestShop) test = new_shop ();
  g_autofree char *before = rg_test_shop_dump (test, TRUE);
  g_autoptr (GArray) everybody = some (1, 1);
  g_autoptr (RgBulk) delete = rg_bulk_new_delete (everybody);
  gint64 action = run (test, delete);

  g_assert_cmpuint (rg_bulk_get_n_changed (delete), ==, N_CUSTOMERS - 50);
  g_assert_cmpuint (rg_bulk_get_n_kept (delete), ==, 50);
  assert_read (test, "SELECT count(*) FROM customer WHERE deleted_at IS NULL", "50");
  /* That they are deleted is all that is logged of them. */
  assert_read (test, "SELECT group_concat(table_name || ' ' || n || ' ' || before) FROM ("
                     " SELECT table_name, before, count(*) AS n FROM change"
                     " WHERE action_id = (SELECT max(id) FROM action) GROUP BY table_name, before)",
               "customer 1250 {\"deleted_at\":null}");
  g_assert_cmpint (plan (test, action), ==, TRUE);
  rg_test_shop_take_back (test, action);
  assert_same (test, before);
  assert_refused (test, "DELETE FROM customer WHERE id = 1");
  rg_test_shop_write (test, "One", "DELETE FROM customer WHERE id = 52");
  assert_read (test, "SELECT count(*) FROM change WHERE action_id = (SELECT max(id) FROM action)",
               "1");
  rg_test_shop_check (test);
}

/* The rows that a statement gives, or the number in one of its columns. */
typedef struct
{
  const char *name;
  int most;   /* the parameter that says how many; 0 for none */
  int column; /* -1: the rows are counted */
  gint64 n;
} Asked;

static gboolean
ask_in_thread (RgDb *db, gpointer data, GError **error)
{
  Asked *asked = data;
  g_autoptr (RgStatement) rows = rg_db_statement (db, asked->name, error);

  asked->n = 0;
  if (asked->most != 0)
    rg_statement_bind_int (rows, asked->most, -1);
  while (rg_statement_step (rows, error) == RG_STEP_ROW)
    asked->n += asked->column < 0 ? 1 : rg_statement_get_int (rows, asked->column);
  return TRUE;
}

static gboolean
open_tables_in_thread (RgDb *db, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) tables = rg_open_tables_read (db, 2, error);
  GString *out = data;

  for (guint i = 0; i < tables->len; i++)
    {
      const RgOpenTable *table = tables->pdata[i];
      g_autoptr (RgStatement) rows = rg_db_prepare (db, table->sql, error);
      guint n = 0;

      g_assert_nonnull (rows);
      while (rg_statement_step (rows, error) == RG_STEP_ROW)
        n++;
      if (g_str_equal (table->name, "customer") || g_str_equal (table->name, "customer_tag") ||
          g_str_equal (table->name, "household") || g_str_equal (table->name, "contact_point") ||
          g_str_equal (table->name, "task"))
        g_string_append_printf (out, "%s %u ", table->name, n);
    }
  return TRUE;
}

/* No list, count or file has them, and all that is theirs. */
static void
test_deleted (void)
{
  static const Asked nowhere[] = {
    { "customers.ids-by-name", 1, -1, 50 }, { "customers.ids-by-spend", 1, -1, 50 },
    { "customers.cards", 0, -1, 50 },       { "duplicates.people", 0, -1, 50 },
    { "dataset.all-customers", 0, -1, 50 }, { "contents.customers", 0, 0, 50 },
    { "tags.all", 0, 4, 7 },                { "own-fields.known", 0, 1, 1 },
    { "tasks.open", 4, -1, 1 },             { "set-up.read", 0, 4, 50 },
  };
  g_autoptr (RgTestShop) test = new_shop ();
  g_autoptr (GArray) everybody = some (1, 1);
  g_autoptr (RgBulk) delete = rg_bulk_new_delete (everybody);
  g_autoptr (RgBulk) tag = rg_bulk_new_tag (everybody, "gold", TRUE);
  g_autoptr (GString) tables = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  rg_test_shop_write (test, "Things", "INSERT INTO field (id, uuid, name, kind, place) VALUES "
    "(1, randomblob(16), 'Shoe size', 'number', 0);"
    "INSERT INTO field_value (customer_id, field_id, part, number) VALUES (3, 1, 0, 1), "
    "(99, 1, 0, 1);"
    "INSERT INTO task (uuid, what, customer_id, created_on) VALUES "
    "(randomblob(16), 'Call', 3, 1), (randomblob(16), 'Call', 99, 1)");
  run (test, delete);
  for (guint i = 0; i < G_N_ELEMENTS (nowhere); i++)
    {
      Asked asked = nowhere[i];

      rg_store_read_sync (test->store, RG_READER_ROWS, ask_in_thread, &asked, NULL, &error);
      g_assert_no_error (error);
      g_test_message ("%s: %" G_GINT64_FORMAT, asked.name, asked.n);
      g_assert_cmpint (asked.n, ==, nowhere[i].n);
    }
  rg_store_read_sync (test->store, RG_READER_ROWS, open_tables_in_thread, tables, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tables->str, ==,
                   "contact_point 16 customer 50 customer_tag 7 household 5 task 1 ");
  run (test, tag);
  g_assert_cmpuint (rg_bulk_get_n_changed (tag), ==, 50);
}

/* Nothing comes back to somebody who is deleted. */
static void
test_needs_deleted (void)
{
  g_autoptr (RgTestShop) test = new_shop ();
  g_autoptr (GArray) everybody = some (1, 1);
  g_autoptr (RgBulk) tag = rg_bulk_new_tag (everybody, "gold", TRUE);
  g_autoptr (RgBulk) delete = rg_bulk_new_delete (everybody);
  g_autofree char *before = rg_test_shop_dump (test, TRUE);
  g_autoptr (GError) error = NULL;
  gint64 back = rg_test_shop_take_back (test, run (test, tag));
  gint64 action = run (test, delete);

  g_assert_false (rg_store_take_back_sync (test->store, back, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONFLICT);
  rg_test_shop_take_back (test, action);
  rg_test_shop_take_back (test, rg_test_shop_take_back (test, back));
  assert_same (test, before);
}

/* Who is erased while they are deleted stays away when the others come back. */
static void
test_erased (void)
{
  g_autoptr (RgTestShop) test = new_shop ();
  g_autoptr (GArray) everybody = some (1, 1);
  g_autoptr (RgBulk) delete = rg_bulk_new_delete (everybody);
  g_autoptr (GError) error = NULL;
  gint64 action = run (test, delete);

  g_assert_true (rg_store_erase_customer_sync (test->store, 99, NULL, &error));
  g_assert_no_error (error);
  assert_read (test, "SELECT name || card_number || (SELECT count(*) FROM contact_point "
                     "WHERE customer_id = 99) FROM customer WHERE id = 99", "0");
  rg_test_shop_take_back (test, action);
  assert_read (test, "SELECT count(*) FROM customer WHERE deleted_at IS NOT NULL", "1");
  assert_read (test, "SELECT count(*) FROM customer_fact", "1299");
  rg_test_shop_check (test);
}

typedef struct
{
  const RgShop *shop;
  guint n;
} PlanCampaign;

static gboolean
plan_campaign_in_thread (RgDb *db, gpointer data, GError **error)
{
  PlanCampaign *asked = data;
  g_autoptr (RgCampaign) campaign = rg_campaign_read (db, 1, error);
  const gint64 segment[] = { 1, 2 };
  g_autoptr (GPtrArray) planned = rg_campaign_plan (db, asked->shop, campaign, segment,
                                                    G_N_ELEMENTS (segment), 20000, error);

  asked->n = planned ? planned->len : 0;
  return planned != NULL;
}

static guint
plan_campaign (RgTestShop *test)
{
  g_autoptr (GError) error = NULL;
  PlanCampaign asked = { rg_store_get_shop (test->store), 0 };

  rg_store_read_sync (test->store, RG_READER_ROWS, plan_campaign_in_thread, &asked, NULL, &error);
  g_assert_no_error (error);
  return asked.n;
}

/* Beside those of its segment, each once; until the list is fixed. */
static void
test_campaign (void)
{
  g_autoptr (RgTestShop) test = new_shop ();
  g_autoptr (GArray) everybody = some (1, 1);
  g_autoptr (RgBulk) bulk = rg_bulk_new_campaign (everybody, 1);
  g_autoptr (RgBulk) late = rg_bulk_new_campaign (everybody, 1);
  g_autoptr (GError) error = NULL;
  gint64 action;

  rg_test_shop_write (test, "Campaign",
                      "INSERT INTO campaign (id, uuid, name, segment_text, created_on) VALUES "
                      "(1, randomblob(16), 'Autumn', 'tag is web', 20000);"
                      "INSERT INTO campaign_member (campaign_id, customer_id, state, reason) "
                      "VALUES (1, 9, 'left-out', 'by-hand');");
  g_assert_cmpuint (plan_campaign (test), ==, 2);
  action = run (test, bulk);
  g_assert_cmpuint (plan_campaign (test), ==, N_CUSTOMERS);
  assert_read (test, "SELECT label FROM action ORDER BY id DESC LIMIT 1",
               "1,300 Customers Added to “Autumn”");
  g_assert_cmpint (plan (test, action), ==, TRUE);
  rg_test_shop_take_back (test, action);
  g_assert_cmpuint (plan_campaign (test), ==, 2);
  assert_read (test, "SELECT state FROM campaign_member", "left-out");
  rg_test_shop_write (test, "Fixed", "UPDATE campaign SET fixed_at = 1 WHERE id = 1");
  g_assert_false (rg_store_bulk_sync (test->store, late, NULL, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
}

/* One of the shop's own fields, as the other facts. */
static void
test_own_field (void)
{
  g_autoptr (RgTestShop) test = new_shop ();
  g_autofree char *before = NULL;
  g_autoptr (GArray) everybody = some (1, 1);
  g_autoptr (RgBulk) size = rg_bulk_new_own (everybody, 1, "42.5");
  g_autoptr (RgBulk) wrong = rg_bulk_new_own (everybody, 1, "large");
  g_autoptr (GError) error = NULL;
  gint64 action;

  rg_test_shop_write (test, "Field", "INSERT INTO field (id, uuid, name, kind, place) VALUES "
                                     "(1, randomblob(16), 'Shoe size', 'number', 0)");
  before = rg_test_shop_dump (test, TRUE);
  action = run (test, size);
  g_assert_cmpuint (rg_bulk_get_n_changed (size), ==, N_CUSTOMERS);
  assert_read (test, "SELECT count(*) FROM field_value WHERE number = 42500", "1300");
  g_assert_cmpint (plan (test, action), ==, TRUE);
  rg_test_shop_take_back (test, action);
  assert_same (test, before);
  g_assert_false (rg_store_bulk_sync (test->store, wrong, NULL, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
}

/* Whoever cancels has done nothing. */
static void
test_cancelled (void)
{
  g_autoptr (RgTestShop) test = new_shop ();
  g_autofree char *before = rg_test_shop_dump (test, TRUE);
  g_autoptr (GArray) everybody = some (1, 1);
  g_autoptr (RgBulk) bulk = rg_bulk_new_fact (everybody, RG_BULK_GENDER, "x");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (rg_store_bulk_sync (test->store, bulk, cancellable, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_same (test, before);
}

/* What somebody did since is not undone along with it; what they did elsewhere is no obstacle. */
static void
test_in_the_way (void)
{
  g_autoptr (RgTestShop) test = new_shop ();
  g_autoptr (GArray) everybody = some (1, 1);
  g_autoptr (GArray) half = some (2, 2);
  g_autoptr (RgBulk) bulk = rg_bulk_new_tag (half, "gold", TRUE);
  g_autoptr (RgBulk) other = rg_bulk_new_fact (everybody, RG_BULK_GENDER, "x");
  g_autoptr (GError) error = NULL;
  gint64 action = run (test, bulk);
  gint64 off;

  run (test, other);
  g_assert_cmpint (plan (test, action), ==, TRUE);
  rg_store_tag_customer_sync (test->store, 4, "gold", FALSE, &off, &error);
  g_assert_no_error (error);
  g_assert_cmpint (plan (test, action), ==, -1);
  g_assert_false (rg_store_take_back_sync (test->store, action, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "Removed"));
  rg_test_shop_take_back (test, off);
  rg_test_shop_take_back (test, action);
  assert_read (test, "SELECT count(*) FROM customer_tag WHERE tag_id <> 1", "0");
}

static RgBulk *
any (GRand *rand)
{
  static const char *const tags[] = { "web", "gold", "Åland" };
  static const char *const texts[] = { "", "nb", "sv" };
  g_autoptr (GArray) ids = some (g_rand_int_range (rand, 1, 40), g_rand_int_range (rand, 1, 4));
  const int what = g_rand_int_range (rand, 0, 11);

  if (what < 5)
    return rg_bulk_new_tag (ids, tags[g_rand_int_range (rand, 0, 3)], what < 3);
  if (what == 9)
    return rg_bulk_new_delete (ids);
  if (what == 10)
    return rg_bulk_new_fact (ids, RG_BULK_PREFERS, g_rand_boolean (rand) ? "phone" : "");
  return rg_bulk_new_fact (ids, what == 8 ? RG_BULK_JOINED_HOW : RG_BULK_LANGUAGE,
                           texts[g_rand_int_range (rand, 0, 3)]);
}

/* Whatever was done goes back and forth, each time to the same shop, derived tables included; and
 * all of it, in reverse, to the beginning. */
static void
test_back_and_forth (void)
{
  g_autoptr (RgTestShop) test = new_shop ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  g_autofree char *start = rg_test_shop_dump (test, TRUE);
  g_autoptr (GArray) done = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *before = rg_test_shop_dump (test, TRUE);
      g_autoptr (RgBulk) bulk = any (rand);
      gint64 action = run (test, bulk);
      g_autofree char *after = rg_test_shop_dump (test, TRUE);

      if (action == 0)
        continue;
      action = rg_test_shop_take_back (test, action);
      assert_same (test, before);
      action = rg_test_shop_take_back (test, action);
      assert_same (test, after);
      g_array_append_val (done, action);
    }
  for (guint i = done->len; i > 0; i--)
    rg_test_shop_take_back (test, g_array_index (done, gint64, i - 1));
  assert_same (test, start);
  rg_test_shop_check (test);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/bulk/tag", test_tag);
  g_test_add_func ("/bulk/fact", test_fact);
  g_test_add_func ("/bulk/prefers", test_prefers);
  g_test_add_func ("/bulk/delete", test_delete);
  g_test_add_func ("/bulk/deleted", test_deleted);
  g_test_add_func ("/bulk/needs-deleted", test_needs_deleted);
  g_test_add_func ("/bulk/erased", test_erased);
  g_test_add_func ("/bulk/campaign", test_campaign);
  g_test_add_func ("/bulk/own-field", test_own_field);
  g_test_add_func ("/bulk/cancelled", test_cancelled);
  g_test_add_func ("/bulk/in-the-way", test_in_the_way);
  g_test_add_func ("/bulk/back-and-forth", test_back_and_forth);

  return g_test_run ();
}
