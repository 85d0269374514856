/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Everything as an open folder: every row is there, in both forms, and nothing that is private. */
#include "rg-test-import.h"

#include "transfer/rg-folder-export.h"

#include <json-glib/json-glib.h>
#include <string.h>

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
  rg_folder_export_sync (test->store, folder, &n_rows, NULL, &error);
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
  rg_folder_export_sync (test->store, folder, NULL, NULL, &error);
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

static void
test_not_empty (void)
{
  g_autoptr (RgTestShop) test = rg_test_shop_new ();
  g_autoptr (GFile) folder = g_file_new_for_path (test->folder);
  g_autoptr (GError) error = NULL;

  g_assert_false (rg_folder_export_sync (test->store, folder, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_EMPTY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/folder-export/whole", test_whole);
  g_test_add_func ("/folder-export/described", test_described);
  g_test_add_func ("/folder-export/not-empty", test_not_empty);
  return g_test_run ();
}
