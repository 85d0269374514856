/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A fresh schema, and rows copied into it by the names of tables and columns. */
#include "config.h"

#include "db/rg-fresh.h"

#include "base/rg-i18n.h"
#include "db/rg-migrate.h"
#include "db/rg-table-sums.h"

#include <string.h>

#define ROWS_A_LOOK 4096

struct _RgFresh
{
  RgDb *db;
  RgDb *model; /* the schema of that version, empty, in memory */
  GPtrArray *tables;
  int version;
};

static gboolean
rg_fresh_read_tables (RgDb *db, GPtrArray *tables, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "backup.tables", error);
  RgStep step = RG_STEP_ERROR;

  while (rows != NULL && (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    g_ptr_array_add (tables, g_strdup (rg_statement_get_text (rows, 0)));
  return step == RG_STEP_DONE;
}

/* Runs the statements that made one half of the model's schema. */
static gboolean
rg_fresh_make_things (RgFresh *fresh, gboolean tables, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (fresh->model, "backup.things", error);
  RgStep step = RG_STEP_ERROR;

  if (rows == NULL)
    return FALSE;
  rg_statement_bind_int (rows, 1, tables);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    if (!rg_db_exec (fresh->db, rg_statement_get_text (rows, 0), "schema", error))
      return FALSE;
  return step == RG_STEP_DONE;
}

static gboolean
rg_fresh_begin (RgFresh *fresh, GError **error)
{
  /* Nobody reads it before it is whole, and then it is flushed: no log is needed on the way. */
  static const char settings[] = "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;"
                                 "PRAGMA foreign_keys = OFF; PRAGMA locking_mode = EXCLUSIVE;";

  return rg_db_exec (fresh->db, settings, "settings", error)
         && rg_db_exec (fresh->db, "BEGIN", "begin", error)
         && rg_fresh_make_things (fresh, TRUE, error);
}

RgFresh *
rg_fresh_new (const char *path, int version, GError **error)
{
  g_autoptr (RgFresh) fresh = g_new0 (RgFresh, 1);

  fresh->version = version;
  fresh->tables = g_ptr_array_new_with_free_func (g_free);
  fresh->model = rg_db_open (":memory:", RG_DB_CREATE, error);
  if (fresh->model == NULL || !rg_migrate_to (fresh->model, version, error)
      || !rg_fresh_read_tables (fresh->model, fresh->tables, error))
    return NULL;
  fresh->db = rg_db_open (path, RG_DB_CREATE, error);
  if (fresh->db == NULL || !rg_fresh_begin (fresh, error))
    return NULL;
  return g_steal_pointer (&fresh);
}

void
rg_fresh_free (RgFresh *fresh)
{
  if (fresh == NULL)
    return;
  rg_db_close (fresh->db);
  rg_db_close (fresh->model);
  g_clear_pointer (&fresh->tables, g_ptr_array_unref);
  g_free (fresh);
}

RgDb *
rg_fresh_get_db (RgFresh *fresh)
{
  return fresh->db;
}

RgDb *
rg_fresh_get_model (RgFresh *fresh)
{
  return fresh->model;
}

GPtrArray *
rg_fresh_get_tables (RgFresh *fresh)
{
  return fresh->tables;
}

gboolean
rg_fresh_finish (RgFresh *fresh, GError **error)
{
  g_autofree char *version = g_strdup_printf ("PRAGMA user_version = %d", fresh->version);

  return rg_fresh_make_things (fresh, FALSE, error)
         && rg_db_exec (fresh->db, version, "version", error)
         && rg_db_exec (fresh->db, "COMMIT", "save", error)
         && rg_db_exec (fresh->db, "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;",
                        "settings", error)
         && rg_migrate (fresh->db, error)
         && rg_db_exec (fresh->db, "PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = DELETE;",
                        "settings", error);
}

/* --- Schemas ---------------------------------------------------------------------------------- */

/* Each row of a schema as one text. */
static GStrv
rg_fresh_dup_schema (RgDb *db, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "backup.schema", error);
  g_autoptr (GStrvBuilder) schema = g_strv_builder_new ();
  RgStep step = RG_STEP_ERROR;

  while (rows != NULL && (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    g_strv_builder_take (schema, g_strjoin (" ", rg_statement_get_text (rows, 0),
                                            rg_statement_get_text (rows, 1),
                                            rg_statement_get_text (rows, 2),
                                            rg_statement_get_text (rows, 3), NULL));
  return step == RG_STEP_DONE ? g_strv_builder_end (schema) : NULL;
}

gboolean
rg_fresh_has_newest_schema (RgDb *db, gboolean *same, GError **error)
{
  g_autoptr (RgDb) model = NULL;
  g_auto (GStrv) ours = NULL;
  g_auto (GStrv) theirs = NULL;
  int version = 0;

  *same = FALSE;
  if (!rg_migrate_get_version (db, &version, error))
    return FALSE;
  if (version != rg_migrate_newest ())
    return TRUE;
  model = rg_db_open (":memory:", RG_DB_CREATE, error);
  if (model == NULL || !rg_migrate (model, error))
    return FALSE;
  ours = rg_fresh_dup_schema (model, error);
  theirs = ours != NULL ? rg_fresh_dup_schema (db, error) : NULL;
  if (theirs == NULL)
    return FALSE;
  *same = g_strv_equal ((const char *const *) ours, (const char *const *) theirs);
  return TRUE;
}

/* --- Statements ------------------------------------------------------------------------------- */

GStrv
rg_fresh_dup_columns (RgDb *db, const char *table, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "backup.columns", error);
  g_autoptr (GStrvBuilder) columns = g_strv_builder_new ();
  gboolean hidden = FALSE;
  RgStep step = RG_STEP_ERROR;

  if (rows == NULL)
    return NULL;
  rg_statement_bind_text (rows, 1, table);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      g_strv_builder_add (columns, rg_statement_get_text (rows, 0));
      hidden = hidden || rg_statement_get_int (rows, 1) != 0;
    }
  /* A computed column is none that anybody filled in. */
  if (hidden)
    g_strv_builder_add (columns, "");
  return step == RG_STEP_DONE ? g_strv_builder_end (columns) : NULL;
}

