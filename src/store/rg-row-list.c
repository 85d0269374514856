/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The id spine. */
#include "store/rg-row-list.h"

#include <string.h>

struct _RgRowList
{
  GObject parent_instance;

  RgStore *store;
  const RgRowSource *source;

  /* What is asked for. */
  int order;
  gboolean descending;
  char *search;
  guint generation;
  gboolean loading;

  /* What is shown; and all ids of the order, ascending, kept for the next search. NULL where a
   * change has made them old. */
  GArray *shown;
  GArray *all;
  int all_order;
  guint n_all;
  /* Ids changed since what is shown was read; NULL: too many to name. */
  GHashTable *moved;

  GHashTable *alive; /* gint64 -> RgRow */
  GArray *wanted;
  guint wanted_source;
  gboolean fetching;
  GCancellable *cancellable;
};

/* One live item; freed when the item goes. */
typedef struct
{
  gint64 id;
  GObject *item; /* weak */
  RgRowList *list;
  gboolean wanted;
} RgRow;

/* A question for the spine, and its answer. */
typedef struct
{
  const RgRowSource *source;
  guint generation;
  int order;
  gboolean descending;
  char *search;
  RgDataset *dataset;
  GArray *all;
  GArray *shown;
} RgSpineRead;

/* A question for rows, and its answers. */
typedef struct
{
  const RgRowSource *source;
  GArray *ids;
  GPtrArray *rows;
} RgRowsRead;

enum { PROP_0, PROP_LOADING, PROP_N_ALL, N_PROPS };
enum { SIGNAL_FAILED, N_SIGNALS };
static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void rg_row_list_list_model_init (GListModelInterface *iface);
static void rg_row_list_read_spine (RgRowList *self);
static void rg_row_list_fetch (RgRowList *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (RgRowList, rg_row_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      rg_row_list_list_model_init))

/* --- reading the spine, on the reader thread --- */

static void
rg_spine_read_free (gpointer data)
{
  RgSpineRead *read = data;

  g_free (read->search);
  g_clear_pointer (&read->dataset, rg_dataset_unref);
  g_clear_pointer (&read->all, g_array_unref);
  g_clear_pointer (&read->shown, g_array_unref);
  g_free (read);
}

/* One bit an id, as far as the largest one. */
static guint8 *
rg_spine_mark (GArray *ids, gint64 *largest)
{
  guint8 *marks;

  *largest = 0;
  for (guint i = 0; i < ids->len; i++)
    *largest = MAX (*largest, g_array_index (ids, gint64, i));
  marks = g_malloc0 ((gsize) *largest / 8 + 1);
  for (guint i = 0; i < ids->len; i++)
    {
      const gint64 id = g_array_index (ids, gint64, i);

      marks[id / 8] |= (guint8) (1 << (id % 8));
    }
  return marks;
}

/* The matches in the order of `all`; each of them is in it at most once, and no id is 0. */
static GArray *
rg_spine_filter (GArray *all, GArray *matches)
{
  GArray *shown = g_array_sized_new (FALSE, FALSE, sizeof (gint64), matches->len + 1);
  gint64 largest;
  g_autofree guint8 *marks = rg_spine_mark (matches, &largest);
  const gint64 *ids = (const gint64 *) (gpointer) all->data;
  gint64 *place;
  guint n_shown = 0;

  /* Written without a question whether it counts, and kept only where it does: a guess about each
   * of a million rows would be wrong too often. */
  g_array_set_size (shown, matches->len + 1);
  place = (gint64 *) (gpointer) shown->data;
  for (guint i = 0; i < all->len; i++)
    {
      const gint64 id = ids[i] <= largest ? ids[i] : 0;

      place[n_shown] = id;
      n_shown += marks[id / 8] >> (id % 8) & 1;
    }
  g_array_set_size (shown, n_shown);
  return shown;
}

