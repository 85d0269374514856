/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Makes and checks copies of a shop's file. */
#include "config.h"

#include "db/rg-backup-private.h"

#include "base/rg-i18n.h"
#include "db/rg-backup-io.h"
#include "db/rg-index-proof.h"
#include "db/rg-migrate.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PAGES_A_STEP 2000
/* A larger file's rows are compared instead of its pages. */
#define MOST_COMPARED (G_GINT64_CONSTANT (512) * 1024 * 1024)
#define COMPARE_BYTES (1024 * 1024)
/* Of an SQLite file. */
#define HEADER_BYTES 100

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
RgDb *
rg_backup_open_known (const char *path, RgDbMode mode, GError **error)
{
  g_autoptr (RgDb) db = rg_db_open (path, mode, error);
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
  return g_steal_pointer (&db);
}

RgDb *
rg_backup_open_checked (const char *path, RgDbMode mode, GError **error)
{
  g_autoptr (RgDb) db = rg_backup_open_known (path, mode, error);

  /* Each row is looked up in each index: all over the file. */
  if (db == NULL || !rg_db_exec (db, "PRAGMA cache_size = -98304", "settings", error)
      || !rg_backup_check_with (db, path, "PRAGMA integrity_check (1)", error)
      || !rg_backup_check_with (db, path, "PRAGMA foreign_key_check", error))
    return NULL;
  return g_steal_pointer (&db);
}

gboolean
rg_backup_check_fresh (const char *path, GError **error)
{
  g_autoptr (RgDb) db = rg_db_open (path, RG_DB_STILL, error);

  return db != NULL && rg_backup_check_with (db, path, "PRAGMA quick_check (1)", error)
         && rg_backup_check_with (db, path, "PRAGMA foreign_key_check", error);
}

/* --- Checks on threads of their own ----------------------------------------------------------- */

static gboolean
rg_backup_look_up_all (RgDb *db, const char *path, GError **error)
{
  return rg_backup_check_with (db, path, "PRAGMA integrity_check (1)", error);
}

static gboolean
rg_backup_check_pages (RgDb *db, const char *path, GError **error)
{
  return rg_backup_check_with (db, path, "PRAGMA quick_check (1)", error);
}

static gboolean
rg_backup_check_indexes (RgDb *db, const char *path, GError **error)
{
  g_autoptr (GError) wrong = NULL;

  if (rg_index_proof (db, &wrong))
    return TRUE;
  if (g_error_matches (wrong, RG_DB_ERROR, RG_DB_ERROR_CORRUPT))
    return rg_backup_set_broken (path, wrong->message, error);
  g_propagate_error (error, g_steal_pointer (&wrong));
  return FALSE;
}

typedef struct
{
  gboolean (*func) (RgDb *db, const char *path, GError **error);
  const char *path;
  RgDbMode mode;
  GThread *thread;
  GError *error;
} RgCheck;

static gpointer
rg_check_in_thread (gpointer data)
{
  RgCheck *check = data;
  g_autoptr (RgDb) db = rg_backup_open_known (check->path, check->mode, &check->error);

  return GINT_TO_POINTER (db != NULL
                          /* Each row is looked up in each index: all over the file. */
                          && rg_db_exec (db, "PRAGMA cache_size = -98304", "settings",
                                         &check->error)
                          && check->func (db, check->path, &check->error));
}

/* That a file is in order: its pages, and that each index says what its table says. Of a schema of
 * this program's own the two are proved at the same time, and cheaper. */
typedef struct
{
  RgCheck checks[2];
  guint n;
} RgStructureCheck;

static void
rg_structure_check_start (RgStructureCheck *structure, const char *path, RgDbMode mode,
                          gboolean own_schema)
{
  structure->n = own_schema ? 2 : 1;
  for (guint i = 0; i < structure->n; i++)
    {
      structure->checks[i] = (RgCheck) { .path = path, .mode = mode };
      structure->checks[i].func = i == 1       ? rg_backup_check_indexes
                                  : own_schema ? rg_backup_check_pages
                                               : rg_backup_look_up_all;
      structure->checks[i].thread = g_thread_new ("check", rg_check_in_thread,
                                                  &structure->checks[i]);
    }
}

