/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Reads each table once, in the order of its keys. */
#include "db/rg-table-sums.h"

#include "db/rg-backup-key.h"

#include <gcrypt.h>
#include <string.h>

#define BUFFER_BYTES (256 * 1024)

/* Types of values, above the number of bytes of an integer (0 … 8). */
enum {
  VALUE_DOUBLE = 9,
  VALUE_TEXT,
  VALUE_BLOB,
  VALUE_NULL,
};

void
rg_table_sum_free (RgTableSum *sum)
{
  g_free (sum->table);
  g_free (sum);
}

static gpointer
rg_table_sum_copy (gconstpointer data, gpointer unused)
{
  RgTableSum *copy = g_memdup2 (data, sizeof (RgTableSum));

  copy->table = g_strdup (copy->table);
  return copy;
}

GPtrArray *
rg_table_sums_copy (GPtrArray *sums)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_table_sum_free);

  for (guint i = 0; i < sums->len; i++)
    g_ptr_array_add (copy, rg_table_sum_copy (g_ptr_array_index (sums, i), NULL));
  return copy;
}

gboolean
rg_table_is_derived (const char *table)
{
  static const char *const derived[] = { "customer_fact", "derived", "permission",
                                         "points_left", NULL };

  return g_strv_contains (derived, table);
}

/* --- A row as bytes --------------------------------------------------------------------------- */

typedef struct
{
  gcry_md_hd_t hash;
  gsize used;
  guint8 buffer[BUFFER_BYTES];
} RgHasher;

static void
rg_hasher_flush (RgHasher *hasher)
{
  gcry_md_write (hasher->hash, hasher->buffer, hasher->used);
  hasher->used = 0;
}

static void
rg_hasher_add (RgHasher *hasher, const void *bytes, gsize length)
{
  if (hasher->used + length > BUFFER_BYTES)
    rg_hasher_flush (hasher);
  if (length > BUFFER_BYTES)
    {
      gcry_md_write (hasher->hash, bytes, length);
      return;
    }
  if (length > 0)
    memcpy (hasher->buffer + hasher->used, bytes, length);
  hasher->used += length;
}

static void
rg_hasher_add_head (RgHasher *hasher, guint8 type, gsize length)
{
  guint64 size = GUINT64_TO_LE (length);

  rg_hasher_add (hasher, &type, 1);
  rg_hasher_add (hasher, &size, sizeof size);
}

static void
rg_hasher_add_int (RgHasher *hasher, gint64 value)
{
  guint64 bits = value < 0 ? ~(guint64) value : (guint64) value;
  guint64 bytes = GUINT64_TO_LE ((guint64) value);
  guint8 *at;

  if (hasher->used + 1 + sizeof bytes > BUFFER_BYTES)
    rg_hasher_flush (hasher);
  at = hasher->buffer + hasher->used;
  /* As few bytes as keep the sign; those behind them are written over. */
  at[0] = value == 0 ? 0 : (guint8) ((64 - __builtin_clzll (bits | 1)) / 8 + 1);
  memcpy (at + 1, &bytes, sizeof bytes);
  hasher->used += (gsize) at[0] + 1;
}

static void
rg_hasher_add_value (RgHasher *hasher, sqlite3_value *value)
{
  double number;
  gsize length;
  guint8 type;

  switch (sqlite3_value_type (value))
    {
    case SQLITE_INTEGER:
      rg_hasher_add_int (hasher, sqlite3_value_int64 (value));
      break;
    case SQLITE_FLOAT:
      number = sqlite3_value_double (value);
      rg_hasher_add_head (hasher, VALUE_DOUBLE, sizeof number);
      rg_hasher_add (hasher, &number, sizeof number);
      break;
    case SQLITE_TEXT:
      length = (gsize) sqlite3_value_bytes (value);
      rg_hasher_add_head (hasher, VALUE_TEXT, length);
      rg_hasher_add (hasher, sqlite3_value_text (value), length);
      break;
    case SQLITE_BLOB:
      length = (gsize) sqlite3_value_bytes (value);
      rg_hasher_add_head (hasher, VALUE_BLOB, length);
      rg_hasher_add (hasher, sqlite3_value_blob (value), length);
      break;
    default:
      type = VALUE_NULL;
      rg_hasher_add (hasher, &type, 1);
    }
}

/* --- Tables ----------------------------------------------------------------------------------- */

