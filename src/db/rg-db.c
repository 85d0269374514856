/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A connection: its settings, its cache of prepared statements, its cancellation. */
#include "config.h"

#include "db/rg-db.h"

#include "base/rg-i18n.h"
#include "db/rg-db-resources.h"
#include "db/rg-file-locks.h"
#include "db/rg-sql.h"

#include <glib/gstdio.h>
#include <string.h>

#define RG_DB_BUSY_TIMEOUT_MS 5000
#define RG_DB_PROGRESS_STEPS 20000
/* Readers lean on the system's cache of the file; the writer keeps what an import touches. No
 * memory map: its pages would count as this program's, a gigabyte for a large shop. */
#define RG_DB_READ_CACHE_KIB 8192
#define RG_DB_WRITE_CACHE_KIB 65536

struct _RgDb
{
  sqlite3 *handle;
  GThread *thread;
  RgDbMode mode;
  GHashTable *groups;     /* group name to its statements' texts */
  GHashTable *statements; /* full name to RgStatement */
  GCancellable *cancellable;
};

struct _RgStatement
{
  RgDb *db;
  sqlite3_stmt *stmt;
  char *name;
  gboolean cached;
  gboolean in_use;
};

static void
rg_statement_free (RgStatement *statement)
{
  sqlite3_finalize (statement->stmt);
  g_free (statement->name);
  g_free (statement);
}

static int
rg_db_progress_cb (void *data)
{
  RgDb *db = data;

  return g_cancellable_is_cancelled (db->cancellable);
}

static gboolean
rg_db_only_reads (RgDbMode mode)
{
  return mode == RG_DB_READ || mode == RG_DB_STILL;
}