static GArray *
rg_spine_reverse (GArray *ids)
{
  GArray *reversed = g_array_sized_new (FALSE, FALSE, sizeof (gint64), MAX (ids->len, 1));

  g_array_set_size (reversed, ids->len);
  for (guint i = 0; i < ids->len; i++)
    g_array_index (reversed, gint64, ids->len - 1 - i) = g_array_index (ids, gint64, i);
  return reversed;
}

static gboolean
rg_spine_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgSpineRead *read = data;

  if (!read->all)
    {
      read->all = g_array_new (FALSE, FALSE, sizeof (gint64));
      if (!read->source->read_ids (db, read->order, read->all, error))
        return FALSE;
    }
  if (read->search)
    {
      g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (gint64));

      if (!read->source->read_matches (db, read->dataset, read->search, matches, error))
        return FALSE;
      read->shown = rg_spine_filter (read->all, matches);
    }
  else
    {
      read->shown = g_array_ref (read->all);
    }
  if (read->descending)
    {
      GArray *reversed = rg_spine_reverse (read->shown);

      g_array_unref (read->shown);
      read->shown = reversed;
    }
  return TRUE;
}

/* --- putting a new spine in --- */

static void
rg_row_list_reset (RgRowList *self, GArray *shown)
{
  const guint n_before = self->shown->len;
  g_autoptr (GArray) former = self->shown;

  self->shown = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (n_before > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, 0);
  g_array_unref (self->shown);
  self->shown = g_array_ref (shown);
  if (shown->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, shown->len);
}

/* The positions of the moved ids, ascending. */
static GArray *
rg_row_list_find_moved (GArray *ids, GHashTable *moved)
{
  GArray *positions = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < ids->len; i++)
    if (g_hash_table_contains (moved, &g_array_index (ids, gint64, i)))
      g_array_append_val (positions, i);
  return positions;
}

/* Whether both arrays are the same once the moved ids are left out. */
static gboolean
rg_row_list_same_but_moved (GArray *a, GArray *b, GHashTable *moved)
{
  guint i = 0, j = 0;

  for (;;)
    {
      while (i < a->len && g_hash_table_contains (moved, &g_array_index (a, gint64, i)))
        i++;
      while (j < b->len && g_hash_table_contains (moved, &g_array_index (b, gint64, j)))
        j++;
      if (i >= a->len || j >= b->len)
        return i >= a->len && j >= b->len;
      if (g_array_index (a, gint64, i) != g_array_index (b, gint64, j))
        return FALSE;
      i++;
      j++;
    }
}

/* Removes the moved ids at their old places and puts them in at their new ones. */
static gboolean
rg_row_list_move (RgRowList *self, GArray *shown)
{
  g_autoptr (GArray) from = NULL;
  g_autoptr (GArray) to = NULL;
  GArray *ids = NULL;

  if (!self->moved || !rg_row_list_same_but_moved (self->shown, shown, self->moved))
    return FALSE;
  from = rg_row_list_find_moved (self->shown, self->moved);
  to = rg_row_list_find_moved (shown, self->moved);

  ids = g_array_copy (self->shown);
  g_array_unref (self->shown);
  self->shown = ids;
  for (guint i = from->len; i > 0; i--)
    {
      const guint position = g_array_index (from, guint, i - 1);

      g_array_remove_index (ids, position);
      g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
    }
  for (guint i = 0; i < to->len; i++)
    {
      const guint position = g_array_index (to, guint, i);

      g_array_insert_val (ids, position, g_array_index (shown, gint64, position));
      g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
    }
  return TRUE;
}

