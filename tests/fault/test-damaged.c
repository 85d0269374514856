/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Damaged files of a shop. Whatever SQLite itself can still find by its key is in what is salvaged,
 * and nothing is there that was not. REGULARS_DAMAGES says how many files are tried. */
#include "fault-file.h"
#include "store/rg-store-salvage.h"
#include "store/rg-store-sample.h"
#include "transfer/rg-readable-export.h"
#include "transfer/rg-sample.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PAGE 4096
#define CUSTOMERS 60

typedef struct
{
  const char *name;
  const char *keys;  /* of all rows, as text */
  const char *by_key; /* a row, by the parts of its key */
  int n_keys;
} Table;

static const Table tables[] = {
  { "customer", "SELECT id, 0 FROM customer", "SELECT * FROM customer WHERE id = ?1", 1 },
  { "contact_point", "SELECT id, 0 FROM contact_point",
    "SELECT * FROM contact_point WHERE id = ?1", 1 },
  { "consent", "SELECT id, 0 FROM consent", "SELECT * FROM consent WHERE id = ?1", 1 },
  { "product", "SELECT id, 0 FROM product", "SELECT * FROM product WHERE id = ?1", 1 },
  { "receipt", "SELECT id, 0 FROM receipt", "SELECT * FROM receipt WHERE id = ?1", 1 },
  { "receipt_line", "SELECT receipt_id, line FROM receipt_line",
    "SELECT * FROM receipt_line WHERE receipt_id = ?1 AND line = ?2", 2 },
};

/* --- What SQLite reads ------------------------------------------------------------------------ */

static sqlite3 *
open_file (const char *path)
{
  sqlite3 *handle = NULL;

  if (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
    g_clear_pointer (&handle, sqlite3_close);
  return handle;
}

static void
append_value (GString *text, sqlite3_stmt *row, int column)
{
  const guint8 *bytes = sqlite3_column_blob (row, column);
  int length = sqlite3_column_bytes (row, column);

  g_string_append_printf (text, "%d:", sqlite3_column_type (row, column));
  for (int i = 0; i < length; i++)
    g_string_append_printf (text, "%02x", bytes[i]);
  g_string_append_c (text, '|');
}

/* All of it as text; NULL where it cannot be read. */
static char *
read_row (sqlite3_stmt *statement, gint64 one, gint64 two, int n_keys)
{
  char *text = NULL;

  sqlite3_bind_int64 (statement, 1, one);
  if (n_keys == 2)
    sqlite3_bind_int64 (statement, 2, two);
  if (sqlite3_step (statement) == SQLITE_ROW)
    {
      GString *all = g_string_new (NULL);
      for (int i = 0; i < sqlite3_column_count (statement); i++)
        append_value (all, statement, i);
      text = g_string_free_and_steal (all);
    }
  sqlite3_reset (statement);
  return text;
}

typedef struct
{
  gint64 one;
  gint64 two;
  char *text;
} Row;

static void
row_clear (gpointer data)
{
  g_free (((Row *) data)->text);
}

static GArray *
read_rows (const char *path, const Table *table)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (Row));
  sqlite3 *handle = open_file (path);
  sqlite3_stmt *keys = NULL, *by_key = NULL;

  g_array_set_clear_func (rows, row_clear);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, table->keys, -1, &keys, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, table->by_key, -1, &by_key, NULL), ==, SQLITE_OK);
  while (sqlite3_step (keys) == SQLITE_ROW)
    {
      Row row = { sqlite3_column_int64 (keys, 0), sqlite3_column_int64 (keys, 1), NULL };
      row.text = read_row (by_key, row.one, row.two, table->n_keys);
      g_assert_nonnull (row.text);
      g_array_append_val (rows, row);
    }
  sqlite3_finalize (keys);
  sqlite3_finalize (by_key);
  sqlite3_close (handle);
  return rows;
}

/* --- One shop, many damages ------------------------------------------------------------------- */