static gboolean
rg_db_configure (RgDb *db, GError **error)
{
  g_autofree char *pragmas = NULL;

  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  sqlite3_limit (db->handle, SQLITE_LIMIT_ATTACHED, 0);

  pragmas = g_strdup_printf ("PRAGMA cell_size_check = ON;"
                             "PRAGMA temp_store = MEMORY;"
                             "PRAGMA cache_size = -%d;",
                             rg_db_only_reads (db->mode) ? RG_DB_READ_CACHE_KIB
                                                         : RG_DB_WRITE_CACHE_KIB);
  if (!rg_db_exec (db, pragmas, "settings", error))
    return FALSE;

  /* Only the writing connection ever checkpoints: two connections that write and checkpoint at the
   * same instant can corrupt a WAL file in the SQLite versions of both targets. */
  if (rg_db_only_reads (db->mode))
    {
      sqlite3_db_config (db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
      return rg_db_exec (db, "PRAGMA wal_autocheckpoint = 0; PRAGMA query_only = ON;", "settings",
                         error);
    }
  /* What is deleted is overwritten: who is erased must not be found in the file's free places. */
  return rg_db_exec (db,
                     "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                     "PRAGMA secure_delete = ON;",
                     "settings", error);
}

gboolean
rg_db_allow_temporary (RgDb *db, GError **error)
{
  return rg_db_exec (db, "PRAGMA query_only = OFF;", "settings", error);
}

static gboolean
rg_db_pragma_int (RgDb *db, const char *pragma, gint64 *value, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  gboolean ok = sqlite3_prepare_v2 (db->handle, pragma, -1, &stmt, NULL) == SQLITE_OK &&
                sqlite3_step (stmt) == SQLITE_ROW;

  if (ok)
    *value = sqlite3_column_int64 (stmt, 0);
  else
    rg_db_set_error (error, db->handle, pragma);
  sqlite3_finalize (stmt);
  return ok;
}

static gint64
rg_db_mark_id (const char *mark)
{
  guint32 id;

  memcpy (&id, mark, sizeof id);
  return GUINT32_FROM_BE (id);
}

gboolean
rg_db_set_mark (RgDb *db, const char *mark, GError **error)
{
  g_autofree char *pragma = g_strdup_printf ("PRAGMA application_id = %d;",
                                             (int) rg_db_mark_id (mark));

  return rg_db_exec (db, pragma, "application id", error);
}

/* A file of another program is never touched, and a backup stays as it was made. */
static gboolean
rg_db_check_application (RgDb *db, GError **error)
{
  gint64 id;

  if (db->mode == RG_DB_CREATE)
    return rg_db_set_mark (db, RG_DB_SHOP_MARK, error);
  if (!rg_db_pragma_int (db, "PRAGMA application_id", &id, error))
    return FALSE;
  if (id == rg_db_mark_id (RG_DB_SHOP_MARK)
      || (db->mode == RG_DB_STILL && id == rg_db_mark_id (RG_DB_BACKUP_MARK)))
    return TRUE;
  g_set_error_literal (error, RG_DB_ERROR, RG_DB_ERROR_NOT_A_SHOP,
                       id == rg_db_mark_id (RG_DB_BACKUP_MARK)
                         ? _("This is a backup. Restore it instead of opening it.")
                         : _("The file was not made by Regulars, and was left as it is."));
  return FALSE;
}

/* The name for SQLite: of a file that stays as it is, no log is looked at and none is made. */
static char *
rg_db_dup_name (const char *path, RgDbMode mode, GError **error)
{
  g_autofree char *whole = g_canonicalize_filename (path, NULL);
  g_autofree char *uri = NULL;

  if (mode != RG_DB_STILL)
    return g_strdup (path);
  uri = g_filename_to_uri (whole, NULL, error);
  return uri != NULL ? g_strconcat (uri, "?immutable=1", NULL) : NULL;
}

RgDb *
rg_db_open (const char *path, RgDbMode mode, GError **error)
{
  g_autoptr (RgDb) db = g_new0 (RgDb, 1);
  int flags = rg_db_only_reads (mode) ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  g_autofree char *name = rg_db_dup_name (path, mode, error);

  if (name == NULL)
    return NULL;
  /* Refers to the migrations, which the linker would leave out of a static library otherwise. */
  rg_db_resources_get_resource ();
  rg_file_locks_install ();
  db->mode = mode;
  db->thread = g_thread_self ();
  db->groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                      (GDestroyNotify) g_hash_table_unref);
  db->statements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                          (GDestroyNotify) rg_statement_free);
  if (mode == RG_DB_CREATE)
    {
      if (g_file_test (path, G_FILE_TEST_EXISTS))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, "%s is already there.", path);
          return NULL;
        }
      flags |= SQLITE_OPEN_CREATE;
    }
  if (mode == RG_DB_STILL)
    flags |= SQLITE_OPEN_URI;
  if (sqlite3_open_v2 (name, &db->handle, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    {
      rg_db_set_error (error, db->handle, path);
      return NULL;
    }
  /* Reading the mark may have to wait already, for another connection that opens or closes. */
  sqlite3_extended_result_codes (db->handle, 1);
  sqlite3_busy_timeout (db->handle, RG_DB_BUSY_TIMEOUT_MS);
  /* The mark is read before any setting that writes (WAL), so that a foreign file stays whole. */
  if ((mode != RG_DB_CREATE && !rg_db_check_application (db, error)) ||
      !rg_db_configure (db, error) ||
      (mode == RG_DB_CREATE && !rg_db_check_application (db, error)))
    return NULL;
  /* For nobody else; the log beside it follows. A disk that knows no owners cannot. */
  if (mode == RG_DB_CREATE && g_chmod (path, 0600) != 0)
    g_debug ("%s keeps its mode", path);
  return g_steal_pointer (&db);
}

void
rg_db_close (RgDb *db)
{
  if (db == NULL)
    return;
  g_clear_pointer (&db->statements, g_hash_table_unref);
  g_clear_pointer (&db->groups, g_hash_table_unref);
  g_clear_object (&db->cancellable);
  sqlite3_close_v2 (db->handle);
  g_free (db);
}

sqlite3 *
rg_db_get_handle (RgDb *db)
{
  return db->handle;
}

const char *
rg_db_get_path (RgDb *db)
{
  return sqlite3_db_filename (db->handle, "main");
}

RgDbMode
rg_db_get_mode (RgDb *db)
{
  return db->mode;
}

void
rg_db_set_cancellable (RgDb *db, GCancellable *cancellable)
{
  g_set_object (&db->cancellable, cancellable);
  sqlite3_progress_handler (db->handle, cancellable != NULL ? RG_DB_PROGRESS_STEPS : 0,
                            cancellable != NULL ? rg_db_progress_cb : NULL, db);
}

GCancellable *
rg_db_get_cancellable (RgDb *db)
{
  return db->cancellable;
}

gboolean
rg_db_exec (RgDb *db, const char *sql, const char *doing, GError **error)
{
  if (sqlite3_exec (db->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  return rg_db_set_error (error, db->handle, doing);
}

const char *
rg_db_sql (RgDb *db, const char *name, GError **error)
{
  const char *dot = strchr (name, '.');
  g_autofree char *group = NULL;
  GHashTable *statements;
  const char *sql;

  g_return_val_if_fail (dot != NULL, NULL);

  group = g_strndup (name, (gsize) (dot - name));
  statements = g_hash_table_lookup (db->groups, group);
  if (statements == NULL)
    {
      statements = rg_sql_load (group, error);
      if (statements == NULL)
        return NULL;
      g_hash_table_insert (db->groups, g_steal_pointer (&group), statements);
    }
  sql = g_hash_table_lookup (statements, dot + 1);
  if (sql == NULL)
    g_set_error (error, RG_DB_ERROR, RG_DB_ERROR_FAILED, "There is no statement %s.", name);
  return sql;
}

static RgStatement *
rg_statement_new (RgDb *db, const char *name, const char *sql, GError **error)
{
  RgStatement *statement;
  sqlite3_stmt *stmt;

  if (sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL) != SQLITE_OK)
    {
      rg_db_set_error (error, db->handle, name);
      return NULL;
    }
  statement = g_new0 (RgStatement, 1);
  statement->db = db;
  statement->stmt = stmt;
  statement->name = g_strdup (name);
  statement->in_use = TRUE;
  return statement;
}

RgStatement *
rg_db_statement (RgDb *db, const char *name, GError **error)
{
  RgStatement *statement = g_hash_table_lookup (db->statements, name);
  const char *sql;
  gboolean copy = statement != NULL && statement->in_use;

  g_assert (db->thread == g_thread_self ());

  if (statement != NULL && !copy)
    {
      statement->in_use = TRUE;
      return statement;
    }
  sql = rg_db_sql (db, name, error);
  statement = sql != NULL ? rg_statement_new (db, name, sql, error) : NULL;
  if (statement != NULL && !copy)
    {
      statement->cached = TRUE;
      g_hash_table_insert (db->statements, statement->name, statement);
    }
  return statement;
}

RgStatement *
rg_db_prepare (RgDb *db, const char *sql, GError **error)
{
  g_assert (db->thread == g_thread_self ());

  return rg_statement_new (db, sql, sql, error);
}

gboolean
rg_db_run (RgDb *db, const char *name, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, name, error);

  return statement != NULL && rg_statement_run (statement, error);
}

gboolean
rg_db_get_int (RgDb *db, const char *name, gint64 *value, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, name, error);
  RgStep step;

  if (statement == NULL)
    return FALSE;
  step = rg_statement_step (statement, error);
  *value = step == RG_STEP_ROW ? rg_statement_get_int (statement, 0) : 0;
  return step != RG_STEP_ERROR;
}

