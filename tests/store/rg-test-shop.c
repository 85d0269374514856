/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A shop in a temporary folder, for tests. */
#include "rg-test-shop.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/rg-date.h"
#include "store/rg-points-change.h"
#include "store/rg-store-own-fields.h"
#include "store/rg-store-undo.h"

/* What a new shop's file holds. All migrations one after the other take a tenth of a second, so
 * that a program which makes many shops makes them once. */
static GBytes *
rg_test_shop_read_new (const char *path)
{
  g_autoptr (RgShop) shop = rg_shop_new ("Fjordbok", "NOK", "Europe/Oslo");
  g_autoptr (GError) error = NULL;
  RgStore *store = rg_store_create (path, shop, &error);
  gsize length;
  char *data;

  g_assert_no_error (error);
  rg_store_close (store);
  g_assert_finalize_object (store);
  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

/* Each is a shop of its own. */
static void
rg_test_shop_write_new (const char *path, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = g_strdup_printf (
    "UPDATE shop SET uuid = randomblob(16), secret = randomblob(32), created_at = %"
    G_GINT64_FORMAT "; UPDATE staff SET uuid = randomblob(16)", rg_instant_now ());
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  RgDb *db;

  g_file_set_contents_full (path, data, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
  db = rg_db_open (path, RG_DB_WRITE, &error);
  g_assert_no_error (error);
  rg_db_exec (db, sql, "another shop", &error);
  g_assert_no_error (error);
  rg_db_close (db);
}

RgTestShop *
rg_test_shop_new (void)
{
  static GBytes *made = NULL;
  RgTestShop *test = g_new0 (RgTestShop, 1);
  g_autoptr (GError) error = NULL;

  test->folder = g_dir_make_tmp ("regulars-test-XXXXXX", &error);
  g_assert_no_error (error);
  test->path = g_build_filename (test->folder, "shop.regulars", NULL);
  if (made == NULL)
    made = rg_test_shop_read_new (test->path);
  else
    rg_test_shop_write_new (test->path, made);
  test->store = rg_store_open (test->path, &error);
  g_assert_no_error (error);
  return test;
}

void
rg_test_shop_reopen (RgTestShop *test)
{
  g_autoptr (GError) error = NULL;

  rg_store_close (test->store);
  g_clear_object (&test->store);
  test->store = rg_store_open (test->path, &error);
  g_assert_no_error (error);
}

void
rg_test_shop_free (RgTestShop *test)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  rg_store_close (test->store);
  /* Answers that nobody waits for still hold the store. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (test->store);
  dir = g_dir_open (test->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (test->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (test->folder);
  g_free (test->folder);
  g_free (test->path);
  g_free (test);
}

static gboolean
rg_test_write_in_thread (RgWrite *write, gpointer data, GError **error)
{
  return rg_db_exec (rg_write_get_db (write), data, "test", error);
}

gint64
rg_test_shop_write (RgTestShop *test, const char *label, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 action_id;

  rg_store_write_sync (test->store, "test", label, rg_test_write_in_thread, (gpointer) sql, NULL,
                       &action_id, &error);
  g_assert_no_error (error);
  return action_id;
}

gint64
rg_test_shop_random_edit (RgTestShop *shop, const char *const *edits, guint n, char **what)
{
  const char *edit = edits[g_test_rand_int_range (0, (int) n)];

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  *what = g_strdup_printf (edit, g_test_rand_int_range (1, 25), g_test_rand_int_range (1, 25));
#pragma GCC diagnostic pop
  return rg_test_shop_write (shop, "Edit", *what);
}

typedef struct
{
  const char *sql;
  GString *out;
} RgTestQuery;

static gboolean
rg_test_rows_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgTestQuery *query = data;
  g_autoptr (RgStatement) rows = rg_db_prepare (db, query->sql, error);

  while (rows != NULL && rg_statement_step (rows, error) == RG_STEP_ROW)
    {
      for (int i = 0; i < rg_statement_n_columns (rows); i++)
        g_string_append_printf (query->out, "%s|", rg_statement_get_text (rows, i));
      g_string_append_c (query->out, '\n');
    }
  return *error == NULL;
}

static char *
rg_test_rows (RgTestShop *test, const char *sql)
{
  RgTestQuery query = { sql, g_string_new (NULL) };
  g_autoptr (GError) error = NULL;

  rg_store_read_sync (test->store, RG_READER_ROWS, rg_test_rows_in_thread, &query, NULL, &error);
  g_assert_no_error (error);
  return g_string_free (query.out, FALSE);
}

void
rg_test_shop_change_points (RgTestShop *test, guint seed, int n_people)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  const RgDay today = rg_shop_get_day (rg_store_get_shop (test->store));

  for (int i = 0; i < 3; i++)
    {
      const RgPointsChange change = {
        .customer = g_rand_int_range (rand, 1, n_people + 1),
        .kind = g_rand_int_range (rand, 0, 3) > 0 ? RG_LOT_GIVEN : RG_LOT_SPENT,
        .points = g_rand_int_range (rand, 5, 40),
        .day = RG_DAY_NONE,
        .says_lapse = TRUE,
        .lapses_on = today + g_rand_int_range (rand, 1, 6),
      };

      rg_store_change_points_sync (test->store, &change, NULL, NULL);
    }
}

gint64
rg_test_shop_take_back (RgTestShop *shop, gint64 action)
{
  g_autoptr (GError) error = NULL;
  gint64 undo = 0;

  rg_store_take_back_sync (shop->store, action, &undo, &error);
  g_assert_no_error (error);
  g_assert_cmpint (undo, >, action);
  return undo;
}

gint64
rg_test_shop_add_field (RgTestShop *shop, RgOwnKind kind, const char *name, const char *choices)
{
  g_autoptr (RgOwnField) field = rg_own_field_new (kind, name);
  g_auto (GStrv) names = g_strsplit (choices, ",", -1);
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  for (guint i = 0; names[i] != NULL; i++)
    rg_own_field_add_choice (field, 0, names[i]);
  rg_store_save_own_field_sync (shop->store, field, &id, NULL, &error);
  g_assert_no_error (error);
  return id;
}

char *
rg_test_shop_read (RgTestShop *test, const char *sql)
{
  char *text = rg_test_rows (test, sql);

  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  else
    *strchr (text, '|') = '\0';
  return text;
}

/* Columns in the schema's order, blobs as digits; the key of a table says the order of its rows. */
static char *
rg_test_dump_table (RgTestShop *test, const char *table)
{
  g_autofree char *columns_sql = g_strdup_printf (
      "SELECT group_concat(CASE type WHEN 'BLOB' THEN 'hex(\"' || name || '\")' "
      "ELSE '\"' || name || '\"' END, ', '), "
      "(SELECT group_concat(name, ', ') FROM pragma_table_info('%s') WHERE pk > 0) "
      "FROM pragma_table_info('%s')",
      table, table);
  g_autofree char *columns = rg_test_rows (test, columns_sql);
  g_auto (GStrv) parts = g_strsplit (columns, "|", 3);
  g_autofree char *sql =
      g_strdup_printf ("SELECT %s FROM \"%s\" ORDER BY %s", parts[0], table, parts[1]);

  return rg_test_rows (test, sql);
}

char *
rg_test_shop_dump (RgTestShop *test, gboolean ledgers)
{
  static const char *const own[] = { "action",       "change",  "generation", "past_receipt",
                                     "past_receipt_line", "import", "source", "derived",
                                     NULL };
  g_autofree char *names =
      rg_test_rows (test, "SELECT name FROM sqlite_schema WHERE type = 'table' "
                          "AND name NOT LIKE 'sqlite_%' ORDER BY name");
  g_auto (GStrv) tables = g_strsplit (names, "|\n", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; tables[i] != NULL; i++)
    {
      g_autofree char *rows = NULL;

      if (*tables[i] == '\0' || g_strv_contains (own, tables[i]) ||
          (!ledgers && (g_str_equal (tables[i], "consent") ||
                        g_str_equal (tables[i], "points_entry"))))
        continue;
      rows = rg_test_dump_table (test, tables[i]);
      g_string_append_printf (out, "== %s\n%s", tables[i], rows);
    }
  return g_string_free (out, FALSE);
}

void
rg_test_shop_check (RgTestShop *test)
{
  g_autofree char *whole = rg_test_shop_read (test, "PRAGMA integrity_check");
  g_autofree char *keys = rg_test_shop_read (test, "PRAGMA foreign_key_check");

  g_assert_cmpstr (whole, ==, "ok");
  g_assert_null (keys);
}
