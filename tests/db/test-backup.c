/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Backups: equal to the shop, whole or refused, and never in the place of a good one. */
#define _GNU_SOURCE /* memmem */
#include "db/rg-backup.h"

#include "db/rg-migrate.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef struct
{
  char *folder;
  char *path;
  char *backup;
  RgDb *db;
} Fixture;

static void
add_tags (RgDb *db, int from, int to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgStatement) row = rg_db_prepare (
    db, "INSERT INTO tag (uuid, name) VALUES (randomblob (16), ?1)", &error);

  g_assert_no_error (error);
  for (int i = from; i < to; i++)
    {
      g_autofree char *name = g_strdup_printf ("tag %d %s", i, "with some words to fill a page");
      rg_statement_bind_text (row, 1, name);
      g_assert_true (rg_statement_run (row, NULL));
    }
}

static gint64
count_tags (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  RgDbMode mode = g_file_test (log, G_FILE_TEST_EXISTS) ? RG_DB_READ : RG_DB_STILL;
  g_autoptr (RgDb) db = rg_db_open (path, mode, &error);
  g_assert_no_error (error);
  g_autoptr (RgStatement) row = rg_db_prepare (db, "SELECT count(*) FROM tag", &error);
  g_assert_no_error (error);
  g_assert_cmpint (rg_statement_step (row, &error), ==, RG_STEP_ROW);
  return rg_statement_get_int (row, 0);
}

static gboolean
make (RgDb *db, const char *target, RgBackupKey *key, GCancellable *cancellable, GError **error)
{
  g_autoptr (RgBackupInfo) label = rg_backup_info_new ();

  g_set_str (&label->shop_name, "Fjordbok");
  label->shop_uuid[3] = 7;
  label->at = 1795284240;
  label->n_customers = 12;
  label->n_receipts = 34;
  label->last_sold_on = rg_day_from_ymd (2026, 11, 20);
  return rg_backup_make (db, target, label, key, cancellable, error);
}

/* As the store does it: a new file beside the shop's, then in its place. */
static gboolean
restore (const char *backup, RgBackupKey *key, const char *path, char **kept, GError **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);

  return rg_backup_unpack (backup, key, part, NULL, NULL, NULL, error)
         && rg_backup_put_in_place (part, path, kept, error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("regulars-backup-XXXXXX", &error);
  fixture->path = g_build_filename (fixture->folder, "shop.regulars", NULL);
  fixture->backup = g_build_filename (fixture->folder, "copy.regulars", NULL);
  fixture->db = rg_db_open (fixture->path, RG_DB_CREATE, &error);
  g_assert_no_error (error);
  g_assert_true (rg_migrate (fixture->db, &error));
  g_assert_true (rg_db_exec (fixture->db, "BEGIN", "test", NULL));
  add_tags (fixture->db, 0, 2000);
  g_assert_true (rg_db_exec (fixture->db, "COMMIT", "test", NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  rg_db_close (fixture->db);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->backup);
}

static guint
count_files (Fixture *fixture, const char *part)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += strstr (name, part) != NULL ? 1 : 0;
  return n;
}

