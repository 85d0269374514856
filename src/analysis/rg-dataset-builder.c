/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* From rows to a generation: the first one, or the next one that shares what did not change. */
#include "config.h"

#include "analysis/rg-dataset-builder-private.h"

#include "base/rg-fold.h"

#include <string.h>

RgDictionary *
rg_dataset_builder_own (RgDatasetBuilder *builder, guint which)
{
  RgDictionary **slot = rg_dataset_dictionary (builder->full, which);

  if (!(builder->own_dictionaries & 1u << which))
    {
      RgDictionary *copy = rg_dictionary_copy (*slot);

      rg_dictionary_unref (*slot);
      *slot = copy;
      builder->own_dictionaries |= 1u << which;
    }
  return *slot;
}

static void
rg_dataset_builder_start_empty (RgDatasetBuilder *builder)
{
  RgDatasetFull *full = builder->full;

  for (guint i = 0; i < N_DICTIONARIES; i++)
    *rg_dataset_dictionary (full, i) = rg_dictionary_new ();
  builder->own_dictionaries = ~0u;
  full->chunks = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_chunk_unref);
  full->tag_members = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_bitset_unref);
  full->customer_map = rg_id_map_new (NULL, 0);
}

static gpointer
rg_chunk_ref_cb (gconstpointer chunk, gpointer user_data)
{
  return rg_chunk_ref ((gpointer) chunk);
}

static void
rg_dataset_builder_start_from (RgDatasetBuilder *builder, const RgDatasetFull *from)
{
  RgDatasetFull *full = builder->full;

  rg_dataset_share_dictionaries (full, from);
  full->chunks = g_ptr_array_copy (from->chunks, rg_chunk_ref_cb, NULL);
  g_ptr_array_set_free_func (full->chunks, (GDestroyNotify) rg_chunk_unref);
  full->tag_members = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_bitset_unref);
  full->customer_map = rg_id_map_ref (from->customer_map);
  full->own = from->own != NULL ? g_ptr_array_ref (from->own) : NULL;
  full->known = from->known != NULL ? g_ptr_array_ref (from->known) : NULL;
  full->hands = from->hands != NULL ? g_ptr_array_ref (from->hands) : NULL;
  full->activity = from->activity != NULL ? g_ptr_array_ref (from->activity) : NULL;
  rg_dataset_share_points (full, from);
  rg_dataset_share_entries (full, from);
  full->removed = from->removed != NULL ? rg_bitset_copy (from->removed) : NULL;
  full->public.n_customers = from->public.n_customers;
  g_array_set_size (builder->own_chunk, full->chunks->len);
  g_ptr_array_set_size (builder->texts, full->chunks->len);
  for (guint i = 0; i < from->merges->len; i++)
    {
      const RgMerge *merge = &g_array_index (from->merges, RgMerge, i);

      g_hash_table_insert (builder->merges, GUINT_TO_POINTER (merge->position + 1),
                           RG_KEY (merge->into));
    }
}

RgDatasetBuilder *
rg_dataset_builder_new (const RgDataset *base, guint64 generation)
{
  RgDatasetBuilder *builder = g_new0 (RgDatasetBuilder, 1);

  builder->full = rg_dataset_alloc ();
  builder->full->public.generation = generation;
  builder->own_chunk = g_array_new (FALSE, TRUE, sizeof (gboolean));
  builder->texts = g_ptr_array_new ();
  builder->added = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (builder->words); i++)
    builder->words[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  builder->merges = g_hash_table_new (NULL, NULL);
  builder->permissions = g_array_new (FALSE, FALSE, sizeof (RgPendingPermission));
  builder->tags = g_array_new (FALSE, FALSE, sizeof (RgPendingTag));
  builder->sales = rg_sales_builder_new ();
  builder->put = g_hash_table_new (NULL, NULL);
  builder->gone = g_hash_table_new (NULL, NULL);
  builder->touched = g_hash_table_new (NULL, NULL);
  if (base != NULL)
    {
      builder->base = rg_dataset_ref (base);
      rg_dataset_builder_start_from (builder, RG_DATASET_FULL (base));
    }
  else
    {
      rg_dataset_builder_start_empty (builder);
      builder->ascending = TRUE;
    }
  return builder;
}