typedef struct
{
  char *folder;
  char *path;   /* as it was */
  char *damaged;
  char *salvaged;
  char *bytes;
  gsize length;
  GArray *rows[G_N_ELEMENTS (tables)];
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  RgSampleOptions options = { CUSTOMERS, 7, rg_day_from_ymd (2026, 11, 20), 86399 };
  g_autoptr (RgSampleData) sample = rg_sample_make (&options);
  g_autoptr (GError) error = NULL;
  RgStore *store;

  fixture->folder = fault_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "shop", NULL);
  fixture->damaged = g_build_filename (fixture->folder, "damaged", NULL);
  fixture->salvaged = g_build_filename (fixture->folder, "salvaged", NULL);
  store = rg_store_create_sample (fixture->path, sample, &error);
  g_assert_no_error (error);
  rg_store_close (store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (store);
  g_assert_true (g_file_get_contents (fixture->path, &fixture->bytes, &fixture->length, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      fixture->rows[i] = read_rows (fixture->path, &tables[i]);
      g_assert_cmpuint (fixture->rows[i]->len, >, 20);
    }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    g_array_unref (fixture->rows[i]);
  fault_folder_remove (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->damaged);
  g_free (fixture->salvaged);
  g_free (fixture->bytes);
}

static void
clean (Fixture *fixture, const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal", ".lock", ".reserve" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);
      g_remove (name);
    }
}

static void
write_damaged (Fixture *fixture, const char *bytes, gsize length)
{
  clean (fixture, fixture->damaged);
  clean (fixture, fixture->salvaged);
  g_assert_true (g_file_set_contents_full (fixture->damaged, bytes, (gssize) length,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

typedef struct
{
  guint provable;
  guint salvaged;
  guint more; /* salvaged, though SQLite could not find it any more */
} Tally;

/* Every row that can be found in the damaged file as it was is in the salvaged one. */
static void
compare_table (Fixture *fixture, gsize index, sqlite3 *damaged, sqlite3 *salvaged, Tally *tally)
{
  const Table *table = &tables[index];
  sqlite3_stmt *before = NULL, *after = NULL, *receipt = NULL;
  gboolean readable = damaged != NULL
                      && sqlite3_prepare_v2 (damaged, table->by_key, -1, &before, NULL) == 0;

  g_assert_cmpint (sqlite3_prepare_v2 (salvaged, table->by_key, -1, &after, NULL), ==, SQLITE_OK);
  sqlite3_prepare_v2 (salvaged, "SELECT 1 FROM receipt WHERE id = ?1", -1, &receipt, NULL);
  for (guint i = 0; i < fixture->rows[index]->len; i++)
    {
      const Row *row = &g_array_index (fixture->rows[index], Row, i);
      g_autofree char *there = readable ? read_row (before, row->one, row->two, table->n_keys)
                                        : NULL;
      g_autofree char *saved = read_row (after, row->one, row->two, table->n_keys);
      gboolean provable = g_strcmp0 (there, row->text) == 0;
      gboolean same = g_strcmp0 (saved, row->text) == 0;
      /* A line goes with its receipt. */
      if (provable && saved == NULL && table->n_keys == 2)
        {
          g_autofree char *of = read_row (receipt, row->one, 0, 1);
          provable = of != NULL;
        }
      if (provable && !same)
        g_error ("%s %d/%d is not salvaged", table->name, (int) row->one, (int) row->two);
      tally->provable += provable ? 1 : 0;
      tally->salvaged += same ? 1 : 0;
      tally->more += same && !provable ? 1 : 0;
    }
  sqlite3_finalize (before);
  sqlite3_finalize (after);
  sqlite3_finalize (receipt);
}

/* The program starts, whatever it finds; then everything readable is salvaged. */
static gboolean
try_damaged (Fixture *fixture, Tally *tally)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgSalvageReport) report = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length_before = 0, length_after = 0;
  sqlite3 *damaged, *salvaged;

  g_assert_true (g_file_get_contents (fixture->damaged, &before, &length_before, NULL));
  report = rg_store_salvage_sync (fixture->damaged, fixture->salvaged, NULL, &error);
  g_assert_true (g_file_get_contents (fixture->damaged, &after, &length_after, NULL));
  g_assert_cmpmem (before, length_before, after, length_after);
  g_assert_true ((report != NULL) == (error == NULL));
  if (report == NULL)
    {
      g_assert_error (error, RG_DB_ERROR, RG_DB_ERROR_NOT_A_SHOP);
      g_assert_false (g_file_test (fixture->salvaged, G_FILE_TEST_EXISTS));
      return FALSE;
    }
  fault_file_assert_whole (fixture->salvaged);
  damaged = open_file (fixture->damaged);
  salvaged = open_file (fixture->salvaged);
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    compare_table (fixture, i, damaged, salvaged, tally);
  sqlite3_close (damaged);
  sqlite3_close (salvaged);
  return TRUE;
}

static void
try_opening (const char *path)
{
  g_autoptr (GError) error = NULL;
  RgStore *store = rg_store_open (path, &error);

  g_assert_true ((store != NULL) == (error == NULL));
  if (store == NULL)
    return;
  rg_store_close (store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (store);
}

static void
damage_page (char *bytes, gsize page)
{
  char *at = bytes + page * PAGE;
  int from = 0, to = PAGE;

  switch (g_test_rand_int_range (0, 4))
    {
    case 0:
      memset (at, 0, PAGE);
      return;
    case 1:
      /* One sector of it. */
      from = 512 * g_test_rand_int_range (0, PAGE / 512);
      to = from + 512;
      break;
    default:
      break;
    }
  for (int i = from; i < to; i++)
    at[i] = (char) g_test_rand_int_range (0, 256);
}

static void
test_random_pages (Fixture *fixture, gconstpointer data)
{
  const char *wish = g_getenv ("REGULARS_DAMAGES");
  guint n = wish != NULL ? (guint) atoi (wish) : 30;
  gint32 n_pages = (gint32) (fixture->length / PAGE);
  Tally tally = { 0 };
  guint given_up = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *bytes = g_memdup2 (fixture->bytes, fixture->length);
      int n_damages = i % 4 == 0 ? 1 : g_test_rand_int_range (1, MAX (n_pages / (1 + i % 40), 2));
      for (int k = 0; k < n_damages; k++)
        damage_page (bytes, (gsize) g_test_rand_int_range (0, n_pages));
      write_damaged (fixture, bytes, fixture->length);
      given_up += try_damaged (fixture, &tally) ? 0 : 1;
      if (i % 4 == 0 && g_file_test (fixture->salvaged, G_FILE_TEST_EXISTS))
        try_opening (fixture->salvaged);
      /* Last: to open it is to write to it. */
      try_opening (fixture->damaged);
    }
  g_test_message ("%u files: %u rows provably readable, %u salvaged, %u of them beyond SQLite; "
                  "nothing left in %u", n, tally.provable, tally.salvaged, tally.more, given_up);
  g_assert_cmpuint (tally.salvaged, >=, tally.provable);
  g_assert_cmpuint (tally.more, >, 0);
}

/* Nothing is wrong: nothing is lost, and nothing is made up. */
static void
test_whole (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgSalvageReport) report = NULL;

  write_damaged (fixture, fixture->bytes, fixture->length);
  report = rg_store_salvage_sync (fixture->damaged, fixture->salvaged, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->bad_pages, ==, 0);
  g_assert_false (report->schema_lost);
  for (guint i = 0; i < report->tables->len; i++)
    {
      const RgSalvagedTable *table = g_ptr_array_index (report->tables, i);
      g_autofree char *count = g_strconcat ("SELECT count(*) FROM ", table->table, NULL);
      g_assert_cmpint (table->saved, ==, fault_file_query (fixture->path, count));
      g_assert_cmpint (table->saved, ==, fault_file_query (fixture->salvaged, count));
      g_assert_cmpint (table->refused + table->lost_pages + table->stand_ins, ==, 0);
    }
}

