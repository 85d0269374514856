/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The sample shop as a file: whole, equal each time, and quick to make. */
#include "rg-test-import.h"

#include "store/rg-segment-unusual.h"
#include "store/rg-store-dataset.h"
#include "store/rg-store-sample.h"
#include "store/rg-store-undo.h"
#include "transfer/rg-sample.h"

#include <glib/gstdio.h>

typedef struct
{
  char *folder;
  char *path;
  RgStore *store;
} Fixture;

static RgSampleData *
make_until (guint n_customers, guint64 seed, RgDay last_day)
{
  RgSampleOptions options = {
    .n_customers = n_customers,
    .seed = seed,
    .last_day = last_day,
    .last_time = 86399,
  };
  return rg_sample_make (&options);
}

static RgSampleData *
make (guint n_customers)
{
  return make_until (n_customers, 1, rg_day_from_ymd (2026, 11, 21));
}

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgSampleData) sample = make (GPOINTER_TO_UINT (data));

  fixture->folder = g_dir_make_tmp ("regulars-sample-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "fjordbok.regulars", NULL);
  fixture->store = rg_store_create_sample (fixture->path, sample, &error);
  g_assert_no_error (error);
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  rg_store_close (fixture->store);
  g_assert_finalize_object (fixture->store);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

typedef struct
{
  const char *sql;
  GString *text;
} Query;

static gboolean
query_in_thread (RgDb *db, gpointer data, GError **error)
{
  Query *query = data;
  g_autoptr (RgStatement) rows = rg_db_prepare (db, query->sql, error);
  RgStep step = RG_STEP_ERROR;

  while (rows != NULL && (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      for (int i = 0; i < rg_statement_n_columns (rows); i++)
        g_string_append_printf (query->text, "%s|", rg_statement_get_text (rows, i));
    }
  return step == RG_STEP_DONE;
}

static char *
query (RgStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;
  Query self = { sql, g_string_new (NULL) };

  rg_store_read_sync (store, RG_READER_REPORT, query_in_thread, &self, NULL, &error);
  g_assert_no_error (error);
  return g_string_free_and_steal (self.text);
}

static void
assert_query (Fixture *fixture, const char *sql, const char *expected)
{
  g_autofree char *text = query (fixture->store, sql);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_whole (Fixture *fixture, gconstpointer data)
{
  assert_query (fixture, "PRAGMA integrity_check", "ok|");
  assert_query (fixture, "PRAGMA foreign_key_check", "");
  assert_query (fixture, "SELECT count(*) FROM customer", "300|");
  assert_query (fixture, "SELECT count(*) FROM customer_fact", "300|");
  assert_query (fixture,
                "SELECT count(DISTINCT field_id), min(import_id), count(*) BETWEEN 250 AND 500 "
                "FROM field_value",
                "3|1|1|");
  assert_query (fixture, "SELECT is_sample, currency FROM shop", "1|NOK|");
  assert_query (fixture, "SELECT count(*), min(label) FROM action", "1|Sample Shop|");
  assert_query (fixture, "SELECT count(*) > 3000 FROM receipt", "1|");
  /* Sums, and pointers, as the lines say. */
  assert_query (fixture,
                "SELECT count(*) FROM receipt AS r WHERE net_minor <> (SELECT sum(net_minor) "
                "FROM receipt_line WHERE receipt_id = r.id)",
                "0|");
  assert_query (fixture,
                "SELECT count(*) FROM receipt_line AS b WHERE b.kind = 1 AND NOT EXISTS (SELECT 1 "
                "FROM receipt_line AS s WHERE s.receipt_id = b.returns_receipt_id "
                "AND s.line = b.returns_line AND s.product_id = b.product_id "
                "AND s.net_minor = -b.net_minor)",
                "0|");
  assert_query (fixture,
                "SELECT count(*) > 0 FROM contact_point WHERE household_id IS NOT NULL", "1|");
  assert_query (fixture,
                "SELECT count(*) FROM customer_fact WHERE visits = 0 AND last_on IS NOT NULL",
                "0|");
  assert_query (fixture,
                "SELECT count(*) FROM (SELECT DISTINCT customer_id, channel FROM consent) AS c "
                "LEFT JOIN permission AS p USING (customer_id, channel) WHERE p.granted IS NULL",
                "0|");
  g_assert_true (rg_store_get_shop (fixture->store)->is_sample);
}

/* Equal but for what tells when it was made. */
static void
test_equal (Fixture *fixture, gconstpointer data)
{
  static const char *const tables[] = {
    "SELECT id, hex(uuid), number, name, note, card_number, joined_on FROM customer ORDER BY id",
    "SELECT id, hex(uuid), kind, value, value_key, postcode, city FROM contact_point ORDER BY id",
    "SELECT id, hex(uuid), channel, granted, effective_on, recorded_at FROM consent ORDER BY id",
    "SELECT id, hex(uuid), number, till, sold_on, sold_at, net_minor FROM receipt ORDER BY id",
    "SELECT * FROM receipt_line ORDER BY receipt_id, line",
    "SELECT * FROM customer_tag ORDER BY 1, 2",
    "SELECT hex(uuid), name, currency FROM shop",
  };
  Fixture other = { 0 };

  fixture_set_up (&other, data);
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *one = query (fixture->store, tables[i]);
      g_autofree char *two = query (other.store, tables[i]);
      g_assert_cmpint (strlen (one), >, 20);
      g_assert_cmpstr (one, ==, two);
    }
  fixture_tear_down (&other, data);
}

/* All of the shop's sales as a till would write them. */
#define EXPORT \
  "SELECT group_concat(r.number || ',' || date(r.sold_on * 86400, 'unixepoch') || ',' || " \
  "time(r.sold_time, 'unixepoch') || ',' || o.code || ',' || r.till || ',' || p.code || ',\"' || " \
  "p.name || '\",' || (l.quantity_milli / 1000.0) || ',' || (l.unit_price_micro / 1e6) || ',' || " \
  "(l.net_minor / 100.0) || ',' || (l.discount_minor / 100.0) || ',' || (l.tax_minor / 100.0) || " \
  "',' || (l.cost_minor / 100.0) || ',' || CASE l.kind WHEN 2 THEN 'Fee' WHEN 4 THEN 'Gift card' " \
  "WHEN 1 THEN 'Return' ELSE 'Sale' END || ',' || coalesce(c.number, ''), char(10) " \
  "ORDER BY r.id, l.line) " \
  "FROM receipt AS r JOIN receipt_line AS l ON l.receipt_id = r.id " \
  "JOIN location AS o ON o.id = r.location_id JOIN product AS p ON p.id = l.product_id " \
  "LEFT JOIN customer AS c ON c.id = r.customer_id"

#define COLUMNS \
  "Receipt number,Date,Time,Branch,Till,SKU,Product,Quantity,Unit price,Net sales,Discount,Tax," \
  "Cost,Type,Customer number\n"

/* The shop knows its own sales again when they come as a file. */
static void
test_known_again (Fixture *fixture, gconstpointer data)
{
  g_autofree char *rows = query (fixture->store, EXPORT);
  g_autofree char *text = g_strconcat (COLUMNS, g_strdelimit (rows, "|", '\n'), NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgImportBatch) batch = rg_test_read ("sample.csv", text, -1, &error);
  RgImportSummary summary;

  g_assert_no_error (error);
  g_set_str (&batch->source, "sample");
  rg_store_check_import_sync (fixture->store, batch, &summary, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (summary.rows_refused, ==, 0);
  g_assert_cmpuint (summary.receipts, >, 3000);
  g_assert_cmpuint (summary.receipts_known, ==, summary.receipts);
  g_assert_cmpuint (summary.receipts_changed + summary.receipts_new, ==, 0);
  g_assert_cmpuint (summary.customers_created + summary.products_created, ==, 0);
}

static void
test_refuses_a_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgSampleData) sample = make (1);
  RgStore *store = rg_store_create_sample (fixture->path, sample, &error);

  g_assert_null (store);
  g_assert_nonnull (error);
  assert_query (fixture, "SELECT count(*) FROM customer", "300|");
}

/* On whatever day the shop is made, a leap day or a Sunday, Today has something to tell of its
 * segment. */
static void
test_unusual (Fixture *fixture, gconstpointer data)
{
  const RgDay first = rg_day_from_ymd (2024, 2, 25);

  for (RgDay day = first; day < first + 8; day++)
    {
      g_autofree char *path = g_strdup_printf ("%s/unusual-%d.regulars", fixture->folder, day);
      g_autoptr (RgSampleData) sample = make_until (1000, (guint64) day, day);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) found = NULL;
      g_autoptr (RgDataset) dataset = NULL;
      RgStore *store;

      store = rg_store_create_sample (path, sample, &error);
      g_assert_no_error (error);
      dataset = rg_store_dup_dataset_sync (store, &error);
      g_assert_no_error (error);
      found = rg_segments_unusual_read (store, rg_store_get_shop (store), dataset, FALSE, NULL,
                                        &error);
      g_assert_no_error (error);
      g_assert_cmpuint (found->len, ==, 1);
      g_assert_cmpuint (((RgUnusual *) found->pdata[0])->after, >,
                        ((RgUnusual *) found->pdata[0])->before);
      rg_store_close (store);
      g_assert_finalize_object (store);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/sample-store/whole", Fixture, GUINT_TO_POINTER (300), fixture_set_up, test_whole,
              fixture_tear_down);
  g_test_add ("/sample-store/equal", Fixture, GUINT_TO_POINTER (300), fixture_set_up, test_equal,
              fixture_tear_down);
  g_test_add ("/sample-store/unusual", Fixture, GUINT_TO_POINTER (20), fixture_set_up,
              test_unusual, fixture_tear_down);
  g_test_add ("/sample-store/refuses-a-file", Fixture, GUINT_TO_POINTER (300), fixture_set_up,
              test_refuses_a_file, fixture_tear_down);
  g_test_add ("/sample-store/known-again", Fixture, GUINT_TO_POINTER (300), fixture_set_up,
              test_known_again, fixture_tear_down);
  return g_test_run ();
}
