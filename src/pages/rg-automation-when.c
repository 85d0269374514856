/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* When an automation does something. All rows are there from the start, and those in sight that the
 * kind has. */
#include "pages/rg-automation-when.h"

#include "base/rg-i18n.h"
#include "pages/rg-automation-step.h"
#include "pages/rg-rule-chooser.h"

/* The rows of of_row. */
static const RgRuleList rg_when_lists[] = { RG_LIST_NONE, RG_LIST_PRODUCTS, RG_LIST_CATEGORIES,
                                            RG_LIST_BRANDS };

struct _RgAutomationWhen
{
  AdwPreferencesGroup parent_instance;

  AdwComboRow *kind_row;
  AdwComboRow *of_row;
  GtkWidget *names[G_N_ELEMENTS (rg_when_lists)]; /* by of_row; the first one is NULL */
  AdwSwitchRow *first_row;
  AdwComboRow *segment_row;
  AdwSpinRow *age_row;
  AdwSpinRow *points_row;
  AdwSpinRow *number_row;
  AdwComboRow *unit_row;
  gboolean filling;
};

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RgAutomationWhen, rg_automation_when, ADW_TYPE_PREFERENCES_GROUP)

static const RgWhenKind *
rg_automation_when_get_kind (RgAutomationWhen *self)
{
  return rg_when_kind_at (adw_combo_row_get_selected (self->kind_row));
}

static void
rg_automation_when_show_rows (RgAutomationWhen *self)
{
  const guint fields = rg_automation_when_get_kind (self)->fields;
  const guint of = adw_combo_row_get_selected (self->of_row);

  gtk_widget_set_visible (GTK_WIDGET (self->of_row), (fields & RG_WHEN_OF) != 0);
  for (guint i = 1; i < G_N_ELEMENTS (rg_when_lists); i++)
    gtk_widget_set_visible (self->names[i], (fields & RG_WHEN_OF) != 0 && i == of);
  gtk_widget_set_visible (GTK_WIDGET (self->first_row), (fields & RG_WHEN_FIRST) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->segment_row), (fields & RG_WHEN_SEGMENT) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->age_row), (fields & RG_WHEN_AGE) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->points_row), (fields & RG_WHEN_AT_LEAST) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->number_row),
                          (fields & (RG_WHEN_AFTER | RG_WHEN_BEFORE)) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->unit_row), (fields & RG_WHEN_HOURS) != 0);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->number_row),
                                 (fields & RG_WHEN_HOURS) != 0    ? _("How long after")
                                 : (fields & RG_WHEN_BEFORE) != 0 ? _("Days before")
                                                                  : _("Days after"));
}

static void
rg_automation_when_changed_cb (RgAutomationWhen *self)
{
  if (self->filling)
    return;
  rg_automation_when_show_rows (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Another kind begins with the days that are usual for it. */
static void
rg_automation_when_kind_cb (RgAutomationWhen *self)
{
  if (self->filling)
    return;
  self->filling = TRUE;
  adw_spin_row_set_value (self->number_row, rg_automation_when_get_kind (self)->number);
  adw_combo_row_set_selected (self->unit_row, 0);
  self->filling = FALSE;
  rg_automation_when_changed_cb (self);
}

/* --- what it says --- */

static char *
rg_automation_when_dup_name (RgAutomationWhen *self, guint of)
{
  if (ADW_IS_COMBO_ROW (self->names[of]))
    return g_strdup (rg_combo_row_get_text (ADW_COMBO_ROW (self->names[of])));
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->names[of]))));
}

void
rg_automation_when_read (RgAutomationWhen *self, RgWhen *when)
{
  const RgWhenKind *kind = rg_automation_when_get_kind (self);
  const guint of = adw_combo_row_get_selected (self->of_row);

  rg_when_set_kind (when, kind);
  if ((kind->fields & RG_WHEN_OF) != 0 && of > 0)
    {
      when->of = rg_when_lists[of];
      g_free (when->name);
      when->name = rg_automation_when_dup_name (self, of);
    }
  when->first = (kind->fields & RG_WHEN_FIRST) != 0 && adw_switch_row_get_active (self->first_row);
  if ((kind->fields & RG_WHEN_SEGMENT) != 0)
    g_set_str (&when->segment, rg_combo_row_get_text (self->segment_row));
  if ((kind->fields & RG_WHEN_AGE) != 0)
    when->age = (int) adw_spin_row_get_value (self->age_row);
  if ((kind->fields & RG_WHEN_AT_LEAST) != 0)
    when->points = (int) adw_spin_row_get_value (self->points_row);
  if ((kind->fields & (RG_WHEN_AFTER | RG_WHEN_BEFORE)) != 0)
    when->number = (int) adw_spin_row_get_value (self->number_row);
  when->hours = (kind->fields & RG_WHEN_HOURS) != 0
                && adw_combo_row_get_selected (self->unit_row) == 1;
}

/* --- filling --- */

static void
rg_automation_when_set_name (RgAutomationWhen *self, guint of, const char *name)
{
  if (ADW_IS_COMBO_ROW (self->names[of]))
    rg_combo_row_set_text (ADW_COMBO_ROW (self->names[of]), name);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->names[of]), name);
}

