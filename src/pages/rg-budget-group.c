/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How often people are contacted: saved a moment after the last change. */
#include "pages/rg-budget-group.h"

#include "base/rg-date.h"
#include "base/rg-i18n.h"
#include "pages/rg-toast.h"
#include "pages/rg-writes.h"
#include "store/rg-store-budget.h"

#define RG_QUIET_STEP 30 /* minutes between two times that can be chosen */
#define RG_SAVE_AFTER 600 /* milliseconds: a number is turned in steps */

struct _RgBudgetGroup
{
  AdwPreferencesGroup parent_instance;

  AdwSwitchRow *on_row;
  AdwSpinRow *month_row;
  AdwSpinRow *week_row;
  AdwSpinRow *gap_row;
  AdwSpinRow *home_month_row;
  AdwSpinRow *home_week_row;
  AdwSwitchRow *one_an_address_row;
  AdwSwitchRow *quiet_row;
  AdwComboRow *quiet_from_row;
  AdwComboRow *quiet_until_row;
  AdwSwitchRow *quiet_sundays_row;

  RgStore *store;
  guint source;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (RgBudgetGroup, rg_budget_group, ADW_TYPE_PREFERENCES_GROUP)

/* --- saving --- */

static void
rg_budget_group_saved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) self = data;

  rg_toast_finish_write (self, RG_STORE (object), result, _("Saved"));
}

static void
rg_budget_group_save (RgBudgetGroup *self)
{
  const RgContactBudget budget = {
    .on = adw_switch_row_get_active (self->on_row),
    .month = (int) adw_spin_row_get_value (self->month_row),
    .week = (int) adw_spin_row_get_value (self->week_row),
    .gap = (int) adw_spin_row_get_value (self->gap_row),
    .home_month = (int) adw_spin_row_get_value (self->home_month_row),
    .home_week = (int) adw_spin_row_get_value (self->home_week_row),
    .one_an_address = adw_switch_row_get_active (self->one_an_address_row),
    .quiet = adw_switch_row_get_active (self->quiet_row),
    .quiet_from = (int) adw_combo_row_get_selected (self->quiet_from_row) * RG_QUIET_STEP,
    .quiet_until = (int) adw_combo_row_get_selected (self->quiet_until_row) * RG_QUIET_STEP,
    .quiet_sundays = adw_switch_row_get_active (self->quiet_sundays_row),
  };

  rg_store_save_contact_budget_async (self->store, &budget, rg_budget_group_saved_cb,
                                      g_object_ref (self));
}

static gboolean
rg_budget_group_save_cb (gpointer data)
{
  RgBudgetGroup *self = RG_BUDGET_GROUP (data);

  self->source = 0;
  rg_budget_group_save (self);
  return G_SOURCE_REMOVE;
}

static void
rg_budget_group_edited_cb (RgBudgetGroup *self)
{
  if (self->filling || !self->store)
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add (RG_SAVE_AFTER, rg_budget_group_save_cb, self);
}

/* --- reading --- */

static void
rg_budget_group_fill_times (AdwComboRow *row)
{
  g_autoptr (GtkStringList) times = gtk_string_list_new (NULL);

  for (int at = 0; at < 24 * 60; at += RG_QUIET_STEP)
    {
      g_autofree char *text = rg_time_format (at * 60);

      gtk_string_list_append (times, text);
    }
  adw_combo_row_set_model (row, G_LIST_MODEL (times));
}

static void
rg_budget_group_fill (RgBudgetGroup *self, const RgContactBudget *budget)
{
  self->filling = TRUE;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->on_row),
                               budget->on ? "" : _("As often as you like"));
  adw_switch_row_set_active (self->on_row, budget->on);
  adw_spin_row_set_value (self->month_row, budget->month);
  adw_spin_row_set_value (self->week_row, budget->week);
  adw_spin_row_set_value (self->gap_row, budget->gap);
  adw_spin_row_set_value (self->home_month_row, budget->home_month);
  adw_spin_row_set_value (self->home_week_row, budget->home_week);
  adw_switch_row_set_active (self->one_an_address_row, budget->one_an_address);
  adw_switch_row_set_active (self->quiet_row, budget->quiet);
  adw_combo_row_set_selected (self->quiet_from_row, (guint) (budget->quiet_from / RG_QUIET_STEP));
  adw_combo_row_set_selected (self->quiet_until_row,
                              (guint) (budget->quiet_until / RG_QUIET_STEP));
  adw_switch_row_set_active (self->quiet_sundays_row, budget->quiet_sundays);
  self->filling = FALSE;
}

