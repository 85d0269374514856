/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Two processes and one file: handed over or refused, never both writing. */
#include "rg-test-ctl.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static void
make_shop (RgTestCtl *test)
{
  g_auto (RgTestCall) made = rg_test_ctl_run (test, "init --name Fjordbok --currency NOK");
  g_assert_cmpint (made.code, ==, 0);
}

static GSubprocess *
start_holder (RgTestCtl *test, const char *serve)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  GSubprocess *holder = g_subprocess_new (
    G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, g_getenv ("CTL_HOLDER"),
    test->path, serve, NULL);

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (holder));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (line, ==, "ready");
  return holder;
}

static void
stop_holder (GSubprocess *holder)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (holder), NULL, NULL);
  g_assert_true (g_subprocess_wait_check (holder, NULL, NULL));
  g_object_unref (holder);
}

/* Its output is what it would have been here, and its exit code too. */
static void
test_handed_over (RgTestCtl *test, gconstpointer data)
{
  g_autofree char *copy = g_build_filename (test->folder, "copy.regulars", NULL);
  g_autofree char *line = g_strdup_printf ("backup '%s' --json", copy);

  make_shop (test);
  g_auto (RgTestCall) alone = rg_test_ctl_run (test, "staff --json");
  GSubprocess *holder = start_holder (test, "serve");
  g_auto (RgTestCall) handed = rg_test_ctl_run (test, "staff --json");
  g_assert_cmpint (handed.code, ==, 0);
  g_assert_cmpstr (handed.output, ==, alone.output);

  g_auto (RgTestCall) added = rg_test_ctl_run (test, "staff add 'Amina Yusuf'");
  g_assert_cmpint (added.code, ==, 0);
  g_auto (RgTestCall) backup = rg_test_ctl_run (test, line);
  g_assert_cmpint (backup.code, ==, 0);
  g_assert_true (g_file_test (copy, G_FILE_TEST_EXISTS));
  g_auto (RgTestCall) wrong = rg_test_ctl_run (test, "no-such");
  g_assert_cmpint (wrong.code, ==, 2);
  g_assert_cmpint (strlen (wrong.messages), >, 10);
  stop_holder (holder);

  g_auto (RgTestCall) after = rg_test_ctl_run (test, "staff");
  g_assert_nonnull (strstr (after.output, "Amina Yusuf"));
}

/* Relative names are the caller's own. */
static void
test_relative_paths (RgTestCtl *test, gconstpointer data)
{
  g_autofree char *here = g_get_current_dir ();

  make_shop (test);
  GSubprocess *holder = start_holder (test, "serve");
  g_assert_cmpint (g_chdir (test->folder), ==, 0);
  g_auto (RgTestCall) backup = rg_test_ctl_run (test, "backup mine.regulars");
  g_assert_cmpint (backup.code, ==, 0);
  g_assert_true (g_file_test ("mine.regulars", G_FILE_TEST_EXISTS));
  g_auto (RgTestCall) named = rg_test_ctl_run_plain (test, "--store shop.regulars staff");
  g_assert_cmpint (named.code, ==, 0);
  g_assert_cmpint (g_chdir (here), ==, 0);
  stop_holder (holder);
}

static void
test_refused (RgTestCtl *test, gconstpointer data)
{
  make_shop (test);
  GSubprocess *holder = start_holder (test, NULL);
  g_auto (RgTestCall) call = rg_test_ctl_run (test, "staff add X");
  g_assert_cmpint (call.code, ==, 1);
  g_assert_nonnull (strstr (call.messages, "open"));
  g_auto (RgTestCall) restore = rg_test_ctl_run (test, "restore /nowhere");
  g_assert_cmpint (restore.code, ==, 1);
  stop_holder (holder);

  g_auto (RgTestCall) after = rg_test_ctl_run (test, "staff --json");
  g_assert_null (strstr (after.output, "\"X\""));
}

/* A program that was killed leaves no lock that anybody must remove by hand. */
static void
test_killed (RgTestCtl *test, gconstpointer data)
{
  make_shop (test);
  GSubprocess *holder = start_holder (test, "serve");
  g_subprocess_send_signal (holder, SIGKILL);
  g_subprocess_wait (holder, NULL, NULL);
  g_object_unref (holder);
  g_auto (RgTestCall) call = rg_test_ctl_run (test, "staff add 'After the Crash'");
  g_assert_cmpint (call.code, ==, 0);
}

/* Whoever has the shop is killed with the command in hand: it is not known whether it is done, so
 * it is not done a second time here. */
static void
test_killed_at_work (RgTestCtl *test, gconstpointer data)
{
  make_shop (test);
  GSubprocess *holder = start_holder (test, "die");
  g_auto (RgTestCall) call = rg_test_ctl_run (test, "staff add 'Amina Yusuf' --json");
  g_assert_cmpint (call.code, ==, 1);
  g_assert_nonnull (strstr (call.output, "\"error\""));
  g_assert_nonnull (strstr (call.messages, "history"));
  g_subprocess_wait (holder, NULL, NULL);
  g_object_unref (holder);
  g_auto (RgTestCall) after = rg_test_ctl_run (test, "staff");
  g_assert_cmpint (after.code, ==, 0);
  g_assert_null (strstr (after.output, "Amina Yusuf"));
}

/* Many at once: each waits for its turn, all of them are there at the end. */
static void
test_many (RgTestCtl *test, gconstpointer data)
{
  GSubprocess *calls[6];
  make_shop (test);
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autofree char *name = g_strdup_printf ("Number %" G_GSIZE_FORMAT, i);
      calls[i] = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, NULL,
                                   g_getenv ("REGULARSCTL"), "--store", test->path, "staff",
                                   "add", name, NULL);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_assert_true (g_subprocess_wait_check (calls[i], NULL, NULL));
      g_object_unref (calls[i]);
    }
  g_autoptr (JsonNode) node = rg_test_ctl_json (test, "staff");
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 7);
}

#define ADD(path, function)                                                                        \
  g_test_add (path, RgTestCtl, NULL, rg_test_ctl_set_up, function, rg_test_ctl_tear_down)

/* The bus complains about limits on standard error, in the middle of our lines. */
static GTestDBus *
start_bus (void)
{
  GTestDBus *bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  int messages = dup (STDERR_FILENO);
  int nowhere = g_open ("/dev/null", O_WRONLY | O_CLOEXEC, 0);

  dup2 (nowhere, STDERR_FILENO);
  g_test_dbus_up (bus);
  dup2 (messages, STDERR_FILENO);
  close (nowhere);
  close (messages);
  return bus;
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_autoptr (GTestDBus) bus = start_bus ();
  ADD ("/ctl-second/handed-over", test_handed_over);
  ADD ("/ctl-second/relative-paths", test_relative_paths);
  ADD ("/ctl-second/refused", test_refused);
  ADD ("/ctl-second/killed", test_killed);
  ADD ("/ctl-second/killed-at-work", test_killed_at_work);
  ADD ("/ctl-second/many", test_many);
  int code = g_test_run ();
  g_test_dbus_down (bus);
  return code;
}
