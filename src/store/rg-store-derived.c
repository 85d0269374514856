/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The derived tables that follow every write: one customer after the other, or, where an action
 * changed thousands, most of them at once. */
#include "store/rg-store-private.h"

#include "store/rg-store-consent.h"
#include "store/rg-store-facts.h"
#include "store/rg-store-loyalty.h"

/* Below, one by one is quick enough. */
#define RG_DERIVED_FEW 1000

static int
rg_derived_compare (gconstpointer a, gconstpointer b)
{
  const gint64 first = *(const gint64 *) a;
  const gint64 second = *(const gint64 *) b;

  return first < second ? -1 : first > second;
}

static gboolean
rg_derived_add (RgStatement *add, gint64 id, GError **error)
{
  rg_statement_bind_int (add, 1, id);
  return rg_statement_run (add, error);
}

/* In order and once each. */
static gboolean
rg_derived_choose (RgDb *db, const gint64 *customers, gsize n_customers, GError **error)
{
  g_autofree gint64 *ids = g_memdup2 (customers, n_customers * sizeof *customers);
  g_autoptr (RgStatement) add = NULL;

  if (!rg_db_run (db, "derived.stale", error) || !rg_db_run (db, "derived.clear", error))
    return FALSE;
  add = rg_db_statement (db, "derived.add", error);
  if (add == NULL)
    return FALSE;
  qsort (ids, n_customers, sizeof *ids, rg_derived_compare);
  for (gsize i = 0; i < n_customers; i++)
    if ((i == 0 || ids[i] != ids[i - 1]) && !rg_derived_add (add, ids[i], error))
      return FALSE;
  return rg_db_run (db, "derived.sort-out", error);
}

static GArray *
rg_derived_read (RgDb *db, const char *name, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (RgStatement) rows = rg_db_statement (db, name, error);
  RgStep step;

  if (rows == NULL)
    return NULL;
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      const gint64 id = rg_statement_get_int (rows, 0);

      g_array_append_val (ids, id);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

/* Who is gone has nothing derived; who is by themselves needs no look at others; the rest, whom a
 * merge, a permission or an erasure concerns, one by one. */
static gboolean
rg_derived_refresh_many (RgDb *db, const gint64 *customers, gsize n_customers, GError **error)
{
  g_autoptr (GArray) others = NULL;
  gint64 n;
  gboolean all;

  if (!rg_derived_choose (db, customers, n_customers, error))
    return FALSE;
  others = rg_derived_read (db, "derived.others", error);
  if (others == NULL || !rg_db_run (db, "derived.forget-permission", error) ||
      !rg_db_run (db, "derived.forget-points", error) ||
      !rg_consent_refresh (db, (const gint64 *) (gpointer) others->data, others->len, error) ||
      !rg_loyalty_refresh (db, (const gint64 *) (gpointer) others->data, others->len, error) ||
      !rg_db_get_int (db, "derived.count", &n, error) ||
      !rg_facts_wants_all (db, (gsize) n, &all, error))
    return FALSE;
  if (all)
    return rg_facts_refresh_all (db, error);
  return rg_facts_refresh_stale (db, error) &&
         rg_facts_refresh (db, (const gint64 *) (gpointer) others->data, others->len, error);
}

gboolean
rg_store_refresh_derived (RgDb *db, const gint64 *customers, gsize n_customers, GError **error)
{
  if (n_customers > RG_DERIVED_FEW)
    return rg_derived_refresh_many (db, customers, n_customers, error);
  return n_customers == 0 || (rg_consent_refresh (db, customers, n_customers, error) &&
                              rg_loyalty_refresh (db, customers, n_customers, error) &&
                              rg_facts_refresh (db, customers, n_customers, error));
}
