/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "config.h"

#include "mail/rg-mailer.h"

#include <string.h>

#include "base/rg-i18n.h"
#include "base/rg-uuid.h"
#include "mail/rg-mail-answer.h"
#include "mail/rg-mail-message.h"
#include "mail/rg-mail-reader.h"
#include "mail/rg-mail-secret.h"
#include "mail/rg-smtp.h"
#include "store/rg-campaign-mail.h"
#include "store/rg-store-budget.h"

#define RG_MAILER_SECONDS 30
/* Times in a row that no message could be given away, before the rest waits. */
#define RG_MAILER_FAILURES 5
/* Times that a message is tried which the server does not take for now. */
#define RG_MAILER_TRIES 6
/* Microseconds until the next try, for each of them. */
#define RG_MAILER_PAUSE 100000
/* Messages a minute for each that is taken from the outbox at once. */
#define RG_MAILER_FAST 1500
#define RG_MAILER_BUSY "rg-mailer-busy"

typedef struct {
  RgStore *store;
  gint64 campaign;
  RgCampaign *message; /* what is sent; NULL for a message beside any list */
  RgMailAccount *account;
  RgSmtp *smtp;
  GCancellable *cancellable;
  guint failures;
  char *trouble; /* what was wrong with the last of them */
  gint64 last;   /* when the last message went out; monotonic microseconds */
} RgMailer;

static void
rg_mailer_clear (RgMailer *mailer)
{
  g_clear_pointer (&mailer->message, rg_campaign_free);
  g_clear_pointer (&mailer->account, rg_mail_account_free);
  g_clear_pointer (&mailer->smtp, rg_smtp_free);
  g_clear_pointer (&mailer->trouble, g_free);
}

/* --- one message -------------------------------------------------------------------------- */

/* The twins of a campaign's message; a message beside any list is plain. */
static void
rg_mailer_make_twins (const RgMailer *mailer, const RgMail *mail, const char *picture_id,
                      char **text, char **html)
{
  g_autofree char *picture = g_strconcat ("cid:", picture_id, NULL);
  g_autoptr (GPtrArray) blocks = NULL;
  g_autofree char *subject = NULL;
  RgMailFoot foot;

  if (mailer->message == NULL)
    return;
  blocks = rg_campaign_mail_blocks (mailer->message, mail->version, mail->body, mail->coupon);
  rg_campaign_mail_foot (rg_store_get_shop (mailer->store), mailer->account, picture, &foot);
  subject = rg_mail_answer_dup_subject (mail->message_id);
  foot.subject = subject;
  *text = rg_mail_blocks_print_text (blocks, &foot);
  *html = rg_mail_blocks_print_html (blocks, mail->subject, &foot);
}

/* As no other message has it: "picture." before what the message itself is named by. */
static char *
rg_mailer_dup_picture_id (const char *message_id)
{
  g_autofree char *name = g_strdup (message_id + (*message_id == '<'));

  g_strdelimit (name, ">", '\0');
  return g_strconcat ("picture.", name, NULL);
}

static char *
rg_mailer_print (const RgMailer *mailer, const RgMail *mail, GError **error)
{
  const RgShop *shop = rg_store_get_shop (mailer->store);
  const RgMailAccount *account = mailer->account;
  g_autofree char *picture_id = rg_mailer_dup_picture_id (mail->message_id);
  g_autofree char *text = NULL, *html = NULL;
  RgMailMessage message = {
    .from_name = *account->name != '\0' ? account->name : shop->name,
    .from = account->from,
    .to_name = mail->name,
    .to = mail->address,
    .subject = mail->subject,
    .message_id = mail->message_id,
    .unsubscribe = mailer->message != NULL ? account->from : NULL,
    .at = rg_instant_now (),
  };

  rg_mailer_make_twins (mailer, mail, picture_id, &text, &html);
  message.text = text != NULL ? text : mail->body;
  message.html = html;
  message.picture = html != NULL ? account->picture : NULL;
  message.picture_id = picture_id;
  return rg_mail_message_print (&message, error);
}

/* Longer after each try: a minute, two, four … */
static void
rg_mailer_put_off (RgMail *mail)
{
  mail->state = mail->tries < RG_MAILER_TRIES ? RG_MAIL_WAITING : RG_MAIL_REFUSED;
  mail->next_at = rg_instant_now () + (G_GINT64_CONSTANT (60) << MIN (mail->tries - 1, 10));
}

