/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Stand-ins for rows that are lost and that others refer to. */
#include "db/rg-salvage-private.h"

#include "base/rg-date.h"

/* A stand-in may need another; it never goes deeper than import, action, source. */
#define MOST_ROUNDS 6

typedef struct
{
  RgDb *db;
  RgSalvageReport *report;
  gboolean changed;
} RgMending;

static const struct
{
  const char *table;
  const char *statement;
} stand_ins[] = {
  { "action", "salvage.stand-in-action" },       { "campaign", "salvage.stand-in-campaign" },
  { "category", "salvage.stand-in-category" },   { "customer", "salvage.stand-in-customer" },
  { "household", "salvage.stand-in-household" }, { "import", "salvage.stand-in-import" },
  { "location", "salvage.stand-in-location" },   { "product", "salvage.stand-in-product" },
  { "segment", "salvage.stand-in-segment" },     { "source", "salvage.stand-in-source" },
  { "staff", "salvage.stand-in-staff" },         { "tag", "salvage.stand-in-tag" },
  { "wording", "salvage.stand-in-wording" },
};

/* NULL: rows that refer to such a one are worth nothing without it. */
static const char *
rg_mend_find (const char *table)
{
  for (gsize i = 0; i < G_N_ELEMENTS (stand_ins); i++)
    if (g_str_equal (stand_ins[i].table, table))
      return stand_ins[i].statement;
  return NULL;
}

static RgStatement *
rg_mend_prepare (RgDb *db, const char *name, const char *table, const char *column,
                 const char *parent, GError **error)
{
  const char *template = rg_db_sql (db, name, error);
  g_autoptr (GString) sql = g_string_new (template);

  if (template == NULL)
    return NULL;
  g_string_replace (sql, "@table@", table, 0);
  g_string_replace (sql, "@column@", column, 0);
  g_string_replace (sql, "@parent@", parent, 0);
  return rg_db_prepare (db, sql->str, error);
}

static gboolean
rg_mend_one (RgMending *mending, const char *table, const char *column, const char *parent,
             gint64 id, GError **error)
{
  const char *name = rg_mend_find (parent);
  gboolean can_stand_in = name != NULL;
  g_autoptr (RgStatement) statement
    = can_stand_in ? rg_db_statement (mending->db, name, error)
                   : rg_mend_prepare (mending->db, "salvage.forget-rows", table, column, parent,
                                      error);
  RgSalvagedTable *report;

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, id);
  if (!rg_statement_run (statement, error))
    return FALSE;
  report = rg_salvage_report_find (mending->report, can_stand_in ? parent : table);
  if (can_stand_in)
    report->stand_ins += rg_db_n_changed (mending->db);
  else
    {
      report->refused += rg_db_n_changed (mending->db);
      report->saved -= rg_db_n_changed (mending->db);
    }
  mending->changed = TRUE;
  return TRUE;
}

static gboolean
rg_mend_ids (RgMending *mending, RgStatement *rows, const char *table, const char *column,
             const char *parent, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  RgStep step = RG_STEP_ERROR;

  while (rows != NULL && (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      gint64 id = rg_statement_get_int (rows, 0);
      g_array_append_val (ids, id);
    }
  for (guint i = 0; i < ids->len; i++)
    if (!rg_mend_one (mending, table, column, parent, g_array_index (ids, gint64, i), error))
      return FALSE;
  return step == RG_STEP_DONE;
}

/* Nothing stands in for such a one. */
static gboolean
rg_mend_unnumbered (RgMending *mending, const char *table, const char *column, const char *parent,
                    GError **error)
{
  g_autoptr (RgStatement) forget
    = rg_mend_prepare (mending->db, "salvage.forget-unnumbered", table, column, parent, error);
  RgSalvagedTable *report = rg_salvage_report_find (mending->report, table);
  gint64 forgotten;

  if (forget == NULL || !rg_statement_run (forget, error))
    return FALSE;
  forgotten = rg_db_n_changed (mending->db);
  report->refused += forgotten;
  report->saved -= forgotten;
  mending->changed |= forgotten > 0;
  return TRUE;
}

static gboolean
rg_mend_numbered (RgMending *mending, const char *table, const char *column, const char *parent,
                  GError **error)
{
  g_autoptr (RgStatement) lost
    = rg_mend_prepare (mending->db, "salvage.lost-values", table, column, parent, error);

  return rg_mend_ids (mending, lost, table, column, parent, error);
}

static gboolean
rg_mend_references (RgMending *mending, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (mending->db, "salvage.references", error);
  RgStep step = RG_STEP_ERROR;

  while (rows != NULL && (step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      const char *table = rg_statement_get_text (rows, 0);
      const char *column = rg_statement_get_text (rows, 1);
      const char *parent = rg_statement_get_text (rows, 2);

      if (rg_statement_get_int (rows, 3) != 0
            ? !rg_mend_unnumbered (mending, table, column, parent, error)
            : !rg_mend_numbered (mending, table, column, parent, error))
        return FALSE;
    }
  return step == RG_STEP_DONE;
}

static gboolean
rg_mend_lines (RgMending *mending, GError **error)
{
  g_autoptr (RgStatement) lost = rg_db_statement (mending->db, "salvage.lost-products", error);
  RgSalvagedTable *lines = rg_salvage_report_find (mending->report, "receipt_line");

  if (!rg_mend_ids (mending, lost, "receipt_line", "product_id", "product", error)
      || !rg_db_run (mending->db, "salvage.forget-lost-lines", error))
    return FALSE;
  lines->refused += rg_db_n_changed (mending->db);
  lines->saved -= rg_db_n_changed (mending->db);
  return TRUE;
}

static gboolean
rg_mend_shop (RgMending *mending, const char *name, const char *currency, GError **error)
{
  g_autoptr (RgStatement) shop = rg_db_statement (mending->db, "salvage.stand-in-shop", error);

  if (shop == NULL)
    return FALSE;
  rg_statement_bind_text (shop, 1, name);
  rg_statement_bind_text (shop, 2, currency);
  rg_statement_bind_int (shop, 3, rg_instant_now ());
  if (!rg_statement_run (shop, error))
    return FALSE;
  rg_salvage_report_find (mending->report, "shop")->stand_ins += rg_db_n_changed (mending->db);
  return rg_db_run (mending->db, "salvage.stand-in-generation", error);
}

gboolean
rg_salvage_mend (RgDb *db, RgSalvageReport *report, const char *name, const char *currency,
                 GError **error)
{
  RgMending mending = { db, report, TRUE };

  if (!rg_db_exec (db, "PRAGMA foreign_keys = OFF", "settings", error)
      || !rg_db_exec (db, "BEGIN", "begin", error)
      || !rg_mend_shop (&mending, name, currency, error) || !rg_mend_lines (&mending, error))
    return FALSE;
  for (guint i = 0; mending.changed && i < MOST_ROUNDS; i++)
    {
      mending.changed = FALSE;
      if (!rg_mend_references (&mending, error))
        return FALSE;
    }
  return rg_db_exec (db, "COMMIT", "save", error)
         && rg_db_exec (db, "PRAGMA foreign_keys = ON", "settings", error);
}
