/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The page of a segment. The tree is the page's own; the builder and the text edit it, the
 * counter gets copies. */
#include "pages/rg-segment-page-private.h"

#include "widgets/rg-switcher-words.h"
#include "widgets/rg-view-menu.h"

/* Edits that follow each other so closely (µs) are undone together. */
#define RG_UNDO_TOGETHER 700000
#define RG_UNDO_MOST 200
/* Where the switcher below has no room even for short words: the breakpoint `few`. */
#define RG_SEGMENT_FEW_SP 320

enum { PROP_0, PROP_STORE, PROP_ID, PROP_QUERY, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RgSegmentPage, rg_segment_page, ADW_TYPE_NAVIGATION_PAGE)

const char *
rg_segment_page_get_currency (RgSegmentPage *self)
{
  return rg_store_get_shop (self->store)->currency;
}

/* --- edits -------------------------------------------------------------------------------- */

static gboolean
rg_segment_page_is_at (RgSegmentPage *self, const char *view)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), view) == 0;
}

/* Keeps the state before this edit, unless it goes on with the last one. */
static void
rg_segment_page_remember (RgSegmentPage *self)
{
  gint64 now = g_get_monotonic_time ();
  g_autofree char *before = rg_segment_print (self->last);
  g_autofree char *after = rg_segment_print (self->root);

  if (g_str_equal (before, after))
    return;
  if (now - self->last_edit > RG_UNDO_TOGETHER || self->undo->len == 0)
    g_ptr_array_add (self->undo, g_steal_pointer (&self->last));
  if (self->undo->len > RG_UNDO_MOST)
    g_ptr_array_remove_index (self->undo, 0);
  g_clear_pointer (&self->last, rg_node_free);
  self->last = rg_node_copy (self->root);
  self->last_edit = now;
}

static void
rg_segment_page_edited_cb (RgSegmentPage *self)
{
  if (self->root == NULL)
    return;
  rg_segment_page_remember (self);
  rg_segment_page_update_actions (self);
  rg_segment_page_count (self);
}

/* Takes the tree over. */
void
rg_segment_page_set_root (RgSegmentPage *self, RgNode *root)
{
  RgNode *old = self->root;

  self->root = root;
  rg_segment_builder_set_root (self->builder, root, self->dataset,
                               rg_segment_page_get_currency (self));
  g_clear_pointer (&old, rg_node_free);
}

static void
rg_segment_page_undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgSegmentPage *self = RG_SEGMENT_PAGE (widget);
  RgNode *root;

  if (self->undo->len == 0)
    return;
  root = g_ptr_array_steal_index (self->undo, self->undo->len - 1);
  g_clear_pointer (&self->last, rg_node_free);
  self->last = rg_node_copy (root);
  self->last_edit = 0;
  rg_segment_page_set_root (self, root);
  rg_segment_page_update_actions (self);
  rg_segment_page_count (self);
}

/* Where the page has nothing to undo, the key is the window's. */
static gboolean
rg_segment_page_undo_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  const gboolean has_undo = RG_SEGMENT_PAGE (widget)->undo->len > 0;

  if (has_undo)
    gtk_widget_activate_action (widget, "page.undo", NULL);
  return has_undo;
}

/* --- text --------------------------------------------------------------------------------- */

static void
rg_segment_page_text_cb (RgSegmentPage *self)
{
  rg_segment_page_set_root (self, rg_segment_text_dup_root (self->text));
  rg_segment_page_edited_cb (self);
}

void
rg_segment_page_show_view (RgSegmentPage *self)
{
  if (self->root == NULL)
    return;
  if (rg_segment_page_is_at (self, "text"))
    rg_segment_text_show (self->text, self->root);
  else if (rg_segment_page_is_at (self, "members"))
    rg_segment_members_show (self->members, self->store, self->root);
  else if (rg_segment_page_is_at (self, "compare"))
    rg_segment_compare_show (self->compare, self->store, self->id,
                             gtk_editable_get_text (GTK_EDITABLE (self->name_row)), self->root);
  else if (rg_segment_page_is_at (self, "time"))
    rg_segment_time_show (self->time, self->store, self->root, self->id);
}

/* --- what else changes ------------------------------------------------------------------- */

/* Frozen, taken back, or changed elsewhere. */
static void
rg_segment_page_changed_cb (RgSegmentPage *self, RgChanges *changes)
{
  if (self->id != 0 && self->root != NULL && !self->deleted &&
      rg_changes_touches (changes, "segment") && !rg_segment_page_is_changed (self))
    rg_segment_page_read (self);
}

static void
rg_segment_page_dataset_cb (RgSegmentPage *self)
{
  rg_segment_page_count (self);
  rg_segment_members_refresh (self->members);
  if (rg_segment_page_is_at (self, "compare"))
    rg_segment_page_show_view (self);
  rg_segment_time_refresh (self->time);
}

/* --- GObject ------------------------------------------------------------------------------ */

static void
rg_segment_page_hiding (AdwNavigationPage *page)
{
  rg_segment_page_save (RG_SEGMENT_PAGE (page));
}

