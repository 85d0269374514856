/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The dialog of a range of card numbers. */
#include "pages/rg-card-range-dialog.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "store/rg-store-cards.h"
#include "widgets/rg-field.h"

struct _RgCardRangeDialog
{
  AdwDialog parent_instance;

  AdwPreferencesGroup *group;
  AdwEntryRow *first_row;
  AdwEntryRow *last_row;
  AdwSwitchRow *check_row;
  GtkWidget *save_button;

  RgStore *store;
};

G_DEFINE_FINAL_TYPE (RgCardRangeDialog, rg_card_range_dialog, ADW_TYPE_DIALOG)

static void
rg_card_range_dialog_say (RgCardRangeDialog *self, const char *text)
{
  adw_preferences_group_set_description (self->group, text);
  gtk_widget_add_css_class (GTK_WIDGET (self->group), "rg-refused");
  rg_field_refuse (GTK_WIDGET (self->first_row), text);
  gtk_widget_grab_focus (GTK_WIDGET (self->first_row));
}

static void
rg_card_range_dialog_changed_cb (RgCardRangeDialog *self)
{
  adw_preferences_group_set_description (self->group, NULL);
  gtk_widget_remove_css_class (GTK_WIDGET (self->group), "rg-refused");
  rg_field_accept (GTK_WIDGET (self->first_row));
}

static void
rg_card_range_dialog_saved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgCardRangeDialog) self = RG_CARD_RANGE_DIALOG (data);
  g_autoptr (GError) error = NULL;
  gint64 action;

  gtk_widget_set_sensitive (self->save_button, TRUE);
  if (!rg_store_write_finish (RG_STORE (object), result, &action, &error))
    {
      g_autofree char *text = rg_error_text (error);

      rg_card_range_dialog_say (self, text);
      return;
    }
  if (action != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast-undo", "(xs)", action,
                                _("Card numbers added"));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
rg_card_range_dialog_save_cb (RgCardRangeDialog *self)
{
  gtk_widget_set_sensitive (self->save_button, FALSE);
  rg_store_add_card_range_async (self->store,
                                 gtk_editable_get_text (GTK_EDITABLE (self->first_row)),
                                 gtk_editable_get_text (GTK_EDITABLE (self->last_row)),
                                 adw_switch_row_get_active (self->check_row),
                                 rg_card_range_dialog_saved_cb, g_object_ref (self));
}

static void
rg_card_range_dialog_cancel_cb (RgCardRangeDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
rg_card_range_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_CARD_RANGE_DIALOG);
  g_clear_object (&RG_CARD_RANGE_DIALOG (object)->store);
  G_OBJECT_CLASS (rg_card_range_dialog_parent_class)->dispose (object);
}

static void
rg_card_range_dialog_class_init (RgCardRangeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_card_range_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-card-range-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgCardRangeDialog, check_row);
  gtk_widget_class_bind_template_child (widget_class, RgCardRangeDialog, first_row);
  gtk_widget_class_bind_template_child (widget_class, RgCardRangeDialog, group);
  gtk_widget_class_bind_template_child (widget_class, RgCardRangeDialog, last_row);
  gtk_widget_class_bind_template_child (widget_class, RgCardRangeDialog, save_button);
  gtk_widget_class_bind_template_callback (widget_class, rg_card_range_dialog_cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_card_range_dialog_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_card_range_dialog_save_cb);
}

static void
rg_card_range_dialog_init (RgCardRangeDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
rg_card_range_dialog_new (RgStore *store)
{
  RgCardRangeDialog *self = g_object_new (RG_TYPE_CARD_RANGE_DIALOG, NULL);

  self->store = g_object_ref (store);
  return ADW_DIALOG (self);
}
