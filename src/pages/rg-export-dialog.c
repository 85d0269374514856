/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Customers as a file, and everything as a folder. */
#include "pages/rg-export-dialog.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-late-job.h"
#include "transfer/rg-folder-export.h"

typedef struct
{
  RgStore *store;
  GtkWidget *window; /* weak */
  GArray *ids;       /* NULL: everything */
  RgListFormat format;
  RgLateJob *late;
  gint permille; /* atomic */
} RgExport;

static void
rg_export_free (RgExport *export)
{
  g_clear_weak_pointer (&export->window);
  g_clear_pointer (&export->ids, g_array_unref);
  g_object_unref (export->store);
  g_free (export);
}

static RgExport *
rg_export_new (GtkWidget *widget, RgStore *store, GArray *ids)
{
  RgExport *export = g_new0 (RgExport, 1);

  export->store = g_object_ref (store);
  export->ids = ids ? g_array_ref (ids) : NULL;
  g_set_weak_pointer (&export->window, GTK_WIDGET (gtk_widget_get_root (widget)));
  return export;
}

static char *
rg_export_dup_text (const RgExport *export, gssize n, const GError *error)
{
  g_autofree char *number = rg_number_format (n);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_strdup (_("The export was cancelled"));
  if (error)
    return rg_error_text (error);
  if (!export->ids)
    return g_strdup (_("Everything was exported"));
  /* Translators: %s is a number. */
  return g_strdup_printf (P_ ("%s customer exported", "%s customers exported", (gulong) n),
                          number);
}

static void
rg_export_written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  RgExport *export = data;
  g_autoptr (GError) error = NULL;
  const gssize n = export->ids ? rg_list_save_finish (result, &error)
                               : rg_folder_export_finish (result, &error);
  g_autofree char *text = rg_export_dup_text (export, n, error);

  rg_late_job_end (export->late);
  if (export->window)
    gtk_widget_activate_action (export->window, "win.toast", "s", text);
  rg_export_free (export);
}

static double
rg_export_get_share (gpointer data)
{
  return g_atomic_int_get (&((RgExport *) data)->permille) / 1000.0;
}

static void
rg_export_begin (RgExport *export, GFile *file)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *name = g_file_get_basename (file);
  /* Translators: %s is the name of a file or folder. */
  g_autofree char *label = g_strdup_printf (_("Writing %s"), name);

  export->late = rg_late_job_begin (export->window, label, cancellable,
                                    rg_export_get_share, export);
  if (export->ids)
    rg_list_save_async (export->store, export->ids, export->format, file, &export->permille,
                        cancellable, rg_export_written_cb, export);
  else
    rg_folder_export_async (export->store, file, &export->permille, cancellable,
                            rg_export_written_cb, export);
}

static void
rg_export_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  RgExport *export = data;
  g_autoptr (GFile) file =
      export->ids ? gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL)
                  : gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file && export->window)
    rg_export_begin (export, file);
  else
    rg_export_free (export);
}

void
rg_export_list (GtkWidget *widget, RgStore *store, RgListFormat format, GArray *ids)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  RgExport *export = rg_export_new (widget, store, ids);

  export->format = format;
  gtk_file_dialog_set_title (dialog, _("Export Customers"));
  /* Translators: file names. Keep the endings. */
  gtk_file_dialog_set_initial_name (dialog, format == RG_LIST_VCARD ? _("Customers.vcf")
                                                                    : _("Customers.csv"));
  gtk_file_dialog_save (dialog, GTK_WINDOW (export->window), NULL, rg_export_chosen_cb, export);
}

void
rg_export_everything (GtkWidget *widget, RgStore *store)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  RgExport *export = rg_export_new (widget, store, NULL);

  gtk_file_dialog_set_title (dialog, _("Choose an Empty Folder"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (export->window), NULL, rg_export_chosen_cb,
                                 export);
}
