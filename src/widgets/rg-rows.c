/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rows as they come in sight. */
#include "widgets/rg-rows.h"

/* What stands in a row that opens is said by its own rows. */
#define RG_ROW_LABELS 4

/* --- names -------------------------------------------------------------------------------- */

static void
rg_row_add_labels (GtkWidget *widget, guint most, GPtrArray *labels)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && labels->len < most;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child) && gtk_widget_get_visible (child))
      g_ptr_array_add (labels, child);
    else if (gtk_widget_get_visible (child) && !GTK_IS_BUTTON (child))
      rg_row_add_labels (child, most, labels);
}

/* Of an item of a menu not its keys. */
static void
rg_row_find_labels (GtkWidget *row, GPtrArray *labels)
{
  const gboolean in_list = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (row)) ==
                           GTK_ACCESSIBLE_ROLE_LIST_ITEM;

  rg_row_add_labels (row, in_list ? RG_ROW_LABELS : 1, labels);
}

static gboolean
rg_row_is_one (GtkWidget *widget)
{
  switch (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)))
    {
    case GTK_ACCESSIBLE_ROLE_LIST_ITEM:
    case GTK_ACCESSIBLE_ROLE_MENU_ITEM:
    case GTK_ACCESSIBLE_ROLE_MENU_ITEM_CHECKBOX:
    case GTK_ACCESSIBLE_ROLE_MENU_ITEM_RADIO:
      return gtk_widget_get_focusable (widget);
    default:
      return FALSE;
    }
}

/* An item of a menu is labelled by what GTK 4.18 does not say. */
static gboolean
rg_row_is_named (GtkWidget *row)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (row);
  const gboolean in_list =
    gtk_accessible_get_accessible_role (accessible) == GTK_ACCESSIBLE_ROLE_LIST_ITEM;

  return gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL) ||
         (in_list &&
          gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY));
}

static void
rg_row_say (GtkWidget *row)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  g_autoptr (GString) words = g_string_new (NULL);

  rg_row_find_labels (row, labels);
  for (guint i = 0; i < labels->len; i++)
    {
      const char *text = gtk_label_get_text (labels->pdata[i]);

      if (*text != '\0')
        g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", text);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words->str,
                                  -1);
}

/* A list shows one thing after the other in the same row. */
static void
rg_row_name (GtkWidget *row)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  rg_row_find_labels (row, labels);
  for (guint i = 0; i < labels->len; i++)
    g_signal_connect_object (labels->pdata[i], "notify::label", G_CALLBACK (rg_row_say), row,
                             G_CONNECT_SWAPPED);
  if (labels->len == 0)
    return;
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  rg_row_say (row);
}

/* --- what is chosen ----------------------------------------------------------------------- */

/* By the row's way of showing it; NULL: none is chosen. */
static char *
rg_choice_dup_text (AdwComboRow *row)
{
  GObject *item = adw_combo_row_get_selected_item (row);
  GtkExpression *expression = adw_combo_row_get_expression (row);
  g_auto (GValue) value = G_VALUE_INIT;

  if (item != NULL && expression != NULL && gtk_expression_evaluate (expression, item, &value) &&
      G_VALUE_HOLDS_STRING (&value))
    return g_value_dup_string (&value);
  return GTK_IS_STRING_OBJECT (item)
           ? g_strdup (gtk_string_object_get_string (GTK_STRING_OBJECT (item))) : NULL;
}

static void
rg_choice_say (AdwComboRow *row)
{
  g_autofree char *chosen = rg_choice_dup_text (row);
  const char *subtitle = adw_action_row_get_subtitle (ADW_ACTION_ROW (row));
  const gboolean both = chosen != NULL && subtitle != NULL && *subtitle != '\0';
  g_autofree char *text = both ? g_strdup_printf ("%s, %s", chosen, subtitle)
                               : g_strdup (chosen != NULL ? chosen : subtitle);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text != NULL ? text : "", -1);
}

/* In place of its subtitle alone. Once for each row, which may come in sight again. */
static void
rg_choice_watch (AdwComboRow *row)
{
  g_signal_handlers_disconnect_by_func (row, rg_choice_say, NULL);
  g_signal_connect (row, "notify::selected-item", G_CALLBACK (rg_choice_say), NULL);
  g_signal_connect (row, "notify::subtitle", G_CALLBACK (rg_choice_say), NULL);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
  rg_choice_say (row);
}

/* The list of a choice that is opened for the first time would begin at its first item, whatever
 * is chosen, since it was not in sight when that was chosen. */
