/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Dense bit sets. */
#include "config.h"

#include "analysis/rg-bitset.h"

#include "base/rg-processor.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

RgBitset *
rg_bitset_new (guint n_bits)
{
  guint n_words = n_bits / 64 + (n_bits % 64 != 0);
  RgBitset *set = g_atomic_rc_box_alloc0 (sizeof (RgBitset) + n_words * sizeof (guint64));

  set->n_bits = n_bits;
  set->n_words = n_words;
  return set;
}

RgBitset *
rg_bitset_ref (RgBitset *set)
{
  return g_atomic_rc_box_acquire (set);
}

void
rg_bitset_unref (RgBitset *set)
{
  g_atomic_rc_box_release (set);
}

/* Keeps the promise that bits past the end are zero. */
static void
rg_bitset_trim (RgBitset *set)
{
  if (set->n_bits % 64 != 0)
    set->words[set->n_words - 1] &= ~(~G_GUINT64_CONSTANT (0) << (set->n_bits % 64));
}

RgBitset *
rg_bitset_copy_resized (const RgBitset *set, guint n_bits)
{
  RgBitset *copy = rg_bitset_new (n_bits);

  memcpy (copy->words, set->words, MIN (copy->n_words, set->n_words) * sizeof (guint64));
  rg_bitset_trim (copy);
  return copy;
}

RgBitset *
rg_bitset_copy (const RgBitset *set)
{
  return rg_bitset_copy_resized (set, set->n_bits);
}

#ifdef __SSE2__
static inline guint64
rg_word_of_flags (const guint8 *flags)
{
  const __m128i zero = _mm_setzero_si128 ();
  guint64 clear = 0;

  for (guint k = 0; k < 4; k++)
    {
      const __m128i some = _mm_loadu_si128 ((const __m128i *) (gconstpointer) (flags + 16 * k));

      clear |= (guint64) (guint16) _mm_movemask_epi8 (_mm_cmpeq_epi8 (some, zero)) << 16 * k;
    }
  return ~clear;
}
#endif

static void
rg_words_put_flags (guint64 *words, const guint8 *flags, guint n)
{
  guint i = 0;

#ifdef __SSE2__
  for (; i + 64 <= n; i += 64)
    words[i >> 6] |= rg_word_of_flags (flags + i);
#endif
  for (; i < n; i++)
    words[i >> 6] |= (guint64) (flags[i] != 0) << (i & 63);
}

void
rg_bitset_put_flags (RgBitset *set, guint first, const guint8 *flags, guint n)
{
  rg_words_put_flags (set->words + (first >> 6), flags, n);
}

void
rg_flags_to_words (const guint8 *flags, guint n, guint64 *words)
{
  memset (words, 0, (n + 63) / 64 * sizeof *words);
  rg_words_put_flags (words, flags, n);
}

RgBitset *
rg_bitset_new_from_flags (const guint8 *flags, guint n_bits)
{
  RgBitset *set = rg_bitset_new (n_bits);

  rg_bitset_put_flags (set, 0, flags, n_bits);
  return set;
}

void
rg_bitset_clear_all (RgBitset *set)
{
  memset (set->words, 0, set->n_words * sizeof (guint64));
}

void
rg_bitset_set_all (RgBitset *set)
{
  memset (set->words, 0xff, set->n_words * sizeof (guint64));
  rg_bitset_trim (set);
}

void
rg_bitset_add_range (RgBitset *set, guint first, guint end)
{
  const guint word = first >> 6, last = end >> 6;
  const guint64 from = G_MAXUINT64 << (first & 63);
  const guint64 below = (G_GUINT64_CONSTANT (1) << (end & 63)) - 1;

  g_return_if_fail (end <= set->n_bits);
  if (first >= end)
    return;
  if (word == last)
    {
      set->words[word] |= from & below;
      return;
    }
  set->words[word] |= from;
  memset (&set->words[word + 1], 0xff, (last - word - 1) * sizeof (guint64));
  if (below != 0)
    set->words[last] |= below;
}

RG_WITH_WIDE void
rg_bitset_and (RgBitset *set, const RgBitset *other)
{
  g_return_if_fail (set->n_bits == other->n_bits);
  for (guint i = 0; i < set->n_words; i++)
    set->words[i] &= other->words[i];
}

RG_WITH_WIDE void
rg_bitset_or (RgBitset *set, const RgBitset *other)
{
  g_return_if_fail (set->n_bits == other->n_bits);
  for (guint i = 0; i < set->n_words; i++)
    set->words[i] |= other->words[i];
}

RG_WITH_WIDE void
rg_bitset_and_not (RgBitset *set, const RgBitset *other)
{
  g_return_if_fail (set->n_bits == other->n_bits);
  for (guint i = 0; i < set->n_words; i++)
    set->words[i] &= ~other->words[i];
}

RG_WITH_POPCOUNT guint
rg_bitset_count (const RgBitset *set)
{
  guint n = 0;

  for (guint i = 0; i < set->n_words; i++)
    n += (guint) __builtin_popcountll (set->words[i]);
  return n;
}

RG_WITH_POPCOUNT guint
rg_bitset_count_and (const RgBitset *a, const RgBitset *b)
{
  guint n = 0;

  g_return_val_if_fail (a->n_bits == b->n_bits, 0);
  for (guint i = 0; i < a->n_words; i++)
    n += (guint) __builtin_popcountll (a->words[i] & b->words[i]);
  return n;
}

RG_WITH_POPCOUNT guint
rg_bitset_count_and_not (const RgBitset *a, const RgBitset *b)
{
  guint n = 0;

  g_return_val_if_fail (a->n_bits == b->n_bits, 0);
  for (guint i = 0; i < a->n_words; i++)
    n += (guint) __builtin_popcountll (a->words[i] & ~b->words[i]);
  return n;
}

gboolean
rg_bitset_equal (const RgBitset *a, const RgBitset *b)
{
  return a->n_bits == b->n_bits &&
         memcmp (a->words, b->words, a->n_words * sizeof (guint64)) == 0;
}

guint32 *
rg_bitset_list (const RgBitset *set, guint *n)
{
  guint32 *list = g_new (guint32, rg_bitset_count (set) + 1);
  guint k = 0;

  for (guint i = 0; i < set->n_words; i++)
    for (guint64 bits = set->words[i]; bits != 0; bits &= bits - 1)
      list[k++] = i * 64 + (guint) __builtin_ctzll (bits);
  *n = k;
  return list;
}
