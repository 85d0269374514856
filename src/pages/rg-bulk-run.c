/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The job of one thing done to many customers. */
#include "pages/rg-bulk-run.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-late-job.h"

typedef struct
{
  RgBulk *bulk;
  RgLateJob *late;
} RgBulkRun;

static double
rg_bulk_run_get_share (gpointer data)
{
  return rg_bulk_get_share (((RgBulkRun *) data)->bulk);
}

/* What the toast says, with those who could not go along. */
static char *
rg_bulk_run_dup_text (const RgBulkRun *run)
{
  const guint n_kept = rg_bulk_get_n_kept (run->bulk);
  g_autofree char *text = rg_bulk_dup_label (run->bulk);
  g_autofree char *kept = rg_number_format (n_kept);
  g_autofree char *stay = NULL;

  if (n_kept == 0)
    return g_steal_pointer (&text);
  /* Translators: %s is a number of customers who were not deleted. */
  stay = g_strdup_printf (P_ ("%s stays, with purchases or permissions",
                              "%s stay, with purchases or permissions", n_kept),
                          kept);
  /* Translators: two sentences: "12 Customers Deleted", and who stays. */
  return g_strdup_printf (_("%s. %s"), text, stay);
}

static void
rg_bulk_run_tell (const RgBulkRun *run, gint64 action, const GError *error)
{
  GtkWidget *window = rg_late_job_get_window (run->late);
  g_autofree char *text = NULL;

  if (window == NULL)
    return;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    text = g_strdup (_("Cancelled. Nothing was changed."));
  else if (error)
    text = rg_error_text (error);
  else if (action == 0)
    text = rg_bulk_get_n_kept (run->bulk) > 0
               ? g_strdup (_("Nobody was deleted: all of them have purchases or permissions"))
               : g_strdup (_("Nothing was different"));
  if (text)
    {
      gtk_widget_activate_action (window, "win.toast", "s", text);
      return;
    }
  text = rg_bulk_run_dup_text (run);
  gtk_widget_activate_action (window, "win.toast-undo", "(xs)", action, text);
}

static void
rg_bulk_run_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  RgBulkRun *run = data;
  g_autoptr (GError) error = NULL;
  gint64 action = 0;

  rg_store_write_finish (RG_STORE (source), result, &action, &error);
  rg_bulk_run_tell (run, action, error);
  rg_late_job_end (run->late);
  rg_bulk_free (run->bulk);
  g_free (run);
}

void
rg_bulk_run (RgStore *store, RgBulk *bulk, GtkWidget *widget)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  RgBulkRun *run = g_new0 (RgBulkRun, 1);

  run->bulk = bulk;
  run->late = rg_late_job_begin (widget, _("Changing customers"), cancellable,
                                 rg_bulk_run_get_share, run);
  rg_store_bulk_async (store, bulk, cancellable, rg_bulk_run_cb, run);
}
