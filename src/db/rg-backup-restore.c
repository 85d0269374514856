/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The way back from a backup: its rows in a fresh file, and that file in the shop's place. */
#include "config.h"

#include "db/rg-backup-private.h"

#include "base/rg-date.h"
#include "db/rg-backup-io.h"
#include "db/rg-fresh.h"
#include "db/rg-migrate.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* --- Reading one ------------------------------------------------------------------------------ */

/* An SQLite file to read, and what is removed afterwards. */
typedef struct
{
  char *path;
  RgDbMode mode;
  char *folder;      /* private, to be removed; or NULL */
  GPtrArray *tables; /* what its rows must be; NULL where nothing says so */
} RgBackupSource;

static void
rg_backup_source_clear (RgBackupSource *source)
{
  if (source->folder != NULL)
    rg_backup_remove_folder (source->folder);
  g_free (source->folder);
  g_free (source->path);
  g_clear_pointer (&source->tables, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgBackupSource, rg_backup_source_clear)

static gboolean
rg_backup_copy_file (const char *from, const char *to, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) copy = g_file_new_for_path (to);

  return g_file_copy (source, copy, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL,
                      NULL, NULL, error);
}

/* A shop's file as somebody left it. Its last changes may stand in the log beside it: both are
 * read as a copy, so that the file itself stays as it is. */
static gboolean
rg_backup_source_open_shop (RgBackupSource *source, const char *path, GError **error)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *copied_log = NULL;

  if (!g_file_test (log, G_FILE_TEST_EXISTS))
    {
      source->path = g_strdup (path);
      source->mode = RG_DB_STILL;
      return TRUE;
    }
  source->folder = rg_backup_make_folder (error);
  if (source->folder == NULL)
    return FALSE;
  source->path = g_build_filename (source->folder, "copy", NULL);
  source->mode = RG_DB_READ;
  copied_log = g_strconcat (source->path, "-wal", NULL);
  return rg_backup_copy_file (path, source->path, error)
         && rg_backup_copy_file (log, copied_log, error);
}

static gboolean
rg_backup_source_open_backup (RgBackupSource *source, RgBackupFile *file,
                              GCancellable *cancellable, GError **error)
{
  const RgBackupInfo *info = rg_backup_file_get_info (file);

  source->mode = RG_DB_STILL;
  source->tables = rg_table_sums_copy (info->tables);
  if (!info->encrypted || info->state == RG_BACKUP_LOCKED)
    {
      source->path = g_strdup (info->path);
      return rg_backup_file_read (file, NULL, NULL, cancellable, error);
    }
  source->folder = rg_backup_make_folder (error);
  if (source->folder == NULL)
    return FALSE;
  source->path = g_build_filename (source->folder, "copy", NULL);
  return rg_backup_file_read (file, source->path, NULL, cancellable, error);
}

static gboolean
rg_backup_source_open (RgBackupSource *source, const char *path, RgBackupKey *key,
                       GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) wrong = NULL;
  g_autoptr (RgBackupFile) file = rg_backup_file_open (path, key, &wrong);

  if (file != NULL)
    return rg_backup_source_open_backup (source, file, cancellable, error);
  if (g_error_matches (wrong, RG_DB_ERROR, RG_DB_ERROR_NOT_A_SHOP))
    return rg_backup_source_open_shop (source, path, error);
  g_propagate_error (error, g_steal_pointer (&wrong));
  return FALSE;
}

gboolean
rg_backup_verify (const char *path, RgBackupKey *key, GCancellable *cancellable, GError **error)
{
  g_auto (RgBackupSource) source = { 0 };
  g_autoptr (GPtrArray) sums = NULL;

  if (!rg_backup_source_open (&source, path, key, cancellable, error))
    return FALSE;
  sums = rg_backup_read_checked (source.path, source.mode, FALSE, cancellable, error);
  return sums != NULL
         && (source.tables == NULL
             || rg_backup_compare (source.tables, sums, FALSE, path, error));
}

/* --- Restoring -------------------------------------------------------------------------------- */

/* The pages of a backup whose schema is this program's own, with the whole of its rows. */
static gboolean
rg_backup_copy_whole (const RgBackupSource *source, RgDb *db, const char *target,
                      RgBackupProgress progress, gpointer data, GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GPtrArray) sums = NULL;

  if (!rg_backup_write (db, target, RG_DB_SHOP_MARK, cancellable, error)
      || !rg_io_flush_path (target, O_RDONLY, error) || !rg_io_read_through (target, error))
    return FALSE;
  if (progress != NULL)
    progress (0.5, data);
  sums = rg_backup_read_checked (target, RG_DB_STILL, TRUE, cancellable, error);
  return sums != NULL && rg_backup_compare (source->tables, sums, FALSE, target, error);
}