/* Behind of_row there is no place for others: they come in this order. */
static void
rg_automation_when_add_names (RgAutomationWhen *self, const RgDataset *dataset)
{
  const char *const titles[] = { NULL, _("Product"), _("Category"), _("Brand") };

  for (guint i = 1; i < G_N_ELEMENTS (rg_when_lists); i++)
    {
      const RgNames *names = dataset != NULL ? rg_rule_list_names (rg_when_lists[i], dataset)
                                             : NULL;
      GtkWidget *row = rg_rule_chooser_new_for (names, titles[i]);

      if (ADW_IS_ENTRY_ROW (row))
        adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), FALSE);
      self->names[i] = row;
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_signal_connect_object (row, ADW_IS_COMBO_ROW (row) ? "notify::selected" : "changed",
                               G_CALLBACK (rg_automation_when_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
}

static AdwComboRow *
rg_automation_when_add_combo (RgAutomationWhen *self, const char *title,
                              const char *const *choices)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (choices);

  return rg_combo_row_add (ADW_PREFERENCES_GROUP (self), title, model);
}

static AdwSpinRow *
rg_automation_when_add_spin (RgAutomationWhen *self, const char *title, int most)
{
  GtkWidget *row = adw_spin_row_new_with_range (0, most, 1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return ADW_SPIN_ROW (row);
}

static void
rg_automation_when_add_kinds (RgAutomationWhen *self)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();

  for (guint i = 0; i < rg_n_when_kinds (); i++)
    g_ptr_array_add (titles, (gpointer) _(rg_when_kind_at (i)->title));
  g_ptr_array_add (titles, NULL);
  self->kind_row = rg_automation_when_add_combo (self, _("What happens"),
                                                 (const char *const *) titles->pdata);
}

static void
rg_automation_when_add_rows (RgAutomationWhen *self, const RgDataset *dataset,
                             GtkStringList *segments)
{
  const char *const of[] = { _("Anything"), _("A product"), _("A category"), _("A brand"), NULL };
  const char *const units[] = { _("Days"), _("Hours"), NULL };
  const char *const none[] = { _("Choose…"), NULL };

  rg_automation_when_add_kinds (self);
  self->of_row = rg_automation_when_add_combo (self, _("Of what"), of);
  rg_automation_when_add_names (self, dataset);
  self->first_row = ADW_SWITCH_ROW (adw_switch_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->first_row),
                                 _("The first time only"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->first_row));
  self->segment_row = rg_automation_when_add_combo (self, _("Segment"), none);
  for (guint i = 1; i < g_list_model_get_n_items (G_LIST_MODEL (segments)); i++)
    gtk_string_list_append (GTK_STRING_LIST (adw_combo_row_get_model (self->segment_row)),
                            gtk_string_list_get_string (segments, i));
  self->age_row = rg_automation_when_add_spin (self, _("Which birthday"), RG_AGE_MAX);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->age_row), _("0 for every one"));
  self->points_row = rg_automation_when_add_spin (self, _("So many points at least"),
                                                  RG_AUTOMATION_POINTS_MOST);
  self->number_row = rg_automation_when_add_spin (self, "", RG_AUTOMATION_DAYS_MOST);
  self->unit_row = rg_automation_when_add_combo (self, _("In"), units);
}

static void
rg_automation_when_listen (RgAutomationWhen *self)
{
  const GCallback changed = G_CALLBACK (rg_automation_when_changed_cb);

  g_signal_connect_object (self->kind_row, "notify::selected",
                           G_CALLBACK (rg_automation_when_kind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->of_row, "notify::selected", changed, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->first_row, "notify::active", changed, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->segment_row, "notify::selected", changed, self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->age_row, "notify::value", changed, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->points_row, "notify::value", changed, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->number_row, "notify::value", changed, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->unit_row, "notify::selected", changed, self, G_CONNECT_SWAPPED);
}

void
rg_automation_when_fill (RgAutomationWhen *self, const RgWhen *when, const RgDataset *dataset,
                         GtkStringList *segments)
{
  g_return_if_fail (self->kind_row == NULL);

  self->filling = TRUE;
  rg_automation_when_add_rows (self, dataset, segments);
  adw_combo_row_set_selected (self->kind_row, when->kind->id);
  for (guint i = 1; i < G_N_ELEMENTS (rg_when_lists); i++)
    if (rg_when_lists[i] == when->of)
      {
        adw_combo_row_set_selected (self->of_row, i);
        rg_automation_when_set_name (self, i, when->name);
      }
  adw_switch_row_set_active (self->first_row, when->first);
  rg_combo_row_set_text (self->segment_row, when->segment);
  adw_spin_row_set_value (self->age_row, when->age);
  adw_spin_row_set_value (self->points_row, when->points);
  adw_spin_row_set_value (self->number_row, when->number);
  adw_combo_row_set_selected (self->unit_row, when->hours ? 1 : 0);
  rg_automation_when_show_rows (self);
  rg_automation_when_listen (self);
  self->filling = FALSE;
}

static void
rg_automation_when_class_init (RgAutomationWhenClass *klass)
{
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rg_automation_when_init (RgAutomationWhen *self)
{
}
