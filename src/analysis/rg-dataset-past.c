/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The dataset as of a day. Receipts are in time order: what came later is the end of each block. Of
 * the customers' facts only those change who came since, or, where most came since, all are counted
 * anew: whichever reads less. */
#include "config.h"

#include "analysis/rg-dataset-past.h"

#include "analysis/rg-dataset-private.h"

/* --- people ------------------------------------------------------------------------------- */

static gpointer
rg_past_ref_set (gconstpointer set, gpointer data)
{
  return rg_bitset_ref ((RgBitset *) set);
}

/* Whoever was not known yet is gone, but for those whom somebody was merged into who was. */
static RgBitset *
rg_past_find_removed (const RgDataset *dataset, RgDay day, const RgDay *known)
{
  const RgDatasetFull *from = RG_DATASET_FULL (dataset);
  RgBitset *removed = from->removed != NULL
                        ? rg_bitset_copy_resized (from->removed, dataset->n_customers)
                        : rg_bitset_new (dataset->n_customers);
  guint8 later[RG_CHUNK_SIZE];

  for (guint first = 0; first < dataset->n_customers; first += RG_CHUNK_SIZE)
    {
      const guint n = MIN (RG_CHUNK_SIZE, dataset->n_customers - first);

      for (guint i = 0; i < n; i++)
        later[i] = known[first + i] > day;
      rg_bitset_put_flags (removed, first, later, n);
    }
  for (guint i = 0; i < from->n_merged; i++)
    {
      const RgMerge *merge = &g_array_index (from->merges, RgMerge, from->merged_order[i]);

      if (known[merge->position] <= day && merge->target != RG_NOBODY)
        rg_bitset_remove (removed, merge->target);
    }
  return removed;
}

static RgBitset *
rg_past_living_of (const RgBitset *set, const RgBitset *removed)
{
  RgBitset *living = rg_bitset_copy_resized (set, removed->n_bits);

  rg_bitset_and_not (living, removed);
  return living;
}

static void
rg_past_take_people (RgDatasetFull *full, const RgDatasetFull *from, RgBitset *removed,
                     RgBitset *const unsaid[RG_CHANNELS])
{
  rg_dataset_share_dictionaries (full, from);
  full->public.generation = from->public.generation;
  full->public.n_customers = from->public.n_customers;
  full->chunks = g_ptr_array_ref (from->chunks);
  full->customer_map = rg_id_map_ref (from->customer_map);
  full->removed = removed;
  for (guint c = 0; c < RG_CHANNELS; c++)
    for (guint j = 0; j < 2; j++)
      {
        full->permission[c][j] = rg_past_living_of (from->permission[c][j], removed);
        rg_bitset_and_not (full->permission[c][j], unsaid[c]);
      }
  full->tag_members = g_ptr_array_copy (from->tag_members, rg_past_ref_set, NULL);
  g_ptr_array_set_free_func (full->tag_members, (GDestroyNotify) rg_bitset_unref);
  for (guint i = 0; i < full->tag_members->len; i++)
    {
      RgBitset *set = full->tag_members->pdata[i];

      full->tag_members->pdata[i] = rg_past_living_of (set, removed);
      rg_bitset_unref (set);
    }
  full->merges = g_array_copy (from->merges);
  full->own = from->own != NULL ? g_ptr_array_ref (from->own) : NULL;
  full->known = from->known != NULL ? g_ptr_array_ref (from->known) : NULL;
  full->hands = from->hands != NULL ? g_ptr_array_ref (from->hands) : NULL;
  rg_dataset_share_points (full, from);
  rg_dataset_share_entries (full, from);
}

/* --- receipts ----------------------------------------------------------------------------- */

