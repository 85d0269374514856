/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Dictionaries of the dataset, and the way from ids to positions. */
#include "config.h"

#include "analysis/rg-dataset-private.h"

#include "base/rg-fold.h"

#include <stdlib.h>
#include <string.h>

/* A table of ids is used while it has at most so many entries for each id in use. */
#define RG_ID_TABLE_SPREAD 8

typedef struct {
  gint64 id;
  guint32 position;
} RgIdPair;

static int
rg_id_pair_compare (gconstpointer a, gconstpointer b)
{
  const RgIdPair *left = a;
  const RgIdPair *right = b;

  return (left->id > right->id) - (left->id < right->id);
}

static void
rg_id_map_fill_pairs (RgIdMap *map, const gint64 *ids, guint n)
{
  g_autofree RgIdPair *pairs = g_new (RgIdPair, n + 1);
  guint used = 0;

  for (guint i = 0; i < n; i++)
    if (ids[i] != 0)
      pairs[used++] = (RgIdPair) { ids[i], i };
  qsort (pairs, used, sizeof (RgIdPair), rg_id_pair_compare);
  map->n = used;
  map->ids = g_new (gint64, used + 1);
  map->positions = g_new (guint32, used + 1);
  for (guint i = 0; i < used; i++)
    {
      map->ids[i] = pairs[i].id;
      map->positions[i] = pairs[i].position;
    }
}

/* So many positions a run has at the least, all in all, but for the first few. */
#define RG_ID_RUN 256
#define RG_ID_RUNS 8

static void
rg_id_map_find_runs (RgIdMap *map, const gint64 *ids, guint n)
{
  const guint most = n / RG_ID_RUN + RG_ID_RUNS;
  RgIdRun *runs = g_new (RgIdRun, most);
  RgIdRun run = { 0 };
  guint n_runs = 0;

  for (guint i = 0; i <= n; i++)
    {
      if (i < n && ids[i] != 0 && run.n > 0 && ids[i] == run.id + run.n)
        {
          run.n++;
          continue;
        }
      if (run.n > 0 && n_runs == most)
        {
          g_free (runs);
          return;
        }
      if (run.n > 0)
        runs[n_runs++] = run;
      run = i < n && ids[i] != 0 ? (RgIdRun) { ids[i], i, 1 } : (RgIdRun) { 0 };
    }
  map->n_runs = n_runs;
  map->runs = runs;
}

/* ids[position]; 0 is no id. */
RgIdMap *
rg_id_map_new (const gint64 *ids, guint n)
{
  RgIdMap *map = g_atomic_rc_box_new0 (RgIdMap);
  gint64 greatest = 0;
  gint64 least = 0;

  for (guint i = 0; i < n; i++)
    {
      greatest = MAX (greatest, ids[i]);
      least = MIN (least, ids[i]);
    }
  if (least < 0 || greatest > (gint64) n * RG_ID_TABLE_SPREAD + 4096)
    {
      rg_id_map_fill_pairs (map, ids, n);
      return map;
    }
  map->n = (guint) greatest + 1;
  map->table = g_new (guint32, map->n);
  memset (map->table, 0xff, map->n * sizeof (guint32));
  for (guint i = 0; i < n; i++)
    if (ids[i] != 0)
      map->table[ids[i]] = i;
  rg_id_map_find_runs (map, ids, n);
  return map;
}

RgIdMap *
rg_id_map_ref (RgIdMap *map)
{
  return g_atomic_rc_box_acquire (map);
}

static void
rg_id_map_clear (gpointer data)
{
  RgIdMap *map = data;

  g_free (map->table);
  g_free (map->ids);
  g_free (map->positions);
  g_free (map->runs);
}

void
rg_id_map_unref (RgIdMap *map)
{
  g_atomic_rc_box_release_full (map, rg_id_map_clear);
}

guint
rg_id_map_find (const RgIdMap *map, gint64 id)
{
  guint low = 0;
  guint high = map->n;

  if (map->table != NULL)
    return id > 0 && id < map->n ? map->table[id] : RG_NOTHING;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (map->ids[middle] < id)
        low = middle + 1;
      else
        high = middle;
    }
  return low < map->n && map->ids[low] == id ? map->positions[low] : RG_NOTHING;
}

/* --- dictionaries ------------------------------------------------------------------------- */