/* Whether it is sound, and nothing else went wrong meanwhile. The structure's error says more than
 * that some row could not be read. */
static gboolean
rg_structure_check_end (RgStructureCheck *structure, GError **wrong, GError **error)
{
  const gboolean cancelled = g_error_matches (*wrong, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  for (guint i = 0; i < structure->n; i++)
    {
      RgCheck *check = &structure->checks[i];
      if (GPOINTER_TO_INT (g_thread_join (check->thread)) || cancelled)
        g_clear_error (&check->error);
    }
  for (guint i = 0; i < structure->n; i++)
    if (structure->checks[i].error != NULL)
      {
        g_clear_error (wrong);
        g_propagate_error (wrong, g_steal_pointer (&structure->checks[i].error));
        for (guint other = i + 1; other < structure->n; other++)
          g_clear_error (&structure->checks[other].error);
      }
  if (*wrong == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (wrong));
  return FALSE;
}

/* The sums of the tables, whose rows refer to rows that are there. */
static GPtrArray *
rg_backup_read_sums (const char *path, RgDbMode mode, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgDb) db = rg_db_open (path, mode, error);

  return db != NULL && rg_backup_check_with (db, path, "PRAGMA foreign_key_check", error)
           ? rg_table_sums_read (db, cancellable, error)
           : NULL;
}

GPtrArray *
rg_backup_read_checked (const char *path, RgDbMode mode, gboolean own_schema,
                        GCancellable *cancellable, GError **error)
{
  RgStructureCheck check;
  g_autoptr (GError) wrong = NULL;
  g_autoptr (GPtrArray) sums = NULL;

  rg_structure_check_start (&check, path, mode, own_schema);
  sums = rg_backup_read_sums (path, mode, cancellable, &wrong);
  return rg_structure_check_end (&check, &wrong, error) ? g_steal_pointer (&sums) : NULL;
}

/* The same on a thread, while the rows of the source are read. */
typedef struct
{
  const char *path;
  GCancellable *cancellable;
  GError *error;
} RgSumsReading;

static gpointer
rg_backup_read_sums_in_thread (gpointer data)
{
  RgSumsReading *reading = data;

  return rg_backup_read_sums (reading->path, RG_DB_STILL, reading->cancellable, &reading->error);
}

gboolean
rg_backup_compare (GPtrArray *expected, GPtrArray *sums, gboolean enduring_only, const char *path,
                   GError **error)
{
  const char *table = rg_table_sums_differ (expected, sums, enduring_only);

  return table == NULL || rg_backup_set_broken (path, table, error);
}

/* --- Files ------------------------------------------------------------------------------------ */

void
rg_backup_remove (const char *path)
{
  static const char *const endings[] = { "", "-journal", "-wal", "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);
      g_remove (name);
    }
}

char *
rg_backup_make_folder (GError **error)
{
  g_autofree char *parent = g_build_filename (g_get_user_cache_dir (), "regulars", NULL);
  g_autofree char *template = g_build_filename (parent, "work-XXXXXX", NULL);

  /* Where there is no cache folder to be had, the one for temporary files. */
  if (g_mkdir_with_parents (parent, 0700) == 0 && g_mkdtemp_full (template, 0700) != NULL)
    return g_steal_pointer (&template);
  return g_dir_make_tmp ("regulars-XXXXXX", error);
}

void
rg_backup_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_remove (path);
    }
  g_rmdir (folder);
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

static gboolean
rg_backup_mark (sqlite3 *copy, const char *mark, GError **error)
{
  guint32 id;
  g_autofree char *sql = NULL;

  memcpy (&id, mark, sizeof id);
  sql = g_strdup_printf ("PRAGMA journal_mode = DELETE; PRAGMA application_id = %d;",
                         (int) GUINT32_FROM_BE (id));
  return sqlite3_exec (copy, sql, NULL, NULL, NULL) == SQLITE_OK
         || rg_db_set_error (error, copy, "backup");
}

