/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The folder that is looked into, with real files in it. */
#include "rg-test-import.h"

#include <glib/gstdio.h>
#include <string.h>

#include "store/rg-store-undo.h"
#include "transfer/rg-watch.h"

#define HEADER \
  "Receipt number,Date,Time,Product code,Product,Category,Quantity,Unit price,Customer ID\n"
#define DAY_5 \
  HEADER "1,2026-01-05,10:00,A,Coffee,Drinks,2,49.90,c1\n" \
  "2,2026-01-05,11:30,A,Coffee,Drinks,1,49.90,\n"
#define DAY_6 HEADER "3,2026-01-06,09:15,B,Cup,Things,1,99,c1\n"
#define PEOPLE "Customer ID,Name,E-mail\nc1,Åse Dahl,ase@example.org\nc9,Kim,kim@example.org\n"

/* Every file is older than this, so none counts as being written. */
#define LATER (g_get_real_time () / G_USEC_PER_SEC + 60)

typedef struct {
  RgTestShop *test;
  char *path;
  GFile *folder;
  RgWatch *watch;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->test = rg_test_shop_new ();
  fixture->path = g_dir_make_tmp ("regulars-watch-XXXXXX", NULL);
  fixture->folder = g_file_new_for_path (fixture->path);
  fixture->watch = rg_watch_new ();
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_remove (child) != 0)
        g_rmdir (child);
    }
  g_rmdir (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  rg_watch_free (fixture->watch);
  g_object_unref (fixture->folder);
  remove_folder (fixture->path);
  g_free (fixture->path);
  rg_test_shop_free (fixture->test);
}

static void
put (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->path, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static GPtrArray *
look (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *files
    = rg_watch_look (fixture->watch, fixture->test->store, fixture->folder, LATER, NULL, NULL,
                     &error);

  g_assert_no_error (error);
  return files;
}

/* "words (problem)/" of each file, in their order. */
static char *
look_in_words (Fixture *fixture)
{
  g_autoptr (GPtrArray) files = look (fixture);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *words = rg_found_file_dup_words (files->pdata[i]);

      g_string_append_printf (text, "%s/", words);
    }
  return g_string_free (text, FALSE);
}

static void
assert_look (Fixture *fixture, const char *expected)
{
  g_autofree char *words = look_in_words (fixture);

  g_assert_cmpstr (words, ==, expected);
}

static void
import (Fixture *fixture, guint index, RgImportSummary *summary)
{
  g_autoptr (GPtrArray) files = look (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (index, <, files->len);
  rg_watch_import (fixture->test->store, files->pdata[index], summary, NULL, &error);
  g_assert_no_error (error);
}

/* Announced by kind and in the order of the days; gone once imported, also under another name. */
static void
test_new_files (Fixture *fixture, gconstpointer data)
{
  g_autofree char *old = g_build_filename (fixture->path, "b.csv", NULL);
  g_autofree char *renamed = g_build_filename (fixture->path, "z.csv", NULL);
  RgImportSummary summary;

  assert_look (fixture, "");
  put (fixture, "a.csv", DAY_6);
  put (fixture, "b.csv", DAY_5);
  put (fixture, "people.csv", PEOPLE);
  assert_look (fixture, "New customer file: 2 customers/"
                        "New sales file, 5 Jan 2026: 2 receipts/"
                        "New sales file, 6 Jan 2026: 1 receipt/");
  import (fixture, 1, &summary);
  g_assert_cmpuint (summary.receipts_new, ==, 2);
  assert_look (fixture, "New customer file: 2 customers/New sales file, 6 Jan 2026: 1 receipt/");
  g_assert_cmpint (g_rename (old, renamed), ==, 0);
  assert_look (fixture, "New customer file: 2 customers/New sales file, 6 Jan 2026: 1 receipt/");
  import (fixture, 1, &summary);
  import (fixture, 0, &summary);
  g_assert_cmpuint (summary.customers_updated, ==, 1);
  assert_look (fixture, "");
  /* The same name with other bytes is another file. */
  put (fixture, "z.csv", DAY_5 "4,2026-01-05,12:00,A,Coffee,Drinks,1,49.90,\n");
  assert_look (fixture, "New sales file, 5 Jan 2026: 1 receipt/");
}

/* What is not news: a copy, known receipts in other bytes, files of somebody else, folders. */
static void
test_no_news (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->path, "folder.csv", NULL);
  RgImportSummary summary;

  put (fixture, "a.csv", DAY_5);
  put (fixture, "copy of a.csv", DAY_5);
  put (fixture, "shopping.csv", "Milk,2\nBread,1\n");
  put (fixture, "notes.txt", "Call the printer.\n\"Now\" at once");
  put (fixture, "picture.png", DAY_6);
  put (fixture, ".hidden.csv", DAY_6);
  put (fixture, "empty.csv", "");
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  assert_look (fixture, "New sales file, 5 Jan 2026: 2 receipts/");
  import (fixture, 0, &summary);
  put (fixture, "again.csv", DAY_5 "\n");
  assert_look (fixture, "");
}

