/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Columns of own fields: entries in the order of customers, and the words that they stand for. */
#include "config.h"

#include "analysis/rg-activity.h"

#include "analysis/rg-dataset-private.h"
#include "analysis/rg-own-codes.h"
#include "base/rg-fold.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
  RgOwnColumn public;
  char *name;
  gint64 *customer;
  gint64 *value;
  RgDictionary *words;
} RgOwnColumnFull;

typedef struct {
  gint64 customer;
  gint64 value;
} RgOwnEntry;

struct _RgOwnColumnBuilder {
  const RgOwnColumn *base; /* a reference, or NULL */
  RgOwnColumnFull *full;
  gboolean own_words;      /* they are not those of base */
  GArray *entries;         /* RgOwnEntry, those of base not among them */
  GHashTable *forgotten;   /* customers */
};

#define RG_KEY(id) ((gpointer) (gintptr) (id))

const RgOwnColumn *
rg_own_column_ref (const RgOwnColumn *column)
{
  return g_atomic_rc_box_acquire ((gpointer) column);
}

static void
rg_own_column_clear (gpointer data)
{
  RgOwnColumnFull *full = data;

  g_free (full->name);
  g_free (full->customer);
  g_free (full->value);
  rg_own_codes_clear (&full->public.codes);
  g_clear_pointer (&full->words, rg_dictionary_unref);
}

void
rg_own_column_unref (const RgOwnColumn *column)
{
  g_atomic_rc_box_release_full ((gpointer) column, rg_own_column_clear);
}

gsize
rg_own_column_memory (const RgOwnColumn *column)
{
  gsize bytes = sizeof (RgOwnColumnFull) + column->n * 2 * sizeof (gint64) +
                rg_own_codes_memory (&column->codes);

  for (guint i = 0; i < column->names.n; i++)
    bytes += strlen (column->names.name[i]) + strlen (column->names.folded[i]) + 32;
  return bytes;
}

static int
rg_own_id_compare (gconstpointer a, gconstpointer b)
{
  const gint64 x = *(const gint64 *) a;
  const gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/* The first entry of the customer, or where it would be. */
static guint
rg_own_column_find (const RgOwnColumn *column, gint64 customer)
{
  guint low = 0, high = column->n;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;

      if (column->customer[middle] < customer)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

const RgOwnColumn *
rg_own_column_pick (const RgOwnColumn *column, const gint64 *customers, guint n)
{
  const RgOwnColumnFull *from = (const RgOwnColumnFull *) column;
  RgOwnColumnFull *full = g_atomic_rc_box_new0 (RgOwnColumnFull);
  g_autoptr (GArray) customer = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) value = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree gint64 *sorted = g_memdup2 (customers, n * sizeof *customers);

  qsort (sorted, n, sizeof *sorted, rg_own_id_compare);
  for (guint i = 0; i < n; i++)
    for (guint at = rg_own_column_find (column, sorted[i]);
         at < column->n && column->customer[at] == sorted[i]; at++)
      {
        g_array_append_val (customer, column->customer[at]);
        g_array_append_val (value, column->value[at]);
      }
  *full = (RgOwnColumnFull) { .public = *column, .name = g_strdup (from->name) };
  full->words = from->words != NULL ? rg_dictionary_ref (from->words) : NULL;
  full->public.name = full->name;
  full->public.codes = (RgOwnCodes) { 0 };
  full->public.n = customer->len;
  full->public.customer = full->customer =
    (gint64 *) (gpointer) g_array_steal (customer, NULL);
  full->public.value = full->value = (gint64 *) (gpointer) g_array_steal (value, NULL);
  return &full->public;
}

/* --- in a dataset ------------------------------------------------------------------------- */

void
rg_dataset_set_own (RgDataset *dataset, GPtrArray *columns)
{
  RgDatasetFull *full = (RgDatasetFull *) dataset;

  g_clear_pointer (&full->own, g_ptr_array_unref);
  full->own = columns;
  rg_dataset_publish_own (full);
}

void
rg_dataset_publish_own (RgDatasetFull *full)
{
  full->public.n_own = full->own != NULL ? full->own->len : 0;
  full->public.own =
    full->own != NULL ? (const RgOwnColumn *const *) full->own->pdata : NULL;
  full->public.n_known = full->known != NULL ? full->known->len : 0;
  full->public.known =
    full->known != NULL ? (const RgOwnColumn *const *) full->known->pdata : NULL;
  full->public.n_hands = full->hands != NULL ? full->hands->len : 0;
  full->public.hands =
    full->hands != NULL ? (const RgOwnColumn *const *) full->hands->pdata : NULL;
  full->public.activity = full->activity != NULL ? full->activity->pdata[0] : NULL;
}

void
rg_dataset_set_known (RgDataset *dataset, GPtrArray *columns)
{
  RgDatasetFull *full = (RgDatasetFull *) dataset;

  g_clear_pointer (&full->known, g_ptr_array_unref);
  full->known = columns;
  rg_dataset_publish_own (full);
}

void
rg_dataset_set_hands (RgDataset *dataset, GPtrArray *columns)
{
  RgDatasetFull *full = (RgDatasetFull *) dataset;

  g_clear_pointer (&full->hands, g_ptr_array_unref);
  full->hands = columns;
  rg_dataset_publish_own (full);
}

void
rg_dataset_set_activity (RgDataset *dataset, const RgOwnColumn *activity)
{
  RgDatasetFull *full = (RgDatasetFull *) dataset;

  g_clear_pointer (&full->activity, g_ptr_array_unref);
  full->activity = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_own_column_unref);
  g_ptr_array_add (full->activity, (gpointer) activity);
  rg_dataset_publish_own (full);
}

