/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A made-up shop: few products sell often (Zipf), few customers come often, many lapse. */
#include "rg-perf-shop-private.h"

#include "store/rg-store-facts.h"

#include <math.h>
#include <string.h>

#define DAYS 1096
#define LINES_A_RECEIPT 2.5

static void
making_products (Making *making)
{
  double sum = 0;

  making->popular = g_new (double, RG_PERF_PRODUCTS);
  for (guint i = 0; i < RG_PERF_PRODUCTS; i++)
    {
      sum += 1 / pow (i + 8, 0.95);
      making->popular[i] = sum;
      making->price[i] = 100 + g_rand_int_range (making->random, 0, 4000);
    }
}

static guint
making_pick_product (Making *making)
{
  double at = g_rand_double_range (making->random, 0, making->popular[RG_PERF_PRODUCTS - 1]);
  guint low = 0, high = RG_PERF_PRODUCTS - 1;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (making->popular[middle] < at)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Visits fall with the square of the customer's luck, and end at some day for most. */
static void
making_visits (Making *making, guint receipts)
{
  double mean = (double) receipts / making->customers;

  for (guint c = 1; c <= making->customers; c++)
    {
      double luck = g_rand_double (making->random);
      guint n = (guint) (3 * mean * luck * luck + g_rand_double (making->random));
      gint32 end = g_rand_int_range (making->random, 30, 2 * DAYS);

      for (guint i = 0; i < n; i++)
        {
          Visit visit = {
            .day = RG_PERF_TODAY - DAYS + g_rand_int_range (making->random, 0, MIN (end, DAYS)),
            .second = g_rand_int_range (making->random, 28800, 68400),
            .customer = c,
          };

          g_array_append_val (making->visits, visit);
        }
    }
}

static int
visit_compare (gconstpointer a, gconstpointer b)
{
  const Visit *x = a, *y = b;

  if (x->day != y->day)
    return x->day < y->day ? -1 : 1;
  return (x->second > y->second) - (x->second < y->second);
}

/* --- rows --------------------------------------------------------------------------------- */

void
rg_perf_bind_uuid (RgStatement *statement, int parameter, guint64 kind, guint64 number)
{
  /* Ascending, so that the index of millions of them grows at its end alone. */
  guint64 uuid[2] = { GUINT64_TO_BE (kind), GUINT64_TO_BE (number) };

  rg_statement_bind_blob (statement, parameter, uuid, sizeof uuid);
}

static gboolean
write_names (RgDb *db, GError **error)
{
  g_autoptr (GString) sql = g_string_new (
    "INSERT INTO source (name) VALUES ('perf');"
    "INSERT INTO import (uuid, action_id, source_id, kind, dialect, file_name, file_hash, at, "
    "summary) SELECT randomblob(16), max(id), 1, 'sales', 'x', 'x', x'00', 1, '{}' FROM action;"
    "INSERT INTO field (uuid, name, kind, place) VALUES (randomblob(16), 'Size', 'number', 1);");

  for (guint i = 1; i <= RG_PERF_LOCATIONS; i++)
    g_string_append_printf (
      sql, "INSERT INTO location (uuid, code, name, import_id) VALUES (randomblob(16), '%u', "
           "'Place %u', 1);", i, i);

  for (guint i = 1; i <= RG_PERF_CATEGORIES; i++)
    g_string_append_printf (
      sql, "INSERT INTO category (uuid, name, import_id) "
           "VALUES (randomblob(16), 'Category %u', 1);", i);
  for (guint i = 1; i <= RG_PERF_TAGS; i++)
    g_string_append_printf (
      sql, "INSERT INTO tag (uuid, name, import_id) VALUES (randomblob(16), 'tag %u', 1);", i);
  for (guint i = 1; i <= RG_PERF_PRODUCTS; i++)
    g_string_append_printf (
      sql, "INSERT INTO product (uuid, code, name, category_id, brand, supplier, warranty_months, "
           "lifetime_days, import_id) VALUES (randomblob(16), 'p%u', 'Product %u', %u, 'Brand %u', "
           "'Supplier %u', nullif(%u, 0), nullif(%u, 0), 1);", i, i, 1 + i % RG_PERF_CATEGORIES,
      i % RG_PERF_BRANDS, i % RG_PERF_SUPPLIERS, i % 5 < 2 ? 24 - 12 * (i % 5) : 0,
      i % 3 == 0 ? 60 : 0);
  return rg_db_exec (db, sql->str, "names", error);
}

/* Some lines are of two pieces, and a few bring a piece back. */
static gboolean
write_line (Making *making, RgStatement *insert, guint receipt, guint line, const Visit *visit,
            gint64 *net, GError **error)
{
  const guint product = making_pick_product (making);
  const double luck = g_rand_double (making->more);
  const gboolean back = line > 1 && luck < 0.02;
  const int pieces = back ? -1 : luck > 0.9 ? 2 : 1;
  const gint64 amount = (gint64) making->price[product] * pieces;
  const gint64 cost = amount * 55 / 100;

  *net += amount;
  fprintf (making->sale_csv, "%u,%u,%u,%d,%d,%u,%u,%u,%u,%u,%d,%d,%" G_GINT64_FORMAT ",%"
           G_GINT64_FORMAT "\n", receipt, line, visit->customer, visit->day, visit->second,
           1 + receipt % RG_PERF_LOCATIONS, product + 1, 1 + (product + 1) % RG_PERF_CATEGORIES,
           (product + 1) % RG_PERF_BRANDS, (product + 1) % RG_PERF_SUPPLIERS, back, pieces, amount,
           cost);
  rg_statement_bind_int (insert, 1, receipt);
  rg_statement_bind_int (insert, 2, line);
  rg_statement_bind_int (insert, 3, product + 1);
  rg_statement_bind_int (insert, 4, amount);
  rg_statement_bind_int (insert, 5, back);
  rg_statement_bind_int (insert, 6, pieces * 1000);
  rg_statement_bind_int (insert, 7, cost);
  return rg_statement_run (insert, error);
}

static gboolean
write_receipt (Making *making, RgStatement *receipt, RgStatement *line, guint id,
               const Visit *visit, GError **error)
{
  gint64 net = 0;
  guint n = 0;

  do
    if (!write_line (making, line, id, ++n, visit, &net, error))
      return FALSE;
  while (n < 30 && g_rand_double (making->random) < 1 - 1 / LINES_A_RECEIPT);
  rg_perf_bind_uuid (receipt, 1, 3, id);
  rg_statement_bind_int (receipt, 2, id);
  rg_statement_bind_int (receipt, 3, visit->day);
  rg_statement_bind_int (receipt, 4, visit->second);
  rg_statement_bind_int (receipt, 5, visit->customer);
  rg_statement_bind_int (receipt, 6, net);
  rg_statement_bind_int (receipt, 7, n);
  rg_statement_bind_int (receipt, 8, 1 + id % RG_PERF_LOCATIONS);
  return rg_statement_run (receipt, error);
}

static gboolean
write_receipts (Making *making, RgDb *db, GError **error)
{
  g_autoptr (RgStatement) receipt = rg_db_prepare (
    db, "INSERT INTO receipt (id, uuid, source_id, location_id, till, number, period, sold_on, "
        "sold_time, sold_at, customer_id, lines_hash, net_minor, net_sales_minor, sale_lines, "
        "import_id) VALUES (?2, ?1, 1, ?8, '', ?2, '', ?3, ?4, 0, ?5, 0, ?6, ?6, ?7, 1)", error);
  g_autoptr (RgStatement) line = rg_db_prepare (
    db, "INSERT INTO receipt_line (receipt_id, line, product_id, kind, quantity_milli, "
        "unit_price_micro, net_minor, cost_minor) VALUES (?1, ?2, ?3, ?5, ?6, 0, ?4, ?7)", error);

  for (guint i = 0; receipt != NULL && line != NULL && i < making->visits->len; i++)
    if (!write_receipt (making, receipt, line, i + 1,
                        &g_array_index (making->visits, Visit, i), error))
      return FALSE;
  return receipt != NULL && line != NULL;
}

/* Before one visit of twenty somebody looked at something in the web shop; of three such, one was
 * left in the basket. */
static gboolean
write_activity (Making *making, RgDb *db, GError **error)
{
  g_autoptr (RgStatement) insert = rg_db_prepare (
    db, "INSERT INTO activity (id, uuid, customer_id, product_id, kind, day_on, quantity_milli, "
        "import_id) VALUES (?2, ?1, ?3, ?4, iif (?5, 'left', 'viewed'), ?6, 1000, 1)", error);

  for (guint i = 0; insert != NULL && i < making->visits->len; i += 20)
    {
      const Visit *visit = &g_array_index (making->visits, Visit, i);
      const guint product = 1 + i / 20 * 7 % RG_PERF_PRODUCTS, left = i % 60 == 0;
      const RgDay day = visit->day - (RgDay) (i / 20 % 3);

      fprintf (making->activity_csv, "%u,%u,%u,%u,%d\n", visit->customer, product,
               1 + product % RG_PERF_CATEGORIES, left, day);
      rg_perf_bind_uuid (insert, 1, 7, i + 1);
      rg_statement_bind_int (insert, 2, i + 1);
      rg_statement_bind_int (insert, 3, visit->customer);
      rg_statement_bind_int (insert, 4, product);
      rg_statement_bind_int (insert, 5, left);
      rg_statement_bind_int (insert, 6, day);
      if (!rg_statement_run (insert, error))
        return FALSE;
    }
  return insert != NULL;
}

static gboolean
write_in_thread (RgWrite *write, gpointer data, GError **error)
{
  Making *making = data;
  RgDb *db = rg_write_get_db (write);

  rg_write_note_table (write, "receipt");
  return rg_db_exec (db, "PRAGMA cache_size = -1000000", "room", error) &&
         rg_write_set_bulk (write, TRUE, error) && write_names (db, error) &&
         rg_perf_write_customers (making, db, error) && write_receipts (making, db, error) &&
         write_activity (making, db, error) && rg_facts_refresh_all (db, error) &&
         rg_write_set_bulk (write, FALSE, error);
}

FILE *
rg_perf_csv_open (const char *folder, const char *name, const char *head)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  FILE *file = fopen (path, "w");

  if (file == NULL)
    g_error ("%s cannot be written", path);
  fputs (head, file);
  return file;
}