static void
rg_row_list_take_spine (RgRowList *self, GArray *shown)
{
  const gboolean same = self->shown->len == shown->len &&
                        (shown->len == 0 || memcmp (self->shown->data, shown->data,
                                                    shown->len * sizeof (gint64)) == 0);

  if (!same && !rg_row_list_move (self, shown))
    rg_row_list_reset (self, shown);
  g_clear_pointer (&self->moved, g_hash_table_unref);
  self->moved = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static void
rg_row_list_set_loading (RgRowList *self, gboolean loading)
{
  if (self->loading == loading)
    return;
  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
}

static void
rg_row_list_spine_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgRowList) self = RG_ROW_LIST (data);
  g_autoptr (GError) error = NULL;
  RgSpineRead *read = rg_store_read_get_data (result);
  const gboolean read_well = rg_store_read_finish (RG_STORE (object), result, &error);

  if (read->generation != self->generation)
    return;
  if (read_well)
    {
      g_clear_pointer (&self->all, g_array_unref);
      self->all = g_array_ref (read->all);
      self->all_order = read->order;
      rg_row_list_take_spine (self, read->shown);
      if (self->n_all != read->all->len)
        {
          self->n_all = read->all->len;
          g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_ALL]);
        }
    }
  rg_row_list_set_loading (self, FALSE);
  if (!read_well && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

static void
rg_row_list_read_spine (RgRowList *self)
{
  RgSpineRead *read = g_new0 (RgSpineRead, 1);

  read->source = self->source;
  read->generation = ++self->generation;
  read->order = self->order;
  read->descending = self->descending;
  read->search = g_strdup (self->search);
  if (self->search)
    read->dataset = rg_store_get_dataset (self->store);
  if (self->all && self->all_order == self->order)
    read->all = g_array_ref (self->all);
  rg_row_list_set_loading (self, TRUE);
  rg_store_read_async (self->store, RG_READER_ROWS, rg_spine_read_in_thread, read,
                       rg_spine_read_free, self->cancellable, rg_row_list_spine_cb,
                       g_object_ref (self));
}

/* --- reading rows --- */

static void
rg_rows_read_free (gpointer data)
{
  RgRowsRead *read = data;

  for (guint i = 0; i < read->rows->len; i++)
    if (read->rows->pdata[i])
      read->source->row_free (read->rows->pdata[i]);
  g_ptr_array_unref (read->rows);
  g_array_unref (read->ids);
  g_free (read);
}

static gboolean
rg_rows_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgRowsRead *read = data;

  for (guint i = 0; i < read->ids->len; i++)
    {
      GError *row_error = NULL;
      gpointer row = read->source->read_row (db, g_array_index (read->ids, gint64, i), &row_error);

      if (row_error)
        {
          g_propagate_error (error, row_error);
          return FALSE;
        }
      g_ptr_array_add (read->rows, row);
    }
  return TRUE;
}

static void
rg_row_list_rows_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgRowList) self = RG_ROW_LIST (data);
  g_autoptr (GError) error = NULL;
  RgRowsRead *read = rg_store_read_get_data (result);

  self->fetching = FALSE;
  if (!rg_store_read_finish (RG_STORE (object), result, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return;
    }
  for (guint i = 0; i < read->ids->len; i++)
    {
      RgRow *row = g_hash_table_lookup (self->alive, &g_array_index (read->ids, gint64, i));

      if (row)
        self->source->fill (row->item, read->rows->pdata[i], self->store);
    }
  rg_row_list_fetch (self);
}

/* Of what was wanted, the newest that is still alive; the rest waits for the next turn. */
static GArray *
rg_row_list_take_wanted (RgRowList *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (self->wanted->len > 0 && ids->len < RG_ROW_LIST_FETCH)
    {
      const gint64 id = g_array_index (self->wanted, gint64, self->wanted->len - 1);
      RgRow *row = g_hash_table_lookup (self->alive, &id);

      g_array_set_size (self->wanted, self->wanted->len - 1);
      if (!row || !row->wanted)
        continue;
      row->wanted = FALSE;
      g_array_append_val (ids, id);
    }
  return ids;
}

