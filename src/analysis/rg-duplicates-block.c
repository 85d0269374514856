/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Which pairs are worth a comparison: those that share a key. */
#include "analysis/rg-duplicates-private.h"

#include <stdlib.h>

typedef struct {
  guint64 key;
  guint32 record;
} RgKey;

/* One walk over everybody: the keys of its kind. */
typedef void (*RgKeysFunc) (const RgDuplicates *duplicates, const RgRecord *record, guint32 i,
                            GArray *keys);

static guint64
rg_key_mix (guint64 a, guint64 b)
{
  a ^= b + 0x9e3779b97f4a7c15u + (a << 6) + (a >> 2);
  a = (a ^ (a >> 31)) * 0xbf58476d1ce4e5b9u;
  return a ^ (a >> 29);
}

static void
rg_key_add (GArray *keys, guint32 record, guint64 kind, guint64 a, guint64 b, guint64 c)
{
  RgKey key = { rg_key_mix (rg_key_mix (rg_key_mix (kind, a), b), c), record };

  g_array_append_val (keys, key);
}

static guint32
rg_record_sound (const RgDuplicates *duplicates, const RgRecord *record, guint i)
{
  return rg_word_list_get (duplicates->names, record->name.word[i])->sound;
}

static void
rg_keys_of_contacts (const RgDuplicates *duplicates, const RgRecord *record, guint32 i,
                     GArray *keys)
{
  for (guint k = 0; k < record->n_emails; k++)
    {
      rg_key_add (keys, i, 1, record->email[k], 0, 0);
      if (rg_word_list_get (duplicates->locals, record->local[k])->n_text >= 4)
        rg_key_add (keys, i, 2, record->local[k], 0, 0);
    }
  for (guint k = 0; k < record->n_phones; k++)
    rg_key_add (keys, i, 3, record->phone[k], 0, 0);
  if (record->card != RG_NOTHING_KNOWN)
    rg_key_add (keys, i, 4, record->card, 0, 0);
}

/* The whole date alone, two of its three parts with the sound of a name. */
static void
rg_keys_of_birthday (const RgDuplicates *duplicates, const RgRecord *record, guint32 i,
                     GArray *keys)
{
  if (record->birthday != RG_NOTHING_KNOWN)
    rg_key_add (keys, i, 5, record->birthday, 0, 0);
  for (guint k = 0; record->month != 0 && k < record->name.n; k++)
    {
      guint32 sound = rg_record_sound (duplicates, record, k);

      rg_key_add (keys, i, 6, sound, record->month, record->day);
      if (record->year == 0)
        continue;
      rg_key_add (keys, i, 7, sound, (guint64) record->year, record->month);
      rg_key_add (keys, i, 8, sound, (guint64) record->year, record->day);
    }
}

/* Two names that sound alike, in any order; where too many have them, with the town or the year. */
static void
rg_keys_of_names (const RgDuplicates *duplicates, const RgRecord *record, guint32 i, GArray *keys)
{
  const RgName *name = &record->name;

  for (guint k = 0; k < name->n; k++)
    for (guint l = k + 1; l < name->n; l++)
      {
        guint64 x = rg_record_sound (duplicates, record, k);
        guint64 y = rg_record_sound (duplicates, record, l);
        guint64 both = MIN (x, y) << 32 | MAX (x, y);

        rg_key_add (keys, i, 9, both, 0, 0);
        if (record->year != 0)
          rg_key_add (keys, i, 10, both, (guint64) record->year, 0);
        for (guint h = 0; h < record->n_homes; h++)
          {
            if (record->home[h].postcode != RG_NOTHING_KNOWN)
              rg_key_add (keys, i, 11, both, record->home[h].postcode, 0);
            if (record->home[h].city != RG_NOTHING_KNOWN)
              rg_key_add (keys, i, 12, both, record->home[h].city, 0);
          }
      }
  if (name->n == 1)
    rg_key_add (keys, i, 13, name->word[0], 0, 0);
}

