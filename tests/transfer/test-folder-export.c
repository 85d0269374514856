/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Everything as an open folder: every row is there, in both forms, and nothing that is private. */
#include "rg-test-import.h"

#include "transfer/rg-folder-export.h"

#include <json-glib/json-glib.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#define SALES \
  "Receipt number,Date,Product code,Product,Quantity,Unit price,Customer ID,Customer name\n" \
  "1,2026-10-01,T1,Tea,2,49.90,7,\"Dahl \"\"the\"\" Åse\"\n" \
  "2,2026-10-02,T1,Tea,-1,49.90,7,\n"

static char *
read_file (GFile *folder, const char *name)
{
  g_autoptr (GFile) file = g_file_get_child (folder, name);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_load_contents (file, NULL, &text, NULL, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static JsonArray *
read_rows (GFile *folder, const char *name)
{
  g_autofree char *text = read_file (folder, name);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = json_from_string (text, &error);

  g_assert_no_error (error);
  return json_array_ref (json_node_get_array (root));
}

static void
test_whole (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GFile) folder = g_file_new_build_filename (test->folder, "out", NULL);
  g_autoptr (GError) error = NULL;
  gint64 n_rows = 0;

  rg_test_import (test, "sales.csv", SALES, NULL);
  rg_folder_export_sync (test->store, folder, &n_rows, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n_rows, >, 8);

  g_autoptr (JsonArray) lines = read_rows (folder, "receipt_line.json");
  g_autoptr (JsonArray) people = read_rows (folder, "customer.json");
  g_autoptr (JsonArray) receipts = read_rows (folder, "receipt.json");
  g_autoptr (JsonArray) none = read_rows (folder, "campaign.json");
  g_assert_cmpuint (json_array_get_length (lines), ==, 2);
  g_assert_cmpuint (json_array_get_length (none), ==, 0);
  JsonObject *person = json_array_get_object_element (people, 0);
  JsonObject *receipt = json_array_get_object_element (receipts, 1);
  g_assert_cmpstr (json_object_get_string_member (person, "name"), ==, "Dahl \"the\" Åse");
  g_assert_false (json_object_has_member (person, "id"));
  g_assert_cmpstr (json_object_get_string_member (receipt, "customer"), ==,
                   json_object_get_string_member (person, "uuid"));
  g_assert_cmpstr (json_object_get_string_member (receipt, "sold_on"), ==, "2026-10-02");
  g_assert_cmpstr (json_object_get_string_member (receipt, "net"), ==, "-49.90");
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (lines, 0),
                                                  "quantity"),
                   ==, "2.000");
}

/* Both forms of a table say the same, and the description knows each of their columns. */
static void
test_described (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GFile) folder = g_file_new_build_filename (test->folder, "out", NULL);
  g_autoptr (GError) error = NULL;

  rg_test_import (test, "sales.csv", SALES, NULL);
  rg_folder_export_sync (test->store, folder, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *columns = read_file (folder, "columns.csv");
  g_autofree char *csv = read_file (folder, "customer.csv");
  g_autofree char *shop = read_file (folder, "shop.csv");
  g_autofree char *read_me = read_file (folder, "README.txt");
  g_auto (GStrv) lines = g_strsplit (csv, "\n", 2);
  g_auto (GStrv) names = g_strsplit (lines[0], ",", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *row = g_strdup_printf ("\ncustomer,%s,", names[i]);

      g_assert_nonnull (strstr (columns, row));
    }
  g_assert_nonnull (strstr (columns, "customer,merged_into,uuid,customer,"));
  g_assert_nonnull (strstr (csv, ",\"Dahl \"\"the\"\" Åse\","));
  g_assert_null (strstr (shop, "secret"));
  g_assert_nonnull (strstr (read_me, "NOK"));
}

/* --- Whole or not at all ---------------------------------------------------------------------- */

/* Of a folder and what is in it, the names; "" where it is not there. */
static char *
list_names (GFile *folder)
{
  g_autoptr (GDir) dir = g_dir_open (g_file_peek_path (folder), 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort_values (names, (GCompareFunc) g_strcmp0);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (char **) names->pdata);
}

static void
test_not_empty (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GFile) folder = g_file_new_for_path (test->folder);
  g_autofree char *before = list_names (folder);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (rg_folder_export_sync (test->store, folder, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_EMPTY);
  after = list_names (folder);
  g_assert_cmpstr (before, ==, after);
}

typedef struct {
  GCancellable *cancellable;
  double at;  /* cancelled from here on */
  double seen;
} Giving;

