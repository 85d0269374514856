/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rows for values, each by the kind of its field. */
#include "pages/rg-own-value-row.h"

#include "base/rg-i18n.h"
#include "widgets/rg-field.h"

#define STEPS_TO_CHOOSE 21 /* longer scales are typed */
#define MAX_CHARS 12 /* of a value that has its room, whatever stands beside it */

typedef struct
{
  RgOwnField *field;
  char *currency;
  GPtrArray *ticks; /* GtkCheckButton of each choice, borrowed; of RG_OWN_SEVERAL */
} RgValueRow;

static void
rg_value_row_free (gpointer data)
{
  RgValueRow *row = data;

  rg_own_field_free (row->field);
  g_free (row->currency);
  g_clear_pointer (&row->ticks, g_ptr_array_unref);
  g_free (row);
}

static RgValueRow *
rg_value_row_get (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "rg-value");
}

/* Where a row has no second line, what the field is about is behind a button. */
static GtkWidget *
rg_value_row_help_new (const char *help)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *label = gtk_label_new (help);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  gtk_popover_set_child (GTK_POPOVER (popover), label);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "help-about-symbolic");
  gtk_widget_set_tooltip_text (button, _("About This Field"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

static char *
rg_value_row_dup_title (const RgOwnField *field)
{
  g_autofree char *title =
    field->kind == RG_OWN_DATE
      /* Translators: %s is a field that takes a day, which is written as year-month-day. */
      ? g_strdup_printf (_("%s (2026-01-31)"), field->name) : g_strdup (field->name);

  /* Translators: %s is a field that has to be filled in. */
  return field->required ? g_strdup_printf (_("%s, required"), title) : g_steal_pointer (&title);
}

/* --- entries --- */

static GtkWidget *
rg_value_row_new_entry (const RgOwnField *field, const char *text, const char *currency)
{
  GtkWidget *row = adw_entry_row_new ();
  g_autofree char *typed = rg_own_text_to_typed (field->kind, text, currency);

  gtk_editable_set_text (GTK_EDITABLE (row), typed);
  if (*field->help != '\0')
    adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), rg_value_row_help_new (field->help));
  g_signal_connect (row, "changed", G_CALLBACK (rg_field_accept), NULL);
  return row;
}

/* --- lists to choose from --- */

/* The plain forms that can be chosen, in their order; the first one is nothing. */
static GStrv
rg_value_row_dup_choices (const RgOwnField *field)
{
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();

  g_strv_builder_add (texts, "");
  if (field->kind == RG_OWN_YES_NO)
    g_strv_builder_add_many (texts, "yes", "no", NULL);
  for (int step = field->least; field->kind == RG_OWN_SCALE && step <= field->most; step++)
    g_strv_builder_take (texts, g_strdup_printf ("%d", step));
  for (guint i = 0; field->kind == RG_OWN_ONE && i < field->choices->len; i++)
    g_strv_builder_add (texts, ((RgOwnChoice *) field->choices->pdata[i])->name);
  return g_strv_builder_end (texts);
}

static void
rg_value_row_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), GPOINTER_TO_INT (data));
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_list_item_set_child (item, label);
}

static void
rg_value_row_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

/* A long help text beside it would take the room of the value. */
static void
rg_value_row_keep_room (AdwComboRow *row, GtkStringList *texts)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  glong n_chars = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (texts)); i++)
    n_chars = MAX (n_chars, g_utf8_strlen (gtk_string_list_get_string (texts, i), -1));
  g_signal_connect (factory, "setup", G_CALLBACK (rg_value_row_setup_cb),
                    GINT_TO_POINTER (MIN (n_chars, MAX_CHARS)));
  g_signal_connect (factory, "bind", G_CALLBACK (rg_value_row_bind_cb), NULL);
  adw_combo_row_set_list_factory (row, adw_combo_row_get_factory (row));
  adw_combo_row_set_factory (row, factory);
}

static GtkWidget *
rg_value_row_new_combo (const RgOwnField *field, const char *text, const char *currency)
{
  GtkWidget *row = adw_combo_row_new ();
  g_auto (GStrv) texts = rg_value_row_dup_choices (field);
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_autofree char *shown = rg_own_text_format (field->kind, texts[i], currency);

      gtk_string_list_append (model, i == 0 ? _("Not known") : shown);
      if (g_str_equal (texts[i], text))
        selected = i;
    }
  rg_value_row_keep_room (ADW_COMBO_ROW (row), model);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), field->help);
  g_signal_connect (row, "notify::selected", G_CALLBACK (rg_field_accept), NULL);
  return row;
}

/* --- lists to tick --- */

static char *
rg_value_row_dup_ticked (const RgValueRow *value)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < value->ticks->len; i++)
    if (gtk_check_button_get_active (value->ticks->pdata[i]))
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "",
                              ((RgOwnChoice *) value->field->choices->pdata[i])->name);
  return g_string_free (text, FALSE);
}