static void
rg_dataset_builder_free_texts (RgDatasetBuilder *builder, guint at)
{
  char **texts = builder->texts->pdata[at];

  for (guint k = 0; texts != NULL && k < RG_CHUNK_SIZE; k++)
    g_free (texts[k]);
  g_clear_pointer (&builder->texts->pdata[at], g_free);
}

void
rg_dataset_builder_free (RgDatasetBuilder *builder)
{
  if (builder->full != NULL)
    {
      /* Never finished: what the clearing function expects is made up. */
      builder->full->merges = g_array_new (FALSE, FALSE, sizeof (RgMerge));
      rg_dataset_unref (&builder->full->public);
    }
  if (builder->base != NULL)
    rg_dataset_unref ((RgDataset *) builder->base);
  for (guint i = 0; i < builder->texts->len; i++)
    rg_dataset_builder_free_texts (builder, i);
  g_array_unref (builder->own_chunk);
  g_ptr_array_unref (builder->texts);
  for (guint i = 0; i < G_N_ELEMENTS (builder->words); i++)
    g_hash_table_unref (builder->words[i]);
  g_hash_table_unref (builder->added);
  g_hash_table_unref (builder->merges);
  g_array_unref (builder->permissions);
  g_array_unref (builder->tags);
  rg_sales_builder_free (builder->sales);
  g_hash_table_unref (builder->put);
  g_hash_table_unref (builder->gone);
  g_hash_table_unref (builder->touched);
  g_free (builder);
}

/* --- customers ---------------------------------------------------------------------------- */

static RgChunk *
rg_dataset_builder_own_chunk (RgDatasetBuilder *builder, guint at)
{
  GPtrArray *chunks = builder->full->chunks;

  if (!g_array_index (builder->own_chunk, gboolean, at))
    {
      RgChunk *copy = rg_chunk_copy (chunks->pdata[at]);

      rg_chunk_unref (chunks->pdata[at]);
      chunks->pdata[at] = copy;
      g_array_index (builder->own_chunk, gboolean, at) = TRUE;
    }
  return chunks->pdata[at];
}

static void
rg_dataset_builder_set_text (RgDatasetBuilder *builder, guint position, char *text)
{
  char ***texts = (char ***) &builder->texts->pdata[position >> RG_CHUNK_BITS];

  if (*texts == NULL)
    *texts = g_new0 (char *, RG_CHUNK_SIZE);
  g_free ((*texts)[position & (RG_CHUNK_SIZE - 1)]);
  (*texts)[position & (RG_CHUNK_SIZE - 1)] = text;
}

/* Moves the texts of a chunk into it. */
static void
rg_dataset_builder_settle_texts (RgDatasetBuilder *builder, guint at)
{
  if (builder->texts->pdata[at] == NULL)
    return;
  rg_chunk_set_texts (builder->full->chunks->pdata[at], builder->texts->pdata[at]);
  rg_dataset_builder_free_texts (builder, at);
}

static guint
rg_dataset_builder_find (RgDatasetBuilder *builder, gint64 id)
{
  guint position = rg_id_map_find (builder->full->customer_map, id);

  if (position != RG_NOTHING)
    return position;
  /* Rows come in the order of their ids, and a table of a million takes 25 MB. */
  if (builder->ascending)
    return rg_chunks_find (builder->full->chunks, builder->full->public.n_customers, id);
  position = GPOINTER_TO_UINT (g_hash_table_lookup (builder->added, RG_KEY (id)));
  return position != 0 ? position - 1 : RG_NOBODY;
}

static void
rg_dataset_builder_note_added (RgDatasetBuilder *builder, gint64 id, guint position)
{
  g_hash_table_insert (builder->added, RG_KEY (id), GUINT_TO_POINTER (position + 1));
}

/* From here on the table is needed. */
static void
rg_dataset_builder_leave_order (RgDatasetBuilder *builder)
{
  for (guint i = 0; i < builder->full->public.n_customers; i++)
    rg_dataset_builder_note_added (builder, rg_chunks_id (builder->full->chunks, i), i);
  builder->ascending = FALSE;
}

