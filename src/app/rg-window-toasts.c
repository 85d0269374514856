/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the window says for a moment: on top of what is open, above the bar of the page, and aloud
 * for those who do not see it. */
#include "app/rg-window.h"

#include "widgets/rg-speak.h"

/* Of the page in sight and what holds it, the view with the highest bar below; NULL: none. */
static AdwToolbarView *
rg_window_find_bar (GtkWidget *widget)
{
  AdwToolbarView *found = ADW_IS_TOOLBAR_VIEW (widget) ? ADW_TOOLBAR_VIEW (widget) : NULL;
  GtkWidget *child;

  for (child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      AdwToolbarView *below = gtk_widget_get_mapped (child) ? rg_window_find_bar (child) : NULL;

      if (below && (!found || adw_toolbar_view_get_bottom_bar_height (below) >
                                  adw_toolbar_view_get_bottom_bar_height (found)))
        found = below;
    }
  return found;
}

/* Toasts float over the lower end of the window, where a page may have its bar, which may come and
 * go while the toast is shown. */
static void
rg_window_lift_toast (GtkWidget *toasts)
{
  GtkWidget *shown = gtk_widget_get_last_child (toasts);
  AdwToolbarView *bar = rg_window_find_bar (toasts);

  if (bar && g_str_equal (gtk_widget_get_css_name (shown), "toast"))
    g_object_bind_property (bar, "bottom-bar-height", shown, "margin-bottom",
                            G_BINDING_SYNC_CREATE);
}

/* Undo takes back what was done last: an older offer does not stand before it, wherever it is
 * shown. */
static void
rg_window_dismiss_last (RgWindow *self, AdwToast *toast)
{
  AdwToast *last = g_object_get_data (G_OBJECT (self), "rg-last-toast");

  if (last)
    adw_toast_dismiss (last);
  g_object_set_data_full (G_OBJECT (self), "rg-last-toast", g_object_ref (toast), g_object_unref);
}

/* Preferences lie over the window's own toasts, also while a dialog of theirs is being closed. */
static AdwDialog *
rg_window_find_preferences (RgWindow *self)
{
  g_autoptr (GListModel) dialogs =
    adw_application_window_get_dialogs (ADW_APPLICATION_WINDOW (self));

  for (guint i = 0; i < g_list_model_get_n_items (dialogs); i++)
    {
      g_autoptr (AdwDialog) dialog = g_list_model_get_item (dialogs, i);

      if (ADW_IS_PREFERENCES_DIALOG (dialog))
        return dialog;
    }
  return NULL;
}

void
rg_window_add_toast (RgWindow *self, AdwToast *toast)
{
  AdwToastOverlay *toasts;
  AdwDialog *dialog;

  g_return_if_fail (RG_IS_WINDOW (self));

  toasts = rg_window_get_toasts (self);
  dialog = rg_window_find_preferences (self);
  rg_speak (GTK_WIDGET (self), adw_toast_get_title (toast));
  rg_window_dismiss_last (self, toast);
  if (dialog)
    {
      adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (dialog), toast);
      return;
    }
  adw_toast_overlay_add_toast (toasts, toast);
  rg_window_lift_toast (GTK_WIDGET (toasts));
}
