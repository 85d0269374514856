/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The dataset: life and death of a generation, and reading it. */
#include "config.h"

#include "analysis/rg-activity.h"
#include "analysis/rg-entries.h"
#include "analysis/rg-dataset-private.h"
#include "analysis/rg-own-column.h"
#include "analysis/rg-spots.h"

#include "base/rg-numbers.h"

#include <string.h>

/* --- facts -------------------------------------------------------------------------------- */

RgFactColumns *
rg_fact_columns_new (guint n)
{
  RgFactColumns *facts = g_atomic_rc_box_new0 (RgFactColumns);

  facts->n = n;
  facts->visits = RG_NUMBERS_NEW0 (guint32, n + 1);
  facts->first_day = RG_NUMBERS_NEW (RgDay, n + 1);
  facts->last_day = RG_NUMBERS_NEW (RgDay, n + 1);
  facts->spend = RG_NUMBERS_NEW0 (gint64, n + 1);
  for (guint i = 0; i <= n; i++)
    facts->first_day[i] = facts->last_day[i] = RG_DAY_NONE;
  return facts;
}

RgFactColumns *
rg_fact_columns_copy (const RgFactColumns *facts, guint n)
{
  RgFactColumns *copy = rg_fact_columns_new (n);
  guint kept = MIN (n, facts->n);

  memcpy (copy->visits, facts->visits, kept * sizeof (guint32));
  memcpy (copy->first_day, facts->first_day, kept * sizeof (RgDay));
  memcpy (copy->last_day, facts->last_day, kept * sizeof (RgDay));
  memcpy (copy->spend, facts->spend, kept * sizeof (gint64));
  return copy;
}

static void
rg_fact_columns_clear (gpointer data)
{
  RgFactColumns *facts = data;

  g_free (facts->visits);
  g_free (facts->first_day);
  g_free (facts->last_day);
  g_free (facts->spend);
}

void
rg_fact_columns_unref (RgFactColumns *facts)
{
  g_atomic_rc_box_release_full (facts, rg_fact_columns_clear);
}

/* --- life --------------------------------------------------------------------------------- */

RgDatasetFull *
rg_dataset_alloc (void)
{
  RgDatasetFull *full = g_atomic_rc_box_new0 (RgDatasetFull);

  g_mutex_init (&full->counting);
  full->public.activity_until = G_MAXINT32;
  return full;
}

RgDictionary **
rg_dataset_dictionary (RgDatasetFull *full, guint which)
{
  RgDictionary **all[N_DICTIONARIES] = { &full->countries, &full->cities, &full->postcodes,
                                         &full->categories, &full->locations, &full->tags,
                                         &full->products,
                                         &full->brands, &full->suppliers, &full->segments };

  return all[which];
}

void
rg_dataset_share_dictionaries (RgDatasetFull *full, const RgDatasetFull *from)
{
  for (guint i = 0; i < N_DICTIONARIES; i++)
    *rg_dataset_dictionary (full, i) =
      rg_dictionary_ref (*rg_dataset_dictionary ((RgDatasetFull *) from, i));
}

static void
rg_dataset_clear (gpointer data)
{
  RgDatasetFull *full = data;

  g_clear_pointer (&full->chunks, g_ptr_array_unref);
  g_clear_pointer (&full->customer_map, rg_id_map_unref);
  g_clear_pointer (&full->live, rg_bitset_unref);
  g_clear_pointer (&full->removed, rg_bitset_unref);
  g_clear_pointer (&full->dead, rg_bitset_unref);
  for (guint i = 0; i < RG_CHANNELS; i++)
    for (guint j = 0; j < 2; j++)
      g_clear_pointer (&full->permission[i][j], rg_bitset_unref);
  g_clear_pointer (&full->merges, g_array_unref);
  g_free (full->merged_order);
  for (guint i = 0; i < N_DICTIONARIES; i++)
    g_clear_pointer (rg_dataset_dictionary (full, i), rg_dictionary_unref);
  g_clear_pointer (&full->tag_members, g_ptr_array_unref);
  g_clear_pointer (&full->facts, rg_fact_columns_unref);
  g_clear_pointer (&full->past_of, rg_dataset_unref);
  g_mutex_clear (&full->counting);
  g_clear_pointer (&full->own, g_ptr_array_unref);
  g_clear_pointer (&full->known, g_ptr_array_unref);
  g_clear_pointer (&full->hands, g_ptr_array_unref);
  g_clear_pointer (&full->activity, g_ptr_array_unref);
  g_clear_pointer (&full->acts, rg_acts_free);
  g_clear_pointer (&full->spots, rg_spots_free);
  rg_dataset_set_points (&full->public, NULL);
  for (guint i = 0; i < RG_ENTRY_SORTS; i++)
    rg_dataset_set_entries (&full->public, (RgEntrySort) i, NULL);
  if (full->kept_points != NULL)
    full->free_points (full->kept_points);
  for (guint i = 0; i < 2; i++)
    if (full->public.sales[i] != NULL)
      rg_sales_unref ((RgSales *) full->public.sales[i]);
}