static guint
rg_dataset_builder_append (RgDatasetBuilder *builder, gint64 id)
{
  RgDataset *dataset = &builder->full->public;
  guint position = dataset->n_customers;
  gboolean own = TRUE;
  RgChunk *chunk;

  if (builder->ascending && position > 0 && id < rg_chunks_id (builder->full->chunks, position - 1))
    rg_dataset_builder_leave_order (builder);
  dataset->n_customers++;
  if (position >> RG_CHUNK_BITS == builder->full->chunks->len)
    {
      /* A million texts are not held twice. */
      if (builder->full->chunks->len > 0)
        rg_dataset_builder_settle_texts (builder, builder->full->chunks->len - 1);
      g_ptr_array_add (builder->full->chunks, rg_chunk_new ());
      g_ptr_array_add (builder->texts, NULL);
      g_array_append_val (builder->own_chunk, own);
    }
  chunk = rg_dataset_builder_own_chunk (builder, position >> RG_CHUNK_BITS);
  rg_id_column_set (&chunk->id, chunk->n, id);
  chunk->name_start[chunk->n + 1] = chunk->name_start[chunk->n];
  chunk->other_start[chunk->n + 1] = chunk->other_start[chunk->n];
  chunk->n++;
  if (!builder->ascending)
    rg_dataset_builder_note_added (builder, id, position);
  builder->map_changed = TRUE;
  return position;
}

static guint32
rg_dataset_builder_put_word (RgDatasetBuilder *builder, guint which, const char *word)
{
  g_autofree char *folded = rg_fold (word);
  RgDictionary *now = *rg_dataset_dictionary (builder->full, which);
  guint found;

  if (*folded == '\0')
    return RG_NOTHING;
  found = GPOINTER_TO_UINT (g_hash_table_lookup (now->by_folded, folded));
  if (found != 0)
    return found - 1;
  return rg_dictionary_put_word (rg_dataset_builder_own (builder, which), word);
}

/* Folding costs more than all else about a customer, and cities are few. */
static guint32
rg_dataset_builder_word (RgDatasetBuilder *builder, guint which, const char *word)
{
  guint32 index;
  gpointer known;

  if (word == NULL || *word == '\0')
    return RG_NOTHING;
  if (g_hash_table_lookup_extended (builder->words[which], word, NULL, &known))
    return GPOINTER_TO_UINT (known) - 1;
  index = rg_dataset_builder_put_word (builder, which, word);
  g_hash_table_insert (builder->words[which], g_strdup (word), GUINT_TO_POINTER (index + 1));
  return index;
}

/* Where a customer stood under another one, that one's facts change too. */
static void
rg_dataset_builder_touch (RgDatasetBuilder *builder, guint position)
{
  if (builder->base != NULL && position < builder->base->n_customers)
    {
      guint target = rg_dataset_resolve (builder->base, position);

      if (target != RG_NOBODY)
        g_hash_table_add (builder->touched, GUINT_TO_POINTER (target + 1));
    }
  g_hash_table_add (builder->touched, GUINT_TO_POINTER (position + 1));
}

static void
rg_dataset_builder_set_merge (RgDatasetBuilder *builder, guint position, gint64 into)
{
  gpointer key = GUINT_TO_POINTER (position + 1);

  if ((gint64) (gintptr) g_hash_table_lookup (builder->merges, key) == into)
    return;
  rg_dataset_builder_touch (builder, position);
  if (into != 0)
    g_hash_table_insert (builder->merges, key, RG_KEY (into));
  else
    g_hash_table_remove (builder->merges, key);
}

/* `removed` follows the number of positions, and exists from the first removal on. */
static void
rg_dataset_builder_fit_removed (RgDatasetBuilder *builder)
{
  RgDatasetFull *full = builder->full;
  RgBitset *old = full->removed;

  if (old != NULL && old->n_bits == full->public.n_customers)
    return;
  full->removed = old != NULL ? rg_bitset_copy_resized (old, full->public.n_customers)
                              : rg_bitset_new (full->public.n_customers);
  g_clear_pointer (&old, rg_bitset_unref);
}

