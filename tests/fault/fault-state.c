/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The judgement of a shop after a fault. */
#include "fault-state.h"

#include "fault-actions.h"
#include "store/rg-store-consent.h"
#include "store/rg-store-dataset.h"
#include "store/rg-store-facts.h"
#include "store/rg-store-loyalty.h"

#define FAULT_STATE_ERROR g_quark_from_static_string ("fault-state")

/* Each finds nothing where all is well. */
static const char *const contradictions[] = {
  /* Sums */
  "SELECT 'receipt sums', id FROM receipt AS r WHERE net_minor <> (SELECT coalesce(sum(net_minor), "
  "0) FROM receipt_line WHERE receipt_id = r.id) OR net_sales_minor <> (SELECT "
  "coalesce(sum(net_minor), 0) FROM receipt_line WHERE receipt_id = r.id AND kind IN (0, 1)) OR "
  "sale_lines <> (SELECT count(*) FROM receipt_line WHERE receipt_id = r.id AND kind = 0)",
  "SELECT 'line without receipt', receipt_id FROM receipt_line WHERE receipt_id NOT IN (SELECT id "
  "FROM receipt)",
  "SELECT 'line without product', receipt_id FROM receipt_line WHERE product_id NOT IN (SELECT id "
  "FROM product)",
  "SELECT 'past line without receipt', receipt_id FROM past_receipt_line WHERE (action_id, "
  "receipt_id) NOT IN (SELECT action_id, id FROM past_receipt)",
  /* The history */
  "SELECT 'empty action', id FROM action AS a WHERE NOT EXISTS (SELECT 1 FROM change WHERE "
  "action_id = a.id) AND NOT EXISTS (SELECT 1 FROM import WHERE action_id = a.id) AND NOT EXISTS "
  "(SELECT 1 FROM past_receipt WHERE action_id = a.id)",
  "SELECT 'generation', value FROM generation WHERE value <> (SELECT count(*) + 1 FROM action)",
  "SELECT 'unfinished import', id FROM import WHERE state = 'running' OR summary = ''",
  "SELECT 'customer is not as the history says', c.id FROM customer AS c JOIN change AS h ON "
  "h.table_name = 'customer' AND h.row_key = json_array(c.id) AND h.id = (SELECT max(id) FROM "
  "change WHERE table_name = 'customer' AND row_key = json_array(c.id) AND json_type(after, "
  "'$.name') IS NOT NULL) WHERE json_extract(h.after, '$.name') IS NOT c.name OR "
  "json_extract(h.after, '$.note') IS NOT c.note",
  "SELECT 'gone without history', json_extract(row_key, '$[0]') FROM change AS h WHERE table_name "
  "= 'customer' AND after IS NOT NULL AND NOT EXISTS (SELECT 1 FROM change WHERE table_name = "
  "'customer' AND row_key = h.row_key AND id > h.id) AND json_extract(row_key, '$[0]') NOT IN "
  "(SELECT id FROM customer)",
};

static gboolean
find_contradictions (RgDb *db, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (contradictions); i++)
    {
      g_autoptr (RgStatement) rows = rg_db_prepare (db, contradictions[i], error);
      RgStep step = rows != NULL ? rg_statement_step (rows, error) : RG_STEP_ERROR;

      if (step == RG_STEP_ROW)
        g_set_error (error, FAULT_STATE_ERROR, 0, "%s: %s", rg_statement_get_text (rows, 0),
                     rg_statement_get_text (rows, 1));
      if (step != RG_STEP_DONE)
        return FALSE;
    }
  return TRUE;
}

/* --- All rows --------------------------------------------------------------------------------- */

#define TABLES \
  "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
/* UUIDs, hashes, and the codes of coupons, which are drawn: plain, and as they are printed. */
#define IDENTITIES \
  "\\b(?:[0-9A-F]{32}){1,2}\\b|\\b[0-9A-Z]{12}\\b|\\b[0-9A-Z]{4}(?:[- ][0-9A-Z]{4}){2}\\b"
#define COLUMNS \
  "SELECT group_concat(CASE type WHEN 'BLOB' THEN 'hex(\"' || name || '\")' " \
  "ELSE '\"' || name || '\"' END, ', '), " \
  "CASE ?1 WHEN 'coupon' THEN 'campaign_id, customer_id' ELSE (SELECT group_concat(name, ', ') " \
  "FROM pragma_table_info(?1) WHERE pk > 0) END " \
  "FROM pragma_table_info(?1)"