static gboolean
rg_budget_group_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  return rg_contact_budget_read (db, data, error);
}

static void
rg_budget_group_read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgBudgetGroup) self = RG_BUDGET_GROUP (data);
  const RgContactBudget *budget = rg_store_read_get_data (result);

  /* Somebody is just turning a number. */
  if (rg_store_read_finish (RG_STORE (object), result, NULL) && self->store && self->source == 0)
    rg_budget_group_fill (self, budget);
}

static void
rg_budget_group_read (RgBudgetGroup *self)
{
  rg_store_read_async (self->store, RG_READER_ROWS, rg_budget_group_read_in_thread,
                       g_new0 (RgContactBudget, 1), g_free, NULL, rg_budget_group_read_cb,
                       g_object_ref (self));
}

static void
rg_budget_group_changed_cb (RgBudgetGroup *self, RgChanges *changes)
{
  if (rg_changes_touches (changes, "setting"))
    rg_budget_group_read (self);
}

void
rg_budget_group_set_store (RgBudgetGroup *self, RgStore *store)
{
  g_return_if_fail (RG_IS_BUDGET_GROUP (self));

  gtk_widget_set_visible (GTK_WIDGET (self), store != NULL);
  if (!store)
    return;
  self->store = g_object_ref (store);
  rg_writes_guard (GTK_WIDGET (self), store);
  g_signal_connect_object (store, "changed", G_CALLBACK (rg_budget_group_changed_cb), self,
                           G_CONNECT_SWAPPED);
  rg_budget_group_read (self);
}

/* --- GObject --- */

static void
rg_budget_group_dispose (GObject *object)
{
  RgBudgetGroup *self = RG_BUDGET_GROUP (object);

  /* What was turned last is kept when the dialog is closed at once. */
  if (self->source != 0)
    {
      g_clear_handle_id (&self->source, g_source_remove);
      rg_budget_group_save (self);
    }
  self->filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_BUDGET_GROUP);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_budget_group_parent_class)->dispose (object);
}

static void
rg_budget_group_class_init (RgBudgetGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_budget_group_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-budget-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RgBudgetGroup, gap_row);
  gtk_widget_class_bind_template_child (widget_class, RgBudgetGroup, home_month_row);
  gtk_widget_class_bind_template_child (widget_class, RgBudgetGroup, home_week_row);
  gtk_widget_class_bind_template_child (widget_class, RgBudgetGroup, month_row);
  gtk_widget_class_bind_template_child (widget_class, RgBudgetGroup, on_row);
  gtk_widget_class_bind_template_child (widget_class, RgBudgetGroup, one_an_address_row);
  gtk_widget_class_bind_template_child (widget_class, RgBudgetGroup, quiet_from_row);
  gtk_widget_class_bind_template_child (widget_class, RgBudgetGroup, quiet_row);
  gtk_widget_class_bind_template_child (widget_class, RgBudgetGroup, quiet_sundays_row);
  gtk_widget_class_bind_template_child (widget_class, RgBudgetGroup, quiet_until_row);
  gtk_widget_class_bind_template_child (widget_class, RgBudgetGroup, week_row);
  gtk_widget_class_bind_template_callback (widget_class, rg_budget_group_edited_cb);
}

static void
rg_budget_group_init (RgBudgetGroup *self)
{
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  rg_budget_group_fill_times (self->quiet_from_row);
  rg_budget_group_fill_times (self->quiet_until_row);
  self->filling = FALSE;
}
