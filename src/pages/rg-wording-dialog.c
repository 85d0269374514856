/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One version of the permission form. */
#include "pages/rg-wording-dialog.h"

#include "base/rg-i18n.h"
#include "pages/rg-toast.h"

struct _RgWordingDialog
{
  AdwDialog parent_instance;

  AdwBanner *banner;
  GtkButton *cancel_button;
  GtkWidget *save_button;
  GtkWidget *used_group;
  AdwEntryRow *version_row;
  GtkTextView *text_view;
  GtkTextView *benefits_view;
  GtkWidget *delete_group;

  RgStore *store;
  RgWording *wording;
};

G_DEFINE_FINAL_TYPE (RgWordingDialog, rg_wording_dialog, ADW_TYPE_DIALOG)

static char *
rg_wording_dialog_dup_text (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

static void
rg_wording_dialog_saved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgWordingDialog) self = RG_WORDING_DIALOG (data);

  if (!rg_toast_finish_dialog (ADW_DIALOG (self), self->banner, self->store, result,
                               _("Permission form saved")))
    gtk_widget_set_sensitive (self->save_button, TRUE);
}

static void
rg_wording_dialog_save_cb (RgWordingDialog *self)
{
  gtk_widget_set_sensitive (self->save_button, FALSE);
  g_set_str (&self->wording->version, gtk_editable_get_text (GTK_EDITABLE (self->version_row)));
  g_free (self->wording->text);
  self->wording->text = rg_wording_dialog_dup_text (self->text_view);
  g_free (self->wording->benefits);
  self->wording->benefits = rg_wording_dialog_dup_text (self->benefits_view);
  rg_store_save_wording_async (self->store, self->wording, rg_wording_dialog_saved_cb,
                               g_object_ref (self));
}

static void
rg_wording_dialog_deleted_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgWordingDialog) self = RG_WORDING_DIALOG (data);

  rg_toast_finish_dialog (ADW_DIALOG (self), self->banner, self->store, result,
                          _("Permission form deleted"));
}

static void
rg_wording_dialog_delete_cb (RgWordingDialog *self)
{
  rg_store_delete_wording_async (self->store, self->wording->id, rg_wording_dialog_deleted_cb,
                                 g_object_ref (self));
}

static void
rg_wording_dialog_cancel_cb (RgWordingDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
rg_wording_dialog_fill (RgWordingDialog *self)
{
  const gboolean can_write = !rg_wording_is_used (self->wording)
                             && !rg_store_is_read_only (self->store);

  gtk_editable_set_text (GTK_EDITABLE (self->version_row), self->wording->version);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), self->wording->text, -1);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->benefits_view),
                            self->wording->benefits, -1);
  gtk_editable_set_editable (GTK_EDITABLE (self->version_row), can_write);
  gtk_text_view_set_editable (self->text_view, can_write);
  gtk_text_view_set_editable (self->benefits_view, can_write);
  gtk_widget_set_visible (self->used_group, rg_wording_is_used (self->wording));
  gtk_widget_set_visible (self->save_button, can_write);
  gtk_widget_set_visible (self->delete_group, can_write && self->wording->id != 0);
  if (!can_write)
    gtk_button_set_label (self->cancel_button, _("_Close"));
}

/* --- GObject --- */

static void
rg_wording_dialog_dispose (GObject *object)
{
  RgWordingDialog *self = RG_WORDING_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_WORDING_DIALOG);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_wording_dialog_parent_class)->dispose (object);
}

static void
rg_wording_dialog_finalize (GObject *object)
{
  g_clear_pointer (&RG_WORDING_DIALOG (object)->wording, rg_wording_free);
  G_OBJECT_CLASS (rg_wording_dialog_parent_class)->finalize (object);
}

static void
rg_wording_dialog_class_init (RgWordingDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_wording_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_wording_dialog_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-wording-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgWordingDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, RgWordingDialog, benefits_view);
  gtk_widget_class_bind_template_child (widget_class, RgWordingDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, RgWordingDialog, delete_group);
  gtk_widget_class_bind_template_child (widget_class, RgWordingDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, RgWordingDialog, text_view);
  gtk_widget_class_bind_template_child (widget_class, RgWordingDialog, used_group);
  gtk_widget_class_bind_template_child (widget_class, RgWordingDialog, version_row);
  gtk_widget_class_bind_template_callback (widget_class, rg_wording_dialog_cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_wording_dialog_delete_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_wording_dialog_save_cb);
}

static void
rg_wording_dialog_init (RgWordingDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
rg_wording_dialog_new (RgStore *store, const RgWording *wording)
{
  RgWordingDialog *self = g_object_new (RG_TYPE_WORDING_DIALOG, NULL);

  self->store = g_object_ref (store);
  self->wording = rg_wording_copy (wording);
  rg_wording_dialog_fill (self);
  return ADW_DIALOG (self);
}
