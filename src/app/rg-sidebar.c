/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The list of places. */
#include "app/rg-sidebar.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"

/* --- its rows --- */

static GtkWidget *
rg_sidebar_create_row (const RgPlace *place)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (place->icon_name);
  GtkWidget *label = gtk_label_new (_(place->title));
  GtkWidget *count = gtk_label_new (NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(place->title), -1);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (count, "dimmed");
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_set_visible (count, FALSE);
  gtk_box_append (GTK_BOX (box), count);
  g_object_set_data (G_OBJECT (row), "rg-count", count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "rg-place", (gpointer) place);
  return row;
}

/* NULL for no place. */
static GtkListBoxRow *
rg_sidebar_find_row (GtkListBox *places, const RgPlace *place)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (places)); row;
       row = gtk_widget_get_next_sibling (row))
    if (g_object_get_data (G_OBJECT (row), "rg-place") == place)
      return GTK_LIST_BOX_ROW (row);
  return NULL;
}

void
rg_sidebar_set_waiting (GtkListBox *places, guint n_waiting)
{
  GtkListBoxRow *row = rg_sidebar_find_row (places, rg_places_find ("today"));
  GtkWidget *count = g_object_get_data (G_OBJECT (row), "rg-count");
  g_autofree char *number = rg_number_format (n_waiting);
  g_autofree char *words =
      /* Translators: what is spoken of Today's number in the sidebar. */
      g_strdup_printf (P_("%s thing waits here", "%s things wait here", n_waiting), number);

  gtk_label_set_text (GTK_LABEL (count), number);
  gtk_widget_set_visible (count, n_waiting > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  n_waiting > 0 ? words : "", -1);
}

/* --- its mark --- */

void
rg_sidebar_set_place (gpointer page, const char *id)
{
  g_return_if_fail (G_IS_OBJECT (page));
  g_object_set_data (page, "rg-belongs-to", (gpointer) id);
}

/* NULL before a shop is open. */
static const RgPlace *
rg_sidebar_get_place (AdwNavigationView *navigation)
{
  g_autoptr (GListModel) stack = adw_navigation_view_get_navigation_stack (navigation);

  for (guint i = g_list_model_get_n_items (stack); i > 0; i--)
    {
      g_autoptr (GObject) page = g_list_model_get_item (stack, i - 1);
      const char *id = g_object_get_data (page, "rg-belongs-to");

      if (id)
        return rg_places_find (id);
    }
  return NULL;
}

static void
rg_sidebar_mark (GtkListBox *places, AdwNavigationView *navigation)
{
  gtk_list_box_select_row (places,
                           rg_sidebar_find_row (places, rg_sidebar_get_place (navigation)));
}

static void
rg_sidebar_page_cb (AdwNavigationView *navigation, GParamSpec *pspec, GtkListBox *places)
{
  rg_sidebar_mark (places, navigation);
}

/* The arrow keys take the mark along, and whoever leaves with Tab has gone nowhere. */
static void
rg_sidebar_leave_cb (GtkEventController *keyboard, AdwNavigationView *navigation)
{
  rg_sidebar_mark (GTK_LIST_BOX (gtk_event_controller_get_widget (keyboard)), navigation);
}

void
rg_sidebar_fill (GtkListBox *places, AdwNavigationView *navigation)
{
  GtkEventController *keyboard = gtk_event_controller_focus_new ();
  gsize n_places;
  const RgPlace *all = rg_places_get (&n_places);

  g_return_if_fail (GTK_IS_LIST_BOX (places));
  g_return_if_fail (ADW_IS_NAVIGATION_VIEW (navigation));

  for (gsize i = 0; i < n_places; i++)
    gtk_list_box_append (places, rg_sidebar_create_row (&all[i]));
  g_signal_connect_object (navigation, "notify::visible-page", G_CALLBACK (rg_sidebar_page_cb),
                           places, G_CONNECT_DEFAULT);
  g_signal_connect_object (keyboard, "leave", G_CALLBACK (rg_sidebar_leave_cb), navigation,
                           G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (places), keyboard);
}