static void
rg_past_take_sales (RgDatasetFull *full, const RgDataset *from, RgDay day)
{
  const RgSales *base = from->sales[0], *newer = from->sales[1];
  const guint end = rg_sales_find_day (base, day + 1);
  const guint newer_end = rg_sales_find_day (newer, day + 1);
  RgSalesBuilder *builder;

  full->public.sales[0] = rg_sales_ref (base);
  if (end < base->n_receipts || from->dead != NULL)
    {
      full->dead = from->dead != NULL ? rg_bitset_copy (from->dead)
                                      : rg_bitset_new (base->n_receipts);
      rg_bitset_add_range (full->dead, end, base->n_receipts);
    }
  if (newer_end == newer->n_receipts)
    {
      full->public.sales[1] = rg_sales_ref (newer);
      return;
    }
  builder = rg_sales_builder_new ();
  for (guint i = 0; i < newer_end; i++)
    rg_sales_builder_copy (builder, from, newer, i);
  full->public.sales[1] =
    rg_sales_builder_finish (builder, full->customer_map, full->public.n_customers);
  rg_sales_builder_free (builder);
}

RgDay
rg_dataset_first_receipt (const RgDataset *dataset, guint position)
{
  RgDay first = RG_DAY_NONE;

  for (guint block = 0; block < 2; block++)
    {
      const RgSales *sales = dataset->sales[block];

      if (position >= sales->n_customers)
        continue;
      for (guint k = sales->customer_start[position]; k < sales->customer_start[position + 1]; k++)
        {
          const guint receipt = sales->by_customer[k];

          if (!rg_dataset_receipt_counts (dataset, sales, receipt))
            continue;
          if (first == RG_DAY_NONE || sales->day[receipt] < first)
            first = sales->day[receipt];
          break;
        }
    }
  return first;
}

/* --- facts -------------------------------------------------------------------------------- */

/* The last visit of one position up to a day, by its own receipts. */
static RgDay
rg_past_last_visit (const RgDataset *dataset, guint position, RgDay day)
{
  RgDay last = RG_DAY_NONE;

  for (guint block = 0; block < 2; block++)
    {
      const RgSales *sales = dataset->sales[block];

      if (position >= sales->n_customers)
        continue;
      for (guint k = sales->customer_start[position + 1]; k-- > sales->customer_start[position];)
        {
          const guint receipt = sales->by_customer[k];

          if (sales->day[receipt] > day || !rg_bitset_get (sales->visit, receipt) ||
              !rg_dataset_receipt_counts (dataset, sales, receipt))
            continue;
          last = MAX (last, sales->day[receipt]);
          break;
        }
    }
  return last;
}

static RgDay
rg_past_last_visit_of_all (const RgDatasetFull *from, guint position, RgDay day)
{
  guint n = 0;
  g_autofree guint32 *parts =
    from->n_merged > 0 ? rg_dataset_merged (&from->public, position, &n) : NULL;
  RgDay last = rg_past_last_visit (&from->public, position, day);

  for (guint i = 1; i < n; i++)
    last = MAX (last, rg_past_last_visit (&from->public, parts[i], day));
  return last;
}

typedef struct {
  RgFactColumns *columns;
  gint64 net_sales;
  guint n_visits;
} RgPastFacts;

static void
rg_past_count_back (const RgDatasetFull *full, const RgDatasetFull *from, RgPastFacts *facts)
{
  RgReceiptIter iter;

  rg_receipt_iter_init (&iter, &from->public, full->past_day + 1, G_MAXINT32);
  while (rg_receipt_iter_next (&iter))
    {
      const guint who = rg_dataset_receipt_customer (&from->public, iter.sales, iter.receipt);
      const gint64 net = rg_sales_net (iter.sales, iter.receipt);
      const gboolean visit = rg_bitset_get (iter.sales->visit, iter.receipt);

      facts->net_sales -= net;
      facts->n_visits -= visit;
      if (who == RG_NOBODY)
        continue;
      facts->columns->spend[who] -= net;
      facts->columns->visits[who] -= visit;
    }
}

