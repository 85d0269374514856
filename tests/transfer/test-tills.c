/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Files of the shapes that tills write (tests/data/tills): each is recognised, read whole, added up
 * against its own totals, and says what cannot be known from it. */
#include "rg-test-import.h"

#include <string.h>

#include "store/rg-store-undo.h"

typedef struct {
  const char *file;
  const char *dialect;
  guint rows;
  guint left_out;
  guint receipts;
  guint lines;
  guint returns;
  gint64 net_sales_minor;
  guint customers;
  guint permissions;
  guint totals;
  guint totals_differ;
  guint card_columns;
  const char *unknown; /* words of a sentence that must be said */
  guint dropped;       /* cells that say nothing which could be kept */
} Till;

static const Till tills[] = {
  { "shopify-customers.csv", "shopify-customers", 3, 0, 0, 0, 0, 0, 3, 6, 0, 0, 0,
    "counted from receipts" },
  { "shopify-customers-template.csv", "shopify-customers", 2, 0, 0, 0, 0, 0, 2, 4, 0, 0, 0,
    "counted from receipts" },
  /* 2 × 100 + 99 + 1 − 30, 99, 200 − 100, 99; delivery is no sale. */
  { "shopify-orders.csv", "shopify-orders", 8, 2, 4, 9, 1, 56800, 3, 0, 4, 1, 3,
    "which product came back" },
  { "square-items.csv", "square-items", 5, 0, 4, 5, 1, 103200, 2, 0, 5, 0, 2, "goods cost" },
  { "square-items-older.csv", "square-items", 2, 0, 2, 2, 0, 900, 1, 0, 2, 0, 0, "goods cost" },
  { "square-transactions.csv", "square-transactions", 2, 0, 2, 2, 1, 700, 1, 0, 2, 0, 4,
    "no products" },
  { "square-customers.csv", "square-customers", 3, 0, 0, 0, 0, 0, 3, 2, 0, 0, 0,
    "counted from receipts" },
  { "loyverse-items.csv", "loyverse-items", 5, 1, 3, 4, 1, 13400, 1, 0, 4, 1, 0, NULL },
  { "loyverse-items-plain.csv", "loyverse-items", 1, 0, 1, 1, 0, 3000, 1, 0, 1, 0, 0, NULL },
  { "loyverse-receipts.csv", "loyverse-receipts", 4, 1, 3, 3, 1, 15000, 1, 0, 6, 1, 0,
    "no products" },
  { "loyverse-customers.csv", "loyverse-customers", 2, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0,
    "nothing about permission" },
  { "woocommerce-customers.csv", "woocommerce-customers", 2, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0,
    "nothing about permission" },
  { "woocommerce-customers-older.csv", "woocommerce-customers", 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0,
    "no addresses" },
  { "woocommerce-orders.csv", "woocommerce-orders", 3, 1, 2, 2, 0, 39800, 0, 0, 0, 0, 0,
    "belong to nobody" },
  { "prestashop-customers.csv", "prestashop-customers", 2, 0, 0, 0, 0, 0, 2, 2, 0, 0, 0,
    "only the page" },
  { "prestashop-customers-french.csv", "prestashop-customers", 1, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0,
    "only the page" },
  { "prestashop-orders.csv", "prestashop-orders", 3, 1, 2, 2, 0, 138950, 0, 0, 0, 0, 0,
    "no products" },
  /* 300 − 20 of discount. */
  { "prestashop-lines.csv", "prestashop-lines", 3, 1, 1, 3, 0, 28000, 1, 0, 1, 0, 0,
    "brought back" },
  { "odoo-pos-lines.csv", "odoo-pos-lines", 4, 0, 3, 4, 1, 15000, 1, 0, 3, 0, 0, "goods cost" },
  { "odoo-pos-lines-technical.csv", "odoo-pos-lines", 3, 1, 1, 2, 0, 9900, 1, 0, 1, 0, 0,
    "goods cost" },
  { "odoo-pos-orders.csv", "odoo-pos-orders", 2, 0, 2, 2, 0, 22500, 0, 0, 0, 0, 0,
    "belong to nobody" },
  /* Half a point is none. */
  { "odoo-loyalty-cards.csv", "odoo-loyalty-cards", 2, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0,
    "points on the cards", 1 },
  { "opensourcepos-customers.csv", "opensourcepos-customers", 2, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0,
    "no permission to write" },
};

