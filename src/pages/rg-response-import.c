/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "pages/rg-response-import.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-toast.h"
#include "transfer/rg-response-file.h"

#define SHOWN_MOST 50 /* refusals */
#define LIST_HEIGHT 160

/* One file on its way. */
typedef struct {
  GtkWidget *page;
  RgStore *store;
  gint64 campaign;
  GFile *chosen;
  RgResponseFile *file; /* NULL before it is read, and once it is brought in */
  RgResponseSummary summary;
} RgResponseImport;

static void
rg_response_import_free (gpointer data)
{
  RgResponseImport *import = data;

  g_object_unref (import->page);
  g_object_unref (import->store);
  g_clear_object (&import->chosen);
  g_clear_pointer (&import->file, rg_response_file_free);
  rg_response_summary_clear (&import->summary);
  g_free (import);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgResponseImport, rg_response_import_free)

/* --- what the file means ------------------------------------------------------------------ */

static char *
rg_response_import_dup_body (const RgResponseImport *import)
{
  const RgResponseSummary *summary = &import->summary;
  g_autofree char *people = rg_number_format ((gint64) summary->n_people);
  g_autofree char *list = rg_number_format ((gint64) summary->n_list);
  g_autofree char *words = rg_response_summary_dup_words (summary);
  /* Translators: the name of a file, a number of people, and of how many. */
  g_autofree char *about = g_strdup_printf (_("“%s” names %s of the %s people on the list."),
                                            import->file->name, people, list);
  GString *body = g_string_new (about);

  /* Translators: %s is what is new in a file: “106 opened · 31 clicked”. */
  g_string_append_printf (body, _("\nNew: %s"), words);
  if (import->file->open_dates != NULL)
    {
      g_string_append_c (body, '\n');
      /* Translators: %s is a column's name. */
      g_string_append_printf (body, _("The dates in “%s” are read with the day first."),
                              import->file->open_dates);
    }
  return g_string_free_and_steal (body);
}

/* "Row 17: nobody …", one a line. */
static char *
rg_response_import_dup_refusals (const RgResponseSummary *summary)
{
  const guint shown = MIN (summary->refusals->len, SHOWN_MOST);
  const guint64 more = summary->n_refused - shown;
  g_autofree char *number = rg_number_format ((gint64) more);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < shown; i++)
    {
      const RgImportRefusal *refusal = &g_array_index (summary->refusals, RgImportRefusal, i);

      g_string_append (text, i > 0 ? "\n" : "");
      /* Translators: the number of a row in a file, and what is wrong with it: a sentence. */
      g_string_append_printf (text, _("Row %u: %s"), (guint) refusal->row, refusal->reason);
    }
  if (more > 0)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, P_ ("and %s more row", "and %s more rows", more), number);
    }
  return g_string_free_and_steal (text);
}

static GtkWidget *
rg_response_import_create_refusals (const RgResponseSummary *summary)
{
  g_autofree char *text = rg_response_import_dup_refusals (summary);
  g_autofree char *number = rg_number_format ((gint64) summary->n_refused);
  g_autofree char *title = g_strdup_printf (P_ ("%s Row Left Out", "%s Rows Left Out",
                                                summary->n_refused), number);
  GtkWidget *label = gtk_label_new (text), *heading = gtk_label_new (title);
  GtkWidget *window = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_css_class (heading, "heading");
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), label);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (window), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (window), LIST_HEIGHT);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), window);
  return box;
}

/* --- bringing it in ----------------------------------------------------------------------- */

static void
rg_response_import_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) page = data;

  rg_toast_finish_write (page, RG_STORE (source), result, _("Opens and clicks brought in"));
}

static void
rg_response_import_answered_cb (AdwAlertDialog *dialog, const char *response,
                                RgResponseImport *import)
{
  if (g_str_equal (response, "bring"))
    rg_store_bring_responses_async (import->store, import->campaign,
                                    g_steal_pointer (&import->file), NULL,
                                    rg_response_import_done_cb, g_object_ref (import->page));
}

static void
rg_response_import_ask (RgResponseImport *import)
{
  g_autofree char *body = rg_response_import_dup_body (import);
  const gboolean news = import->summary.news;
  AdwDialog *dialog = adw_alert_dialog_new (news ? _("Bring In Opens and Clicks?")
                                                 : _("Nothing New in This File"), body);
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);

  adw_alert_dialog_add_response (alert, "cancel", news ? _("_Cancel") : _("_Close"));
  adw_alert_dialog_set_close_response (alert, "cancel");
  if (news)
    {
      adw_alert_dialog_add_response (alert, "bring", _("_Bring In"));
      adw_alert_dialog_set_response_appearance (alert, "bring", ADW_RESPONSE_SUGGESTED);
      adw_alert_dialog_set_default_response (alert, "bring");
    }
  if (import->summary.n_refused > 0)
    adw_alert_dialog_set_extra_child (alert,
                                      rg_response_import_create_refusals (&import->summary));
  g_object_set_data_full (G_OBJECT (dialog), "rg-import", import, rg_response_import_free);
  g_signal_connect (dialog, "response", G_CALLBACK (rg_response_import_answered_cb), import);
  adw_dialog_present (dialog, import->page);
}

/* --- reading it --------------------------------------------------------------------------- */

static void
rg_response_import_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgResponseImport) import = data;
  g_autoptr (GError) error = NULL;
  AdwDialog *dialog;
  g_autofree char *text = NULL;

  if (gtk_widget_get_root (import->page) == NULL)
    return;
  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      rg_response_import_ask (g_steal_pointer (&import));
      return;
    }
  text = rg_error_text (error);
  dialog = adw_alert_dialog_new (_("This File Cannot Be Brought In"), text);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_dialog_present (dialog, import->page);
}

static void
rg_response_import_read_in_thread (GTask *task, gpointer source, gpointer data,
                                   GCancellable *cancellable)
{
  RgResponseImport *import = data;
  GError *error = NULL;

  import->file = rg_response_file_read (import->chosen, RG_N_RESPONSES, cancellable, &error);
  if (import->file != NULL &&
      rg_store_check_responses_sync (import->store, import->campaign, import->file,
                                     &import->summary, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
rg_response_import_chosen_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgResponseImport) import = data;
  g_autoptr (GTask) task = NULL;

  import->chosen = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (object), result, NULL);
  if (import->chosen == NULL)
    return;
  task = g_task_new (NULL, NULL, rg_response_import_read_cb, import);
  g_task_set_task_data (task, g_steal_pointer (&import), NULL);
  g_task_run_in_thread (task, rg_response_import_read_in_thread);
}

static GListModel *
rg_response_import_create_filters (void)
{
  static const char *const suffixes[] = { "csv", "tsv", "txt", "xlsx", "ods", "gz" };
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) tables = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (tables, _("Tables"));
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    gtk_file_filter_add_suffix (tables, suffixes[i]);
  gtk_file_filter_set_name (all, _("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, tables);
  g_list_store_append (filters, all);
  return G_LIST_MODEL (filters);
}

void
rg_response_import_begin (GtkWidget *page, RgStore *store, gint64 campaign)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListModel) filters = rg_response_import_create_filters ();
  RgResponseImport *import = g_new0 (RgResponseImport, 1);

  import->page = g_object_ref (page);
  import->store = g_object_ref (store);
  import->campaign = campaign;
  gtk_file_dialog_set_title (dialog, _("Bring In Opens and Clicks"));
  gtk_file_dialog_set_filters (dialog, filters);
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (page)), NULL,
                        rg_response_import_chosen_cb, import);
}
