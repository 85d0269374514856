/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The controls of a rule's names: a row for each, and the one that takes another; or one text. */
#include "pages/rg-rule-row-private.h"

#include "base/rg-i18n.h"

/* A rule has up to three lists of names: the offset of the one that a control is for. */
#define LIST "rg-list"

static char ***
rg_names_get_list (RgRule *rule, GtkWidget *control)
{
  const gsize offset = GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (control), LIST));

  return G_STRUCT_MEMBER_P (rule, offset);
}

static void
rg_names_set_list (RgRuleRow *row, char ***list, GStrvBuilder *builder)
{
  g_auto (GStrv) before = *list;

  *list = g_strv_builder_end (builder);
  /* A place without names would be none at all. */
  if (**list == NULL)
    g_clear_pointer (list, g_strfreev);
  rg_rule_row_edited (row, TRUE);
}

static void
rg_names_add (RgRuleRow *row, GtkWidget *control, const char *name)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  RgRule *rule = rg_rule_row_edit (row);
  char ***list = rule != NULL ? rg_names_get_list (rule, control) : NULL;

  if (list == NULL || *name == '\0' ||
      (*list != NULL && g_strv_contains ((const char *const *) *list, name)))
    return;
  if (*list != NULL)
    g_strv_builder_addv (builder, (const char **) *list);
  g_strv_builder_add (builder, name);
  rg_names_set_list (row, list, builder);
}

static void
rg_names_remove_cb (GtkWidget *button, RgRuleRow *row)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *name = g_object_get_data (G_OBJECT (button), "rg-name");
  RgRule *rule = rg_rule_row_edit (row);
  char ***list = rule != NULL ? rg_names_get_list (rule, button) : NULL;

  if (list == NULL)
    return;
  for (guint i = 0; *list != NULL && (*list)[i] != NULL; i++)
    if (!g_str_equal ((*list)[i], name))
      g_strv_builder_add (builder, (*list)[i]);
  rg_names_set_list (row, list, builder);
}

static void
rg_names_add_chosen (RgRuleRow *row, gsize list, const char *name)
{
  GtkWidget *chosen = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  /* Translators: %s is a name that a rule looks for. */
  g_autofree char *tip = g_strdup_printf (_("Remove %s"), name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (chosen), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (chosen), name);
  gtk_widget_set_tooltip_text (button, tip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data (G_OBJECT (button), LIST, GSIZE_TO_POINTER (list));
  g_object_set_data_full (G_OBJECT (button), "rg-name", g_strdup (name), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (rg_names_remove_cb), row, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (chosen), button);
  rg_rule_row_take_control (row, chosen);
}

static void
rg_names_choose_cb (GtkWidget *combo, GParamSpec *pspec, RgRuleRow *row)
{
  GtkStringObject *chosen = adw_combo_row_get_selected_item (ADW_COMBO_ROW (combo));

  if (chosen != NULL && adw_combo_row_get_selected (ADW_COMBO_ROW (combo)) > 0)
    {
      g_autofree char *name = g_strdup (gtk_string_object_get_string (chosen));

      rg_names_add (row, combo, name);
    }
}

static void
rg_names_typed_cb (AdwEntryRow *entry, RgRuleRow *row)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  rg_names_add (row, GTK_WIDGET (entry), name);
}

void
rg_rule_row_add_list (RgRuleRow *row, const RgRule *rule, gsize list, GtkWidget *chooser)
{
  char **names = G_STRUCT_MEMBER (char **, rule, list);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    rg_names_add_chosen (row, list, names[i]);
  g_object_set_data (G_OBJECT (chooser), LIST, GSIZE_TO_POINTER (list));
  if (ADW_IS_COMBO_ROW (chooser))
    g_signal_connect_object (chooser, "notify::selected", G_CALLBACK (rg_names_choose_cb), row, 0);
  else
    g_signal_connect_object (chooser, "apply", G_CALLBACK (rg_names_typed_cb), row, 0);
  rg_rule_row_take_control (row, chooser);
}

static void
rg_names_text_cb (GtkWidget *entry, GParamSpec *pspec, RgRuleRow *row)
{
  const char *text[] = { gtk_editable_get_text (GTK_EDITABLE (entry)), NULL };
  RgRule *rule = rg_rule_row_edit (row);

  if (rule == NULL)
    return;
  rg_rule_set_names (rule, g_strdupv ((char **) text));
  rg_rule_row_edited (row, FALSE);
}

void
rg_rule_row_add_text (RgRuleRow *row, const RgRule *rule)
{
  GtkWidget *entry = adw_entry_row_new ();
  char **names = rule->names;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _("Text"));
  gtk_editable_set_text (GTK_EDITABLE (entry), names != NULL && names[0] != NULL ? names[0] : "");
  g_signal_connect_object (entry, "notify::text", G_CALLBACK (rg_names_text_cb), row, 0);
  rg_rule_row_take_control (row, entry);
}