static gboolean
rg_backup_copy_rows (const RgBackupSource *source, RgDb *db, const char *target,
                     RgBackupProgress progress, gpointer data, GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (RgFresh) fresh = NULL;
  g_autoptr (GPtrArray) sums = NULL;
  int version;

  if (!rg_migrate_get_version (db, &version, error))
    return FALSE;
  fresh = rg_fresh_new (target, version, error);
  if (fresh == NULL || !rg_fresh_copy (fresh, db, progress, data, cancellable, error))
    return FALSE;
  if (source->tables != NULL)
    {
      sums = rg_table_sums_read (rg_fresh_get_db (fresh), cancellable, error);
      if (sums == NULL || !rg_backup_compare (source->tables, sums, TRUE, target, error))
        return FALSE;
    }
  return rg_fresh_finish (fresh, error) && rg_io_flush_path (target, O_RDONLY, error)
         && rg_backup_check_fresh (target, error);
}

static gboolean
rg_backup_copy (const RgBackupSource *source, const char *target, RgBackupProgress progress,
                gpointer data, GCancellable *cancellable, GError **error)
{
  /* A backup was checked when it was made, and its rows are compared in the end. */
  g_autoptr (RgDb) db = source->tables != NULL
                          ? rg_backup_open_known (source->path, source->mode, error)
                          : rg_backup_open_checked (source->path, source->mode, error);
  gboolean same = FALSE;

  if (db == NULL
      || (source->tables != NULL && !rg_fresh_has_newest_schema (db, &same, error)))
    return FALSE;
  return same ? rg_backup_copy_whole (source, db, target, progress, data, cancellable, error)
              : rg_backup_copy_rows (source, db, target, progress, data, cancellable, error);
}

gboolean
rg_backup_unpack (const char *backup, RgBackupKey *key, const char *target,
                  RgBackupProgress progress, gpointer data, GCancellable *cancellable,
                  GError **error)
{
  g_auto (RgBackupSource) source = { 0 };

  if (g_file_test (target, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, "%s is already there.", target);
      return FALSE;
    }
  if (!rg_backup_source_open (&source, backup, key, cancellable, error))
    return FALSE;
  if (rg_backup_copy (&source, target, progress, data, cancellable, error))
    return TRUE;
  rg_backup_remove (target);
  return FALSE;
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
    return rg_io_set_errno (error, errno, to_wal);
  if (g_rename (from, to) != 0)
    {
      rg_io_set_errno (error, errno, to);
      if (has_wal)
        g_rename (to_wal, from_wal);
      return FALSE;
    }
  g_remove (shm);
  return TRUE;
}

/* The log of a file that is gone: SQLite would take it for the new one's. */
static gboolean
rg_backup_move_stray_log (const char *path, GError **error)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *aside = rg_backup_kept_name (path);
  g_autofree char *kept = g_strconcat (aside, "-wal", NULL);

  return !g_file_test (log, G_FILE_TEST_EXISTS) || g_rename (log, kept) == 0
         || rg_io_set_errno (error, errno, kept);
}

/* The changes that a crash left in the log come into the file: beside another file, a log would
 * spoil that one. Of a damaged file the log stays. */
static gboolean
rg_backup_settle_log (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  RgDb *db = NULL;

  if (!g_file_test (log, G_FILE_TEST_EXISTS))
    return TRUE;
  db = rg_db_open (path, RG_DB_WRITE, NULL);
  if (db != NULL)
    rg_db_exec (db, "PRAGMA wal_checkpoint (TRUNCATE)", "checkpoint", NULL);
  /* The last one to close it removes it. */
  rg_db_close (db);
  return !g_file_test (log, G_FILE_TEST_EXISTS);
}

/* The shop has both names then, so that there is one at each moment. Where a file system knows no
 * second names, or a log has to go with it, it has only the new one. */
static gboolean
rg_backup_keep_shop (const char *path, const char *aside, gboolean alone, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (rg_backup_settle_log (path) && alone && link (path, aside) == 0)
    return rg_io_flush_folder (folder, error);
  return rg_backup_move_shop (path, aside, error);
}

static void
rg_backup_keep_no_shop (const char *path, const char *aside)
{
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    g_remove (aside);
  else
    rg_backup_move_shop (aside, path, NULL);
}

static gboolean
rg_backup_move_in (const char *part, const char *path, GError **error)
{
  g_autofree char *log = g_strconcat (part, "-wal", NULL);
  g_autofree char *new_log = g_strconcat (path, "-wal", NULL);

  if (g_file_test (log, G_FILE_TEST_EXISTS) && !rg_io_rename (log, new_log, error))
    return FALSE;
  if (rg_io_rename (part, path, error))
    return TRUE;
  if (g_file_test (new_log, G_FILE_TEST_EXISTS))
    g_rename (new_log, log);
  return FALSE;
}

gboolean
rg_backup_put_in_place (const char *part, const char *path, char **kept, GError **error)
{
  gboolean alone = rg_backup_settle_log (part);
  g_autofree char *aside = NULL;

  if (kept != NULL)
    *kept = NULL;
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      aside = rg_backup_kept_name (path);
      if (!rg_backup_keep_shop (path, aside, alone, error))
        return FALSE;
    }
  else if (!rg_backup_move_stray_log (path, error))
    return FALSE;
  if (!rg_backup_move_in (part, path, error))
    {
      if (aside != NULL)
        rg_backup_keep_no_shop (path, aside);
      return FALSE;
    }
  if (kept != NULL)
    *kept = g_steal_pointer (&aside);
  return TRUE;
}
