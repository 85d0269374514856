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