static void
rg_dataset_builder_set_removed (RgDatasetBuilder *builder, guint position, gboolean removed)
{
  RgDatasetFull *full = builder->full;

  if (full->removed == NULL && !removed)
    return;
  rg_dataset_builder_fit_removed (builder);
  if (rg_bitset_get (full->removed, position) == removed)
    return;
  if (removed)
    rg_bitset_add (full->removed, position);
  else
    rg_bitset_remove (full->removed, position);
  rg_dataset_builder_touch (builder, position);
}

void
rg_dataset_builder_forget_tags (RgDatasetBuilder *builder, gint64 id)
{
  RgPendingTag none = { 0, id, FALSE };

  g_array_append_val (builder->tags, none);
}

void
rg_dataset_builder_set_permission (RgDatasetBuilder *builder, gint64 id,
                                   const RgPermission state[RG_CHANNELS],
                                   const RgDay since[RG_CHANNELS])
{
  RgPendingPermission permission = { rg_dataset_builder_find (builder, id), { 0 } };
  RgChunk *chunk;

  if (permission.position == RG_NOBODY)
    return;
  chunk = rg_dataset_builder_own_chunk (builder, permission.position >> RG_CHUNK_BITS);
  for (guint c = 0; c < RG_CHANNELS; c++)
    {
      rg_day_column_set (&chunk->permission_since[c], permission.position & (RG_CHUNK_SIZE - 1),
                         since[c]);
      permission.state[c] = (guint8) state[c];
    }
  g_array_append_val (builder->permissions, permission);
}

void
rg_dataset_builder_put_customer (RgDatasetBuilder *builder, const RgCustomerRow *row)
{
  guint position = rg_dataset_builder_find (builder, row->id);
  gboolean known = position != RG_NOBODY;
  RgPendingPermission permission;
  RgChunk *chunk;
  guint i;

  if (!known)
    position = rg_dataset_builder_append (builder, row->id);
  chunk = rg_dataset_builder_own_chunk (builder, position >> RG_CHUNK_BITS);
  i = position & (RG_CHUNK_SIZE - 1);
  rg_chunk_set_days (chunk, i, row);
  chunk->country[i] = rg_dataset_builder_word (builder, COUNTRIES, row->country);
  chunk->city[i] = rg_dataset_builder_word (builder, CITIES, row->city);
  chunk->postcode[i] = rg_dataset_builder_word (builder, POSTCODES, row->postcode);
  chunk->flags[i] = (guint8) (row->flags & ~(guint) RG_HAS_NAME);
  if (row->name != NULL && *row->name != '\0')
    chunk->flags[i] |= RG_HAS_NAME;
  rg_id_column_set (&chunk->household, i, row->household);
  for (guint c = 0; c < RG_CHANNELS; c++)
    rg_day_column_set (&chunk->permission_since[c], i, row->permission_since[c]);
  rg_dataset_builder_set_text (builder, position, rg_chunk_make_text (row));
  permission.position = position;
  for (guint c = 0; c < RG_CHANNELS; c++)
    permission.state[c] = (guint8) row->permission[c];
  g_array_append_val (builder->permissions, permission);
  if (known)
    {
      rg_dataset_builder_forget_tags (builder, row->id);
      rg_dataset_builder_set_removed (builder, position, FALSE);
    }
  rg_dataset_builder_set_merge (builder, position, row->merged_into);
}

void
rg_dataset_builder_drop_customer (RgDatasetBuilder *builder, gint64 id)
{
  guint position = rg_dataset_builder_find (builder, id);
  RgPendingPermission nothing = { position, { 0 } };
  RgChunk *chunk;

  if (position == RG_NOBODY)
    return;
  chunk = rg_dataset_builder_own_chunk (builder, position >> RG_CHUNK_BITS);
  chunk->flags[position & (RG_CHUNK_SIZE - 1)] = 0;
  rg_id_column_set (&chunk->household, position & (RG_CHUNK_SIZE - 1), 0);
  rg_dataset_builder_set_text (builder, position, g_strdup ("\t"));
  rg_dataset_builder_forget_tags (builder, id);
  g_array_append_val (builder->permissions, nothing);
  rg_dataset_builder_set_merge (builder, position, 0);
  rg_dataset_builder_set_removed (builder, position, TRUE);
}