gboolean
rg_backup_write (RgDb *db, const char *path, const char *mark, GCancellable *cancellable,
                 GError **error)
{
  sqlite3 *copy = NULL;
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  gboolean ok;

  if (sqlite3_open_v2 (path, &copy, flags, NULL) != SQLITE_OK)
    ok = rg_db_set_error (error, copy, path);
  else
    ok = rg_backup_copy_pages (rg_db_get_handle (db), copy, cancellable, error)
         && rg_backup_mark (copy, mark, error);
  sqlite3_close (copy);
  /* Customers' data are for nobody else; a stick that knows no owners is as good as it gets. */
  if (g_chmod (path, 0600) != 0)
    g_debug ("%s keeps its mode", path);
  return ok;
}

/* What a page 1 has of its own in each file: versions for a log, counters of changes, marks. */
static void
rg_backup_forget_own (guint8 *header)
{
  static const struct
  {
    guint8 at;
    guint8 length;
  } own[] = { { 18, 2 }, { 24, 4 }, { 40, 4 }, { 68, 4 }, { 92, 8 } };

  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    memset (header + own[i].at, 0, own[i].length);
}

/* Whether the file at path has the very bytes of a snapshot. */
static gboolean
rg_backup_has_bytes (const char *path, guint8 *snapshot, gint64 length, GCancellable *cancellable)
{
  g_autofree guint8 *bytes = g_malloc (COMPARE_BYTES);
  int fd = rg_io_open (path, O_RDONLY, NULL);
  gboolean same = fd >= 0 && length >= HEADER_BYTES && rg_io_size (fd) == length;

  if (same)
    rg_backup_forget_own (snapshot);
  for (gint64 at = 0; same && at < length; at += COMPARE_BYTES)
    {
      const gsize size = (gsize) MIN (COMPARE_BYTES, length - at);
      same = !g_cancellable_is_cancelled (cancellable)
             && rg_io_read (fd, bytes, size, at, path, NULL);
      if (same && at == 0)
        rg_backup_forget_own (bytes);
      same = same && memcmp (bytes, snapshot + at, size) == 0;
    }
  if (fd >= 0)
    close (fd);
  return same;
}

/* Whether the copy has the pages of the snapshot, so that their rows need not be compared. FALSE
 * also where nobody knows: the pages of a large file are not taken into memory. */
static gboolean
rg_backup_has_pages (RgDb *db, const char *path, GCancellable *cancellable)
{
  sqlite3_int64 length = 0;
  gint64 bytes = 0;
  guint8 *snapshot = NULL;
  gboolean same;

  if (!rg_db_get_int (db, "backup.bytes", &bytes, NULL) || bytes > MOST_COMPARED)
    return FALSE;
  snapshot = sqlite3_serialize (rg_db_get_handle (db), "main", &length, 0);
  same = snapshot != NULL && rg_backup_has_bytes (path, snapshot, length, cancellable);
  sqlite3_free (snapshot);
  return same;
}

/* The sums of the snapshot's rows, where they have to be read for it; else those of its copy. */
static GPtrArray *
rg_backup_read_snapshot (RgDb *db, const char *path, GThread *copy, GPtrArray **copied,
                         GCancellable *cancellable, GError **error)
{
  const gboolean same = rg_backup_has_pages (db, path, cancellable);
  g_autoptr (GPtrArray) sums = same ? NULL : rg_table_sums_read (db, cancellable, error);

  *copied = g_thread_join (copy);
  if (same && *copied != NULL)
    return g_ptr_array_ref (*copied);
  return g_steal_pointer (&sums);
}