/* --- Other harm ------------------------------------------------------------------------------- */

static void
test_header (Fixture *fixture, gconstpointer data)
{
  static const gsize lengths[] = { 16, 100, PAGE };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *bytes = g_memdup2 (fixture->bytes, fixture->length);
      Tally tally = { 0 };
      memset (bytes, 0, lengths[i]);
      write_damaged (fixture, bytes, fixture->length);
      g_autoptr (GError) error = NULL;
      g_assert_null (rg_store_open (fixture->damaged, &error));
      g_assert_true (rg_store_error_is_damage (error));
      g_assert_true (try_damaged (fixture, &tally));
      /* The first page has no customer on it: the large tables are there, whole. */
      g_assert_cmpuint (tally.salvaged, >, fixture->rows[5]->len);
    }
}

static void
test_cut_short (Fixture *fixture, gconstpointer data)
{
  for (gsize pages = fixture->length / PAGE - 1; pages > 2; pages = pages * 2 / 3)
    {
      Tally tally = { 0 };
      write_damaged (fixture, fixture->bytes, pages * PAGE + 100);
      try_damaged (fixture, &tally);
      try_opening (fixture->damaged);
    }
}

/* What is no shop at all is refused with a sentence, and stays as it is. */
static void
test_no_shop (Fixture *fixture, gconstpointer data)
{
  static const char *const contents[] = { "", "x", "no database at all", "SQLite format 3" };

  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) none = NULL;
      g_autofree char *after = NULL;
      write_damaged (fixture, contents[i], strlen (contents[i]));
      g_assert_null (rg_store_open (fixture->damaged, &error));
      g_assert_nonnull (error);
      g_assert_null (rg_store_salvage_sync (fixture->damaged, fixture->salvaged, NULL, &none));
      g_assert_error (none, RG_DB_ERROR, RG_DB_ERROR_NOT_A_SHOP);
      g_assert_true (g_file_get_contents (fixture->damaged, &after, NULL, NULL));
      g_assert_cmpstr (after, ==, contents[i]);
    }
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) none = NULL;
  g_assert_null (rg_store_open (fixture->folder, &error));
  g_assert_nonnull (error);
  g_assert_null (rg_store_salvage_sync (fixture->folder, fixture->salvaged, NULL, &none));
  g_assert_nonnull (none);
}

