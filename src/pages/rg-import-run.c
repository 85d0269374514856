/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The import itself, beside whatever the person does meanwhile. */
#include "pages/rg-import-run.h"

#include <adwaita.h>

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "model/rg-job.h"

#define LOOKS_A_SECOND 10 /* how often the bar looks at how far the import is */

typedef struct {
  RgImportBatch *batch;
  RgImportSummary summary;
  GWeakRef window;
  RgJob *job;
  gint permille; /* atomic: written by the writer thread */
  guint look;
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  g_clear_handle_id (&run->look, g_source_remove);
  g_weak_ref_clear (&run->window);
  rg_import_batch_free (run->batch);
  g_object_unref (run->job);
  g_free (run);
}

static void
note_progress (double share, gpointer data)
{
  g_atomic_int_set (&((Run *) data)->permille, (gint) (share * 1000));
}

static gboolean
look_cb (gpointer data)
{
  Run *run = data;

  rg_job_set_fraction (run->job, g_atomic_int_get (&run->permille) / 1000.0);
  return G_SOURCE_CONTINUE;
}

static void
import_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Run *run = data;
  GError *error = NULL;

  if (rg_store_import_sync (source, run->batch, note_progress, run, cancellable, &run->summary,
                            &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
show_failure (GtkWidget *window, const GError *error)
{
  g_autofree char *text = rg_error_text (error);
  AdwDialog *dialog;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      gtk_widget_activate_action (window, "win.toast", "s",
                                  _("The import was cancelled. Nothing was changed."));
      return;
    }
  dialog = adw_alert_dialog_new (_("The File Was Not Imported"), text);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_dialog_present (dialog, window);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Run *run = g_task_get_task_data (G_TASK (result));
  g_autoptr (GtkWidget) window = g_weak_ref_get (&run->window);
  g_autoptr (GError) error = NULL;
  g_autofree char *counts = NULL, *text = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  g_clear_handle_id (&run->look, g_source_remove);
  rg_job_end (run->job);
  if (window == NULL)
    return;
  if (!done)
    {
      show_failure (window, error);
      return;
    }
  if (run->summary.action_id == 0)
    {
      gtk_widget_activate_action (window, "win.toast", "s",
                                  _("Everything in the file was known already"));
      return;
    }
  counts = rg_import_summary_dup_counts (&run->summary);
  /* Translators: %s is what came out of a file: "12 new customers, 4,371 updated". */
  text = g_strdup_printf (_("Imported: %s"), counts);
  gtk_widget_activate_action (window, "win.toast-undo", "(xs)", run->summary.action_id, text);
}

void
rg_import_run (RgStore *store, RgImportBatch *batch, GtkWidget *window)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GTask) task = g_task_new (store, cancellable, imported_cb, NULL);
  /* Translators: %s is a file's name. */
  g_autofree char *label = g_strdup_printf (_("Importing %s"), batch->file_name);
  Run *run = g_new0 (Run, 1);

  run->batch = batch;
  run->job = rg_job_new (label, cancellable);
  g_weak_ref_init (&run->window, window);
  run->look = g_timeout_add (1000 / LOOKS_A_SECOND, look_cb, run);
  g_object_set (window, "job", run->job, NULL);
  /* Saved is saved, also where somebody cancels between the commit and the answer. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, run, run_free);
  g_task_run_in_thread (task, import_in_thread);
}
