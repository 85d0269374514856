/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Print and Send. */
#include "pages/rg-campaign-output-page.h"

#include <string.h>

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-campaign-letters.h"
#include "pages/rg-mail-sending.h"
#include "pages/rg-page-preview.h"
#include "pages/rg-print-job.h"
#include "store/rg-campaign-request.h"
#include "transfer/rg-campaign-export.h"

struct _RgCampaignOutputPage
{
  RgCampaignStep parent_instance;

  GtkStack *stack;
  GtkWidget *bottom;
  RgPagePreview *preview;
  GtkLabel *page_label;
  GtkLabel *people_label;
  GtkProgressBar *progress;
  GtkWidget *print_button;
  AdwBanner *mail_banner;

  RgMailSending *sending; /* while mail goes out */
  guint looker;           /* source that looks how far it is */
  gint64 mails[RG_N_MAIL_STATES];
  RgLetters *letters; /* owned by the preview */
  guint page;
  guint counter;      /* source that counts the pages */
  gboolean print_had_keyboard; /* before the pages were printed */
};

G_DEFINE_FINAL_TYPE (RgCampaignOutputPage, rg_campaign_output_page, RG_TYPE_CAMPAIGN_STEP)

static void
rg_campaign_output_page_say (RgCampaignOutputPage *self, const char *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static void
rg_campaign_output_page_say_error (RgCampaignOutputPage *self, const GError *error)
{
  g_autofree char *text = rg_error_text (error);

  rg_campaign_output_page_say (self, text);
}

/* --- the preview --- */

static void
rg_campaign_output_page_set_page (RgCampaignOutputPage *self, guint page)
{
  guint n_pages = rg_letters_n_pages (self->letters);
  g_autofree char *text = NULL;

  self->page = MIN (page, MAX (n_pages, 1) - 1);
  /* Translators: the number of a page, and how many there are. */
  text = g_strdup_printf (_("Page %u of %u"), self->page + 1, n_pages);
  gtk_label_set_text (self->page_label, text);
  rg_page_preview_set_page (self->preview, self->page);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.previous", self->page > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.next", self->page + 1 < n_pages);
}

static gboolean
rg_campaign_output_page_count_cb (gpointer data)
{
  RgCampaignOutputPage *self = data;
  guint n_pages;
  gboolean all = rg_campaign_letters_count (&n_pages, self->letters);

  rg_campaign_output_page_set_page (self, self->page);
  if (!all)
    return G_SOURCE_CONTINUE;
  self->counter = 0;
  return G_SOURCE_REMOVE;
}

static void
rg_campaign_output_page_draw (cairo_t *cr, guint page, gpointer data)
{
  if (page < rg_letters_n_pages (data))
    rg_letters_draw_page (data, cr, page);
}

/* --- mail --- */

static gboolean
rg_campaign_output_page_is_mail (RgCampaignOutputPage *self)
{
  const RgCampaignSight *sight = rg_campaign_step_get_sight (RG_CAMPAIGN_STEP (self));

  return sight != NULL && sight->campaign->channel == RG_CHANNEL_EMAIL;
}

/* What goes out by e-mail is sent in the first place; meanwhile the button stops it. */
static void
rg_campaign_output_page_update_mail (RgCampaignOutputPage *self, gboolean ready)
{
  const gboolean mail = rg_campaign_output_page_is_mail (self);
  g_autofree char *words = mail ? rg_mail_counts_dup_words (self->mails) : NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.send", ready && mail);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.send-uncertain",
                                 ready && mail && self->mails[RG_MAIL_UNCERTAIN] > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.stop-sending", self->sending != NULL);
  gtk_button_set_label (GTK_BUTTON (self->print_button),
                        self->sending != NULL ? _("_Stop") : mail ? _("S_end…") : _("_Print…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->print_button),
                                  self->sending != NULL ? "page.stop-sending"
                                  : mail                ? "page.send"
                                                        : "page.print");
  if (words != NULL)
    adw_banner_set_title (self->mail_banner, words);
  adw_banner_set_revealed (self->mail_banner, words != NULL);
}

/* There is a way out once the list is fixed, and one at a time. */
static void
rg_campaign_output_page_update_actions (RgCampaignOutputPage *self)
{
  static const char *const actions[] = { "page.print", "page.save-pdf", "page.export" };
  RgStore *store = rg_campaign_step_get_store (RG_CAMPAIGN_STEP (self));
  /* What leaves is noted in the shop. */
  gboolean ready = self->letters != NULL && !rg_store_is_read_only (store)
                   && !gtk_widget_get_visible (GTK_WIDGET (self->progress));

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], ready);
  rg_campaign_output_page_update_mail (self, ready);
  gtk_widget_set_visible (self->bottom, self->letters != NULL);
}