static void
rg_value_row_ticked_cb (GtkWidget *row)
{
  const RgValueRow *value = rg_value_row_get (row);
  g_autofree char *ticked = rg_value_row_dup_ticked (value);
  g_autofree char *shown = rg_own_text_format (RG_OWN_SEVERAL, ticked, value->currency);

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row),
                                 *shown != '\0' ? shown
                                 : *value->field->help != '\0' ? value->field->help
                                                               : _("Not known"));
  rg_field_accept (row);
}

static void
rg_value_row_fill_ticks (GtkWidget *row, const char *text)
{
  RgValueRow *value = rg_value_row_get (row);
  g_auto (GStrv) chosen = g_strsplit (text, "\n", -1);

  value->ticks = g_ptr_array_new ();
  for (guint i = 0; i < value->field->choices->len; i++)
    {
      const char *name = ((RgOwnChoice *) value->field->choices->pdata[i])->name;
      GtkWidget *line = g_object_new (ADW_TYPE_ACTION_ROW, "accessible-role",
                                      GTK_ACCESSIBLE_ROLE_CHECKBOX, NULL);
      GtkWidget *tick = gtk_check_button_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (line), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), name);
      gtk_widget_set_valign (tick, GTK_ALIGN_CENTER);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (tick),
                                   g_strv_contains ((const char *const *) chosen, name));
      gtk_accessible_update_property (GTK_ACCESSIBLE (tick), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      adw_action_row_add_prefix (ADW_ACTION_ROW (line), tick);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (line), tick);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), line);
      g_ptr_array_add (value->ticks, tick);
      g_signal_connect_object (tick, "toggled", G_CALLBACK (rg_value_row_ticked_cb), row,
                               G_CONNECT_SWAPPED);
    }
  rg_value_row_ticked_cb (row);
}

/* --- all of them --- */

static GtkWidget *
rg_value_row_create (const RgOwnField *field, const char *text, const char *currency)
{
  switch (field->kind)
    {
    case RG_OWN_SEVERAL:
      return adw_expander_row_new ();
    case RG_OWN_SCALE:
      return field->most - field->least < STEPS_TO_CHOOSE
               ? rg_value_row_new_combo (field, text, currency)
               : rg_value_row_new_entry (field, text, currency);
    case RG_OWN_YES_NO:
    case RG_OWN_ONE:
      return rg_value_row_new_combo (field, text, currency);
    case RG_OWN_TEXT:
    case RG_OWN_NUMBER:
    case RG_OWN_MONEY:
    case RG_OWN_DATE:
    default:
      return rg_value_row_new_entry (field, text, currency);
    }
}

GtkWidget *
rg_own_value_row_new (const RgOwnField *field, const char *text, const char *currency)
{
  GtkWidget *row = rg_value_row_create (field, text, currency);
  RgValueRow *value = g_new0 (RgValueRow, 1);
  g_autofree char *title = rg_value_row_dup_title (field);

  value->field = rg_own_field_copy (field);
  value->currency = g_strdup (currency);
  g_object_set_data_full (G_OBJECT (row), "rg-value", value, rg_value_row_free);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (field->kind == RG_OWN_SEVERAL)
    rg_value_row_fill_ticks (row, text);
  return row;
}

const RgOwnField *
rg_own_value_row_get_field (GtkWidget *row)
{
  return rg_value_row_get (row)->field;
}

static char *
rg_value_row_dup_plain (GtkWidget *row, GError **error)
{
  const RgValueRow *value = rg_value_row_get (row);
  g_auto (GStrv) texts = NULL;

  if (ADW_IS_ENTRY_ROW (row))
    return rg_own_text_from_typed (value->field->kind, gtk_editable_get_text (GTK_EDITABLE (row)),
                                   value->currency, error);
  if (value->ticks != NULL)
    return rg_value_row_dup_ticked (value);
  texts = rg_value_row_dup_choices (value->field);
  return g_strdup (texts[MIN (adw_combo_row_get_selected (ADW_COMBO_ROW (row)),
                              g_strv_length (texts) - 1)]);
}

char *
rg_own_value_row_dup_text (GtkWidget *row, GError **error)
{
  const RgValueRow *value = rg_value_row_get (row);
  g_autofree char *text = rg_value_row_dup_plain (row, error);
  g_autofree char *checked =
    text != NULL ? rg_own_field_check (value->field, text, value->currency, error) : NULL;

  if (checked != NULL && *checked == '\0' && value->field->required)
    {
      /* Translators: %s is the name of a field. */
      g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID, _("“%s” has to be filled in."),
                   value->field->name);
      g_clear_pointer (&checked, g_free);
    }
  if (checked == NULL)
    rg_field_refuse (row, NULL);
  return g_steal_pointer (&checked);
}
