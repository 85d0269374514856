/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Files are recognised by the names of their columns, in several languages, wherever they stand. */
#include <string.h>

#include "transfer/rg-import-plan.h"

static RgMapping *
map_text (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  RgMapping *mapping = rg_mapping_new (bytes, NULL, -1, &error);

  g_assert_no_error (error);
  return mapping;
}

static void
assert_roles (const char *header, const char *dialect, const char *roles)
{
  g_autoptr (RgMapping) mapping = map_text (header);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < mapping->n_columns; i++)
    g_string_append_printf (found, "%s%s", i > 0 ? " " : "",
                            rg_role_get_id (mapping->columns[i].role));
  g_assert_cmpstr (mapping->dialect->id, ==, dialect);
  g_assert_cmpstr (found->str, ==, roles);
  g_assert_null (rg_mapping_get_missing (mapping));
}

/* What Start My Shop says of the tills that it names: whether their columns are recognised. */
static void
test_tills (void)
{
  static const struct
  {
    const char *header;
    gboolean recognised;
  } files[] = {
    { "Date,Receipt number,Receipt type,Category,SKU,Item,Variant,Quantity,Gross sales,Discounts,"
      "Net sales,Cost of goods,Taxes,POS,Store,Cashier name,Customer name,Status", TRUE },
    { "Date,Time,Time Zone,Category,Item,Qty,SKU,Gross Sales,Discounts,Net Sales,Tax,"
      "Transaction ID,Payment ID,Device Name,Event Type,Location,Customer ID,Customer Name", TRUE },
    { "Order Date,Order,Customer,Product,Total Price,Average Price,Location,Product Quantity,"
      "Customer ID", TRUE },
    { "Name,Email,Financial Status,Currency,Subtotal,Total,Created at,Lineitem quantity,"
      "Lineitem name,Lineitem price,Lineitem sku", TRUE },
    { "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,"
      "Coupon(s),Net Sales,Attribution", TRUE },
    { "ID;Reference;New client;Delivery;Customer;Total;Payment;Status;Date", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (files[i].header, strlen (files[i].header));
      g_autoptr (GError) error = NULL;
      g_autoptr (RgMapping) mapping = rg_mapping_new (bytes, NULL, RG_IMPORT_SALES, &error);
      g_autofree char *missing = NULL;

      g_assert_no_error (error);
      missing = rg_mapping_get_missing (mapping);
      if ((missing == NULL) != files[i].recognised)
        g_error ("%.30s…: %s", files[i].header, missing ? missing : "nothing is missing");
    }
}

static void
test_sales (void)
{
  assert_roles ("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,"
                "Country",
                "uci-online-retail",
                "number code product quantity date unit-price customer-id country");
  assert_roles ("Country,CustomerID,UnitPrice,InvoiceDate,Quantity,Description,StockCode,"
                "InvoiceNo",
                "uci-online-retail",
                "country customer-id unit-price date quantity product code number");
  assert_roles ("Belegnummer;Datum;Artikelnummer;Bezeichnung;Menge;Einzelpreis;Kundennummer",
                "sales",
                "number date code product quantity unit-price customer-id");
  assert_roles ("N° ticket;Date de vente;Référence;Désignation;Qté;Prix unitaire;N° client",
                "sales",
                "number date code product quantity unit-price customer-id");
  assert_roles ("Nº ticket;Fecha;Código;Descripción;Cantidad;Importe;Nº cliente", "sales",
                "number date code product quantity net customer-id");
  assert_roles ("Bongnr;Dato;Klokkeslett;Varenr;Varenavn;Antall;Pris;Kundenr", "sales",
                "number date time code product quantity unit-price customer-id");
  assert_roles ("Kvittonummer;Datum;Artikelnummer;Benämning;Antal;À-pris;Kundnummer", "sales",
                "number date code product quantity unit-price customer-id");
  /* Loyverse and Square, as their exports are. */
  assert_roles ("Date,Receipt number,Receipt type,Category,SKU,Item,Variant,Modifiers applied,"
                "Quantity,Gross sales,Discounts,Net sales,Cost of goods,Gross profit,Taxes,"
                "Dining option,POS,Store,Cashier name,Customer name,Customer contacts,Comment,"
                "Status",
                "loyverse-items",
                "date number type category code product none none quantity gross discount net cost "
                "none tax none till location staff name contacts none status");
}

static void
test_customers (void)
{
  assert_roles ("Customer Number,First Name,Last Name,E-mail,Phone,Street,Postcode,City,Country,"
                "Birthday,Tags,Post Permission,Post Permission On",
                "customers",
                "customer-id given-name family-name email phone street postcode city country "
                "birthday tags post post-on");
  assert_roles ("Kundennummer;Vorname;Nachname;E-Mail-Adresse;Straße;PLZ;Ort;Geburtsdatum;"
                "Einwilligung Post", "customers",
                "customer-id given-name family-name email street postcode city birthday post");
  assert_roles ("Prénom;Nom;Courriel;Rue;Code postal;Ville;Date de naissance", "customers",
                "given-name family-name email street postcode city birthday");
  assert_roles ("Nombre;Apellidos;Correo electrónico;Calle;Código postal;Ciudad", "customers",
                "given-name family-name email street postcode city");
  assert_roles ("Kundenr;Fornavn;Etternavn;E-post;Gateadresse;Postnr;Poststed;Fødselsdato",
                "customers",
                "customer-id given-name family-name email street postcode city birthday");
  assert_roles ("Kundnummer;Förnamn;Efternamn;E-post;Gatuadress;Postnummer;Ort;Födelsedatum",
                "customers",
                "customer-id given-name family-name email street postcode city birthday");
  assert_roles ("Customer ID,First Name,Last Name,Email,Accepts Email Marketing,"
                "Default Address Address1,Default Address City,Default Address Zip,Phone,Note,Tags",
                "customers",
                "customer-id given-name family-name email email-ok street city postcode phone note "
                "tags");
}

static void
test_missing (void)
{
  g_autoptr (RgMapping) mapping = map_text ("Belegnummer;Irgendwas;Menge\n1;2;3\n");
  g_autofree char *missing = NULL;
  g_autoptr (GError) error = NULL;
  const RgPlanContext context = { "EUR", 2, NULL };

  rg_mapping_free (g_steal_pointer (&mapping));
  mapping = map_text ("Belegnummer;Wann;Ware;Was kostet es\n1;1.2.2026;Tee;3,50\n");
  mapping->kind = RG_IMPORT_SALES;
  missing = rg_mapping_get_missing (mapping);
  g_assert_nonnull (missing);
  g_assert_null (rg_import_plan_read (mapping, &context, NULL, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

/* What a person corrects is what counts. */
static void
test_corrected (void)
{
  g_autoptr (GBytes) bytes =
    g_bytes_new_static ("Belegnummer;Wann;Ware;Was kostet es\n1;13.2.2026;Tee;3,50\n", 56);
  g_autoptr (GError) error = NULL;
  g_autoptr (RgMapping) mapping = rg_mapping_new (bytes, "sales", -1, &error);
  g_autoptr (RgImportBatch) batch = NULL;
  const RgPlanContext context = { "EUR", 2, NULL };
  g_autofree char *missing = NULL, *none = NULL;

  g_assert_no_error (error);
  missing = rg_mapping_get_missing (mapping);
  g_assert_nonnull (missing);
  rg_mapping_set_role (mapping, 1, RG_ROLE_DATE);
  rg_mapping_set_role (mapping, 2, RG_ROLE_PRODUCT);
  rg_mapping_set_role (mapping, 3, RG_ROLE_UNIT_PRICE);
  none = rg_mapping_get_missing (mapping);
  g_assert_null (none);
  batch = rg_import_plan_read (mapping, &context, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (batch->lines->len, ==, 1);
  g_assert_cmpint (g_array_index (batch->lines, RgImportLine, 0).net_minor, ==, 350);
  g_assert_cmpint (g_array_index (batch->receipts, RgImportReceipt, 0).day, ==,
                   rg_day_from_ymd (2026, 2, 13));
}

/* A column that is given its role by hand is judged by all of its rows as well: the only date that
 * tells the order stands far down. */
static void
test_corrected_far_down (void)
{
  g_autoptr (GString) text = g_string_new ("Receipt,Wann,Item,Price\n");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (RgMapping) mapping = NULL;
  g_autoptr (RgImportBatch) batch = NULL;
  g_autoptr (GError) error = NULL;
  const RgPlanContext context = { "EUR", 2, NULL };

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (text, "%u,%s,Tea,1\n", i, i == 2500 ? "02/13/2026" : "01/02/2026");
  bytes = g_bytes_new (text->str, text->len);
  mapping = rg_mapping_new (bytes, "sales", -1, &error);
  g_assert_no_error (error);
  rg_mapping_set_role (mapping, 1, RG_ROLE_DATE);
  batch = rg_import_plan_read (mapping, &context, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (batch->n_rows_refused, ==, 0);
  g_assert_cmpint (g_array_index (batch->receipts, RgImportReceipt, 0).day, ==,
                   rg_day_from_ymd (2026, 1, 2));
}

static void
test_unknown_format (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a,b\n", 4);
  g_autoptr (GError) error = NULL;

  g_assert_null (rg_mapping_new (bytes, "no-such-format", -1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* Amounts in a column of their own, discounts, returns, receipts that were cancelled. */
static void
test_amounts (void)
{
  g_autoptr (RgMapping) mapping = map_text (
    "Date,Receipt number,Receipt type,SKU,Item,Quantity,Gross sales,Discounts,Net sales,Status\n"
    "31/12/2025 14:05,1,Sale,A,Tea,2,10.00,1.00,9.00,Closed\n"
    "31/12/2025 14:06,2,Refund,A,Tea,-1,-5.00,0.00,-5.00,Closed\n"
    "31/12/2025 14:07,3,Sale,A,Tea,1,5.00,0.00,5.00,Cancelled\n");
  g_autoptr (GError) error = NULL;
  const RgPlanContext context = { "EUR", 2, NULL };
  g_autoptr (RgImportBatch) batch =
    rg_import_plan_read (mapping, &context, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (batch->n_rows, ==, 3);
  g_assert_cmpuint (batch->n_rows_left_out, ==, 1);
  g_assert_cmpuint (batch->receipts->len, ==, 2);
  g_assert_cmpint (g_array_index (batch->lines, RgImportLine, 0).net_minor, ==, 900);
  g_assert_cmpint (g_array_index (batch->lines, RgImportLine, 0).price_micro, ==, 4500000);
  g_assert_cmpint (g_array_index (batch->lines, RgImportLine, 1).kind, ==, RG_LINE_RETURN);
}

/* What somebody corrected is given to the next file with the same columns, however they stand. */
static void
test_recall (void)
{
  g_autoptr (RgMapping) plain = map_text ("Receipt number,Date,Product,Price,Whatever\n");
  g_autoptr (RgMapping) first = map_text ("Bon X,Tag Y,Product,Price\n1,2026-01-05,A,5\n");
  g_autoptr (RgMapping) next = map_text ("Price,Tag Y,Bon X,Product\n5,2026-01-06,2,A\n");
  g_autofree char *nothing = rg_mapping_dup_corrections (plain);
  g_autofree char *columns = NULL, *same = NULL, *corrections = NULL;

  g_assert_null (nothing);
  rg_mapping_set_role (first, 0, RG_ROLE_NUMBER);
  rg_mapping_set_role (first, 1, RG_ROLE_DATE);
  corrections = rg_mapping_dup_corrections (first);
  g_assert_nonnull (corrections);
  columns = rg_mapping_dup_columns (first);
  same = rg_mapping_dup_columns (next);
  g_assert_cmpstr (columns, ==, same);
  g_assert_true (rg_mapping_recall (next, corrections));
  g_assert_true (next->recalled);
  g_assert_cmpint (rg_mapping_get_column (next, RG_ROLE_NUMBER), ==, 2);
  g_assert_cmpint (rg_mapping_get_column (next, RG_ROLE_DATE), ==, 1);
  g_assert_cmpint (rg_mapping_get_column (next, RG_ROLE_UNIT_PRICE), ==, 0);
  g_assert_null (rg_mapping_get_missing (next));
  g_assert_false (rg_mapping_recall (next, "no such format\nprice\tnumber"));
  g_assert_true (rg_mapping_recall (next, "sales\nprice\tno-such-role\nnowhere\tdate\n\n"));
}

/* A file that says nothing is no known program's. */
static void
test_nothing_known (void)
{
  g_autoptr (RgMapping) mapping = map_text ("x1;x2\n1;2\n");

  g_assert_true (mapping->dialect->generic);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mapping/sales", test_sales);
  g_test_add_func ("/mapping/tills", test_tills);
  g_test_add_func ("/mapping/customers", test_customers);
  g_test_add_func ("/mapping/missing", test_missing);
  g_test_add_func ("/mapping/corrected", test_corrected);
  g_test_add_func ("/mapping/corrected-far-down", test_corrected_far_down);
  g_test_add_func ("/mapping/unknown-format", test_unknown_format);
  g_test_add_func ("/mapping/amounts", test_amounts);
  g_test_add_func ("/mapping/recall", test_recall);
  g_test_add_func ("/mapping/nothing-known", test_nothing_known);
  return g_test_run ();
}
