/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Indexes that do not say what their table says are found, as SQLite's own check finds them. */
#include "db/rg-backup.h"
#include "db/rg-index-proof.h"

#define TABLE \
  "CREATE TABLE thing (id INTEGER PRIMARY KEY, a INTEGER, b TEXT NOT NULL, c BLOB, d REAL);" \
  "CREATE INDEX thing_a ON thing (a, b);" \
  "CREATE UNIQUE INDEX thing_b ON thing (b);" \
  "CREATE INDEX thing_c ON thing (c) WHERE c IS NOT NULL;" \
  "CREATE INDEX thing_part ON thing (b) WHERE a > 5;" \
  "CREATE TABLE pair (one INTEGER, two TEXT, three INTEGER, PRIMARY KEY (one, two)) " \
  "WITHOUT ROWID;" \
  "CREATE INDEX pair_three ON pair (three);"
#define ROWS \
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) " \
  "INSERT INTO thing SELECT i, CASE WHEN i % 7 = 0 THEN NULL ELSE i % 11 - 3 END, " \
  "CASE i % 3 WHEN 0 THEN 'é' WHEN 1 THEN 'Z' ELSE 'a' END || i, " \
  "CASE WHEN i % 5 = 0 THEN NULL ELSE randomblob (i % 20) END, i / 3.0 FROM n;" \
  "INSERT INTO pair SELECT a, b, id FROM thing WHERE a IS NOT NULL;"

typedef struct
{
  const char *name;
  const char *index;  /* that is not kept up while `sql` is run; or NULL */
  const char *sql;
  const char *schema; /* what the schema says of it afterwards; or NULL */
  gboolean sound;
} Case;

static const Case cases[] = {
  { "sound", NULL, "SELECT 1", NULL, TRUE },
  { "changed since", NULL, "UPDATE thing SET a = a + 1 WHERE id % 3 = 0;"
                           "DELETE FROM thing WHERE id % 4 = 0", NULL, TRUE },
  { "expression", NULL, "CREATE INDEX thing_e ON thing (lower (b))", NULL, TRUE },
  { "collation", NULL, "CREATE INDEX thing_n ON thing (b COLLATE NOCASE)", NULL, TRUE },
  { "backwards", NULL, "CREATE INDEX thing_d ON thing (a DESC)", NULL, TRUE },
  { "fractions", NULL, "CREATE INDEX thing_r ON thing (d)", NULL, TRUE },
  { "missing", "thing_a", "INSERT INTO thing VALUES (900, 1, 'new', NULL, 0)", NULL, FALSE },
  { "missing, partial", "thing_c", "INSERT INTO thing VALUES (900, 1, 'new', x'01', 0)", NULL,
    FALSE },
  { "missing, not covering", "thing_part", "INSERT INTO thing VALUES (900, 9, 'new', NULL, 0)",
    NULL, FALSE },
  { "not meant for it", "thing_c", "INSERT INTO thing VALUES (900, 1, 'new', NULL, 0)", NULL,
    TRUE },
  { "left over", "thing_b", "DELETE FROM thing WHERE id = 77", NULL, FALSE },
  { "other value", "thing_a", "UPDATE thing SET a = 1 WHERE id = 77", NULL, FALSE },
  { "other bytes", "thing_c", "UPDATE thing SET c = x'00ff' WHERE id = 77", NULL, FALSE },
  { "two swapped", "thing_b",
    "UPDATE thing SET b = CASE id WHEN 10 THEN 'Z13' ELSE 'Z10' END WHERE id IN (10, 13)", NULL,
    FALSE },
  { "other row", "pair_three", "UPDATE pair SET three = -1 WHERE three = 20", NULL, FALSE },
  { "order", NULL, "CREATE INDEX thing_n ON thing (b COLLATE NOCASE)",
    "UPDATE sqlite_schema SET sql = 'CREATE INDEX thing_n ON thing (b)' WHERE name = 'thing_n'",
    FALSE },
  { "not unique", NULL, "CREATE INDEX thing_u ON thing (a)",
    "UPDATE sqlite_schema SET sql = 'CREATE UNIQUE INDEX thing_u ON thing (a)' WHERE name = "
    "'thing_u'",
    FALSE },
};

static void
run (const char *path, const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
  sqlite3_close (db);
}

/* The schema does not know the index meanwhile. */
static void
run_without (const char *path, const char *index, const char *sql)
{
  g_autofree char *hide = g_strdup_printf (
    "CREATE TABLE kept AS SELECT * FROM sqlite_schema WHERE name = '%s'; PRAGMA writable_schema = "
    "ON; DELETE FROM sqlite_schema WHERE name = '%s'", index, index);

  run (path, hide);
  run (path, sql);
  run (path, "PRAGMA writable_schema = ON; INSERT INTO sqlite_schema SELECT * FROM kept");
  run (path, "DROP TABLE kept");
}

static void
test_case (gconstpointer data)
{
  const Case *wanted = data;
  g_autofree char *folder = rg_backup_make_folder (NULL);
  g_autofree char *path = g_build_filename (folder, "file", NULL);
  g_autoptr (GError) error = NULL;
  RgDb *db = rg_db_open (path, RG_DB_CREATE, &error);
  RgStatement *check;

  g_assert_no_error (error);
  rg_db_close (db);
  run (path, TABLE ROWS);
  if (wanted->index != NULL)
    run_without (path, wanted->index, wanted->sql);
  else
    run (path, wanted->sql);
  if (wanted->schema != NULL)
    {
      g_autofree char *sql = g_strconcat ("PRAGMA writable_schema = ON;", wanted->schema, NULL);
      run (path, sql);
    }

  db = rg_db_open (path, RG_DB_READ, &error);
  g_assert_no_error (error);
  check = rg_db_prepare (db, "PRAGMA integrity_check", &error);
  g_assert_cmpint (rg_statement_step (check, &error), ==, RG_STEP_ROW);
  g_assert_true (g_str_equal (rg_statement_get_text (check, 0), "ok") == wanted->sound);
  rg_statement_release (check);
  g_assert_true (rg_index_proof (db, &error) == wanted->sound);
  if (wanted->sound)
    g_assert_no_error (error);
  else
    g_assert_error (error, RG_DB_ERROR, RG_DB_ERROR_CORRUPT);
  rg_db_close (db);
  rg_backup_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/index-proof/", cases[i].name, NULL);
      g_test_add_data_func (path, &cases[i], test_case);
    }
  return g_test_run ();
}
