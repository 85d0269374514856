/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the window says when a change has been saved, or could not be. */
#include "pages/rg-toast.h"

#include "base/rg-error-text.h"
#include "widgets/rg-speak.h"

void
rg_toast_finish_write (GtkWidget *widget, RgStore *store, GAsyncResult *result, const char *text)
{
  g_autoptr (GError) error = NULL;
  gint64 action;

  if (!rg_store_write_finish (store, result, &action, &error))
    {
      g_autofree char *sentence = rg_error_text (error);

      gtk_widget_activate_action (widget, "win.toast", "s", sentence);
    }
  else if (action != 0)
    gtk_widget_activate_action (widget, "win.toast-undo", "(xs)", action, text);
}

struct _RgToastWrite
{
  GtkWidget *root;
  char *text;
};

RgToastWrite *
rg_toast_write_new (GtkWidget *widget, const char *text)
{
  RgToastWrite *write = g_new0 (RgToastWrite, 1);

  write->root = g_object_ref (GTK_WIDGET (gtk_widget_get_root (widget)));
  write->text = g_strdup (text);
  return write;
}

void
rg_toast_written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree RgToastWrite *write = data;
  g_autoptr (GtkWidget) root = write->root;
  g_autofree char *text = write->text;

  rg_toast_finish_write (root, RG_STORE (source), result, text);
}

gboolean
rg_toast_finish_dialog (AdwDialog *dialog, AdwBanner *banner, RgStore *store, GAsyncResult *result,
                        const char *text)
{
  g_autoptr (GError) error = NULL;
  gint64 action;

  if (!rg_store_write_finish (store, result, &action, &error))
    {
      g_autofree char *sentence = rg_error_text (error);

      rg_speak_banner (banner, sentence);
      return FALSE;
    }
  if (action != 0)
    gtk_widget_activate_action (GTK_WIDGET (dialog), "win.toast-undo", "(xs)", action, text);
  adw_dialog_close (dialog);
  return TRUE;
}
