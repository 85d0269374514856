/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Which rows of a long list are chosen. */
#include "widgets/rg-selection.h"

struct _RgSelection
{
  GObject parent_instance;

  GListModel *model;
  RgSelectionIdFunc get_id;
  RgSelectionWay way;

  gboolean all;  /* the marked ones are those that are not chosen */
  guint8 *marks; /* a bit an id */
  gsize n_bytes;
  guint n_marked;
  guint n_selected; /* as it was told last */
};

enum { PROP_0, PROP_ITEM_TYPE, PROP_N_ITEMS, PROP_N_SELECTED, N_PROPS };
static GParamSpec *props[N_PROPS];

static void rg_selection_list_model_init (GListModelInterface *iface);
static void rg_selection_selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (
    RgSelection, rg_selection, G_TYPE_OBJECT,
    G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, rg_selection_list_model_init)
        G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, rg_selection_selection_model_init))

/* --- the marks --- */

static gboolean
rg_selection_is_marked (RgSelection *self, gint64 id)
{
  const gsize byte = (gsize) id / 8;

  return byte < self->n_bytes && (self->marks[byte] >> (id % 8) & 1) != 0;
}

static void
rg_selection_grow (RgSelection *self, gsize byte)
{
  const gsize n_bytes = MAX (2 * self->n_bytes, byte + 1024);

  self->marks = g_realloc (self->marks, n_bytes);
  memset (self->marks + self->n_bytes, 0, n_bytes - self->n_bytes);
  self->n_bytes = n_bytes;
}

static void
rg_selection_mark (RgSelection *self, gint64 id, gboolean mark)
{
  const gsize byte = (gsize) id / 8;
  const guint8 bit = (guint8) (1 << (id % 8));

  if (rg_selection_is_marked (self, id) == mark)
    return;
  if (byte >= self->n_bytes)
    rg_selection_grow (self, byte);
  self->marks[byte] ^= bit;
  self->n_marked += mark ? 1 : -1;
}

static void
rg_selection_choose_all (RgSelection *self, gboolean all)
{
  if (self->n_bytes > 0)
    memset (self->marks, 0, self->n_bytes);
  self->n_marked = 0;
  self->all = all;
}

static gboolean
rg_selection_has (RgSelection *self, guint position)
{
  return rg_selection_is_marked (self, self->get_id (self->model, position)) != self->all;
}

static void
rg_selection_choose (RgSelection *self, guint position, gboolean chosen)
{
  rg_selection_mark (self, self->get_id (self->model, position), chosen != self->all);
}

static void
rg_selection_tell_number (RgSelection *self)
{
  const guint n_items = g_list_model_get_n_items (self->model);
  const guint n = self->all ? n_items - MIN (self->n_marked, n_items) : self->n_marked;

  if (self->n_selected == n)
    return;
  self->n_selected = n;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_SELECTED]);
}

/* Rows may have changed anywhere. */
static void
rg_selection_tell_all (RgSelection *self)
{
  const guint n_items = g_list_model_get_n_items (self->model);

  if (n_items > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n_items);
  rg_selection_tell_number (self);
}

/* --- the list --- */

static GType
rg_selection_get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (RG_SELECTION (model)->model);
}

static guint
rg_selection_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (RG_SELECTION (model)->model);
}

static gpointer
rg_selection_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (RG_SELECTION (model)->model, position);
}

static void
rg_selection_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = rg_selection_get_item_type;
  iface->get_n_items = rg_selection_get_n_items;
  iface->get_item = rg_selection_get_item;
}

static void
rg_selection_items_changed_cb (RgSelection *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  if (removed != added)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_ITEMS]);
  rg_selection_tell_number (self);
}

/* --- what GTK asks --- */

static gboolean
rg_selection_is_selected (GtkSelectionModel *model, guint position)
{
  return rg_selection_has (RG_SELECTION (model), position);
}

static GtkBitset *
rg_selection_get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  RgSelection *self = RG_SELECTION (model);
  GtkBitset *selected = gtk_bitset_new_empty ();
  const guint end = MIN (position + n_items, g_list_model_get_n_items (self->model));

  if (self->all && self->n_marked == 0 && end > position)
    gtk_bitset_add_range (selected, position, end - position);
  else if (self->all || self->n_marked > 0)
    for (guint i = position; i < end; i++)
      if (rg_selection_has (self, i))
        gtk_bitset_add (selected, i);
  return selected;
}

static gboolean
rg_selection_select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  RgSelection *self = RG_SELECTION (model);

  if (position >= g_list_model_get_n_items (self->model))
    return FALSE;
  if (unselect_rest && self->way == RG_SELECTION_KEEPS)
    return TRUE;
  if (unselect_rest && self->way == RG_SELECTION_CHOOSES)
    {
      rg_selection_choose_all (self, FALSE);
      rg_selection_choose (self, position, TRUE);
      rg_selection_tell_all (self);
      return TRUE;
    }
  rg_selection_choose (self, position, !unselect_rest || !rg_selection_has (self, position));
  gtk_selection_model_selection_changed (model, position, 1);
  rg_selection_tell_number (self);
  return TRUE;
}

static gboolean
rg_selection_unselect_item (GtkSelectionModel *model, guint position)
{
  RgSelection *self = RG_SELECTION (model);

  if (position >= g_list_model_get_n_items (self->model))
    return FALSE;
  rg_selection_choose (self, position, FALSE);
  gtk_selection_model_selection_changed (model, position, 1);
  rg_selection_tell_number (self);
  return TRUE;
}

