/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The shop's own fields in files: every kind as tills write it, what is refused and why, what stays
 * as somebody wrote it, and the way back. */
#include "rg-test-import.h"

#include "store/rg-store-own-values.h"
#include "store/rg-store-staff.h"
#include "store/rg-store-undo.h"
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

/* What a shop knows beside: each is read, and stays where somebody wrote another. */
static void
test_facts (void)
{
  static const char header[] = "Customer number,Name,Occupation,Income,Interests,Children,"
                               "People in the home,Looked after by,How they joined,"
                               "Where they joined,Customer since\n";
  static const char said[] =
    "SELECT concat_ws('/', occupation, income_band, interests, children, household_size, "
    "(SELECT name FROM staff WHERE id = owner_id), joined_how, joined_where, "
    "joined_on) FROM customer "
    "WHERE id = 1";
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GError) error = NULL;
  RgImportSummary summary;

  rg_store_add_staff_sync (test->store, "Kåre", NULL, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *first = g_strconcat (
    header, "1,A,Baker,high,\"tea, books\",2,4,kare,A friend,Fair,"
            "1970-01-11\n2,B,,,,many,0,Nobody,,,\n", NULL);
  rg_test_import (test, "1.csv", first, &summary);
  g_assert_cmpuint (summary.cells_dropped, ==, 3);
  g_autofree char *one = rg_test_shop_read (test, said);
  g_assert_cmpstr (one, ==, "Baker/high/tea, books/2/4/Kåre/A friend/Fair/10");
  rg_test_shop_write (test, "By hand", "UPDATE customer SET occupation = 'Smith', "
                                       "joined_how = 'Advert', joined_on = 7, owner_id = NULL "
                                       "WHERE id = 1");
  g_autofree char *second = g_strconcat (
    header, "1,A,Cook,low,,3,,Kåre,Letter,Street,1970-02-01\n", NULL);
  rg_test_import (test, "2.csv", second, NULL);
  g_autofree char *two = rg_test_shop_read (test, said);
  g_assert_cmpstr (two, ==, "Smith/low/tea, books/3/4/Advert/Street/7");
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
  return g_test_run ();
}
