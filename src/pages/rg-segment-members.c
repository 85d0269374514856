/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The tab "Members" of a segment's page. */
#include "pages/rg-segment-members.h"

#include "store/rg-store-customers.h"
#include "store/rg-store-segments.h"

struct _RgSegmentMembers
{
  GtkBox parent_instance;

  GtkStack *stack;
  GtkListView *view;

  RgRowList *list;
  char *text; /* that the list is of */
};

G_DEFINE_FINAL_TYPE (RgSegmentMembers, rg_segment_members, GTK_TYPE_BOX)

static void
rg_segment_members_update (RgSegmentMembers *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));

  if (n > 0)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else if (!rg_row_list_is_loading (self->list))
    gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
rg_segment_members_make_list (RgSegmentMembers *self, RgStore *store)
{
  self->list = rg_row_list_new (store, &rg_segment_members_source);
  g_signal_connect_object (self->list, "notify::loading", G_CALLBACK (rg_segment_members_update),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (rg_segment_members_update),
                           self, G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (gtk_no_selection_new (
                                         g_object_ref (G_LIST_MODEL (self->list)))));
}

void
rg_segment_members_show (RgSegmentMembers *self, RgStore *store, const RgNode *root)
{
  g_autoptr (RgNode) finished = rg_node_copy (root);
  g_autofree char *text = NULL;

  rg_node_prune (finished);
  text = rg_segment_print (finished);
  if (self->list == NULL)
    rg_segment_members_make_list (self, store);
  if (g_set_str (&self->text, text))
    rg_row_list_set_query (self->list, RG_CUSTOMERS_BY_NAME, FALSE, text);
}

void
rg_segment_members_refresh (RgSegmentMembers *self)
{
  if (self->list != NULL)
    rg_row_list_set_query (self->list, RG_CUSTOMERS_BY_NAME, FALSE, self->text);
}

static void
rg_segment_members_open_cb (RgSegmentMembers *self, guint position)
{
  const gint64 id = rg_row_list_get_id (self->list, position);

  if (id != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-customer", "x", id);
}

static void
rg_segment_members_dispose (GObject *object)
{
  RgSegmentMembers *self = RG_SEGMENT_MEMBERS (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_SEGMENT_MEMBERS);
  g_clear_object (&self->list);
  g_clear_pointer (&self->text, g_free);
  G_OBJECT_CLASS (rg_segment_members_parent_class)->dispose (object);
}

static void
rg_segment_members_class_init (RgSegmentMembersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_segment_members_dispose;
  g_type_ensure (RG_TYPE_CUSTOMER);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-segment-members.ui");
  gtk_widget_class_bind_template_child (widget_class, RgSegmentMembers, stack);
  gtk_widget_class_bind_template_child (widget_class, RgSegmentMembers, view);
  gtk_widget_class_bind_template_callback (widget_class, rg_segment_members_open_cb);
}

static void
rg_segment_members_init (RgSegmentMembers *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
