/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rows that come and go. */
#include "widgets/rg-facts-group.h"

struct _RgFactsGroup
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows; /* borrowed */
};

G_DEFINE_FINAL_TYPE (RgFactsGroup, rg_facts_group, ADW_TYPE_PREFERENCES_GROUP)

void
rg_facts_group_clear (RgFactsGroup *self)
{
  g_return_if_fail (RG_IS_FACTS_GROUP (self));

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

AdwActionRow *
rg_facts_group_add (RgFactsGroup *self, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  g_return_val_if_fail (RG_IS_FACTS_GROUP (self), NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  return ADW_ACTION_ROW (row);
}

AdwActionRow *
rg_facts_group_add_fact (RgFactsGroup *self, const char *what, const char *fact)
{
  AdwActionRow *row;

  if (!fact || !*fact)
    return NULL;
  row = rg_facts_group_add (self, what, fact);
  gtk_widget_add_css_class (GTK_WIDGET (row), "property");
  adw_action_row_set_subtitle_selectable (row, TRUE);
  return row;
}

void
rg_facts_group_open (AdwActionRow *row, GCallback callback, GObject *data)
{
  adw_action_row_set_subtitle_selectable (row, FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (row, gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_signal_connect_object (row, "activated", callback, data, G_CONNECT_SWAPPED);
}

static void
rg_facts_group_finalize (GObject *object)
{
  g_ptr_array_unref (RG_FACTS_GROUP (object)->rows);
  G_OBJECT_CLASS (rg_facts_group_parent_class)->finalize (object);
}

static void
rg_facts_group_class_init (RgFactsGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rg_facts_group_finalize;
}

static void
rg_facts_group_init (RgFactsGroup *self)
{
  self->rows = g_ptr_array_new ();
}