gint64
rg_db_last_id (RgDb *db)
{
  return sqlite3_last_insert_rowid (db->handle);
}

gint64
rg_db_n_changed (RgDb *db)
{
  return sqlite3_changes64 (db->handle);
}

void
rg_statement_release (RgStatement *statement)
{
  if (statement == NULL)
    return;
  if (!statement->cached)
    {
      rg_statement_free (statement);
      return;
    }
  sqlite3_reset (statement->stmt);
  sqlite3_clear_bindings (statement->stmt);
  statement->in_use = FALSE;
}

/* A bind fails only for a parameter that the statement does not have: a mistake of ours. */
static void
rg_statement_bound (RgStatement *statement, int code)
{
  if (code != SQLITE_OK)
    g_error ("%s: %s", statement->name, sqlite3_errmsg (statement->db->handle));
}

void
rg_statement_bind_int (RgStatement *statement, int parameter, gint64 value)
{
  rg_statement_bound (statement, sqlite3_bind_int64 (statement->stmt, parameter, value));
}

void
rg_statement_bind_double (RgStatement *statement, int parameter, double value)
{
  rg_statement_bound (statement, sqlite3_bind_double (statement->stmt, parameter, value));
}

void
rg_statement_bind_text (RgStatement *statement, int parameter, const char *value)
{
  rg_statement_bound (statement,
                      sqlite3_bind_text (statement->stmt, parameter, value, -1, SQLITE_TRANSIENT));
}

