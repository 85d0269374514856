/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Reports with the real program, in the sample shop: the numbers add up, in each form. */
#include "rg-test-ctl.h"

#include <string.h>

#define SEGMENT "'bought category Coffee at least 2 times'"

static JsonObject *
object_of (JsonNode *node)
{
  return json_node_get_object (node);
}

/* The values of the first series. */
static JsonArray *
first_values (JsonNode *report)
{
  JsonArray *series = json_object_get_array_member (object_of (report), "series");

  return json_object_get_array_member (json_array_get_object_element (series, 0), "values");
}

static gint64
sum_values (JsonArray *values)
{
  gint64 sum = 0;

  for (guint i = 0; i < json_array_get_length (values); i++)
    if (!json_array_get_null_element (values, i))
      sum += json_array_get_int_element (values, i);
  return sum;
}

/* The locations' parts are the whole, and so are a segment and those outside of it with the
 * receipts that name nobody. */
static void
test_adds_up (RgTestCtl *test, gconstpointer data)
{
  g_autoptr (JsonNode) shop = rg_test_ctl_json (test, "sample --customers 200 --seed 3 --json");
  g_autoptr (JsonNode) all = rg_test_ctl_json (test, "report sales --by month --json");
  g_autoptr (JsonNode) parts
    = rg_test_ctl_json (test, "report sales --by month --split location --json");
  g_autoptr (JsonNode) some
    = rg_test_ctl_json (test, "report sales --by month --segment " SEGMENT " --json");
  g_autoptr (JsonNode) none
    = rg_test_ctl_json (test, "report sales --by month --segment 'none(" "bought category Coffee"
                              " at least 2 times)' --json");
  JsonArray *series = json_object_get_array_member (object_of (parts), "series");
  const gint64 whole = sum_values (first_values (all));
  gint64 sum = 0;

  g_assert_cmpint (whole, >, 0);
  g_assert_cmpuint (json_array_get_length (series), >, 1);
  for (guint i = 0; i < json_array_get_length (series); i++)
    sum += sum_values (json_object_get_array_member (json_array_get_object_element (series, i),
                                                     "values"));
  g_assert_cmpint (sum, ==, whole);
  g_assert_cmpint (sum_values (first_values (some)), >, 0);
  g_assert_cmpint (sum_values (first_values (some)) + sum_values (first_values (none)), <, whole);
  g_assert_cmpuint (json_array_get_length (first_values (all)), ==,
                    json_array_get_length (
                      json_object_get_array_member (object_of (all), "points")));
}

/* A saved segment by its name is the same as its text. */
static void
test_saved (RgTestCtl *test, gconstpointer data)
{
  g_autoptr (JsonNode) shop = rg_test_ctl_json (test, "sample --customers 100 --seed 3 --json");
  g_autoptr (JsonNode) saved
    = rg_test_ctl_json (test, "segment save 'Coffee People' " SEGMENT " --json");
  g_autoptr (JsonNode) named
    = rg_test_ctl_json (test, "report loyalty --segment 'coffee people' --json");
  g_autoptr (JsonNode) text = rg_test_ctl_json (test, "report loyalty --segment " SEGMENT
                                                      " --json");
  g_autoptr (JsonNode) all = rg_test_ctl_json (test, "report loyalty --json");

  g_assert_true (json_node_equal (named, text));
  g_assert_false (json_array_equal (first_values (named), first_values (all)));
  g_assert_cmpstr (json_object_get_string_member (object_of (all), "unit"), ==, "share");
}

/* Everybody is in one part, however they are told apart; a segment and the others are all. */
static void
test_make_up (RgTestCtl *test, gconstpointer data)
{
  static const char *const traits[] = { "age", "household", "children", "shared", "distance",
                                        "language", "location", "city", "joined" };
  g_autoptr (JsonNode) shop = rg_test_ctl_json (test, "sample --customers 100 --seed 3 --json");

  for (gsize i = 0; i < G_N_ELEMENTS (traits); i++)
    {
      g_autofree char *all = g_strdup_printf ("report make-up --of %s --json", traits[i]);
      g_autofree char *some
        = g_strdup_printf ("report make-up --of %s --segment 'visits at least 5' --json",
                           traits[i]);
      g_autofree char *others
        = g_strdup_printf ("report make-up --of %s --segment 'none(visits at least 5)' --json",
                           traits[i]);
      g_autoptr (JsonNode) whole = rg_test_ctl_json (test, all);
      g_autoptr (JsonNode) part = rg_test_ctl_json (test, some);
      g_autoptr (JsonNode) rest = rg_test_ctl_json (test, others);

      g_assert_cmpint (sum_values (first_values (whole)), ==, 100);
      g_assert_cmpint (sum_values (first_values (part)), >, 0);
      g_assert_cmpint (sum_values (first_values (part)) + sum_values (first_values (rest)), ==,
                       100);
    }
}

