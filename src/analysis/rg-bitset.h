/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A set of positions (of customers, of receipts) as dense 64-bit words.
 *
 * Dense words beat compressed ones here: a million customers are 125 kB, one AND takes a few
 * microseconds. Bits past n_bits are always zero. A set is written by the one that made it and is
 * read only from the moment it is shared; reference counting is thread-safe. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  guint n_bits;
  guint n_words;
  guint64 words[];
} RgBitset;

/* All bits clear. */
RgBitset *rg_bitset_new (guint n_bits);
RgBitset *rg_bitset_ref (RgBitset *set);
void rg_bitset_unref (RgBitset *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgBitset, rg_bitset_unref)

/* A copy of another size: cut off, or filled up with clear bits. */
RgBitset *rg_bitset_copy_resized (const RgBitset *set, guint n_bits);
RgBitset *rg_bitset_copy (const RgBitset *set);
/* Bit i is set where flags[i] is not 0; flags has n_bits bytes. */
RgBitset *rg_bitset_new_from_flags (const guint8 *flags, guint n_bits);

/* The same for n positions from `first` on, a multiple of 64, which were clear. */
void rg_bitset_put_flags (RgBitset *set, guint first, const guint8 *flags, guint n);

/* The same into words of their own, as many as n flags need. */
void rg_flags_to_words (const guint8 *flags, guint n, guint64 *words);

void rg_bitset_clear_all (RgBitset *set);
void rg_bitset_set_all (RgBitset *set);
/* Sets the bits first <= i < end; end <= n_bits. */
void rg_bitset_add_range (RgBitset *set, guint first, guint end);

/* Both sets have the same size. */
void rg_bitset_and (RgBitset *set, const RgBitset *other);
void rg_bitset_or (RgBitset *set, const RgBitset *other);
void rg_bitset_and_not (RgBitset *set, const RgBitset *other);

guint rg_bitset_count (const RgBitset *set);
guint rg_bitset_count_and (const RgBitset *a, const RgBitset *b);
guint rg_bitset_count_and_not (const RgBitset *a, const RgBitset *b);
gboolean rg_bitset_equal (const RgBitset *a, const RgBitset *b);

/* The set positions in order, as a new array of rg_bitset_count() numbers. */
guint32 *rg_bitset_list (const RgBitset *set, guint *n);

static inline gboolean
rg_bitset_get (const RgBitset *set, guint bit)
{
  return set->words[bit >> 6] >> (bit & 63) & 1;
}

static inline void
rg_bitset_add (RgBitset *set, guint bit)
{
  set->words[bit >> 6] |= G_GUINT64_CONSTANT (1) << (bit & 63);
}

/* Without a branch: sets the bit where `add` is 1, and leaves it where that is 0. */
static inline void
rg_bitset_put (RgBitset *set, guint bit, gboolean add)
{
  set->words[bit >> 6] |= (guint64) add << (bit & 63);
}

static inline void
rg_bitset_remove (RgBitset *set, guint bit)
{
  set->words[bit >> 6] &= ~(G_GUINT64_CONSTANT (1) << (bit & 63));
}

/* The first set bit at or after `from`; n_bits where there is none. Loop:
 *   for (guint i = rg_bitset_next (set, 0); i < set->n_bits; i = rg_bitset_next (set, i + 1)) */
static inline guint
rg_bitset_next (const RgBitset *set, guint from)
{
  guint word = from >> 6;
  guint64 bits;

  if (from >= set->n_bits)
    return set->n_bits;
  bits = set->words[word] & (~G_GUINT64_CONSTANT (0) << (from & 63));
  while (bits == 0)
    {
      if (++word >= set->n_words)
        return set->n_bits;
      bits = set->words[word];
    }
  return word * 64 + (guint) __builtin_ctzll (bits);
}

G_END_DECLS