static sqlite3_stmt *
rg_fresh_prepare (RgDb *db, const char *name, const char *table, const char *const *columns,
                  GError **error)
{
  const char *template = rg_db_sql (db, name, error);
  g_autofree char *quoted = g_strjoinv ("\", \"", (GStrv) columns);
  g_autofree char *names = g_strconcat ("\"", quoted, "\"", NULL);
  g_autoptr (GString) places = g_string_new ("?");
  g_autoptr (GString) sql = g_string_new (template);
  sqlite3_stmt *statement = NULL;

  if (template == NULL)
    return NULL;
  for (guint i = 1; columns[i] != NULL; i++)
    g_string_append (places, ", ?");
  g_string_replace (sql, "@table@", table, 0);
  g_string_replace (sql, "@columns@", names, 0);
  g_string_replace (sql, "@places@", places->str, 0);
  if (sqlite3_prepare_v3 (rg_db_get_handle (db), sql->str, -1, SQLITE_PREPARE_PERSISTENT,
                          &statement, NULL) != SQLITE_OK)
    rg_db_set_error (error, rg_db_get_handle (db), table);
  return statement;
}

sqlite3_stmt *
rg_fresh_prepare_insert (RgFresh *fresh, const char *table, GError **error)
{
  g_auto (GStrv) columns = rg_fresh_dup_columns (fresh->model, table, error);

  if (columns == NULL)
    return NULL;
  return rg_fresh_prepare (fresh->db, "backup.copy-write", table, (const char *const *) columns,
                           error);
}

static gboolean
rg_fresh_run_sequence (RgFresh *fresh, const char *name, const char *table, gint64 last,
                       GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (fresh->db, name, error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 1, table);
  rg_statement_bind_int (statement, 2, last);
  return rg_statement_run (statement, error);
}

gboolean
rg_fresh_set_sequence (RgFresh *fresh, const char *table, gint64 last, GError **error)
{
  return rg_fresh_run_sequence (fresh, "backup.sequence-update", table, last, error)
         && rg_fresh_run_sequence (fresh, "backup.sequence-insert", table, last, error);
}

/* --- Copying ---------------------------------------------------------------------------------- */

typedef struct
{
  RgFresh *fresh;
  RgDb *source;
  GCancellable *cancellable;
  RgFreshProgress progress;
  gpointer data;
  gint64 n_rows;
  gint64 done;
} RgCopying;

static gboolean
rg_fresh_set_strange (GError **error, const char *table)
{
  g_set_error (error, RG_DB_ERROR, RG_DB_ERROR_NOT_A_SHOP,
               /* Translators: %s is the name of a table in a database. */
               _("The file holds something that no version of Regulars made (%s). It was left as "
                 "it is."),
               table);
  return FALSE;
}

static gboolean
rg_fresh_check_columns (RgCopying *copying, const char *table, GError **error)
{
  g_auto (GStrv) ours = rg_fresh_dup_columns (copying->fresh->model, table, error);
  g_auto (GStrv) theirs = ours != NULL ? rg_fresh_dup_columns (copying->source, table, error)
                                       : NULL;

  if (theirs == NULL)
    return FALSE;
  return (g_strv_length (ours) == g_strv_length (theirs)
          && g_strv_equal ((const char *const *) ours, (const char *const *) theirs))
         || rg_fresh_set_strange (error, table);
}