/* The outbox of one campaign. */
typedef struct
{
  gint64 campaign;
  gint64 counts[RG_N_MAIL_STATES];
} RgMailCounting;

static gboolean
rg_mail_counting_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgMailCounting *counting = data;

  return rg_outbox_count (db, counting->campaign, counting->counts, error);
}

static void
rg_campaign_output_page_counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgCampaignOutputPage) self = data;
  const RgMailCounting *counting = rg_store_read_get_data (result);

  if (!rg_store_read_finish (RG_STORE (source), result, NULL)
      || rg_campaign_step_is_gone (RG_CAMPAIGN_STEP (self)))
    return;
  memcpy (self->mails, counting->counts, sizeof self->mails);
  rg_campaign_output_page_update_actions (self);
}

static void
rg_campaign_output_page_count_mails (RgCampaignOutputPage *self)
{
  RgCampaignStep *step = RG_CAMPAIGN_STEP (self);
  RgMailCounting *counting = g_new0 (RgMailCounting, 1);

  counting->campaign = rg_campaign_step_get_id (step);
  rg_store_read_async (rg_campaign_step_get_store (step), RG_READER_ROWS,
                       rg_mail_counting_in_thread, counting, g_free, NULL,
                       rg_campaign_output_page_counted_cb, g_object_ref (self));
}

static void
rg_campaign_output_page_show (RgCampaignStep *step, const RgCampaignSight *sight)
{
  RgCampaignOutputPage *self = RG_CAMPAIGN_OUTPUT_PAGE (step);
  g_autofree char *people = NULL, *text = NULL;

  g_clear_handle_id (&self->counter, g_source_remove);
  if (sight->included == NULL || sight->included->len == 0)
    {
      self->letters = NULL;
      rg_campaign_output_page_update_actions (self);
      gtk_stack_set_visible_child_name (self->stack, "not-fixed");
      return;
    }
  people = rg_number_format (sight->included->len);
  if (sight->campaign->channel == RG_CHANNEL_EMAIL)
    text = g_strdup_printf (P_ ("%s e-mail", "%s e-mails", sight->included->len), people);
  else
    text = g_strdup_printf (P_ ("%s letter", "%s letters", sight->included->len), people);
  gtk_label_set_text (self->people_label, text);
  self->letters = rg_campaign_letters_new (rg_campaign_step_get_store (step), sight->shop,
                                           sight->campaign, sight->included, sight->today, NULL);
  rg_page_preview_show (self->preview, rg_paper_default (), rg_campaign_output_page_draw,
                        self->letters, (GDestroyNotify) rg_letters_free, self->page);
  self->counter = g_idle_add (rg_campaign_output_page_count_cb, self);
  rg_campaign_output_page_count_mails (self);
  gtk_stack_set_visible_child_name (self->stack, "letters");
  rg_campaign_output_page_update_actions (self);
}

static void
rg_campaign_output_page_check_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.show-campaign-check", "x",
                              rg_campaign_step_get_id (RG_CAMPAIGN_STEP (widget)));
}

static void
rg_campaign_output_page_step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgCampaignOutputPage *self = RG_CAMPAIGN_OUTPUT_PAGE (widget);

  if (self->letters != NULL)
    rg_campaign_output_page_set_page (self, g_str_has_suffix (name, "next") ? self->page + 1
                                                                            : self->page - 1);
}

/* --- paper and files: first drop whoever withdrew, then write, then note it --- */

typedef enum {
  RG_OUTPUT_PRINT,
  RG_OUTPUT_PDF,
} RgOutputKind;

/* One way out, from the press of the button to the note. */
typedef struct
{
  RgCampaignOutputPage *page;
  RgOutputKind kind;
  char *path;
  RgLetters *letters;
  RgCampaignPieces *pieces; /* owned by the letters */
  guint n_pieces;
} RgOutput;

static void
rg_output_free (gpointer data)
{
  RgOutput *output = data;

  g_clear_pointer (&output->letters, rg_letters_free);
  g_clear_object (&output->page);
  g_free (output->path);
  g_free (output);
}

static void
rg_output_set_busy (RgCampaignOutputPage *self, gboolean busy)
{
  if (busy)
    self->print_had_keyboard = gtk_widget_is_focus (self->print_button);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), busy);
  rg_campaign_output_page_update_actions (self);
  /* It could not be used meanwhile, and the keyboard went elsewhere. */
  if (!busy && self->print_had_keyboard)
    gtk_widget_grab_focus (self->print_button);
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
  const char *kind = output->kind == RG_OUTPUT_PRINT ? "print" : "pdf";

  rg_campaign_step_run_async (
      step,
      rg_campaign_request_note_output (rg_campaign_step_get_id (step), kind, output->n_pieces),
      rg_output_noted_cb, g_object_ref (step));
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
  rg_output_set_busy (output->page, FALSE);
}

