/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Print and Send: paper and files. First whoever withdrew is dropped, then it is written, and then
 * noted. */
#include "pages/rg-campaign-output-page-private.h"

#include <string.h>

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-late-job.h"
#include "pages/rg-print-job.h"
#include "store/rg-campaign-request.h"
#include "transfer/rg-campaign-export.h"

/* People who are looked at before the main loop runs again. */
#define RG_OUTPUT_AT_ONCE 8

static const char *const rg_output_layouts[] = {
  "page.export-sms",
  "page.export-brevo",
  "page.export-mailchimp",
};

typedef enum {
  RG_OUTPUT_PRINT,
  RG_OUTPUT_PDF,
} RgOutputKind;

/* One way out, from the press of the button to the note. */
typedef struct
{
  RgCampaignOutputPage *page;
  RgOutputKind kind;
  RgOutputForm form;
  RgCampaignLayout layout;
  char *path;
  RgSheets *sheets;
  RgCampaignPieces *pieces; /* owned by the sheets */
  guint n_pieces;
  gint64 n_skipped;
  GCancellable *cancellable;
  RgLateJob *late;
} RgOutput;

static void
rg_output_free (gpointer data)
{
  RgOutput *output = data;

  g_clear_pointer (&output->sheets, rg_sheets_free);
  g_clear_object (&output->page);
  g_clear_object (&output->cancellable);
  g_free (output->path);
  g_free (output);
}

static void
rg_output_noted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgCampaignOutputPage) self = data;
  g_autoptr (GError) error = NULL;
  RgCampaignRequest *request = rg_campaign_request_finish (RG_STORE (source), result, &error);

  if (request != NULL)
    rg_campaign_output_page_say (self, rg_campaign_request_get_label (request));
  else
    rg_campaign_output_page_say_error (self, error);
}

static void
rg_output_note (RgOutput *output)
{
  RgCampaignStep *step = RG_CAMPAIGN_STEP (output->page);
  const gboolean printed = output->kind == RG_OUTPUT_PRINT;

  rg_campaign_step_run_async (
      step,
      rg_campaign_request_note_sheets (rg_campaign_step_get_id (step), output->form, printed,
                                       output->n_pieces),
      rg_output_noted_cb, g_object_ref (step));
  if (printed && output->form == RG_OUTPUT_LABELS)
    rg_campaign_output_page_used_labels (output->page, output->n_pieces);
}

static void
rg_output_printed_cb (gboolean printed, const GError *error, gpointer data)
{
  RgOutput *output = data;

  if (rg_campaign_step_is_gone (RG_CAMPAIGN_STEP (output->page)))
    return;
  if (error == NULL)
    error = rg_campaign_pieces_get_error (output->pieces);
  if (error != NULL)
    rg_campaign_output_page_say_error (output->page, error);
  else if (printed)
    rg_output_note (output);
  rg_campaign_output_page_set_busy (output->page, FALSE);
}

static gboolean
rg_output_count (guint *n_pages, gpointer data)
{
  RgOutput *output = data;
  const gboolean all = rg_sheets_paginate (output->sheets, RG_OUTPUT_AT_ONCE);

  *n_pages = rg_sheets_get_n_pages (output->sheets);
  return all;
}

static void
rg_output_draw (cairo_t *cr, guint page, gpointer data)
{
  rg_sheets_draw_page (((RgOutput *) data)->sheets, cr, page);
}

static double
rg_output_get_share (gpointer data)
{
  return rg_sheets_get_progress (((RgOutput *) data)->sheets);
}

static void
rg_output_write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RgOutput *output = data;
  GError *error = NULL;

  if (rg_sheets_write_pdf (output->sheets, output->path, cancellable, &error)
      && rg_campaign_pieces_get_error (output->pieces) != NULL)
    error = g_error_copy (rg_campaign_pieces_get_error (output->pieces));
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
rg_output_written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  RgOutput *output = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean written = g_task_propagate_boolean (G_TASK (result), &error);

  rg_late_job_end (output->late);
  if (rg_campaign_step_is_gone (RG_CAMPAIGN_STEP (output->page)))
    return;
  if (written)
    rg_output_note (output);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rg_campaign_output_page_say (output->page, _("Stopped. No file was written."));
  else
    rg_campaign_output_page_say_error (output->page, error);
  rg_campaign_output_page_set_busy (output->page, FALSE);
}

