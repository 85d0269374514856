/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The dataset follows the file: after any sequence of edits, imports, merges and take-backs the
 * next generation says the same as reading everything anew. */
#include "rg-plain-sql.h"
#include "rg-random-segment.h"
#include "rg-test-dump.h"

#include "base/rg-parallel-private.h"
#include "rules/rg-segment-count.h"
#include "store/rg-store-dataset.h"
#include "store/rg-store-erase.h"
#include "store/rg-store-undo.h"

#include <stdlib.h>
#include <string.h>

#define UUID "randomblob (16)"

static gboolean
load_in_thread (RgDb *db, gpointer data, GError **error)
{
  gint64 action;

  *(RgDataset **) data = rg_dataset_load (db, &action, error);
  return *(RgDataset **) data != NULL;
}

static void
assert_equals_rebuild (RgTestShop *test, const char *after)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDataset) followed = rg_store_dup_dataset_sync (test->store, &error);
  g_autoptr (RgDataset) anew = NULL;
  g_autofree char *said = NULL;
  g_autofree char *expected = NULL;
  g_auto (GStrv) a = NULL;
  g_auto (GStrv) b = NULL;

  g_assert_no_error (error);
  rg_store_read_sync (test->store, RG_READER_REPORT, load_in_thread, &anew, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (followed->generation, ==, anew->generation);
  said = rg_test_dump (followed, TRUE);
  expected = rg_test_dump (anew, TRUE);
  a = g_strsplit (said, "\n", -1);
  b = g_strsplit (expected, "\n", -1);
  for (guint i = 0; a[i] != NULL && b[i] != NULL; i++)
    if (strcmp (a[i], b[i]) != 0)
      g_error ("after %s: “%s” is not “%s”", after, a[i], b[i]);
  g_assert_cmpuint (g_strv_length (a), ==, g_strv_length (b));
}

/* --- rules -------------------------------------------------------------------------------- */

static const char *const rule_words[] = { "Thing", "tag 3", "Cat 1", "Place", "Renamed 7", "p2",
                                          "Brand 1", "Category 4", "Person 2" };

/* Cities and contact details are not in the plain rows. */
static gboolean
is_plain (const RgRuleKind *kind)
{
  return !g_str_equal (kind->keyword, "text") && !g_str_equal (kind->keyword, "has") &&
         kind->list != RG_LIST_CITIES && kind->list != RG_LIST_COUNTRIES &&
         !(kind->fields & RG_FIELD_OWN);
}

static void
assert_rule_agrees (const RgRule *rule, const Plain *plain, const RgSegmentContext *context)
{
  g_autofree char *text = rg_rule_print (rule);
  g_autofree guint8 *expected = plain_rule (plain, rule);
  g_autoptr (RgBitset) members = rg_rule_evaluate (rule, context);
  guint n = 0;

  for (guint i = 0; i < plain->people->len; i++)
    {
      const PlainPerson *person = plain->people->pdata[i];
      const guint at = rg_dataset_find_customer (context->dataset, person->id);

      if (rg_bitset_get (members, at) != expected[i])
        g_error ("customer %d should%s be in: %s", (int) person->id, expected[i] ? "" : " not",
                 text);
      n += expected[i];
    }
  g_assert_cmpuint (rg_bitset_count (members), ==, n);
}

/* Each kind counts on the dataset what a second opinion finds in the rows of the file. */
static void
assert_rules_agree (RgTestShop *test)
{
  g_autoptr (RgDataset) dataset = rg_store_dup_dataset_sync (test->store, NULL);
  g_autoptr (Plain) plain = plain_load (test);
  const RgSegmentContext context = { .dataset = dataset, .today = 20080, .digits = 2 };

  plain->today = context.today;
  for (guint k = 0; k < rg_n_rule_kinds (); k++)
    {
      g_autoptr (RgNode) node =
        rg_random_rule_of (rg_rule_kind_at (k), rule_words, G_N_ELEMENTS (rule_words), 20000,
                           20100);

      if (is_plain (node->rule.kind))
        assert_rule_agrees (&node->rule, plain, &context);
    }
}