static char *
read_till (const char *file, gsize *length)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("G_TEST_SRCDIR"), "data", "tills", file, NULL);
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, length, &error);
  g_assert_no_error (error);
  return text;
}

static RgImportBatch *
read_batch (const char *file)
{
  gsize length;
  g_autofree char *text = read_till (file, &length);
  g_autoptr (GError) error = NULL;
  RgImportBatch *batch = rg_test_read (file, text, (gssize) length, &error);

  g_assert_no_error (error);
  return batch;
}

static gint64
import_till (RgTestShop *test, const char *file, RgImportSummary *summary)
{
  g_autoptr (RgImportBatch) batch = read_batch (file);

  return rg_test_import_batch (test, batch, summary);
}

static void
assert_text (RgTestShop *test, const char *sql, const char *expected)
{
  g_autofree char *text = rg_test_shop_read (test, sql);

  g_test_message ("%s", sql);
  g_assert_cmpstr (text, ==, expected);
}

static gboolean
says (const RgImportBatch *batch, const char *words)
{
  for (guint i = 0; i < batch->unknown->len; i++)
    if (strstr (g_ptr_array_index (batch->unknown, i), words) != NULL)
      return TRUE;
  return FALSE;
}

static void
test_shape (gconstpointer data)
{
  const Till *till = data;
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (RgImportBatch) batch = read_batch (till->file);
  g_autofree char *empty = rg_test_shop_dump (test, TRUE);
  g_autofree char *end = NULL;
  g_autoptr (GError) error = NULL;
  RgImportSummary summary;
  gint64 action = rg_test_import_batch (test, batch, &summary);

  g_assert_cmpstr (batch->dialect, ==, till->dialect);
  g_assert_cmpuint (summary.rows, ==, till->rows);
  g_assert_cmpuint (summary.rows_refused, ==, 0);
  g_assert_cmpuint (summary.cells_dropped, ==, till->dropped);
  g_assert_cmpuint (summary.rows_left_out, ==, till->left_out);
  g_assert_cmpuint (summary.receipts_new, ==, till->receipts);
  g_assert_cmpuint (summary.lines, ==, till->lines);
  g_assert_cmpuint (summary.lines_of_kind[RG_LINE_RETURN], ==, till->returns);
  g_assert_cmpint (summary.net_sales_minor, ==, till->net_sales_minor);
  g_assert_cmpuint (summary.customers_created, ==, till->customers);
  g_assert_cmpuint (summary.permissions_recorded, ==, till->permissions);
  g_assert_cmpuint (batch->n_totals, ==, till->totals);
  g_assert_cmpuint (batch->n_totals_differ, ==, till->totals_differ);
  g_assert_cmpuint (batch->totals->len, ==, till->totals_differ);
  g_assert_cmpuint (batch->card_columns->len, ==, till->card_columns);
  g_assert_true (till->unknown == NULL ? batch->unknown->len == 0 : says (batch, till->unknown));
  /* Nothing of a payment card gets into the shop. */
  assert_text (test, "SELECT count(*) FROM customer WHERE note LIKE '%1111%' OR note LIKE '%Visa%'",
               "0");
  g_assert_cmpint (import_till (test, till->file, NULL), ==, 0);
  g_assert_true (rg_store_take_back_sync (test->store, action, NULL, &error));
  end = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (empty, ==, end);
}

