/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Ledgers of people. */
#include "config.h"

#include "analysis/rg-entries.h"

#include "analysis/rg-dataset-private.h"

#include <string.h>

#define RG_KEY(id) ((gpointer) (gintptr) (id))

typedef struct {
  RgEntries public;
  GArray *array;
} RgEntriesFull;

static void
rg_entries_clear (gpointer data)
{
  g_array_unref (((RgEntriesFull *) data)->array);
}

const RgEntries *
rg_entries_ref (const RgEntries *entries)
{
  return g_atomic_rc_box_acquire ((gpointer) entries);
}

void
rg_entries_unref (const RgEntries *entries)
{
  g_atomic_rc_box_release_full ((gpointer) entries, rg_entries_clear);
}

gsize
rg_entries_memory (const RgEntries *entries)
{
  return entries != NULL ? entries->n * sizeof (RgEntry) : 0;
}

/* Takes the array. */
static const RgEntries *
rg_entries_new (GArray *array)
{
  RgEntriesFull *full = g_atomic_rc_box_new0 (RgEntriesFull);

  full->array = array;
  full->public.n = array->len;
  full->public.entry = (const RgEntry *) (gpointer) array->data;
  return &full->public;
}

static int
rg_entry_compare (gconstpointer a, gconstpointer b)
{
  const RgEntry *x = a, *y = b;

  if (x->customer != y->customer)
    return x->customer < y->customer ? -1 : 1;
  return (x->id > y->id) - (x->id < y->id);
}

/* The first of the customer, or behind where it would be. */
static guint
rg_entries_find (const RgEntries *entries, gint64 customer)
{
  guint low = 0, high = entries->n;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;

      if (entries->entry[middle].customer < customer)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

const RgEntries *
rg_entries_pick (const RgEntries *entries, const gint64 *customers, guint n)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (RgEntry));

  for (guint i = 0; i < n; i++)
    for (guint k = rg_entries_find (entries, customers[i]);
         k < entries->n && entries->entry[k].customer == customers[i]; k++)
      g_array_append_val (array, entries->entry[k]);
  g_array_sort (array, rg_entry_compare);
  return rg_entries_new (array);
}

/* Whether those who were forgotten have been read again as they were. */
static gboolean
rg_entries_are_same (const RgEntries *base, GHashTable *forgotten, const GArray *more)
{
  guint at = 0;

  for (guint i = 0; i < base->n; i++)
    {
      if (!g_hash_table_contains (forgotten, RG_KEY (base->entry[i].customer)))
        continue;
      if (at == more->len ||
          memcmp (&base->entry[i], &g_array_index (more, RgEntry, at), sizeof (RgEntry)) != 0)
        return FALSE;
      at++;
    }
  return at == more->len;
}

const RgEntries *
rg_entries_next (const RgEntries *base, GHashTable *forgotten, GArray *more)
{
  GArray *array;

  g_array_sort (more, rg_entry_compare);
  if (base != NULL && rg_entries_are_same (base, forgotten, more))
    return rg_entries_ref (base);
  array = g_array_sized_new (FALSE, FALSE, sizeof (RgEntry),
                             more->len + (base != NULL ? base->n : 0));
  for (guint i = 0; base != NULL && i < base->n; i++)
    if (!g_hash_table_contains (forgotten, RG_KEY (base->entry[i].customer)))
      g_array_append_val (array, base->entry[i]);
  g_array_append_vals (array, more->data, more->len);
  g_array_set_size (more, 0);
  if (base != NULL)
    g_array_sort (array, rg_entry_compare);
  return rg_entries_new (array);
}

/* --- by position -------------------------------------------------------------------------- */

guint
rg_entry_position (const RgDataset *dataset, const RgEntry *entry)
{
  const guint position = rg_dataset_find_customer (dataset, entry->customer);

  return position == RG_NOBODY || rg_bitset_get (dataset->live, position)
           ? position : rg_dataset_resolve (dataset, position);
}

/* Whom each entry belongs to now; RG_NOBODY: nobody, or it has not happened. */
static guint32 *
rg_entries_positions (const RgDataset *dataset, const RgEntries *entries)
{
  guint32 *positions = g_new (guint32, entries->n + 1);
  gint64 last = G_MININT64;
  guint position = RG_NOBODY;

  for (guint i = 0; i < entries->n; i++)
    {
      const RgEntry *entry = &entries->entry[i];

      if (entry->customer != last)
        position = rg_entry_position (dataset, entry);
      last = entry->customer;
      positions[i] = entry->day <= dataset->activity_until ? position : RG_NOBODY;
    }
  return positions;
}

void
rg_entry_places_init (RgEntryPlaces *places, const RgDataset *dataset, RgEntrySort sort)
{
  const RgEntries *entries = dataset->entries[sort];
  const guint n = dataset->n_customers;
  g_autofree guint32 *positions = entries != NULL ? rg_entries_positions (dataset, entries) : NULL;
  g_autofree guint32 *next = g_new0 (guint32, n + 1);

  places->start = g_new0 (guint32, n + 2);
  places->of = g_new (const RgEntry *, entries != NULL ? entries->n + 1 : 1);
  for (guint i = 0; entries != NULL && i < entries->n; i++)
    if (positions[i] != RG_NOBODY)
      places->start[positions[i] + 1]++;
  for (guint p = 0; p < n; p++)
    {
      places->start[p + 1] += places->start[p];
      next[p] = places->start[p];
    }
  for (guint i = 0; entries != NULL && i < entries->n; i++)
    if (positions[i] != RG_NOBODY)
      places->of[next[positions[i]]++] = &entries->entry[i];
}

void
rg_entry_places_clear (RgEntryPlaces *places)
{
  g_clear_pointer (&places->start, g_free);
  g_clear_pointer (&places->of, g_free);
}

/* --- in a dataset ------------------------------------------------------------------------- */

void
rg_dataset_set_entries (RgDataset *dataset, RgEntrySort sort, const RgEntries *entries)
{
  const RgEntries *before = dataset->entries[sort];

  dataset->entries[sort] = entries;
  g_clear_pointer (&before, rg_entries_unref);
}

void
rg_dataset_share_entries (RgDatasetFull *full, const RgDatasetFull *from)
{
  for (guint i = 0; i < RG_ENTRY_SORTS; i++)
    full->public.entries[i] =
      from->public.entries[i] != NULL ? rg_entries_ref (from->public.entries[i]) : NULL;
}

gconstpointer
rg_dataset_keep_points (const RgDataset *dataset, gpointer (*make) (const RgDataset *dataset),
                        GDestroyNotify destroy)
{
  RgDatasetFull *full = (RgDatasetFull *) dataset;
  gpointer kept = g_atomic_pointer_get (&full->kept_points);

  if (kept == NULL)
    {
      g_mutex_lock (&full->counting);
      if (full->kept_points == NULL)
        {
          full->free_points = destroy;
          g_atomic_pointer_set (&full->kept_points, make (dataset));
        }
      kept = full->kept_points;
      g_mutex_unlock (&full->counting);
    }
  return kept;
}
