/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Customers: what an edit by hand leaves in the file, what is refused, and the list over it. */
#include "store/rg-people-rows.h"
#include "store/rg-store-customers.h"
#include "store/rg-store-shop.h"
#include "store/rg-store-staff.h"
#include "store/rg-store-undo.h"

#include "rg-test-shop.h"

static gint64
add (RgStore *store, const char *name, const char *city)
{
  g_autoptr (RgCustomerDetails) details = rg_customer_details_new ();
  g_autoptr (GError) error = NULL;
  gint64 id = 0;
  gint64 action = 0;

  g_set_str (&details->name, name);
  g_set_str (&details->city, city);
  rg_store_save_customer_sync (store, details, &id, &action, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  g_assert_cmpint (action, >, 0);
  return id;
}

static gint64
count (RgTestShop *test, const char *sql)
{
  g_autofree char *text = rg_test_shop_read (test, sql);

  return g_ascii_strtoll (text, NULL, 10);
}

/* One read, for a test. */
typedef struct
{
  gint64 id;
  RgCustomerDetails *details;
  RgCustomerSummary *summary;
} Read;

static gboolean
read_in_thread (RgDb *db, gpointer data, GError **error)
{
  Read *read = data;

  read->details = rg_customer_details_read (db, read->id, error);
  read->summary = rg_customer_summary_read (db, read->id, error);
  return TRUE;
}

static Read
read_customer (RgStore *store, gint64 id)
{
  Read read = { .id = id };
  g_autoptr (GError) error = NULL;

  rg_store_read_sync (store, RG_READER_ROWS, read_in_thread, &read, NULL, &error);
  g_assert_no_error (error);
  return read;
}

static void
read_clear (Read *read)
{
  g_clear_pointer (&read->details, rg_customer_details_free);
  g_clear_pointer (&read->summary, rg_customer_summary_free);
}

static void
test_edit (void)
{
  RgTestShop *test = rg_test_shop_new ();
  const gint64 id = add (test->store, "Åse Dahl", "Oslo");
  g_autoptr (GError) error = NULL;
  gint64 action = 0;
  Read read = read_customer (test->store, id);

  g_assert_cmpstr (read.details->name, ==, "Åse Dahl");
  g_assert_cmpstr (read.details->city, ==, "Oslo");
  g_assert_cmpstr (read.summary->city, ==, "Oslo");
  g_assert_cmpint (read.details->address_id, >, 0);
  g_assert_cmpint (read.details->email_id, ==, 0);
  g_assert_cmpint (read.summary->last_on, ==, RG_DAY_NONE);

  /* Nothing different: no action. */
  rg_store_save_customer_sync (test->store, read.details, NULL, &action, &error);
  g_assert_no_error (error);
  g_assert_cmpint (action, ==, 0);

  g_set_str (&read.details->email, "ase@example.com");
  g_set_str (&read.details->city, "");
  read.details->birth_month = 2;
  read.details->birth_day = 29;
  rg_store_save_customer_sync (test->store, read.details, NULL, &action, &error);
  g_assert_no_error (error);
  g_assert_cmpint (action, >, 0);
  read_clear (&read);

  read = read_customer (test->store, id);
  g_assert_cmpstr (read.details->email, ==, "ase@example.com");
  g_assert_cmpint (read.details->birth_day, ==, 29);
  g_assert_cmpint (read.details->birth_year, ==, 0);
  /* An address without anything in it is none. */
  g_assert_cmpint (read.details->address_id, ==, 0);
  read_clear (&read);
  rg_test_shop_free (test);
}

/* Each refusal names its field, and leaves the file as it was. */
static void
test_refused (void)
{
  RgTestShop *test = rg_test_shop_new ();
  const struct
  {
    RgCustomerField field;
    gsize text;
    const char *value;
  } cases[] = {
    { RG_CUSTOMER_FIELD_NAME, G_STRUCT_OFFSET (RgCustomerDetails, name), "" },
    { RG_CUSTOMER_FIELD_EMAIL, G_STRUCT_OFFSET (RgCustomerDetails, email), "kim.example.com" },
    { RG_CUSTOMER_FIELD_EMAIL, G_STRUCT_OFFSET (RgCustomerDetails, email), "a@b.c, d@e.f" },
    { RG_CUSTOMER_FIELD_PHONE, G_STRUCT_OFFSET (RgCustomerDetails, phone), "none" },
    { RG_CUSTOMER_FIELD_NOTE, G_STRUCT_OFFSET (RgCustomerDetails, note),
      "pays with 4111 1111 1111 1111" },
    { RG_CUSTOMER_FIELD_PHONE, G_STRUCT_OFFSET (RgCustomerDetails, phone), "4111111111111111" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RgCustomerDetails) details = rg_customer_details_new ();
      g_autoptr (GError) error = NULL;
      RgCustomerField field;
      gint64 action = 0;

      g_set_str (&details->name, "Kim");
      g_set_str (&G_STRUCT_MEMBER (char *, details, cases[i].text), cases[i].value);
      g_assert_false (rg_customer_details_check (details, &field, NULL));
      g_assert_cmpint (field, ==, cases[i].field);
      g_assert_false (rg_store_save_customer_sync (test->store, details, NULL, &action, &error));
      g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
    }
  g_assert_cmpint (count (test, "SELECT count(*) FROM customer"), ==, 0);
  rg_test_shop_free (test);
}

static void
test_birthdays (void)
{
  const struct
  {
    int year, month, day;
    gboolean exists;
  } cases[] = {
    { 0, 0, 0, TRUE },       { 1980, 0, 0, TRUE },  { 0, 2, 29, TRUE },  { 1999, 2, 29, FALSE },
    { 2000, 2, 29, TRUE },   { 0, 4, 31, FALSE },   { 1, 1, 1, FALSE },  { -1, 0, 0, FALSE },
    { 0, 0, 3, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RgCustomerDetails) details = rg_customer_details_new ();

      g_set_str (&details->name, "Kim");
      details->birth_year = cases[i].year;
      details->birth_month = cases[i].month;
      details->birth_day = cases[i].day;
      g_assert_cmpint (rg_customer_details_check (details, NULL, NULL), ==, cases[i].exists);
    }
}

/* The stage in a list: of whoever was merged into the person, too, and counted from the last sale
 * where that was long ago. */
static void
test_stage (void)
{
  RgTestShop *test = rg_test_shop_new ();
  const char people[] =
      "INSERT INTO source (id, name) VALUES (1, 'till');"
      "INSERT INTO location (id, uuid, code, name) VALUES (1, randomblob(16), '', '');"
      "INSERT INTO import (id, uuid, action_id, source_id, kind, dialect, file_name, file_hash,"
      "  at, summary) SELECT 1, randomblob(16), max(id), 1, 'sales', 'x', 'x.csv', x'00', 0, '{}'"
      "  FROM action;"
      "INSERT INTO customer (id, uuid, name) VALUES (901, randomblob(16), 'Åse'),"
      "  (902, randomblob(16), 'Kim');"
      "INSERT INTO customer (id, uuid, name, merged_into) VALUES (903, randomblob(16), 'Å', 901);"
      "WITH RECURSIVE visit (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM visit WHERE n < 9)"
      "INSERT INTO receipt (uuid, source_id, location_id, till, number, period, sold_on, sold_at,"
      "  customer_id, lines_hash, net_minor, net_sales_minor, sale_lines, import_id) "
      "SELECT randomblob(16), 1, 1, '', n, '', 15000 + 7 * n, 0, iif(n % 2, 901, 903), 0, 1, 1, 1,"
      "  1 FROM visit;";
  g_autoptr (RgRowList) list = NULL;
  g_autoptr (RgCustomer) ase = NULL;
  g_autoptr (RgCustomer) kim = NULL;
  g_autofree char *stage = NULL;
  g_autofree char *spoken = NULL;
  g_autofree char *none = NULL;

  rg_test_shop_write (test, "People", people);
  list = rg_row_list_new (test->store, &rg_customers_source);
  rg_row_list_set_query (list, RG_CUSTOMERS_BY_NAME, FALSE, NULL);
  while (rg_row_list_is_loading (list))
    g_main_context_iteration (NULL, TRUE);
  ase = g_list_model_get_item (G_LIST_MODEL (list), 0);
  kim = g_list_model_get_item (G_LIST_MODEL (list), 1);
  g_object_get (ase, "stage", &stage, NULL);
  while (*stage == '\0')
    {
      g_main_context_iteration (NULL, TRUE);
      g_free (stage);
      g_object_get (ase, "stage", &stage, NULL);
    }
  g_object_get (ase, "spoken", &spoken, NULL);
  g_object_get (kim, "stage", &none, NULL);
  g_assert_cmpstr (stage, ==, "Regular");
  g_assert_nonnull (strstr (spoken, "Åse, Regular"));
  g_assert_cmpstr (none, ==, "");
  g_clear_object (&list);
  rg_test_shop_free (test);
}

static void
test_family (void)
{
  const struct
  {
    int children, size;
    RgCustomerField refused;
  } cases[] = {
    { -1, -1, RG_CUSTOMER_FIELD_NONE },    { 0, 1, RG_CUSTOMER_FIELD_NONE },
    { 99, 99, RG_CUSTOMER_FIELD_NONE },    { 100, 1, RG_CUSTOMER_FIELD_CHILDREN },
    { -2, 1, RG_CUSTOMER_FIELD_CHILDREN }, { 0, 0, RG_CUSTOMER_FIELD_HOUSEHOLD_SIZE },
    { 0, 100, RG_CUSTOMER_FIELD_HOUSEHOLD_SIZE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RgCustomerDetails) details = rg_customer_details_new ();
      RgCustomerField field;

      g_set_str (&details->name, "Kim");
      details->children = cases[i].children;
      details->household_size = cases[i].size;
      g_assert_cmpint (rg_customer_details_check (details, &field, NULL), ==,
                       cases[i].refused == RG_CUSTOMER_FIELD_NONE);
      g_assert_cmpint (field, ==, cases[i].refused);
    }
}

static void
test_tags (void)
{
  RgTestShop *test = rg_test_shop_new ();
  const gint64 id = add (test->store, "Kim", "");
  g_autoptr (GError) error = NULL;
  gint64 action = 0;

  g_assert_true (rg_store_tag_customer_sync (test->store, id, " web ", TRUE, &action, &error));
  g_assert_cmpint (action, >, 0);
  /* Once more changes nothing. */
  g_assert_true (rg_store_tag_customer_sync (test->store, id, "web", TRUE, &action, &error));
  g_assert_cmpint (action, ==, 0);
  g_assert_cmpint (count (test, "SELECT count(*) FROM customer_tag"), ==, 1);
  g_assert_true (rg_store_tag_customer_sync (test->store, id, "web", FALSE, &action, &error));
  g_assert_cmpint (count (test, "SELECT count(*) FROM customer_tag"), ==, 0);
  g_assert_false (rg_store_tag_customer_sync (test->store, id, "  ", TRUE, &action, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  rg_test_shop_free (test);
}

static void
test_delete (void)
{
  RgTestShop *test = rg_test_shop_new ();
  const gint64 id = add (test->store, "Kim", "Oslo");
  g_autoptr (GError) error = NULL;
  gint64 action = 0;

  g_assert_true (rg_store_tag_customer_sync (test->store, id, "web", TRUE, NULL, &error));
  g_assert_true (rg_store_delete_customer_sync (test->store, id, &action, &error));
  g_assert_no_error (error);
  g_assert_cmpint (action, >, 0);
  g_assert_cmpint (count (test, "SELECT count(*) FROM customer WHERE deleted_at IS NULL"), ==, 0);
  g_assert_false (rg_store_delete_customer_sync (test->store, id, &action, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND);
  rg_test_shop_free (test);
}

/* The books of the shop are not deleted with a person. */
static void
test_delete_refused (void)
{
  RgTestShop *test = rg_test_shop_new ();
  const gint64 id = add (test->store, "Kim", "Oslo");
  g_autoptr (GError) error = NULL;
  gint64 action = 0;

  rg_test_shop_write (test, "Permission",
                      "INSERT INTO consent (uuid, customer_id, channel, granted, effective_on, "
                      "recorded_at) SELECT randomblob(16), id, 'post', 1, 20000, 0 FROM customer");
  g_assert_false (rg_store_delete_customer_sync (test->store, id, &action, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONFLICT);
  g_assert_cmpint (count (test, "SELECT count(*) FROM customer"), ==, 1);
  g_assert_cmpint (count (test, "SELECT count(*) FROM contact_point"), ==, 1);
  rg_test_shop_free (test);
}

/* Who is at the keyboard is written beside what they do, and made only once. */
static void
test_staff (void)
{
  RgTestShop *test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *who = NULL;

  g_assert_true (rg_store_use_staff_sync (test->store, " K. Moe ", &error));
  g_assert_true (rg_store_use_staff_sync (test->store, "K. Moe", &error));
  g_assert_no_error (error);
  g_assert_cmpint (count (test, "SELECT count(*) FROM staff WHERE name = 'K. Moe'"), ==, 1);
  g_assert_cmpint (count (test, "SELECT count(*) FROM action"), ==, 1);
  add (test->store, "Kim", "");
  who = rg_test_shop_read (test, "SELECT staff.name FROM action JOIN staff ON staff.id = staff_id "
                                 "WHERE kind = 'customer.new'");
  g_assert_cmpstr (who, ==, "K. Moe");
  g_assert_true (rg_store_use_staff_sync (test->store, "", &error));
  g_assert_cmpint (rg_store_get_staff (test->store), ==, 0);
  g_assert_false (rg_store_use_staff_sync (test->store, "4111 1111 1111 1111", &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  rg_test_shop_free (test);
}

/* The shop's settings are an action like any other. */
static void
test_shop (void)
{
  RgTestShop *test = rg_test_shop_new ();
  g_autoptr (RgShop) shop = rg_shop_copy (rg_store_get_shop (test->store));
  g_autoptr (GError) error = NULL;
  g_autofree char *row = NULL;
  gint64 action = 0;

  g_assert_true (rg_store_save_shop_sync (test->store, shop, &action, &error));
  g_assert_cmpint (action, ==, 0);
  shop->first_weekday = 6;
  g_set_str (&shop->address, "Torget 1\n5014 Bergen");
  g_assert_true (rg_store_save_shop_sync (test->store, shop, &action, &error));
  g_assert_no_error (error);
  g_assert_cmpint (action, >, 0);
  row = rg_test_shop_read (test, "SELECT first_weekday || ' ' || address FROM shop");
  g_assert_cmpstr (row, ==, "6 Torget 1\n5014 Bergen");
  g_assert_true (rg_store_take_back_sync (test->store, action, NULL, &error));
  g_assert_cmpint (count (test, "SELECT first_weekday FROM shop"), ==, 0);
  g_set_str (&shop->name, "");
  g_assert_false (rg_store_save_shop_sync (test->store, shop, &action, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID);
  rg_test_shop_free (test);
}

/* What is taken back is as if it had not been. */
static void
test_take_back (void)
{
  RgTestShop *test = rg_test_shop_new ();
  const gint64 id = add (test->store, "Kim", "Oslo");
  g_autofree char *before = rg_test_shop_dump (test, TRUE);
  g_autofree char *deleted = NULL;
  g_autofree char *after = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  gint64 action = 0;
  gint64 undo = 0;

  g_assert_true (rg_store_delete_customer_sync (test->store, id, &action, &error));
  deleted = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (deleted, !=, before);
  g_assert_true (rg_store_take_back_sync (test->store, action, &undo, &error));
  g_assert_no_error (error);
  after = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (after, ==, before);
  g_assert_true (rg_store_take_back_sync (test->store, undo, NULL, &error));
  g_assert_no_error (error);
  again = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (again, ==, deleted);
  rg_test_shop_free (test);
}

/* --- a list of people --------------------------------------------------------------------- */

typedef struct {
  guint asked, most; /* how often it was asked whether to go on, and how often it was to */
  GPtrArray *people;
} Reading;

static gboolean
go_on (double share, gpointer data)
{
  Reading *reading = data;

  g_assert_cmpfloat_with_epsilon (share, ++reading->asked / 4.0, 1e-9);
  return reading->asked <= reading->most;
}

static gboolean
read_people_in_thread (RgDb *db, gpointer data, GError **error)
{
  static const gint64 ids[] = { 3, 1, 4, 2 };
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (gint64));
  Reading *reading = data;

  g_array_append_vals (all, ids, G_N_ELEMENTS (ids));
  reading->people = rg_people_rows_read (db, all, go_on, reading, error);
  return reading->people != NULL;
}

/* Whoever stops the export of a segment gets no list at all, and no half of one. */
static void
test_people_stopped (void)
{
  g_autoptr (RgTestShop) shop = rg_test_shop_new ();

  rg_test_shop_write (shop, "People",
                      "INSERT INTO customer (uuid, name) VALUES (randomblob (16), 'Ann'), "
                      "(randomblob (16), 'Bo'), (randomblob (16), 'Cy'), (randomblob (16), 'Di');");
  for (guint most = 0; most <= 4; most++)
    {
      Reading reading = { .most = most };
      g_autoptr (GError) error = NULL;

      rg_store_read_sync (shop->store, RG_READER_REPORT, read_people_in_thread, &reading, NULL,
                          &error);
      g_assert_cmpuint (reading.asked, ==, MIN (most + 1, 4));
      if (most < 4)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      else
        g_assert_cmpuint (reading.people->len, ==, 4);
      g_assert_true ((reading.people != NULL) == (most == 4));
      g_clear_pointer (&reading.people, g_ptr_array_unref);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/customers/edit", test_edit);
  g_test_add_func ("/customers/refused", test_refused);
  g_test_add_func ("/customers/birthdays", test_birthdays);
  g_test_add_func ("/customers/family", test_family);
  g_test_add_func ("/customers/stage", test_stage);
  g_test_add_func ("/customers/tags", test_tags);
  g_test_add_func ("/customers/delete", test_delete);
  g_test_add_func ("/customers/delete-refused", test_delete_refused);
  g_test_add_func ("/customers/shop", test_shop);
  g_test_add_func ("/customers/staff", test_staff);
  g_test_add_func ("/customers/take-back", test_take_back);
  g_test_add_func ("/customers/people-stopped", test_people_stopped);
  return g_test_run ();
}
