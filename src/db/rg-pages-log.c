/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The write-ahead log of a file: frames as far as salts and checksums go on being right. */
#include "db/rg-pages-private.h"

#include <string.h>

#define LOG_HEADER 32
#define FRAME_HEADER 24
#define MAGIC 0x377f0682u /* the last bit says in which order the sums are made */

static guint32
rg_log_u32 (const guint8 *bytes)
{
  guint32 value;

  memcpy (&value, bytes, sizeof value);
  return GUINT32_FROM_BE (value);
}

static void
rg_log_sum (guint32 sums[2], const guint8 *bytes, gsize length, gboolean big)
{
  for (gsize i = 0; i + 8 <= length; i += 8)
    {
      guint32 pair[2];
      memcpy (pair, bytes + i, sizeof pair);
      sums[0] += (big ? GUINT32_FROM_BE (pair[0]) : GUINT32_FROM_LE (pair[0])) + sums[1];
      sums[1] += (big ? GUINT32_FROM_BE (pair[1]) : GUINT32_FROM_LE (pair[1])) + sums[0];
    }
}

static gboolean
rg_log_has_sum (const guint32 sums[2], const guint8 *bytes)
{
  return rg_log_u32 (bytes) == sums[0] && rg_log_u32 (bytes + 4) == sums[1];
}

/* What stands after the last frame that ends a transaction was never saved. */
static void
rg_log_read_frames (RgPages *pages, const guint8 *log, gsize length, guint32 sums[2], gboolean big)
{
  g_autoptr (GArray) pending = g_array_new (FALSE, FALSE, sizeof (gsize));
  gsize frame = FRAME_HEADER + pages->page_size;
  guint most = pages->n_pages + (guint) (length / frame);

  for (gsize at = LOG_HEADER; at + frame <= length; at += frame)
    {
      guint32 size = rg_log_u32 (log + at + 4);
      rg_log_sum (sums, log + at, 8, big);
      rg_log_sum (sums, log + at + FRAME_HEADER, pages->page_size, big);
      if (memcmp (log + at + 8, log + 16, 8) != 0 || !rg_log_has_sum (sums, log + at + 16))
        return;
      g_array_append_val (pending, at);
      if (size == 0)
        continue;
      for (guint i = 0; i < pending->len; i++)
        {
          gsize saved = g_array_index (pending, gsize, i);
          g_hash_table_insert (pages->newer, GUINT_TO_POINTER (rg_log_u32 (log + saved)),
                               (gpointer) (log + saved + FRAME_HEADER));
        }
      g_array_set_size (pending, 0);
      pages->n_pages = MAX (pages->n_pages, MIN (size, most));
    }
}

void
rg_pages_open_log (RgPages *pages, const char *path)
{
  g_autofree char *log_path = g_strconcat (path, "-wal", NULL);
  gsize length = 0;
  const guint8 *log = pages->log = rg_pages_read_file (log_path, &length, NULL);
  guint32 sums[2] = { 0, 0 };
  gboolean big;

  if (log == NULL)
    return;
  pages->newer = g_hash_table_new (NULL, NULL);
  if (length < LOG_HEADER || (rg_log_u32 (log) & ~1u) != MAGIC)
    return;
  big = (rg_log_u32 (log) & 1u) != 0;
  rg_log_sum (sums, log, 24, big);
  if (rg_log_has_sum (sums, log + 24) && rg_log_u32 (log + 8) == pages->page_size)
    rg_log_read_frames (pages, log, length, sums, big);
}