/* --- random actions ----------------------------------------------------------------------- */

static const char *const edits[] = {
  "INSERT INTO customer (uuid, name, joined_on) VALUES (" UUID ", 'Person %d', 20000 + %d)",
  "UPDATE customer SET name = 'Renamed %d' WHERE id = %d",
  "UPDATE customer SET birth_year = 1970 + %d, birth_month = 5, birth_day = 7 WHERE id = %d",
  "UPDATE customer SET number = %d, card_number = '77' WHERE id = %d",
  "UPDATE customer SET occupation = 'Work %d', interests = 'tea, x', children = 2 WHERE id = %d",
  "DELETE FROM customer WHERE id = (SELECT min(id) FROM customer AS c WHERE id >= %d + 0 * %d AND "
  "NOT EXISTS (SELECT 1 FROM receipt WHERE customer_id = c.id) AND "
  "NOT EXISTS (SELECT 1 FROM consent WHERE customer_id = c.id) AND "
  "NOT EXISTS (SELECT 1 FROM points_entry WHERE customer_id = c.id) AND "
  "NOT EXISTS (SELECT 1 FROM ticket WHERE customer_id = c.id) AND "
  "NOT EXISTS (SELECT 1 FROM customer WHERE merged_into = c.id))",
  "UPDATE customer SET merged_into = (SELECT min(id) FROM customer) WHERE id = %d + 0 * %d "
  "AND id > (SELECT min(id) FROM customer)",
  "UPDATE customer SET merged_into = NULL WHERE id >= %d + 0 * %d",
  "INSERT INTO segment (uuid, name, text) VALUES (" UUID ", 'Place', 'visits at least %d; none ("
  "segment is \"tag %d\")')",
  "UPDATE segment SET name = 'tag %d', text = 'spend at least %d' WHERE id = 1",
  "INSERT INTO segment_person (segment_id, customer_id, chosen, reason) SELECT s.id, c.id, "
  "%d %% 2, 'Reason' FROM segment AS s, customer AS c WHERE c.id %% 5 = %d %% 5 "
  "ON CONFLICT DO UPDATE SET chosen = excluded.chosen WHERE chosen <> excluded.chosen",
  "DELETE FROM segment_person WHERE customer_id = %d + 0 * %d",
  "DELETE FROM segment WHERE id %% 3 = %d %% 3 AND id > %d / 4",
  "UPDATE customer SET erased_at = 1 WHERE id = %d + 30 + 0 * %d",
  "UPDATE customer SET deleted_at = iif(deleted_at IS NULL, 1, NULL) WHERE id = %d + 30 + 0 * %d",
  "INSERT INTO contact_point (uuid, customer_id, kind, value, value_key) "
  "SELECT " UUID ", id, 'email', 'p%d@example.org', 'x' FROM customer WHERE id = %d",
  "INSERT INTO contact_point (uuid, customer_id, kind, value, city, country, postcode) SELECT "
  UUID ", id, 'address', 'Street %d', 'Oslo', 'Norway', '0150' FROM customer WHERE id = %d",
  "UPDATE contact_point SET city = 'Bergen %d', postcode = '5014', preferred = 1 WHERE id = %d",
  "DELETE FROM contact_point WHERE id = %d + 0 * %d",
  "INSERT OR IGNORE INTO tag (uuid, name) VALUES (" UUID ", 'tag %d' || 0 * %d)",
  "INSERT OR IGNORE INTO customer_tag (customer_id, tag_id) SELECT c.id, t.id FROM customer AS c, "
  "tag AS t WHERE c.id %% 7 = %d %% 7 AND t.id = %d",
  "DELETE FROM customer_tag WHERE customer_id = %d + 0 * %d",
  "DELETE FROM tag WHERE id = %d + 0 * %d",
  "UPDATE tag SET name = name || '!' WHERE id = %d + 0 * %d",
  "INSERT INTO consent (uuid, customer_id, channel, granted, effective_on, recorded_at) "
  "SELECT " UUID ", id, 'post', %d %% 2, 20000, 1 FROM customer WHERE id = %d",
  "UPDATE category SET name = 'Category %d' WHERE id = %d",
  "UPDATE product SET category_id = (SELECT id FROM category ORDER BY random () LIMIT 1), "
  "name = 'Product %d' WHERE id = %d",
  "UPDATE product SET brand = 'Brand ' || %d %% 3, supplier = 'p2' WHERE id = %d",
  "UPDATE product SET warranty_months = nullif(%d %% 4, 0), lifetime_days = 10 WHERE id = %d",
  "INSERT INTO activity (uuid, customer_id, product_id, kind, day_on, quantity_milli) "
  "SELECT " UUID ", c.id, p.id, iif(c.id %% 2, 'left', 'viewed'), 20000 + %d, 1000 FROM customer "
  "AS c, product AS p WHERE c.id %% 5 = %d %% 5 AND p.id < 4",
  "DELETE FROM activity WHERE id %% 9 = %d %% 9 OR product_id = %d",
  "UPDATE activity SET customer_id = (SELECT max(id) FROM customer) WHERE id %% 25 = %d + 0 * %d",
  "INSERT INTO points_entry (uuid, customer_id, points, kind, effective_on, recorded_at, "
  "lapses_on) SELECT " UUID ", id, 10 + %d, 'given', 20050, 86400 * 20050 + 43200, "
  "iif(id %% 3, 20050 + 9, NULL) FROM customer WHERE id %% 4 = %d %% 4",
  "INSERT INTO points_entry (uuid, customer_id, points, kind, effective_on, recorded_at) "
  "SELECT " UUID ", id, -7 - %d, iif(id %% 2, 'spent', 'lapsed'), 20050, 1 "
  "FROM customer WHERE id %% 6 = %d %% 6",
  "INSERT INTO points_entry (uuid, customer_id, points, kind, effective_on, recorded_at, "
  "reverses) SELECT " UUID ", customer_id, -points, 'reversal', effective_on, "
  "86400 * 20050 + 43200, id FROM points_entry WHERE id %% 7 = %d %% 7 + 0 * %d "
  "AND NOT EXISTS (SELECT 1 FROM points_entry AS e WHERE e.reverses = points_entry.id)",
  "INSERT INTO ticket (uuid, kind, customer_id, subject, opened_on) SELECT " UUID ", "
  "iif(id %% 2, 'service', 'enquiry'), id, 'Lid %d', 20050 FROM customer "
  "WHERE id %% 5 = %d %% 5",
  "UPDATE ticket SET state = 'closed', closed_on = 20050, "
  "outcome = iif(kind = 'enquiry', 'won', '') WHERE id %% 3 = %d %% 3 + 0 * %d "
  "AND closed_on IS NULL",
  "UPDATE ticket SET state = 'open', closed_on = NULL, outcome = '' "
  "WHERE id %% 4 = %d %% 4 + 0 * %d",
  "DELETE FROM ticket WHERE id %% 9 = %d %% 9 + 0 * %d",
  "UPDATE shop SET time_zone = iif(%d %% 2, 'Asia/Tokyo', 'Pacific/Honolulu') WHERE %d > 0",
  "UPDATE receipt SET sold_time = %d * 3300 WHERE id = %d",
  "UPDATE location SET time_zone = iif(%d %% 2, 'Asia/Tokyo', NULL) WHERE id = 1 + %d %% 3",
  "INSERT INTO household (uuid, name) VALUES (" UUID ", 'Home %d' || 0 * %d)",
  "UPDATE customer SET household_id = (SELECT max(id) FROM household) WHERE id IN (%d, %d)",
  "INSERT INTO contact_point (uuid, household_id, kind, value, city) "
  "SELECT " UUID ", max(id), 'address', 'Home %d', 'Voss' FROM household WHERE %d > 0 "
  "HAVING max(id) IS NOT NULL",
  "INSERT OR IGNORE INTO field (uuid, name, kind, place) "
  "VALUES (" UUID ", 'Field %d', iif(%d %% 2, 'text', 'number'), 0)",
  "INSERT OR IGNORE INTO field (uuid, name, kind, place) "
  "VALUES (" UUID ", 'List %d', iif(%d %% 2, 'one', 'several'), 1)",
  "INSERT INTO field_choice (field_id, name, place) SELECT id, 'Choice %d', %d FROM field "
  "WHERE kind IN ('one', 'several')",
  "UPDATE field_choice SET name = name || '!' WHERE id = %d + 0 * %d",
  "DELETE FROM field_choice WHERE id = %d + 0 * %d",
  "INSERT INTO field_value (customer_id, field_id, part, text) SELECT c.id, f.id, 0, 'Word %d' "
  "FROM customer AS c, field AS f WHERE f.kind = 'text' AND c.id %% 5 = %d %% 5 "
  "ON CONFLICT DO UPDATE SET text = excluded.text",
  "INSERT INTO field_value (customer_id, field_id, part, number) SELECT c.id, f.id, 0, %d "
  "FROM customer AS c, field AS f WHERE f.kind = 'number' AND c.id %% 5 = %d %% 5 "
  "ON CONFLICT DO UPDATE SET number = excluded.number",
  "INSERT INTO field_value (customer_id, field_id, part, choice_id) "
  "SELECT c.id, h.field_id, iif(f.kind = 'one', 0, h.id), h.id FROM customer AS c, "
  "field_choice AS h JOIN field AS f ON f.id = h.field_id WHERE c.id %% 7 = %d %% 7 "
  "AND h.id %% 3 = %d %% 3 ON CONFLICT DO UPDATE SET choice_id = excluded.choice_id",
  "DELETE FROM field_value WHERE customer_id = %d + 0 * %d",
  "UPDATE field SET name = name || '!' WHERE id = %d + 0 * %d",
  "DELETE FROM field WHERE id = %d + 0 * %d",
  "UPDATE receipt SET customer_id = (SELECT id FROM customer WHERE id = %d) WHERE id = %d",
};

