/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The job of one thing done to many customers. */
#include "pages/rg-bulk-run.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "model/rg-job.h"

#define LOOKS_A_SECOND 10 /* how often the bar looks at how far it is */

typedef struct
{
  RgBulk *bulk;
  GtkWidget *window;
  RgJob *job;
  gboolean shown;
  guint look;
} RgBulkRun;

static void
rg_bulk_run_free (RgBulkRun *run)
{
  g_clear_handle_id (&run->look, g_source_remove);
  g_clear_weak_pointer (&run->window);
  rg_bulk_free (run->bulk);
  g_object_unref (run->job);
  g_free (run);
}

static gboolean
rg_bulk_run_look_cb (gpointer data)
{
  RgBulkRun *run = data;

  /* What is done within a glance needs no bar. */
  if (run->window && !run->shown)
    g_object_set (run->window, "job", run->job, NULL);
  run->shown = TRUE;
  rg_job_set_fraction (run->job, rg_bulk_get_share (run->bulk));
  return G_SOURCE_CONTINUE;
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
  g_autofree char *text = NULL;

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
      gtk_widget_activate_action (run->window, "win.toast", "s", text);
      return;
    }
  text = rg_bulk_run_dup_text (run);
  gtk_widget_activate_action (run->window, "win.toast-undo", "(xs)", action, text);
}

static void
rg_bulk_run_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  RgBulkRun *run = data;
  g_autoptr (GError) error = NULL;
  gint64 action = 0;

  rg_store_write_finish (RG_STORE (source), result, &action, &error);
  rg_job_end (run->job);
  if (run->window)
    rg_bulk_run_tell (run, action, error);
  rg_bulk_run_free (run);
}

void
rg_bulk_run (RgStore *store, RgBulk *bulk, GtkWidget *widget)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  RgBulkRun *run = g_new0 (RgBulkRun, 1);

  run->bulk = bulk;
  run->job = rg_job_new (_("Changing customers"), cancellable);
  g_set_weak_pointer (&run->window, GTK_WIDGET (gtk_widget_get_root (widget)));
  run->look = g_timeout_add (1000 / LOOKS_A_SECOND, rg_bulk_run_look_cb, run);
  rg_store_bulk_async (store, bulk, cancellable, rg_bulk_run_cb, run);
}