/* The last changes are in the log; a log of another file has nothing to say. */
static void
test_log (Fixture *fixture, gconstpointer data)
{
  g_autofree char *log = g_strconcat (fixture->damaged, "-wal", NULL);
  g_autofree char *with_log = g_build_filename (fixture->folder, "with-log", NULL);
  g_autofree char *other_log = g_strconcat (with_log, "-wal", NULL);
  g_autofree char *bytes = NULL;
  g_autofree char *pages = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0, n_bytes = 0;
  sqlite3 *writer = NULL;
  Tally tally = { 0 };

  fault_file_copy (fixture->path, with_log);
  g_assert_cmpint (sqlite3_open (with_log, &writer), ==, SQLITE_OK);
  sqlite3_exec (writer, "PRAGMA wal_autocheckpoint = 0;"
                        "INSERT INTO tag (uuid, name) VALUES (randomblob (16), 'in the log')",
                NULL, NULL, NULL);
  g_assert_true (g_file_get_contents (other_log, &bytes, &length, NULL));
  g_assert_true (g_file_get_contents (with_log, &pages, &n_bytes, NULL));
  sqlite3_close (writer);
  g_assert_cmpuint (length, >, PAGE);

  write_damaged (fixture, pages, n_bytes);
  g_assert_true (g_file_set_contents (log, bytes, (gssize) length, NULL));
  g_autoptr (RgSalvageReport) report
    = rg_store_salvage_sync (fixture->damaged, fixture->salvaged, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fault_file_query (fixture->salvaged,
                                     "SELECT count(*) FROM tag WHERE name = 'in the log'"), ==, 1);

  /* The same frames over a file that is cut where they would hide what is there. */
  memset (bytes + 32, 0x5a, length - 32);
  write_damaged (fixture, fixture->bytes, fixture->length);
  g_assert_true (g_file_set_contents (log, bytes, (gssize) length, NULL));
  g_assert_true (try_damaged (fixture, &tally));
  g_assert_cmpuint (tally.salvaged, ==, tally.provable);
}

/* --- Export ----------------------------------------------------------------------------------- */

static void
test_export (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "csv", NULL);
  g_autofree char *customers = g_build_filename (folder, "customer.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;
  gint64 n_rows = 0;
  guint lines = 0;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  write_damaged (fixture, fixture->bytes, fixture->length);
  g_assert_true (rg_readable_export (fixture->damaged, folder, &n_rows, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (n_rows, >, fixture->rows[5]->len);
  g_assert_true (g_file_get_contents (customers, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "id,uuid,number,name,"));
  for (const char *at = text; (at = strstr (at, "\r\n")) != NULL; at += 2)
    lines++;
  g_assert_cmpuint (lines, ==, fixture->rows[0]->len + 1);
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_remove (path);
    }
  g_rmdir (folder);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/damaged/whole", test_whole);
  ADD ("/damaged/random-pages", test_random_pages);
  ADD ("/damaged/header", test_header);
  ADD ("/damaged/cut-short", test_cut_short);
  ADD ("/damaged/no-shop", test_no_shop);
  ADD ("/damaged/log", test_log);
  ADD ("/damaged/export", test_export);
  return g_test_run ();
}