/* As the importer writes: one row in `import`, rows that carry it, not logged. */
static gboolean
import_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (GString) sql = g_string_new (NULL);
  gint64 action = rg_write_get_action (write);

  g_string_append_printf (
    sql,
    "INSERT OR IGNORE INTO source (name) VALUES ('till');"
    "INSERT INTO import (uuid, action_id, source_id, kind, dialect, file_name, file_hash, at, "
    "summary) VALUES (" UUID ", %" G_GINT64_FORMAT ", 1, 'sales', 'x', 'x.csv', x'00', 1, '{}');"
    "INSERT OR IGNORE INTO location (uuid, code, name, import_id) SELECT " UUID ", 'l' || %d, "
    "'Place', max(id) FROM import;"
    "INSERT OR IGNORE INTO category (uuid, name, import_id) SELECT " UUID ", 'Cat ' || %d, max(id) "
    "FROM import;"
    "INSERT OR IGNORE INTO product (uuid, code, name, category_id, import_id) SELECT " UUID ", "
    "'p' || %d, 'Thing', (SELECT max(id) FROM category), max(id) FROM import;"
    "INSERT INTO customer (uuid, number, import_id) SELECT " UUID ", 'n' || %d, max(id) "
    "FROM import;"
    "INSERT INTO activity (uuid, customer_id, product_id, kind, day_on, quantity_milli, import_id) "
    "SELECT " UUID ", (SELECT min(id) FROM customer), (SELECT max(id) FROM product), 'viewed', "
    "20050, 1000, max(id) FROM import;"
    "INSERT INTO points_entry (uuid, customer_id, points, kind, effective_on, recorded_at, "
    "import_id) SELECT " UUID ", (SELECT min(id) FROM customer), 40, 'corrected', 20050, 1, "
    "max(id) FROM import;",
    action, g_test_rand_int_range (0, 3), g_test_rand_int_range (0, 5),
    g_test_rand_int_range (0, 9), g_test_rand_int_range (0, 999));
  for (gint n = g_test_rand_int_range (1, 8); n > 0; n--)
    {
      gint64 amount = g_test_rand_int_range (-500, 5000);

      g_string_append_printf (
        sql,
        "INSERT INTO receipt (uuid, source_id, location_id, till, number, period, sold_on, "
        "sold_at, customer_id, lines_hash, net_minor, net_sales_minor, sale_lines, import_id) "
        "SELECT " UUID ", 1, (SELECT min(id) FROM location), '', hex(randomblob(8)), '', %d, 0, "
        "(SELECT id FROM customer WHERE id = %d), 0, %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
        ", 1, max(id) FROM import;"
        "INSERT INTO receipt_line (receipt_id, line, product_id, kind, quantity_milli, "
        "unit_price_micro, net_minor, cost_minor) SELECT max(id), 1, "
        "(SELECT max(id) FROM product), %d, 1000, 0, %" G_GINT64_FORMAT
        ", iif(random() %% 2, 300, NULL) FROM receipt;",
        g_test_rand_int_range (20000, 20100), g_test_rand_int_range (1, 25), amount, amount,
        g_test_rand_int_range (0, 2), amount);
    }
  rg_write_note_table (write, "receipt");
  return rg_write_set_bulk (write, TRUE, error) && rg_db_exec (db, sql->str, "import", error) &&
         rg_write_set_bulk (write, FALSE, error);
}

