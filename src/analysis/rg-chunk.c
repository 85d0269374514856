/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Chunks of customers, and the blocks that their columns lie in.
 *
 * A chunk that is written has a block of its own. Those that are only read lie together, column
 * behind column: strips of a column that are far from each other take several times as long to read
 * as the same bytes in one piece, since where each page of memory lies has to be looked up. */
#include "config.h"

#include "analysis/rg-dataset-private.h"

#include "base/rg-fold.h"
#include "base/rg-numbers.h"

#include <string.h>

/* More would keep too much memory for those of them that are not replaced. */
#define RG_BLOCK_CHUNKS 64
#define RG_BLOCK_LINE 64 /* columns do not share a line of the processor's memory */

struct _RgChunkBlock
{
  gatomicrefcount refs;
  char *columns;
  char *texts; /* NULL: each chunk has its own */
};

typedef struct {
  gsize pointer; /* where a chunk says where its strip is */
  gsize size;
} RgChunkColumn;

#define COLUMN(column, type, n) { G_STRUCT_OFFSET (RgChunk, column), (n) * sizeof (type) }

static const RgChunkColumn rg_chunk_columns[] = {
  COLUMN (id.near, guint32, RG_CHUNK_SIZE),
  COLUMN (born.near, guint16, RG_CHUNK_SIZE),
  COLUMN (joined.near, guint16, RG_CHUNK_SIZE),
  COLUMN (household.near, guint32, RG_CHUNK_SIZE),
  COLUMN (city, guint32, RG_CHUNK_SIZE),
  COLUMN (country, guint32, RG_CHUNK_SIZE),
  COLUMN (postcode, guint32, RG_CHUNK_SIZE),
  COLUMN (birthday, guint16, RG_CHUNK_SIZE),
  COLUMN (flags, guint8, RG_CHUNK_SIZE),
  COLUMN (name_start, guint32, RG_CHUNK_SIZE + 1),
  COLUMN (other_start, guint32, RG_CHUNK_SIZE + 1),
  COLUMN (permission_since[0].near, guint16, RG_CHUNK_SIZE),
  COLUMN (permission_since[1].near, guint16, RG_CHUNK_SIZE),
  COLUMN (permission_since[2].near, guint16, RG_CHUNK_SIZE),
  COLUMN (permission_since[3].near, guint16, RG_CHUNK_SIZE),
};

G_STATIC_ASSERT (RG_CHANNELS == 4);

static inline char **
rg_chunk_strip (RgChunk *chunk, guint column)
{
  return (char **) (gpointer) ((char *) chunk + rg_chunk_columns[column].pointer);
}

/* --- blocks ------------------------------------------------------------------------------- */

/* What one column of n chunks takes. */
static gsize
rg_block_column_size (guint column, guint n)
{
  return (rg_chunk_columns[column].size * n + RG_BLOCK_LINE - 1) / RG_BLOCK_LINE * RG_BLOCK_LINE;
}

/* Room for n chunks. */
static RgChunkBlock *
rg_block_new (guint n)
{
  RgChunkBlock *block = g_new0 (RgChunkBlock, 1);
  gsize size = 0;

  for (guint c = 0; c < G_N_ELEMENTS (rg_chunk_columns); c++)
    size += rg_block_column_size (c, n);
  g_atomic_ref_count_init (&block->refs);
  block->columns = rg_numbers_new (size, 1);
  return block;
}

static void
rg_block_unref (RgChunkBlock *block)
{
  if (!g_atomic_ref_count_dec (&block->refs))
    return;
  g_free (block->columns);
  g_free (block->texts);
  g_free (block);
}

/* The strips of a chunk become those of place i of a block of n, with what they have. */
static void
rg_chunk_move (RgChunk *chunk, RgChunkBlock *block, guint i, guint n)
{
  char *column = block->columns;

  for (guint c = 0; c < G_N_ELEMENTS (rg_chunk_columns); c++)
    {
      const gsize size = rg_chunk_columns[c].size;
      char **strip = rg_chunk_strip (chunk, c);

      if (*strip != NULL)
        memcpy (column + i * size, *strip, size);
      else
        memset (column + i * size, 0, size);
      *strip = column + i * size;
      column += rg_block_column_size (c, n);
    }
  g_atomic_ref_count_inc (&block->refs);
  chunk->block = block;
}

static void
rg_chunk_move_text (RgChunk *chunk, char *text)
{
  if (chunk->other_start[chunk->n] > 0)
    memcpy (text, chunk->text, chunk->other_start[chunk->n]);
  rg_chunk_set_text (chunk, NULL);
  chunk->text = text;
}

