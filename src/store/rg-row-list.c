/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The id spine. */
#include "store/rg-row-list.h"

#include "store/rg-row-read.h"

/* A turn of the main loop makes steps of a change for so long, or until a view has so many rows to
 * lay out: two hundred of them in one frame take a twentieth of a second. */
#define RG_ROW_LIST_TURN_USEC 4000
#define RG_ROW_LIST_TURN_ROWS 16
/* A frame of the window, and a priority below that of drawing it. */
#define RG_ROW_LIST_FRAME_MSEC 16
#define RG_ROW_LIST_FRAME_PRIORITY (G_PRIORITY_HIGH_IDLE + 30)

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
  gboolean reading; /* some question, not always the latest */
  gboolean loading;
  gboolean replaced;

  /* What is shown; and all ids of the order, ascending, kept for the next search. NULL where a
   * change has made them old. */
  GArray *shown;
  GArray *all;
  int all_order;
  guint n_all;
  /* Ids changed since what is shown was read; NULL: too many to name. */
  GHashTable *moved;
  /* On the way from one spine to another; then what is shown is the change's own. */
  RgSpineChange *change;
  guint change_source;

  GHashTable *alive;  /* RgRow, all that somebody holds */
  GHashTable *places; /* position -> RgRow, those of them that are shown */
  GHashTable *ready;  /* gint64 -> row, of the first rows, read together with their ids */
  guint64 n_wanted;   /* so far */
  guint wanted_source;
  gboolean fetching;
  GCancellable *cancellable;
};

/* One live item; freed when the item goes. */
typedef struct
{
  gint64 id;
  guint position; /* G_MAXUINT where it is shown no more */
  GObject *item;  /* weak */
  RgRowList *list;
  guint64 wanted; /* the how manieth; 0 for not */
} RgRow;

enum { PROP_0, PROP_LOADING, PROP_N_ALL, N_PROPS };
enum { SIGNAL_FAILED, N_SIGNALS };
static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void rg_row_list_list_model_init (GListModelInterface *iface);
static void rg_row_list_ask (RgRowList *self);
static void rg_row_list_fetch (RgRowList *self);
static gboolean rg_row_list_change_cb (gpointer data);

G_DEFINE_FINAL_TYPE_WITH_CODE (RgRowList, rg_row_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      rg_row_list_list_model_init))

/* --- putting a new spine in --- */

static void
rg_row_list_set_loading (RgRowList *self, gboolean loading)
{
  if (self->loading == loading)
    return;
  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
}

/* Ends a change where it stands: what is shown is then nobody else's. */
static void
rg_row_list_leave_change (RgRowList *self)
{
  g_clear_handle_id (&self->change_source, g_source_remove);
  if (!self->change)
    return;
  self->shown = g_array_ref (self->shown);
  g_clear_pointer (&self->change, rg_spine_change_free);
}

/* Where the rows are after a step that adds or removes some. */
static void
rg_row_list_shift (RgRowList *self, const RgSpineStep *step)
{
  GHashTableIter iter;
  RgRow *row;

  g_hash_table_remove_all (self->places);
  g_hash_table_iter_init (&iter, self->alive);
  while (g_hash_table_iter_next (&iter, (gpointer *) &row, NULL))
    {
      if (row->position == G_MAXUINT)
        continue;
      if (row->position >= step->position + step->removed)
        row->position = row->position - step->removed + step->added;
      else if (row->position >= step->position)
        row->position = G_MAXUINT;
      if (row->position != G_MAXUINT)
        g_hash_table_insert (self->places, GUINT_TO_POINTER (row->position), row);
    }
}

/* Whether all that a step puts in is at hand. */
static gboolean
rg_row_list_has_ready (RgRowList *self, const RgSpineStep *step)
{
  for (guint i = 0; self->ready && i < step->added; i++)
    if (!g_hash_table_contains (self->ready,
                                &g_array_index (self->shown, gint64, step->position + i)))
      return FALSE;
  return self->ready != NULL;
}

/* The items stay and become others, so that a view keeps its widgets: it never uses those of an
 * item that goes for one that comes. */
static void
rg_row_list_refill (RgRowList *self, const RgSpineStep *step)
{
  for (guint i = 0; i < step->added; i++)
    {
      RgRow *row = g_hash_table_lookup (self->places, GUINT_TO_POINTER (step->position + i));

      if (!row)
        continue;
      row->id = g_array_index (self->shown, gint64, step->position + i);
      row->wanted = 0;
      self->source->fill (row->item, g_hash_table_lookup (self->ready, &row->id), self->store);
    }
}