static void
test_make (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (make (fixture->db, fixture->backup, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (rg_backup_verify (fixture->backup, NULL, NULL, &error));
  g_assert_cmpint (count_tags (fixture->backup), ==, 2000);
  /* For its owner alone. */
  GStatBuf info;
  g_assert_cmpint (g_stat (fixture->backup, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 077, ==, 0);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 077, ==, 0);
  /* By itself: no log beside it, nothing half done. */
  g_assert_cmpuint (count_files (fixture, "copy.regulars"), ==, 1);

  add_tags (fixture->db, 2000, 2010);
  g_assert_true (make (fixture->db, fixture->backup, NULL, NULL, &error));
  g_assert_cmpint (count_tags (fixture->backup), ==, 2010);
}

static gpointer
write_in_thread (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (RgDb) db = rg_db_open (fixture->path, RG_DB_WRITE, NULL);
  add_tags (db, 5000, 5300);
  return NULL;
}

/* Somebody writes all the while: the copy is one moment, and its rows are that moment's. */
static void
test_while_writing (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->db, rg_db_close);
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RgDb) reader = rg_db_open (fixture->path, RG_DB_READ, &error);
      g_assert_no_error (error);
      GThread *thread = i == 0 ? g_thread_new ("writer", write_in_thread, fixture) : NULL;
      g_assert_true (rg_db_exec (reader, "BEGIN", "test", &error));
      g_assert_true (make (reader, fixture->backup, NULL, NULL, &error));
      g_assert_no_error (error);
      g_assert_true (rg_db_exec (reader, "ROLLBACK", "test", &error));
      if (thread != NULL)
        g_thread_join (thread);
    }
  g_assert_cmpint (count_tags (fixture->backup), ==, 2300);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (make (fixture->db, fixture->backup, NULL, NULL, NULL));
  add_tags (fixture->db, 2000, 2001);
  g_cancellable_cancel (cancellable);
  g_assert_false (make (fixture->db, fixture->backup, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (count_tags (fixture->backup), ==, 2000);
  g_assert_cmpuint (count_files (fixture, ".part"), ==, 0);
}

/* No place to write to: a sentence, and nothing left. */
static void
test_no_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *nowhere = g_build_filename (fixture->folder, "no", "such", "copy", NULL);

  g_assert_false (make (fixture->db, nowhere, NULL, NULL, &error));
  g_assert_nonnull (error);
}

/* --- Damage ----------------------------------------------------------------------------------- */

static RgBackupKey *
key_for (gconstpointer data)
{
  return data != NULL ? rg_backup_key_new (data) : NULL;
}

static gboolean
is_refused (const char *path, RgBackupKey *key)
{
  g_autoptr (GError) error = NULL;

  if (rg_backup_verify (path, key, NULL, &error))
    return FALSE;
  g_assert_nonnull (error);
  return TRUE;
}

static void
flip (const char *path, gsize at, int bit)
{
  FILE *file = g_fopen (path, "r+b");
  int byte;

  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, (long) at, SEEK_SET), ==, 0);
  byte = fgetc (file);
  g_assert_cmpint (fseek (file, (long) at, SEEK_SET), ==, 0);
  fputc (byte ^ (1 << bit), file);
  fclose (file);
}

/* Any bit, anywhere: first the frame's, then whichever. REGULARS_FLIPS says how many. */
static void
test_flipped_bits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RgBackupKey) key = key_for (data);
  const char *wish = g_getenv ("REGULARS_FLIPS");
  guint n = wish != NULL ? (guint) atoi (wish) : 150;
  GStatBuf info;

  g_assert_true (make (fixture->db, fixture->backup, key, NULL, NULL));
  g_assert_false (is_refused (fixture->backup, key));
  g_assert_cmpint (g_stat (fixture->backup, &info), ==, 0);
  for (guint i = 0; i < n; i++)
    {
      gsize at = i < 64    ? i * 3
                 : i < 120 ? (gsize) info.st_size - 1 - (i - 64)
                           : (gsize) g_test_rand_int_range (0, (gint32) info.st_size);
      int bit = g_test_rand_int_range (0, 8);
      flip (fixture->backup, at, bit);
      if (!is_refused (fixture->backup, key))
        g_error ("bit %d of byte %" G_GSIZE_FORMAT " was not missed", bit, at);
      flip (fixture->backup, at, bit);
    }
  g_assert_false (is_refused (fixture->backup, key));
}

/* Cut off anywhere, or with something behind its end. */
static void
test_cut_short (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RgBackupKey) key = key_for (data);
  g_autofree char *bytes = NULL;
  gsize length = 0;

  g_assert_true (make (fixture->db, fixture->backup, key, NULL, NULL));
  g_assert_true (g_file_get_contents (fixture->backup, &bytes, &length, NULL));
  for (guint i = 0; i < 60; i++)
    {
      gsize size = i < 20 ? length - 1 - i : (gsize) g_test_rand_int_range (0, (gint32) length);
      g_assert_true (g_file_set_contents (fixture->backup, bytes, (gssize) size, NULL));
      g_assert_true (is_refused (fixture->backup, key));
    }
  /* The SQLite file by itself is sound, and still no whole backup. */
  if (key == NULL)
    {
      gsize pages = length / 4096 * 4096;
      while (memcmp (bytes + pages - 16, "RegularsBackup1", 15) == 0)
        pages -= 4096;
      g_assert_true (g_file_set_contents (fixture->backup, bytes, (gssize) pages, NULL));
      g_assert_true (is_refused (fixture->backup, key));
    }
  bytes = g_realloc (bytes, length + 4096);
  memset (bytes + length, 0, 4096);
  g_assert_true (g_file_set_contents (fixture->backup, bytes, (gssize) length + 4096, NULL));
  g_assert_true (is_refused (fixture->backup, key));
}