void
rg_statement_bind_blob (RgStatement *statement, int parameter, const void *value, gsize length)
{
  rg_statement_bound (statement, sqlite3_bind_blob64 (statement->stmt, parameter, value, length,
                                                      SQLITE_TRANSIENT));
}

void
rg_statement_bind_null (RgStatement *statement, int parameter)
{
  rg_statement_bound (statement, sqlite3_bind_null (statement->stmt, parameter));
}

void
rg_statement_bind_day (RgStatement *statement, int parameter, RgDay day)
{
  if (day != RG_DAY_NONE)
    rg_statement_bind_int (statement, parameter, day);
  else
    rg_statement_bind_null (statement, parameter);
}

RgStep
rg_statement_step (RgStatement *statement, GError **error)
{
  switch (sqlite3_step (statement->stmt))
    {
    case SQLITE_ROW:
      return RG_STEP_ROW;
    case SQLITE_DONE:
      return RG_STEP_DONE;
    default:
      rg_db_set_error (error, statement->db->handle, statement->name);
      return RG_STEP_ERROR;
    }
}

gboolean
rg_statement_run (RgStatement *statement, GError **error)
{
  RgStep step;

  do
    step = rg_statement_step (statement, error);
  while (step == RG_STEP_ROW);
  sqlite3_reset (statement->stmt);
  return step == RG_STEP_DONE;
}

void
rg_statement_reset (RgStatement *statement)
{
  sqlite3_reset (statement->stmt);
}

int
rg_statement_n_columns (RgStatement *statement)
{
  return sqlite3_column_count (statement->stmt);
}

const char *
rg_statement_get_name (RgStatement *statement, int column)
{
  return sqlite3_column_name (statement->stmt, column);
}

gboolean
rg_statement_is_int (RgStatement *statement, int column)
{
  return sqlite3_column_type (statement->stmt, column) == SQLITE_INTEGER;
}

gint64
rg_statement_get_int (RgStatement *statement, int column)
{
  return sqlite3_column_int64 (statement->stmt, column);
}

double
rg_statement_get_double (RgStatement *statement, int column)
{
  return sqlite3_column_double (statement->stmt, column);
}

const char *
rg_statement_get_text (RgStatement *statement, int column)
{
  const char *text = (const char *) sqlite3_column_text (statement->stmt, column);

  return text != NULL ? text : "";
}

const void *
rg_statement_get_blob (RgStatement *statement, int column, gsize *length)
{
  const void *blob = sqlite3_column_blob (statement->stmt, column);

  *length = (gsize) sqlite3_column_bytes (statement->stmt, column);
  return blob;
}

gboolean
rg_statement_is_null (RgStatement *statement, int column)
{
  return sqlite3_column_type (statement->stmt, column) == SQLITE_NULL;
}

RgDay
rg_statement_get_day (RgStatement *statement, int column)
{
  return rg_statement_is_null (statement, column)
           ? RG_DAY_NONE : (RgDay) rg_statement_get_int (statement, column);
}