static void
rg_row_list_announce (RgRowList *self, const RgSpineStep *step)
{
  if (step->removed == step->added && rg_row_list_has_ready (self, step))
    {
      rg_row_list_refill (self, step);
      return;
    }
  rg_row_list_shift (self, step);
  g_list_model_items_changed (G_LIST_MODEL (self), step->position, step->removed, step->added);
}

/* Rows that come anew are drawn a few a frame, those that can be seen first. */
static gboolean
rg_row_list_wait_for_frame (RgRowList *self)
{
  self->change_source = g_timeout_add_full (RG_ROW_LIST_FRAME_PRIORITY, RG_ROW_LIST_FRAME_MSEC,
                                            rg_row_list_change_cb, self, NULL);
  return G_SOURCE_REMOVE;
}

/* Between the steps whoever types or scrolls has a turn. */
static gboolean
rg_row_list_change_cb (gpointer data)
{
  g_autoptr (RgRowList) self = g_object_ref (data);
  const gint64 end = g_get_monotonic_time () + RG_ROW_LIST_TURN_USEC;
  guint n_rows = 0;
  RgSpineStep step;

  do
    {
      const gboolean more = rg_spine_change_step (self->change, &step);

      self->shown = rg_spine_change_get_ids (self->change);
      if (!more)
        {
          self->change_source = 0;
          rg_row_list_leave_change (self);
          rg_row_list_set_loading (self, self->reading);
          return G_SOURCE_REMOVE;
        }
      rg_row_list_announce (self, &step);
      n_rows += MIN (step.added, RG_SPINE_SLICE);
    }
  while (self->change && n_rows < RG_ROW_LIST_TURN_ROWS && g_get_monotonic_time () < end);
  if (!self->change)
    return G_SOURCE_REMOVE;
  return self->replaced ? rg_row_list_wait_for_frame (self) : G_SOURCE_CONTINUE;
}

static int
rg_row_list_compare_positions (gconstpointer a, gconstpointer b)
{
  const guint first = *(const guint *) a;
  const guint second = *(const guint *) b;

  return first < second ? -1 : first > second;
}

/* Where somebody holds a row, ascending. */
static GArray *
rg_row_list_find_held (RgRowList *self)
{
  GArray *held = g_array_new (FALSE, FALSE, sizeof (guint));
  GHashTableIter iter;
  RgRow *row;

  g_hash_table_iter_init (&iter, self->alive);
  while (g_hash_table_iter_next (&iter, (gpointer *) &row, NULL))
    if (row->position != G_MAXUINT)
      g_array_append_val (held, row->position);
  g_array_sort (held, rg_row_list_compare_positions);
  return held;
}

static void
rg_row_list_begin_change (RgRowList *self, RgSpineRead *read)
{
  g_autoptr (GArray) former = NULL;

  rg_row_list_leave_change (self);
  former = self->shown;
  if (read->from_positions && read->before == former)
    {
      self->change = rg_spine_change_new_moves (former, read->shown,
                                                g_steal_pointer (&read->from_positions),
                                                g_steal_pointer (&read->to_positions));
    }
  else
    {
      g_autoptr (GArray) held = rg_row_list_find_held (self);

      self->replaced = TRUE;
      self->change = rg_spine_change_new (former, read->shown,
                                          (const guint *) (gpointer) held->data, held->len);
    }
  self->shown = rg_spine_change_get_ids (self->change);
  /* Above the frame's own priority, so that nothing is drawn before the first rows are there, or
   * while some are moved. */
  self->change_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, rg_row_list_change_cb, self, NULL);
}

static void
rg_row_list_take_ready (RgRowList *self, RgSpineRead *read)
{
  if (!read->ready)
    return;
  g_clear_pointer (&self->ready, g_hash_table_unref);
  self->ready = g_steal_pointer (&read->ready);
}

static gboolean
rg_row_list_rest_cb (gpointer data)
{
  RgRowList *self = data;

  if (self->store)
    rg_row_list_ask (self);
  return G_SOURCE_REMOVE;
}

/* The first rows are drawn before all others are asked for: to read a million ids takes a fifth of
 * a second, and a view makes widgets for two hundred rows as soon as it can. */
static void
rg_row_list_take_begin (RgRowList *self, RgSpineRead *read)
{
  rg_row_list_take_ready (self, read);
  rg_row_list_begin_change (self, read);
  self->reading = TRUE;
  g_idle_add_full (G_PRIORITY_LOW, rg_row_list_rest_cb, g_object_ref (self), g_object_unref);
}