static gint64
random_import (RgTestShop *test)
{
  g_autoptr (GError) error = NULL;
  gint64 action;

  rg_store_write_sync (test->store, "import", "Import", import_in_thread, NULL, NULL, &action,
                       &error);
  g_assert_no_error (error);
  return action;
}

static gint64
random_take_back (RgTestShop *test, gint64 newest)
{
  g_autoptr (GError) error = NULL;
  gint64 undo = 0;
  gint64 action = g_test_rand_int_range ((gint32) MAX (1, newest - 12), (gint32) newest + 1);

  if (!rg_store_take_back_sync (test->store, action, &undo, &error))
    g_assert_true (error->domain == RG_STORE_ERROR);
  return undo;
}

static gint64
random_erase (RgTestShop *test)
{
  g_autoptr (GError) error = NULL;
  gint64 action = 0;

  if (!rg_store_erase_customer_sync (test->store, g_test_rand_int_range (1, 25), &action, &error))
    g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND);
  return action;
}

static void
follow (guint rounds)
{
  guint taken_back = 0;

  for (guint round = 0; round < rounds; round++)
    {
      g_autoptr (RgTestShop) test = rg_test_shop_new ();
      gint64 newest = 0;

      assert_equals_rebuild (test, "nothing");
      for (guint step = 0; step < 60; step++)
        {
          g_autofree char *what = NULL;
          int choice = g_test_rand_int_range (0, 10);
          gint64 action;

          if (choice == 0 && g_test_rand_bit ())
            action = random_erase (test);
          else if (choice < 6)
            action = rg_test_shop_random_edit (test, edits, G_N_ELEMENTS (edits), &what);
          else if (choice < 8 || newest == 0)
            action = random_import (test);
          else
            {
              action = random_take_back (test, newest);
              taken_back += action != 0;
              what = g_strdup_printf ("take-back %d", (int) action);
            }
          newest = MAX (newest, action);
          if (step % 15 == 14)
            assert_rules_agree (test);
          /* Sometimes several actions make one generation. */
          if (g_test_rand_int_range (0, 3) > 0)
            assert_equals_rebuild (test, what != NULL ? what : "import");
        }
      assert_equals_rebuild (test, "all");
      assert_rules_agree (test);
    }
  g_assert_cmpuint (taken_back, >, rounds);
}