/* Ids are 64 bits, and so are pointers wherever Regulars runs. */
#define RG_ID_KEY(id) ((gpointer) (gintptr) (id))
G_STATIC_ASSERT (sizeof (gpointer) >= sizeof (gint64));

RgDictionary *
rg_dictionary_new (void)
{
  RgDictionary *dictionary = g_atomic_rc_box_new0 (RgDictionary);

  dictionary->words = g_string_chunk_new (1024);
  dictionary->name = g_ptr_array_new ();
  dictionary->folded = g_ptr_array_new ();
  dictionary->code = g_ptr_array_new ();
  dictionary->folded_code = g_ptr_array_new ();
  dictionary->id = g_array_new (FALSE, FALSE, sizeof (gint64));
  dictionary->category = g_array_new (FALSE, FALSE, sizeof (guint32));
  dictionary->brand = g_array_new (FALSE, FALSE, sizeof (guint32));
  dictionary->supplier = g_array_new (FALSE, FALSE, sizeof (guint32));
  dictionary->warranty = g_array_new (FALSE, FALSE, sizeof (guint16));
  dictionary->lifetime = g_array_new (FALSE, FALSE, sizeof (guint16));
  dictionary->online = g_array_new (FALSE, FALSE, sizeof (guint8));
  dictionary->hash = g_array_new (FALSE, FALSE, sizeof (guint32));
  dictionary->code_hash = g_array_new (FALSE, FALSE, sizeof (guint32));
  dictionary->by_folded = g_hash_table_new (g_str_hash, g_str_equal);
  dictionary->by_id = g_hash_table_new (NULL, NULL);
  return dictionary;
}

static void
rg_dictionary_clear (gpointer data)
{
  RgDictionary *dictionary = data;

  g_string_chunk_free (dictionary->words);
  g_ptr_array_unref (dictionary->name);
  g_ptr_array_unref (dictionary->folded);
  g_ptr_array_unref (dictionary->code);
  g_ptr_array_unref (dictionary->folded_code);
  g_array_unref (dictionary->id);
  g_array_unref (dictionary->category);
  g_array_unref (dictionary->brand);
  g_array_unref (dictionary->supplier);
  g_array_unref (dictionary->warranty);
  g_array_unref (dictionary->lifetime);
  g_array_unref (dictionary->online);
  g_array_unref (dictionary->hash);
  g_array_unref (dictionary->code_hash);
  g_hash_table_unref (dictionary->by_folded);
  g_hash_table_unref (dictionary->by_id);
}

RgDictionary *
rg_dictionary_ref (RgDictionary *dictionary)
{
  return g_atomic_rc_box_acquire (dictionary);
}

void
rg_dictionary_unref (RgDictionary *dictionary)
{
  g_atomic_rc_box_release_full (dictionary, rg_dictionary_clear);
}

static gpointer
rg_dictionary_keep (RgDictionary *dictionary, const char *text)
{
  return g_string_chunk_insert (dictionary->words, text);
}

static gpointer
rg_dictionary_fold (RgDictionary *dictionary, const char *text)
{
  g_autofree char *folded = rg_fold (text);

  return rg_dictionary_keep (dictionary, folded);
}

static guint
rg_dictionary_append (RgDictionary *dictionary, gint64 id)
{
  const guint32 nothing = RG_NOTHING;
  const guint16 unknown = 0;
  const guint8 no = FALSE;
  guint index = dictionary->id->len;

  g_array_append_val (dictionary->id, id);
  g_array_append_val (dictionary->category, nothing);
  g_array_append_val (dictionary->brand, nothing);
  g_array_append_val (dictionary->supplier, nothing);
  g_array_append_val (dictionary->warranty, unknown);
  g_array_append_val (dictionary->lifetime, unknown);
  g_array_append_val (dictionary->online, no);
  g_ptr_array_add (dictionary->name, NULL);
  g_ptr_array_add (dictionary->folded, NULL);
  g_ptr_array_add (dictionary->code, NULL);
  g_ptr_array_add (dictionary->folded_code, NULL);
  if (id != 0)
    g_hash_table_insert (dictionary->by_id, RG_ID_KEY (id), GUINT_TO_POINTER (index + 1));
  return index;
}