static void
test_problems (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) files = NULL;
  const RgFoundFile *no_price;

  put (fixture, "no price.csv", "Receipt number,Date,Product code,Quantity\n1,2026-01-05,A,1\n");
  put (fixture, "bad rows.csv", HEADER "1,tomorrow,10:00,A,Coffee,Drinks,2,49.90,c1\n");
  put (fixture, "some.csv", DAY_5 "9,tomorrow,10:00,A,Coffee,Drinks,2,49.90,c1\n");
  files = look (fixture);
  g_assert_cmpuint (files->len, ==, 3);
  g_assert_null (((RgFoundFile *) files->pdata[0])->problem);
  g_assert_cmpuint (((RgFoundFile *) files->pdata[0])->n_refused, ==, 1);
  g_assert_nonnull (((RgFoundFile *) files->pdata[1])->problem);
  g_assert_cmpstr (((RgFoundFile *) files->pdata[1])->problem, ==,
                   "None of its rows can be read.");
  no_price = files->pdata[2];
  g_assert_cmpstr (no_price->name, ==, "no price.csv");
  g_assert_nonnull (strstr (no_price->problem, "rice"));
}

/* One that is being written, by its age or because it changed meanwhile, waits. */
static void
test_being_written (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) now = NULL, later = NULL;
  g_autoptr (GError) error = NULL;
  gboolean wait;

  put (fixture, "a.csv", DAY_5);
  now = rg_watch_look (fixture->watch, fixture->test->store, fixture->folder,
                       g_get_real_time () / G_USEC_PER_SEC, &wait, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (wait);
  g_assert_cmpuint (now->len, ==, 0);
  later = rg_watch_look (fixture->watch, fixture->test->store, fixture->folder, LATER, &wait, NULL,
                         &error);
  g_assert_no_error (error);
  g_assert_false (wait);
  g_assert_cmpuint (later->len, ==, 1);
}

static void
test_ignored (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GError) error = NULL;
  const RgFoundFile *file;
  gint64 action;

  put (fixture, "a.csv", DAY_5);
  files = look (fixture);
  file = files->pdata[0];
  rg_store_ignore_file_sync (fixture->test->store, file->hash, file->name, &action, &error);
  g_assert_no_error (error);
  assert_look (fixture, "");
  rg_store_take_back_sync (fixture->test->store, action, NULL, &error);
  g_assert_no_error (error);
  assert_look (fixture, "New sales file, 5 Jan 2026: 2 receipts/");
}

/* An import that was taken back is not offered again by itself; what it knew is news elsewhere. */
static void
test_taken_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RgImportSummary summary;

  put (fixture, "a.csv", DAY_5);
  import (fixture, 0, &summary);
  put (fixture, "again.csv", DAY_5 "\n");
  assert_look (fixture, "");
  rg_store_take_back_sync (fixture->test->store, summary.action_id, NULL, &error);
  g_assert_no_error (error);
  assert_look (fixture, "New sales file, 5 Jan 2026: 2 receipts/");
}

static gboolean
read_settings_in_thread (RgDb *db, gpointer data, GError **error)
{
  return rg_watch_settings_read (db, data, error);
}

static void
test_settings (Fixture *fixture, gconstpointer data)
{
  g_auto (RgWatchSettings) before = { NULL, FALSE }, after = { NULL, FALSE };
  g_autofree char *uri = g_file_get_uri (fixture->folder);
  g_autoptr (GError) error = NULL;
  gint64 action;

  rg_store_read_sync (fixture->test->store, RG_READER_ROWS, read_settings_in_thread, &before, NULL,
                      &error);
  g_assert_no_error (error);
  g_assert_cmpstr (before.folder, ==, "");
  g_assert_false (before.by_itself);
  rg_store_set_watch_sync (fixture->test->store, &(RgWatchSettings){ uri, TRUE }, &action, &error);
  g_assert_no_error (error);
  rg_store_read_sync (fixture->test->store, RG_READER_ROWS, read_settings_in_thread, &after, NULL,
                      &error);
  g_assert_no_error (error);
  g_assert_cmpstr (after.folder, ==, uri);
  g_assert_true (after.by_itself);
  rg_store_take_back_sync (fixture->test->store, action, NULL, &error);
  g_assert_no_error (error);
}

static void
test_folder_gone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_rmdir (fixture->path);
  g_assert_null (rg_watch_look (fixture->watch, fixture->test->store, fixture->folder, LATER, NULL,
                                NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/watch/new-files", test_new_files);
  ADD ("/watch/no-news", test_no_news);
  ADD ("/watch/problems", test_problems);
  ADD ("/watch/being-written", test_being_written);
  ADD ("/watch/ignored", test_ignored);
  ADD ("/watch/taken-back", test_taken_back);
  ADD ("/watch/settings", test_settings);
  ADD ("/watch/folder-gone", test_folder_gone);
  return g_test_run ();
}