static gboolean
append_rows (RgDb *db, const char *sql, GString *out, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_prepare (db, sql, error);
  RgStep step = RG_STEP_ERROR;

  while (rows != NULL && (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      for (int i = 0; i < rg_statement_n_columns (rows); i++)
        g_string_append_printf (out, "%s|", rg_statement_get_text (rows, i));
      g_string_append_c (out, '\n');
    }
  return step == RG_STEP_DONE;
}

static gboolean
append_table (RgDb *db, const char *table, GString *out, GError **error)
{
  g_autoptr (RgStatement) columns = rg_db_prepare (db, COLUMNS, error);
  g_autofree char *sql = NULL;

  if (columns == NULL)
    return FALSE;
  rg_statement_bind_text (columns, 1, table);
  if (rg_statement_step (columns, error) != RG_STEP_ROW)
    return FALSE;
  sql = g_strdup_printf ("SELECT %s FROM \"%s\" ORDER BY %s", rg_statement_get_text (columns, 0),
                         table, rg_statement_get_text (columns, 1));
  g_string_append_printf (out, "== %s\n", table);
  return append_rows (db, sql, out, error);
}

static gboolean
append_all (RgDb *db, gpointer data, GError **error)
{
  g_autoptr (RgStatement) tables = rg_db_prepare (db, TABLES, error);
  RgStep step = RG_STEP_ERROR;

  while (tables != NULL && (step = rg_statement_step (tables, error)) == RG_STEP_ROW)
    if (!append_table (db, rg_statement_get_text (tables, 0), data, error))
      return FALSE;
  return step == RG_STEP_DONE;
}

char *
fault_state_read (RgStore *store, GError **error)
{
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (GRegex) identities =
      g_regex_new (IDENTITIES, G_REGEX_OPTIMIZE, G_REGEX_MATCH_DEFAULT, NULL);

  if (!rg_store_read_sync (store, RG_READER_ROWS, append_all, all, NULL, error))
    return NULL;
  return g_regex_replace_literal (identities, all->str, (gssize) all->len, 0, "?",
                                  G_REGEX_MATCH_DEFAULT, error);
}

/* --- SQLite's checks -------------------------------------------------------------------------- */

static gboolean
check_in_thread (RgDb *db, gpointer data, GError **error)
{
  g_autoptr (GString) found = g_string_new (NULL);

  if (!append_rows (db, "PRAGMA integrity_check", found, error) ||
      !append_rows (db, "PRAGMA foreign_key_check", found, error))
    return FALSE;
  if (g_str_equal (found->str, "ok|\n"))
    return TRUE;
  g_set_error_literal (error, FAULT_STATE_ERROR, 0, found->str);
  return FALSE;
}

gboolean
fault_state_is_whole (RgStore *store, GError **error)
{
  return rg_store_read_sync (store, RG_READER_ROWS, check_in_thread, NULL, NULL, error);
}

/* --- Derived rows and the dataset ------------------------------------------------------------- */

static gboolean
refresh_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (GString) were = g_string_new (NULL);
  g_autoptr (GString) are = g_string_new (NULL);

  if (!append_table (db, "customer_fact", were, error) ||
      !append_table (db, "permission", were, error) ||
      !append_table (db, "points_left", were, error) || !rg_facts_refresh_all (db, error) ||
      !rg_consent_refresh_all (db, error) || !rg_loyalty_refresh_all (db, error) ||
      !append_table (db, "customer_fact", are, error) ||
      !append_table (db, "permission", are, error) ||
      !append_table (db, "points_left", are, error))
    return FALSE;
  if (g_str_equal (were->str, are->str))
    return TRUE;
  g_set_error (error, FAULT_STATE_ERROR, 0, "derived rows:\n%s\n%s", were->str, are->str);
  return FALSE;
}

#define DATASET_SUMS \
  "SELECT (SELECT coalesce(sum(net_sales_minor), 0) FROM receipt), (SELECT count(*) FROM receipt " \
  "WHERE sale_lines > 0), (SELECT count(*) FROM customer WHERE merged_into IS NULL AND erased_at " \
  "IS NULL AND deleted_at IS NULL)"

static gboolean
compare_in_thread (RgDb *db, gpointer data, GError **error)
{
  const RgDataset *dataset = data;
  g_autoptr (RgStatement) row = rg_db_prepare (db, DATASET_SUMS, error);

  if (row == NULL || rg_statement_step (row, error) != RG_STEP_ROW)
    return FALSE;
  if (rg_dataset_facts (dataset)->all_net_sales == rg_statement_get_int (row, 0) &&
      rg_dataset_facts (dataset)->n_visits == rg_statement_get_int (row, 1) &&
      dataset->n_live == rg_statement_get_int (row, 2))
    return TRUE;
  g_set_error (error, FAULT_STATE_ERROR, 0, "the dataset counts %" G_GINT64_FORMAT ", %u, %u",
               rg_dataset_facts (dataset)->all_net_sales, rg_dataset_facts (dataset)->n_visits,
               dataset->n_live);
  return FALSE;
}

static gboolean
contradict_in_thread (RgDb *db, gpointer data, GError **error)
{
  return find_contradictions (db, error);
}

gboolean
fault_state_agrees (RgStore *store, GError **error)
{
  g_autoptr (RgDataset) dataset = NULL;

  if (!rg_store_read_sync (store, RG_READER_ROWS, contradict_in_thread, NULL, NULL, error) ||
      !rg_store_write_sync (store, "test", "Refresh", refresh_in_thread, NULL, NULL, NULL, error))
    return FALSE;
  dataset = rg_store_dup_dataset_sync (store, error);
  return dataset != NULL && rg_store_read_sync (store, RG_READER_ROWS, compare_in_thread, dataset,
                                                NULL, error);
}

char *
fault_state_read_file (const char *path)
{
  RgTestShop shop = { .path = (char *) path };
  g_autoptr (GError) error = NULL;
  char *state;

  fault_shop_open (&shop, &error);
  g_assert_no_error (error);
  fault_state_is_whole (shop.store, &error);
  g_assert_no_error (error);
  state = fault_state_read (shop.store, &error);
  g_assert_no_error (error);
  fault_shop_close (&shop);
  return state;
}