static gboolean
rg_choice_begin_at_chosen (gpointer data)
{
  GtkWidget *list = data;
  GtkWidget *row = gtk_widget_get_ancestor (list, ADW_TYPE_COMBO_ROW);
  const guint chosen =
    row != NULL ? adw_combo_row_get_selected (ADW_COMBO_ROW (row)) : GTK_INVALID_LIST_POSITION;

  if (gtk_widget_get_mapped (list) && chosen != GTK_INVALID_LIST_POSITION)
    gtk_list_view_scroll_to (GTK_LIST_VIEW (list), chosen, GTK_LIST_SCROLL_FOCUS, NULL);
  return G_SOURCE_REMOVE;
}

/* Who searches in the list keeps the keyboard there. What is chosen stands in a list of its own, in
 * the row itself. */
static void
rg_choice_opened (GtkWidget *list)
{
  GtkWidget *popover = gtk_widget_get_ancestor (list, GTK_TYPE_POPOVER);
  GtkWidget *row = popover != NULL ? gtk_widget_get_ancestor (popover, ADW_TYPE_COMBO_ROW) : NULL;

  /* Before the next key. */
  if (row != NULL && !adw_combo_row_get_enable_search (ADW_COMBO_ROW (row)))
    g_idle_add_full (G_PRIORITY_HIGH, rg_choice_begin_at_chosen, g_object_ref (list),
                     g_object_unref);
}

/* --- numbers ------------------------------------------------------------------------------ */

static GtkWidget *
rg_number_find (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_SPIN_BUTTON (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = rg_number_find (child);
  return found;
}

static void
rg_number_say (AdwActionRow *row)
{
  GtkWidget *number = rg_number_find (GTK_WIDGET (row));
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
  const char *subtitle = adw_action_row_get_subtitle (row);

  if (number != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (number), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    subtitle != NULL ? subtitle : "", -1);
}

/* Called by its title alone: what stands below it may follow the number while it is typed. */
static void
rg_number_watch (AdwActionRow *row)
{
  GtkWidget *number = rg_number_find (GTK_WIDGET (row));

  if (number == NULL)
    return;
  g_signal_handlers_disconnect_by_func (row, rg_number_say, NULL);
  g_signal_connect (row, "notify::title", G_CALLBACK (rg_number_say), NULL);
  g_signal_connect (row, "notify::subtitle", G_CALLBACK (rg_number_say), NULL);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (number), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (number), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
  rg_number_say (row);
}

/* --- stops -------------------------------------------------------------------------------- */

static void
rg_row_toggled_cb (GtkWidget *row, GtkCheckButton *check)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_CHECKED,
                               gtk_check_button_get_active (check), -1);
}

static void
rg_row_take_stop (GtkWidget *row, GtkWidget *inner)
{
  const GtkAccessibleRole role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (row));
  const gboolean ticked = role == GTK_ACCESSIBLE_ROLE_CHECKBOX ||
                          role == GTK_ACCESSIBLE_ROLE_RADIO;

  if (!gtk_widget_get_can_focus (inner) || !(GTK_IS_BUTTON (inner) || ticked))
    return;
  gtk_widget_set_can_focus (inner, FALSE);
  if (!ticked || !GTK_IS_CHECK_BUTTON (inner))
    return;
  g_signal_connect_object (inner, "toggled", G_CALLBACK (rg_row_toggled_cb), row,
                           G_CONNECT_SWAPPED);
  rg_row_toggled_cb (row, GTK_CHECK_BUTTON (inner));
}

static void
rg_row_inner_cb (AdwActionRow *row)
{
  GtkWidget *inner = adw_action_row_get_activatable_widget (row);

  if (inner != NULL)
    rg_row_take_stop (GTK_WIDGET (row), inner);
}

/* A row that is in sight already may be told later what it does. */
static void
rg_row_watch_inner (AdwActionRow *row)
{
  g_signal_handlers_disconnect_by_func (row, rg_row_inner_cb, NULL);
  g_signal_connect (row, "notify::activatable-widget", G_CALLBACK (rg_row_inner_cb), NULL);
  rg_row_inner_cb (row);
}

/* --- coming in sight ---------------------------------------------------------------------- */

static gboolean
rg_row_mapped_cb (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);

  if (ADW_IS_ACTION_ROW (widget))
    rg_row_watch_inner (ADW_ACTION_ROW (widget));
  if (ADW_IS_COMBO_ROW (widget))
    rg_choice_watch (ADW_COMBO_ROW (widget));
  if (GTK_IS_LIST_VIEW (widget))
    rg_choice_opened (widget);
  if (ADW_IS_SPIN_ROW (widget))
    rg_number_watch (ADW_ACTION_ROW (widget));
  if (rg_row_is_one (widget) && !rg_row_is_named (widget))
    rg_row_name (widget);
  return TRUE;
}

void
rg_rows_watch (void)
{
  static gulong hook = 0;

  if (hook > 0)
    return;
  /* The class brings its signals. */
  g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET));
  hook = g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0,
                                     rg_row_mapped_cb, NULL, NULL);
}
