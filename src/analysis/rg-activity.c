/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What people did in the web shop, by position: made when it is asked for first. */
#include "config.h"

#include "analysis/rg-activity.h"

#include "analysis/rg-dataset-private.h"

static void
rg_acts_alloc (RgActs *acts, guint n)
{
  acts->n = 0;
  acts->who = g_new (guint32, n + 1);
  acts->product = g_new (guint32, n + 1);
  acts->day = g_new (RgDay, n + 1);
}

static void
rg_acts_put (RgActs *acts, guint who, guint product, RgDay day)
{
  acts->who[acts->n] = who;
  acts->product[acts->n] = product;
  acts->day[acts->n++] = day;
}

void
rg_acts_free (RgActs *acts)
{
  for (guint left = 0; left < 2; left++)
    {
      g_free (acts[left].who);
      g_free (acts[left].product);
      g_free (acts[left].day);
    }
  g_free (acts);
}

/* In the order of the column: who did several things has them one after the other. */
static RgActs *
rg_acts_new (const RgDataset *dataset)
{
  const RgOwnColumn *column = dataset->activity;
  const RgNames *products = &dataset->products.names;
  const guint n = column != NULL ? column->n : 0;
  RgIdMap *by_id = rg_id_map_new (products->id, products->n);
  RgActs *acts = g_new0 (RgActs, 2);
  guint n_left = 0;

  for (guint i = 0; i < n; i++)
    n_left += rg_activity_is_left (column->value[i]);
  rg_acts_alloc (&acts[0], n - n_left);
  rg_acts_alloc (&acts[1], n_left);
  for (guint i = 0; i < n; i++)
    {
      const guint who = rg_dataset_find_customer (dataset, column->customer[i]);
      const guint product = rg_id_map_find (by_id, rg_activity_product (column->value[i]));

      if (who != RG_NOBODY)
        rg_acts_put (&acts[rg_activity_is_left (column->value[i])], who,
                     MIN (product, products->n), rg_activity_day (column->value[i]));
    }
  rg_id_map_unref (by_id);
  return acts;
}

const RgActs *
rg_dataset_acts (const RgDataset *dataset, gboolean left)
{
  RgDatasetFull *full = (RgDatasetFull *) dataset;
  RgActs *acts = g_atomic_pointer_get (&full->acts);

  if (acts == NULL)
    {
      g_mutex_lock (&full->counting);
      if (full->acts == NULL)
        g_atomic_pointer_set (&full->acts, rg_acts_new (dataset));
      acts = full->acts;
      g_mutex_unlock (&full->counting);
    }
  return &acts[left];
}