static void
rg_mailer_take_fate (RgMailer *mailer, RgMail *mail, RgSmtpFate fate)
{
  mailer->failures = fate == RG_SMTP_NOT ? mailer->failures + 1 : 0;
  switch (fate)
    {
    case RG_SMTP_SENT:
      mail->state = RG_MAIL_SENT;
      break;
    case RG_SMTP_REFUSED:
      mail->state = RG_MAIL_REFUSED;
      break;
    case RG_SMTP_LATER:
      rg_mailer_put_off (mail);
      break;
    case RG_SMTP_UNCERTAIN:
      mail->state = RG_MAIL_UNCERTAIN;
      break;
    case RG_SMTP_NOT:
    default:
      /* No fault of this message: it comes again when it comes again. */
      mail->state = RG_MAIL_WAITING;
      mail->next_at = 0;
      g_set_str (&mailer->trouble, mail->said);
      break;
    }
}

/* What cannot be written as a message is refused by us. */
static void
rg_mailer_send_one (RgMailer *mailer, RgMail *mail)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = rg_mailer_print (mailer, mail, &error);

  g_clear_pointer (&mail->said, g_free);
  if (text == NULL)
    {
      mail->state = RG_MAIL_REFUSED;
      mail->said = g_strdup (error->message);
      return;
    }
  rg_mailer_take_fate (mailer, mail, rg_smtp_send (mailer->smtp, mail->address, text,
                                                   mailer->cancellable, &mail->said));
}

/* Not more in a minute than the account allows. */
static void
rg_mailer_wait (RgMailer *mailer)
{
  const gint64 next = mailer->last + 60 * G_USEC_PER_SEC / mailer->account->per_minute;

  while (mailer->last != 0 && g_get_monotonic_time () < next &&
         !g_cancellable_is_cancelled (mailer->cancellable))
    g_usleep ((gulong) CLAMP (next - g_get_monotonic_time (), 0, 50000));
  mailer->last = g_get_monotonic_time ();
}

/* --- a campaign --------------------------------------------------------------------------- */

typedef struct {
  gint64 campaign;
  gint64 *counts;
} RgMailerCount;

static gboolean
rg_mailer_count_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgMailerCount *count = data;

  return rg_outbox_count (db, count->campaign, count->counts, error);
}

static gboolean
rg_mailer_count (RgMailer *mailer, RgMailerProgress *progress, GError **error)
{
  RgMailerCount count = { mailer->campaign, progress->counts };

  return rg_store_read_sync (mailer->store, RG_READER_ROWS, rg_mailer_count_in_thread, &count, NULL,
                             error);
}

static void
rg_mailer_note (RgMailerProgress *progress, const RgMail *mail)
{
  progress->counts[RG_MAIL_WAITING]--;
  progress->counts[mail->state]++;
  progress->n_sent += mail->state == RG_MAIL_SENT;
}

static gboolean
rg_mailer_stop (RgMailer *mailer, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (mailer->cancellable, error))
    return FALSE;
  if (mailer->failures < RG_MAILER_FAILURES)
    return TRUE;
  /* Translators: %s is a sentence that says why. */
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               _("%s What was not sent is kept, and goes out when you send again."),
               mailer->trouble != NULL ? mailer->trouble : "");
  return FALSE;
}

/* FALSE: it is to stop; then the others of the batch wait again. */
static gboolean
rg_mailer_send_batch (RgMailer *mailer, RgMailBatch *batch, RgMailerFunc func, gpointer data,
                      RgMailerProgress *progress, GError **error)
{
  gboolean goes_on = TRUE;

  for (guint i = 0; i < batch->n; i++)
    {
      RgMail *mail = &batch->mail[i];

      mail->state = RG_MAIL_WAITING;
      if (!goes_on)
        continue;
      rg_mailer_wait (mailer);
      rg_mailer_send_one (mailer, mail);
      rg_mailer_note (progress, mail);
      if (func != NULL)
        func (progress, data);
      goes_on = rg_mailer_stop (mailer, error);
      g_usleep (mailer->failures * RG_MAILER_PAUSE);
    }
  return goes_on;
}