static gboolean
rg_output_count (guint *n_pages, gpointer data)
{
  return rg_campaign_letters_count (n_pages, ((RgOutput *) data)->letters);
}

static void
rg_output_draw (cairo_t *cr, guint page, gpointer data)
{
  rg_letters_draw_page (((RgOutput *) data)->letters, cr, page);
}

static void
rg_output_write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RgOutput *output = data;
  GError *error = NULL;

  if (rg_letters_write_pdf (output->letters, output->path, cancellable, &error)
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

  if (rg_campaign_step_is_gone (RG_CAMPAIGN_STEP (output->page)))
    return;
  if (written)
    rg_output_note (output);
  else
    rg_campaign_output_page_say_error (output->page, error);
  rg_output_set_busy (output->page, FALSE);
}

static void
rg_output_write (RgOutput *output)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, rg_output_written_cb, NULL);

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
        rg_output_set_busy (self, FALSE);
      rg_output_free (output);
      return;
    }
  people = rg_campaign_request_get_people (request);
  output->n_pieces = people->len;
  output->letters = rg_campaign_letters_new (rg_campaign_step_get_store (step), sight->shop,
                                             sight->campaign, people, sight->today,
                                             &output->pieces);
  if (output->kind == RG_OUTPUT_PDF)
    rg_output_write (output);
  else
    rg_print_job_run (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                      sight->campaign->name, rg_paper_default (), rg_output_count, rg_output_draw,
                      output, rg_output_free, rg_output_printed_cb, output);
}

/* Takes the path. */
static void
rg_campaign_output_page_begin (RgCampaignOutputPage *self, RgOutputKind kind, char *path)
{
  RgCampaignStep *step = RG_CAMPAIGN_STEP (self);
  RgOutput *output = g_new0 (RgOutput, 1);

  output->page = g_object_ref (self);
  output->kind = kind;
  output->path = path;
  rg_output_set_busy (self, TRUE);
  rg_campaign_step_run_async (step,
                              rg_campaign_request_begin_output (rg_campaign_step_get_id (step)),
                              rg_output_begun_cb, output);
}

static void
rg_campaign_output_page_print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rg_campaign_output_page_begin (RG_CAMPAIGN_OUTPUT_PAGE (widget), RG_OUTPUT_PRINT, NULL);
}

/* --- sending --- */

static gboolean
rg_campaign_output_page_look_cb (gpointer data)
{
  RgCampaignOutputPage *self = data;
  RgMailerProgress progress;
  g_autofree char *words = NULL;

  rg_mail_sending_get (self->sending, &progress);
  gtk_progress_bar_set_fraction (self->progress, rg_mail_counts_get_share (progress.counts));
  words = rg_mail_counts_dup_words (progress.counts);
  if (words != NULL)
    adw_banner_set_title (self->mail_banner, words);
  adw_banner_set_revealed (self->mail_banner, words != NULL);
  return G_SOURCE_CONTINUE;
}

static void
rg_campaign_output_page_sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  RgCampaignOutputPage *self = RG_CAMPAIGN_OUTPUT_PAGE (source);
  g_autoptr (GError) error = NULL;
  const gboolean ok = rg_mail_sending_run_finish (result, &error);

  g_clear_handle_id (&self->looker, g_source_remove);
  g_clear_pointer (&self->sending, rg_mail_sending_unref);
  if (rg_campaign_step_is_gone (RG_CAMPAIGN_STEP (self)))
    return;
  rg_output_set_busy (self, FALSE);
  rg_campaign_output_page_count_mails (self);
  if (ok)
    rg_campaign_output_page_say (self, _("The mail server has answered for all of them"));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rg_campaign_output_page_say (self, _("Stopped. The others go out when you send again."));
  else
    rg_campaign_output_page_say_error (self, error);
}

static void
rg_campaign_output_page_start_sending (RgCampaignOutputPage *self, gboolean again)
{
  RgCampaignStep *step = RG_CAMPAIGN_STEP (self);

  self->sending = rg_mail_sending_new (rg_campaign_step_get_store (step),
                                       rg_campaign_step_get_id (step), again);
  self->looker = g_timeout_add (250, rg_campaign_output_page_look_cb, self);
  rg_output_set_busy (self, TRUE);
  rg_mail_sending_run_async (self->sending, self, rg_campaign_output_page_sent_cb, NULL);
}

static void
rg_campaign_output_page_send_answered_cb (AdwAlertDialog *dialog, const char *response,
                                          RgCampaignOutputPage *self)
{
  if (self->sending == NULL && g_str_has_prefix (response, "send"))
    rg_campaign_output_page_start_sending (self, g_str_has_suffix (response, "again"));
}

