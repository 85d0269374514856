/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Chooses from the names that the dataset knows. */
#include "pages/rg-rule-chooser.h"

#include "base/rg-i18n.h"

/* Longer lists are typed into instead of chosen from. */
#define RG_CHOICES_MOST 3000

static int
rg_compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(char *const *) a, *(char *const *) b);
}

static GtkStringList *
rg_rule_chooser_new_model (const RgNames *names)
{
  GtkStringList *model = gtk_string_list_new (NULL);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  for (guint i = 0; i < names->n; i++)
    if (*names->name[i] != '\0')
      g_ptr_array_add (sorted, (gpointer) names->name[i]);
  g_ptr_array_sort (sorted, rg_compare_names);
  /* Translators: in a list to choose from, before anything is chosen. */
  gtk_string_list_append (model, _("Choose…"));
  for (guint i = 0; i < sorted->len; i++)
    gtk_string_list_append (model, sorted->pdata[i]);
  return model;
}

static GtkWidget *
rg_rule_chooser_new_combo (const RgNames *names)
{
  GtkWidget *combo = adw_combo_row_new ();
  g_autoptr (GtkStringList) model = rg_rule_chooser_new_model (names);
  g_autoptr (GtkExpression) text =
    gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  adw_combo_row_set_expression (ADW_COMBO_ROW (combo), text);
  adw_combo_row_set_search_match_mode (ADW_COMBO_ROW (combo),
                                       GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
  adw_combo_row_set_enable_search (ADW_COMBO_ROW (combo), names->n > 12);
  adw_combo_row_set_model (ADW_COMBO_ROW (combo), G_LIST_MODEL (model));
  return combo;
}

GtkWidget *
rg_rule_chooser_new (const RgDataset *dataset, RgRuleList list)
{
  const RgRuleListRow *row = rg_rule_list_row (list);

  return rg_rule_chooser_new_for (row->open ? NULL : rg_rule_list_names (list, dataset),
                                  _(row->add));
}

GtkWidget *
rg_rule_chooser_new_for (const RgNames *names, const char *title)
{
  GtkWidget *chooser;

  if (names != NULL && names->n > 0 && names->n <= RG_CHOICES_MOST)
    chooser = rg_rule_chooser_new_combo (names);
  else
    {
      chooser = adw_entry_row_new ();
      adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (chooser), TRUE);
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (chooser), title);
  return chooser;
}
