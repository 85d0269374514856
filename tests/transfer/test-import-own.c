/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The shop's own fields in files: every kind as tills write it, what is refused and why, what stays
 * as somebody wrote it, and the way back. */
#include "rg-test-import.h"

#include "store/rg-store-customers.h"
#include "store/rg-store-own-values.h"
#include "store/rg-store-staff.h"
#include "store/rg-store-undo.h"
#include "transfer/rg-guess-field.h"
#include "transfer/rg-import-recall.h"

#include <string.h>

#define HEADER "Customer number,Name,Size,Weight,Credit,Met,Dog,Skill,Sports,Mood\n"
#define VALUES \
  "(SELECT group_concat(f.name || '=' || coalesce(v.number, c.name, v.text), ';') " \
  "FROM field_value v JOIN field f ON f.id = v.field_id " \
  "LEFT JOIN field_choice c ON c.id = v.choice_id WHERE v.customer_id = %d)"

/* One of each kind. */
static void
add_fields (RgTestShop *test)
{
  rg_test_shop_add_field (test, RG_OWN_TEXT, "Size", "");
  rg_test_shop_add_field (test, RG_OWN_NUMBER, "Weight", "");
  rg_test_shop_add_field (test, RG_OWN_MONEY, "Credit", "");
  rg_test_shop_add_field (test, RG_OWN_DATE, "Met", "");
  rg_test_shop_add_field (test, RG_OWN_YES_NO, "Dog", "");
  rg_test_shop_add_field (test, RG_OWN_ONE, "Skill", "Beginner,Expert");
  rg_test_shop_add_field (test, RG_OWN_SEVERAL, "Sports", "Running,Ski,Rowing");
  rg_test_shop_add_field (test, RG_OWN_SCALE, "Mood", "");
}

static void
assert_values (RgTestShop *test, int customer, const char *expected)
{
  g_autofree char *sql = g_strdup_printf ("SELECT " VALUES, customer);
  g_autofree char *text = rg_test_shop_read (test, sql);

  g_assert_cmpstr (text, ==, expected);
}

static void
set (RgTestShop *test, gint64 customer, gint64 field, const char *text)
{
  g_autoptr (GError) error = NULL;

  rg_store_set_own_value_sync (test->store, &customer, 1, field, text, NULL, &error);
  g_assert_no_error (error);
}

static void
test_kinds (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  RgImportSummary summary;
  gint64 action;

  add_fields (test);
  g_autofree char *before = rg_test_shop_dump (test, TRUE);
  action = rg_test_import (test, "people.csv",
                           HEADER
                           "17,Åse,42 EU,\"1 061,5\",\"kr 99,90\",17.05.2026,ja,expert,"
                           "\"rowing; Running\",4\n"
                           "18,Kim,,\"2,25\",,31.12.2025,oui,BEGINNER,Ski,1\n"
                           "19,Liv,,,,,non,,,\n",
                           &summary);
  g_assert_cmpuint (summary.own_values, ==, 15);
  g_assert_cmpuint (summary.cells_dropped, ==, 0);
  assert_values (test, 1, "Size=42 EU;Weight=1061500;Credit=9990;Met=20590;Dog=1;Skill=Expert;"
                          "Sports=Running;Sports=Rowing;Mood=4");
  assert_values (test, 2, "Weight=2250;Met=20453;Dog=1;Skill=Beginner;Sports=Ski;Mood=1");
  assert_values (test, 3, "Dog=0");
  /* The same again changes nothing. */
  g_assert_cmpint (rg_test_import (test, "again.csv",
                                   HEADER "17,Åse,42 EU,\"1 061,5\",\"99,90\",17.05.2026,yes,"
                                          "Expert,Running|Rowing,4\n", &summary), ==, 0);
  g_assert_cmpuint (summary.own_values, ==, 0);
  rg_test_shop_take_back (test, action);
  g_autofree char *after = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (before, ==, after);
}