void
rg_dataset_builder_set_tag (RgDatasetBuilder *builder, gint64 tag, gint64 customer,
                            gboolean member)
{
  RgPendingTag pending = { tag, customer, member };

  g_return_if_fail (tag != 0 && customer != 0);
  g_array_append_val (builder->tags, pending);
}

/* --- receipts ----------------------------------------------------------------------------- */

void
rg_dataset_builder_put_receipt (RgDatasetBuilder *builder, const RgReceiptRow *row)
{
  guint location = rg_dictionary_find_id (builder->full->locations, row->location);

  if (builder->base != NULL)
    {
      g_hash_table_add (builder->gone, RG_KEY (row->id));
      g_hash_table_add (builder->put, RG_KEY (row->id));
    }
  rg_sales_builder_receipt (builder->sales, row->id, row->customer, row->day, row->second,
                            location < RG_NO_LOCATION ? (guint16) location : RG_NO_LOCATION);
}

void
rg_dataset_builder_put_line (RgDatasetBuilder *builder, const RgLineRow *row)
{
  rg_sales_builder_line (builder->sales,
                         rg_dictionary_find_id (builder->full->products, row->product),
                         row->quantity_milli, row->net_minor, row->kind);
  if (row->has_cost && rg_line_kind_is_net_sale (row->kind))
    rg_sales_builder_margin (builder->sales, row->net_minor - row->cost_minor);
}

void
rg_dataset_builder_drop_receipt (RgDatasetBuilder *builder, gint64 id)
{
  if (builder->base == NULL || g_hash_table_remove (builder->put, RG_KEY (id)))
    rg_sales_builder_drop (builder->sales, id);
  g_hash_table_add (builder->gone, RG_KEY (id));
}

/* --- finishing ---------------------------------------------------------------------------- */

static void
rg_dataset_builder_finish_map (RgDatasetBuilder *builder)
{
  RgDatasetFull *full = builder->full;
  g_autofree gint64 *ids = NULL;

  if (!builder->map_changed)
    return;
  ids = g_new (gint64, full->public.n_customers);
  for (guint i = 0; i < full->chunks->len; i++)
    {
      const RgChunk *chunk = full->chunks->pdata[i];

      rg_id_column_read (&chunk->id, chunk->n, ids + (gsize) i * RG_CHUNK_SIZE);
    }
  rg_id_map_unref (full->customer_map);
  full->customer_map = rg_id_map_new (ids, full->public.n_customers);
}

static void
rg_dataset_builder_finish_permissions (RgDatasetBuilder *builder)
{
  RgDatasetFull *full = builder->full;
  guint n = full->public.n_customers;
  gboolean shared = builder->permissions->len == 0 && builder->base != NULL;

  for (guint c = 0; c < RG_CHANNELS; c++)
    for (guint j = 0; j < 2; j++)
      {
        RgBitset *set = builder->base == NULL ? NULL
                          : RG_DATASET_FULL (builder->base)->permission[c][j];

        full->permission[c][j] = shared ? rg_bitset_ref (set)
                                 : set != NULL ? rg_bitset_copy_resized (set, n)
                                               : rg_bitset_new (n);
      }
  for (guint i = 0; i < builder->permissions->len; i++)
    {
      const RgPendingPermission *one =
        &g_array_index (builder->permissions, RgPendingPermission, i);

      for (guint c = 0; c < RG_CHANNELS; c++)
        {
          rg_bitset_remove (full->permission[c][0], one->position);
          rg_bitset_remove (full->permission[c][1], one->position);
          if (one->state[c] == RG_PERMISSION_YES)
            rg_bitset_add (full->permission[c][0], one->position);
          else if (one->state[c] == RG_PERMISSION_NO)
            rg_bitset_add (full->permission[c][1], one->position);
        }
    }
}

