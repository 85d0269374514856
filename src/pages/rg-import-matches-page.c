/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The list of who is who; it keeps widgets only for the lines in sight. */
#include "pages/rg-import-matches-page.h"

struct _RgImportMatchesPage {
  AdwNavigationPage parent_instance;

  GtkSearchEntry *search;
  GtkListView *list;

  GtkStringFilter *filter;
};

G_DEFINE_FINAL_TYPE (RgImportMatchesPage, rg_import_matches_page, ADW_TYPE_NAVIGATION_PAGE)

static void
rg_import_matches_page_search_cb (RgImportMatchesPage *self)
{
  gtk_string_filter_set_search (self->filter,
                                gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
rg_import_matches_page_setup_cb (RgImportMatchesPage *self, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_margin_top (label, 6);
  gtk_widget_set_margin_bottom (label, 6);
  gtk_list_item_set_child (item, label);
}

static void
rg_import_matches_page_bind_cb (RgImportMatchesPage *self, GtkListItem *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static void
rg_import_matches_page_dispose (GObject *object)
{
  RgImportMatchesPage *self = RG_IMPORT_MATCHES_PAGE (object);

  g_clear_object (&self->filter);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_IMPORT_MATCHES_PAGE);

  G_OBJECT_CLASS (rg_import_matches_page_parent_class)->dispose (object);
}

static void
rg_import_matches_page_class_init (RgImportMatchesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_import_matches_page_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-import-matches-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgImportMatchesPage, list);
  gtk_widget_class_bind_template_child (widget_class, RgImportMatchesPage, search);
  gtk_widget_class_bind_template_callback (widget_class, rg_import_matches_page_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_import_matches_page_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_import_matches_page_setup_cb);
}

static void
rg_import_matches_page_init (RgImportMatchesPage *self)
{
  self->filter =
    gtk_string_filter_new (gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwNavigationPage *
rg_import_matches_page_new (const char *const *lines)
{
  RgImportMatchesPage *self = g_object_new (RG_TYPE_IMPORT_MATCHES_PAGE, NULL);
  GListModel *found =
    G_LIST_MODEL (gtk_filter_list_model_new (G_LIST_MODEL (gtk_string_list_new (lines)),
                                             g_object_ref (GTK_FILTER (self->filter))));
  g_autoptr (GtkNoSelection) selection = gtk_no_selection_new (found);

  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  return ADW_NAVIGATION_PAGE (self);
}