static void
rg_segment_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RgSegmentPage *self = RG_SEGMENT_PAGE (object);

  if (id == PROP_STORE)
    g_value_set_object (value, self->store);
  else if (id == PROP_ID)
    g_value_set_int64 (value, self->id);
  else if (id == PROP_QUERY)
    g_value_set_variant (value, self->query);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_segment_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RgSegmentPage *self = RG_SEGMENT_PAGE (object);

  if (id == PROP_STORE)
    self->store = g_value_dup_object (value);
  else if (id == PROP_ID)
    self->id = g_value_get_int64 (value);
  else if (id == PROP_QUERY)
    self->query = g_value_dup_variant (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_segment_page_follow_query (RgSegmentPage *self)
{
  const char *view;
  RgDay from;

  if (self->query == NULL)
    return;
  g_variant_lookup (self->query, "segment", "x", &self->id);
  if (g_variant_lookup (self->query, "view", "&s", &view))
    adw_view_stack_set_visible_child_name (self->views, view);
  if (g_variant_lookup (self->query, "from", "i", &from))
    rg_segment_time_set_from (self->time, from);
}

static void
rg_segment_page_constructed (GObject *object)
{
  RgSegmentPage *self = RG_SEGMENT_PAGE (object);

  G_OBJECT_CLASS (rg_segment_page_parent_class)->constructed (object);
  rg_segment_page_follow_query (self);
  g_signal_connect_object (self->store, "dataset-changed",
                           G_CALLBACK (rg_segment_page_dataset_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (rg_segment_page_changed_cb), self,
                           G_CONNECT_SWAPPED);
  rg_segment_page_read (self);
}

static void
rg_segment_page_dispose (GObject *object)
{
  RgSegmentPage *self = RG_SEGMENT_PAGE (object);

  if (self->builder != NULL)
    rg_segment_builder_set_root (self->builder, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_SEGMENT_PAGE);
  g_clear_pointer (&self->root, rg_node_free);
  g_clear_pointer (&self->last, rg_node_free);
  g_clear_pointer (&self->undo, g_ptr_array_unref);
  g_clear_pointer (&self->cache, rg_rule_cache_unref);
  g_clear_pointer (&self->dataset, rg_dataset_unref);
  g_clear_pointer (&self->saved_name, g_free);
  g_clear_pointer (&self->saved_text, g_free);
  g_clear_pointer (&self->query, g_variant_unref);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_segment_page_parent_class)->dispose (object);
}

static void
rg_segment_page_bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (RG_TYPE_SEGMENT_BUILDER);
  g_type_ensure (RG_TYPE_SEGMENT_COMPARE);
  g_type_ensure (RG_TYPE_SEGMENT_MEMBERS);
  g_type_ensure (RG_TYPE_SEGMENT_NOW);
  g_type_ensure (RG_TYPE_SEGMENT_TEXT);
  g_type_ensure (RG_TYPE_SEGMENT_TIME);
  g_type_ensure (RG_TYPE_VIEW_MENU);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-segment-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgSegmentPage, bottom);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentPage, builder);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentPage, compare);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentPage, few);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentPage, frozen_banner);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentPage, members);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentPage, now);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentPage, now_line);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentPage, now_sheet);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentPage, switcher_bar);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentPage, text);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentPage, time);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentPage, views);
  gtk_widget_class_bind_template_callback (widget_class, rg_segment_page_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_segment_page_update_actions);
  gtk_widget_class_bind_template_callback (widget_class, rg_segment_page_text_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_segment_page_show_view);
}

static void
rg_segment_page_class_init (RgSegmentPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rg_segment_page_get_property;
  object_class->set_property = rg_segment_page_set_property;
  object_class->constructed = rg_segment_page_constructed;
  object_class->dispose = rg_segment_page_dispose;
  ADW_NAVIGATION_PAGE_CLASS (klass)->hiding = rg_segment_page_hiding;
  props[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, RG_TYPE_STORE,
                                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                             G_PARAM_STATIC_STRINGS);
  props[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0,
                                       G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                         G_PARAM_STATIC_STRINGS);
  props[PROP_QUERY] = g_param_spec_variant ("query", NULL, NULL, G_VARIANT_TYPE_VARDICT, NULL,
                                            G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                              G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  rg_segment_page_bind_template (widget_class);
  rg_segment_page_install_actions (widget_class);
  gtk_widget_class_install_action (widget_class, "page.undo", NULL, rg_segment_page_undo_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_z, GDK_CONTROL_MASK,
                                rg_segment_page_undo_key_cb, NULL);
}

static void
rg_segment_page_init (RgSegmentPage *self)
{
  self->undo = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_node_free);
  self->cache = rg_rule_cache_new ();
  self->salt = (guint64) g_random_int () << 32 | g_random_int ();
  gtk_widget_init_template (GTK_WIDGET (self));
  rg_switcher_add_tooltips (self->switcher);
  rg_switcher_bar_guard (self->switcher_bar, self->few, RG_SEGMENT_FEW_SP);
}