static void
rg_row_list_take_spine (RgRowList *self, RgSpineRead *read)
{
  g_clear_pointer (&self->all, g_array_unref);
  self->all = g_array_ref (read->all);
  self->all_order = read->order;
  self->replaced = FALSE;
  g_clear_pointer (&self->moved, g_hash_table_unref);
  self->moved = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  rg_row_list_take_ready (self, read);
  if (!read->same || read->before != self->shown)
    rg_row_list_begin_change (self, read);
  if (self->n_all != read->all->len)
    {
      self->n_all = read->all->len;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_ALL]);
    }
}

static void
rg_row_list_spine_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgRowList) self = RG_ROW_LIST (data);
  g_autoptr (GError) error = NULL;
  RgSpineRead *read = rg_store_read_get_data (result);
  const gboolean read_well = rg_store_read_finish (RG_STORE (object), result, &error);

  self->reading = FALSE;
  if (!self->store)
    return;
  /* Whoever types asks faster than answers come: only the last question counts. */
  if (read->generation != self->generation)
    {
      rg_row_list_ask (self);
      return;
    }
  if (read_well && read->begin && read->all->len == RG_ROW_LIST_BEGIN)
    rg_row_list_take_begin (self, read);
  else if (read_well)
    rg_row_list_take_spine (self, read);
  rg_row_list_set_loading (self, self->change != NULL || self->reading);
  if (!read_well && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

/* The reader has its own, since this one goes on changing. */
static GHashTable *
rg_row_list_copy_moved (RgRowList *self)
{
  GHashTable *copy = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->moved);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (copy, g_memdup2 (id, sizeof (gint64)));
  return copy;
}

static void
rg_row_list_ask (RgRowList *self)
{
  RgSpineRead *read = g_new0 (RgSpineRead, 1);

  read->source = self->source;
  read->generation = self->generation;
  read->order = self->order;
  read->descending = self->descending;
  read->search = g_strdup (self->search);
  read->n_first = MAX (RG_ROW_LIST_FIRST, MIN (g_hash_table_size (self->places), RG_SPINE_VIEW));
  if (self->search)
    read->dataset = rg_store_get_dataset (self->store);
  if (self->all && self->all_order == self->order)
    read->all = g_array_ref (self->all);
  read->begin = !self->all && !self->search && !self->descending && !self->change
                && self->shown->len == 0;
  if (!self->change)
    read->before = g_array_ref (self->shown);
  if (self->moved)
    read->moved = rg_row_list_copy_moved (self);
  self->reading = TRUE;
  rg_store_read_async (self->store, RG_READER_ROWS, rg_spine_read_in_thread, read,
                       rg_spine_read_free, self->cancellable, rg_row_list_spine_cb,
                       g_object_ref (self));
}

static void
rg_row_list_read_spine (RgRowList *self)
{
  self->generation++;
  rg_row_list_set_loading (self, TRUE);
  if (!self->reading)
    rg_row_list_ask (self);
}

/* --- reading rows --- */

/* Those that are still somewhere and stand for the same row. */
static void
rg_row_list_fill (RgRowList *self, RgRowsRead *read)
{
  g_autoptr (GHashTable) found = g_hash_table_new (g_int64_hash, g_int64_equal);
  GHashTableIter iter;
  RgRow *row;

  for (guint i = 0; i < read->ids->len; i++)
    g_hash_table_insert (found, &g_array_index (read->ids, gint64, i), GUINT_TO_POINTER (i));
  g_hash_table_iter_init (&iter, self->alive);
  while (g_hash_table_iter_next (&iter, (gpointer *) &row, NULL))
    {
      gpointer i;

      if (row->position != G_MAXUINT && g_hash_table_lookup_extended (found, &row->id, NULL, &i))
        self->source->fill (row->item, read->rows->pdata[GPOINTER_TO_UINT (i)], self->store);
    }
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
  rg_row_list_fill (self, read);
  rg_row_list_fetch (self);
}

static int
rg_row_compare_wanted (gconstpointer a, gconstpointer b)
{
  const RgRow *first = *(const RgRow *const *) a;
  const RgRow *second = *(const RgRow *const *) b;

  return first->wanted < second->wanted ? -1 : first->wanted > second->wanted;
}

/* Of what is wanted, that which waits longest. */
static GArray *
rg_row_list_take_wanted (RgRowList *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  GHashTableIter iter;
  RgRow *row;

  g_hash_table_iter_init (&iter, self->alive);
  while (g_hash_table_iter_next (&iter, (gpointer *) &row, NULL))
    if (row->wanted)
      g_ptr_array_add (wanted, row);
  g_ptr_array_sort (wanted, rg_row_compare_wanted);
  for (guint i = 0; i < MIN (wanted->len, RG_ROW_LIST_FETCH); i++)
    {
      row = wanted->pdata[i];
      row->wanted = 0;
      g_array_append_val (ids, row->id);
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
  row->wanted = ++self->n_wanted;
  if (!self->wanted_source)
    self->wanted_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, rg_row_list_wanted_cb, self, NULL);
}

