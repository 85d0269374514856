/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Search in the folded texts of all customers: one pass over the bytes for each word.
 *
 * A word is looked for as bytes, anywhere: that is right for every script, where an index of
 * words or of three letters is not. Cities are looked up in their dictionary instead of in a
 * million copies. */
#define _GNU_SOURCE /* memmem, memrchr */
#include "config.h"

#include "analysis/rg-dataset-private.h"

#include "base/rg-fold.h"
#include "base/rg-parallel.h"

#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#endif

/* With fewer than one in so many found, the rest is looked at one by one. */
#define RG_NARROW_SHARE 8

/* Below that another thread is woken too late. */
#define RG_CHUNKS_APIECE (250000 >> RG_CHUNK_BITS)

/* A word in the names or in the other texts of one chunk, and whom it was found in. */
typedef struct {
  const RgChunk *chunk;
  const char *word;
  gsize length;
  const guint32 *starts; /* of the texts, one more than there are */
  const char *end;
  guint row;          /* of the last one that was found */
  RgBitset *found;
  guint first;        /* the chunk's position there */
} RgChunkSearch;

/* Texts that are passed at once, without a branch that nothing foretells. */
#define RG_ROWS_AT_ONCE 16

/* To the text that the offset lies in, from one before it. */
static inline void
rg_chunk_search_step (RgChunkSearch *search, guint offset)
{
  const RgChunk *chunk = search->chunk;
  guint passed = RG_ROWS_AT_ONCE;

  while (passed == RG_ROWS_AT_ONCE && search->row + RG_ROWS_AT_ONCE < chunk->n)
    {
      const guint32 *ends = search->starts + search->row + 1;

      passed = 0;
      for (guint i = 0; i < RG_ROWS_AT_ONCE; i++)
        passed += ends[i] <= offset;
      search->row += passed;
    }
  while (search->starts[search->row + 1] <= offset)
    search->row++;
}

static inline void
rg_chunk_search_hit (RgChunkSearch *search, const char *at)
{
  rg_chunk_search_step (search, (guint) (at - search->chunk->text));
  rg_bitset_add (search->found, search->first + search->row);
}

/* The word's first and last byte are here: whether what is between is, too, which few bytes
 * decide. */
static inline gboolean
rg_word_is_at (const RgChunkSearch *search, const char *at)
{
  for (gsize i = 1; i + 1 < search->length; i++)
    if (at[i] != search->word[i])
      return FALSE;
  return TRUE;
}

/* The places of a word, from `at` to where less than a step is left, which is returned. They
 * compare its first and last byte at 16 or 32 places at once (W. Muła, "SIMD-friendly algorithms
 * for substring searching", 2016). */

#if defined(__x86_64__)
/* Steps that are compared before those with a hit are looked at: whether there is one nothing
 * foretells, so that no branch is taken on it. */
#define RG_STEPS_AT_ONCE 256

__attribute__ ((target ("avx2"))) static const char *
rg_chunk_search_wide (RgChunkSearch *search, const char *at)
{
  const gsize length = search->length;
  const __m256i first = _mm256_set1_epi8 (search->word[0]);
  const __m256i last = _mm256_set1_epi8 (search->word[length - 1]);
  const char *places[RG_STEPS_AT_ONCE];
  guint masks[RG_STEPS_AT_ONCE];

  while (at + length + 31 <= search->end)
    {
      guint n = 0;

      for (guint i = 0; i < RG_STEPS_AT_ONCE && at + length + 31 <= search->end; i++, at += 32)
        {
          const char *end = at + length - 1;
          const __m256i a = _mm256_loadu_si256 ((const __m256i *) (gconstpointer) at);
          const __m256i b = _mm256_loadu_si256 ((const __m256i *) (gconstpointer) end);

          places[n] = at;
          masks[n] = (guint) _mm256_movemask_epi8 (
            _mm256_and_si256 (_mm256_cmpeq_epi8 (a, first), _mm256_cmpeq_epi8 (b, last)));
          n += masks[n] != 0;
        }
      for (guint i = 0; i < n; i++)
        for (guint hits = masks[i]; hits != 0; hits &= hits - 1)
          if (rg_word_is_at (search, places[i] + __builtin_ctz (hits)))
            rg_chunk_search_hit (search, places[i] + __builtin_ctz (hits));
    }
  return at;
}
#endif

#ifdef __SSE2__
static const char *
rg_chunk_search_narrow (RgChunkSearch *search, const char *at)
{
  const gsize length = search->length;
  const __m128i first = _mm_set1_epi8 (search->word[0]);
  const __m128i last = _mm_set1_epi8 (search->word[length - 1]);

  for (; at + length + 15 <= search->end; at += 16)
    {
      const __m128i a = _mm_loadu_si128 ((const __m128i *) (gconstpointer) at);
      const __m128i b = _mm_loadu_si128 ((const __m128i *) (gconstpointer) (at + length - 1));
      const __m128i both = _mm_and_si128 (_mm_cmpeq_epi8 (a, first), _mm_cmpeq_epi8 (b, last));

      for (guint hits = (guint) _mm_movemask_epi8 (both); hits != 0; hits &= hits - 1)
        if (rg_word_is_at (search, at + __builtin_ctz (hits)))
          rg_chunk_search_hit (search, at + __builtin_ctz (hits));
    }
  return at;
}
#endif

