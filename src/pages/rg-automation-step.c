/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One thing that an automation does. All rows are there from the start, and those in sight that
 * the kind has, so that the keyboard stays where it is. */
#include "pages/rg-automation-step.h"

#include "base/rg-i18n.h"

struct _RgAutomationStep
{
  AdwPreferencesGroup parent_instance;

  AdwComboRow *kind_row;
  AdwEntryRow *what_row;
  AdwComboRow *owner_row;
  AdwSpinRow *days_row;
  AdwSwitchRow *allowed_row;
  AdwEntryRow *name_row;
  AdwComboRow *campaign_row;
  AdwComboRow *field_row;
  AdwEntryRow *value_row;
  AdwEntryRow *offer_row;
  AdwSpinRow *valid_row;
  GtkWidget *remove_button;
  gboolean filling;
};

enum { SIGNAL_CHANGED, SIGNAL_REMOVED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgAutomationStep, rg_automation_step, ADW_TYPE_PREFERENCES_GROUP)

/* --- combo rows --- */

const char *
rg_combo_row_get_text (AdwComboRow *row)
{
  const guint selected = adw_combo_row_get_selected (row);
  GListModel *model = adw_combo_row_get_model (row);

  if (selected == 0 || selected == GTK_INVALID_LIST_POSITION)
    return "";
  return gtk_string_list_get_string (GTK_STRING_LIST (model), selected);
}

AdwComboRow *
rg_combo_row_add (AdwPreferencesGroup *group, const char *title, GtkStringList *list)
{
  g_autoptr (GtkExpression) text = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL,
                                                                "string");
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_expression (ADW_COMBO_ROW (row), text);
  adw_combo_row_set_use_subtitle (ADW_COMBO_ROW (row), TRUE);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  adw_preferences_group_add (group, row);
  return ADW_COMBO_ROW (row);
}

void
rg_combo_row_set_text (AdwComboRow *row, const char *text)
{
  GtkStringList *model = GTK_STRING_LIST (adw_combo_row_get_model (row));
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (model));
  guint at = 0;

  for (guint i = 1; *text != '\0' && at == 0 && i < n; i++)
    if (g_str_equal (gtk_string_list_get_string (model, i), text))
      at = i;
  if (at == 0 && *text != '\0')
    {
      gtk_string_list_append (model, text);
      at = n;
    }
  adw_combo_row_set_selected (row, at);
}

/* Each step has a list of its own, which it may add to. */
static GtkStringList *
rg_automation_step_copy_list (GtkStringList *list)
{
  GtkStringList *copy = gtk_string_list_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    gtk_string_list_append (copy, gtk_string_list_get_string (list, i));
  return copy;
}

static AdwComboRow *
rg_automation_step_add_combo (RgAutomationStep *self, const char *title, GtkStringList *list)
{
  g_autoptr (GtkStringList) model = rg_automation_step_copy_list (list);

  return rg_combo_row_add (ADW_PREFERENCES_GROUP (self), title, model);
}

static AdwEntryRow *
rg_automation_step_add_entry (RgAutomationStep *self, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return ADW_ENTRY_ROW (row);
}

/* --- what it says --- */

static RgThenId
rg_automation_step_get_id (RgAutomationStep *self)
{
  return (RgThenId) adw_combo_row_get_selected (self->kind_row);
}

static void
rg_automation_step_show_rows (RgAutomationStep *self)
{
  const RgThenId id = rg_automation_step_get_id (self);
  const gboolean task = id == RG_THEN_TASK;

  gtk_widget_set_visible (GTK_WIDGET (self->what_row), task);
  gtk_widget_set_visible (GTK_WIDGET (self->owner_row), task);
  gtk_widget_set_visible (GTK_WIDGET (self->days_row), task);
  gtk_widget_set_visible (GTK_WIDGET (self->allowed_row), task);
  gtk_widget_set_visible (GTK_WIDGET (self->name_row),
                          id == RG_THEN_TAG || id == RG_THEN_DRAFT);
  gtk_widget_set_visible (GTK_WIDGET (self->campaign_row), id == RG_THEN_ADD);
  gtk_widget_set_visible (GTK_WIDGET (self->field_row), id == RG_THEN_FILL);
  gtk_widget_set_visible (GTK_WIDGET (self->value_row), id == RG_THEN_FILL);
  gtk_widget_set_visible (GTK_WIDGET (self->offer_row), id == RG_THEN_COUPON);
  gtk_widget_set_visible (GTK_WIDGET (self->valid_row), id == RG_THEN_COUPON);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name_row),
                                 id == RG_THEN_TAG ? _("Tag") : _("Name of the campaign"));
}