gboolean
rg_perf_shop_make (const char *folder, guint customers, guint lines, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "shop.regulars", NULL);
  g_autoptr (RgShop) shop = rg_shop_new ("Perf", "EUR", "UTC");
  g_autoptr (RgStore) store = rg_store_create (path, shop, error);
  Making making = { .random = g_rand_new_with_seed (1), .more = g_rand_new_with_seed (2),
                    .customers = customers };
  gboolean ok;

  if (store == NULL)
    return FALSE;
  making.visits = g_array_new (FALSE, FALSE, sizeof (Visit));
  making.sale_csv = rg_perf_csv_open (folder, "sale.csv",
                                      "receipt,line,customer,day,second,location,product,"
                                      "category,brand,supplier,back,pieces,net,cost\n");
  making.customer_csv = rg_perf_csv_open (folder, "customer.csv",
                                          "id,name,born,city,joined,household,occupation,size,"
                                          "email,post,prefers\n");
  making.tag_csv = rg_perf_csv_open (folder, "tag.csv", "customer,tag\n");
  making.activity_csv = rg_perf_csv_open (folder, RG_PERF_LAST_FILE,
                                          "customer,product,category,basket,day\n");
  making_products (&making);
  making_visits (&making, (guint) (lines / LINES_A_RECEIPT));
  g_array_sort (making.visits, visit_compare);
  ok = rg_store_write_sync (store, "perf", "Perf", write_in_thread, &making, NULL, NULL, error);
  fclose (making.sale_csv);
  fclose (making.customer_csv);
  fclose (making.tag_csv);
  fclose (making.activity_csv);
  g_array_unref (making.visits);
  g_rand_free (making.random);
  g_rand_free (making.more);
  g_free (making.popular);
  rg_store_close (store);
  return ok;
}
