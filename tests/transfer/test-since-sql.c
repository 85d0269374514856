/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the last import changed, against what SQLite says of the rows. */
#include "rg-test-import.h"

#include "store/rg-store-dataset.h"
#include "store/rg-store-since.h"

#define HEADER \
  "Receipt number,Date,Time,Product code,Product,Category,Quantity,Unit price,Customer ID\n"
#define LAST_DAY 20773 /* 16 November 2026 */
#define DAYS 1100
#define NEW_DAYS 5

typedef struct {
  RgDataset *dataset;
  const RgShop *shop;
  RgSinceReport *report;
} SinceRead;

static gboolean
since_in_thread (RgDb *db, gpointer data, GError **error)
{
  SinceRead *read = data;

  read->report = rg_since_report_read (db, read->dataset, read->shop, LAST_DAY + 1, error);
  return read->report != NULL;
}

/* Receipts of 150 customers, each with a rhythm of their own; some begin late, some stop, and some
 * stay away for long. Deterministic. */
static char *
make_file (RgDay from, RgDay to)
{
  GString *text = g_string_new (HEADER);

  for (RgDay day = from; day <= to; day++)
    {
      g_autofree char *date = rg_day_format_iso (day);

      g_string_append_printf (text, "%d-x,%s,10:00,A,Coffee,Drinks,1,10,\n", day, date);
      for (int c = 0; c < 150; c++)
        {
          gboolean late = c % 9 == 0, leaves = c % 4 == 1;
          int rhythm = late ? 3 : leaves ? 10 : 7 + c % 40 * 11;
          int begins = late ? DAYS - 12 + c % 14 : c % 30;
          int stops = leaves ? DAYS - 90 + c % 12 : DAYS * 2;
          int since_start = day - (LAST_DAY - DAYS);
          gboolean away = c % 10 == 2 && since_start > 500 && since_start < DAYS - 8 + c / 10;

          if (c % 10 == 2)
            rhythm = 3;
          if (!away && since_start >= begins && since_start < stops
              && (since_start + c) % rhythm == 0)
            g_string_append_printf (text, "%d-%d,%s,10:00,A,Coffee,Drinks,1,10,c%d\n", day, c,
                                    date, c);
        }
    }
  return g_string_free (text, FALSE);
}

static int
id_order (gconstpointer a, gconstpointer b)
{
  const gint64 *first = a, *second = b;

  return (*first > *second) - (*first < *second);
}

static void
assert_list (RgTestShop *test, GArray *ids, const char *sql)
{
  g_autofree char *expected = rg_test_shop_read (test, sql);
  g_autoptr (GString) found = g_string_new (NULL);

  g_array_sort (ids, id_order);
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (found, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            g_array_index (ids, gint64, i));
  g_assert_cmpstr (found->str, ==, expected);
}

#define VISITS(when) \
  "(SELECT count(*) FROM receipt AS r WHERE r.customer_id = c.id AND r.sale_lines > 0 AND " when ")"
#define LIST(where) \
  "SELECT coalesce(group_concat(id, ','), '') FROM (SELECT c.id FROM customer AS c WHERE " where \
  " ORDER BY c.id)"

static void
assert_people (RgTestShop *test, const RgSince *people)
{
  assert_list (test, people->fresh,
               LIST (VISITS ("r.import_id = 2") " > 0 AND " VISITS ("r.import_id = 1") " = 0"));
  assert_list (test, people->returned,
               LIST ("(SELECT min(n.sold_on) FROM receipt AS n WHERE n.customer_id = c.id AND "
                     "n.import_id = 2) - (SELECT max(o.sold_on) FROM receipt AS o WHERE "
                     "o.customer_id = c.id AND o.import_id = 1) >= 365"));
  /* 20774 is the day after the last one, NEW_DAYS before it that of the import before. */
  assert_list (test, people->slipped,
               LIST (VISITS ("r.sold_on BETWEEN 20774 - 729 AND 20774") " >= 5 AND "
                     VISITS ("r.sold_on BETWEEN 20774 - 89 AND 20774") " = 0 AND NOT ("
                     VISITS ("r.sold_on BETWEEN 20769 - 729 AND 20769 AND r.import_id = 1")
                     " >= 5 AND "
                     VISITS ("r.sold_on BETWEEN 20769 - 89 AND 20769 AND r.import_id = 1")
                     " = 0)"));
  g_assert_cmpuint (people->fresh->len, >, 0);
  g_assert_cmpuint (people->returned->len, >, 0);
  g_assert_cmpuint (people->slipped->len, >, 0);
}

static RgSinceReport *
read_report (RgTestShop *test)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDataset) dataset = rg_store_dup_dataset_sync (test->store, &error);
  SinceRead read = { dataset, rg_store_get_shop (test->store), NULL };

  g_assert_no_error (error);
  rg_store_read_sync (test->store, RG_READER_REPORT, since_in_thread, &read, NULL, &error);
  g_assert_no_error (error);
  return read.report;
}

static void
test_import (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *first = make_file (LAST_DAY - DAYS, LAST_DAY - NEW_DAYS);
  g_autofree char *second = make_file (LAST_DAY - NEW_DAYS + 1, LAST_DAY);
  g_autoptr (RgSinceReport) week = NULL, since = NULL;

  rg_test_import (test, "first.csv", first, NULL);
  week = read_report (test);
  g_assert_true (week->is_week);
  rg_test_import (test, "second.csv", second, NULL);
  since = read_report (test);
  g_assert_false (since->is_week);
  g_assert_cmpint (since->from, ==, LAST_DAY - NEW_DAYS + 1);
  assert_people (test, since->people);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/since-sql/import", test_import);
  return g_test_run ();
}
