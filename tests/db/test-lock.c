/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The lock beside a shop's file: one holder, found by every name, gone with its process. */
#include "db/rg-lock.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *path;
  char *lock_path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("regulars-lock-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "shop.regulars", NULL);
  fixture->lock_path = g_strconcat (fixture->path, ".lock", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_remove (fixture->lock_path);
  g_remove (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->lock_path);
}

static void
test_one_holder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RgLock *lock = rg_lock_take (fixture->path, &error);

  g_assert_no_error (error);
  g_assert_null (rg_lock_take (fixture->path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  rg_lock_release (lock);
  g_assert_false (g_file_test (fixture->lock_path, G_FILE_TEST_EXISTS));
  g_assert_null (rg_lock_find_holder (fixture->path));
  lock = rg_lock_take (fixture->path, NULL);
  g_assert_nonnull (lock);
  rg_lock_release (lock);
}

static void
test_tells_holder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RgLock) lock = rg_lock_take (fixture->path, NULL);
  g_autoptr (RgLockHolder) before = rg_lock_find_holder (fixture->path);
  g_autoptr (RgLockHolder) after = NULL;

  g_assert_cmpint (before->pid, ==, getpid ());
  g_assert_cmpstr (before->bus_name, ==, "");
  g_assert_true (rg_lock_set_bus_name (lock, ":1.42", NULL));
  after = rg_lock_find_holder (fixture->path);
  g_assert_cmpstr (after->bus_name, ==, ":1.42");
}

/* By a link, and by a name with a detour: the same file, the same lock. */
static void
test_other_names (Fixture *fixture, gconstpointer data)
{
  g_autofree char *link_path = g_build_filename (fixture->folder, "link.regulars", NULL);
  g_autofree char *detour = g_build_filename (fixture->folder, "..", NULL);
  g_autofree char *base = g_path_get_basename (fixture->folder);
  g_autofree char *name = g_build_filename (detour, base, "shop.regulars", NULL);

  g_assert_true (g_file_set_contents (fixture->path, "x", -1, NULL));
  g_assert_cmpint (symlink (fixture->path, link_path), ==, 0);
  g_autoptr (RgLock) lock = rg_lock_take (fixture->path, NULL);
  g_assert_nonnull (lock);
  g_assert_null (rg_lock_take (link_path, NULL));
  g_assert_null (rg_lock_take (name, NULL));
  g_remove (link_path);
}

static void
test_no_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (rg_lock_take ("/nowhere/at/all/shop", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* The file stays after a kill, the lock does not; words that are no words are no holder. */
static void
test_killed (Fixture *fixture, gconstpointer data)
{
  int ready[2];
  char byte = 0;
  g_assert_cmpint (pipe (ready), ==, 0);
  pid_t child = fork ();
  if (child == 0)
    {
      RgLock *lock = rg_lock_take (fixture->path, NULL);
      if (lock == NULL || write (ready[1], "r", 1) != 1)
        _exit (1);
      pause ();
      _exit (0);
    }
  g_assert_cmpint (read (ready[0], &byte, 1), ==, 1);
  g_assert_null (rg_lock_take (fixture->path, NULL));
  g_autoptr (RgLockHolder) holder = rg_lock_find_holder (fixture->path);
  g_assert_cmpint (holder->pid, ==, child);
  kill (child, SIGKILL);
  waitpid (child, NULL, 0);
  g_assert_null (rg_lock_find_holder (fixture->path));
  g_autoptr (RgLock) lock = rg_lock_take (fixture->path, NULL);
  g_assert_nonnull (lock);
  close (ready[0]);
  close (ready[1]);
}

static gpointer
take_often (gpointer data)
{
  Fixture *fixture = data;
  guint taken = 0;

  while (taken < 40)
    {
      RgLock *lock = rg_lock_take (fixture->path, NULL);
      if (lock == NULL)
        continue;
      /* Nobody else is in here: what is written is still there. */
      g_autofree char *mark = g_strdup_printf ("%p", (gpointer) g_thread_self ());
      g_autofree char *read = NULL;
      g_assert_true (g_file_set_contents_full (fixture->path, mark, -1,
                                               G_FILE_SET_CONTENTS_NONE, 0600, NULL));
      g_thread_yield ();
      g_assert_true (g_file_get_contents (fixture->path, &read, NULL, NULL));
      g_assert_cmpstr (mark, ==, read);
      rg_lock_release (lock);
      taken++;
    }
  return NULL;
}

/* Whoever gives the lock up removes its file under the eyes of those who wait for it. */
static void
test_contended (Fixture *fixture, gconstpointer data)
{
  GThread *threads[4];
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("taker", take_often, fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/lock/one-holder", test_one_holder);
  ADD ("/lock/tells-holder", test_tells_holder);
  ADD ("/lock/other-names", test_other_names);
  ADD ("/lock/no-folder", test_no_folder);
  ADD ("/lock/killed", test_killed);
  ADD ("/lock/contended", test_contended);
  return g_test_run ();
}