static void
rg_output_write (RgOutput *output)
{
  g_autoptr (GTask) task = NULL;

  output->cancellable = g_cancellable_new ();
  /* What is written stays even where it is stopped a moment later. */
  task = g_task_new (NULL, output->cancellable, rg_output_written_cb, NULL);
  g_task_set_check_cancellable (task, FALSE);
  output->late = rg_late_job_begin (GTK_WIDGET (output->page), _("Writing Pages"),
                                    output->cancellable, rg_output_get_share, output);
  g_task_set_task_data (task, output, rg_output_free);
  g_task_run_in_thread (task, rg_output_write_in_thread);
}

/* The list as it is now: nobody is in it who withdrew. */
static void
rg_output_begun_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  RgOutput *output = data;
  RgCampaignOutputPage *self = output->page;
  g_autoptr (GError) error = NULL;
  RgCampaignRequest *request = rg_campaign_request_finish (RG_STORE (source), result, &error);
  RgCampaignStep *step = RG_CAMPAIGN_STEP (self);
  const RgCampaignSight *sight = rg_campaign_step_get_sight (step);
  GArray *people;

  if (request == NULL || sight == NULL)
    {
      if (request == NULL && !rg_campaign_step_is_gone (step))
        rg_campaign_output_page_say_error (self, error);
      if (!rg_campaign_step_is_gone (step))
        rg_campaign_output_page_set_busy (self, FALSE);
      rg_output_free (output);
      return;
    }
  people = rg_campaign_request_get_people (request);
  output->n_pieces = people->len;
  output->sheets = rg_campaign_output_page_make_sheets (self, people, &output->pieces);
  if (output->kind == RG_OUTPUT_PDF)
    rg_output_write (output);
  else
    rg_print_job_run (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                      sight->campaign->name, rg_sheets_get_paper (output->sheets),
                      rg_output_count, rg_output_draw, output, rg_output_free,
                      rg_output_printed_cb, output);
}

/* Takes the path. */
static void
rg_campaign_output_page_begin (RgCampaignOutputPage *self, RgOutputKind kind, char *path)
{
  RgCampaignStep *step = RG_CAMPAIGN_STEP (self);
  RgOutput *output = g_new0 (RgOutput, 1);

  output->page = g_object_ref (self);
  output->kind = kind;
  output->form = self->setup.form;
  output->path = path;
  rg_campaign_output_page_set_busy (self, TRUE);
  rg_campaign_step_run_async (
      step, rg_campaign_request_begin_sheets (rg_campaign_step_get_id (step), output->form),
      rg_output_begun_cb, output);
}

static void
rg_campaign_output_page_print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rg_campaign_output_page_begin (RG_CAMPAIGN_OUTPUT_PAGE (widget), RG_OUTPUT_PRINT, NULL);
}

/* --- choosing a file --- */

/* NULL where nothing was chosen; an error is told. */
static char *
rg_campaign_output_page_finish_choice (RgCampaignOutputPage *self, GObject *source,
                                       GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    return g_file_get_path (file);
  if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    rg_campaign_output_page_say_error (self, error);
  return NULL;
}

static void
rg_campaign_output_page_pdf_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgCampaignOutputPage) self = data;
  char *path = rg_campaign_output_page_finish_choice (self, source, result);

  if (path != NULL)
    rg_campaign_output_page_begin (self, RG_OUTPUT_PDF, path);
}

static void
rg_campaign_output_page_export_in_thread (GTask *task, gpointer source, gpointer data,
                                          GCancellable *cancellable)
{
  RgOutput *output = data;
  RgExportResult exported;
  GError *error = NULL;

  if (rg_campaign_export (RG_STORE (source),
                          rg_campaign_step_get_id (RG_CAMPAIGN_STEP (output->page)),
                          output->layout, output->path, &exported, cancellable, &error))
    {
      output->n_skipped = exported.n_skipped;
      g_task_return_int (task, (gssize) exported.n_people);
    }
  else
    g_task_return_error (task, error);
}