static const RgOwnColumn *
rg_own_columns_find (const RgOwnColumn *const *columns, guint n, const char *name)
{
  g_autofree char *wanted = rg_fold (name);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *folded = rg_fold (columns[i]->name);

      if (strcmp (folded, wanted) == 0)
        return columns[i];
    }
  return NULL;
}

const RgOwnColumn *
rg_dataset_find_own (const RgDataset *dataset, const char *name)
{
  return rg_own_columns_find (dataset->own, dataset->n_own, name);
}

const RgOwnColumn *
rg_dataset_find_known (const RgDataset *dataset, const char *name)
{
  return rg_own_columns_find (dataset->known, dataset->n_known, name);
}

/* --- making one --------------------------------------------------------------------------- */

RgOwnColumnBuilder *
rg_own_column_builder_new (const RgOwnColumn *base, gint64 field, RgOwnKind kind, const char *name)
{
  RgOwnColumnBuilder *builder = g_new0 (RgOwnColumnBuilder, 1);
  RgOwnColumnFull *full = g_atomic_rc_box_new0 (RgOwnColumnFull);

  builder->base = base != NULL ? rg_own_column_ref (base) : NULL;
  builder->full = full;
  builder->own_words = base == NULL;
  builder->entries = g_array_new (FALSE, FALSE, sizeof (RgOwnEntry));
  builder->forgotten = g_hash_table_new (NULL, NULL);
  full->name = g_strdup (name);
  full->public.id = field;
  full->public.kind = kind;
  full->public.name = full->name;
  full->words = base != NULL ? rg_dictionary_ref (((const RgOwnColumnFull *) base)->words)
                             : rg_dictionary_new ();
  return builder;
}

void
rg_own_column_builder_free (RgOwnColumnBuilder *builder)
{
  if (builder->base != NULL)
    rg_own_column_unref (builder->base);
  if (builder->full != NULL)
    rg_own_column_unref (&builder->full->public);
  g_array_unref (builder->entries);
  g_hash_table_unref (builder->forgotten);
  g_free (builder);
}

void
rg_own_column_builder_add_choice (RgOwnColumnBuilder *builder, gint64 id, const char *name)
{
  g_return_if_fail (builder->base == NULL);
  rg_dictionary_put (builder->full->words, id, NULL, name);
}

void
rg_own_column_builder_forget (RgOwnColumnBuilder *builder, gint64 customer)
{
  g_hash_table_add (builder->forgotten, RG_KEY (customer));
}