#define HEADER 168
#define CHUNK ((1 << 20) + 16)

/* Chunks in another order, or taken from another backup with the same passphrase. */
static void
test_swapped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RgBackupKey) key = rg_backup_key_new ("correct horse");
  g_autofree char *other = g_build_filename (fixture->folder, "other.regulars", NULL);
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  g_autofree char *mixed = NULL;
  gsize length_one = 0, length_two = 0, text;

  g_assert_true (rg_db_exec (fixture->db, "BEGIN", "test", NULL));
  add_tags (fixture->db, 3000, 40000);
  g_assert_true (rg_db_exec (fixture->db, "COMMIT", "test", NULL));
  g_assert_true (make (fixture->db, fixture->backup, key, NULL, NULL));
  g_assert_true (make (fixture->db, other, key, NULL, NULL));
  g_assert_true (g_file_get_contents (fixture->backup, &one, &length_one, NULL));
  g_assert_true (g_file_get_contents (other, &two, &length_two, NULL));
  g_assert_cmpuint (length_one, ==, length_two);
  g_assert_cmpuint (length_one, >, 3 * CHUNK);
  memcpy (&text, one + 112, 4);
  gsize first = HEADER + (text & 0xffffffff) + 16;

  mixed = g_memdup2 (one, length_one);
  memcpy (mixed + first, one + first + CHUNK, CHUNK);
  memcpy (mixed + first + CHUNK, one + first, CHUNK);
  g_assert_true (g_file_set_contents (fixture->backup, mixed, (gssize) length_one, NULL));
  g_assert_true (is_refused (fixture->backup, key));
  memcpy (mixed, one, length_one);
  memcpy (mixed + first, two + first, CHUNK);
  g_assert_true (g_file_set_contents (fixture->backup, mixed, (gssize) length_one, NULL));
  g_assert_true (is_refused (fixture->backup, key));
  /* Neither has anything in common that could be seen. */
  g_assert_cmpint (memcmp (one + first, two + first, 64), !=, 0);
  g_assert_true (g_file_set_contents (fixture->backup, one, (gssize) length_one, NULL));
  g_assert_false (is_refused (fixture->backup, key));
}

/* --- Encryption ------------------------------------------------------------------------------- */

static void
test_passphrase (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RgBackupKey) key = rg_backup_key_new ("correct horse");
  g_autoptr (RgBackupKey) wrong = rg_backup_key_new ("correct horses");
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize length = 0;

  g_assert_true (make (fixture->db, fixture->backup, key, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (fixture->backup, &bytes, &length, NULL));
  g_assert_null (g_strstr_len (bytes, (gssize) length, "tag"));
  g_assert_null (memmem (bytes, length, "with some words", 15));
  g_assert_null (memmem (bytes, length, "Fjordbok", 8));
  g_assert_null (memmem (bytes, length, "SQLite", 6));

  g_autoptr (RgBackupFile) locked = rg_backup_file_open (fixture->backup, NULL, &error);
  const RgBackupInfo *info = rg_backup_file_get_info (locked);
  g_assert_cmpint (info->state, ==, RG_BACKUP_LOCKED);
  g_assert_cmpint (info->at, ==, 1795284240);
  g_assert_cmpint (info->shop_uuid[3], ==, 7);
  g_assert_cmpint (info->n_customers, ==, -1);

  g_assert_false (rg_backup_verify (fixture->backup, wrong, NULL, &error));
  g_assert_error (error, RG_DB_ERROR, RG_DB_ERROR_PASSPHRASE);
  g_clear_error (&error);
  g_assert_false (rg_backup_verify (fixture->backup, NULL, NULL, &error));
  g_assert_error (error, RG_DB_ERROR, RG_DB_ERROR_PASSPHRASE);
  g_clear_error (&error);
  g_autofree char *nothing = g_build_filename (fixture->folder, "nothing.regulars", NULL);
  g_assert_false (restore (fixture->backup, wrong, nothing, NULL, &error));
  g_assert_error (error, RG_DB_ERROR, RG_DB_ERROR_PASSPHRASE);
  g_assert_false (g_file_test (nothing, G_FILE_TEST_EXISTS));
}

