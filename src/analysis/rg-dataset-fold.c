/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Folding: the same shop in one block, without what is dead. */
#include "config.h"

#include "analysis/rg-dataset-private.h"

#include <string.h>

/* Newer lines, dead receipts and removed customers in a hundred of the base, from which folding
 * pays. */
#define RG_FOLD_PERCENT 5
#define RG_FOLD_LEAST 1000

gboolean
rg_dataset_wants_fold (const RgDataset *dataset)
{
  const RgBitset *removed = RG_DATASET_FULL (dataset)->removed;
  guint64 loose = dataset->sales[1]->n_receipts;
  guint64 base = dataset->sales[0]->n_receipts;

  if (dataset->dead != NULL)
    loose += rg_bitset_count (dataset->dead);
  if (removed != NULL)
    loose += rg_bitset_count (removed);
  return loose > RG_FOLD_LEAST && loose * 100 > base * RG_FOLD_PERCENT;
}

/* Where each position goes; RG_NOBODY for the removed. */
static guint32 *
rg_dataset_fold_positions (const RgDataset *dataset, guint *n)
{
  guint32 *to = g_new (guint32, dataset->n_customers + 1);
  guint used = 0;

  for (guint i = 0; i < dataset->n_customers; i++)
    to[i] = rg_dataset_customer_exists (dataset, i) ? used++ : RG_NOBODY;
  *n = used;
  return to;
}

static RgBitset *
rg_bitset_move (const RgBitset *set, const guint32 *to, guint n)
{
  RgBitset *moved = rg_bitset_new (n);

  for (guint i = rg_bitset_next (set, 0); i < set->n_bits; i = rg_bitset_next (set, i + 1))
    if (to[i] != RG_NOBODY)
      rg_bitset_add (moved, to[i]);
  return moved;
}

static void
rg_dataset_fold_chunks (RgDatasetFull *full, const RgDatasetFull *from, const guint32 *to)
{
  g_autoptr (GByteArray) names = g_byte_array_new ();
  g_autoptr (GByteArray) others = g_byte_array_new ();
  g_autofree gint64 *ids = g_new (gint64, full->public.n_customers + 1);
  RgChunk *chunk = NULL;

  full->chunks = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_chunk_unref);
  for (guint i = 0; i < from->public.n_customers; i++)
    {
      const RgChunk *source = from->chunks->pdata[i >> RG_CHUNK_BITS];

      if (to[i] == RG_NOBODY)
        continue;
      if (chunk == NULL || chunk->n == RG_CHUNK_SIZE)
        {
          if (chunk != NULL)
            rg_chunk_settle_texts (chunk, names, others);
          g_byte_array_set_size (names, 0);
          g_byte_array_set_size (others, 0);
          chunk = rg_chunk_new ();
          g_ptr_array_add (full->chunks, chunk);
        }
      rg_chunk_take (chunk, names, others, source, i & (RG_CHUNK_SIZE - 1));
      ids[to[i]] = rg_id_column_get (&source->id, i & (RG_CHUNK_SIZE - 1));
    }
  if (chunk != NULL)
    rg_chunk_settle_texts (chunk, names, others);
  rg_chunks_pack (full->chunks);
  full->customer_map = rg_id_map_new (ids, full->public.n_customers);
}

static void
rg_dataset_fold_sets (RgDatasetFull *full, const RgDatasetFull *from, const guint32 *to)
{
  guint n = full->public.n_customers;

  for (guint c = 0; c < RG_CHANNELS; c++)
    for (guint j = 0; j < 2; j++)
      full->permission[c][j] = rg_bitset_move (from->permission[c][j], to, n);
  full->tag_members = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_bitset_unref);
  for (guint i = 0; i < from->tag_members->len; i++)
    g_ptr_array_add (full->tag_members, rg_bitset_move (from->tag_members->pdata[i], to, n));
  full->merges = g_array_new (FALSE, FALSE, sizeof (RgMerge));
  for (guint i = 0; i < from->merges->len; i++)
    {
      RgMerge merge = g_array_index (from->merges, RgMerge, i);

      merge.position = to[merge.position];
      g_array_append_val (full->merges, merge);
    }
}

static void
rg_dataset_fold_sales (RgDatasetFull *full, const RgDataset *from)
{
  RgSalesBuilder *builder = rg_sales_builder_new ();
  RgSalesBuilder *nothing = rg_sales_builder_new ();
  RgReceiptIter iter;

  rg_receipt_iter_init (&iter, from, G_MININT32, G_MAXINT32);
  while (rg_receipt_iter_next (&iter))
    rg_sales_builder_copy (builder, from, iter.sales, iter.receipt);
  full->public.sales[0] =
    rg_sales_builder_finish (builder, full->customer_map, full->public.n_customers);
  full->public.sales[1] = rg_sales_builder_finish (nothing, full->customer_map, 0);
  rg_sales_builder_free (builder);
  rg_sales_builder_free (nothing);
}

RgDataset *
rg_dataset_fold (const RgDataset *dataset)
{
  const RgDatasetFull *from = RG_DATASET_FULL (dataset);
  RgDatasetFull *full = rg_dataset_alloc ();
  g_autofree guint32 *to = rg_dataset_fold_positions (dataset, &full->public.n_customers);

  full->public.generation = dataset->generation;
  rg_dataset_share_dictionaries (full, from);
  full->own = from->own != NULL ? g_ptr_array_ref (from->own) : NULL;
  full->known = from->known != NULL ? g_ptr_array_ref (from->known) : NULL;
  full->hands = from->hands != NULL ? g_ptr_array_ref (from->hands) : NULL;
  full->activity = from->activity != NULL ? g_ptr_array_ref (from->activity) : NULL;
  rg_dataset_share_points (full, from);
  rg_dataset_share_entries (full, from);
  rg_dataset_fold_chunks (full, from, to);
  rg_dataset_fold_sets (full, from, to);
  rg_dataset_fold_sales (full, dataset);
  rg_dataset_complete (full, NULL, NULL);
  return &full->public;
}