RgDictionary *
rg_dictionary_copy (const RgDictionary *dictionary)
{
  RgDictionary *copy = rg_dictionary_new ();

  for (guint i = 0; i < dictionary->id->len; i++)
    {
      gint64 id = g_array_index (dictionary->id, gint64, i);

      rg_dictionary_append (copy, id);
      g_array_index (copy->category, guint32, i) = g_array_index (dictionary->category, guint32, i);
      g_array_index (copy->brand, guint32, i) = g_array_index (dictionary->brand, guint32, i);
      g_array_index (copy->supplier, guint32, i) = g_array_index (dictionary->supplier, guint32, i);
      g_array_index (copy->warranty, guint16, i) = g_array_index (dictionary->warranty, guint16, i);
      g_array_index (copy->lifetime, guint16, i) = g_array_index (dictionary->lifetime, guint16, i);
      g_array_index (copy->online, guint8, i) = g_array_index (dictionary->online, guint8, i);
      copy->name->pdata[i] = rg_dictionary_keep (copy, dictionary->name->pdata[i]);
      copy->folded->pdata[i] = rg_dictionary_keep (copy, dictionary->folded->pdata[i]);
      copy->code->pdata[i] = rg_dictionary_keep (copy, dictionary->code->pdata[i]);
      copy->folded_code->pdata[i] = rg_dictionary_keep (copy, dictionary->folded_code->pdata[i]);
      if (id == 0)
        g_hash_table_insert (copy->by_folded, copy->folded->pdata[i], GUINT_TO_POINTER (i + 1));
    }
  return copy;
}

guint
rg_dictionary_find_id (const RgDictionary *dictionary, gint64 id)
{
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (dictionary->by_id, RG_ID_KEY (id)));

  return found != 0 ? found - 1 : RG_NOTHING;
}

guint
rg_dictionary_put (RgDictionary *dictionary, gint64 id, const char *code, const char *name)
{
  guint index = rg_dictionary_find_id (dictionary, id);

  code = code != NULL ? code : "";
  name = name != NULL ? name : "";
  if (index == RG_NOTHING)
    index = rg_dictionary_append (dictionary, id);
  dictionary->name->pdata[index] = rg_dictionary_keep (dictionary, name);
  dictionary->folded->pdata[index] = rg_dictionary_fold (dictionary, name);
  dictionary->code->pdata[index] = rg_dictionary_keep (dictionary, code);
  dictionary->folded_code->pdata[index] = rg_dictionary_fold (dictionary, code);
  return index;
}

guint
rg_dictionary_put_word (RgDictionary *dictionary, const char *name)
{
  g_autofree char *folded = rg_fold (name);
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (dictionary->by_folded, folded));
  guint index;

  if (found != 0)
    return found - 1;
  index = rg_dictionary_append (dictionary, 0);
  dictionary->name->pdata[index] = rg_dictionary_keep (dictionary, name);
  dictionary->folded->pdata[index] = rg_dictionary_keep (dictionary, folded);
  dictionary->code->pdata[index] = dictionary->folded_code->pdata[index] =
    rg_dictionary_keep (dictionary, "");
  g_hash_table_insert (dictionary->by_folded, dictionary->folded->pdata[index],
                       GUINT_TO_POINTER (index + 1));
  return index;
}

static void
rg_dictionary_hash (const GPtrArray *words, GArray *hashes)
{
  g_array_set_size (hashes, words->len);
  for (guint i = 0; i < words->len; i++)
    g_array_index (hashes, guint32, i) = g_str_hash (words->pdata[i]);
}

void
rg_dictionary_seal (RgDictionary *dictionary)
{
  rg_dictionary_hash (dictionary->folded, dictionary->hash);
  rg_dictionary_hash (dictionary->folded_code, dictionary->code_hash);
  dictionary->names = (RgNames) {
    .n = dictionary->id->len,
    .id = (const gint64 *) (gpointer) dictionary->id->data,
    .name = (const char *const *) dictionary->name->pdata,
    .folded = (const char *const *) dictionary->folded->pdata,
    .hash = (const guint32 *) (gpointer) dictionary->hash->data,
  };
}

guint
rg_names_find (const RgNames *names, const char *name)
{
  g_autofree char *folded = rg_fold (name);
  guint32 hash = g_str_hash (folded);

  for (guint i = 0; i < names->n; i++)
    if (names->hash[i] == hash && strcmp (names->folded[i], folded) == 0)
      return i;
  return RG_NOTHING;
}

guint
rg_names_find_id (const RgNames *names, gint64 id)
{
  for (guint i = 0; i < names->n; i++)
    if (names->id[i] == id)
      return i;
  return RG_NOTHING;
}
