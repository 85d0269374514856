/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a generation derives from its rows: who lives, where merges lead, facts and totals. */
#include "config.h"

#include "analysis/rg-dataset-private.h"

#include <string.h>

/* --- merges ------------------------------------------------------------------------------- */

static const RgMerge *
rg_merges_find (const GArray *merges, guint position)
{
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

static guint
rg_dataset_next_of_merge (const RgDatasetFull *full, const RgMerge *merge)
{
  guint next = rg_id_map_find (full->customer_map, merge->into);

  return next != RG_NOTHING && (full->removed == NULL || !rg_bitset_get (full->removed, next))
           ? next : RG_NOBODY;
}

/* Follows the pointers to their end. A circle or a pointer to nowhere, which the store's
 * constraints rule out, makes the customer one of its own instead of losing it. */
static guint
rg_dataset_follow (const RgDatasetFull *full, const RgMerge *merge)
{
  guint start = merge->position;
  guint at = rg_dataset_next_of_merge (full, merge);

  for (guint steps = 0; at != RG_NOBODY && steps <= full->merges->len; steps++)
    {
      merge = rg_merges_find (full->merges, at);
      if (merge == NULL)
        return at;
      at = rg_dataset_next_of_merge (full, merge);
    }
  return start;
}

static int
rg_merge_order_compare (gconstpointer a, gconstpointer b, gpointer merges)
{
  const RgMerge *x = &g_array_index ((GArray *) merges, RgMerge, *(const guint32 *) a);
  const RgMerge *y = &g_array_index ((GArray *) merges, RgMerge, *(const guint32 *) b);

  if (x->target != y->target)
    return x->target < y->target ? -1 : 1;
  return (x->position > y->position) - (x->position < y->position);
}

static void
rg_dataset_settle_merges (RgDatasetFull *full)
{
  guint kept = 0;

  for (guint i = 0; i < full->merges->len; i++)
    {
      RgMerge *merge = &g_array_index (full->merges, RgMerge, i);

      merge->target = rg_dataset_follow (full, merge);
    }
  full->merged_order = g_new (guint32, full->merges->len + 1);
  for (guint i = 0; i < full->merges->len; i++)
    if (g_array_index (full->merges, RgMerge, i).target !=
        g_array_index (full->merges, RgMerge, i).position)
      full->merged_order[kept++] = i;
  g_sort_array (full->merged_order, kept, sizeof (guint32), rg_merge_order_compare,
                full->merges);
  full->n_merged = kept;
}

static void
rg_dataset_settle_living (RgDatasetFull *full)
{
  full->live = rg_bitset_new (full->public.n_customers);
  rg_bitset_set_all (full->live);
  if (full->removed != NULL)
    rg_bitset_and_not (full->live, full->removed);
  for (guint i = 0; i < full->n_merged; i++)
    rg_bitset_remove (full->live, g_array_index (full->merges, RgMerge,
                                                 full->merged_order[i]).position);
  full->public.live = full->live;
  full->public.n_live = rg_bitset_count (full->live);
}

/* --- facts -------------------------------------------------------------------------------- */

void
rg_facts_add (RgFactColumns *facts, guint position, const RgSales *sales, guint receipt)
{
  facts->spend[position] += rg_sales_net (sales, receipt);
  if (!rg_bitset_get (sales->visit, receipt))
    return;
  facts->visits[position]++;
  if (facts->first_day[position] == RG_DAY_NONE ||
      facts->first_day[position] > sales->day[receipt])
    facts->first_day[position] = sales->day[receipt];
  if (facts->last_day[position] < sales->day[receipt])
    facts->last_day[position] = sales->day[receipt];
}

static RgFactColumns *
rg_dataset_count_all_facts (RgDatasetFull *full)
{
  RgFactColumns *facts = rg_fact_columns_new (full->public.n_customers);
  RgReceiptIter iter;

  rg_receipt_iter_init (&iter, &full->public, G_MININT32, G_MAXINT32);
  while (rg_receipt_iter_next (&iter))
    {
      guint position = rg_dataset_receipt_customer (&full->public, iter.sales, iter.receipt);

      if (position != RG_NOBODY)
        rg_facts_add (facts, position, iter.sales, iter.receipt);
    }
  return facts;
}

static void
rg_dataset_recount_customer (RgDatasetFull *full, RgFactColumns *facts, guint position)
{
  guint n;
  g_autofree RgReceiptRef *refs = NULL;

  facts->visits[position] = 0;
  facts->spend[position] = 0;
  facts->first_day[position] = facts->last_day[position] = RG_DAY_NONE;
  if (!rg_bitset_get (full->live, position))
    return;
  refs = rg_dataset_customer_receipts (&full->public, position, &n);
  for (guint i = 0; i < n; i++)
    rg_facts_add (facts, position, refs[i].sales, refs[i].receipt);
}

static RgFactColumns *
rg_dataset_recount_facts (RgDatasetFull *full, const RgBitset *touched,
                          const RgFactColumns *before)
{
  g_autoptr (RgBitset) all = rg_bitset_copy_resized (touched, full->public.n_customers);
  RgFactColumns *facts = rg_fact_columns_copy (before, full->public.n_customers);

  for (guint i = rg_bitset_next (touched, 0); i < touched->n_bits;
       i = rg_bitset_next (touched, i + 1))
    {
      guint target = rg_dataset_resolve (&full->public, i);

      if (target != RG_NOBODY)
        rg_bitset_add (all, target);
    }
  for (guint i = rg_bitset_next (all, 0); i < all->n_bits; i = rg_bitset_next (all, i + 1))
    rg_dataset_recount_customer (full, facts, i);
  return facts;
}

static void
rg_dataset_count_totals (RgDataset *dataset, gint64 *net_sales, guint *n_visits)
{
  RgReceiptIter iter;

  *net_sales = 0;
  *n_visits = 0;
  dataset->first_day = dataset->last_day = RG_DAY_NONE;
  rg_receipt_iter_init (&iter, dataset, G_MININT32, G_MAXINT32);
  while (rg_receipt_iter_next (&iter))
    {
      RgDay day = iter.sales->day[iter.receipt];

      *net_sales += rg_sales_net (iter.sales, iter.receipt);
      *n_visits += rg_bitset_get (iter.sales->visit, iter.receipt);
      if (dataset->first_day == RG_DAY_NONE || dataset->first_day > day)
        dataset->first_day = day;
      if (dataset->last_day < day)
        dataset->last_day = day;
    }
}

/* --- all of it ---------------------------------------------------------------------------- */

static void
rg_dataset_publish (RgDatasetFull *full)
{
  RgDataset *dataset = &full->public;

  for (guint i = 0; i < RG_CHANNELS; i++)
    for (guint j = 0; j < 2; j++)
      dataset->permission[i][j] = full->permission[i][j];
  dataset->dead = full->dead;
  dataset->countries = full->countries->names;
  dataset->cities = full->cities->names;
  dataset->postcodes = full->postcodes->names;
  dataset->categories = full->categories->names;
  dataset->locations = full->locations->names;
  dataset->location_address = (const char *const *) full->locations->code->pdata;
  dataset->location_online = (const guint8 *) full->locations->online->data;
  dataset->tags = full->tags->names;
  dataset->brands = full->brands->names;
  dataset->suppliers = full->suppliers->names;
  dataset->segments = full->segments->names;
  dataset->segment_text = (const char *const *) full->segments->code->pdata;
  dataset->tag_members = (const RgBitset *const *) full->tag_members->pdata;
  rg_dataset_publish_own (full);
  dataset->products = (RgProducts) {
    .names = full->products->names,
    .code = (const char *const *) full->products->code->pdata,
    .folded_code = (const char *const *) full->products->folded_code->pdata,
    .code_hash = (const guint32 *) (gpointer) full->products->code_hash->data,
    .category = (const guint32 *) (gpointer) full->products->category->data,
    .brand = (const guint32 *) (gpointer) full->products->brand->data,
    .supplier = (const guint32 *) (gpointer) full->products->supplier->data,
    .warranty = (const guint16 *) (gpointer) full->products->warranty->data,
    .lifetime = (const guint16 *) (gpointer) full->products->lifetime->data,
  };
}

void
rg_dataset_complete_people (RgDatasetFull *full)
{
  rg_dataset_publish (full);
  rg_dataset_settle_merges (full);
  rg_dataset_settle_living (full);
}

const RgFactColumns *
rg_dataset_fact_columns (const RgDataset *dataset)
{
  rg_dataset_facts (dataset);
  return RG_DATASET_FULL (dataset)->facts;
}

void
rg_dataset_publish_facts (RgDatasetFull *full, RgFactColumns *facts, gint64 net_sales,
                          guint n_visits)
{
  full->facts = facts;
  full->counted = (RgFacts) { facts->visits, facts->first_day, facts->last_day, facts->spend,
                              net_sales, n_visits };
  g_atomic_pointer_set (&full->public.facts, &full->counted);
}

void
rg_dataset_complete (RgDatasetFull *full, const RgBitset *touched, const RgFactColumns *before)
{
  gint64 net_sales;
  guint n_visits;

  rg_dataset_complete_people (full);
  rg_dataset_count_totals (&full->public, &net_sales, &n_visits);
  rg_dataset_publish_facts (full,
                            before == NULL ? rg_dataset_count_all_facts (full)
                                           : rg_dataset_recount_facts (full, touched, before),
                            net_sales, n_visits);
}
