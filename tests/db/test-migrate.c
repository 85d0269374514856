/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A new file gets at once what all migrations make one after the other. */
#include "db/rg-migrate.h"

#include <sqlite3.h>
#include <string.h>

static RgDb *
db_new (void)
{
  g_autoptr (GError) error = NULL;
  RgDb *db = rg_db_open (":memory:", RG_DB_CREATE, &error);

  g_assert_no_error (error);
  return db;
}

/* Each row of the answer as a line of `out`. */
static guint
append_answer (GString *out, RgDb *db, const char *question)
{
  sqlite3_stmt *rows = NULL;
  guint n = 0;
  int code;

  g_assert_cmpint (sqlite3_prepare_v2 (rg_db_get_handle (db), question, -1, &rows, NULL), ==,
                   SQLITE_OK);
  g_string_append_printf (out, "%s\n", question);
  for (; (code = sqlite3_step (rows)) == SQLITE_ROW; n++)
    {
      for (int i = 0; i < sqlite3_column_count (rows); i++)
        g_string_append_printf (out, "%s|", (const char *) sqlite3_column_text (rows, i));
      g_string_append_c (out, '\n');
    }
  g_assert_cmpint (code, ==, SQLITE_DONE);
  sqlite3_finalize (rows);
  return n;
}

/* The columns of all tables and views, as quoted values. */
static void
append_rows (GString *out, RgDb *db)
{
  sqlite3_stmt *tables = NULL;
  int code;

  g_assert_cmpint (sqlite3_prepare_v2 (
                     rg_db_get_handle (db),
                     "SELECT 'SELECT ' || group_concat ('quote (\"' || info.name || '\")', ', ') "
                     "|| ' FROM \"' || list.name || '\"' FROM pragma_table_list AS list, "
                     "pragma_table_info (list.name) AS info WHERE list.schema = 'main' AND "
                     "list.name <> 'sqlite_schema' GROUP BY list.name ORDER BY list.name",
                     -1, &tables, NULL), ==, SQLITE_OK);
  while ((code = sqlite3_step (tables)) == SQLITE_ROW)
    append_answer (out, db, (const char *) sqlite3_column_text (tables, 0));
  g_assert_cmpint (code, ==, SQLITE_DONE);
  sqlite3_finalize (tables);
}

/* All that a file holds. */
static char *
describe (RgDb *db)
{
  static const char *const questions[] = {
    "PRAGMA user_version", "PRAGMA application_id", "PRAGMA encoding", "PRAGMA page_size",
    "PRAGMA auto_vacuum", "PRAGMA integrity_check", "PRAGMA foreign_key_check",
  };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    append_answer (out, db, questions[i]);
  g_assert_cmpuint (append_answer (out, db, "SELECT type, name, tbl_name, coalesce (sql, '') FROM "
                                            "sqlite_schema ORDER BY type, name"), >, 100);
  append_rows (out, db);
  return g_string_free_and_steal (out);
}

static void
test_same (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDb) at_once = db_new ();
  g_autoptr (RgDb) one_by_one = db_new ();
  g_autofree char *new = NULL, *old = NULL;

  g_assert_true (rg_migrate (at_once, &error));
  for (int version = 1; version <= rg_migrate_newest (); version++)
    g_assert_true (rg_migrate_to (one_by_one, version, &error));
  g_assert_no_error (error);
  new = describe (at_once);
  old = describe (one_by_one);
  g_assert_cmpstr (new, ==, old);
  g_assert_nonnull (strstr (new, "FROM \"generation\"\n1|1|\n"));

  /* A difference would be seen. */
  g_clear_pointer (&new, g_free);
  g_assert_true (rg_db_exec (at_once, "UPDATE generation SET value = 2", "test", &error));
  new = describe (at_once);
  g_assert_cmpstr (new, !=, old);
}

/* What says that it is new, and is not, is not taken for new. */
static void
test_not_empty (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDb) db = db_new ();
  g_autoptr (GString) before = g_string_new (NULL);
  g_autoptr (GString) after = g_string_new (NULL);

  g_assert_true (rg_db_exec (db, "CREATE TABLE customer (a)", "test", &error));
  append_answer (before, db, "SELECT sql FROM sqlite_schema");
  g_assert_false (rg_migrate (db, &error));
  g_assert_nonnull (error);
  append_answer (after, db, "SELECT sql FROM sqlite_schema");
  g_assert_cmpstr (before->str, ==, after->str);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/migrate/at-once-as-one-by-one", test_same);
  g_test_add_func ("/migrate/not-empty", test_not_empty);
  return g_test_run ();
}