RgDataset *
rg_dataset_ref (const RgDataset *dataset)
{
  return g_atomic_rc_box_acquire ((gpointer) dataset);
}

void
rg_dataset_unref (RgDataset *dataset)
{
  g_atomic_rc_box_release_full (dataset, rg_dataset_clear);
}

/* --- customers ---------------------------------------------------------------------------- */

gboolean
rg_dataset_customer_exists (const RgDataset *dataset, guint position)
{
  const RgBitset *removed = RG_DATASET_FULL (dataset)->removed;

  return position < dataset->n_customers &&
         (removed == NULL || !rg_bitset_get (removed, position));
}

const guint32 *
rg_dataset_positions (const RgDataset *dataset, guint *n)
{
  const RgIdMap *map = RG_DATASET_FULL (dataset)->customer_map;

  *n = map->n;
  return map->table;
}

guint
rg_dataset_find_customer (const RgDataset *dataset, gint64 id)
{
  guint position = rg_id_map_find (RG_DATASET_FULL (dataset)->customer_map, id);

  return position != RG_NOTHING && rg_dataset_customer_exists (dataset, position) ? position
                                                                                  : RG_NOBODY;
}

static const RgMerge *
rg_dataset_find_merge (const RgDataset *dataset, guint position)
{
  const GArray *merges = RG_DATASET_FULL (dataset)->merges;
  guint low = 0, high = merges->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (merges, RgMerge, middle).position < position)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == merges->len || g_array_index (merges, RgMerge, low).position != position)
    return NULL;
  return &g_array_index (merges, RgMerge, low);
}

guint
rg_dataset_resolve (const RgDataset *dataset, guint position)
{
  const RgMerge *merge;

  if (position >= dataset->n_customers)
    return RG_NOBODY;
  if (rg_bitset_get (dataset->live, position))
    return position;
  merge = rg_dataset_find_merge (dataset, position);
  return merge != NULL ? merge->target : RG_NOBODY;
}

gboolean
rg_dataset_has_merged (const RgDataset *dataset)
{
  return RG_DATASET_FULL (dataset)->n_merged > 0;
}

guint32 *
rg_dataset_merged (const RgDataset *dataset, guint position, guint *n)
{
  const RgDatasetFull *full = RG_DATASET_FULL (dataset);
  guint low = 0, high = full->n_merged;
  guint32 *list;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (full->merges, RgMerge, full->merged_order[middle]).target < position)
        low = middle + 1;
      else
        high = middle;
    }
  for (high = low; high < full->n_merged; high++)
    if (g_array_index (full->merges, RgMerge, full->merged_order[high]).target != position)
      break;
  list = g_new (guint32, high - low + 1);
  list[0] = position;
  for (guint i = low; i < high; i++)
    list[i - low + 1] =
      g_array_index (full->merges, RgMerge, full->merged_order[i]).position;
  *n = high - low + 1;
  return list;
}

guint
rg_dataset_n_chunks (const RgDataset *dataset)
{
  return RG_DATASET_FULL (dataset)->chunks->len;
}

