/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "widgets/rg-row-parts.h"

#include "base/rg-i18n.h"

void
rg_row_add_menu (AdwActionRow *row, GMenuModel *menu, const char *what)
{
  GtkWidget *button = gtk_menu_button_new ();
  /* Translators: what is spoken for the menu of a row. %s is the row in its own words. */
  g_autofree char *spoken = g_strdup_printf (_("More: %s"), what);

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  gtk_widget_set_tooltip_text (button, _("More"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  adw_action_row_add_suffix (row, button);
}

int
rg_rows_find_focus (const GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    if (gtk_widget_get_focus_child (GTK_WIDGET (rows->pdata[i])) != NULL
        || gtk_widget_has_focus (rows->pdata[i]))
      return (int) i;
  return -1;
}

void
rg_rows_grab_focus (const GPtrArray *rows, int place)
{
  if (place >= 0 && rows->len > 0)
    gtk_widget_grab_focus (rows->pdata[MIN ((guint) place, rows->len - 1)]);
}