/* A header that asks for all memory, or for a year. */
static void
test_hostile_cost (Fixture *fixture, gconstpointer data)
{
  static const RgKeyCost costs[] = { { 1, 0xffffffff, 1 }, { 0xffffffff, 8, 1 }, { 0, 64, 1 },
                                     { 1, 0, 1 }, { 1, 64, 0 }, { 1, 64, 4096 } };
  g_autoptr (RgBackupKey) key = rg_backup_key_new ("x");
  guint8 salt[RG_BACKUP_SALT_SIZE] = { 0 }, derived[RG_BACKUP_KEY_SIZE];

  for (gsize i = 0; i < G_N_ELEMENTS (costs); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_false (rg_backup_key_derive (key, salt, &costs[i], derived, &error));
      g_assert_error (error, RG_DB_ERROR, RG_DB_ERROR_CORRUPT);
    }
}

/* RFC 9106 itself has only vectors with a secret and associated data; this one is the reference
 * program's: echo -n password | argon2 somesaltsomesalt -id -t 2 -k 256 -p 1 -l 32. Here only that
 * the same words give the same key, others another, is asked of it. */
static void
test_derive (Fixture *fixture, gconstpointer data)
{
  const RgKeyCost cost = { 2, 256, 1 };
  guint8 salt[RG_BACKUP_SALT_SIZE] = "somesaltsomesal";
  guint8 one[RG_BACKUP_KEY_SIZE], two[RG_BACKUP_KEY_SIZE], other[RG_BACKUP_KEY_SIZE];
  g_autoptr (RgBackupKey) a = rg_backup_key_new ("password");
  g_autoptr (RgBackupKey) b = rg_backup_key_copy (a);
  g_autoptr (RgBackupKey) c = rg_backup_key_new ("Password");

  g_assert_true (rg_backup_key_derive (a, salt, &cost, one, NULL));
  g_assert_true (rg_backup_key_derive (b, salt, &cost, two, NULL));
  g_assert_true (rg_backup_key_derive (c, salt, &cost, other, NULL));
  g_assert_cmpmem (one, sizeof one, two, sizeof two);
  g_assert_cmpint (memcmp (one, other, sizeof one), !=, 0);
  salt[0]++;
  g_assert_true (rg_backup_key_derive (a, salt, &cost, two, NULL));
  g_assert_cmpint (memcmp (one, two, sizeof one), !=, 0);
}

/* What the file says about itself, and that any SQLite tool opens it. */
static void
test_info (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RgBackupKey) key = key_for (data);
  g_autoptr (GError) error = NULL;

  g_assert_true (make (fixture->db, fixture->backup, key, NULL, &error));
  g_assert_no_error (error);
  g_autoptr (RgBackupFile) file = rg_backup_file_open (fixture->backup, key, &error);
  g_assert_no_error (error);
  const RgBackupInfo *info = rg_backup_file_get_info (file);
  g_assert_cmpint (info->state, ==, RG_BACKUP_WHOLE);
  g_assert_cmpint (info->encrypted, ==, key != NULL);
  g_assert_cmpstr (info->shop_name, ==, "Fjordbok");
  g_assert_cmpint (info->schema, ==, rg_migrate_newest ());
  g_assert_cmpint (info->n_receipts, ==, 34);
  g_assert_cmpint (info->last_sold_on, ==, rg_day_from_ymd (2026, 11, 20));
  g_assert_cmpuint (info->tables->len, >, 20);
  if (key == NULL)
    {
      g_autoptr (RgDb) db = rg_db_open (fixture->backup, RG_DB_READ, &error);
      g_assert_null (db);
      g_assert_error (error, RG_DB_ERROR, RG_DB_ERROR_NOT_A_SHOP);
      sqlite3 *plain = NULL;
      sqlite3_stmt *row = NULL;
      g_assert_cmpint (sqlite3_open (fixture->backup, &plain), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_prepare_v2 (plain, "SELECT count(*) FROM tag", -1, &row, NULL), ==,
                       SQLITE_OK);
      g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
      g_assert_cmpint (sqlite3_column_int (row, 0), ==, 2000);
      sqlite3_finalize (row);
      sqlite3_close (plain);
    }
}