const RgCustomerChunk *
rg_dataset_chunk (const RgDataset *dataset, guint chunk)
{
  return RG_DATASET_FULL (dataset)->chunks->pdata[chunk];
}

RgPermission
rg_dataset_permission (const RgDataset *dataset, guint position, RgChannel channel)
{
  if (rg_bitset_get (dataset->permission[channel][0], position))
    return RG_PERMISSION_YES;
  return rg_bitset_get (dataset->permission[channel][1], position) ? RG_PERMISSION_NO
                                                                   : RG_PERMISSION_UNKNOWN;
}

/* step: how far the numbers of two positions lie apart. */
#define RG_FOLD_EACH(dataset, values, step)                                                    \
  for (guint i = 0; i < RG_DATASET_FULL (dataset)->merges->len; i++)                           \
    {                                                                                          \
      const RgMerge *merge = &g_array_index (RG_DATASET_FULL (dataset)->merges, RgMerge, i);   \
      if (merge->target == merge->position)                                                    \
        continue;                                                                              \
      if (merge->target != RG_NOBODY)                                                          \
        (values)[merge->target * (step)] += (values)[merge->position * (step)];                \
      (values)[merge->position * (step)] = 0;                                                  \
    }

#define RG_FOLD(dataset, values) RG_FOLD_EACH (dataset, values, 1)

void
rg_dataset_fold_sums (const RgDataset *dataset, gint64 *values)
{
  RG_FOLD (dataset, values)
}

void
rg_dataset_fold_counts (const RgDataset *dataset, guint32 *values)
{
  RG_FOLD (dataset, values)
}

/* FALSE: a sum does not fit. */
#define RG_FOLD_CHECKED(dataset, values)                                                       \
  for (guint i = 0; i < RG_DATASET_FULL (dataset)->merges->len; i++)                           \
    {                                                                                          \
      const RgMerge *merge = &g_array_index (RG_DATASET_FULL (dataset)->merges, RgMerge, i);   \
      if (merge->target == merge->position)                                                    \
        continue;                                                                              \
      if (merge->target != RG_NOBODY &&                                                        \
          __builtin_add_overflow ((values)[merge->target], (values)[merge->position],          \
                                  &(values)[merge->target]))                                   \
        return FALSE;                                                                          \
      (values)[merge->position] = 0;                                                           \
    }                                                                                          \
  return TRUE;

gboolean
rg_dataset_fold_short (const RgDataset *dataset, gint32 *values)
{
  RG_FOLD_CHECKED (dataset, values)
}

gboolean
rg_dataset_fold_tiny (const RgDataset *dataset, gint8 *values)
{
  RG_FOLD_CHECKED (dataset, values)
}

void
rg_dataset_fold_pairs (const RgDataset *dataset, gint64 *values)
{
  RG_FOLD_EACH (dataset, values, 2)
  RG_FOLD_EACH (dataset, values + 1, 2)
}

void
rg_dataset_fold_members (const RgDataset *dataset, RgBitset *members)
{
  const GArray *merges = RG_DATASET_FULL (dataset)->merges;

  for (guint i = 0; i < merges->len; i++)
    {
      const RgMerge *merge = &g_array_index (merges, RgMerge, i);

      if (merge->target != RG_NOBODY && rg_bitset_get (members, merge->position))
        rg_bitset_add (members, merge->target);
    }
  rg_bitset_and (members, dataset->live);
}

/* --- receipts ----------------------------------------------------------------------------- */

gboolean
rg_dataset_has_web_shop (const RgDataset *dataset)
{
  return dataset->locations.n > 0 &&
         memchr (dataset->location_online, TRUE, dataset->locations.n) != NULL;
}

void
rg_receipt_iter_init (RgReceiptIter *iter, const RgDataset *dataset, RgDay from, RgDay to)
{
  *iter = (RgReceiptIter) { .dataset = dataset, .from = from, .to = to };
}