/* A street with a number, and names that sound alike in one place or at one number. */
static void
rg_keys_of_homes (const RgDuplicates *duplicates, const RgRecord *record, guint32 i, GArray *keys)
{
  for (guint h = 0; h < record->n_homes; h++)
    {
      const RgHome *home = &record->home[h];
      guint64 number = home->n_numbers > 0 ? home->number[0] : RG_NOTHING_KNOWN;

      if (home->whole != RG_NOTHING_KNOWN)
        rg_key_add (keys, i, 14, home->whole, 0, 0);
      if (home->postcode != RG_NOTHING_KNOWN && home->n_numbers > 0)
        rg_key_add (keys, i, 15, home->postcode, number, 0);
      for (guint k = 0; k < record->name.n; k++)
        {
          guint32 sound = rg_record_sound (duplicates, record, k);

          if (home->postcode != RG_NOTHING_KNOWN)
            rg_key_add (keys, i, 16, sound, home->postcode, 0);
          if (home->city != RG_NOTHING_KNOWN)
            rg_key_add (keys, i, 17, sound, home->city, 0);
          for (guint w = 0; w < home->n_words; w++)
            rg_key_add (keys, i, 18, sound,
                        rg_word_list_get (duplicates->street_words, home->word[w])->sound, number);
        }
    }
}

static int
rg_key_compare (gconstpointer a, gconstpointer b)
{
  const RgKey *x = a, *y = b;

  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  return x->record < y->record ? -1 : x->record > y->record;
}

static void
rg_pair_up (const RgKey *keys, guint n, GArray *pairs)
{
  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      {
        guint64 both = (guint64) keys[i].record << 32 | keys[j].record;

        if (keys[i].record != keys[j].record)
          g_array_append_val (pairs, both);
      }
}

static int
rg_both_compare (gconstpointer a, gconstpointer b)
{
  guint64 x = *(const guint64 *) a, y = *(const guint64 *) b;

  return x < y ? -1 : x > y;
}

static void
rg_pairs_make_unique (GArray *pairs)
{
  guint64 *all = (guint64 *) (gpointer) pairs->data;
  guint n = 0;

  /* An empty array may have no place. */
  if (pairs->len == 0)
    return;
  qsort (all, pairs->len, sizeof *all, rg_both_compare);
  for (guint i = 0; i < pairs->len; i++)
    if (n == 0 || all[n - 1] != all[i])
      all[n++] = all[i];
  g_array_set_size (pairs, n);
}

static void
rg_block_by (const RgDuplicates *duplicates, RgKeysFunc func, GArray *pairs)
{
  g_autoptr (GArray) array = g_array_new (FALSE, FALSE, sizeof (RgKey));
  const RgKey *keys;

  for (guint i = 0; i < duplicates->records->len; i++)
    func (duplicates, rg_duplicates_record (duplicates, i), i, array);
  if (array->len == 0)
    return;
  keys = (const RgKey *) (gpointer) array->data;
  qsort (array->data, array->len, sizeof *keys, rg_key_compare);
  for (guint from = 0, to; from < array->len; from = to)
    {
      for (to = from + 1; to < array->len && keys[to].key == keys[from].key; to++)
        ;
      if (to - from <= RG_BLOCK_MOST)
        rg_pair_up (keys + from, to - from, pairs);
    }
  rg_pairs_make_unique (pairs);
}

GArray *
rg_duplicates_block (RgDuplicates *duplicates, RgDuplicatesFunc keep_going, gpointer data)
{
  static const RgKeysFunc kinds[] = { rg_keys_of_contacts, rg_keys_of_birthday, rg_keys_of_names,
                                      rg_keys_of_homes };
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (guint64));

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (keep_going != NULL && !keep_going (0.5 * i / G_N_ELEMENTS (kinds), data))
        return NULL;
      rg_block_by (duplicates, kinds[i], pairs);
    }
  return g_steal_pointer (&pairs);
}
