/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The dialog of targets. Each row is saved by itself, as an action that can be taken back. */
#include "pages/rg-targets-dialog.h"

#include <math.h>

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "store/rg-store-targets.h"
#include "widgets/rg-field.h"
#include "widgets/rg-speak.h"

#define RG_TARGET_MONTHS 14 /* the one before the last sales, theirs, and a year ahead */

struct _RgTargetsDialog
{
  AdwDialog parent_instance;

  AdwToastOverlay *toasts;
  AdwComboRow *location_row;
  AdwEntryRow *every_row;
  AdwPreferencesGroup *months_group;

  RgStore *store;
  GArray *locations; /* gint64: of the rows of location_row */
  AdwEntryRow *month_rows[RG_TARGET_MONTHS];
  RgDay months[RG_TARGET_MONTHS];
  GArray *targets; /* RgTarget */
};

G_DEFINE_FINAL_TYPE (RgTargetsDialog, rg_targets_dialog, ADW_TYPE_DIALOG)

static gint64
rg_targets_dialog_get_location (RgTargetsDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->location_row);

  return selected < self->locations->len ? g_array_index (self->locations, gint64, selected) : 0;
}

static RgDay
rg_targets_dialog_get_month (RgTargetsDialog *self, AdwEntryRow *row)
{
  for (guint i = 0; i < RG_TARGET_MONTHS; i++)
    if (self->month_rows[i] == row)
      return self->months[i];
  return 0;
}

/* --- showing --- */

static void
rg_targets_dialog_show_row (RgTargetsDialog *self, AdwEntryRow *row)
{
  const RgShop *shop = rg_store_get_shop (self->store);
  gint64 minor = rg_targets_get (self->targets, rg_targets_dialog_get_location (self),
                                 rg_targets_dialog_get_month (self, row));
  double unit = pow (10, shop->digits);
  g_autofree char *text
    = minor != 0 ? rg_number_format_decimal ((double) minor / unit,
                                             minor % (gint64) unit == 0 ? 0 : shop->digits)
                 : g_strdup ("");

  /* The apply button of a row belongs to what is typed, not to what is read. */
  adw_entry_row_set_show_apply_button (row, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  adw_entry_row_set_show_apply_button (row, TRUE);
  rg_field_accept (GTK_WIDGET (row));
}

static void
rg_targets_dialog_show (RgTargetsDialog *self)
{
  if (self->targets == NULL)
    return;
  rg_targets_dialog_show_row (self, self->every_row);
  for (guint i = 0; i < RG_TARGET_MONTHS; i++)
    rg_targets_dialog_show_row (self, self->month_rows[i]);
}

static void
rg_targets_dialog_location_cb (RgTargetsDialog *self)
{
  if (self->store != NULL)
    rg_targets_dialog_show (self);
}

static void
rg_targets_dialog_say (RgTargetsDialog *self, const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toasts, toast);
  rg_speak (GTK_WIDGET (self), text);
}

static void
rg_targets_dialog_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgTargetsDialog) self = data;
  g_autoptr (GError) error = NULL;
  GArray *targets = rg_store_read_targets_finish (RG_STORE (source), result, &error);

  if (targets == NULL)
    {
      g_autofree char *text = rg_error_text (error);

      rg_targets_dialog_say (self, text);
      return;
    }
  g_clear_pointer (&self->targets, g_array_unref);
  self->targets = targets;
  if (self->store != NULL)
    rg_targets_dialog_show (self);
}

static void
rg_targets_dialog_read (RgTargetsDialog *self)
{
  rg_store_read_targets_async (self->store, NULL, rg_targets_dialog_read_cb, g_object_ref (self));
}

static void
rg_targets_dialog_changed_cb (RgTargetsDialog *self, RgChanges *changes)
{
  if (rg_changes_touches (changes, "target"))
    rg_targets_dialog_read (self);
}

/* --- saving --- */

static void
rg_targets_dialog_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgTargetsDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gint64 action;

  if (!rg_store_write_finish (RG_STORE (source), result, &action, &error))
    text = rg_error_text (error);
  else if (action == 0 || self->store == NULL)
    return;
  else
    text = g_strdup (_("Target saved"));
  rg_targets_dialog_say (self, text);
}

