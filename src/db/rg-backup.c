/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Makes, checks and restores copies of a shop's file. */
#include "config.h"

#include "db/rg-backup.h"

#include "base/rg-date.h"
#include "base/rg-i18n.h"
#include "db/rg-migrate.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define PAGES_A_STEP 2000

static gboolean
rg_backup_set_errno (GError **error, int code, const char *path)
{
  /* Translators: %1$s is the path of a file, %2$s what the system says about it. */
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _("%1$s: %2$s"), path,
               g_strerror (code));
  return FALSE;
}

/* --- Rows ------------------------------------------------------------------------------------- */

typedef struct
{
  char *table;
  gint64 rows;
} RgTableCount;

static void
rg_table_count_clear (gpointer data)
{
  RgTableCount *count = data;
  g_free (count->table);
}

static gboolean
rg_backup_count_table (RgDb *db, RgTableCount *count, GError **error)
{
  const char *template = rg_db_sql (db, "backup.count", error);
  g_autoptr (GString) sql = g_string_new (template);
  g_autoptr (RgStatement) statement = NULL;

  if (template == NULL)
    return FALSE;
  g_string_replace (sql, "@table@", count->table, 0);
  statement = rg_db_prepare (db, sql->str, error);
  if (statement == NULL || rg_statement_step (statement, error) != RG_STEP_ROW)
    return FALSE;
  count->rows = rg_statement_get_int (statement, 0);
  return TRUE;
}

static GArray *
rg_backup_count_rows (RgDb *db, GError **error)
{
  g_autoptr (GArray) counts = g_array_new (FALSE, TRUE, sizeof (RgTableCount));
  g_autoptr (RgStatement) tables = rg_db_statement (db, "backup.tables", error);
  RgStep step = RG_STEP_ERROR;

  g_array_set_clear_func (counts, rg_table_count_clear);
  while (tables != NULL && (step = rg_statement_step (tables, error)) == RG_STEP_ROW)
    {
      RgTableCount count = { g_strdup (rg_statement_get_text (tables, 0)), 0 };
      g_array_append_val (counts, count);
      RgTableCount *last = &g_array_index (counts, RgTableCount, counts->len - 1);
      if (!rg_backup_count_table (db, last, error))
        return NULL;
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&counts) : NULL;
}

static gboolean
rg_backup_rows_are_equal (GArray *one, GArray *two)
{
  if (one->len != two->len)
    return FALSE;
  for (guint i = 0; i < one->len; i++)
    {
      const RgTableCount *a = &g_array_index (one, RgTableCount, i);
      const RgTableCount *b = &g_array_index (two, RgTableCount, i);
      if (!g_str_equal (a->table, b->table) || a->rows != b->rows)
        return FALSE;
    }
  return TRUE;
}

/* --- Checks ----------------------------------------------------------------------------------- */

static gboolean
rg_backup_set_broken (const char *path, const char *why, GError **error)
{
  g_set_error (error, RG_DB_ERROR, RG_DB_ERROR_CORRUPT,
               /* Translators: %1$s is the path of a file, %2$s is from the database, in English. */
               _("%1$s is damaged (%2$s). Do not use it; take an older backup."), path, why);
  return FALSE;
}

/* The pragma gives one row "ok", or none. */
static gboolean
rg_backup_check_with (RgDb *db, const char *path, const char *pragma, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_prepare (db, pragma, error);
  RgStep step = rows != NULL ? rg_statement_step (rows, error) : RG_STEP_ERROR;

  if (step == RG_STEP_ERROR)
    return FALSE;
  if (step == RG_STEP_ROW && !g_str_equal (rg_statement_get_text (rows, 0), "ok"))
    return rg_backup_set_broken (path, rg_statement_get_text (rows, 0), error);
  return TRUE;
}

/* An open connection to a file that is whole, or NULL. */
static RgDb *
rg_backup_open_checked (const char *path, GError **error)
{
  g_autoptr (RgDb) db = rg_db_open (path, RG_DB_READ, error);
  int version = 0;

  if (db == NULL || !rg_migrate_get_version (db, &version, error))
    return NULL;
  if (version < 1 || version > rg_migrate_newest ())
    {
      g_set_error (error, RG_DB_ERROR, RG_DB_ERROR_TOO_NEW,
                   /* Translators: %s is the path of a file. */
                   _("%s was written by another version of Regulars. Update Regulars to use it."),
                   path);
      return NULL;
    }
  if (!rg_backup_check_with (db, path, "PRAGMA integrity_check (1)", error)
      || !rg_backup_check_with (db, path, "PRAGMA foreign_key_check", error))
    return NULL;
  return g_steal_pointer (&db);
}

gboolean
rg_backup_verify (const char *path, GError **error)
{
  g_autoptr (RgDb) db = rg_backup_open_checked (path, error);
  g_autoptr (GArray) counts = db != NULL ? rg_backup_count_rows (db, error) : NULL;

  return counts != NULL;
}

static gboolean
rg_backup_verify_rows (const char *path, GArray *expected, GError **error)
{
  g_autoptr (RgDb) db = rg_backup_open_checked (path, error);
  g_autoptr (GArray) counts = db != NULL ? rg_backup_count_rows (db, error) : NULL;

  if (counts == NULL)
    return FALSE;
  return rg_backup_rows_are_equal (expected, counts)
         || rg_backup_set_broken (path, "row counts differ", error);
}

/* --- Files ------------------------------------------------------------------------------------ */

static void
rg_backup_remove (const char *path)
{
  static const char *const endings[] = { "", "-journal", "-wal", "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);
      g_remove (name);
    }
}

