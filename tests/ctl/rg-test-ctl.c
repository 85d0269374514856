/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Runs the real regularsctl. */
#include "rg-test-ctl.h"

#include <glib/gstdio.h>

static void
rg_test_remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);
      rg_test_remove_all (inner);
    }
  g_remove (path);
}

void
rg_test_ctl_set_up (RgTestCtl *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  test->folder = g_dir_make_tmp ("regularsctl-XXXXXX", &error);
  g_assert_no_error (error);
  test->path = g_build_filename (test->folder, "shop.regulars", NULL);
}

void
rg_test_ctl_tear_down (RgTestCtl *test, gconstpointer data)
{
  rg_test_remove_all (test->folder);
  g_free (test->folder);
  g_free (test->path);
}

void
rg_test_call_clear (RgTestCall *call)
{
  g_free (call->output);
  g_free (call->messages);
}

static RgTestCall
rg_test_ctl_spawn (RgTestCtl *test, GPtrArray *argv)
{
  RgTestCall call = { NULL, NULL, -1 };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) environment = g_get_environ ();
  int status = 0;

  if (test != NULL)
    environment = g_environ_setenv (environment, "XDG_DATA_HOME", test->folder, TRUE);
  g_spawn_sync (NULL, (char **) argv->pdata, environment, G_SPAWN_DEFAULT, NULL, NULL, &call.output,
                &call.messages, &status, &error);
  g_assert_no_error (error);
  if (g_spawn_check_wait_status (status, &error))
    call.code = 0;
  else if (error->domain == G_SPAWN_EXIT_ERROR)
    call.code = error->code;
  return call;
}

static RgTestCall
rg_test_ctl_run_with (RgTestCtl *test, gboolean store, const char *line)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) words = NULL;

  g_ptr_array_add (argv, g_strdup (g_getenv ("REGULARSCTL")));
  if (store)
    {
      g_ptr_array_add (argv, g_strdup ("--store"));
      g_ptr_array_add (argv, g_strdup (test->path));
    }
  if (*line != '\0')
    g_assert_true (g_shell_parse_argv (line, NULL, &words, NULL));
  for (gsize i = 0; words != NULL && words[i] != NULL; i++)
    g_ptr_array_add (argv, g_strdup (words[i]));
  g_ptr_array_add (argv, NULL);
  return rg_test_ctl_spawn (test, argv);
}

/* What a call that made a sample shop said, and the file that it left. */
typedef struct
{
  RgTestCall call;
  GBytes *file;
} RgTestSample;

static RgTestCall
rg_test_call_copy (const RgTestCall *call)
{
  return (RgTestCall) { g_strdup (call->output), g_strdup (call->messages), call->code };
}

/* The same words make the same shop, so that a program makes it once. */
static RgTestCall
rg_test_ctl_run_sample (RgTestCtl *test, const char *line)
{
  static GHashTable *samples = NULL;
  RgTestSample *sample;
  g_autoptr (GError) error = NULL;
  RgTestCall call;
  gsize length;
  char *data;

  if (samples == NULL)
    samples = g_hash_table_new (g_str_hash, g_str_equal);
  sample = g_hash_table_lookup (samples, line);
  if (sample != NULL)
    {
      const char *bytes = g_bytes_get_data (sample->file, &length);

      g_file_set_contents_full (test->path, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600,
                                &error);
      g_assert_no_error (error);
      return rg_test_call_copy (&sample->call);
    }
  call = rg_test_ctl_run_with (test, TRUE, line);
  if (call.code != 0)
    return call;
  sample = g_new0 (RgTestSample, 1);
  sample->call = call;
  g_file_get_contents (test->path, &data, &length, &error);
  g_assert_no_error (error);
  sample->file = g_bytes_new_take (data, length);
  g_hash_table_insert (samples, g_strdup (line), sample);
  return rg_test_call_copy (&sample->call);
}

RgTestCall
rg_test_ctl_run (RgTestCtl *test, const char *line)
{
  return g_str_has_prefix (line, "sample --customers")
             && !g_file_test (test->path, G_FILE_TEST_EXISTS)
           ? rg_test_ctl_run_sample (test, line) : rg_test_ctl_run_with (test, TRUE, line);
}

RgTestCall
rg_test_ctl_run_plain (RgTestCtl *test, const char *line)
{
  return rg_test_ctl_run_with (test, FALSE, line);
}

JsonNode *
rg_test_ctl_parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);
  return node;
}

JsonNode *
rg_test_ctl_json (RgTestCtl *test, const char *line)
{
  g_autofree char *with = g_strconcat (line, " --json", NULL);
  g_auto (RgTestCall) call = rg_test_ctl_run (test, with);

  if (call.code != 0)
    g_error ("“%s” exits with %d: %s", with, call.code, call.messages);
  return rg_test_ctl_parse (call.output);
}
