/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The print dialog and the file dialog of a report. */
#include "pages/rg-report-print.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "charts/rg-chart-table.h"
#include "print/rg-report.h"
#include "transfer/rg-table-export.h"

struct _RgReportPrint
{
  char *shop;
  char *title;
  char *scope;
  char *sentence;
  char *meaning;
  RgChart *chart;
  RgReport report; /* borrows the above */
  GtkWidget *widget;
  gboolean (*write) (RgReportPrint *print, GFile *file, GError **error);
  const char *written; /* what is said then; static */
};

RgReportPrint *
rg_report_print_new (const char *shop, const char *title, const char *scope,
                     const char *sentence, const char *meaning, RgDay sales_up_to, RgChart *chart)
{
  RgReportPrint *print = g_new0 (RgReportPrint, 1);

  print->shop = g_strdup (shop);
  print->title = g_strdup (title);
  print->scope = g_strdup (scope);
  print->sentence = g_strdup (sentence);
  print->meaning = g_strdup (meaning);
  print->chart = chart;
  print->report = (RgReport) {
    .shop = print->shop,
    .title = print->title,
    .scope = print->scope,
    .sentence = print->sentence,
    .meaning = print->meaning,
    .sales_up_to = sales_up_to,
    .chart = chart,
  };
  return print;
}

static void
rg_report_print_free (RgReportPrint *print)
{
  g_free (print->shop);
  g_free (print->title);
  g_free (print->scope);
  g_free (print->sentence);
  g_free (print->meaning);
  rg_chart_free (print->chart);
  g_clear_object (&print->widget);
  g_free (print);
}

static void
rg_report_print_say (RgReportPrint *print, const char *text)
{
  gtk_widget_activate_action (print->widget, "win.toast", "s", text);
}

/* The paper that the dialog chose, with our own margins: the pages have theirs. */
static RgPaper
rg_report_print_paper (GtkPrintContext *context)
{
  GtkPageSetup *setup = gtk_print_context_get_page_setup (context);

  return (RgPaper) { "", gtk_page_setup_get_paper_width (setup, GTK_UNIT_POINTS),
                     gtk_page_setup_get_paper_height (setup, GTK_UNIT_POINTS) };
}

static void
rg_report_print_begin_cb (GtkPrintOperation *operation, GtkPrintContext *context,
                          RgReportPrint *print)
{
  RgPaper paper = rg_report_print_paper (context);

  gtk_print_operation_set_n_pages (operation, (int) rg_report_n_pages (&print->report, &paper));
}

static void
rg_report_print_draw_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page,
                         RgReportPrint *print)
{
  RgPaper paper = rg_report_print_paper (context);

  rg_report_draw_page (&print->report, &paper, gtk_print_context_get_cairo_context (context),
                       (guint) page);
}

static void
rg_report_print_done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result,
                         RgReportPrint *print)
{
  g_autoptr (GError) error = NULL;

  /* Only then is there one to be taken. */
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_print_operation_get_error (operation, &error);
  if (error != NULL)
    {
      g_autofree char *text = rg_error_text (error);

      rg_report_print_say (print, text);
    }
  rg_report_print_free (print);
}

void
rg_report_print_run (RgReportPrint *print, GtkWidget *widget)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  GtkRoot *root = gtk_widget_get_root (widget);

  print->widget = g_object_ref (widget);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_job_name (operation, print->title);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "begin-print", G_CALLBACK (rg_report_print_begin_cb), print);
  g_signal_connect (operation, "draw-page", G_CALLBACK (rg_report_print_draw_cb), print);
  g_signal_connect (operation, "done", G_CALLBACK (rg_report_print_done_cb), print);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL);
}

/* --- files --- */

static gboolean
rg_report_print_write_pages (RgReportPrint *print, GFile *file, GError **error)
{
  g_autofree char *path = g_file_get_path (file);

  return rg_report_write_pdf (&print->report, path, error);
}

static gboolean
rg_report_print_write_table (RgReportPrint *print, GFile *file, GError **error)
{
  g_autoptr (GPtrArray) rows = rg_chart_to_table (print->chart);

  return rg_table_save_csv (rows, file, error);
}

static void
rg_report_print_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  RgReportPrint *print = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file
    = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL && print->write (print, file, &error))
    rg_report_print_say (print, print->written);
  else if (error != NULL && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    {
      g_autofree char *text = rg_error_text (error);

      rg_report_print_say (print, text);
    }
  rg_report_print_free (print);
}

static void
rg_report_print_choose (RgReportPrint *print, GtkWidget *widget, const char *title,
                        const char *name)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  GtkRoot *root = gtk_widget_get_root (widget);

  print->widget = g_object_ref (widget);
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                        rg_report_print_chosen_cb, print);
}

void
rg_report_print_save (RgReportPrint *print, GtkWidget *widget)
{
  print->write = rg_report_print_write_pages;
  print->written = _("Report saved");
  /* TRANSLATORS: the proposed name of a file */
  rg_report_print_choose (print, widget, _("Save Report"), _("report.pdf"));
}

void
rg_report_print_save_table (RgReportPrint *print, GtkWidget *widget)
{
  print->write = rg_report_print_write_table;
  print->written = _("Table saved");
  /* TRANSLATORS: the proposed name of a file */
  rg_report_print_choose (print, widget, _("Save the Table"), _("report.csv"));
}