/* starts: of the names, or of the other texts. */
static void
rg_chunk_search (RgChunkSearch *search, const guint32 *starts)
{
  const RgChunk *chunk = search->chunk;
  const char *at = chunk->text + starts[0];

  search->starts = starts;
  search->end = chunk->text + starts[chunk->n];
  search->row = 0;
#if defined(__x86_64__)
  if (__builtin_cpu_supports ("avx2"))
    at = rg_chunk_search_wide (search, at);
#endif
#ifdef __SSE2__
  at = rg_chunk_search_narrow (search, at);
#endif
  while (at < search->end &&
         (at = memmem (at, (gsize) (search->end - at), search->word, search->length)) != NULL)
    rg_chunk_search_hit (search, at++);
}

/* A word in the texts of all chunks. */
typedef struct {
  const GPtrArray *chunks;
  gboolean name_only;
  RgChunkSearch each;
} RgWordSearch;

/* Chunks have whole words of the bitset each, so that they are searched beside each other. */
static void
rg_chunks_search (guint first, guint last, gpointer data)
{
  const RgWordSearch *all = data;

  for (guint i = first; i < last; i++)
    {
      const RgChunk *chunk = all->chunks->pdata[i];
      RgChunkSearch search = all->each;

      search.chunk = chunk;
      search.first = i << RG_CHUNK_BITS;
      rg_chunk_search (&search, chunk->name_start);
      if (!all->name_only)
        rg_chunk_search (&search, chunk->other_start);
    }
}

static RgBitset *
rg_dataset_search_word (const RgDataset *dataset, const char *word, gsize length,
                        gboolean name_only)
{
  RgWordSearch all = { .chunks = RG_DATASET_FULL (dataset)->chunks,
                       .name_only = name_only,
                       .each = { .word = word, .length = length,
                                 .found = rg_bitset_new (dataset->n_customers) } };

  rg_parallel_for (all.chunks->len, RG_CHUNKS_APIECE, rg_chunks_search, &all);
  return all.each.found;
}

/* One byte a city: whether its name has the word; the last one, which is no city, has not. */
static guint8 *
rg_dataset_hit_cities (const RgDataset *dataset, const char *word, gboolean *any)
{
  guint8 *hit = g_new0 (guint8, dataset->cities.n + 1);

  *any = FALSE;
  for (guint i = 0; i < dataset->cities.n; i++)
    *any |= hit[i] = strstr (dataset->cities.folded[i], word) != NULL;
  return hit;
}

static gboolean
rg_chunk_has_word (const RgChunk *chunk, const guint32 *starts, guint row, const char *word,
                   gsize length)
{
  return memmem (chunk->text + starts[row], starts[row + 1] - starts[row], word, length) != NULL;
}

/* Takes those out in whom the word is not: a second word looks only where the first one was. */
static void
rg_dataset_narrow (const RgDataset *dataset, const char *word, gsize length, RgBitset *found)
{
  gboolean any;
  g_autofree guint8 *hit = rg_dataset_hit_cities (dataset, word, &any);

  for (guint i = rg_bitset_next (found, 0); i < found->n_bits; i = rg_bitset_next (found, i + 1))
    {
      const RgChunk *chunk = g_ptr_array_index (RG_DATASET_FULL (dataset)->chunks,
                                                i >> RG_CHUNK_BITS);
      const guint row = i & (RG_CHUNK_SIZE - 1);
      const guint city = RG_CUSTOMER_COLUMN (dataset, i, city);

      if (!(any && city != RG_NOTHING && hit[city]) &&
          !rg_chunk_has_word (chunk, chunk->name_start, row, word, length) &&
          !rg_chunk_has_word (chunk, chunk->other_start, row, word, length))
        rg_bitset_remove (found, i);
    }
}

static void
rg_dataset_search_cities (const RgDataset *dataset, const char *word, RgBitset *found)
{
  gboolean any;
  g_autofree guint8 *hit = rg_dataset_hit_cities (dataset, word, &any);

  for (guint first = 0; any && first < dataset->n_customers; first += RG_CHUNK_SIZE)
    {
      const RgCustomerChunk *chunk = rg_dataset_chunk (dataset, first >> RG_CHUNK_BITS);
      const guint n = MIN (RG_CHUNK_SIZE, dataset->n_customers - first);

      for (guint i = 0; i < n; i++)
        found->words[(first + i) >> 6] |= (guint64) hit[MIN (chunk->city[i], dataset->cities.n)]
                                          << (i & 63);
    }
}

RgBitset *
rg_dataset_search (const RgDataset *dataset, const char *words)
{
  RgBitset *all = rg_bitset_copy (dataset->live);
  g_autofree char *folded = words != NULL ? rg_fold (words) : g_strdup ("");
  g_auto (GStrv) parts = g_strsplit (folded, " ", -1);
  gboolean narrowed = FALSE;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autoptr (RgBitset) found = NULL;

      if (*parts[i] == '\0')
        continue;
      if (narrowed && rg_bitset_count (all) < dataset->n_customers / RG_NARROW_SHARE)
        {
          rg_dataset_narrow (dataset, parts[i], strlen (parts[i]), all);
          continue;
        }
      narrowed = TRUE;
      found = rg_dataset_search_word (dataset, parts[i], strlen (parts[i]), FALSE);
      rg_dataset_search_cities (dataset, parts[i], found);
      rg_bitset_and (all, found);
    }
  return all;
}

RgBitset *
rg_dataset_search_name (const RgDataset *dataset, const char *text)
{
  g_autofree char *folded = rg_fold (text);
  RgBitset *found;

  if (*folded == '\0')
    return rg_bitset_copy (dataset->live);
  found = rg_dataset_search_word (dataset, folded, strlen (folded), TRUE);
  rg_bitset_and (found, dataset->live);
  return found;
}