static void
rg_targets_dialog_apply_cb (RgTargetsDialog *self, AdwEntryRow *row)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));
  RgTarget target = { rg_targets_dialog_get_location (self),
                      rg_targets_dialog_get_month (self, row), 0 };
  g_autoptr (GError) error = NULL;

  if (*text != '\0'
      && !rg_money_parse (text, rg_store_get_shop (self->store)->currency, &target.net_minor,
                          &error))
    {
      rg_field_refuse (GTK_WIDGET (row), NULL);
      rg_targets_dialog_say (self, error->message);
      return;
    }
  rg_field_accept (GTK_WIDGET (row));
  rg_store_set_target_async (self->store, &target, rg_targets_dialog_saved_cb,
                             g_object_ref (self));
}

/* --- making it --- */

static void
rg_targets_dialog_add_months (RgTargetsDialog *self, RgDay last_day)
{
  RgDay month = rg_day_add_months (rg_day_month_start (last_day), -1);

  for (guint i = 0; i < RG_TARGET_MONTHS; i++)
    {
      AdwEntryRow *row = ADW_ENTRY_ROW (adw_entry_row_new ());
      g_autofree char *name = rg_day_format_month (month);

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
      adw_entry_row_set_show_apply_button (row, TRUE);
      g_signal_connect_object (row, "apply", G_CALLBACK (rg_targets_dialog_apply_cb), self,
                               G_CONNECT_SWAPPED);
      adw_preferences_group_add (self->months_group, GTK_WIDGET (row));
      self->month_rows[i] = row;
      self->months[i] = month;
      month = rg_day_add_months (month, 1);
    }
}

static void
rg_targets_dialog_fill_locations (RgTargetsDialog *self, const RgNames *names, gint64 location)
{
  g_autoptr (GtkStringList) rows = gtk_string_list_new (NULL);
  gint64 whole = 0;
  guint selected = 0;

  gtk_string_list_append (rows, _("The Whole Shop"));
  g_array_append_val (self->locations, whole);
  for (guint i = 0; i < names->n; i++)
    {
      gtk_string_list_append (rows, names->name[i]);
      g_array_append_val (self->locations, names->id[i]);
      if (names->id[i] == location)
        selected = i + 1;
    }
  adw_combo_row_set_model (self->location_row, G_LIST_MODEL (rows));
  adw_combo_row_set_selected (self->location_row, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->location_row), names->n > 1);
}

static void
rg_targets_dialog_dispose (GObject *object)
{
  RgTargetsDialog *self = RG_TARGETS_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_TARGETS_DIALOG);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_targets_dialog_parent_class)->dispose (object);
}

static void
rg_targets_dialog_finalize (GObject *object)
{
  RgTargetsDialog *self = RG_TARGETS_DIALOG (object);

  g_array_unref (self->locations);
  g_clear_pointer (&self->targets, g_array_unref);
  G_OBJECT_CLASS (rg_targets_dialog_parent_class)->finalize (object);
}

static void
rg_targets_dialog_class_init (RgTargetsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_targets_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_targets_dialog_finalize;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/regulars/Regulars/ui/pages/rg-targets-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgTargetsDialog, every_row);
  gtk_widget_class_bind_template_child (widget_class, RgTargetsDialog, location_row);
  gtk_widget_class_bind_template_child (widget_class, RgTargetsDialog, months_group);
  gtk_widget_class_bind_template_child (widget_class, RgTargetsDialog, toasts);
  gtk_widget_class_bind_template_callback (widget_class, rg_targets_dialog_apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_targets_dialog_location_cb);
}

static void
rg_targets_dialog_init (RgTargetsDialog *self)
{
  self->locations = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
rg_targets_dialog_new (RgStore *store, gint64 location)
{
  RgTargetsDialog *self = g_object_new (RG_TYPE_TARGETS_DIALOG, NULL);
  g_autoptr (RgDataset) dataset = rg_store_get_dataset (store);

  rg_targets_dialog_add_months (self, dataset->last_day);
  rg_targets_dialog_fill_locations (self, &dataset->locations, location);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (rg_targets_dialog_changed_cb), self,
                           G_CONNECT_SWAPPED);
  rg_targets_dialog_read (self);
  return ADW_DIALOG (self);
}