static void
rg_campaign_output_page_ask (RgCampaignOutputPage *self, const char *heading, const char *body,
                             const char *response)
{
  AdwDialog *dialog = adw_alert_dialog_new (heading, body);

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), response,
                                  _("S_end"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), response,
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response",
                           G_CALLBACK (rg_campaign_output_page_send_answered_cb), self, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
rg_campaign_output_page_send_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgCampaignOutputPage *self = RG_CAMPAIGN_OUTPUT_PAGE (widget);
  const RgCampaignSight *sight = rg_campaign_step_get_sight (RG_CAMPAIGN_STEP (self));
  g_autofree char *number = NULL, *heading = NULL;

  if (sight == NULL || sight->included == NULL)
    return;
  number = rg_number_format (sight->included->len);
  heading = g_strdup_printf (P_ ("Send %s E-Mail?", "Send %s E-Mails?", sight->included->len),
                             number);
  rg_campaign_output_page_ask (self, heading,
                               _("Everybody on the list gets the message once: whoever has it "
                                 "already is passed over. What was sent cannot be taken back."),
                               "send");
}

static void
rg_campaign_output_page_uncertain_action (GtkWidget *widget, const char *name,
                                          GVariant *parameter)
{
  rg_campaign_output_page_ask (RG_CAMPAIGN_OUTPUT_PAGE (widget), _("Send Them Again?"),
                               _("The mail server gave no answer for these messages. Some may "
                                 "have arrived, and would then arrive twice."),
                               "send-again");
}

static void
rg_campaign_output_page_stop_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgCampaignOutputPage *self = RG_CAMPAIGN_OUTPUT_PAGE (widget);

  if (self->sending != NULL)
    rg_mail_sending_stop (self->sending);
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
  gint64 n;
  GError *error = NULL;

  if (rg_campaign_export (RG_STORE (source),
                          rg_campaign_step_get_id (RG_CAMPAIGN_STEP (output->page)), output->path,
                          &n, NULL, cancellable, &error))
    g_task_return_int (task, n);
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
  rg_output_set_busy (output->page, FALSE);
  if (error != NULL)
    {
      rg_campaign_output_page_say_error (output->page, error);
      return;
    }
  text = g_strdup_printf (P_ ("List of %ld person exported", "List of %ld people exported", n),
                          (long) n);
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
  rg_output_set_busy (self, TRUE);
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

static void
rg_campaign_output_page_export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rg_campaign_output_page_choose (RG_CAMPAIGN_OUTPUT_PAGE (widget), _("Export List"), ".csv",
                                  rg_campaign_output_page_export_chosen_cb);
}

/* --- the class --- */

static void
rg_campaign_output_page_dispose (GObject *object)
{
  RgCampaignOutputPage *self = RG_CAMPAIGN_OUTPUT_PAGE (object);

  g_clear_handle_id (&self->counter, g_source_remove);
  g_clear_handle_id (&self->looker, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), RG_TYPE_CAMPAIGN_OUTPUT_PAGE);
  G_OBJECT_CLASS (rg_campaign_output_page_parent_class)->dispose (object);
}

static void
rg_campaign_output_page_class_init (RgCampaignOutputPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rg_campaign_output_page_dispose;
  RG_CAMPAIGN_STEP_CLASS (klass)->show = rg_campaign_output_page_show;
  g_type_ensure (RG_TYPE_PAGE_PREVIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/regulars/Regulars/ui/pages/rg-campaign-output-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RgCampaignOutputPage, bottom);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignOutputPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignOutputPage, preview);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignOutputPage, page_label);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignOutputPage, people_label);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignOutputPage, print_button);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignOutputPage, progress);
  gtk_widget_class_bind_template_child (widget_class, RgCampaignOutputPage, mail_banner);

  gtk_widget_class_install_action (widget_class, "page.check", NULL,
                                   rg_campaign_output_page_check_action);
  gtk_widget_class_install_action (widget_class, "page.previous", NULL,
                                   rg_campaign_output_page_step_action);
  gtk_widget_class_install_action (widget_class, "page.next", NULL,
                                   rg_campaign_output_page_step_action);
  gtk_widget_class_install_action (widget_class, "page.print", NULL,
                                   rg_campaign_output_page_print_action);
  gtk_widget_class_install_action (widget_class, "page.save-pdf", NULL,
                                   rg_campaign_output_page_pdf_action);
  gtk_widget_class_install_action (widget_class, "page.send", NULL,
                                   rg_campaign_output_page_send_action);
  gtk_widget_class_install_action (widget_class, "page.send-uncertain", NULL,
                                   rg_campaign_output_page_uncertain_action);
  gtk_widget_class_install_action (widget_class, "page.stop-sending", NULL,
                                   rg_campaign_output_page_stop_action);
  gtk_widget_class_install_action (widget_class, "page.export", NULL,
                                   rg_campaign_output_page_export_action);
}

static void
rg_campaign_output_page_init (RgCampaignOutputPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
