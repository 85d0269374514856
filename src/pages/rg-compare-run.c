/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Comparing segments off the main thread. */
#include "pages/rg-compare-run.h"

#include "analysis/rg-overlap.h"
#include "store/rg-store-segments.h"

typedef struct {
  RgDataset *dataset;
  RgShop *shop;
  char *first;
  char *second;
  GArray *ids;
} RgComparing;

static void
rg_comparing_free (gpointer data)
{
  RgComparing *comparing = data;

  rg_dataset_unref (comparing->dataset);
  rg_shop_free (comparing->shop);
  g_clear_pointer (&comparing->ids, g_array_unref);
  g_free (comparing->first);
  g_free (comparing->second);
  g_free (comparing);
}

static RgComparing *
rg_comparing_new (RgStore *store)
{
  RgComparing *comparing = g_new0 (RgComparing, 1);

  comparing->dataset = rg_store_get_dataset (store);
  comparing->shop = rg_shop_copy (rg_store_get_shop (store));
  return comparing;
}

/* --- two side by side --- */

static void
rg_compare_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const RgComparing *comparing = data;
  const RgShop *shop = comparing->shop;
  const RgSegmentContext context = { .dataset = comparing->dataset,
                                     .today = rg_shop_get_counting_day (shop, comparing->dataset),
                                     .digits = shop->digits,
                                     .first_weekday = shop->first_weekday };
  const RgMakeUpBasis basis = { context.today, shop->country, shop->address };
  g_autoptr (RgBitset) first
    = rg_segment_evaluate_text (comparing->dataset, shop, comparing->first);
  g_autoptr (RgBitset) second
    = comparing->second != NULL
        ? rg_segment_evaluate_text (comparing->dataset, shop, comparing->second) : NULL;
  g_autoptr (RgNode) rules = rg_segment_parse (comparing->first, NULL, NULL);
  g_autoptr (RgNode) others
    = comparing->second != NULL ? rg_segment_parse (comparing->second, NULL, NULL) : NULL;
  const RgNode *const both[] = { rules, others };

  g_task_return_pointer (task,
                         rg_group_compare_new (&context, &basis, shop->currency, first, second,
                                               both),
                         (GDestroyNotify) rg_group_compare_free);
}

void
rg_compare_async (RgStore *store, const char *first, const char *second,
                  GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  RgComparing *comparing = rg_comparing_new (store);

  comparing->first = g_strdup (first);
  comparing->second = g_strdup (second);
  g_task_set_task_data (task, comparing, rg_comparing_free);
  g_task_run_in_thread (task, rg_compare_in_thread);
}

RgGroupCompare *
rg_compare_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/* --- overlap --- */

void
rg_overlap_free (RgOverlap *overlap)
{
  for (guint i = 0; i < overlap->n; i++)
    rg_bitset_unref (overlap->members[i]);
  rg_dataset_unref (overlap->dataset);
  g_strfreev (overlap->names);
  g_free (overlap->members);
  g_free (overlap->counts);
  g_free (overlap);
}

static void
rg_overlap_add (RgOverlap *overlap, const RgComparing *comparing, gint64 id)
{
  const RgDataset *dataset = comparing->dataset;
  const guint at = rg_names_find_id (&dataset->segments, id);

  if (at == RG_NOTHING)
    return;
  overlap->names[overlap->n] = g_strdup (dataset->segments.name[at]);
  overlap->members[overlap->n]
    = rg_segment_evaluate_text (dataset, comparing->shop, dataset->segment_text[at]);
  overlap->n++;
}

static void
rg_overlap_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const RgComparing *comparing = data;
  RgOverlap *overlap = g_new0 (RgOverlap, 1);

  overlap->dataset = rg_dataset_ref (comparing->dataset);
  overlap->names = g_new0 (char *, comparing->ids->len + 1);
  overlap->members = g_new0 (RgBitset *, comparing->ids->len + 1);
  for (guint i = 0; i < comparing->ids->len; i++)
    rg_overlap_add (overlap, comparing, g_array_index (comparing->ids, gint64, i));
  overlap->counts = g_new (guint, overlap->n * overlap->n + 1);
  rg_overlap_count ((const RgBitset *const *) overlap->members, overlap->n, overlap->counts);
  g_task_return_pointer (task, overlap, (GDestroyNotify) rg_overlap_free);
}

void
rg_overlap_async (RgStore *store, const gint64 *ids, guint n_ids, GCancellable *cancellable,
                  GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  RgComparing *comparing = rg_comparing_new (store);

  comparing->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (comparing->ids, ids, n_ids);
  g_task_set_task_data (task, comparing, rg_comparing_free);
  g_task_run_in_thread (task, rg_overlap_in_thread);
}

RgOverlap *
rg_overlap_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
