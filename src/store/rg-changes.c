/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The rows of one action, by table. */
#include "store/rg-changes.h"

#define RG_CHANGES_MOST 1000

typedef struct
{
  GArray *keys;      /* gint64, in order of first change */
  GHashTable *known; /* the same, for looking up */
  gboolean all;
} RgTableChanges;

struct _RgChanges
{
  gatomicrefcount ref_count;
  gint64 action_id;
  char *kind;
  gint64 generation;
  GHashTable *tables;
};

G_DEFINE_BOXED_TYPE (RgChanges, rg_changes, rg_changes_ref, rg_changes_unref)

static void
rg_table_changes_free (gpointer data)
{
  RgTableChanges *table = data;

  g_array_unref (table->keys);
  g_hash_table_unref (table->known);
  g_free (table);
}

RgChanges *
rg_changes_new (gint64 action_id, const char *kind, gint64 generation)
{
  RgChanges *changes = g_new0 (RgChanges, 1);

  g_atomic_ref_count_init (&changes->ref_count);
  changes->action_id = action_id;
  changes->kind = g_strdup (kind);
  changes->generation = generation;
  changes->tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, rg_table_changes_free);
  return changes;
}

RgChanges *
rg_changes_ref (RgChanges *changes)
{
  g_atomic_ref_count_inc (&changes->ref_count);
  return changes;
}

void
rg_changes_unref (RgChanges *changes)
{
  if (!g_atomic_ref_count_dec (&changes->ref_count))
    return;
  g_hash_table_unref (changes->tables);
  g_free (changes->kind);
  g_free (changes);
}

static RgTableChanges *
rg_changes_table (RgChanges *changes, const char *name)
{
  RgTableChanges *table = g_hash_table_lookup (changes->tables, name);

  if (table != NULL)
    return table;
  table = g_new0 (RgTableChanges, 1);
  table->keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  table->known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_hash_table_insert (changes->tables, g_strdup (name), table);
  return table;
}

void
rg_changes_add (RgChanges *changes, const char *name, gint64 key)
{
  RgTableChanges *table = rg_changes_table (changes, name);

  if (table->all || !g_hash_table_add (table->known, g_memdup2 (&key, sizeof key)))
    return;
  g_array_append_val (table->keys, key);
  if (table->keys->len > RG_CHANGES_MOST)
    rg_changes_add_all (changes, name);
}

void
rg_changes_add_all (RgChanges *changes, const char *name)
{
  RgTableChanges *table = rg_changes_table (changes, name);

  table->all = TRUE;
  g_array_set_size (table->keys, 0);
  g_hash_table_remove_all (table->known);
}

gint64
rg_changes_get_action (RgChanges *changes)
{
  return changes->action_id;
}

const char *
rg_changes_get_kind (RgChanges *changes)
{
  return changes->kind;
}

gint64
rg_changes_get_generation (RgChanges *changes)
{
  return changes->generation;
}

gboolean
rg_changes_touches (RgChanges *changes, const char *table)
{
  return g_hash_table_contains (changes->tables, table);
}

const gint64 *
rg_changes_get_keys (RgChanges *changes, const char *name, gsize *n_keys, gboolean *all)
{
  RgTableChanges *table = g_hash_table_lookup (changes->tables, name);

  *n_keys = table != NULL ? table->keys->len : 0;
  *all = table != NULL && table->all;
  return *n_keys > 0 ? (const gint64 *) (gpointer) table->keys->data : NULL;
}