/* Steps to the first counting receipt of the next block that has one. */
gboolean
rg_receipt_iter_next_block (RgReceiptIter *iter)
{
  while (iter->block < 2)
    {
      iter->sales = iter->dataset->sales[iter->block++];
      iter->receipt = rg_sales_find_day (iter->sales, iter->from);
      iter->end = iter->to == G_MAXINT32 ? iter->sales->n_receipts
                                         : rg_sales_find_day (iter->sales, iter->to + 1);
      for (; iter->receipt < iter->end; iter->receipt++)
        if (rg_dataset_receipt_counts (iter->dataset, iter->sales, iter->receipt))
          return TRUE;
    }
  return FALSE;
}

static int
rg_receipt_ref_compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const RgReceiptRef *x = a;
  const RgReceiptRef *y = b;
  RgDay day_x = x->sales->day[x->receipt], day_y = y->sales->day[y->receipt];
  gint32 second_x = x->sales->second[x->receipt], second_y = y->sales->second[y->receipt];
  gint64 id_x = rg_sales_id (x->sales, x->receipt), id_y = rg_sales_id (y->sales, y->receipt);

  if (day_x != day_y)
    return day_x < day_y ? -1 : 1;
  if (second_x != second_y)
    return second_x < second_y ? -1 : 1;
  return (id_x > id_y) - (id_x < id_y);
}

RgReceiptRef *
rg_dataset_customer_receipts (const RgDataset *dataset, guint position, guint *n)
{
  GArray *refs = g_array_new (FALSE, FALSE, sizeof (RgReceiptRef));
  guint n_positions;
  g_autofree guint32 *positions = rg_dataset_merged (dataset, position, &n_positions);
  guint runs = 0;

  for (guint block = 0; block < 2; block++)
    for (guint i = 0; i < n_positions; i++)
      {
        const RgSales *sales = dataset->sales[block];
        guint before = refs->len;
        guint end = positions[i] < sales->n_customers ? sales->customer_start[positions[i] + 1] : 0;

        for (guint k = end > 0 ? sales->customer_start[positions[i]] : 0; k < end; k++)
          {
            RgReceiptRef ref = { sales, sales->by_customer[k] };

            if (rg_dataset_receipt_counts (dataset, sales, ref.receipt))
              g_array_append_val (refs, ref);
          }
        runs += refs->len > before;
      }
  if (runs > 1)
    g_array_sort_with_data (refs, rg_receipt_ref_compare, NULL);
  *n = refs->len;
  return (RgReceiptRef *) (gpointer) g_array_free (refs, FALSE);
}

gsize
rg_dataset_memory (const RgDataset *dataset)
{
  const RgDatasetFull *full = RG_DATASET_FULL (dataset);
  gsize a_set = dataset->n_customers / 8 + sizeof (RgBitset);
  gsize bytes = rg_sales_memory (dataset->sales[0]) + rg_sales_memory (dataset->sales[1]);

  for (guint i = 0; i < full->chunks->len; i++)
    bytes += rg_chunk_memory (full->chunks->pdata[i]);
  bytes += (1 + 2 * RG_CHANNELS + full->tag_members->len) * a_set;
  bytes += dataset->n_customers * (sizeof (guint32) + 2 * sizeof (RgDay) + sizeof (gint64));
  for (guint i = 0; i < dataset->n_own; i++)
    bytes += rg_own_column_memory (dataset->own[i]);
  for (guint i = 0; i < dataset->n_known; i++)
    bytes += rg_own_column_memory (dataset->known[i]);
  for (guint i = 0; i < dataset->n_hands; i++)
    bytes += rg_own_column_memory (dataset->hands[i]);
  if (dataset->activity != NULL)
    bytes += rg_own_column_memory (dataset->activity) +
             (gsize) dataset->activity->n * (2 * sizeof (guint32) + sizeof (RgDay));
  if (dataset->points != NULL)
    bytes += rg_points_memory (dataset->points) + dataset->n_customers * sizeof (guint32);
  for (guint i = 0; i < RG_ENTRY_SORTS; i++)
    bytes += rg_entries_memory (dataset->entries[i]);
  bytes += full->customer_map->n * (full->customer_map->table != NULL ? 4 : 12);
  return bytes + full->merges->len * (sizeof (RgMerge) + sizeof (guint32));
}