/* --- quiet hours -------------------------------------------------------------------------- */

static gboolean
rg_mailer_budget_in_thread (RgDb *db, gpointer data, GError **error)
{
  return rg_contact_budget_read (db, data, error);
}

/* As the clock of the shop says, and as the shop's hours are by now. */
static gboolean
rg_mailer_may_disturb (RgMailer *mailer, GError **error)
{
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (rg_store_get_shop (mailer->store));
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (rg_instant_now ());
  g_autoptr (GDateTime) now = g_date_time_to_timezone (utc, zone);
  RgContactBudget budget;

  if (!rg_store_read_sync (mailer->store, RG_READER_ROWS, rg_mailer_budget_in_thread, &budget, NULL,
                           error))
    return FALSE;
  if (!rg_contact_budget_is_quiet (&budget, RG_CHANNEL_EMAIL,
                                   g_date_time_get_day_of_week (now) - 1,
                                   60 * g_date_time_get_hour (now) + g_date_time_get_minute (now)))
    return TRUE;
  g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                       _("These are quiet hours: no e-mail goes out now. Send again when they are "
                         "over, or change them in Preferences."));
  return FALSE;
}

static gboolean
rg_mailer_loop (RgMailer *mailer, RgMailerFunc func, gpointer data, RgMailerProgress *progress,
                GError **error)
{
  /* The slower, the fewer are on their way when the power fails. */
  g_auto (RgMailBatch) batch = {
    .most = CLAMP (mailer->account->per_minute / RG_MAILER_FAST, 1, RG_OUTBOX_MOST),
  };

  do
    {
      if (!rg_mailer_may_disturb (mailer, error))
        break;
      if (!rg_outbox_next (mailer->store, mailer->campaign, &batch, error))
        return FALSE;
      if (batch.n == 0)
        return TRUE;
    }
  while (rg_mailer_send_batch (mailer, &batch, func, data, progress, error));
  /* What was given away is written down all the same. */
  rg_outbox_settle (mailer->store, mailer->campaign, &batch, NULL);
  return FALSE;
}

static gboolean
rg_mailer_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgMailer *mailer = data;

  mailer->message = rg_campaign_read (db, mailer->campaign, error);
  return mailer->message != NULL;
}

static gboolean
rg_mailer_init (RgMailer *mailer, const RgMailerOptions *options, GError **error)
{
  g_autofree char *password = NULL;

  mailer->account = rg_store_read_mail_account_sync (mailer->store, error);
  if (mailer->account == NULL)
    return FALSE;
  if (*mailer->account->host == '\0')
    {
      g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                           _("No e-mail account is set up. Set it up in Preferences first."));
      return FALSE;
    }
  password = rg_mail_secret_lookup (mailer->account, rg_store_get_shop (mailer->store),
                                    mailer->cancellable, error);
  if (password == NULL)
    return FALSE;
  mailer->smtp = rg_smtp_new (mailer->account, password,
                              options->seconds > 0 ? options->seconds : RG_MAILER_SECONDS);
  return TRUE;
}

/* One at a time for each shop. */
static gboolean
rg_mailer_begin (RgMailer *mailer, GError **error)
{
  if (g_object_replace_data (G_OBJECT (mailer->store), RG_MAILER_BUSY, NULL, mailer, NULL, NULL))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY,
                       _("Mail is being sent already. Wait until that is done."));
  return FALSE;
}

gboolean
rg_mailer_send (RgStore *store, gint64 campaign, const RgMailerOptions *options, RgMailerFunc func,
                gpointer data, GCancellable *cancellable, RgMailerProgress *progress,
                GError **error)
{
  RgMailer mailer = { .store = store, .campaign = campaign, .cancellable = cancellable };
  gboolean ok;

  *progress = (RgMailerProgress) { 0 };
  if (!rg_mailer_begin (&mailer, error))
    return FALSE;
  ok = rg_store_read_sync (store, RG_READER_ROWS, rg_mailer_read_in_thread, &mailer, NULL, error) &&
       rg_mailer_init (&mailer, options, error) &&
       rg_mailer_may_disturb (&mailer, error) &&
       rg_mail_reader_catch_up (store, mailer.account, options->seconds, cancellable, error) &&
       rg_outbox_begin (store, campaign, strchr (mailer.account->from, '@') + 1, options->again,
                        error) &&
       rg_mailer_count (&mailer, progress, error) &&
       rg_mailer_loop (&mailer, func, data, progress, error);
  if (ok)
    ok = rg_mailer_count (&mailer, progress, error);
  else if (g_cancellable_is_cancelled (cancellable))
    rg_outbox_hold (store, campaign, NULL);
  rg_mailer_clear (&mailer);
  g_object_set_data (G_OBJECT (store), RG_MAILER_BUSY, NULL);
  return ok;
}