static void
rg_automation_step_changed_cb (RgAutomationStep *self)
{
  if (self->filling)
    return;
  rg_automation_step_show_rows (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
rg_automation_step_remove_cb (RgAutomationStep *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVED], 0);
}

static char *
rg_automation_step_dup_text (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

RgThen *
rg_automation_step_dup_then (RgAutomationStep *self)
{
  RgThen *then = rg_then_new (rg_automation_step_get_id (self));

  g_clear_pointer (&then->text, g_free);
  g_clear_pointer (&then->name, g_free);
  then->allowed = then->id == RG_THEN_TASK && adw_switch_row_get_active (self->allowed_row);
  if (then->id == RG_THEN_TASK)
    {
      then->text = rg_automation_step_dup_text (self->what_row);
      then->days = (int) adw_spin_row_get_value (self->days_row);
      g_set_str (&then->owner, rg_combo_row_get_text (self->owner_row));
    }
  else if (then->id == RG_THEN_FILL)
    then->text = rg_automation_step_dup_text (self->value_row);
  else if (then->id == RG_THEN_COUPON)
    {
      then->text = rg_automation_step_dup_text (self->offer_row);
      then->days = (int) adw_spin_row_get_value (self->valid_row);
    }
  if (then->id == RG_THEN_ADD)
    then->name = g_strdup (rg_combo_row_get_text (self->campaign_row));
  else if (then->id == RG_THEN_FILL)
    then->name = g_strdup (rg_combo_row_get_text (self->field_row));
  else if (then->id == RG_THEN_TAG || then->id == RG_THEN_DRAFT)
    then->name = rg_automation_step_dup_text (self->name_row);
  if (then->text == NULL)
    then->text = g_strdup ("");
  if (then->name == NULL)
    then->name = g_strdup ("");
  return then;
}

static void
rg_automation_step_fill (RgAutomationStep *self, const RgThen *then)
{
  self->filling = TRUE;
  adw_combo_row_set_selected (self->kind_row, then->id);
  if (then->id == RG_THEN_FILL)
    gtk_editable_set_text (GTK_EDITABLE (self->value_row), then->text);
  else if (then->id == RG_THEN_COUPON)
    gtk_editable_set_text (GTK_EDITABLE (self->offer_row), then->text);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->what_row), then->text);
  if (then->id == RG_THEN_ADD)
    rg_combo_row_set_text (self->campaign_row, then->name);
  else if (then->id == RG_THEN_FILL)
    rg_combo_row_set_text (self->field_row, then->name);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->name_row), then->name);
  rg_combo_row_set_text (self->owner_row, then->owner);
  if (then->id == RG_THEN_TASK)
    adw_spin_row_set_value (self->days_row, then->days);
  adw_spin_row_set_value (self->valid_row,
                          then->id == RG_THEN_COUPON ? then->days : RG_AUTOMATION_COUPON_DAYS);
  adw_switch_row_set_active (self->allowed_row, then->id != RG_THEN_TASK || then->allowed);
  rg_automation_step_show_rows (self);
  self->filling = FALSE;
}

void
rg_automation_step_grab_name (RgAutomationStep *self)
{
  GtkWidget *const rows[RG_N_THENS] = {
    [RG_THEN_TASK] = GTK_WIDGET (self->owner_row),
    [RG_THEN_TAG] = GTK_WIDGET (self->name_row),
    [RG_THEN_DRAFT] = GTK_WIDGET (self->name_row),
    [RG_THEN_ADD] = GTK_WIDGET (self->campaign_row),
    [RG_THEN_FILL] = GTK_WIDGET (self->field_row),
    [RG_THEN_COUPON] = GTK_WIDGET (self->offer_row),
  };

  gtk_widget_grab_focus (rows[rg_automation_step_get_id (self)]);
}