/* A cell that cannot be read is left out, with its row and why; the rest of its row stays. */
static void
test_refusals (void)
{
  static const struct
  {
    const char *row; /* behind number and name */
    const char *why;
  } cases[] = {
    { "4111 1111 1111 1111,,,,,,,", "“Size” looks like a payment card number, which is never" },
    { ",heavy,,,,,,", "“Weight” is not a number" },
    { ",1.2345,,,,,,", "“Weight” has more decimals than the field takes" },
    { ",,12 USD,,,,,", "“Credit” is in another currency" },
    { ",,,30.02.2026,,,,", "“Met” is a day that does not exist" },
    { ",,,,perhaps,,,", "“Dog” says neither yes nor no" },
    { ",,,,,Champion,,", "“Skill” is none of the field’s choices" },
    { ",,,,,,Running; Chess,", "“Sports” is none of the field’s choices" },
    { ",,,,,,,9", "“Mood” is no step of the field’s scale" },
    { ",,,,,,,2.5", "“Mood” is no step of the field’s scale" },
  };
  g_autoptr (RgTestShop) test = rg_test_shop_new ();

  add_fields (test);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (HEADER "%d,P,%s\n", (int) i, cases[i].row);
      g_autofree char *sql =
        g_strdup_printf ("SELECT json_extract(summary, '$.cells_dropped[0].row') || ': ' || "
                         "json_extract(summary, '$.cells_dropped[0].reason') "
                         "FROM import ORDER BY id DESC");
      RgImportSummary summary;

      rg_test_import (test, "people.csv", text, &summary);
      g_assert_cmpuint (summary.cells_dropped, ==, 1);
      g_assert_cmpuint (summary.own_values, ==, 0);
      g_assert_cmpuint (summary.customers_created, ==, 1);
      g_autofree char *said = rg_test_shop_read (test, sql);
      g_assert_cmpstr (said, !=, NULL);
      if (!g_str_has_prefix (said, "2: ") || !g_str_has_prefix (said + 3, cases[i].why))
        g_error ("%s: %s", cases[i].row, said);
    }
}

