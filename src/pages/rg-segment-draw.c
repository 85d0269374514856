/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The names of a few people of many, drawn fairly. */
#include "pages/rg-segment-draw.h"

#include "analysis/rg-mix.h"
#include "store/rg-store-segments.h"

#define RG_NAMES_SHOWN 12

typedef struct {
  gint64 ids[RG_NAMES_SHOWN];
  gsize n;
  GPtrArray *members;
} RgNamesRead;

static void
rg_names_read_free (gpointer data)
{
  RgNamesRead *read = data;

  g_clear_pointer (&read->members, g_ptr_array_unref);
  g_free (read);
}

static gboolean
rg_names_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgNamesRead *read = data;

  read->members = rg_segment_read_members (db, read->ids, read->n, error);
  return read->members != NULL;
}

void
rg_segment_draw_async (RgStore *store, const RgDataset *dataset, const RgBitset *people,
                       guint64 salt, GAsyncReadyCallback callback, gpointer user_data)
{
  RgNamesRead *read = g_new0 (RgNamesRead, 1);
  guint64 drawn[RG_NAMES_SHOWN];

  for (guint i = rg_bitset_next (people, 0); i < people->n_bits; i = rg_bitset_next (people, i + 1))
    {
      const gint64 id = rg_dataset_customer_id (dataset, i);
      const guint64 lot = rg_mix_lot (id, salt);
      gsize at;

      if (read->n == RG_NAMES_SHOWN && lot >= drawn[RG_NAMES_SHOWN - 1])
        continue;
      read->n = MIN (read->n + 1, RG_NAMES_SHOWN);
      for (at = read->n - 1; at > 0 && drawn[at - 1] > lot; at--)
        {
          drawn[at] = drawn[at - 1];
          read->ids[at] = read->ids[at - 1];
        }
      drawn[at] = lot;
      read->ids[at] = id;
    }
  rg_store_read_async (store, RG_READER_ROWS, rg_names_read_in_thread, read, rg_names_read_free,
                       NULL, callback, user_data);
}

char *
rg_segment_draw_finish (RgStore *store, GAsyncResult *result, GError **error)
{
  const RgNamesRead *read = rg_store_read_get_data (result);
  GString *names;

  if (!rg_store_read_finish (store, result, error))
    return NULL;
  names = g_string_new (NULL);
  for (guint i = 0; i < read->members->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "\n" : "",
                            ((RgSegmentMember *) read->members->pdata[i])->name);
  return g_string_free (names, FALSE);
}
