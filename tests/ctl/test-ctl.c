/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The frame of regularsctl: options, exit codes, and where output goes. Runs the real program. */
#include "ctl/rg-ctl-commands.h"

#include "rg-test-ctl.h"

#include <string.h>

static void
test_help (void)
{
  g_auto (RgTestCall) all = rg_test_ctl_run_plain (NULL, "help");
  g_assert_cmpint (all.code, ==, 0);
  g_assert_cmpstr (all.messages, ==, "");
  for (gsize i = 0; rg_ctl_families[i] != NULL; i++)
    {
      for (const RgCtlCommand *row = rg_ctl_families[i]; row->name != NULL; row++)
        {
          g_autofree char *line = g_strdup_printf ("\n  %s ", row->name);
          g_assert_nonnull (strstr (all.output, line));
          g_autofree char *one_line = g_strdup_printf ("help %s", row->name);
          g_auto (RgTestCall) one = rg_test_ctl_run_plain (NULL, one_line);
          g_assert_cmpint (one.code, ==, 0);
          g_assert_nonnull (strstr (one.output, row->summary));
        }
    }
}

static void
test_names_are_unique (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  for (gsize i = 0; rg_ctl_families[i] != NULL; i++)
    {
      for (const RgCtlCommand *row = rg_ctl_families[i]; row->name != NULL; row++)
        {
          g_assert_true (g_hash_table_add (names, (gpointer) row->name));
          g_assert_nonnull (row->summary);
          g_assert_true (row->run != NULL || row->details != NULL);
        }
    }
}

static void
test_wrong_usage (void)
{
  static const char *const lines[] = {
    "", "no-such", "help no-such", "help a b", "--store", "--store= version", "version --no-such",
    "--no-such",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_auto (RgTestCall) call = rg_test_ctl_run_plain (NULL, lines[i]);
      if (call.code != 2)
        g_error ("“%s” exits with %d", lines[i], call.code);
      g_assert_cmpstr (call.output, ==, "");
      g_assert_true (strstr (call.messages, "regularsctl help") != NULL
                     || strstr (call.messages, "--store") != NULL);
    }
}

static void
test_json (void)
{
  g_auto (RgTestCall) call = rg_test_ctl_run_plain (NULL, "--json version");
  g_autoptr (JsonNode) node = rg_test_ctl_parse (call.output);
  g_assert_cmpint (call.code, ==, 0);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "version"), !=, "");

  g_auto (RgTestCall) behind = rg_test_ctl_run_plain (NULL, "version --json");
  g_assert_cmpstr (behind.output, ==, call.output);
}

static void
test_json_of_failure (void)
{
  g_auto (RgTestCall) call = rg_test_ctl_run_plain (NULL, "no-such --json");
  g_autoptr (JsonNode) node = rg_test_ctl_parse (call.output);
  const char *sentence = json_object_get_string_member (json_node_get_object (node), "error");
  g_assert_cmpint (call.code, ==, 2);
  g_assert_true (g_str_has_prefix (call.messages, sentence));
}

static void
test_help_option (void)
{
  g_auto (RgTestCall) plain = rg_test_ctl_run_plain (NULL, "help version");
  g_auto (RgTestCall) option = rg_test_ctl_run_plain (NULL, "version --help");
  g_auto (RgTestCall) all = rg_test_ctl_run_plain (NULL, "-h");
  g_assert_cmpstr (plain.output, ==, option.output);
  g_assert_cmpint (all.code, ==, 0);
  g_assert_nonnull (strstr (all.output, "--store"));
}

/* Each verb of a large command has its own place, and nothing is wider than a terminal. */
static void
test_help_campaign (void)
{
  g_auto (RgTestCall) none = rg_test_ctl_run_plain (NULL, "campaign");
  g_auto (RgTestCall) help = rg_test_ctl_run_plain (NULL, "help campaign");
  g_auto (GStrv) lines = g_strsplit (help.output, "\n", -1);
  g_auto (GStrv) parts = g_strsplit_set (none.messages, ":.", -1);
  g_auto (GStrv) verbs = NULL;

  g_assert_cmpint (none.code, ==, 2);
  g_assert_cmpuint (g_strv_length (parts), >, 2);
  verbs = g_strsplit (g_strstrip (parts[1]), ", ", -1);
  g_assert_cmpuint (g_strv_length (verbs), >, 20);
  for (char **verb = verbs; *verb != NULL; verb++)
    {
      g_autofree char *place = g_strdup_printf ("\n  %s", *verb);
      const char *found = strstr (help.output, place);

      g_assert_nonnull (found);
      g_assert_true (strchr (" \n", found[strlen (place)]) != NULL);
    }
  for (char **line = lines; *line != NULL; line++)
    g_assert_cmpint (g_utf8_strlen (*line, -1), <=, 80);
  g_assert_nonnull (strstr (help.output, "{{first name|friend}}"));
  g_assert_nonnull (strstr (help.output, "\n      Gives a campaign by e-mail"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ctl/help", test_help);
  g_test_add_func ("/ctl/names-are-unique", test_names_are_unique);
  g_test_add_func ("/ctl/wrong-usage", test_wrong_usage);
  g_test_add_func ("/ctl/json", test_json);
  g_test_add_func ("/ctl/json-of-failure", test_json_of_failure);
  g_test_add_func ("/ctl/help-option", test_help_option);
  g_test_add_func ("/ctl/help-campaign", test_help_campaign);
  return g_test_run ();
}
