/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What waits on Today, told from every page: new files of the till, looked for when the window gets
 * the focus, and tasks and tickets that are due. The sidebar has the number; a file that was just
 * found has a toast where Today is not in sight. */
#include "app/rg-window.h"

#include "base/rg-i18n.h"
#include "pages/rg-new-files.h"
#include "store/rg-store-due.h"

typedef struct {
  RgWindow *window;
  RgStore *store;
  RgNewFiles *files; /* the store's */
  GCancellable *reading;
  guint n_due;
} RgWaiting;

/* --- the number beside Today --- */

static void
rg_waiting_show (RgWaiting *self)
{
  const GPtrArray *files = self->files ? rg_new_files_get_files (self->files) : NULL;

  rg_window_set_waiting (self->window, self->n_due + (files ? files->len : 0));
}

static void
rg_waiting_counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RgDueList) due = rg_store_read_due_finish (RG_STORE (source), result, &error);
  RgWaiting *self = data;

  /* Then there is no `self` any more, or another shop is open. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->n_due = due ? rg_due_list_count (due) : 0;
  rg_waiting_show (self);
}

static void
rg_waiting_count (RgWaiting *self)
{
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (rg_store_get_shop (self->store));

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  rg_store_read_due_async (self->store, rg_day_today (zone), self->reading, rg_waiting_counted_cb,
                           self);
}

static void
rg_waiting_changed_cb (RgStore *store, RgChanges *changes, RgWaiting *self)
{
  if (rg_changes_touches (changes, "task") || rg_changes_touches (changes, "ticket"))
    rg_waiting_count (self);
}

/* --- new files --- */

static gboolean
rg_waiting_sees_today (RgWaiting *self)
{
  AdwNavigationPage *page = rg_window_get_visible_page (self->window);

  return page && g_strcmp0 (adw_navigation_page_get_tag (page), "today") == 0;
}

static void
rg_waiting_looked_cb (RgNewFiles *files, RgWaiting *self)
{
  const guint n = rg_new_files_take_untold (files);
  g_autofree char *text = NULL;
  AdwToast *toast;

  rg_waiting_show (self);
  if (n == 0 || rg_waiting_sees_today (self))
    return;
  text = g_strdup_printf (P_("%u new file to import", "%u new files to import", n), n);
  toast = adw_toast_new (text);
  adw_toast_set_button_label (toast, _("Show"));
  adw_toast_set_action_name (toast, "win.show-place");
  adw_toast_set_action_target_value (toast, g_variant_new_string ("today"));
  rg_window_add_toast (self->window, toast);
}

static void
rg_waiting_imported_cb (RgNewFiles *files, guint n, gint64 action, RgWaiting *self)
{
  g_autofree char *text = g_strdup_printf (P_("%u new file imported", "%u new files imported", n),
                                           n);

  /* Several are taken back one by one, in History. */
  if (n == 1)
    gtk_widget_activate_action (GTK_WIDGET (self->window), "win.toast-undo", "(xs)", action, text);
  else
    gtk_widget_activate_action (GTK_WIDGET (self->window), "win.toast", "s", text);
}

/* On another day other things are due, too. */
static void
rg_waiting_active_cb (GtkWindow *window, GParamSpec *pspec, RgWaiting *self)
{
  if (!gtk_window_is_active (window) || !self->store)
    return;
  rg_new_files_look (self->files);
  rg_waiting_count (self);
}

/* --- the shop that is open --- */

static void
rg_waiting_leave (RgWaiting *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->n_due = 0;
  if (!self->store)
    return;
  g_signal_handlers_disconnect_by_data (self->store, self);
  g_signal_handlers_disconnect_by_data (self->files, self);
  rg_new_files_stop (self->files);
  self->files = NULL;
  g_clear_object (&self->store);
}

static void
rg_waiting_store_cb (RgWindow *window, GParamSpec *pspec, RgWaiting *self)
{
  rg_waiting_leave (self);
  g_set_object (&self->store, rg_window_get_store (window));
  if (!self->store)
    return;
  self->files = rg_new_files_get (self->store);
  g_signal_connect (self->files, "looked", G_CALLBACK (rg_waiting_looked_cb), self);
  g_signal_connect (self->files, "imported", G_CALLBACK (rg_waiting_imported_cb), self);
  g_signal_connect (self->store, "changed", G_CALLBACK (rg_waiting_changed_cb), self);
  rg_waiting_count (self);
}

static void
rg_waiting_free (RgWaiting *self)
{
  rg_waiting_leave (self);
  g_free (self);
}

void
rg_window_add_waiting (RgWindow *window)
{
  RgWaiting *self = g_new0 (RgWaiting, 1);

  self->window = window;
  g_object_set_data_full (G_OBJECT (window), "rg-waiting", self, (GDestroyNotify) rg_waiting_free);
  g_signal_connect (window, "notify::store", G_CALLBACK (rg_waiting_store_cb), self);
  g_signal_connect (window, "notify::is-active", G_CALLBACK (rg_waiting_active_cb), self);
}
