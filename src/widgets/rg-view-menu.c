/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "widgets/rg-view-menu.h"

#include "base/rg-i18n.h"

struct _RgViewMenu
{
  AdwBin parent_instance;

  AdwViewStack *stack;
  GtkDropDown *drop;
};

G_DEFINE_FINAL_TYPE (RgViewMenu, rg_view_menu, ADW_TYPE_BIN)

typedef enum {
  PROP_STACK = 1,
} RgViewMenuProperty;

static GParamSpec *props[PROP_STACK + 1];

static void
rg_view_menu_chosen_cb (RgViewMenu *self)
{
  const guint chosen = gtk_drop_down_get_selected (self->drop);
  g_autoptr (GtkSelectionModel) pages =
    self->stack != NULL ? adw_view_stack_get_pages (self->stack) : NULL;

  if (pages != NULL && chosen != GTK_INVALID_LIST_POSITION)
    gtk_selection_model_select_item (pages, chosen, TRUE);
}

static void
rg_view_menu_shown_cb (RgViewMenu *self)
{
  g_autoptr (GtkSelectionModel) pages = adw_view_stack_get_pages (self->stack);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (pages)); i++)
    if (gtk_selection_model_is_selected (pages, i))
      gtk_drop_down_set_selected (self->drop, i);
}

static void
rg_view_menu_set_stack (RgViewMenu *self, AdwViewStack *stack)
{
  g_autoptr (GtkSelectionModel) pages = NULL;

  if (!g_set_object (&self->stack, stack) || stack == NULL)
    return;
  pages = adw_view_stack_get_pages (stack);
  gtk_drop_down_set_model (self->drop, G_LIST_MODEL (pages));
  g_signal_connect_object (stack, "notify::visible-child", G_CALLBACK (rg_view_menu_shown_cb),
                           self, G_CONNECT_SWAPPED);
  rg_view_menu_shown_cb (self);
}

static void
rg_view_menu_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STACK)
    rg_view_menu_set_stack (RG_VIEW_MENU (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
rg_view_menu_dispose (GObject *object)
{
  RgViewMenu *self = RG_VIEW_MENU (object);

  g_clear_object (&self->stack);

  G_OBJECT_CLASS (rg_view_menu_parent_class)->dispose (object);
}

static void
rg_view_menu_class_init (RgViewMenuClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = rg_view_menu_set_property;
  object_class->dispose = rg_view_menu_dispose;
  props[PROP_STACK] = g_param_spec_object ("stack", NULL, NULL, ADW_TYPE_VIEW_STACK,
                                           G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
rg_view_menu_init (RgViewMenu *self)
{
  GtkExpression *title = gtk_property_expression_new (ADW_TYPE_VIEW_STACK_PAGE, NULL, "title");

  self->drop = GTK_DROP_DOWN (gtk_drop_down_new (NULL, title));
  gtk_widget_add_css_class (GTK_WIDGET (self->drop), "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->drop), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("View"), -1);
  g_signal_connect_object (self->drop, "notify::selected", G_CALLBACK (rg_view_menu_chosen_cb),
                           self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->drop));
}