static gboolean
rg_selection_choose_range (RgSelection *self, guint position, guint n_items, gboolean chosen)
{
  const guint end = MIN (position + n_items, g_list_model_get_n_items (self->model));

  for (guint i = position; i < end; i++)
    rg_selection_choose (self, i, chosen);
  rg_selection_tell_all (self);
  return TRUE;
}

static gboolean
rg_selection_select_range (GtkSelectionModel *model, guint position, guint n_items,
                           gboolean unselect_rest)
{
  RgSelection *self = RG_SELECTION (model);

  if (unselect_rest && self->way == RG_SELECTION_CHOOSES)
    rg_selection_choose_all (self, FALSE);
  return rg_selection_choose_range (self, position, n_items, TRUE);
}

static gboolean
rg_selection_unselect_range (GtkSelectionModel *model, guint position, guint n_items)
{
  return rg_selection_choose_range (RG_SELECTION (model), position, n_items, FALSE);
}

static gboolean
rg_selection_select_all (GtkSelectionModel *model)
{
  rg_selection_choose_all (RG_SELECTION (model), TRUE);
  rg_selection_tell_all (RG_SELECTION (model));
  return TRUE;
}

static gboolean
rg_selection_unselect_all (GtkSelectionModel *model)
{
  rg_selection_choose_all (RG_SELECTION (model), FALSE);
  rg_selection_tell_all (RG_SELECTION (model));
  return TRUE;
}

static gboolean
rg_selection_set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  RgSelection *self = RG_SELECTION (model);
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, mask, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    if (position < g_list_model_get_n_items (self->model))
      rg_selection_choose (self, position, gtk_bitset_contains (selected, position));
  rg_selection_tell_all (self);
  return TRUE;
}

static void
rg_selection_selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = rg_selection_is_selected;
  iface->get_selection_in_range = rg_selection_get_selection_in_range;
  iface->select_item = rg_selection_select_item;
  iface->unselect_item = rg_selection_unselect_item;
  iface->select_range = rg_selection_select_range;
  iface->unselect_range = rg_selection_unselect_range;
  iface->select_all = rg_selection_select_all;
  iface->unselect_all = rg_selection_unselect_all;
  iface->set_selection = rg_selection_set_selection;
}

/* --- GObject --- */

static void
rg_selection_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RgSelection *self = RG_SELECTION (object);

  if (id == PROP_ITEM_TYPE)
    g_value_set_gtype (value, g_list_model_get_item_type (self->model));
  else if (id == PROP_N_ITEMS)
    g_value_set_uint (value, g_list_model_get_n_items (self->model));
  else if (id == PROP_N_SELECTED)
    g_value_set_uint (value, self->n_selected);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_selection_finalize (GObject *object)
{
  RgSelection *self = RG_SELECTION (object);

  g_clear_object (&self->model);
  g_free (self->marks);

  G_OBJECT_CLASS (rg_selection_parent_class)->finalize (object);
}

static void
rg_selection_class_init (RgSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rg_selection_get_property;
  object_class->finalize = rg_selection_finalize;

  props[PROP_ITEM_TYPE] =
      g_param_spec_gtype ("item-type", NULL, NULL, G_TYPE_OBJECT, flags);
  props[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_N_SELECTED] = g_param_spec_uint ("n-selected", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
rg_selection_init (RgSelection *self)
{
}

RgSelection *
rg_selection_new (GListModel *model, RgSelectionIdFunc get_id)
{
  RgSelection *self = g_object_new (RG_TYPE_SELECTION, NULL);

  self->model = g_object_ref (model);
  self->get_id = get_id;
  g_signal_connect_object (model, "items-changed", G_CALLBACK (rg_selection_items_changed_cb),
                           self, G_CONNECT_SWAPPED);
  return self;
}

void
rg_selection_set_way (RgSelection *self, RgSelectionWay way)
{
  g_return_if_fail (RG_IS_SELECTION (self));
  self->way = way;
}

guint
rg_selection_get_n_selected (RgSelection *self)
{
  g_return_val_if_fail (RG_IS_SELECTION (self), 0);
  return self->n_selected;
}

GArray *
rg_selection_dup_ids (RgSelection *self)
{
  const guint n_items = g_list_model_get_n_items (self->model);
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), MAX (self->n_selected, 1));

  g_return_val_if_fail (RG_IS_SELECTION (self), ids);

  for (guint i = 0; i < n_items; i++)
    {
      const gint64 id = self->get_id (self->model, i);

      if (rg_selection_is_marked (self, id) != self->all)
        g_array_append_val (ids, id);
    }
  return ids;
}

void
rg_selection_follow (RgSelection *self)
{
  g_autofree guint8 *before = NULL;
  const guint n_items = g_list_model_get_n_items (self->model);
  const gsize n_bytes = self->n_bytes;

  g_return_if_fail (RG_IS_SELECTION (self));

  if (self->n_marked > 0)
    {
      before = g_steal_pointer (&self->marks);
      self->n_bytes = 0;
      self->n_marked = 0;
      rg_selection_grow (self, n_bytes);
      for (guint i = 0; i < n_items; i++)
        {
          const gint64 id = self->get_id (self->model, i);

          if ((gsize) id / 8 < n_bytes && (before[id / 8] >> (id % 8) & 1) != 0)
            rg_selection_mark (self, id, TRUE);
        }
    }
  rg_selection_tell_all (self);
}
