/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rows about groups look alike wherever groups come from. */
#include "pages/rg-group-row.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"

static void
rg_group_row_add_label (GtkBox *box, const char *text, const char *style)
{
  GtkWidget *label;

  if (text == NULL)
    return;
  label = gtk_label_new (text);
  gtk_widget_add_css_class (label, style);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_halign (label, GTK_ALIGN_END);
  gtk_box_append (box, label);
}

static GtkWidget *
rg_group_row_new_button (const char *title)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-add-symbolic");
  /* Translators: %s is a group of customers. */
  g_autofree char *spoken = g_strdup_printf (_("Make a Segment of “%s”"), title);

  gtk_widget_set_tooltip_text (button, _("Make a Segment"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

GtkWidget *
rg_group_row_new (const char *title, const char *subtitle, guint people, const char *caption,
                  const char *second_caption, GtkWidget **make)
{
  GtkWidget *row = adw_action_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *number = rg_number_format (people);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  rg_group_row_add_label (GTK_BOX (box), number, "title-4");
  rg_group_row_add_label (GTK_BOX (box), caption, "caption");
  rg_group_row_add_label (GTK_BOX (box), second_caption, "caption");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), box);
  *make = rg_group_row_new_button (title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), *make);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), people > 0);
  return row;
}