/* What somebody wrote, or took away, stays; what an import wrote follows the next one. */
static void
test_by_hand (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  const gint64 size = rg_test_shop_add_field (test, RG_OWN_TEXT, "Size", "");
  const gint64 dog = rg_test_shop_add_field (test, RG_OWN_YES_NO, "Dog", "");
  g_autoptr (GError) error = NULL;
  RgImportSummary summary;
  gint64 second;

  rg_test_import (test, "1.csv", "Customer number,Name,Size,Dog\n1,A,S,yes\n2,B,S,yes\n3,C,S,yes\n",
                  NULL);
  set (test, 1, size, "XL");
  set (test, 2, dog, "");
  second = rg_test_import (test, "2.csv",
                           "Customer number,Name,Size,Dog\n1,A,M,no\n2,B,M,no\n3,C,M,no\n",
                           &summary);
  g_assert_cmpuint (summary.own_values, ==, 4);
  g_assert_cmpuint (summary.own_values_kept, ==, 2);
  assert_values (test, 1, "Size=XL;Dog=0");
  assert_values (test, 2, "Size=M");
  assert_values (test, 3, "Size=M;Dog=0");
  rg_test_shop_take_back (test, second);
  assert_values (test, 1, "Size=XL;Dog=1");
  assert_values (test, 2, "Size=S");
  assert_values (test, 3, "Size=S;Dog=1");
  /* The first one made what was edited since. */
  g_assert_false (rg_store_take_back_sync (test->store, 3, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONFLICT);
}

static void
assert_own (const RgMapping *mapping, guint column, const char *name)
{
  g_assert_cmpint (mapping->columns[column].role, ==,
                   name != NULL ? RG_ROLE_OWN : RG_ROLE_NONE);
  if (name != NULL)
    g_assert_cmpstr (mapping->columns[column].own->name, ==, name);
}

/* What somebody chose for a column counts for the next file with the same ones, also when the field
 * has another name by then; a field that is gone leaves its column alone. */
static void
test_remembered (void)
{
  static const char text[] = "Customer number,Name,Gr.,Hund\n1,A,42,ja\n";
  const RgPlanContext context = { "NOK", 2, NULL };
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;

  rg_test_shop_add_field (test, RG_OWN_TEXT, "Size", "");
  const gint64 dog = rg_test_shop_add_field (test, RG_OWN_YES_NO, "Dog", "");
  {
    g_autoptr (RgMapping) mapping = rg_mapping_new (bytes, NULL, -1, &error);
    g_autoptr (RgImportBatch) batch = NULL;

    g_assert_true (rg_import_recall (test->store, mapping, NULL, NULL, NULL, &error));
    assert_own (mapping, 2, NULL);
    rg_mapping_set_own (mapping, 2, g_ptr_array_index (mapping->own_fields, 0));
    rg_mapping_set_own (mapping, 3, g_ptr_array_index (mapping->own_fields, 1));
    batch = rg_import_plan_read (mapping, &context, NULL, NULL, NULL, &error);
    batch->file_name = g_strdup ("a.csv");
    rg_test_import_batch (test, batch, NULL);
  }
  assert_values (test, 1, "Size=42;Dog=1");
  rg_test_shop_write (test, "Rename", "UPDATE field SET name = 'Shoes' WHERE name = 'Size'");
  {
    g_autoptr (RgMapping) mapping = rg_mapping_new (bytes, NULL, -1, &error);

    g_assert_true (rg_import_recall (test->store, mapping, NULL, NULL, NULL, &error));
    g_assert_true (mapping->recalled);
    assert_own (mapping, 2, "Shoes");
    assert_own (mapping, 3, "Dog");
    rg_mapping_set_own (mapping, 2, mapping->columns[3].own);
    assert_own (mapping, 3, NULL);
  }
  rg_store_delete_own_field_sync (test->store, dog, NULL, &error);
  g_assert_no_error (error);
  {
    g_autoptr (RgMapping) mapping = rg_mapping_new (bytes, NULL, -1, &error);

    g_assert_true (rg_import_recall (test->store, mapping, NULL, NULL, NULL, &error));
    assert_own (mapping, 2, "Shoes");
    assert_own (mapping, 3, NULL);
  }
}

#define NEW_HEADER "Customer number,Name,Shoe,Paid,Met,Dog,Code,Group,Likes,Remark\n"

/* 30 people; what each column holds says what it is. */
static char *
make_people (void)
{
  static const char *const groups[] = { "Gold", "Silver", "gold" };
  static const char *const likes[] = { "Tea; Books", "Books", "Tea,Ski" };
  GString *text = g_string_new (NEW_HEADER);

  for (int i = 1; i <= 30; i++)
    g_string_append_printf (
      text, "%d,P%d,\"%d,5\",\"kr %d,00\",%d.05.2026,%s,%04d,%s,\"%s\",no. %d\n", i, i, 30 + i, i,
      i, i % 2 ? "ja" : "nei", i, groups[i % 3], likes[i % 3], i);
  return g_string_free_and_steal (text);
}

static RgMapping *
map_new_fields (RgTestShop *test, const char *people, guint n_fields)
{
  g_autoptr (GBytes) bytes = g_bytes_new (people, strlen (people));
  g_autoptr (GError) error = NULL;
  RgMapping *mapping = rg_mapping_new (bytes, "customers", -1, &error);

  g_assert_no_error (error);
  g_assert_true (rg_import_recall (test->store, mapping, NULL, NULL, NULL, &error));
  for (guint i = 2; i < 2 + n_fields; i++)
    {
      g_autoptr (RgOwnField) field = rg_guess_field (mapping, i, "NOK", -1);

      rg_mapping_set_own (mapping, i, rg_mapping_add_own (mapping, field));
    }
  return mapping;
}

static RgImportBatch *
plan_new_fields (RgTestShop *test, const char *people, guint n_fields)
{
  const RgPlanContext context = { "NOK", 2, NULL };
  g_autoptr (RgMapping) mapping = map_new_fields (test, people, n_fields);
  g_autoptr (GError) error = NULL;
  RgImportBatch *batch = rg_import_plan_read (mapping, &context, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  batch->file_name = g_strdup ("new.csv");
  return batch;
}

static void
test_guess (void)
{
  static const RgOwnKind kinds[] = { RG_OWN_NUMBER, RG_OWN_MONEY, RG_OWN_DATE,    RG_OWN_YES_NO,
                                     RG_OWN_TEXT,   RG_OWN_ONE,   RG_OWN_SEVERAL, RG_OWN_TEXT };
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autofree char *people = make_people ();
  g_autoptr (RgMapping) mapping = map_new_fields (test, people, 0);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (RgOwnField) field = rg_guess_field (mapping, i + 2, "NOK", -1);

      g_assert_cmpstr (field->name, ==, mapping->columns[i + 2].header);
      g_assert_cmpint (field->kind, ==, kinds[i]);
      if (field->kind == RG_OWN_ONE) /* however it is written */
        g_assert_cmpuint (field->choices->len, ==, 2);
      if (field->kind == RG_OWN_SEVERAL)
        g_assert_cmpuint (field->choices->len, ==, 3);
    }
}

/* The check counts what the import makes, and all of it goes with the import. */
static void
test_new_fields (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *people = make_people ();
  g_autofree char *before = rg_test_shop_dump (test, TRUE);
  g_autoptr (RgImportBatch) batch = plan_new_fields (test, people, 8);
  RgImportSummary checked = { 0 }, summary = { 0 };
  gint64 action;

  g_assert_cmpuint (batch->dropped->len, ==, 0);
  g_assert_true (rg_store_check_import_sync (test->store, batch, &checked, NULL, &error));
  g_assert_cmpuint (checked.own_fields, ==, 8);
  g_assert_cmpuint (checked.own_values, ==, 8 * 30);
  action = rg_test_import_batch (test, batch, &summary);
  g_assert_cmpuint (summary.own_fields, ==, 8);
  g_assert_cmpuint (summary.own_values, ==, 8 * 30);
  assert_values (test, 1, "Shoe=31500;Paid=100;Met=20574;Dog=1;Code=0001;Group=Silver;"
                          "Likes=Books;Remark=no. 1");
  {
    /* The next such file fills the fields that are there now. */
    g_autoptr (RgImportBatch) again = plan_new_fields (test, people, 0);
    g_autoptr (RgImportBatch) twice = plan_new_fields (test, people, 1);

    g_assert_cmpint (rg_test_import_batch (test, again, &summary), ==, 0);
    g_assert_false (rg_store_check_import_sync (test->store, twice, &checked, NULL, &error));
    g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_DUPLICATE);
    g_clear_error (&error);
  }
  g_autofree char *filled = rg_test_shop_dump (test, TRUE);
  action = rg_test_shop_take_back (test, action);
  g_autofree char *after = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (before, ==, after);
  action = rg_test_shop_take_back (test, action);
  g_autofree char *again = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (filled, ==, again);
  rg_test_shop_take_back (test, action);
  g_autofree char *last = rg_test_shop_dump (test, TRUE);
  g_assert_cmpstr (before, ==, last);
}