static char *
read_file (RgTestCtl *test, const char *name)
{
  g_autofree char *path = g_build_filename (test->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  g_assert_no_error (error);
  return text;
}

static void
test_files (RgTestCtl *test, gconstpointer data)
{
  /* Months with a target are a series of their own. */
  g_autoptr (JsonNode) shop = rg_test_ctl_json (test, "sample --customers 100 --seed 3 "
                                                      "--until 2026-11-21 --json");
  g_autofree char *line = g_strdup_printf ("report sales --by month --csv %s/sales.csv"
                                           " --pdf %s/sales.pdf --json", test->folder,
                                           test->folder);
  g_autoptr (JsonNode) report = rg_test_ctl_json (test, line);
  g_autofree char *csv = NULL, *pdf = NULL;
  JsonArray *values = first_values (report);
  g_auto (GStrv) rows = NULL;

  csv = read_file (test, "sales.csv");
  pdf = read_file (test, "sales.pdf");
  rows = g_strsplit (csv, "\r\n", -1);
  g_assert_cmpstr (rows[0], ==, "\xef\xbb\xbf" "from,to,Net sales,A year before,target");
  g_assert_cmpuint (g_strv_length (rows), ==, json_array_get_length (values) + 2);
  for (guint i = 0; i < json_array_get_length (values); i++)
    {
      g_auto (GStrv) cells = g_strsplit (rows[i + 1], ",", -1);
      const gint64 minor = json_array_get_int_element (values, i);
      g_autofree char *money = g_strdup_printf ("%" G_GINT64_FORMAT ".%02d", minor / 100,
                                                (int) (minor % 100));

      g_assert_cmpstr (cells[2], ==, money);
    }
  g_assert_true (g_str_has_prefix (pdf, "%PDF-"));
}

static void
assert_refused (RgTestCtl *test, const char *line, int code, const char *words)
{
  g_auto (RgTestCall) call = rg_test_ctl_run (test, line);

  g_assert_cmpint (call.code, ==, code);
  g_assert_nonnull (strstr (call.messages, words));
}

static void
test_refused (RgTestCtl *test, gconstpointer data)
{
  g_autoptr (JsonNode) shop = rg_test_ctl_json (test, "sample --customers 20 --seed 3 --json");

  assert_refused (test, "report weather", 2, "sales, loyalty, make-up");
  assert_refused (test, "report make-up --of shoes", 2, "age, household");
  assert_refused (test, "report make-up --across weather", 2, "location, joined");
  assert_refused (test, "report make-up --by day", 2, "does not have this option");
  assert_refused (test, "report sales --of age", 2, "does not have this option");
  assert_refused (test, "report sales --by year", 2, "day, week, month");
  assert_refused (test, "report loyalty --by day", 2, "does not have this option");
  assert_refused (test, "report sales --location Nowhere", 1, "Nowhere");
  assert_refused (test, "report sales --segment 'bought at'", 1, "");
}

static void
test_empty (RgTestCtl *test, gconstpointer data)
{
  g_autoptr (JsonNode) made = rg_test_ctl_json (test, "init --name Empty --currency EUR --json");
  g_autoptr (JsonNode) report = rg_test_ctl_json (test, "report sales --json");

  assert_refused (test, "report make-up --pdf x.pdf", 1, "There are no customers yet.");
  g_assert_false (json_object_has_member (object_of (report), "points"));
  assert_refused (test, "report sales --csv x.csv", 1, "There are no sales yet.");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ctl-report/adds-up", RgTestCtl, NULL, rg_test_ctl_set_up, test_adds_up,
              rg_test_ctl_tear_down);
  g_test_add ("/ctl-report/saved", RgTestCtl, NULL, rg_test_ctl_set_up, test_saved,
              rg_test_ctl_tear_down);
  g_test_add ("/ctl-report/make-up", RgTestCtl, NULL, rg_test_ctl_set_up, test_make_up,
              rg_test_ctl_tear_down);
  g_test_add ("/ctl-report/files", RgTestCtl, NULL, rg_test_ctl_set_up, test_files,
              rg_test_ctl_tear_down);
  g_test_add ("/ctl-report/refused", RgTestCtl, NULL, rg_test_ctl_set_up, test_refused,
              rg_test_ctl_tear_down);
  g_test_add ("/ctl-report/empty", RgTestCtl, NULL, rg_test_ctl_set_up, test_empty,
              rg_test_ctl_tear_down);
  return g_test_run ();
}