static void
rg_dataset_builder_apply_tag (RgDatasetBuilder *builder, const RgPendingTag *pending,
                              RgDictionary *tags)
{
  GPtrArray *members = builder->full->tag_members;
  guint position = rg_dataset_builder_find (builder, pending->customer);
  guint index = rg_dictionary_find_id (tags, pending->tag);

  if (pending->customer == 0)
    rg_bitset_clear_all (members->pdata[index]);
  else if (position == RG_NOBODY)
    return;
  else if (pending->tag == 0)
    for (guint i = 0; i < members->len; i++)
      rg_bitset_remove (members->pdata[i], position);
  else if (index != RG_NOTHING && pending->member)
    rg_bitset_add (members->pdata[index], position);
  else if (index != RG_NOTHING)
    rg_bitset_remove (members->pdata[index], position);
}

/* Which sets the pending rows write: one entry of `tags` empties a customer out of all of them,
 * but a set it was never in can stay shared. */
static gboolean
rg_dataset_builder_writes_tag (RgDatasetBuilder *builder, RgDictionary *tags, guint index,
                               const RgBitset *before)
{
  gint64 id = g_array_index (tags->id, gint64, index);

  for (guint i = 0; i < builder->tags->len; i++)
    {
      const RgPendingTag *pending = &g_array_index (builder->tags, RgPendingTag, i);
      guint position;

      if (pending->tag == id)
        return TRUE;
      if (pending->tag != 0)
        continue;
      position = rg_dataset_builder_find (builder, pending->customer);
      if (position != RG_NOBODY && position < before->n_bits && rg_bitset_get (before, position))
        return TRUE;
    }
  return FALSE;
}

static void
rg_dataset_builder_finish_tags (RgDatasetBuilder *builder)
{
  RgDatasetFull *full = builder->full;
  const GPtrArray *before =
    builder->base != NULL ? RG_DATASET_FULL (builder->base)->tag_members : NULL;
  guint n = full->public.n_customers;

  for (guint i = 0; i < full->tags->id->len; i++)
    {
      RgBitset *set = before != NULL && i < before->len ? before->pdata[i] : NULL;

      if (set != NULL && set->n_bits == n &&
          !rg_dataset_builder_writes_tag (builder, full->tags, i, set))
        g_ptr_array_add (full->tag_members, rg_bitset_ref (set));
      else
        g_ptr_array_add (full->tag_members,
                         set != NULL ? rg_bitset_copy_resized (set, n) : rg_bitset_new (n));
    }
  for (guint i = 0; i < builder->tags->len; i++)
    rg_dataset_builder_apply_tag (builder, &g_array_index (builder->tags, RgPendingTag, i),
                                  full->tags);
}

static int
rg_merge_compare (gconstpointer a, gconstpointer b)
{
  const RgMerge *x = a;
  const RgMerge *y = b;

  return (x->position > y->position) - (x->position < y->position);
}

static void
rg_dataset_builder_finish_merges (RgDatasetBuilder *builder)
{
  GHashTableIter iter;
  gpointer key, value;

  builder->full->merges = g_array_new (FALSE, FALSE, sizeof (RgMerge));
  g_hash_table_iter_init (&iter, builder->merges);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      RgMerge merge = { GPOINTER_TO_UINT (key) - 1, (gint64) (gintptr) value, RG_NOBODY };

      g_array_append_val (builder->full->merges, merge);
    }
  g_array_sort (builder->full->merges, rg_merge_compare);
}

/* Receipts of the base that were put or dropped, in this or an earlier generation. */
static void
rg_dataset_builder_finish_dead (RgDatasetBuilder *builder)
{
  const RgSales *sales = builder->base->sales[0];
  const RgBitset *before = builder->base->dead;
  RgBitset *dead = NULL;

  if (g_hash_table_size (builder->gone) > 0)
    for (guint i = 0; i < sales->n_receipts; i++)
      if (g_hash_table_contains (builder->gone, RG_KEY (rg_sales_id (sales, i))) &&
          !(before != NULL && rg_bitset_get (before, i)))
        {
          if (dead == NULL)
            dead = before != NULL ? rg_bitset_copy (before) : rg_bitset_new (sales->n_receipts);
          rg_bitset_add (dead, i);
          if (sales->customer[i] != RG_NOBODY)
            rg_dataset_builder_touch (builder, sales->customer[i]);
        }
  if (dead == NULL && before != NULL)
    dead = rg_bitset_ref ((RgBitset *) before);
  builder->full->dead = dead;
}