/* Whoever wrote something in a new field stands in the way of taking its import back. */
static void
test_new_field_used (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *people = make_people ();
  g_autoptr (RgImportBatch) batch = plan_new_fields (test, people, 1);
  const gint64 action = rg_test_import_batch (test, batch, NULL);

  g_autoptr (RgCustomerDetails) details = rg_customer_details_new ();
  gint64 id;

  g_set_str (&details->name, "Later");
  g_assert_true (rg_store_save_customer_sync (test->store, details, &id, NULL, &error));
  set (test, id, 1, "44");
  g_assert_false (rg_store_take_back_sync (test->store, action, NULL, &error));
  g_assert_error (error, RG_STORE_ERROR, RG_STORE_ERROR_CONFLICT);
}

/* What a shop knows beside: each is read, and stays where somebody wrote another. */
static void
test_facts (void)
{
  static const char header[] = "Customer number,Name,Occupation,Income,Interests,Children,"
                               "People in the home,Looked after by,How they joined,"
                               "Where they joined,Customer since,Bevorzugter Kanal\n";
  static const char said[] =
    "SELECT concat_ws('/', occupation, income_band, interests, children, household_size, "
    "(SELECT name FROM staff WHERE id = owner_id), joined_how, joined_where, "
    "joined_on, prefers) FROM customer "
    "WHERE id = 1";
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  RgImportSummary summary;

  rg_store_add_staff_sync (test->store, "Kåre", NULL, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *first = g_strconcat (
    header, "1,A,Baker,high,\"tea, books\",2,4,kare,A friend,Fair,"
            "1970-01-11,E-Mail\n2,B,,,,many,0,Nobody,,,,Brieftaube\n", NULL);
  rg_test_import (test, "1.csv", first, &summary);
  g_assert_cmpuint (summary.cells_dropped, ==, 4);
  g_autofree char *one = rg_test_shop_read (test, said);
  g_assert_cmpstr (one, ==, "Baker/high/tea, books/2/4/Kåre/A friend/Fair/10/email");
  rg_test_shop_write (test, "By hand", "UPDATE customer SET occupation = 'Smith', "
                                       "joined_how = 'Advert', joined_on = 7, prefers = 'sms', "
                                       "owner_id = NULL "
                                       "WHERE id = 1");
  g_autofree char *second = g_strconcat (
    header, "1,A,Cook,low,,3,,Kåre,Letter,Street,1970-02-01,Brief\n", NULL);
  rg_test_import (test, "2.csv", second, NULL);
  g_autofree char *two = rg_test_shop_read (test, said);
  g_assert_cmpstr (two, ==, "Smith/low/tea, books/3/4/Advert/Street/7/sms");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-own/kinds", test_kinds);
  g_test_add_func ("/import-own/refusals", test_refusals);
  g_test_add_func ("/import-own/by-hand", test_by_hand);
  g_test_add_func ("/import-own/remembered", test_remembered);
  g_test_add_func ("/import-own/facts", test_facts);
  g_test_add_func ("/import-own/guess", test_guess);
  g_test_add_func ("/import-own/new-fields", test_new_fields);
  g_test_add_func ("/import-own/new-field-used", test_new_field_used);
  return g_test_run ();
}
