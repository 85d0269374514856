/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The sender on letters. */
#include "pages/rg-sender-dialog.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "store/rg-store-shop.h"
#include "widgets/rg-speak.h"

struct _RgSenderDialog
{
  AdwDialog parent_instance;

  AdwBanner *banner;
  GtkTextBuffer *buffer;
  GtkWidget *text_view;
  GtkWidget *save_button;

  RgStore *store;
};

G_DEFINE_FINAL_TYPE (RgSenderDialog, rg_sender_dialog, ADW_TYPE_DIALOG)

static char *
rg_sender_dialog_dup_text (RgSenderDialog *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE));
}

static void
rg_sender_dialog_changed_cb (RgSenderDialog *self)
{
  g_autofree char *text = rg_sender_dialog_dup_text (self);

  gtk_widget_set_sensitive (self->save_button, *text != '\0');
}

static void
rg_sender_dialog_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgSenderDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (rg_store_write_finish (RG_STORE (source), result, NULL, &error))
    {
      adw_dialog_close (ADW_DIALOG (self));
      return;
    }
  text = rg_error_text (error);
  rg_speak_banner (self->banner, text);
  gtk_widget_set_sensitive (self->save_button, TRUE);
}

static void
rg_sender_dialog_save_cb (RgSenderDialog *self)
{
  g_autoptr (RgShop) shop = rg_shop_copy (rg_store_get_shop (self->store));

  g_free (shop->address);
  shop->address = rg_sender_dialog_dup_text (self);
  gtk_widget_set_sensitive (self->save_button, FALSE);
  rg_store_save_shop_async (self->store, shop, rg_sender_dialog_saved_cb, g_object_ref (self));
}

static void
rg_sender_dialog_cancel_cb (RgSenderDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
rg_sender_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_SENDER_DIALOG);
  g_clear_object (&RG_SENDER_DIALOG (object)->store);
  G_OBJECT_CLASS (rg_sender_dialog_parent_class)->dispose (object);
}

static void
rg_sender_dialog_class_init (RgSenderDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rg_sender_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-sender-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RgSenderDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, RgSenderDialog, buffer);
  gtk_widget_class_bind_template_child (widget_class, RgSenderDialog, text_view);
  gtk_widget_class_bind_template_child (widget_class, RgSenderDialog, save_button);
  gtk_widget_class_bind_template_callback (widget_class, rg_sender_dialog_cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_sender_dialog_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, rg_sender_dialog_save_cb);
}

static void
rg_sender_dialog_init (RgSenderDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
rg_sender_dialog_new (RgStore *store)
{
  RgSenderDialog *self = g_object_new (RG_TYPE_SENDER_DIALOG, NULL);
  const RgShop *shop = rg_store_get_shop (store);
  g_autofree char *first = g_strdup_printf ("%s\n", shop->name);

  self->store = g_object_ref (store);
  gtk_text_buffer_set_text (self->buffer, *shop->address ? shop->address : first, -1);
  return ADW_DIALOG (self);
}

void
rg_sender_show (AdwActionRow *row, GtkButton *button, const RgShop *shop)
{
  g_auto (GStrv) lines = g_strsplit (shop->address, "\n", -1);
  g_autofree char *address = g_strjoinv (", ", lines);
  const gboolean known = *shop->address != '\0';

  adw_action_row_set_subtitle (
      row, known ? address : _("Your address is not known yet. It stands on top of each letter."));
  gtk_button_set_label (button, known ? _("_Change…") : _("_Add Address…"));
}
