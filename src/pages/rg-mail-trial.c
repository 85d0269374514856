/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Sends an e-mail as one person would get it to an address of one's own. */
#include "pages/rg-mail-trial.h"

#include "base/rg-error-text.h"
#include "base/rg-i18n.h"
#include "mail/rg-mailer.h"

typedef struct {
  GtkWidget *root; /* says what became of it, even when the page has gone */
  GtkWidget *row;
  RgStore *store;
  RgCampaign *campaign;
  RgCampaignPerson *person;
  char *to;
} RgMailTrial;

static void
rg_mail_trial_free (RgMailTrial *trial)
{
  g_clear_object (&trial->root);
  g_clear_object (&trial->row);
  g_clear_object (&trial->store);
  rg_campaign_free (trial->campaign);
  rg_campaign_person_free (trial->person);
  g_free (trial->to);
  g_free (trial);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgMailTrial, rg_mail_trial_free)

static void
rg_mail_trial_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const RgMailTrial *trial = data;
  const RgMailerOptions options = { 0 };
  GError *error = NULL;

  if (rg_mailer_send_trial (trial->store, trial->campaign, trial->person, trial->to, &options,
                            cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
rg_mail_trial_sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  const RgMailTrial *trial = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    /* Translators: %s is an e-mail address. */
    text = g_strdup_printf (_("A test is on its way to %s"), trial->to);
  else
    text = rg_error_text (error);
  gtk_widget_activate_action (trial->root, "win.toast", "s", text);
}

static void
rg_mail_trial_answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RgMailTrial) trial = data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);
  g_autoptr (GTask) task = NULL;

  if (!g_str_equal (response, "send"))
    return;
  trial->to = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (trial->row))));
  task = g_task_new (NULL, NULL, rg_mail_trial_sent_cb, NULL);
  g_task_set_task_data (task, g_steal_pointer (&trial), (GDestroyNotify) rg_mail_trial_free);
  g_task_run_in_thread (task, rg_mail_trial_in_thread);
}

static void
rg_mail_trial_changed_cb (AdwAlertDialog *dialog, GtkEditable *row)
{
  adw_alert_dialog_set_response_enabled (dialog, "send",
                                         strchr (gtk_editable_get_text (row), '@') != NULL);
}

static GtkWidget *
rg_mail_trial_create_group (RgMailTrial *trial, AdwAlertDialog *dialog, const char *to)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  trial->row = g_object_ref_sink (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (trial->row), _("E-mail address"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (trial->row), TRUE);
  gtk_list_box_append (GTK_LIST_BOX (list), trial->row);
  g_signal_connect_object (trial->row, "changed", G_CALLBACK (rg_mail_trial_changed_cb), dialog,
                           G_CONNECT_SWAPPED);
  gtk_editable_set_text (GTK_EDITABLE (trial->row), to);
  return list;
}

void
rg_mail_trial_ask (GtkWidget *widget, RgStore *store, const RgCampaign *campaign,
                   const RgCampaignPerson *person, const char *to)
{
  RgMailTrial *trial = g_new0 (RgMailTrial, 1);
  /* Translators: %s is a customer. */
  g_autofree char *body = g_strdup_printf (_("It looks as it would for %s, and is marked as a "
                                             "test. Nothing is noted."), person->name);
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Send a Test"), body));

  trial->root = g_object_ref (GTK_WIDGET (gtk_widget_get_root (widget)));
  trial->store = g_object_ref (store);
  trial->campaign = rg_campaign_copy (campaign);
  trial->person = rg_campaign_person_copy (person);
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "send", _("_Send"), NULL);
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_alert_dialog_set_default_response (dialog, "send");
  adw_alert_dialog_set_response_appearance (dialog, "send", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_response_enabled (dialog, "send", FALSE);
  adw_alert_dialog_set_extra_child (dialog, rg_mail_trial_create_group (trial, dialog, to));
  adw_alert_dialog_choose (dialog, widget, NULL, rg_mail_trial_answered_cb, trial);
}
