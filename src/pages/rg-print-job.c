/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Pages through the system's print dialog. */
#include "pages/rg-print-job.h"

#include "pages/rg-settings.h"

typedef struct
{
  RgPrintCount count;
  RgPageDraw draw;
  gpointer data;
  GDestroyNotify free_data;
  RgPrintDone done;
  gpointer user_data;
} RgPrintJob;

static gboolean
rg_print_job_paginate_cb (RgPrintJob *job, GtkPrintContext *context, GtkPrintOperation *operation)
{
  guint n_pages;

  if (!job->count (&n_pages, job->data))
    return FALSE;
  gtk_print_operation_set_n_pages (operation, (int) MAX (n_pages, 1));
  return TRUE;
}

static void
rg_print_job_draw_cb (RgPrintJob *job, GtkPrintContext *context, int page,
                      GtkPrintOperation *operation)
{
  job->draw (gtk_print_context_get_cairo_context (context), (guint) page, job->data);
}

/* What somebody chooses once for a printer; not which pages, how many, or into which file. */
static const char *const rg_print_kept[] = {
  GTK_PRINT_SETTINGS_PRINTER,   GTK_PRINT_SETTINGS_DEFAULT_SOURCE, GTK_PRINT_SETTINGS_QUALITY,
  GTK_PRINT_SETTINGS_USE_COLOR, GTK_PRINT_SETTINGS_DUPLEX,         GTK_PRINT_SETTINGS_OUTPUT_BIN,
};

static void
rg_print_job_keep (GtkPrintOperation *operation)
{
  GtkPrintSettings *settings = gtk_print_operation_get_print_settings (operation);
  g_autoptr (GSettings) kept = rg_settings_new ();
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; settings != NULL && i < G_N_ELEMENTS (rg_print_kept); i++)
    {
      const char *value = gtk_print_settings_get (settings, rg_print_kept[i]);

      if (value != NULL)
        g_key_file_set_string (file, "Print Settings", rg_print_kept[i], value);
    }
  text = g_key_file_to_data (file, NULL, NULL);
  g_settings_set_string (kept, "print-settings", text);
}

static void
rg_print_job_recall (GtkPrintOperation *operation)
{
  g_autoptr (GSettings) kept = rg_settings_new ();
  g_autofree char *text = g_settings_get_string (kept, "print-settings");
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GtkPrintSettings) settings = NULL;

  if (*text == '\0' || !g_key_file_load_from_data (file, text, (gsize) -1, G_KEY_FILE_NONE, NULL))
    return;
  settings = gtk_print_settings_new_from_key_file (file, NULL, NULL);
  if (settings != NULL)
    gtk_print_operation_set_print_settings (operation, settings);
}

static void
rg_print_job_done_cb (RgPrintJob *job, GtkPrintOperationResult result,
                      GtkPrintOperation *operation)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_print_operation_get_error (operation, &error);
  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    rg_print_job_keep (operation);
  job->done (result == GTK_PRINT_OPERATION_RESULT_APPLY, error, job->user_data);
}

static void
rg_print_job_free (gpointer data, GClosure *closure)
{
  RgPrintJob *job = data;

  job->free_data (job->data);
  g_free (job);
}

static GtkPageSetup *
rg_print_job_create_setup (const RgPaper *paper)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) size = gtk_paper_size_new (paper->name);

  gtk_page_setup_set_paper_size_and_default_margins (setup, size);
  return setup;
}

GtkPrintOperation *
rg_print_job_new (const char *name, const RgPaper *paper, RgPrintCount count, RgPageDraw draw,
                  gpointer data, GDestroyNotify free_data, RgPrintDone done, gpointer user_data)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = rg_print_job_create_setup (paper);
  RgPrintJob *job = g_new (RgPrintJob, 1);

  *job = (RgPrintJob) { count, draw, data, free_data, done, user_data };
  gtk_print_operation_set_default_page_setup (operation, setup);
  rg_print_job_recall (operation);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_show_progress (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_swapped (operation, "paginate", G_CALLBACK (rg_print_job_paginate_cb), job);
  g_signal_connect_swapped (operation, "draw-page", G_CALLBACK (rg_print_job_draw_cb), job);
  g_signal_connect_data (operation, "done", G_CALLBACK (rg_print_job_done_cb), job,
                         rg_print_job_free, G_CONNECT_SWAPPED);
  return operation;
}

void
rg_print_job_run (GtkWindow *parent, const char *name, const RgPaper *paper, RgPrintCount count,
                  RgPageDraw draw, gpointer data, GDestroyNotify free_data, RgPrintDone done,
                  gpointer user_data)
{
  g_autoptr (GtkPrintOperation) operation = rg_print_job_new (name, paper, count, draw, data,
                                                              free_data, done, user_data);

  /* A failure comes through `done` as well. */
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, NULL);
}
