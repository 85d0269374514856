/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The dialog of a note or a call. */
#include "pages/rg-note-dialog.h"

#include "base/rg-i18n.h"
#include "pages/rg-toast.h"

struct _RgNoteDialog
{
  AdwDialog parent_instance;

  AdwBanner *banner;
  GtkWidget *save_button;
  GtkWidget *delete_button;
  GtkTextView *text_view;

  RgStore *store;
  RgNoteKind kind;
  gint64 id;       /* 0: a new one */
  gint64 customer; /* of a new one */
};

G_DEFINE_FINAL_TYPE (RgNoteDialog, rg_note_dialog, ADW_TYPE_DIALOG)

static char *
rg_note_dialog_dup_text (RgNoteDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

/* A call needs no words. */
static void
rg_note_dialog_changed_cb (RgNoteDialog *self)
{
  g_autofree char *text = rg_note_dialog_dup_text (self);

  adw_banner_set_revealed (self->banner, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "note.save",
                                 *text != '\0' || self->kind == RG_NOTE_CALL);
}

static void
rg_note_dialog_finish (RgNoteDialog *self, GAsyncResult *result, const char *done)
{
  if (!rg_toast_finish_dialog (ADW_DIALOG (self), self->banner, self->store, result, done))
    gtk_widget_action_set_enabled (GTK_WIDGET (self), "note.save", TRUE);
}

static void
rg_note_dialog_saved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgNoteDialog) self = RG_NOTE_DIALOG (data);

  rg_note_dialog_finish (self, result, self->kind == RG_NOTE ? _("Note saved") : _("Call saved"));
}

static void
rg_note_dialog_deleted_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgNoteDialog) self = RG_NOTE_DIALOG (data);

  rg_note_dialog_finish (self, result,
                         self->kind == RG_NOTE ? _("Note deleted") : _("Call deleted"));
}

static void
rg_note_dialog_save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgNoteDialog *self = RG_NOTE_DIALOG (widget);
  g_autofree char *text = rg_note_dialog_dup_text (self);

  gtk_widget_action_set_enabled (widget, "note.save", FALSE);
  if (self->id != 0)
    rg_store_edit_note_async (self->store, self->id, text, rg_note_dialog_saved_cb,
                              g_object_ref (self));
  else
    rg_store_add_note_async (self->store, self->customer, self->kind, text,
                             rg_note_dialog_saved_cb, g_object_ref (self));
}

static void
rg_note_dialog_delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgNoteDialog *self = RG_NOTE_DIALOG (widget);

  rg_store_delete_note_async (self->store, self->id, rg_note_dialog_deleted_cb,
                              g_object_ref (self));
}

static void
rg_note_dialog_cancel_cb (RgNoteDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* --- GObject --- */

static void
rg_note_dialog_dispose (GObject *object)
{
  RgNoteDialog *self = RG_NOTE_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_NOTE_DIALOG);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rg_note_dialog_parent_class)->dispose (object);
}

static void
rg_note_dialog_class_init (RgNoteDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_note_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-note-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgNoteDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, RgNoteDialog, delete_button);
  gtk_widget_class_bind_template_child (widget_class, RgNoteDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, RgNoteDialog, text_view);
  gtk_widget_class_bind_template_callback (widget_class, rg_note_dialog_cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_note_dialog_changed_cb);
  gtk_widget_class_install_action (widget_class, "note.save", NULL, rg_note_dialog_save_action);
  gtk_widget_class_install_action (widget_class, "note.delete", NULL,
                                   rg_note_dialog_delete_action);
}

static void
rg_note_dialog_init (RgNoteDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static RgNoteDialog *
rg_note_dialog_create (RgStore *store, RgNoteKind kind, const char *title)
{
  RgNoteDialog *self = g_object_new (RG_TYPE_NOTE_DIALOG, "title", title, NULL);

  self->store = g_object_ref (store);
  self->kind = kind;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text_view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return self;
}

AdwDialog *
rg_note_dialog_new (RgStore *store, gint64 customer, RgNoteKind kind)
{
  RgNoteDialog *self = rg_note_dialog_create (
      store, kind, kind == RG_NOTE ? _("New Note") : _("New Call"));

  self->customer = customer;
  gtk_widget_set_visible (self->delete_button, FALSE);
  rg_note_dialog_changed_cb (self);
  return ADW_DIALOG (self);
}

AdwDialog *
rg_note_dialog_new_edit (RgStore *store, gint64 id, RgNoteKind kind, const char *text)
{
  RgNoteDialog *self = rg_note_dialog_create (store, kind, kind == RG_NOTE ? _("Note") : _("Call"));

  self->id = id;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), text, -1);
  rg_note_dialog_changed_cb (self);
  return ADW_DIALOG (self);
}
