/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The address is text in lines, as the shop's own is; a switch says that it is a web shop. */
#include "pages/rg-location-dialog.h"

#include "base/rg-i18n.h"
#include "pages/rg-toast.h"

struct _RgLocationDialog
{
  AdwDialog parent_instance;

  AdwBanner *banner;
  GtkButton *cancel_button;
  GtkWidget *save_button;
  GtkTextView *address_view;
  AdwSwitchRow *online_row;

  RgStore *store;
  gint64 id;
};

G_DEFINE_FINAL_TYPE (RgLocationDialog, rg_location_dialog, ADW_TYPE_DIALOG)

static void
rg_location_dialog_saved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgLocationDialog) self = RG_LOCATION_DIALOG (data);

  if (!rg_toast_finish_dialog (ADW_DIALOG (self), self->banner, self->store, result,
                               _("Location saved")))
    gtk_widget_set_sensitive (self->save_button, TRUE);
}

static void
rg_location_dialog_save_cb (RgLocationDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->address_view);
  const gboolean online = adw_switch_row_get_active (self->online_row);
  g_autofree char *address = NULL;
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  address = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  gtk_widget_set_sensitive (self->save_button, FALSE);
  rg_store_edit_location_async (self->store, self->id, address, &online,
                                rg_location_dialog_saved_cb, g_object_ref (self));
}

static void
rg_location_dialog_cancel_cb (RgLocationDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* --- GObject --- */

static void
rg_location_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_LOCATION_DIALOG);
  g_clear_object (&RG_LOCATION_DIALOG (object)->store);
  G_OBJECT_CLASS (rg_location_dialog_parent_class)->dispose (object);
}

static void
rg_location_dialog_class_init (RgLocationDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_location_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-location-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgLocationDialog, address_view);
  gtk_widget_class_bind_template_child (widget_class, RgLocationDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, RgLocationDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, RgLocationDialog, online_row);
  gtk_widget_class_bind_template_child (widget_class, RgLocationDialog, save_button);
  gtk_widget_class_bind_template_callback (widget_class, rg_location_dialog_cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_location_dialog_save_cb);
}

static void
rg_location_dialog_init (RgLocationDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
rg_location_dialog_new (RgStore *store, const RgLocation *location)
{
  RgLocationDialog *self = g_object_new (RG_TYPE_LOCATION_DIALOG, NULL);
  const gboolean can_write = !rg_store_is_read_only (store);

  self->store = g_object_ref (store);
  self->id = location->id;
  adw_dialog_set_title (ADW_DIALOG (self), location->name);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->address_view), location->address, -1);
  gtk_text_view_set_editable (self->address_view, can_write);
  adw_switch_row_set_active (self->online_row, location->online);
  gtk_widget_set_sensitive (GTK_WIDGET (self->online_row), can_write);
  gtk_widget_set_visible (self->save_button, can_write);
  if (!can_write)
    gtk_button_set_label (self->cancel_button, _("_Close"));
  return ADW_DIALOG (self);
}