static void
rg_past_facts_back (const RgDatasetFull *full, const RgDatasetFull *from, RgPastFacts *facts)
{
  const RgFacts *later = rg_dataset_facts (&from->public);
  const guint n = full->public.n_customers;
  const RgDay day = full->past_day;
  RgDay *first_day, *last_day;

  *facts = (RgPastFacts) { rg_fact_columns_copy (from->facts, n), later->all_net_sales,
                           later->n_visits };
  rg_past_count_back (full, from, facts);
  first_day = facts->columns->first_day;
  last_day = facts->columns->last_day;
  for (guint p = 0; p < n; p++)
    {
      if (last_day[p] == RG_DAY_NONE || last_day[p] <= day)
        continue;
      if (first_day[p] > day)
        first_day[p] = last_day[p] = RG_DAY_NONE;
      else
        last_day[p] = rg_past_last_visit_of_all (from, p, day);
    }
}

/* From the first receipt on. */
static void
rg_past_facts_anew (const RgDatasetFull *full, RgPastFacts *facts)
{
  RgReceiptIter iter;

  *facts = (RgPastFacts) { .columns = rg_fact_columns_new (full->public.n_customers) };
  rg_receipt_iter_init (&iter, &full->public, G_MININT32, full->past_day);
  while (rg_receipt_iter_next (&iter))
    {
      const guint who = rg_dataset_receipt_customer (&full->public, iter.sales, iter.receipt);

      facts->net_sales += rg_sales_net (iter.sales, iter.receipt);
      facts->n_visits += rg_bitset_get (iter.sales->visit, iter.receipt);
      if (who != RG_NOBODY)
        rg_facts_add (facts->columns, who, iter.sales, iter.receipt);
    }
}

static void
rg_past_publish_facts (RgDatasetFull *full)
{
  const RgSales *base = full->past_of->sales[0];
  RgPastFacts facts;

  if (rg_sales_find_day (base, full->past_day + 1) > base->n_receipts / 2)
    rg_past_facts_back (full, RG_DATASET_FULL (full->past_of), &facts);
  else
    rg_past_facts_anew (full, &facts);
  rg_dataset_publish_facts (full, facts.columns, facts.net_sales, facts.n_visits);
}

const RgFacts *
rg_dataset_count_facts (const RgDataset *dataset)
{
  RgDatasetFull *full = (RgDatasetFull *) dataset;

  g_mutex_lock (&full->counting);
  if (dataset->facts == NULL)
    rg_past_publish_facts (full);
  g_mutex_unlock (&full->counting);
  return dataset->facts;
}

/* The days of the first and the last receipt; blocks are in time order. */
static void
rg_past_find_days (RgDataset *dataset, const RgDataset *from, RgDay day)
{
  RgDay last = RG_DAY_NONE;

  for (guint block = 0; block < 2; block++)
    {
      const RgSales *sales = dataset->sales[block];

      for (guint i = rg_sales_find_day (sales, day + 1); i-- > 0;)
        if (rg_dataset_receipt_counts (dataset, sales, i))
          {
            last = MAX (last, sales->day[i]);
            break;
          }
    }
  dataset->last_day = last;
  dataset->first_day = last != RG_DAY_NONE ? from->first_day : RG_DAY_NONE;
}

RgDataset *
rg_dataset_as_of (const RgDataset *dataset, RgDay day, const RgDay *known,
                  RgBitset *const unsaid[RG_CHANNELS])
{
  const RgDatasetFull *from = RG_DATASET_FULL (dataset);
  RgDatasetFull *full = rg_dataset_alloc ();

  rg_past_take_people (full, from, rg_past_find_removed (dataset, day, known), unsaid);
  rg_past_take_sales (full, dataset, day);
  full->activity = from->activity != NULL ? g_ptr_array_ref (from->activity) : NULL;
  full->public.activity_until = MIN (dataset->activity_until, day);
  rg_dataset_complete_people (full);
  rg_past_find_days (&full->public, dataset, day);
  full->past_of = rg_dataset_ref (dataset);
  full->past_day = day;
  return &full->public;
}