/* --- tests -------------------------------------------------------------------------------- */

/* Takes the campaign over; NULL for a plain message. */
static gboolean
rg_mailer_send_beside (RgStore *store, RgCampaign *message, const RgMail *mail,
                       const RgMailerOptions *options, GCancellable *cancellable, GError **error)
{
  RgMailer mailer = { .store = store, .message = message, .cancellable = cancellable };
  g_autofree char *printed = NULL, *said = NULL;
  gboolean ok = rg_mailer_init (&mailer, options, error);

  if (ok)
    {
      printed = rg_mailer_print (&mailer, mail, error);
      ok = printed != NULL;
    }
  if (ok && rg_smtp_send (mailer.smtp, mail->address, printed, cancellable, &said) != RG_SMTP_SENT)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, said);
      ok = FALSE;
    }
  rg_mailer_clear (&mailer);
  return ok;
}

static char *
rg_mailer_dup_message_id (void)
{
  guint8 uuid[RG_UUID_SIZE];
  g_autofree char *unique = NULL;

  rg_uuid_v7 (uuid);
  unique = rg_uuid_to_string (uuid);
  return g_strdup_printf ("<%s@localhost>", unique);
}

gboolean
rg_mailer_send_test (RgStore *store, const char *to, const char *subject, const char *text,
                     const RgMailerOptions *options, GCancellable *cancellable, GError **error)
{
  g_autofree char *message_id = rg_mailer_dup_message_id ();
  const RgMail mail = { .customer = 1, .message_id = message_id, .name = (char *) "",
                        .address = (char *) to, .subject = (char *) subject,
                        .body = (char *) text };

  return rg_mailer_send_beside (store, NULL, &mail, options, cancellable, error);
}

/* The message that the person gets as the only one, below a line that says what this is. */
static RgCampaign *
rg_mailer_dup_trial (const RgCampaign *campaign, const RgCampaignPerson *person)
{
  RgCampaign *trial = rg_campaign_copy (campaign);
  const RgCampaignVersion *version =
    person->version > 1 && person->version <= campaign->versions->len
      ? campaign->versions->pdata[person->version - 1] : NULL;
  g_autofree char *message = g_strconcat ("-\n\n", version != NULL ? version->message
                                                                   : campaign->message, NULL);

  g_set_str (&trial->message, message);
  g_ptr_array_set_size (trial->versions, 0);
  return trial;
}

gboolean
rg_mailer_send_trial (RgStore *store, const RgCampaign *campaign, const RgCampaignPerson *person,
                      const char *to, const RgMailerOptions *options, GCancellable *cancellable,
                      GError **error)
{
  g_autofree char *message_id = rg_mailer_dup_message_id ();
  /* Translators: the subject of an e-mail that was sent to try it out; %s is its own. */
  g_autofree char *subject = g_strdup_printf (_("Test: %s"), person->subject);
  /* Translators: at the head of an e-mail that was sent to try it out; %s is a customer. */
  g_autofree char *head = g_strdup_printf (_("This is a test of what %s would get. It went to "
                                             "nobody else."), person->name);
  g_autofree char *body = g_strconcat (g_strdelimit (head, "\n\r", ' '), "\n\n", person->body,
                                       NULL);
  const RgMail mail = { .customer = 1, .message_id = message_id, .name = (char *) "",
                        .address = (char *) to, .subject = subject, .body = body,
                        .coupon = person->coupon };

  if (campaign->channel != RG_CHANNEL_EMAIL)
    {
      g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                           _("Only a campaign by e-mail can be sent as a test."));
      return FALSE;
    }
  return rg_mailer_send_beside (store, rg_mailer_dup_trial (campaign, person), &mail, options,
                                cancellable, error);
}
