/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Making shops with the real program. */
#include "rg-test-ctl.h"

#include <string.h>

static void
test_init (RgTestCtl *test, gconstpointer data)
{
  g_auto (RgTestCall) made = rg_test_ctl_run (test, "init --name 'Åses Bøker' --currency NOK "
                                                    "--country Norway --time-zone Europe/Oslo "
                                                    "--json");
  g_autoptr (JsonNode) node = rg_test_ctl_parse (made.output);
  JsonObject *object = json_node_get_object (node);

  g_assert_cmpint (made.code, ==, 0);
  g_assert_cmpstr (json_object_get_string_member (object, "name"), ==, "Åses Bøker");
  g_assert_cmpstr (json_object_get_string_member (object, "country"), ==, "NO");
  g_assert_cmpstr (json_object_get_string_member (object, "time_zone"), ==, "Europe/Oslo");
  g_assert_false (json_object_get_boolean_member (object, "is_sample"));
  g_assert_true (g_file_test (test->path, G_FILE_TEST_EXISTS));

  /* Once is enough; what is there stays as it is. */
  g_auto (RgTestCall) again = rg_test_ctl_run (test, "init --name Other --currency EUR");
  g_assert_cmpint (again.code, ==, 1);
  g_assert_nonnull (strstr (again.messages, "already there"));
}

static void
test_init_refused (RgTestCtl *test, gconstpointer data)
{
  static const struct
  {
    const char *line;
    int code;
  } cases[] = {
    { "init", 2 },
    { "init --name X", 2 },
    { "init --currency EUR", 2 },
    { "init --name X --currency EUR extra", 2 },
    { "init --name X --currency EUR --no-such", 2 },
    { "init --name X --currency EUR --country Atlantis", 2 },
    { "init --name X --currency DOUBLOON", 1 },
    { "init --name '' --currency EUR", 1 },
    { "init --name X --currency EUR --time-zone Europe/Atlantis", 1 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (RgTestCall) call = rg_test_ctl_run (test, cases[i].line);
      if (call.code != cases[i].code)
        g_error ("“%s” exits with %d: %s", cases[i].line, call.code, call.messages);
      g_assert_cmpstr (call.output, ==, "");
      g_assert_cmpint (strlen (call.messages), >, 10);
      g_assert_false (g_file_test (test->path, G_FILE_TEST_EXISTS));
    }
}

static void
test_sample (RgTestCtl *test, gconstpointer data)
{
  g_auto (RgTestCall) made = rg_test_ctl_run (test, "sample --customers 50 --seed 3 --json");
  g_autoptr (JsonNode) node = rg_test_ctl_parse (made.output);

  g_assert_cmpint (made.code, ==, 0);
  g_assert_true (json_object_get_boolean_member (json_node_get_object (node), "is_sample"));
  g_auto (RgTestCall) again = rg_test_ctl_run (test, "sample --customers 50");
  g_assert_cmpint (again.code, ==, 1);
}

static void
test_sample_refused (RgTestCtl *test, gconstpointer data)
{
  static const char *const lines[] = {
    "sample --customers 0", "sample --customers 99999999", "sample --customers x",
    "sample --until 2026-02-30", "sample --seed", "sample more",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_auto (RgTestCall) call = rg_test_ctl_run (test, lines[i]);
      if (call.code != 2)
        g_error ("“%s” exits with %d", lines[i], call.code);
      g_assert_false (g_file_test (test->path, G_FILE_TEST_EXISTS));
    }
}

#define ADD(path, function)                                                                        \
  g_test_add (path, RgTestCtl, NULL, rg_test_ctl_set_up, function, rg_test_ctl_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/ctl-shop/init", test_init);
  ADD ("/ctl-shop/init-refused", test_init_refused);
  ADD ("/ctl-shop/sample", test_sample);
  ADD ("/ctl-shop/sample-refused", test_sample_refused);
  return g_test_run ();
}