/* --- Strangers -------------------------------------------------------------------------------- */

/* Files that say they are a shop's, with more or less in them than any version made. */
static void
test_foreign_schema (Fixture *fixture, gconstpointer data)
{
  static const char *const changes[] = {
    "CREATE TABLE extra (a)",
    "ALTER TABLE tag ADD COLUMN more TEXT",
    "DROP TABLE target",
    "ALTER TABLE setting RENAME COLUMN value TO worth",
    "CREATE VIRTUAL TABLE words USING fts5 (text)",
    "DROP TABLE derived; CREATE VIRTUAL TABLE derived USING fts5 (name, value)",
    "ALTER TABLE target ADD COLUMN sum INTEGER AS (net_minor + 1)",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *strange = g_strdup_printf ("%s/strange-%d.regulars", fixture->folder,
                                                  (int) i);
      g_autofree char *target = g_build_filename (fixture->folder, "target.regulars", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (RgDb) db = rg_db_open (strange, RG_DB_CREATE, &error);
      g_assert_true (rg_migrate (db, &error));
      g_assert_true (rg_db_exec (db, changes[i], "test", &error));
      g_assert_no_error (error);
      g_clear_pointer (&db, rg_db_close);
      g_assert_false (rg_backup_unpack (strange, NULL, target, NULL, NULL, NULL, &error));
      g_assert_error (error, RG_DB_ERROR, RG_DB_ERROR_NOT_A_SHOP);
      g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
    }
}

/* Triggers and views of a stranger do not come along. */
static void
test_foreign_trigger (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = g_build_filename (fixture->folder, "target.regulars", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (rg_db_exec (fixture->db,
                             "CREATE TRIGGER spy AFTER INSERT ON tag BEGIN DELETE FROM tag; END;"
                             "CREATE VIEW looks AS SELECT * FROM tag;",
                             "test", &error));
  g_assert_true (make (fixture->db, fixture->backup, NULL, NULL, &error));
  g_assert_true (rg_backup_unpack (fixture->backup, NULL, target, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_autoptr (RgDb) db = rg_db_open (target, RG_DB_WRITE, &error);
  g_autoptr (RgStatement) row = rg_db_prepare (
    db, "SELECT count(*) FROM sqlite_schema WHERE name IN ('spy', 'looks')", &error);
  g_assert_cmpint (rg_statement_step (row, NULL), ==, RG_STEP_ROW);
  g_assert_cmpint (rg_statement_get_int (row, 0), ==, 0);
  g_assert_cmpint (count_tags (target), ==, 2000);
}

/* A newer file is refused as such, and ids that were given once are not given again. */
static void
test_newer (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = g_build_filename (fixture->folder, "target.regulars", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (rg_db_exec (fixture->db, "PRAGMA user_version = 9999", "test", NULL));
  g_assert_false (make (fixture->db, fixture->backup, NULL, NULL, &error));
  g_assert_error (error, RG_DB_ERROR, RG_DB_ERROR_TOO_NEW);
  g_clear_error (&error);
  g_clear_pointer (&fixture->db, rg_db_close);
  g_assert_false (rg_backup_unpack (fixture->path, NULL, target, NULL, NULL, NULL, &error));
  g_assert_error (error, RG_DB_ERROR, RG_DB_ERROR_TOO_NEW);
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
}

static void
test_ids_go_on (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = g_build_filename (fixture->folder, "target.regulars", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (rg_db_exec (fixture->db, "DELETE FROM tag WHERE id > 1500", "test", NULL));
  g_assert_true (make (fixture->db, fixture->backup, NULL, NULL, &error));
  g_assert_true (rg_backup_unpack (fixture->backup, NULL, target, NULL, NULL, NULL, &error));
  g_autoptr (RgDb) db = rg_db_open (target, RG_DB_WRITE, &error);
  add_tags (db, 7000, 7001);
  g_assert_cmpint (rg_db_last_id (db), ==, 2001);
}

static void
test_not_a_backup (Fixture *fixture, gconstpointer data)
{
  static const char *const contents[] = { "", "no database at all", "SQLite format 3" };

  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_true (g_file_set_contents (fixture->backup, contents[i], -1, NULL));
      g_assert_false (rg_backup_verify (fixture->backup, NULL, NULL, &error));
      g_assert_nonnull (error);
      g_clear_error (&error);
      g_assert_false (restore (fixture->backup, NULL, fixture->path, NULL, &error));
      g_assert_cmpint (count_tags (fixture->path), ==, 2000);
    }
}

static void
test_restore (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;

  g_assert_true (make (fixture->db, fixture->backup, NULL, NULL, NULL));
  add_tags (fixture->db, 2000, 2050);
  g_clear_pointer (&fixture->db, rg_db_close);
  g_assert_true (restore (fixture->backup, NULL, fixture->path, &kept, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_tags (fixture->path), ==, 2000);
  g_assert_cmpint (count_tags (kept), ==, 2050);
  /* It can be written to again, and the backup is as it was. */
  fixture->db = rg_db_open (fixture->path, RG_DB_WRITE, &error);
  g_assert_no_error (error);
  add_tags (fixture->db, 9000, 9001);
  g_assert_cmpint (count_tags (fixture->backup), ==, 2000);
  g_assert_cmpuint (count_files (fixture, ".part"), ==, 0);
}

/* The last changes stand in the log of a program that was killed: they are kept with the file. */
static void
test_restore_keeps_log (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *crashed = g_build_filename (fixture->folder, "crashed.regulars", NULL);
  static const char *const endings[] = { "", "-wal" };

  g_assert_true (make (fixture->db, fixture->backup, NULL, NULL, NULL));
  add_tags (fixture->db, 2000, 2050);
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *from = g_strconcat (fixture->path, endings[i], NULL);
      g_autofree char *to = g_strconcat (crashed, endings[i], NULL);
      g_autofree char *bytes = NULL;
      gsize length = 0;
      g_assert_true (g_file_get_contents (from, &bytes, &length, NULL));
      g_assert_true (g_file_set_contents (to, bytes, (gssize) length, NULL));
    }
  g_assert_true (restore (fixture->backup, NULL, crashed, &kept, &error));
  g_assert_cmpint (count_tags (crashed), ==, 2000);
  g_assert_cmpint (count_tags (kept), ==, 2050);
}

static void
test_restore_into_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *fresh = g_build_filename (fixture->folder, "fresh.regulars", NULL);

  g_assert_true (make (fixture->db, fixture->backup, NULL, NULL, NULL));
  g_assert_true (restore (fixture->backup, NULL, fresh, &kept, &error));
  g_assert_null (kept);
  g_assert_cmpint (count_tags (fresh), ==, 2000);
}

#define ADD_WITH(path, data, function) \
  g_test_add (path, Fixture, data, set_up, function, tear_down)
#define ADD(path, function) ADD_WITH (path, NULL, function)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/backup/make", test_make);
  ADD ("/backup/while-writing", test_while_writing);
  ADD ("/backup/cancelled", test_cancelled);
  ADD ("/backup/no-folder", test_no_folder);
  ADD ("/backup/flipped-bits", test_flipped_bits);
  ADD_WITH ("/backup/flipped-bits-sealed", "correct horse", test_flipped_bits);
  ADD ("/backup/cut-short", test_cut_short);
  ADD_WITH ("/backup/cut-short-sealed", "correct horse", test_cut_short);
  ADD ("/backup/swapped", test_swapped);
  ADD ("/backup/passphrase", test_passphrase);
  ADD ("/backup/hostile-cost", test_hostile_cost);
  ADD ("/backup/derive", test_derive);
  ADD ("/backup/info", test_info);
  ADD_WITH ("/backup/info-sealed", "correct horse", test_info);
  ADD ("/backup/foreign-schema", test_foreign_schema);
  ADD ("/backup/foreign-trigger", test_foreign_trigger);
  ADD ("/backup/newer", test_newer);
  ADD ("/backup/ids-go-on", test_ids_go_on);
  ADD ("/backup/not-a-backup", test_not_a_backup);
  ADD ("/backup/restore", test_restore);
  ADD ("/backup/restore-keeps-log", test_restore_keeps_log);
  ADD ("/backup/restore-into-nothing", test_restore_into_nothing);
  return g_test_run ();
}