static gboolean
rg_fresh_check_source (RgCopying *copying, GError **error)
{
  g_autoptr (GPtrArray) theirs = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (RgStatement) strange = rg_db_statement (copying->source, "backup.foreign-things",
                                                     error);
  RgStep step = strange != NULL ? rg_statement_step (strange, error) : RG_STEP_ERROR;
  GPtrArray *ours = copying->fresh->tables;

  if (step == RG_STEP_ROW)
    return rg_fresh_set_strange (error, rg_statement_get_text (strange, 0));
  if (step == RG_STEP_ERROR || !rg_fresh_read_tables (copying->source, theirs, error))
    return FALSE;
  for (guint i = 0; i < theirs->len; i++)
    {
      const char *table = g_ptr_array_index (theirs, i);
      if (!g_ptr_array_find_with_equal_func (ours, table, g_str_equal, NULL))
        return rg_fresh_set_strange (error, table);
    }
  for (guint i = 0; i < ours->len; i++)
    if (!rg_fresh_check_columns (copying, g_ptr_array_index (ours, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
rg_fresh_count (RgCopying *copying, const char *table, GError **error)
{
  const char *template = rg_db_sql (copying->source, "backup.count", error);
  g_autoptr (GString) sql = g_string_new (template);
  g_autoptr (RgStatement) row = NULL;

  g_string_replace (sql, "@table@", table, 0);
  row = template != NULL ? rg_db_prepare (copying->source, sql->str, error) : NULL;
  if (row == NULL || rg_statement_step (row, error) != RG_STEP_ROW)
    return FALSE;
  copying->n_rows += rg_statement_get_int (row, 0);
  return TRUE;
}

static gboolean
rg_fresh_look_up (RgCopying *copying, GError **error)
{
  if (++copying->done % ROWS_A_LOOK != 0)
    return TRUE;
  if (copying->progress != NULL)
    copying->progress ((double) copying->done / (double) MAX (copying->n_rows, 1), copying->data);
  return !g_cancellable_set_error_if_cancelled (copying->cancellable, error);
}

static gboolean
rg_fresh_copy_rows (RgCopying *copying, sqlite3_stmt *from, sqlite3_stmt *to, GError **error)
{
  int n_columns = sqlite3_column_count (from);
  int code;

  while ((code = sqlite3_step (from)) == SQLITE_ROW)
    {
      for (int i = 0; i < n_columns; i++)
        sqlite3_bind_value (to, i + 1, sqlite3_column_value (from, i));
      code = sqlite3_step (to);
      sqlite3_reset (to);
      if (code != SQLITE_DONE)
        return rg_db_set_error (error, rg_db_get_handle (copying->fresh->db), "copy");
      if (!rg_fresh_look_up (copying, error))
        return FALSE;
    }
  return code == SQLITE_DONE
         || rg_db_set_error (error, rg_db_get_handle (copying->source), "copy");
}

static gboolean
rg_fresh_copy_table (RgCopying *copying, const char *table, GError **error)
{
  g_auto (GStrv) columns = rg_fresh_dup_columns (copying->fresh->model, table, error);
  sqlite3_stmt *from, *to;
  gboolean ok;

  if (columns == NULL)
    return FALSE;
  from = rg_fresh_prepare (copying->source, "backup.copy-read", table,
                           (const char *const *) columns, error);
  to = from != NULL ? rg_fresh_prepare_insert (copying->fresh, table, error) : NULL;
  ok = to != NULL && rg_fresh_copy_rows (copying, from, to, error);
  sqlite3_finalize (from);
  sqlite3_finalize (to);
  return ok;
}

static gboolean
rg_fresh_copy_sequences (RgCopying *copying, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (copying->source, "backup.sequences", error);
  RgStep step = RG_STEP_ERROR;

  while (rows != NULL && (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    if (!rg_fresh_set_sequence (copying->fresh, rg_statement_get_text (rows, 0),
                                rg_statement_get_int (rows, 1), error))
      return FALSE;
  return step == RG_STEP_DONE;
}

gboolean
rg_fresh_copy (RgFresh *fresh, RgDb *source, RgFreshProgress progress, gpointer data,
               GCancellable *cancellable, GError **error)
{
  RgCopying copying = { .fresh = fresh, .source = source, .cancellable = cancellable,
                        .progress = progress, .data = data };

  if (!rg_fresh_check_source (&copying, error))
    return FALSE;
  for (guint i = 0; progress != NULL && i < fresh->tables->len; i++)
    if (!rg_fresh_count (&copying, g_ptr_array_index (fresh->tables, i), error))
      return FALSE;
  for (guint i = 0; i < fresh->tables->len; i++)
    {
      const char *table = g_ptr_array_index (fresh->tables, i);
      if (!rg_table_is_derived (table) && !rg_fresh_copy_table (&copying, table, error))
        return FALSE;
    }
  return rg_fresh_copy_sequences (&copying, error);
}