static void
rg_row_list_fetch (RgRowList *self)
{
  g_autoptr (GArray) ids = NULL;
  RgRowsRead *read;

  if (self->fetching || !self->store)
    return;
  ids = rg_row_list_take_wanted (self);
  if (ids->len == 0)
    return;
  read = g_new0 (RgRowsRead, 1);
  read->source = self->source;
  read->ids = g_steal_pointer (&ids);
  read->rows = g_ptr_array_new ();
  self->fetching = TRUE;
  rg_store_read_async (self->store, RG_READER_ROWS, rg_rows_read_in_thread, read,
                       rg_rows_read_free, self->cancellable, rg_row_list_rows_cb,
                       g_object_ref (self));
}

static gboolean
rg_row_list_wanted_cb (gpointer data)
{
  RgRowList *self = data;

  self->wanted_source = 0;
  rg_row_list_fetch (self);
  return G_SOURCE_REMOVE;
}

static void
rg_row_list_want (RgRowList *self, RgRow *row)
{
  if (row->wanted)
    return;
  row->wanted = TRUE;
  g_array_append_val (self->wanted, row->id);
  if (!self->wanted_source)
    self->wanted_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, rg_row_list_wanted_cb, self, NULL);
}

/* --- live items --- */

static void
rg_row_gone (gpointer data, GObject *item)
{
  RgRow *row = data;

  g_hash_table_remove (row->list->alive, &row->id);
}

static GObject *
rg_row_list_ensure_item (RgRowList *self, gint64 id)
{
  RgRow *row = g_hash_table_lookup (self->alive, &id);
  GObject *item = NULL;

  if (row)
    return g_object_ref (row->item);
  item = g_object_new (self->source->item_type (), "id", id, NULL);
  row = g_new0 (RgRow, 1);
  row->id = id;
  row->item = item;
  row->list = self;
  g_object_weak_ref (item, rg_row_gone, row);
  g_hash_table_insert (self->alive, &row->id, row);
  rg_row_list_want (self, row);
  return item;
}

static GType
rg_row_list_get_item_type (GListModel *model)
{
  return RG_ROW_LIST (model)->source->item_type ();
}

static guint
rg_row_list_get_n_items (GListModel *model)
{
  return RG_ROW_LIST (model)->shown->len;
}

static gpointer
rg_row_list_get_item (GListModel *model, guint position)
{
  RgRowList *self = RG_ROW_LIST (model);

  if (position >= self->shown->len)
    return NULL;
  return rg_row_list_ensure_item (self, g_array_index (self->shown, gint64, position));
}

static void
rg_row_list_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = rg_row_list_get_item_type;
  iface->get_n_items = rg_row_list_get_n_items;
  iface->get_item = rg_row_list_get_item;
}

/* --- what changed --- */

static void
rg_row_list_refresh_alive (RgRowList *self, const gint64 *keys, gsize n_keys)
{
  GHashTableIter iter;
  RgRow *row;

  if (keys)
    {
      for (gsize i = 0; i < n_keys; i++)
        if ((row = g_hash_table_lookup (self->alive, &keys[i])))
          rg_row_list_want (self, row);
      return;
    }
  g_hash_table_iter_init (&iter, self->alive);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &row))
    rg_row_list_want (self, row);
}

static void
rg_row_list_note_moved (RgRowList *self, const gint64 *keys, gsize n_keys)
{
  if (!keys)
    g_clear_pointer (&self->moved, g_hash_table_unref);
  for (gsize i = 0; i < n_keys && self->moved; i++)
    {
      g_hash_table_add (self->moved, g_memdup2 (&keys[i], sizeof (gint64)));
      if (g_hash_table_size (self->moved) > RG_ROW_LIST_MOVES)
        g_clear_pointer (&self->moved, g_hash_table_unref);
    }
}

static void
rg_row_list_changed_cb (RgRowList *self, RgChanges *changes)
{
  gboolean all = FALSE;
  gsize n_keys = 0;
  const gint64 *keys;

  if (!rg_changes_touches (changes, self->source->table))
    return;
  keys = rg_changes_get_keys (changes, self->source->table, &n_keys, &all);
  if (all)
    keys = NULL;
  rg_row_list_note_moved (self, keys, n_keys);
  rg_row_list_refresh_alive (self, keys, n_keys);
  g_clear_pointer (&self->all, g_array_unref);
  rg_row_list_read_spine (self);
}

