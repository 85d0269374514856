/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Two aggregates for SQL that read a table and an index once each. */
#include "db/rg-index-proof.h"

#include <string.h>

/* An index has fewer columns, its table's key included. */
#define MOST_COLUMNS 12

/* --- One entry -------------------------------------------------------------------------------- */

/* The finalizer of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators,
 * 2014). */
static guint64
rg_proof_mix (guint64 x)
{
  x ^= x >> 30;
  x *= G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  x ^= x >> 27;
  x *= G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return x ^ (x >> 31);
}

static guint64
rg_proof_mix_bytes (guint64 hash, const guint8 *bytes, gsize length)
{
  hash = rg_proof_mix (hash + length);
  for (gsize at = 0; at < length; at += sizeof hash)
    {
      guint64 word = 0;
      memcpy (&word, bytes + at, MIN (sizeof word, length - at));
      hash = rg_proof_mix (hash ^ word);
    }
  return hash;
}

#define OTHER_KIND "another kind"

/* A value as the order of an index sees it. */
typedef struct
{
  int rank; /* NULL, numbers, texts, blobs */
  gint64 number;
  gsize at; /* of its bytes */
  gsize length;
} RgProofValue;

typedef struct
{
  RgProofValue values[MOST_COLUMNS];
  int n_values;
  GByteArray *bytes;
} RgProofEntry;

static int
rg_proof_rank (int type)
{
  return type == SQLITE_NULL ? 0 : type == SQLITE_INTEGER ? 1 : type == SQLITE_TEXT ? 2 : 3;
}

static void
rg_proof_entry_read (RgProofEntry *entry, int n_values, sqlite3_value **values)
{
  g_byte_array_set_size (entry->bytes, 0);
  entry->n_values = n_values;
  for (int i = 0; i < n_values; i++)
    {
      RgProofValue *value = &entry->values[i];
      const int type = sqlite3_value_type (values[i]);
      *value = (RgProofValue) { .rank = rg_proof_rank (type), .at = entry->bytes->len };
      if (value->rank == 1)
        value->number = sqlite3_value_int64 (values[i]);
      else if (value->rank > 1)
        {
          const void *bytes = sqlite3_value_blob (values[i]);
          value->length = (gsize) sqlite3_value_bytes (values[i]);
          if (value->length > 0)
            g_byte_array_append (entry->bytes, bytes, (guint) value->length);
        }
    }
}

static guint64
rg_proof_entry_hash (const RgProofEntry *entry)
{
  guint64 hash = 0;

  for (int i = 0; i < entry->n_values; i++)
    {
      const RgProofValue *value = &entry->values[i];
      hash = rg_proof_mix (hash ^ (guint64) value->rank);
      hash = value->rank > 1
               ? rg_proof_mix_bytes (hash, entry->bytes->data + value->at, value->length)
               : rg_proof_mix (hash ^ (guint64) value->number);
    }
  return hash;
}

static int
rg_proof_compare_value (const RgProofEntry *a, const RgProofEntry *b, int i)
{
  const RgProofValue *one = &a->values[i], *two = &b->values[i];
  int order;

  if (one->rank != two->rank)
    return one->rank < two->rank ? -1 : 1;
  if (one->rank < 2)
    return one->number < two->number ? -1 : one->number > two->number;
  order = memcmp (a->bytes->data + one->at, b->bytes->data + two->at,
                  MIN (one->length, two->length));
  return order != 0 ? order : one->length < two->length ? -1 : one->length > two->length;
}

/* Whether b may stand behind a. No two rows share the first n_unique values where none is NULL. */
static gboolean
rg_proof_follows (const RgProofEntry *a, const RgProofEntry *b, int n_unique)
{
  gboolean has_null = FALSE;

  for (int i = 0; i < a->n_values; i++)
    {
      const int order = rg_proof_compare_value (a, b, i);
      if (order != 0)
        return order < 0;
      has_null = has_null || a->values[i].rank == 0;
      if (i + 1 == n_unique && !has_null)
        return FALSE;
    }
  /* A row stands in an index once. */
  return FALSE;
}

/* --- The aggregates: entries (n_unique, value, …) and, of an index, ordered_entries () -------- */

typedef struct
{
  gint64 n;
  guint64 sum;
  gboolean wrong;
  gboolean is_other; /* has numbers with a fraction, whose order is another matter */
  RgProofEntry entries[2]; /* this one, and the one before */
} RgProofSum;

static void
rg_proof_step (sqlite3_context *context, int n, sqlite3_value **values)
{
  RgProofSum *sum = sqlite3_aggregate_context (context, sizeof *sum);
  const gboolean ordered = sqlite3_user_data (context) != NULL;
  RgProofEntry *entry, *before;

  if (sum == NULL || n - 1 > MOST_COLUMNS)
    {
      sqlite3_result_error_toobig (context);
      return;
    }
  if (sum->n == 0)
    for (int i = 0; i < 2; i++)
      sum->entries[i].bytes = g_byte_array_new ();
  entry = &sum->entries[sum->n % 2];
  before = &sum->entries[1 - sum->n % 2];
  for (int i = 1; i < n; i++)
    sum->is_other |= sqlite3_value_type (values[i]) == SQLITE_FLOAT;
  rg_proof_entry_read (entry, n - 1, values + 1);
  sum->sum += rg_proof_entry_hash (entry);
  if (ordered && sum->n > 0 && !rg_proof_follows (before, entry, sqlite3_value_int (values[0])))
    sum->wrong = TRUE;
  sum->n++;
}