static void
give_up (double share, gpointer data)
{
  Giving *giving = data;

  g_assert_cmpfloat (share, >=, giving->seen);
  giving->seen = share;
  if (share >= giving->at)
    g_cancellable_cancel (giving->cancellable);
}

static void
cancel_at (RgTestShop *test, GFile *folder, double at)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Giving giving = { cancellable, at, 0 };

  g_assert_false (rg_folder_export_sync (test->store, folder, NULL, give_up, &giving, cancellable,
                                         &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  /* It had got there. */
  g_assert_cmpfloat (giving.seen, >=, at);
  g_assert_cmpfloat (giving.seen, <, at + 0.1);
}

/* At each tenth: an empty folder is empty again, and one that was not there is not there, nor any
 * that lay above it. */
static void
test_cancelled (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GFile) there = g_file_new_build_filename (test->folder, "there", NULL);
  g_autoptr (GFile) above = g_file_new_build_filename (test->folder, "new", NULL);
  g_autoptr (GFile) made = g_file_new_build_filename (test->folder, "new", "in", "it", NULL);

  rg_test_import (test, "sales.csv", SALES, NULL);
  g_assert_true (g_file_make_directory (there, NULL, NULL));
  for (int tenth = 0; tenth < 10; tenth++)
    {
      g_autofree char *names = NULL;

      cancel_at (test, there, tenth / 10.0);
      names = list_names (there);
      g_assert_cmpstr (names, ==, "");
      g_assert_true (g_file_query_exists (there, NULL));
      cancel_at (test, made, tenth / 10.0);
      g_assert_false (g_file_query_exists (above, NULL));
    }
}

static void
put_something (double share, gpointer data)
{
  g_autoptr (GFile) file = g_file_get_child (((gpointer *) data)[0], "mine.txt");

  g_assert_true (g_file_replace_contents (file, "mine", 4, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                          NULL, NULL));
  if (share > 0.5)
    g_cancellable_cancel (((gpointer *) data)[1]);
}

/* What somebody else put there meanwhile stays, and nothing but that. */
static void
test_leaves_others (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GFile) folder = g_file_new_build_filename (test->folder, "out", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gpointer data[] = { folder, cancellable };
  g_autofree char *names = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (rg_folder_export_sync (test->store, folder, NULL, put_something, data,
                                         cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  names = list_names (folder);
  g_assert_cmpstr (names, ==, "mine.txt");
}

/* The size of the largest file. */
static goffset
largest (GFile *folder)
{
  g_autofree char *text = list_names (folder);
  g_auto (GStrv) names = g_strsplit (text, " ", -1);
  goffset most = 0;

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_file_get_child (folder, names[i]);
      g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                      G_FILE_QUERY_INFO_NONE, NULL, NULL);

      most = MAX (most, g_file_info_get_size (info));
    }
  return most;
}

/* No file may grow beyond so many bytes: the system refuses as it does on a full disk. */
static void
limit_files (rlim_t bytes)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = MIN (bytes, limit.rlim_max);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
test_no_room (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GFile) whole = g_file_new_build_filename (test->folder, "whole", NULL);
  g_autoptr (GFile) folder = g_file_new_build_filename (test->folder, "out", NULL);
  goffset most;

  signal (SIGXFSZ, SIG_IGN);
  rg_test_import (test, "sales.csv", SALES, NULL);
  g_assert_true (rg_folder_export_sync (test->store, whole, NULL, NULL, NULL, NULL, NULL));
  most = largest (whole);
  g_assert_cmpint (most, >, 1000);
  for (int tenth = 0; tenth < 10; tenth++)
    {
      g_autoptr (GError) error = NULL;
      gboolean done;

      limit_files ((rlim_t) (most * tenth / 10));
      done = rg_folder_export_sync (test->store, folder, NULL, NULL, NULL, NULL, &error);
      limit_files (RLIM_INFINITY);
      g_assert_false (done);
      g_assert_nonnull (error);
      g_assert_false (g_file_query_exists (folder, NULL));
    }
  g_assert_true (rg_folder_export_sync (test->store, folder, NULL, NULL, NULL, NULL, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/folder-export/whole", test_whole);
  g_test_add_func ("/folder-export/described", test_described);
  g_test_add_func ("/folder-export/not-empty", test_not_empty);
  g_test_add_func ("/folder-export/cancelled", test_cancelled);
  g_test_add_func ("/folder-export/leaves-others", test_leaves_others);
  g_test_add_func ("/folder-export/no-room", test_no_room);
  return g_test_run ();
}