static void
rg_chunks_pack_block (RgChunk **chunks, guint n)
{
  RgChunkBlock *block = rg_block_new (n);
  gsize length = 0;

  for (guint i = 0; i < n; i++)
    length += chunks[i]->other_start[chunks[i]->n];
  block->texts = rg_numbers_new (length + 1, 1);
  length = 0;
  for (guint i = 0; i < n; i++)
    {
      RgChunkBlock *before = chunks[i]->block;

      rg_chunk_move (chunks[i], block, i, n);
      rg_chunk_move_text (chunks[i], block->texts + length);
      length += chunks[i]->other_start[chunks[i]->n];
      rg_block_unref (before);
    }
  rg_block_unref (block);
}

void
rg_chunks_pack (GPtrArray *chunks)
{
  if (chunks->len < 2)
    return;
  for (guint i = 0; i < chunks->len; i += RG_BLOCK_CHUNKS)
    rg_chunks_pack_block ((RgChunk **) chunks->pdata + i, MIN (RG_BLOCK_CHUNKS, chunks->len - i));
}

/* --- chunks ------------------------------------------------------------------------------- */

/* Into a block of its own. */
static void
rg_chunk_settle (RgChunk *chunk)
{
  RgChunkBlock *block = rg_block_new (1);

  g_atomic_ref_count_init (&chunk->refs);
  rg_chunk_move (chunk, block, 0, 1);
  rg_block_unref (block);
}

RgChunk *
rg_chunk_new (void)
{
  RgChunk *chunk = g_new0 (RgChunk, 1);

  rg_chunk_settle (chunk);
  return chunk;
}

RgChunk *
rg_chunk_ref (RgChunk *chunk)
{
  g_atomic_ref_count_inc (&chunk->refs);
  return chunk;
}

void
rg_chunk_unref (RgChunk *chunk)
{
  if (!g_atomic_ref_count_dec (&chunk->refs))
    return;
  rg_id_column_clear (&chunk->id);
  rg_id_column_clear (&chunk->household);
  rg_day_column_clear (&chunk->born);
  rg_day_column_clear (&chunk->joined);
  for (guint c = 0; c < RG_CHANNELS; c++)
    rg_day_column_clear (&chunk->permission_since[c]);
  rg_chunk_set_text (chunk, NULL);
  rg_block_unref (chunk->block);
  g_free (chunk);
}

RgChunk *
rg_chunk_copy (const RgChunk *chunk)
{
  RgChunk *copy = g_memdup2 (chunk, sizeof *chunk);

  rg_chunk_settle (copy);
  rg_id_column_own (&copy->id);
  rg_id_column_own (&copy->household);
  rg_day_column_own (&copy->born);
  rg_day_column_own (&copy->joined);
  for (guint c = 0; c < RG_CHANNELS; c++)
    rg_day_column_own (&copy->permission_since[c]);
  copy->text = copy->own_text = g_memdup2 (chunk->text, chunk->other_start[chunk->n]);
  return copy;
}

gsize
rg_chunk_memory (const RgChunk *chunk)
{
  gsize bytes = sizeof *chunk + chunk->other_start[chunk->n];

  for (guint c = 0; c < G_N_ELEMENTS (rg_chunk_columns); c++)
    bytes += rg_chunk_columns[c].size;
  return bytes;
}

/* --- what they say ------------------------------------------------------------------------ */

static guint16
rg_chunk_birthday (const RgCustomerRow *row)
{
  int month = row->birth_month;
  int mday = row->birth_mday;
  int year;

  if (row->born != RG_DAY_NONE)
    rg_day_to_ymd (row->born, &year, &month, &mday);
  return month >= 1 && month <= 12 && mday >= 1 && mday <= 31 ? (guint16) (month * 32 + mday) : 0;
}

void
rg_chunk_set_days (RgChunk *chunk, guint i, const RgCustomerRow *row)
{
  rg_day_column_set (&chunk->born, i, row->born);
  rg_day_column_set (&chunk->joined, i, row->joined);
  chunk->birthday[i] = rg_chunk_birthday (row);
}

void
rg_chunk_set_text (RgChunk *chunk, char *text)
{
  g_free (chunk->own_text);
  chunk->text = chunk->own_text = text;
}