static gboolean
rg_backup_flush (const char *path, int flags, GError **error)
{
  int fd = g_open (path, flags | O_CLOEXEC, 0);
  gboolean ok = fd >= 0 && fsync (fd) == 0;
  int code = errno;

  if (fd >= 0)
    close (fd);
  return ok || rg_backup_set_errno (error, code, path);
}

/* The new name is on the disk when this returns. */
static gboolean
rg_backup_rename (const char *from, const char *to, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (to);

  if (g_rename (from, to) != 0)
    return rg_backup_set_errno (error, errno, to);
  return rg_backup_flush (folder, O_RDONLY | O_DIRECTORY, error);
}

/* --- Making ----------------------------------------------------------------------------------- */

static gboolean
rg_backup_copy_pages (sqlite3 *source, sqlite3 *copy, GCancellable *cancellable, GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (copy, "main", source, "main");
  gboolean cancelled = FALSE;
  int code = SQLITE_OK;

  if (backup == NULL)
    return rg_db_set_error (error, copy, "backup");
  while (!cancelled && code == SQLITE_OK)
    {
      code = sqlite3_backup_step (backup, PAGES_A_STEP);
      cancelled = g_cancellable_set_error_if_cancelled (cancellable, error);
    }
  int finished = sqlite3_backup_finish (backup);
  if (cancelled)
    return FALSE;
  if (code != SQLITE_DONE || finished != SQLITE_OK)
    return rg_db_set_error (error, copy, "backup");
  return TRUE;
}

/* One file by itself: without a log beside it, it can be carried away. */
static gboolean
rg_backup_write (RgDb *db, const char *path, GCancellable *cancellable, GError **error)
{
  sqlite3 *copy = NULL;
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  gboolean ok;

  if (sqlite3_open_v2 (path, &copy, flags, NULL) != SQLITE_OK)
    ok = rg_db_set_error (error, copy, path);
  else
    ok = rg_backup_copy_pages (rg_db_get_handle (db), copy, cancellable, error)
         && (sqlite3_exec (copy, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) == SQLITE_OK
             || rg_db_set_error (error, copy, path));
  sqlite3_close (copy);
  /* Customers' data are for nobody else; a stick that knows no owners is as good as it gets. */
  if (g_chmod (path, 0600) != 0)
    g_debug ("%s keeps its mode", path);
  return ok && rg_backup_flush (path, O_RDONLY, error);
}

gboolean
rg_backup_make (RgDb *db, const char *target, GCancellable *cancellable, GError **error)
{
  /* The first read fixes the snapshot that the pages are copied from. */
  g_autoptr (GArray) counts = rg_backup_count_rows (db, error);
  g_autofree char *part = g_strconcat (target, ".part", NULL);

  if (counts == NULL)
    return FALSE;
  rg_backup_remove (part);
  if (rg_backup_write (db, part, cancellable, error)
      && rg_backup_verify_rows (part, counts, error)
      && rg_backup_rename (part, target, error))
    return TRUE;
  rg_backup_remove (part);
  return FALSE;
}

/* --- Restoring -------------------------------------------------------------------------------- */

static gboolean
rg_backup_copy_file (const char *from, const char *to, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) copy = g_file_new_for_path (to);

  return g_file_copy (source, copy, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL,
                      NULL, NULL, error)
         && rg_backup_flush (to, O_RDONLY, error);
}

/* A name beside the file that nothing has yet. */
static char *
rg_backup_kept_name (const char *path)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (rg_instant_now ());
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%d-%H%M%S");
  char *name = g_strdup_printf ("%s.before-%s", path, stamp);

  for (int i = 2; g_file_test (name, G_FILE_TEST_EXISTS); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s.before-%s-%d", path, stamp, i);
    }
  return name;
}

/* Moves the file, and the log that a crash may have left with its last changes. */
static gboolean
rg_backup_move_shop (const char *from, const char *to, GError **error)
{
  g_autofree char *from_wal = g_strconcat (from, "-wal", NULL);
  g_autofree char *to_wal = g_strconcat (to, "-wal", NULL);
  g_autofree char *shm = g_strconcat (from, "-shm", NULL);
  gboolean has_wal = g_file_test (from_wal, G_FILE_TEST_EXISTS);

  if (has_wal && g_rename (from_wal, to_wal) != 0)
    return rg_backup_set_errno (error, errno, to_wal);
  if (g_rename (from, to) != 0)
    {
      rg_backup_set_errno (error, errno, to);
      if (has_wal)
        g_rename (to_wal, from_wal);
      return FALSE;
    }
  g_remove (shm);
  return TRUE;
}

static gboolean
rg_backup_put_in_place (const char *part, const char *path, char **kept, GError **error)
{
  g_autofree char *aside = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      aside = rg_backup_kept_name (path);
      if (!rg_backup_move_shop (path, aside, error))
        return FALSE;
    }
  if (!rg_backup_rename (part, path, error))
    {
      if (aside != NULL)
        rg_backup_move_shop (aside, path, NULL);
      return FALSE;
    }
  if (kept != NULL)
    *kept = g_steal_pointer (&aside);
  return TRUE;
}

gboolean
rg_backup_restore (const char *backup, const char *path, char **kept, GError **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);

  if (kept != NULL)
    *kept = NULL;
  if (!rg_backup_verify (backup, error))
    return FALSE;
  rg_backup_remove (part);
  if (rg_backup_copy_file (backup, part, error) && rg_backup_verify (part, error)
      && rg_backup_put_in_place (part, path, kept, error))
    return TRUE;
  rg_backup_remove (part);
  return FALSE;
}