/* --- live items --- */

static void
rg_row_gone (gpointer data, GObject *item)
{
  RgRow *row = data;

  if (row->position != G_MAXUINT)
    g_hash_table_remove (row->list->places, GUINT_TO_POINTER (row->position));
  g_hash_table_remove (row->list->alive, row);
}

static RgRow *
rg_row_list_make_row (RgRowList *self, guint position)
{
  RgRow *row = g_new0 (RgRow, 1);
  gconstpointer ready;

  row->id = g_array_index (self->shown, gint64, position);
  row->position = position;
  row->item = g_object_new (self->source->item_type (), "id", row->id, NULL);
  row->list = self;
  g_object_weak_ref (row->item, rg_row_gone, row);
  g_hash_table_add (self->alive, row);
  g_hash_table_insert (self->places, GUINT_TO_POINTER (position), row);
  ready = self->ready ? g_hash_table_lookup (self->ready, &row->id) : NULL;
  if (ready)
    self->source->fill (row->item, ready, self->store);
  else
    rg_row_list_want (self, row);
  return row;
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

  RgRow *row;

  if (position >= self->shown->len)
    return NULL;
  row = g_hash_table_lookup (self->places, GUINT_TO_POINTER (position));
  return row ? g_object_ref (row->item) : rg_row_list_make_row (self, position)->item;
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
  g_autoptr (GHashTable) ids = g_hash_table_new (g_int64_hash, g_int64_equal);
  GHashTableIter iter;
  RgRow *row;

  for (gsize i = 0; keys && i < n_keys; i++)
    g_hash_table_add (ids, (gpointer) &keys[i]);
  g_hash_table_iter_init (&iter, self->alive);
  while (g_hash_table_iter_next (&iter, (gpointer *) &row, NULL))
    if (!keys || g_hash_table_contains (ids, &row->id))
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

/* keys NULL: any row may be another one now. */
static void
rg_row_list_follow (RgRowList *self, const gint64 *keys, gsize n_keys)
{
  rg_row_list_note_moved (self, keys, n_keys);
  rg_row_list_refresh_alive (self, keys, n_keys);
  g_clear_pointer (&self->ready, g_hash_table_unref);
  g_clear_pointer (&self->all, g_array_unref);
  rg_row_list_read_spine (self);
}

void
rg_row_list_refresh (RgRowList *self)
{
  g_return_if_fail (RG_IS_ROW_LIST (self));
  rg_row_list_follow (self, NULL, 0);
}

static void
rg_row_list_changed_cb (RgRowList *self, RgChanges *changes)
{
  gboolean all = FALSE;
  gsize n_keys = 0;
  const gint64 *keys;

  if (self->source->table && !rg_changes_touches (changes, self->source->table))
    return;
  keys = self->source->table
             ? rg_changes_get_keys (changes, self->source->table, &n_keys, &all)
             : NULL;
  if (all)
    keys = NULL;
  rg_row_list_follow (self, keys, n_keys);
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
  rg_row_list_leave_change (self);
  g_clear_handle_id (&self->wanted_source, g_source_remove);
  g_hash_table_iter_init (&iter, self->alive);
  while (g_hash_table_iter_next (&iter, (gpointer *) &row, NULL))
    {
      g_object_weak_unref (row->item, rg_row_gone, row);
      g_hash_table_iter_remove (&iter);
    }
  g_hash_table_remove_all (self->places);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (rg_row_list_parent_class)->dispose (object);
}

static void
rg_row_list_finalize (GObject *object)
{
  RgRowList *self = RG_ROW_LIST (object);

  g_clear_pointer (&self->all, g_array_unref);
  g_clear_pointer (&self->moved, g_hash_table_unref);
  g_clear_pointer (&self->ready, g_hash_table_unref);
  g_array_unref (self->shown);
  g_hash_table_unref (self->alive);
  g_hash_table_unref (self->places);
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
  self->alive = g_hash_table_new_full (NULL, NULL, g_free, NULL);
  self->places = g_hash_table_new (NULL, NULL);
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

gboolean
rg_row_list_was_replaced (RgRowList *self)
{
  g_return_val_if_fail (RG_IS_ROW_LIST (self), FALSE);
  return self->replaced;
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