static void
rg_proof_final (sqlite3_context *context)
{
  RgProofSum *sum = sqlite3_aggregate_context (context, 0);
  g_autofree char *text = NULL;

  if (sum == NULL)
    {
      sqlite3_result_text (context, "0", -1, SQLITE_STATIC);
      return;
    }
  for (int i = 0; sum->n > 0 && i < 2; i++)
    g_byte_array_unref (sum->entries[i].bytes);
  text = sum->is_other ? g_strdup (OTHER_KIND)
         : sum->wrong  ? g_strdup ("out of order")
                       : g_strdup_printf ("%" G_GINT64_FORMAT " %016" G_GINT64_MODIFIER "x", sum->n,
                                          sum->sum);
  sqlite3_result_text (context, text, -1, SQLITE_TRANSIENT);
}

static gboolean
rg_proof_add_functions (RgDb *db, GError **error)
{
  static const char *const names[] = { "rg_entries", "rg_ordered_entries" };
  sqlite3 *handle = rg_db_get_handle (db);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (sqlite3_create_function_v2 (handle, names[i], -1, SQLITE_UTF8 | SQLITE_DIRECTONLY,
                                    i == 1 ? handle : NULL, NULL, rg_proof_step, rg_proof_final,
                                    NULL) != SQLITE_OK)
      return rg_db_set_error (error, handle, names[i]);
  return TRUE;
}

/* --- The indexes of a table ------------------------------------------------------------------- */

typedef struct
{
  char *name;
  char *values;    /* "1, a, b, rowid": how many of them are unique, and they */
  char *condition; /* of a partial one; else NULL */
} RgProofIndex;

static void
rg_proof_index_free (gpointer data)
{
  RgProofIndex *index = data;

  g_free (index->name);
  g_free (index->values);
  g_free (index->condition);
  g_free (index);
}

/* FALSE without an error where the index is of a kind that cannot be read from end to end. */
static gboolean
rg_proof_index_describe (RgDb *db, RgProofIndex *index, gboolean is_unique, GError **error)
{
  g_autoptr (RgStatement) columns = rg_db_statement (db, "backup.index-columns", error);
  g_autoptr (GString) values = g_string_new (NULL);
  int n_key = 0, n = 0;
  RgStep step;

  if (columns == NULL)
    return FALSE;
  rg_statement_bind_text (columns, 1, index->name);
  while ((step = rg_statement_step (columns, error)) == RG_STEP_ROW)
    {
      if (rg_statement_get_int (columns, 2) == 0)
        return FALSE;
      n++;
      n_key += rg_statement_get_int (columns, 1) != 0;
      g_string_append_printf (values, ", %s", rg_statement_get_text (columns, 0));
    }
  index->values = g_strdup_printf ("%d%s", is_unique ? n_key : 0, values->str);
  return step == RG_STEP_DONE && n <= MOST_COLUMNS;
}

/* As the schema has it, behind its last WHERE. */
static gboolean
rg_proof_index_find_condition (RgProofIndex *index, const char *sql)
{
  const char *where = g_strrstr (sql, " WHERE ");

  if (where != NULL)
    index->condition = g_strdup (where + strlen (" WHERE "));
  return where != NULL;
}

/* NULL without an error where one of them has to be looked up row by row. */
static GPtrArray *
rg_proof_read_indexes (RgDb *db, const char *table, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "backup.indexes", error);
  g_autoptr (GPtrArray) indexes = g_ptr_array_new_with_free_func (rg_proof_index_free);
  RgStep step = RG_STEP_ERROR;

  if (rows == NULL)
    return NULL;
  rg_statement_bind_text (rows, 1, table);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      RgProofIndex *index = g_new0 (RgProofIndex, 1);
      index->name = g_strdup (rg_statement_get_text (rows, 0));
      g_ptr_array_add (indexes, index);
      if (!rg_proof_index_describe (db, index, rg_statement_get_int (rows, 1) != 0, error)
          || (rg_statement_get_int (rows, 2) != 0
              && !rg_proof_index_find_condition (index, rg_statement_get_text (rows, 3))))
        return NULL;
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&indexes) : NULL;
}

/* --- Comparing -------------------------------------------------------------------------------- */

static gboolean
rg_proof_set_broken (const char *what, GError **error)
{
  g_set_error (error, RG_DB_ERROR, RG_DB_ERROR_CORRUPT, "wrong entries in index %s", what);
  return FALSE;
}