static void
test_follows (void)
{
  const char *wanted = g_getenv ("REGULARS_RULE_ROUNDS");

  follow (wanted != NULL ? (guint) atoi (wanted) : 6);
}

/* --- beside each other -------------------------------------------------------------------- */

typedef struct {
  RgTestShop *test;
  RgDataset *dataset;
} OldSnapshot;

/* Reads what the file was before another commit came, which receipts read by another connection
 * would have. */
static gboolean
load_old_in_thread (RgDb *db, gpointer data, GError **error)
{
  OldSnapshot *old = data;
  gint64 generation;

  if (!rg_db_get_int (db, "store.generation", &generation, error))
    return FALSE;
  random_import (old->test);
  return load_in_thread (db, &old->dataset, error);
}

static void
test_old_snapshot (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (RgDataset) before = NULL;
  g_autoptr (RgDataset) now = NULL;
  g_autoptr (GError) error = NULL;
  OldSnapshot old = { .test = test };

  random_import (test);
  before = rg_store_dup_dataset_sync (test->store, &error);
  g_assert_no_error (error);
  rg_store_read_sync (test->store, RG_READER_REPORT, load_old_in_thread, &old, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (old.dataset->generation, ==, before->generation);
  g_assert_cmpuint (old.dataset->sales[0]->n_receipts, ==, before->sales[0]->n_receipts);
  rg_dataset_unref (old.dataset);
  now = rg_store_dup_dataset_sync (test->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (now->sales[0]->n_receipts + now->sales[1]->n_receipts, >,
                    before->sales[0]->n_receipts);
}

/* As in a large shop, where another connection reads the receipts. */
static void
test_beside (void)
{
  rg_parallel_share_everything ();
  test_old_snapshot ();
  follow (1);
}

/* --- announcements ------------------------------------------------------------------------ */

static void
count_cb (RgStore *store, guint *n)
{
  (*n)++;
}

/* Nobody has to ask again: a commit leads to a new generation and its signal. */
static void
test_announces (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (RgDataset) first = NULL;
  g_autoptr (RgDataset) second = NULL;
  g_autoptr (RgDataset) held = NULL;
  guint n = 0;

  g_signal_connect (test->store, "dataset-changed", G_CALLBACK (count_cb), &n);
  first = rg_store_get_dataset (test->store);
  while (n == 0)
    g_main_context_iteration (NULL, TRUE);
  held = rg_store_get_dataset (test->store);
  g_assert_nonnull (held);
  g_assert_cmpuint (held->n_live, ==, 0);
  rg_test_shop_write (test, "Add", "INSERT INTO customer (uuid, name) VALUES (" UUID ", 'A')");
  while (n == 1)
    g_main_context_iteration (NULL, TRUE);
  second = rg_store_get_dataset (test->store);
  g_assert_cmpuint (second->n_live, ==, 1);
  g_assert_cmpuint (held->n_live, ==, 0);
}

/* Closing in the middle of reading neither waits long nor announces to a store that is gone. */
static void
test_closes_while_reading (void)
{
  for (guint i = 0; i < 30; i++)
    {
      g_autoptr (RgTestShop) test = rg_test_shop_new ();

      rg_test_shop_write (test, "Add", "INSERT INTO customer (uuid) VALUES (" UUID ")");
      rg_store_start_dataset (test->store);
      if (i % 3 == 0)
        rg_test_shop_write (test, "Edit", "UPDATE customer SET name = 'x'");
      if (i % 2 == 0)
        rg_test_shop_reopen (test);
    }
}

/* Everybody counts back from one day: in an old file the one after its last sale. */
static void
test_counting_day (void)
{
  g_autoptr (RgShop) shop = rg_shop_new ("Fjordbok", "NOK", "Pacific/Kiritimati");
  RgDay calendar = rg_shop_get_day (shop);
  RgDataset none = { .last_day = RG_DAY_NONE };
  RgDataset recent = { .last_day = calendar - RG_TODAY_OLD_DAYS };
  RgDataset old = { .last_day = calendar - RG_TODAY_OLD_DAYS - 1 };

  g_assert_cmpint (rg_shop_get_counting_day (shop, NULL), ==, calendar);
  g_assert_cmpint (rg_shop_get_counting_day (shop, &none), ==, calendar);
  g_assert_cmpint (rg_shop_get_counting_day (shop, &recent), ==, calendar);
  g_assert_cmpint (rg_shop_get_counting_day (shop, &old), ==, old.last_day + 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store-dataset/follows", test_follows);
  g_test_add_func ("/store-dataset/announces", test_announces);
  g_test_add_func ("/store-dataset/closes-while-reading", test_closes_while_reading);
  g_test_add_func ("/store-dataset/counting-day", test_counting_day);
  /* The last one: it stays so. */
  g_test_add_func ("/store-dataset/beside", test_beside);
  return g_test_run ();
}
