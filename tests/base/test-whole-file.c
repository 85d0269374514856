/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Written as a whole, or as if nobody had tried: of a new file nothing is left, and of what it
 * should have replaced all. */
#include "base/rg-whole-file.h"

#include <glib/gstdio.h>

typedef struct
{
  char *folder;
  GFile *file;
} Place;

static void
set_up (Place *place, gconstpointer data)
{
  place->folder = g_dir_make_tmp ("regulars-whole-XXXXXX", NULL);
  place->file = g_file_new_build_filename (place->folder, "a.csv", NULL);
}

static void
tear_down (Place *place, gconstpointer data)
{
  g_file_delete (place->file, NULL, NULL);
  /* Nothing else is left there. */
  g_assert_cmpint (g_rmdir (place->folder), ==, 0);
  g_object_unref (place->file);
  g_free (place->folder);
}

/* Whether it is whole. */
static gboolean
write_half (Place *place, gboolean done, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  RgWholeFile *whole = rg_whole_file_open (
    place->file, G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION, NULL, &error);
  gboolean there;

  g_assert_no_error (error);
  g_output_stream_write_all (rg_whole_file_get_stream (whole), "new", 3, NULL, NULL, &error);
  g_assert_no_error (error);
  there = rg_whole_file_close (whole, done, cancellable, &error);
  if (done && !there)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  else
    g_assert_no_error (error);
  return there;
}

static char *
read_all (Place *place)
{
  char *text = NULL;

  return g_file_load_contents (place->file, NULL, &text, NULL, NULL, NULL) ? text : NULL;
}

static void
test_whole (Place *place, gconstpointer data)
{
  g_autofree char *text = NULL;
  GStatBuf facts;

  g_assert_true (write_half (place, TRUE, NULL));
  g_assert_true (write_half (place, TRUE, NULL));
  text = read_all (place);
  g_assert_cmpstr (text, ==, "new");
  g_assert_cmpint (g_stat (g_file_peek_path (place->file), &facts), ==, 0);
  g_assert_cmpint (facts.st_mode & 0777, ==, 0600);
}

/* Both before it was all written and while it is closed. */
static void
test_given_up (Place *place, gconstpointer data)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  for (gboolean done = FALSE; done <= TRUE; done++)
    {
      g_autofree char *text = NULL;

      g_assert_false (write_half (place, done, cancelled));
      g_assert_false (g_file_query_exists (place->file, NULL));
      g_assert_true (g_file_set_contents (g_file_peek_path (place->file), "before", -1, NULL));
      g_assert_false (write_half (place, done, cancelled));
      text = read_all (place);
      g_assert_cmpstr (text, ==, "before");
      g_assert_true (g_file_delete (place->file, NULL, NULL));
    }
}

static void
test_no_folder (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/no/such/folder/a.csv");
  g_autoptr (GError) error = NULL;

  g_assert_null (rg_whole_file_open (file, G_FILE_CREATE_NONE, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/whole-file/whole", Place, NULL, set_up, test_whole, tear_down);
  g_test_add ("/whole-file/given-up", Place, NULL, set_up, test_given_up, tear_down);
  g_test_add_func ("/whole-file/no-folder", test_no_folder);
  return g_test_run ();
}