static char *
rg_proof_fill (RgDb *db, const char *template, const char *table, const char *index,
               const char *values, const char *condition, GError **error)
{
  const char *text = rg_db_sql (db, template, error);
  g_autoptr (GString) sql = g_string_new (text);

  if (text == NULL)
    return NULL;
  g_string_replace (sql, "@table@", table, 0);
  g_string_replace (sql, "@index@", index, 0);
  g_string_replace (sql, "@values@", values, 0);
  g_string_replace (sql, "@condition@", condition != NULL ? condition : "1", 0);
  return g_string_free_and_steal (g_steal_pointer (&sql));
}

/* Each row is looked up in each index. */
static gboolean
rg_proof_look_up (RgDb *db, const char *table, GError **error)
{
  g_autofree char *sql = rg_proof_fill (db, "backup.table-check", table, "", "", NULL, error);
  g_autoptr (RgStatement) rows = sql != NULL ? rg_db_prepare (db, sql, error) : NULL;

  if (rows == NULL || rg_statement_step (rows, error) != RG_STEP_ROW)
    return FALSE;
  return g_str_equal (rg_statement_get_text (rows, 0), "ok")
         || rg_proof_set_broken (rg_statement_get_text (rows, 0), error);
}

/* Whether the statement reads nothing but the index. */
static gboolean
rg_proof_is_covering (RgDb *db, const char *sql)
{
  g_autofree char *plan_sql = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  g_autoptr (RgStatement) plan = rg_db_prepare (db, plan_sql, NULL);

  return plan != NULL && rg_statement_step (plan, NULL) == RG_STEP_ROW
         && strstr (rg_statement_get_text (plan, 3), "USING COVERING INDEX") != NULL
         && rg_statement_step (plan, NULL) == RG_STEP_DONE;
}

/* What the table says of all its indexes, in one reading. */
static char *
rg_proof_dup_table_sql (RgDb *db, const char *table, GPtrArray *indexes, GError **error)
{
  g_autoptr (GString) sums = g_string_new (NULL);

  for (guint i = 0; i < indexes->len; i++)
    {
      const RgProofIndex *index = g_ptr_array_index (indexes, i);
      g_string_append_printf (sums, "%srg_entries (%s) FILTER (WHERE %s)", i > 0 ? ", " : "",
                              index->values, index->condition != NULL ? index->condition : "1");
    }
  return rg_proof_fill (db, "backup.table-entries", table, "", sums->str, NULL, error);
}

static gboolean
rg_proof_compare_index (RgDb *db, const char *table, const RgProofIndex *index,
                        const char *expected, GError **error)
{
  g_autofree char *sql = rg_proof_fill (db, "backup.index-entries", table, index->name,
                                        index->values, index->condition, error);
  g_autoptr (RgStatement) found = NULL;

  if (sql == NULL)
    return FALSE;
  if (g_str_equal (expected, OTHER_KIND) || !rg_proof_is_covering (db, sql))
    return rg_proof_look_up (db, table, error);
  found = rg_db_prepare (db, sql, error);
  if (found == NULL || rg_statement_step (found, error) != RG_STEP_ROW)
    return FALSE;
  return g_str_equal (rg_statement_get_text (found, 0), expected)
         || rg_proof_set_broken (index->name, error);
}

static gboolean
rg_proof_table (RgDb *db, const char *table, GError **error)
{
  g_autoptr (GError) wrong = NULL;
  g_autoptr (GPtrArray) indexes = rg_proof_read_indexes (db, table, &wrong);
  g_autoptr (RgStatement) expected = NULL;
  g_autofree char *sql = NULL;

  if (wrong != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&wrong));
      return FALSE;
    }
  if (indexes == NULL)
    return rg_proof_look_up (db, table, error);
  if (indexes->len == 0)
    return TRUE;
  sql = rg_proof_dup_table_sql (db, table, indexes, error);
  if (sql == NULL)
    return FALSE;
  /* SQLite takes an index for a table whose rows are in one (WITHOUT ROWID). */
  if (rg_proof_is_covering (db, sql))
    return rg_proof_look_up (db, table, error);
  expected = rg_db_prepare (db, sql, error);
  if (expected == NULL || rg_statement_step (expected, error) != RG_STEP_ROW)
    return FALSE;
  for (guint i = 0; i < indexes->len; i++)
    if (!rg_proof_compare_index (db, table, g_ptr_array_index (indexes, i),
                                 rg_statement_get_text (expected, (int) i), error))
      return FALSE;
  return TRUE;
}

gboolean
rg_index_proof (RgDb *db, GError **error)
{
  g_autoptr (RgStatement) tables = rg_db_statement (db, "backup.tables", error);
  RgStep step = RG_STEP_ERROR;

  if (tables == NULL || !rg_proof_add_functions (db, error))
    return FALSE;
  while ((step = rg_statement_step (tables, error)) == RG_STEP_ROW)
    if (!rg_proof_table (db, rg_statement_get_text (tables, 0), error))
      return FALSE;
  return step == RG_STEP_DONE;
}
