/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "pages/rg-mail-sending.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"

struct _RgMailSending
{
  RgStore *store;
  gint64 campaign;
  gboolean again;
  GCancellable *cancellable;
  GMutex lock; /* over the progress */
  RgMailerProgress progress;
};

RgMailSending *
rg_mail_sending_new (RgStore *store, gint64 campaign, gboolean again)
{
  RgMailSending *sending = g_atomic_rc_box_new0 (RgMailSending);

  sending->store = g_object_ref (store);
  sending->campaign = campaign;
  sending->again = again;
  sending->cancellable = g_cancellable_new ();
  g_mutex_init (&sending->lock);
  return sending;
}

RgMailSending *
rg_mail_sending_ref (RgMailSending *sending)
{
  return g_atomic_rc_box_acquire (sending);
}

static void
rg_mail_sending_clear (gpointer data)
{
  RgMailSending *sending = data;

  g_object_unref (sending->store);
  g_object_unref (sending->cancellable);
  g_mutex_clear (&sending->lock);
}

void
rg_mail_sending_unref (RgMailSending *sending)
{
  g_atomic_rc_box_release_full (sending, rg_mail_sending_clear);
}

static void
rg_mail_sending_note (const RgMailerProgress *progress, gpointer data)
{
  RgMailSending *sending = data;

  g_mutex_lock (&sending->lock);
  sending->progress = *progress;
  g_mutex_unlock (&sending->lock);
}

static void
rg_mail_sending_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RgMailSending *sending = data;
  const RgMailerOptions options = { .again = sending->again };
  RgMailerProgress progress;
  GError *error = NULL;

  if (rg_mailer_send (sending->store, sending->campaign, &options, rg_mail_sending_note, sending,
                      sending->cancellable, &progress, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
rg_mail_sending_run_async (RgMailSending *sending, gpointer source, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (source, NULL, callback, user_data);

  g_task_set_task_data (task, rg_mail_sending_ref (sending),
                        (GDestroyNotify) rg_mail_sending_unref);
  g_task_run_in_thread (task, rg_mail_sending_in_thread);
}

gboolean
rg_mail_sending_run_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
rg_mail_sending_stop (RgMailSending *sending)
{
  g_cancellable_cancel (sending->cancellable);
}

void
rg_mail_sending_get (RgMailSending *sending, RgMailerProgress *progress)
{
  g_mutex_lock (&sending->lock);
  *progress = sending->progress;
  g_mutex_unlock (&sending->lock);
}

double
rg_mail_counts_get_share (const gint64 *counts)
{
  gint64 all = 0;

  for (guint s = 0; s < RG_N_MAIL_STATES; s++)
    all += counts[s];
  return all > 0 ? 1 - (double) (counts[RG_MAIL_WAITING] + counts[RG_MAIL_SENDING]) / (double) all
                 : 0;
}

char *
rg_mail_counts_dup_words (const gint64 *counts)
{
  GString *words = g_string_new (NULL);

  for (guint s = 0; s < RG_N_MAIL_STATES; s++)
    if (counts[s] > 0)
      {
        g_autofree char *number = rg_number_format (counts[s]);

        g_string_append_printf (words, "%s%s %s", words->len > 0 ? " · " : "", number,
                                rg_mail_state_get_label (s));
      }
  return g_string_free (words, words->len == 0);
}
