/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is due of e-mail: the mailbox is read, then what was interrupted is sent. */
#include "config.h"

#include "base/rg-i18n.h"
#include "ctl/rg-ctl-mail.h"
#include "mail/rg-mailer.h"
#include "store/rg-store-mail.h"

void
rg_ctl_mail_tell_read (RgCtl *ctl, const RgMailRead *read)
{
  g_autofree char *words = rg_mail_read_dup_words (read);

  rg_ctl_print (ctl, "%s\n", words != NULL ? words : _("Nothing new in the mailbox"));
  if (read->junk)
    rg_ctl_say (ctl, "%s", _("The folder of spam was read, too."));
  if (!rg_ctl_wants_json (ctl))
    return;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_text (ctl, "mail", "read");
  rg_ctl_json_int (ctl, "messages", read->n_messages);
  rg_ctl_json_int (ctl, "unsubscribed", read->n_unsubscribed);
  rg_ctl_json_int (ctl, "hard", read->n_hard);
  rg_ctl_json_int (ctl, "soft", read->n_soft);
  rg_ctl_json_bool (ctl, "spam_folder", read->junk);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

typedef struct {
  GArray *campaigns; /* gint64 ids with messages whose time has come */
} RgCtlDueMail;

static gboolean
rg_ctl_due_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCtlDueMail *due = data;

  due->campaigns = rg_outbox_read_open (db, rg_instant_now (), error);
  return due->campaigns != NULL;
}

static gboolean
rg_ctl_due_send (RgCtl *ctl, RgStore *store, gint64 campaign, GError **error)
{
  const RgMailerOptions options = { 0 };
  RgMailerProgress progress;
  g_autoptr (GError) inner = NULL;

  if (!rg_mailer_send (store, campaign, &options, NULL, NULL, NULL, &progress, &inner))
    {
      /* Quiet hours are no failure: it goes out when they are over. */
      if (!g_error_matches (inner, RG_STORE_ERROR, RG_STORE_ERROR_INVALID))
        {
          g_propagate_error (error, g_steal_pointer (&inner));
          return FALSE;
        }
      rg_ctl_say (ctl, "%s", inner->message);
      return TRUE;
    }
  rg_ctl_print (ctl, P_ ("%ld e-mail sent that was interrupted\n",
                         "%ld e-mails sent that were interrupted\n", progress.n_sent),
                (long) progress.n_sent);
  if (!rg_ctl_wants_json (ctl))
    return TRUE;
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_text (ctl, "mail", "sent");
  rg_ctl_json_uuid_of (ctl, "campaign", RG_UUIDS_CAMPAIGN, campaign);
  rg_ctl_json_int (ctl, "sent_now", progress.n_sent);
  json_builder_end_object (rg_ctl_get_json (ctl));
  return TRUE;
}

gboolean
rg_ctl_mail_run_due (RgCtl *ctl, RgStore *store, GError **error)
{
  g_autoptr (RgMailAccount) account = rg_store_read_mail_account_sync (store, error);
  g_autoptr (GArray) campaigns = NULL;
  RgCtlDueMail due = { NULL };
  RgMailRead read;

  if (account == NULL)
    return FALSE;
  if (*account->host == '\0')
    return TRUE;
  if (*account->imap_host != '\0')
    {
      if (!rg_mail_reader_read (store, 0, NULL, &read, error))
        return FALSE;
      rg_ctl_mail_tell_read (ctl, &read);
    }
  if (!rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_due_in_thread, &due, NULL, error))
    return FALSE;
  campaigns = due.campaigns;
  for (guint i = 0; i < campaigns->len; i++)
    if (!rg_ctl_due_send (ctl, store, g_array_index (campaigns, gint64, i), error))
      return FALSE;
  return TRUE;
}