char *
rg_chunk_make_text (const RgCustomerRow *row)
{
  g_autofree char *name = row->name != NULL ? rg_fold (row->name) : NULL;
  g_autofree char *other = row->search != NULL ? rg_fold (row->search) : NULL;

  return g_strconcat (name != NULL ? name : "", "\t", other != NULL ? other : "", NULL);
}

gint64
rg_chunks_id (const GPtrArray *chunks, guint position)
{
  const RgChunk *chunk = chunks->pdata[position >> RG_CHUNK_BITS];

  return rg_id_column_get (&chunk->id, position & (RG_CHUNK_SIZE - 1));
}

guint
rg_chunks_find (const GPtrArray *chunks, guint n, gint64 id)
{
  guint low = 0, high = n;

  if (n == 0 || id > rg_chunks_id (chunks, n - 1))
    return RG_NOBODY;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (rg_chunks_id (chunks, middle) < id)
        low = middle + 1;
      else
        high = middle;
    }
  return rg_chunks_id (chunks, low) == id ? low : RG_NOBODY;
}

static void
rg_bytes_add (GByteArray *bytes, const char *text, gsize length)
{
  g_byte_array_append (bytes, (const guint8 *) text, (guint) length);
}

/* The texts of a position, as they are or as a row has them. */
static void
rg_chunk_add_texts (const RgChunk *chunk, guint i, const char *text, GByteArray *names,
                    GByteArray *others)
{
  const char *tab = text != NULL ? strchr (text, '\t') : NULL;

  if (text == NULL)
    {
      rg_bytes_add (names, chunk->text + chunk->name_start[i],
                    chunk->name_start[i + 1] - chunk->name_start[i]);
      rg_bytes_add (others, chunk->text + chunk->other_start[i],
                    chunk->other_start[i + 1] - chunk->other_start[i]);
      return;
    }
  rg_bytes_add (names, text, (gsize) (tab - text));
  rg_bytes_add (names, "\n", 1);
  rg_bytes_add (others, tab + 1, strlen (tab + 1));
  rg_bytes_add (others, "\n", 1);
}

void
rg_chunk_settle_texts (RgChunk *chunk, const GByteArray *names, const GByteArray *others)
{
  char *text = g_malloc (names->len + others->len + 1);

  if (names->len > 0)
    memcpy (text, names->data, names->len);
  if (others->len > 0)
    memcpy (text + names->len, others->data, others->len);
  for (guint i = 0; i <= chunk->n; i++)
    chunk->other_start[i] += names->len;
  rg_chunk_set_text (chunk, text);
}

void
rg_chunk_set_texts (RgChunk *chunk, char *const *texts)
{
  const guint n = chunk->n;
  g_autoptr (GByteArray) names = g_byte_array_sized_new (chunk->name_start[n] + 4096);
  g_autoptr (GByteArray) others =
    g_byte_array_sized_new (chunk->other_start[n] - chunk->name_start[n] + 4096);
  g_autofree guint32 *name_start = g_new0 (guint32, n + 1);
  g_autofree guint32 *other_start = g_new0 (guint32, n + 1);

  for (guint i = 0; i < n; i++)
    {
      rg_chunk_add_texts (chunk, i, texts[i], names, others);
      name_start[i + 1] = names->len;
      other_start[i + 1] = others->len;
    }
  memcpy (chunk->name_start, name_start, (n + 1) * sizeof *name_start);
  memcpy (chunk->other_start, other_start, (n + 1) * sizeof *other_start);
  rg_chunk_settle_texts (chunk, names, others);
}

void
rg_chunk_take (RgChunk *chunk, GByteArray *names, GByteArray *others, const RgChunk *from, guint i)
{
  guint at = chunk->n++;

  rg_id_column_set (&chunk->id, at, rg_id_column_get (&from->id, i));
  rg_day_column_set (&chunk->born, at, rg_day_column_get (&from->born, i));
  rg_day_column_set (&chunk->joined, at, rg_day_column_get (&from->joined, i));
  rg_id_column_set (&chunk->household, at, rg_id_column_get (&from->household, i));
  for (guint c = 0; c < RG_CHANNELS; c++)
    rg_day_column_set (&chunk->permission_since[c], at,
                       rg_day_column_get (&from->permission_since[c], i));
  chunk->city[at] = from->city[i];
  chunk->country[at] = from->country[i];
  chunk->postcode[at] = from->postcode[i];
  chunk->birthday[at] = from->birthday[i];
  chunk->flags[at] = from->flags[i];
  rg_chunk_add_texts (from, i, NULL, names, others);
  chunk->name_start[chunk->n] = names->len;
  chunk->other_start[chunk->n] = others->len;
}
