/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Print and Send: what goes out by e-mail. */
#include "pages/rg-campaign-output-page-private.h"

#include <string.h>

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "mail/rg-mail-reader.h"
#include "pages/rg-late-job.h"

gboolean
rg_campaign_output_page_is_mail (RgCampaignOutputPage *self)
{
  const RgCampaignSight *sight = rg_campaign_step_get_sight (RG_CAMPAIGN_STEP (self));

  return sight != NULL && sight->campaign->channel == RG_CHANNEL_EMAIL;
}

/* "118 sent · Mailbox last read 08:10"; NULL where there is nothing to say. */
static char *
rg_campaign_output_page_dup_mail_words (RgCampaignOutputPage *self, const gint64 *counts)
{
  RgStore *store = rg_campaign_step_get_store (RG_CAMPAIGN_STEP (self));
  g_autofree char *sent = rg_mail_counts_dup_words (counts);
  g_autofree char *read = self->has_mailbox
                            ? rg_mail_reading_dup_words (self->mailbox_read_at,
                                                         rg_store_get_shop (store))
                            : NULL;

  if (sent == NULL || read == NULL)
    return sent != NULL ? g_steal_pointer (&sent) : g_steal_pointer (&read);
  return g_strdup_printf ("%s · %s", sent, read);
}

/* Below the pages: a banner may stand above them. */
static void
rg_campaign_output_page_tell_mail (RgCampaignOutputPage *self, const char *words)
{
  gtk_label_set_text (self->mail_label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->mail_label), words != NULL);
}

/* What goes out by e-mail is sent in the first place, and meanwhile the button stops it; text
 * messages go to whoever sends them as a table. */
static void
rg_campaign_output_page_update_button (RgCampaignOutputPage *self)
{
  const RgCampaignSight *sight = rg_campaign_step_get_sight (RG_CAMPAIGN_STEP (self));
  const char *label = _("_Print…"), *action = "page.print";

  if (self->sending != NULL)
    {
      label = _("_Stop");
      action = "page.stop-sending";
    }
  else if (rg_campaign_output_page_is_mail (self))
    {
      label = _("S_end…");
      action = "page.send";
    }
  else if (sight != NULL && sight->campaign->channel == RG_CHANNEL_SMS)
    {
      label = _("_Export…");
      action = "page.export-sms";
    }
  gtk_button_set_label (GTK_BUTTON (self->print_button), label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->print_button), action);
}

void
rg_campaign_output_page_update_mail (RgCampaignOutputPage *self, gboolean ready)
{
  const gboolean mail = rg_campaign_output_page_is_mail (self);
  g_autofree char *words = mail ? rg_campaign_output_page_dup_mail_words (self, self->mails)
                                : NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.send", ready && mail);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.send-uncertain",
                                 ready && mail && self->mails[RG_MAIL_UNCERTAIN] > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.read-mail",
                                 ready && mail && self->has_mailbox);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.stop-sending", self->sending != NULL);
  rg_campaign_output_page_update_button (self);
  rg_campaign_output_page_tell_mail (self, words);
}

/* The outbox of one campaign. */
typedef struct
{
  gint64 campaign;
  gint64 counts[RG_N_MAIL_STATES];
  RgMailReading reading;
  gboolean mailbox; /* whether one is set up */
} RgMailCounting;

static gboolean
rg_mail_counting_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgMailCounting *counting = data;
  g_autoptr (RgMailAccount) account = rg_mail_account_read (db, error);

  counting->mailbox = account != NULL && *account->imap_host != '\0';
  return account != NULL && rg_mail_reading_read (db, &counting->reading, error)
         && rg_outbox_count (db, counting->campaign, counting->counts, error);
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
  self->has_mailbox = counting->mailbox;
  self->mailbox_read_at = counting->reading.read_at;
  rg_campaign_output_page_update_actions (self);
}

void
rg_campaign_output_page_count_mails (RgCampaignOutputPage *self)
{
  RgCampaignStep *step = RG_CAMPAIGN_STEP (self);
  RgMailCounting *counting = g_new0 (RgMailCounting, 1);

  counting->campaign = rg_campaign_step_get_id (step);
  rg_store_read_async (rg_campaign_step_get_store (step), RG_READER_ROWS,
                       rg_mail_counting_in_thread, counting, g_free, NULL,
                       rg_campaign_output_page_counted_cb, g_object_ref (self));
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
  words = rg_campaign_output_page_dup_mail_words (self, progress.counts);
  rg_campaign_output_page_tell_mail (self, words);
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
  rg_campaign_output_page_set_busy (self, FALSE);
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
  rg_campaign_output_page_set_busy (self, TRUE);
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

/* --- the mailbox --- */

static void
rg_campaign_output_page_read_in_thread (GTask *task, gpointer source, gpointer data,
                                        GCancellable *cancellable)
{
  RgMailRead *read = g_new0 (RgMailRead, 1);
  GError *error = NULL;

  if (rg_mail_reader_read (data, 0, cancellable, read, &error))
    g_task_return_pointer (task, read, g_free);
  else
    {
      g_free (read);
      g_task_return_error (task, error);
    }
}

static void
rg_campaign_output_page_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  RgCampaignOutputPage *self = RG_CAMPAIGN_OUTPUT_PAGE (source);
  g_autoptr (GError) error = NULL;
  g_autofree RgMailRead *read = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *words = read != NULL ? rg_mail_read_dup_words (read) : NULL;

  rg_late_job_end (data);
  if (rg_campaign_step_is_gone (RG_CAMPAIGN_STEP (self)))
    return;
  rg_campaign_output_page_set_busy (self, FALSE);
  rg_campaign_output_page_count_mails (self);
  if (read != NULL)
    rg_campaign_output_page_say (self, words != NULL ? words : _("Nothing new in the mailbox"));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rg_campaign_output_page_say_error (self, error);
}

static void
rg_campaign_output_page_read_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RgCampaignOutputPage *self = RG_CAMPAIGN_OUTPUT_PAGE (widget);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GTask) task = g_task_new (
      self, cancellable, rg_campaign_output_page_read_cb,
      rg_late_job_begin (widget, _("Reading the Mailbox"), cancellable, NULL, NULL));

  rg_campaign_output_page_set_busy (self, TRUE);
  g_task_set_task_data (
      task, g_object_ref (rg_campaign_step_get_store (RG_CAMPAIGN_STEP (self))), g_object_unref);
  g_task_run_in_thread (task, rg_campaign_output_page_read_in_thread);
}

void
rg_campaign_output_page_install_mail (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "page.send", NULL, rg_campaign_output_page_send_action);
  gtk_widget_class_install_action (klass, "page.read-mail", NULL,
                                   rg_campaign_output_page_read_action);
  gtk_widget_class_install_action (klass, "page.send-uncertain", NULL,
                                   rg_campaign_output_page_uncertain_action);
  gtk_widget_class_install_action (klass, "page.stop-sending", NULL,
                                   rg_campaign_output_page_stop_action);
}
