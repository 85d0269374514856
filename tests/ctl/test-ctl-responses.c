/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A list that another program sends, and its report that comes back. */
#include "rg-test-ctl.h"

#include <string.h>

#define BRING "campaign responses News "

static gint64
number (JsonNode *node, const char *name, const char *part)
{
  JsonObject *object = json_node_get_object (node);

  if (part != NULL)
    object = json_object_get_object_member (object, name);
  return json_object_get_int_member (object, part != NULL ? part : name);
}

static void
expect (RgTestCtl *test, const char *line, int code, const char *words)
{
  g_auto (RgTestCall) call = rg_test_ctl_run (test, line);

  g_assert_cmpint (call.code, ==, code);
  if (words != NULL && strstr (code == 0 ? call.output : call.messages, words) == NULL)
    g_test_fail_printf ("“%s” says “%s%s”, not “%s”", line, call.output, call.messages, words);
}

/* A campaign by e-mail whose list was written for Mailchimp. Returns the lines of the file. */
static GStrv
send_list (RgTestCtl *test)
{
  g_autofree char *list = g_build_filename (test->folder, "list.csv", NULL);
  g_autofree char *export = g_strdup_printf ("campaign export News %s --layout mailchimp", list);
  g_autofree char *text = NULL;

  expect (test, "sample --customers 300", 0, NULL);
  expect (test, "campaign new --name News --segment 'visits at least 1' --channel email "
                "--subject News --message 'Come by.'", 0, NULL);
  expect (test, BRING "-", 1, NULL);
  expect (test, "campaign fix News", 0, NULL);
  expect (test, export, 0, NULL);
  g_assert_true (g_file_get_contents (list, &text, NULL, NULL));
  return g_strsplit (text, "\r\n", -1);
}

/* Its report: of every four people one clicked, one opened, and two did neither. */
static char *
write_report (RgTestCtl *test, const GStrv lines)
{
  static const char *const did[] = { "2,1", "1,0", "0,0", "0,0" };
  char *path = g_build_filename (test->folder, "report.csv", NULL);
  g_autoptr (GString) out = g_string_new ("Email Address,Opens,Clicks\n");

  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", 2);

      g_string_append_printf (out, "%s,%s\n", cells[0], did[i % 4]);
    }
  g_string_append (out, "nobody@example.invalid,1,1\n");
  g_assert_true (g_file_set_contents (path, out->str, -1, NULL));
  return path;
}

static void
expect_results (RgTestCtl *test, gint64 n, gint64 opened)
{
  g_autoptr (JsonNode) results = rg_test_ctl_json (test, "campaign results News --json");
  JsonObject *group = json_array_get_object_element (
    json_object_get_array_member (json_node_get_object (results), "groups"), 0);
  g_autofree char *words = g_strdup_printf ("%d of %d opened it", (int) opened, (int) n);

  g_assert_cmpint (json_object_get_int_member (group, "reached"), ==, n);
  g_assert_cmpint (json_object_get_int_member (group, "opened"), ==, opened);
  g_assert_cmpint (json_object_get_int_member (group, "clicked"), ==, n / 4);
  expect (test, "campaign results News", 0, words);
  expect (test, "campaign figure News clicked-1", 0, "Did Not Click");
}

static void
test_report (RgTestCtl *test, gconstpointer data)
{
  g_auto (GStrv) lines = send_list (test);
  g_autofree char *path = write_report (test, lines);
  g_autofree char *line = g_strdup_printf (BRING "%s", path);
  g_autofree char *dry = g_strdup_printf (BRING "%s --dry-run --json", path);
  g_autofree char *json = g_strdup_printf (BRING "%s --json", path);
  const gint64 n = (gint64) g_strv_length (lines) - 2;
  g_autoptr (JsonNode) check = rg_test_ctl_json (test, dry);
  g_autoptr (JsonNode) same = rg_test_ctl_json (test, dry);
  g_autoptr (JsonNode) done = rg_test_ctl_json (test, json);
  g_autofree char *back = NULL;

  g_assert_cmpint (n, >, 20);
  g_assert_cmpint (number (check, "new", "clicked"), ==, n / 4);
  g_assert_cmpint (number (same, "new", "opened"), ==, number (check, "new", "opened"));
  g_assert_cmpint (number (check, "people", NULL), ==, n);
  g_assert_cmpint (number (check, "list", NULL), ==, n);
  g_assert_cmpint (number (check, "rows_refused", NULL), ==, 1);
  g_assert_true (json_object_get_null_member (json_node_get_object (check), "action"));
  g_assert_cmpint (number (done, "new", "opened"), ==, number (check, "new", "opened"));
  expect (test, line, 0, "Everything was known already");
  expect_results (test, n, number (done, "new", "opened"));
  back = g_strdup_printf ("take-back %" G_GINT64_FORMAT, number (done, "action", NULL));
  expect (test, back, 0, NULL);
  expect (test, line, 0, "Done");
}

static void
test_wrong (RgTestCtl *test, gconstpointer data)
{
  g_auto (GStrv) lines = send_list (test);
  g_autofree char *path = g_build_filename (test->folder, "bare.csv", NULL);
  g_autofree char *bare = g_strdup_printf (BRING "%s", path);
  g_autofree char *as = g_strdup_printf (BRING "%s --as clicked", path);
  g_autofree char *odd = g_strdup_printf (BRING "%s --as sent", path);
  g_auto (GStrv) cells = g_strsplit (lines[1], ",", 2);
  g_autofree char *text = g_strdup_printf ("email\n%s\n", cells[0]);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  expect (test, bare, 1, "who opened or clicked");
  expect (test, odd, 2, "--as is opened");
  expect (test, as, 0, "1 clicked");
  expect (test, BRING "nothing.csv", 1, NULL);
  g_assert_true (g_file_set_contents (path, "", -1, NULL));
  expect (test, bare, 1, "empty");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ctl-responses/report", RgTestCtl, NULL, rg_test_ctl_set_up, test_report,
              rg_test_ctl_tear_down);
  g_test_add ("/ctl-responses/wrong", RgTestCtl, NULL, rg_test_ctl_set_up, test_wrong,
              rg_test_ctl_tear_down);
  return g_test_run ();
}