void
rg_own_column_builder_put (RgOwnColumnBuilder *builder, gint64 customer, gint64 number)
{
  RgOwnEntry entry = { customer, number };

  g_array_append_val (builder->entries, entry);
}

/* Words are shared with the generation before until there is a new one. */
void
rg_own_column_builder_put_text (RgOwnColumnBuilder *builder, gint64 customer, const char *text)
{
  RgDictionary *shared = builder->full->words;
  g_autofree char *folded = builder->own_words ? NULL : rg_fold (text);
  guint known = folded != NULL
                  ? GPOINTER_TO_UINT (g_hash_table_lookup (shared->by_folded, folded)) : 0;

  if (known != 0)
    {
      rg_own_column_builder_put (builder, customer, known - 1);
      return;
    }
  if (!builder->own_words)
    {
      builder->full->words = rg_dictionary_copy (shared);
      rg_dictionary_unref (shared);
      builder->own_words = TRUE;
    }
  rg_own_column_builder_put (builder, customer,
                             rg_dictionary_put_word (builder->full->words, text));
}

void
rg_own_column_builder_put_choice (RgOwnColumnBuilder *builder, gint64 customer, gint64 choice)
{
  guint index = rg_dictionary_find_id (builder->full->words, choice);

  if (index != RG_NOTHING)
    rg_own_column_builder_put (builder, customer, index);
}

static int
rg_own_entry_compare (gconstpointer a, gconstpointer b)
{
  const RgOwnEntry *x = a, *y = b;

  if (x->customer != y->customer)
    return x->customer < y->customer ? -1 : 1;
  return (x->value > y->value) - (x->value < y->value);
}

static void
rg_own_column_builder_carry_over (RgOwnColumnBuilder *builder)
{
  for (guint i = 0; builder->base != NULL && i < builder->base->n; i++)
    if (!g_hash_table_contains (builder->forgotten, RG_KEY (builder->base->customer[i])))
      rg_own_column_builder_put (builder, builder->base->customer[i], builder->base->value[i]);
}

/* Whether those who were forgotten have been put again as they were. */
static gboolean
rg_own_column_builder_is_same (const RgOwnColumnBuilder *builder)
{
  const RgOwnColumn *base = builder->base;
  guint at = 0;

  if (base == NULL || builder->own_words)
    return FALSE;
  if (g_hash_table_size (builder->forgotten) == 0)
    return builder->entries->len == 0;
  for (guint i = 0; i < base->n; i++)
    {
      const RgOwnEntry *entry = &g_array_index (builder->entries, RgOwnEntry, at);

      if (!g_hash_table_contains (builder->forgotten, RG_KEY (base->customer[i])))
        continue;
      if (at == builder->entries->len || entry->customer != base->customer[i] ||
          entry->value != base->value[i])
        return FALSE;
      at++;
    }
  return at == builder->entries->len;
}

const RgOwnColumn *
rg_own_column_builder_finish (RgOwnColumnBuilder *builder)
{
  RgOwnColumnFull *full = builder->full;
  guint n;

  g_array_sort (builder->entries, rg_own_entry_compare);
  if (rg_own_column_builder_is_same (builder))
    return g_steal_pointer (&builder->base);
  rg_own_column_builder_carry_over (builder);
  g_array_sort (builder->entries, rg_own_entry_compare);
  n = builder->entries->len;
  full->customer = g_new (gint64, n + 1);
  full->value = g_new (gint64, n + 1);
  for (guint i = 0; i < n; i++)
    {
      full->customer[i] = g_array_index (builder->entries, RgOwnEntry, i).customer;
      full->value[i] = g_array_index (builder->entries, RgOwnEntry, i).value;
    }
  if (builder->own_words)
    rg_dictionary_seal (full->words);
  full->public.n = n;
  full->public.customer = full->customer;
  full->public.value = full->value;
  rg_own_codes_init (&full->public.codes, full->customer, full->value, n);
  full->public.names = full->words->names;
  builder->full = NULL;
  return &full->public;
}
