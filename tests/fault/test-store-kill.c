/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A program that writes one action after the other is killed at any moment, again and again on the
 * same file. What it said was saved is there, and nothing is there by half. */
#include <gio/gio.h>
#include <signal.h>
#include <stdio.h>

#include "fault-file.h"
#include "store/rg-store.h"

#define ROUNDS 20
#define ROWS 25
#define ADD \
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " \
  G_STRINGIFY (ROWS) ") " \
  "INSERT INTO customer (uuid, name) SELECT randomblob (16), 'Åse ' || i FROM n"

static const char *program;

static gboolean
add_in_thread (RgWrite *write, gpointer data, GError **error)
{
  return rg_db_exec (rg_write_get_db (write), ADD, "test", error);
}

/* The child: writes until it is killed, and says each time that something is saved. */
static G_NORETURN void
write_for_ever (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgStore) store = rg_store_open (path, &error);

  g_assert_no_error (error);
  for (;;)
    {
      rg_store_write_sync (store, "test", "Many", add_in_thread, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      puts ("saved");
      fflush (stdout);
    }
}

/* Lets the child write for a while, kills it, and returns how often it said "saved". */
static gint64
kill_a_writer (const char *path, gint64 microseconds)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--write", path, NULL);
  g_autoptr (GDataInputStream) said = NULL;
  gint64 saved = 0;
  char *line;

  g_assert_no_error (error);
  said = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  line = g_data_input_stream_read_line (said, NULL, NULL, NULL);
  g_assert_cmpstr (line, ==, "saved");
  saved++;
  g_free (line);

  g_usleep ((gulong) microseconds);
  g_subprocess_send_signal (child, SIGKILL);
  while ((line = g_data_input_stream_read_line (said, NULL, NULL, NULL)))
    {
      saved += g_str_equal (line, "saved");
      g_free (line);
    }
  g_subprocess_wait (child, NULL, NULL);
  return saved;
}

static void
test_killed_writer (void)
{
  char *folder = fault_folder_new ();
  g_autofree char *path = g_build_filename (folder, "shop", NULL);
  g_autoptr (RgShop) shop = rg_shop_new ("Fjordbok", "NOK", "Europe/Oslo");
  g_autoptr (GError) error = NULL;
  RgStore *store = rg_store_create (path, shop, &error);
  gint64 actions = 0;

  g_assert_no_error (error);
  rg_store_close (store);
  g_object_unref (store);
  for (int round = 0; round < ROUNDS; round++)
    {
      gint64 saved = actions + kill_a_writer (path, g_test_rand_int_range (0, 60000));

      fault_file_assert_whole (path);
      actions = fault_file_query (path, "SELECT count(*) FROM action");
      g_assert_cmpint (actions, >=, saved);
      g_assert_cmpint (actions, <=, saved + 1);
      g_assert_cmpint (fault_file_query (path, "SELECT count(*) FROM customer"), ==,
                       actions * ROWS);
      g_assert_cmpint (fault_file_query (path, "SELECT count(*) FROM change"), ==, actions * ROWS);
    }
  fault_folder_remove (folder);
}

int
main (int argc, char *argv[])
{
  program = argv[0];
  if (argc == 3 && g_str_equal (argv[1], "--write"))
    write_for_ever (argv[2]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fault/store/killed-writer", test_killed_writer);
  return g_test_run ();
}