/* The earlier generation's new receipts stay new, but for those put or dropped since. */
static void
rg_dataset_builder_carry_over (RgDatasetBuilder *builder)
{
  const RgSales *sales = builder->base->sales[1];

  for (guint i = 0; i < sales->n_receipts; i++)
    {
      guint position = sales->customer[i];

      if (g_hash_table_contains (builder->gone, RG_KEY (rg_sales_id (sales, i))))
        {
          if (position != RG_NOBODY)
            rg_dataset_builder_touch (builder, position);
          continue;
        }
      rg_sales_builder_copy (builder->sales, builder->base, sales, i);
    }
}

static void
rg_dataset_builder_touch_put (RgDatasetBuilder *builder)
{
  for (guint i = 0; i < builder->sales->customer->len; i++)
    {
      gint64 id = g_array_index (builder->sales->customer, gint64, i);
      guint position = id != 0 ? rg_dataset_builder_find (builder, id) : RG_NOBODY;

      if (position != RG_NOBODY)
        rg_dataset_builder_touch (builder, position);
    }
}

static void
rg_dataset_builder_finish_sales (RgDatasetBuilder *builder)
{
  RgDataset *dataset = &builder->full->public;
  RgSalesBuilder *nothing;

  if (builder->base == NULL)
    {
      dataset->sales[0] = rg_sales_builder_finish (builder->sales, builder->full->customer_map,
                                                   dataset->n_customers);
      nothing = rg_sales_builder_new ();
      dataset->sales[1] = rg_sales_builder_finish (nothing, builder->full->customer_map, 0);
      rg_sales_builder_free (nothing);
      return;
    }
  dataset->sales[0] = rg_sales_ref (builder->base->sales[0]);
  rg_dataset_builder_finish_dead (builder);
  if (builder->sales->id->len == 0 && g_hash_table_size (builder->gone) == 0)
    {
      dataset->sales[1] = rg_sales_ref (builder->base->sales[1]);
      return;
    }
  rg_dataset_builder_touch_put (builder);
  rg_dataset_builder_carry_over (builder);
  dataset->sales[1] = rg_sales_builder_finish (builder->sales, builder->full->customer_map,
                                               dataset->n_customers);
}

static RgBitset *
rg_dataset_builder_touched (RgDatasetBuilder *builder)
{
  RgBitset *set = rg_bitset_new (builder->full->public.n_customers);
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, builder->touched);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    rg_bitset_add (set, GPOINTER_TO_UINT (key) - 1);
  return set;
}

RgDataset *
rg_dataset_builder_finish (RgDatasetBuilder *builder)
{
  RgDatasetFull *full = builder->full;
  g_autoptr (RgBitset) touched = NULL;

  for (guint i = 0; i < N_DICTIONARIES; i++)
    if (builder->own_dictionaries & 1u << i)
      rg_dictionary_seal (*rg_dataset_dictionary (full, i));
  if (full->removed != NULL)
    rg_dataset_builder_fit_removed (builder);
  for (guint i = 0; i < builder->texts->len; i++)
    rg_dataset_builder_settle_texts (builder, i);
  if (builder->base == NULL)
    rg_chunks_pack (full->chunks);
  rg_dataset_builder_finish_permissions (builder);
  rg_dataset_builder_finish_tags (builder);
  rg_dataset_builder_finish_merges (builder);
  rg_dataset_builder_finish_map (builder);
  rg_dataset_builder_finish_sales (builder);
  touched = rg_dataset_builder_touched (builder);
  rg_dataset_complete (full, touched,
                       builder->base != NULL ? rg_dataset_fact_columns (builder->base) : NULL);
  builder->full = NULL;
  return &full->public;
}