sqlite3_stmt *
rg_table_prepare_rows (RgDb *db, const char *table, GError **error)
{
  const char *template = rg_db_sql (db, "backup.rows", error);
  g_autoptr (GString) sql = g_string_new (template);
  sqlite3_stmt *rows = NULL;

  if (template == NULL)
    return NULL;
  g_string_replace (sql, "@table@", table, 0);
  if (sqlite3_prepare_v2 (rg_db_get_handle (db), sql->str, -1, &rows, NULL) != SQLITE_OK)
    rg_db_set_error (error, rg_db_get_handle (db), table);
  return rows;
}

static gboolean
rg_table_sum_read_rows (RgDb *db, RgTableSum *sum, RgHasher *hasher, GError **error)
{
  sqlite3_stmt *rows = rg_table_prepare_rows (db, sum->table, error);
  int n_columns = sqlite3_column_count (rows);
  int code;

  if (rows == NULL)
    return FALSE;
  while ((code = sqlite3_step (rows)) == SQLITE_ROW)
    {
      sum->rows++;
      for (int i = 0; i < n_columns; i++)
        rg_hasher_add_value (hasher, sqlite3_column_value (rows, i));
    }
  if (code != SQLITE_DONE)
    rg_db_set_error (error, rg_db_get_handle (db), sum->table);
  sqlite3_finalize (rows);
  return code == SQLITE_DONE;
}

static gboolean
rg_table_sum_read (RgDb *db, RgTableSum *sum, RgHasher *hasher, GError **error)
{
  gcry_md_reset (hasher->hash);
  if (!rg_table_sum_read_rows (db, sum, hasher, error))
    return FALSE;
  rg_hasher_flush (hasher);
  memcpy (sum->hash, gcry_md_read (hasher->hash, GCRY_MD_SHA256), RG_SUM_SIZE);
  return TRUE;
}

static gboolean
rg_table_sums_add_all (RgDb *db, GPtrArray *sums, RgHasher *hasher, GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (RgStatement) tables = rg_db_statement (db, "backup.tables", error);
  RgStep step = RG_STEP_ERROR;

  while (tables != NULL && (step = rg_statement_step (tables, error)) == RG_STEP_ROW)
    {
      RgTableSum *sum = g_new0 (RgTableSum, 1);
      sum->table = g_strdup (rg_statement_get_text (tables, 0));
      g_ptr_array_add (sums, sum);
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !rg_table_sum_read (db, sum, hasher, error))
        return FALSE;
    }
  return step == RG_STEP_DONE;
}

GPtrArray *
rg_table_sums_read (RgDb *db, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) sums = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_table_sum_free);
  g_autofree RgHasher *hasher = g_new0 (RgHasher, 1);
  gboolean ok;

  rg_backup_use_gcrypt ();
  if (gcry_md_open (&hasher->hash, GCRY_MD_SHA256, 0) != 0)
    {
      g_set_error_literal (error, RG_DB_ERROR, RG_DB_ERROR_FAILED, "SHA-256 is missing.");
      return NULL;
    }
  ok = rg_table_sums_add_all (db, sums, hasher, cancellable, error);
  gcry_md_close (hasher->hash);
  return ok ? g_steal_pointer (&sums) : NULL;
}

static const RgTableSum *
rg_table_sums_find (GPtrArray *sums, const char *table)
{
  for (guint i = 0; i < sums->len; i++)
    {
      const RgTableSum *sum = g_ptr_array_index (sums, i);
      if (g_str_equal (sum->table, table))
        return sum;
    }
  return NULL;
}

static const char *
rg_table_sums_missing (GPtrArray *one, GPtrArray *two, gboolean enduring_only)
{
  for (guint i = 0; i < one->len; i++)
    {
      const RgTableSum *a = g_ptr_array_index (one, i);
      const RgTableSum *b = rg_table_sums_find (two, a->table);
      if (enduring_only && rg_table_is_derived (a->table))
        continue;
      if (b == NULL || a->rows != b->rows || memcmp (a->hash, b->hash, RG_SUM_SIZE) != 0)
        return a->table;
    }
  return NULL;
}

const char *
rg_table_sums_differ (GPtrArray *one, GPtrArray *two, gboolean enduring_only)
{
  const char *table = rg_table_sums_missing (one, two, enduring_only);

  return table != NULL ? table : rg_table_sums_missing (two, one, enduring_only);
}
