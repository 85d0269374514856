/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A dataset of one person, so that whatever counts everybody can also be asked about somebody. */
#include "config.h"

#include "analysis/rg-dataset-private.h"
#include "analysis/rg-entries.h"
#include "analysis/rg-own-column.h"

#include <string.h>

static RgBitset *
rg_bitset_pick (const RgBitset *set, const guint32 *parts, guint n)
{
  RgBitset *picked = rg_bitset_new (n);

  for (guint i = 0; i < n; i++)
    if (parts[i] < set->n_bits && rg_bitset_get (set, parts[i]))
      rg_bitset_add (picked, i);
  return picked;
}

/* Of the only chunk; free with g_free(). */
static gint64 *
rg_dataset_one_ids (const RgDatasetFull *full, guint *n)
{
  const RgChunk *chunk = full->chunks->pdata[0];
  gint64 *ids = g_new (gint64, chunk->n + 1);

  rg_id_column_read (&chunk->id, chunk->n, ids);
  *n = chunk->n;
  return ids;
}

static void
rg_dataset_one_chunk (RgDatasetFull *full, const RgDataset *from, const guint32 *parts, guint n)
{
  RgChunk *chunk = rg_chunk_new ();
  g_autoptr (GByteArray) names = g_byte_array_new ();
  g_autoptr (GByteArray) others = g_byte_array_new ();
  g_autofree gint64 *ids = NULL;

  for (guint i = 0; i < n; i++)
    rg_chunk_take (chunk, names, others, rg_dataset_chunk (from, parts[i] >> RG_CHUNK_BITS),
                   parts[i] & (RG_CHUNK_SIZE - 1));
  rg_chunk_settle_texts (chunk, names, others);
  full->chunks = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_chunk_unref);
  g_ptr_array_add (full->chunks, chunk);
  ids = rg_dataset_one_ids (full, &n);
  full->customer_map = rg_id_map_new (ids, n);
}

static void
rg_dataset_one_sets (RgDatasetFull *full, const RgDatasetFull *from, const guint32 *parts, guint n)
{
  for (guint c = 0; c < RG_CHANNELS; c++)
    for (guint j = 0; j < 2; j++)
      full->permission[c][j] = rg_bitset_pick (from->permission[c][j], parts, n);
  full->tag_members = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_bitset_unref);
  for (guint i = 0; i < from->tag_members->len; i++)
    g_ptr_array_add (full->tag_members, rg_bitset_pick (from->tag_members->pdata[i], parts, n));
  full->merges = g_array_new (FALSE, FALSE, sizeof (RgMerge));
  for (guint i = 1; i < n; i++)
    {
      const RgMerge merge = { i, rg_dataset_customer_id (&from->public, parts[0]), RG_NOBODY };

      g_array_append_val (full->merges, merge);
    }
}

static void
rg_dataset_one_sales (RgDatasetFull *full, const RgDataset *from, guint position)
{
  RgSalesBuilder *builder = rg_sales_builder_new ();
  RgSalesBuilder *nothing = rg_sales_builder_new ();
  guint n;
  g_autofree RgReceiptRef *refs = rg_dataset_customer_receipts (from, position, &n);

  for (guint i = 0; i < n; i++)
    rg_sales_builder_copy (builder, from, refs[i].sales, refs[i].receipt);
  full->public.sales[0] =
    rg_sales_builder_finish (builder, full->customer_map, full->public.n_customers);
  full->public.sales[1] = rg_sales_builder_finish (nothing, full->customer_map, 0);
  rg_sales_builder_free (builder);
  rg_sales_builder_free (nothing);
}

static GPtrArray *
rg_dataset_one_columns (const RgDatasetFull *full, const GPtrArray *from)
{
  g_autofree gint64 *ids = NULL;
  GPtrArray *columns;
  guint n;

  if (from == NULL)
    return NULL;
  ids = rg_dataset_one_ids (full, &n);
  columns = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_own_column_unref);
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (columns, (gpointer) rg_own_column_pick (from->pdata[i], ids, n));
  return columns;
}

static void
rg_dataset_one_entries (RgDatasetFull *full, const RgDataset *from)
{
  guint n;
  g_autofree gint64 *ids = rg_dataset_one_ids (full, &n);

  for (guint i = 0; i < RG_ENTRY_SORTS; i++)
    if (from->entries[i] != NULL)
      full->public.entries[i] = rg_entries_pick (from->entries[i], ids, n);
}

RgDataset *
rg_dataset_one (const RgDataset *dataset, guint position)
{
  const RgDatasetFull *from = RG_DATASET_FULL (dataset);
  RgDatasetFull *full = rg_dataset_alloc ();
  g_autofree guint32 *parts = rg_dataset_merged (dataset, position, &full->public.n_customers);

  full->public.generation = dataset->generation;
  full->public.activity_until = dataset->activity_until;
  rg_dataset_share_dictionaries (full, from);
  full->public.n_customers = MIN (full->public.n_customers, RG_CHUNK_SIZE);
  rg_dataset_one_chunk (full, dataset, parts, full->public.n_customers);
  rg_dataset_one_sets (full, from, parts, full->public.n_customers);
  rg_dataset_one_sales (full, dataset, position);
  full->own = rg_dataset_one_columns (full, from->own);
  full->known = rg_dataset_one_columns (full, from->known);
  full->hands = rg_dataset_one_columns (full, from->hands);
  full->activity = rg_dataset_one_columns (full, from->activity);
  rg_dataset_share_points (full, from);
  rg_dataset_one_entries (full, dataset);
  rg_dataset_complete (full, NULL, NULL);
  return &full->public;
}