/* The search may have read an older generation. */
static void
rg_row_list_dataset_changed_cb (RgRowList *self)
{
  if (self->search)
    rg_row_list_read_spine (self);
}

/* --- GObject --- */

static void
rg_row_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RgRowList *self = RG_ROW_LIST (object);

  switch (id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_N_ALL:
      g_value_set_uint (value, self->n_all);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rg_row_list_dispose (GObject *object)
{
  RgRowList *self = RG_ROW_LIST (object);
  GHashTableIter iter;
  RgRow *row;

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->wanted_source, g_source_remove);
  g_hash_table_iter_init (&iter, self->alive);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &row))
    {
      g_object_weak_unref (row->item, rg_row_gone, row);
      g_hash_table_iter_remove (&iter);
    }
  g_clear_object (&self->store);

  G_OBJECT_CLASS (rg_row_list_parent_class)->dispose (object);
}

static void
rg_row_list_finalize (GObject *object)
{
  RgRowList *self = RG_ROW_LIST (object);

  g_clear_pointer (&self->all, g_array_unref);
  g_clear_pointer (&self->moved, g_hash_table_unref);
  g_array_unref (self->shown);
  g_array_unref (self->wanted);
  g_hash_table_unref (self->alive);
  g_object_unref (self->cancellable);
  g_free (self->search);

  G_OBJECT_CLASS (rg_row_list_parent_class)->finalize (object);
}

static void
rg_row_list_class_init (RgRowListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rg_row_list_get_property;
  object_class->dispose = rg_row_list_dispose;
  object_class->finalize = rg_row_list_finalize;

  props[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  props[PROP_N_ALL] = g_param_spec_uint ("n-all", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[SIGNAL_FAILED] =
      g_signal_new ("failed", RG_TYPE_ROW_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
rg_row_list_init (RgRowList *self)
{
  self->shown = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->alive = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  self->moved = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->cancellable = g_cancellable_new ();
}

RgRowList *
rg_row_list_new (RgStore *store, const RgRowSource *source)
{
  RgRowList *self = g_object_new (RG_TYPE_ROW_LIST, NULL);

  self->store = g_object_ref (store);
  self->source = source;
  g_signal_connect_object (store, "changed", G_CALLBACK (rg_row_list_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "dataset-changed", G_CALLBACK (rg_row_list_dataset_changed_cb),
                           self, G_CONNECT_SWAPPED);
  return self;
}

void
rg_row_list_set_query (RgRowList *self, int order, gboolean descending, const char *search)
{
  g_return_if_fail (RG_IS_ROW_LIST (self));

  self->order = order;
  self->descending = descending;
  g_set_str (&self->search, search && *search ? search : NULL);
  /* Another question has another spine: its rows are not moved, but put in anew. */
  g_clear_pointer (&self->moved, g_hash_table_unref);
  rg_row_list_read_spine (self);
}

gboolean
rg_row_list_is_loading (RgRowList *self)
{
  g_return_val_if_fail (RG_IS_ROW_LIST (self), FALSE);
  return self->loading;
}

gint64
rg_row_list_get_id (RgRowList *self, guint position)
{
  g_return_val_if_fail (RG_IS_ROW_LIST (self), 0);
  return position < self->shown->len ? g_array_index (self->shown, gint64, position) : 0;
}

guint
rg_row_list_find (RgRowList *self, gint64 id)
{
  g_return_val_if_fail (RG_IS_ROW_LIST (self), G_MAXUINT);
  for (guint i = 0; i < self->shown->len; i++)
    if (g_array_index (self->shown, gint64, i) == id)
      return i;
  return G_MAXUINT;
}

guint
rg_row_list_n_alive (RgRowList *self)
{
  g_return_val_if_fail (RG_IS_ROW_LIST (self), 0);
  return g_hash_table_size (self->alive);
}