static void
rg_campaign_output_page_exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  RgOutput *output = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gssize n = g_task_propagate_int (G_TASK (result), &error);
  g_autofree char *text = NULL;

  if (rg_campaign_step_is_gone (RG_CAMPAIGN_STEP (output->page)))
    return;
  rg_campaign_output_page_set_busy (output->page, FALSE);
  if (error != NULL)
    {
      rg_campaign_output_page_say_error (output->page, error);
      return;
    }
  text = g_strdup_printf (P_ ("List of %ld person exported", "List of %ld people exported", n),
                          (long) n);
  if (output->n_skipped > 0)
    {
      g_autofree char *list = g_steal_pointer (&text);

      /* Translators: %s is a sentence without a full stop at its end. */
      text = g_strdup_printf (P_ ("%s. %ld phone number cannot be dialled as it stands.",
                                  "%s. %ld phone numbers cannot be dialled as they stand.",
                                  output->n_skipped),
                              list, (long) output->n_skipped);
    }
  rg_campaign_output_page_say (output->page, text);
}

static void
rg_campaign_output_page_export_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgCampaignOutputPage) self = data;
  char *path = rg_campaign_output_page_finish_choice (self, source, result);
  g_autoptr (GTask) task = NULL;
  RgOutput *output;

  if (path == NULL)
    return;
  output = g_new0 (RgOutput, 1);
  output->page = g_object_ref (self);
  output->path = path;
  output->layout = self->layout;
  rg_campaign_output_page_set_busy (self, TRUE);
  task = g_task_new (rg_campaign_step_get_store (RG_CAMPAIGN_STEP (self)), NULL,
                     rg_campaign_output_page_exported_cb, NULL);
  g_task_set_task_data (task, output, rg_output_free);
  g_task_run_in_thread (task, rg_campaign_output_page_export_in_thread);
}

static void
rg_campaign_output_page_choose (RgCampaignOutputPage *self, const char *title, const char *ending,
                                GAsyncReadyCallback callback)
{
  const RgCampaignSight *sight = rg_campaign_step_get_sight (RG_CAMPAIGN_STEP (self));
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *file_name = NULL;

  if (sight == NULL)
    return;
  file_name = g_strconcat (sight->campaign->name, ending, NULL);
  g_strdelimit (file_name, "/", '-');
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_initial_name (dialog, file_name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                        callback, g_object_ref (self));
}

static void
rg_campaign_output_page_pdf_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rg_campaign_output_page_choose (RG_CAMPAIGN_OUTPUT_PAGE (widget), _("Save as PDF"), ".pdf",
                                  rg_campaign_output_page_pdf_chosen_cb);
}

/* "page.export" is the table; the name of any other ends with its layout. */
static void
rg_campaign_output_page_export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgCampaignOutputPage *self = RG_CAMPAIGN_OUTPUT_PAGE (widget);

  self->layout = RG_LAYOUT_TABLE;
  if (g_str_has_prefix (name, "page.export-"))
    rg_campaign_layout_from_id (name + strlen ("page.export-"), &self->layout);
  rg_campaign_output_page_choose (RG_CAMPAIGN_OUTPUT_PAGE (widget), _("Export List"), ".csv",
                                  rg_campaign_output_page_export_chosen_cb);
}

void
rg_campaign_output_page_update_layouts (RgCampaignOutputPage *self, gboolean ready)
{
  const RgCampaignSight *sight = rg_campaign_step_get_sight (RG_CAMPAIGN_STEP (self));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.export", ready);
  for (guint i = 0; i < G_N_ELEMENTS (rg_output_layouts); i++)
    {
      RgCampaignLayout layout = RG_LAYOUT_TABLE;

      rg_campaign_layout_from_id (rg_output_layouts[i] + strlen ("page.export-"), &layout);
      gtk_widget_action_set_enabled (
          GTK_WIDGET (self), rg_output_layouts[i],
          ready && sight != NULL
              && rg_campaign_layout_fits (layout, sight->campaign->channel));
    }
}

void
rg_campaign_output_page_install_write (GtkWidgetClass *klass)
{
  for (guint i = 0; i < G_N_ELEMENTS (rg_output_layouts); i++)
    gtk_widget_class_install_action (klass, rg_output_layouts[i], NULL,
                                     rg_campaign_output_page_export_action);
  gtk_widget_class_install_action (klass, "page.print", NULL,
                                   rg_campaign_output_page_print_action);
  gtk_widget_class_install_action (klass, "page.save-pdf", NULL,
                                   rg_campaign_output_page_pdf_action);
  gtk_widget_class_install_action (klass, "page.export", NULL,
                                   rg_campaign_output_page_export_action);
}