/* The last row of many files is no receipt: what it says is held against the others. */
static void
test_own_total (void)
{
  static const struct
  {
    const char *text;
    guint totals, differ, refused;
  } cases[] = {
    { "Receipt number,Date,SKU,Quantity,Net\n1,2026-10-01,A,2,20\n2,2026-10-02,B,1,5.5\n"
      "Total,,,3,25.50\n", 1, 0, 0 },
    { "Receipt number,Date,SKU,Quantity,Net\n1,2026-10-01,A,2,20\n2,2026-10-02,B,1,5.5\n"
      "Total,,,3,26\n", 1, 1, 0 },
    { "Beleg-Nr;Datum;Artikelnummer;Menge;Betrag\n1;01.10.2026;A;2;20,00\n;;Summe:;;20,00\n",
      0, 0, 1 }, /* where a code stands, it is a product's */
    { "Beleg-Nr;Datum;Artikelnummer;Menge;Betrag\n1;01.10.2026;A;2;20,00\nSUMME:;;;;20,00\n",
      1, 0, 0 },
    { "Receipt number,Date,SKU,Quantity,Net\n1,2026-10-01,A,2,20\n2,,B,1,x\nTotal,,,,20\n",
      1, 0, 1 },
    { "Receipt number,Date,SKU,Quantity,Net\nTotal,2026-10-01,A,2,20\n", 0, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RgImportBatch) batch = rg_test_read ("t.csv", cases[i].text, -1, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (batch->n_totals, ==, cases[i].totals);
      g_assert_cmpuint (batch->n_totals_differ, ==, cases[i].differ);
      g_assert_cmpuint (batch->n_rows_refused, ==, cases[i].refused);
    }
}

/* Orders of a web shop belong to its customers, whichever file comes first. */
static void
test_shopify (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (RgTestShop) other = rg_test_shop_new ();
  RgImportSummary summary;

  import_till (test, "shopify-customers.csv", NULL);
  import_till (test, "shopify-orders.csv", &summary);
  g_assert_cmpuint (summary.customers_created, ==, 1);
  assert_text (test, "SELECT c.number || ' ' || c.birth_year || ' ' || r.net_minor "
                     "FROM receipt AS r JOIN customer AS c ON c.id = r.customer_id "
                     "WHERE r.number = '#1001'",
               "7301234567890 1980 31900");
  assert_text (test, "SELECT postcode || ' ' || value FROM contact_point WHERE kind = 'address'",
               "0010 Strandgata 5\nH0201");
  /* 30.00 of discount over 200, 99 and 1, to the last minor unit. */
  assert_text (test, "SELECT group_concat(net_minor || '-' || discount_minor) FROM (SELECT l.* "
                     "FROM receipt_line AS l JOIN receipt AS r ON r.id = l.receipt_id "
                     "WHERE r.number = '#1001' AND l.kind = 0 ORDER BY l.net_minor)",
               "90-10,8910-990,18000-2000");
  assert_text (test, "SELECT p.code || ' ' || l.net_minor FROM receipt_line AS l JOIN product AS p "
                     "ON p.id = l.product_id WHERE l.kind = 2 ORDER BY l.receipt_id LIMIT 1",
               "~delivery 4900");
  assert_text (test, "SELECT concat_ws (';', d.method, d.placed, d.sent_on, d.cost_minor, d.name, "
                     "d.street, d.postcode, d.city, d.country) FROM delivery AS d "
                     "JOIN receipt AS r ON r.uuid = d.receipt_uuid WHERE r.number = '#1001'",
               "Home delivery;web;20734;4900;Åse Dahl;Strandgata 5, H0201;0010;Bergen;NO");
  /* What was not sold at a till was sold in the web shop. */
  assert_text (test, "SELECT group_concat (DISTINCT l.name || ' ' || l.online) FROM receipt AS r "
                     "JOIN location AS l ON l.id = r.location_id WHERE r.number = '#1001'",
               "Web Shop 1");
  import_till (other, "shopify-orders.csv", NULL);
  import_till (other, "shopify-customers.csv", &summary);
  g_assert_cmpuint (summary.customers_created, ==, 1);
  assert_text (other, "SELECT count(*) FROM customer", "4");
  assert_text (test, "SELECT count(*) FROM customer", "4");
}

/* A discount on the whole order goes to the same lines however the rows are ordered. */
static void
test_shopify_row_order (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  static const char *const files[] = {
    "Name,Financial Status,Currency,Subtotal,Discount Amount,Created at,Lineitem quantity,"
    "Lineitem name,Lineitem price\n#1,paid,NOK,20.00,0.01,2026-10-07,1,A,6.67\n"
    "#1,,,,,2026-10-07,1,B,6.67\n#1,,,,,2026-10-07,1,C,6.67\n",
    "Name,Financial Status,Currency,Subtotal,Discount Amount,Created at,Lineitem quantity,"
    "Lineitem name,Lineitem price\n#1,paid,NOK,20.00,0.01,2026-10-07,1,C,6.67\n"
    "#1,,,,,2026-10-07,1,A,6.67\n#1,,,,,2026-10-07,1,B,6.67\n",
  };

  g_assert_cmpint (rg_test_import (test, "one.csv", files[0], NULL), >, 0);
  g_assert_cmpint (rg_test_import (test, "two.csv", files[1], NULL), ==, 0);
  assert_text (test, "SELECT sum(net_minor) FROM receipt_line", "2000");
}

/* A refund has the number of the sale; the sale's receipt and its day stay. */
static void
test_square_refund (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();

  import_till (test, "square-items.csv", NULL);
  assert_text (test, "SELECT group_concat(period || ':' || net_minor || ':' || sold_on) FROM "
                     "(SELECT * FROM receipt WHERE number = 'T1' ORDER BY sold_on)",
               ":1050:20649,return 2026-07-16:-300:20650");
  assert_text (test, "SELECT visits FROM customer_fact JOIN customer ON id = customer_id "
                     "WHERE number = 'C1'", "1");
  import_till (test, "square-customers.csv", NULL);
  assert_text (test, "SELECT name || birth_month || '/' || birth_day || coalesce(birth_year, '') "
                     "FROM customer WHERE number = 'C1'", "Åse Dahl5/17");
}

/* A file of amounts never takes away the products that another file brought. */
static void
test_loyverse_both (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (RgTestShop) other = rg_test_shop_new ();
  const char *lines = "SELECT count(*) FROM receipt_line";
  RgImportSummary summary;

  import_till (test, "loyverse-items.csv", NULL);
  import_till (test, "loyverse-receipts.csv", &summary);
  g_assert_cmpuint (summary.receipts_known, ==, 2);
  g_assert_cmpuint (summary.receipts_new, ==, 1);
  assert_text (test, lines, "5");
  import_till (other, "loyverse-receipts.csv", NULL);
  import_till (other, "loyverse-items.csv", &summary);
  g_assert_cmpuint (summary.receipts_changed, ==, 2);
  assert_text (other, lines, "5");
  assert_text (test, "SELECT sum(cost_minor) FROM receipt_line", "4800");
}

/* The versions that wrote first names into the e-mails are refused with the explanation. */
static void
test_prestashop_trap (void)
{
  gsize length;
  g_autofree char *text = read_till ("prestashop-customers-trap.csv", &length);
  g_autoptr (GError) error = NULL;

  g_assert_null (rg_test_read ("trap.csv", text, (gssize) length, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_nonnull (strstr (error->message, "holds names instead of addresses"));
}

/* Two PCs of one shop that read the same files, in different orders, have the same receipts. */
static void
test_two_computers (void)
{
  g_autoptr (RgTestShop) one = rg_test_shop_new ();
  g_autoptr (RgTestShop) two = rg_test_shop_new ();
  const char *uuids =
    "SELECT group_concat(hex(uuid)) FROM (SELECT uuid FROM receipt ORDER BY uuid)";
  g_autofree char *first = NULL, *second = NULL;

  rg_test_shop_write (one, "Same", "UPDATE shop SET uuid = zeroblob (16)");
  rg_test_shop_write (two, "Same", "UPDATE shop SET uuid = zeroblob (16)");
  for (guint i = 0; i < G_N_ELEMENTS (tills); i++)
    {
      import_till (one, tills[i].file, NULL);
      import_till (two, tills[G_N_ELEMENTS (tills) - 1 - i].file, NULL);
    }
  first = rg_test_shop_read (one, uuids);
  second = rg_test_shop_read (two, uuids);
  g_assert_cmpuint (strlen (first), >, 25 * 33);
  g_assert_cmpstr (first, ==, second);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tills); i++)
    {
      g_autofree char *path = g_strconcat ("/tills/shape/", tills[i].file, NULL);

      g_test_add_data_func (path, &tills[i], test_shape);
    }
  g_test_add_func ("/tills/shopify", test_shopify);
  g_test_add_func ("/tills/shopify-row-order", test_shopify_row_order);
  g_test_add_func ("/tills/square-refund", test_square_refund);
  g_test_add_func ("/tills/loyverse-both", test_loyverse_both);
  g_test_add_func ("/tills/prestashop-trap", test_prestashop_trap);
  g_test_add_func ("/tills/two-computers", test_two_computers);
  g_test_add_func ("/tills/own-total", test_own_total);
  return g_test_run ();
}