static gboolean
rg_backup_compare_copy (RgDb *db, const char *path, RgBackupInfo *info, GCancellable *cancellable,
                        GError **error)
{
  RgSumsReading reading = { path, cancellable, NULL };
  GThread *thread = g_thread_new ("copy", rg_backup_read_sums_in_thread, &reading);
  g_autoptr (GPtrArray) copied = NULL;
  g_autoptr (GPtrArray) sums =
    rg_backup_read_snapshot (db, path, thread, &copied, cancellable, error);

  if (copied == NULL && (error == NULL || *error == NULL))
    g_propagate_error (error, g_steal_pointer (&reading.error));
  g_clear_error (&reading.error);
  if (sums == NULL || copied == NULL || !rg_backup_compare (sums, copied, FALSE, path, error))
    return FALSE;
  g_ptr_array_unref (info->tables);
  info->tables = g_steal_pointer (&sums);
  return TRUE;
}

/* A copy of the snapshot, as an SQLite file by itself, that is sound and has the same rows. */
static gboolean
rg_backup_make_copy (RgDb *db, const char *path, RgBackupInfo *info, GCancellable *cancellable,
                     GError **error)
{
  RgStructureCheck check;
  g_autoptr (GError) wrong = NULL;

  /* The first read fixes the snapshot that the pages are copied from. */
  if (!rg_migrate_get_version (db, &info->schema, error)
      || !rg_backup_write (db, path, RG_DB_BACKUP_MARK, cancellable, error))
    return FALSE;
  rg_structure_check_start (&check, path, RG_DB_STILL, TRUE);
  rg_backup_compare_copy (db, path, info, cancellable, &wrong);
  return rg_structure_check_end (&check, &wrong, error);
}

/* What is on the disk, read back, is the copy that was checked. */
static gboolean
rg_backup_prove (const char *path, RgBackupKey *key, const guint8 *hash,
                 GCancellable *cancellable, GError **error)
{
  /* From the passphrase anew: what opens it here opens it on any day. */
  g_autoptr (RgBackupKey) again = key != NULL ? rg_backup_key_copy (key) : NULL;
  g_autoptr (RgBackupFile) file = rg_backup_file_open (path, again, error);
  guint8 read[RG_SUM_SIZE];

  if (file == NULL
      || !rg_backup_file_read (file, NULL, hash != NULL ? read : NULL, cancellable, error))
    return FALSE;
  return hash == NULL || memcmp (read, hash, sizeof read) == 0
         || rg_backup_set_broken (path, "read back", error);
}

static gboolean
rg_backup_make_plain (RgDb *db, const char *part, RgBackupInfo *info, GCancellable *cancellable,
                      GError **error)
{
  return rg_backup_make_copy (db, part, info, cancellable, error)
         && rg_backup_file_add_trailer (part, info, cancellable, error)
         && rg_backup_prove (part, NULL, NULL, cancellable, error);
}

/* Nothing that is not encrypted comes to where the backup goes. */
static gboolean
rg_backup_make_sealed (RgDb *db, const char *part, RgBackupInfo *info, RgBackupKey *key,
                       GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = rg_backup_make_folder (error);
  g_autofree char *plain = folder != NULL ? g_build_filename (folder, "copy", NULL) : NULL;
  guint8 hash[RG_SUM_SIZE];
  gboolean ok;

  if (folder == NULL)
    return FALSE;
  ok = rg_backup_make_copy (db, plain, info, cancellable, error)
       && rg_backup_file_seal (plain, part, info, key, hash, cancellable, error)
       && rg_backup_prove (part, key, hash, cancellable, error);
  rg_backup_remove_folder (folder);
  return ok;
}

gboolean
rg_backup_make (RgDb *db, const char *target, const RgBackupInfo *label, RgBackupKey *key,
                GCancellable *cancellable, GError **error)
{
  g_autoptr (RgBackupInfo) info = rg_backup_info_copy (label);
  g_autofree char *part = g_strconcat (target, ".part", NULL);
  gboolean made;

  g_set_str (&info->program, RG_VERSION);
  rg_backup_remove (part);
  made = key != NULL ? rg_backup_make_sealed (db, part, info, key, cancellable, error)
                     : rg_backup_make_plain (db, part, info, cancellable, error);
  if (made && rg_io_rename (part, target, error))
    return TRUE;
  rg_backup_remove (part);
  return FALSE;
}