void
rg_automation_step_set_removable (RgAutomationStep *self, gboolean removable)
{
  gtk_widget_set_visible (self->remove_button, removable);
}

/* --- making --- */

static AdwSpinRow *
rg_automation_step_add_days (RgAutomationStep *self, const char *title)
{
  GtkWidget *row = adw_spin_row_new_with_range (0, 365, 1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return ADW_SPIN_ROW (row);
}

static void
rg_automation_step_add_coupon_rows (RgAutomationStep *self)
{
  self->offer_row = rg_automation_step_add_entry (self, _("What it gives, such as “NOK 50 off”"));
  self->valid_row = rg_automation_step_add_days (self, _("Valid for so many days"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->valid_row),
                               _("0: it does not lapse. The code stands in their tasks and on "
                                 "their profile, and can be printed"));
}

static void
rg_automation_step_add_task_rows (RgAutomationStep *self, const RgAutomationChoices *choices)
{
  self->what_row = rg_automation_step_add_entry (self, _("What is to do"));
  self->owner_row = rg_automation_step_add_combo (self, _("Who does it"), choices->staff);
  self->days_row = rg_automation_step_add_days (self, _("Due after so many days"));
  self->allowed_row = ADW_SWITCH_ROW (adw_switch_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->allowed_row),
                                 _("Only if they may be contacted"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->allowed_row),
                               _("Leave it on for everything that means writing or calling"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->allowed_row));
}

static void
rg_automation_step_add_rows (RgAutomationStep *self, const RgAutomationChoices *choices)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  for (int id = 0; id < RG_N_THENS; id++)
    gtk_string_list_append (kinds, rg_then_get_title ((RgThenId) id));
  /* Translators: the title of a list of things that can be done. */
  self->kind_row = rg_automation_step_add_combo (self, _("Then"), kinds);
  rg_automation_step_add_task_rows (self, choices);
  self->name_row = rg_automation_step_add_entry (self, "");
  self->campaign_row = rg_automation_step_add_combo (self, _("Campaign"), choices->campaigns);
  self->field_row = rg_automation_step_add_combo (self, _("Field"), choices->fields);
  self->value_row = rg_automation_step_add_entry (self, _("What to fill in"));
  rg_automation_step_add_coupon_rows (self);
}

static void
rg_automation_step_listen (RgAutomationStep *self)
{
  GtkWidget *const combos[] = { GTK_WIDGET (self->kind_row), GTK_WIDGET (self->owner_row),
                                GTK_WIDGET (self->campaign_row), GTK_WIDGET (self->field_row) };
  GtkWidget *const entries[] = { GTK_WIDGET (self->what_row), GTK_WIDGET (self->name_row),
                                 GTK_WIDGET (self->value_row), GTK_WIDGET (self->offer_row) };
  const GCallback changed = G_CALLBACK (rg_automation_step_changed_cb);

  for (gsize i = 0; i < G_N_ELEMENTS (combos); i++)
    g_signal_connect_object (combos[i], "notify::selected", changed, self, G_CONNECT_SWAPPED);
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    g_signal_connect_object (entries[i], "changed", changed, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->days_row, "notify::value", changed, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->valid_row, "notify::value", changed, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->allowed_row, "notify::active", changed, self, G_CONNECT_SWAPPED);
}

GtkWidget *
rg_automation_step_new (const RgThen *then, const RgAutomationChoices *choices)
{
  RgAutomationStep *self = g_object_new (RG_TYPE_AUTOMATION_STEP, NULL);

  rg_automation_step_add_rows (self, choices);
  self->remove_button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  gtk_widget_add_css_class (self->remove_button, "flat");
  gtk_widget_set_valign (self->remove_button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->remove_button, _("Remove Step"));
  g_signal_connect_object (self->remove_button, "clicked",
                           G_CALLBACK (rg_automation_step_remove_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->kind_row), self->remove_button);
  rg_automation_step_fill (self, then);
  rg_automation_step_listen (self);
  return GTK_WIDGET (self);
}

static void
rg_automation_step_class_init (RgAutomationStepClass *klass)
{
  const GType type = G_TYPE_FROM_CLASS (klass);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  signals[SIGNAL_REMOVED] = g_signal_new ("removed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
rg_automation_step_init (RgAutomationStep *self)
{
}
