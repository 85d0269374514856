/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Each step of the outbox is a short write of its own, so that what is on disk is never behind what
 * the server was told. */
#include "store/rg-store-outbox.h"

#include "base/rg-i18n.h"
#include "base/rg-uuid.h"
#include "store/rg-store-campaigns.h"

/* Unix seconds that never come: for messages that somebody has stopped. */
#define RG_OUTBOX_HELD G_GINT64_CONSTANT (1000000000000)

static const char *const state_ids[RG_N_MAIL_STATES] = {
  [RG_MAIL_WAITING] = "waiting",
  [RG_MAIL_SENDING] = "sending",
  [RG_MAIL_SENT] = "sent",
  [RG_MAIL_REFUSED] = "refused",
  [RG_MAIL_UNCERTAIN] = "uncertain",
  [RG_MAIL_WITHDRAWN] = "withdrawn",
};

const char *
rg_mail_state_get_id (RgMailState state)
{
  return state_ids[state];
}

const char *
rg_mail_state_get_label (RgMailState state)
{
  switch (state)
    {
    case RG_MAIL_WAITING:
      /* Translators: of e-mails, to stand after a number. */
      return _("still to be sent");
    case RG_MAIL_SENDING:
      return _("being sent");
    case RG_MAIL_SENT:
      return _("sent");
    case RG_MAIL_REFUSED:
      return _("refused by the mail server");
    case RG_MAIL_UNCERTAIN:
      return _("perhaps sent: the mail server gave no answer");
    case RG_MAIL_WITHDRAWN:
    default:
      return _("not sent: no longer on the list");
    }
}

static RgMailState
rg_mail_state_from_id (const char *id)
{
  RgMailState state = RG_MAIL_WAITING;

  while (state + 1 < RG_N_MAIL_STATES && !g_str_equal (id, state_ids[state]))
    state++;
  return state;
}

static void
rg_mail_clear (RgMail *mail)
{
  g_free (mail->message_id);
  g_free (mail->name);
  g_free (mail->address);
  g_free (mail->subject);
  g_free (mail->body);
  g_free (mail->coupon);
  g_free (mail->said);
  *mail = (RgMail) { 0 };
}

void
rg_mail_batch_clear (RgMailBatch *batch)
{
  for (guint i = 0; i < batch->n; i++)
    rg_mail_clear (&batch->mail[i]);
  batch->n = 0;
}

void
rg_mail_row_free (RgMailRow *row)
{
  g_free (row->said);
  g_free (row->message_id);
  g_free (row->name);
  g_free (row->address);
  g_free (row);
}

/* --- reading ------------------------------------------------------------------------------ */

gboolean
rg_outbox_count (RgDb *db, gint64 campaign, gint64 *counts, GError **error)
{
  g_autoptr (RgStatement) rows = rg_db_statement (db, "outbox.count", error);
  RgStep step;

  for (guint s = 0; s < RG_N_MAIL_STATES; s++)
    counts[s] = 0;
  if (rows == NULL)
    return FALSE;
  rg_statement_bind_int (rows, 1, campaign);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    counts[rg_mail_state_from_id (rg_statement_get_text (rows, 0))] =
      rg_statement_get_int (rows, 1);
  return step == RG_STEP_DONE;
}

GPtrArray *
rg_outbox_read (RgDb *db, gint64 campaign, const char *state, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) rg_mail_row_free);
  g_autoptr (RgStatement) rows = rg_db_statement (db, "outbox.rows", error);
  RgStep step;

  if (rows == NULL)
    return NULL;
  rg_statement_bind_int (rows, 1, campaign);
  rg_statement_bind_text (rows, 2, state);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      RgMailRow *row = g_new0 (RgMailRow, 1);

      row->customer = rg_statement_get_int (rows, 0);
      row->state = rg_mail_state_from_id (rg_statement_get_text (rows, 1));
      row->tries = (guint) rg_statement_get_int (rows, 2);
      row->next_at = rg_statement_get_int (rows, 3);
      row->said = g_strdup (rg_statement_get_text (rows, 4));
      row->message_id = g_strdup (rg_statement_get_text (rows, 5));
      row->name = g_strdup (rg_statement_get_text (rows, 6));
      row->address = g_strdup (rg_statement_get_text (rows, 7));
      g_ptr_array_add (all, row);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&all) : NULL;
}

GArray *
rg_outbox_read_open (RgDb *db, gint64 now, GError **error)
{
  g_autoptr (GArray) campaigns = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (RgStatement) rows = rg_db_statement (db, "outbox.open", error);
  RgStep step;

  if (rows == NULL)
    return NULL;
  rg_statement_bind_int (rows, 1, now);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      const gint64 id = rg_statement_get_int (rows, 0);

      g_array_append_val (campaigns, id);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&campaigns) : NULL;
}

/* --- filling ------------------------------------------------------------------------------ */

typedef struct {
  gint64 campaign;
  const char *domain;
  gboolean again;
} RgOutboxBegin;

/* A statement with the campaign and the time as its parameters. */
static gboolean
rg_outbox_mark (RgWrite *write, const char *name, gint64 campaign, gint64 *changed, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (rg_write_get_db (write), name, error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, campaign);
  rg_statement_bind_int (statement, 2, rg_write_get_now (write));
  if (!rg_statement_run (statement, error))
    return FALSE;
  *changed += rg_db_n_changed (rg_write_get_db (write));
  return TRUE;
}

static gboolean
rg_outbox_drop (RgWrite *write, gint64 campaign, gint64 *changed, GError **error)
{
  gint64 dropped = 0;

  if (!rg_campaign_drop_withdrawn (write, campaign, &dropped, error))
    return FALSE;
  if (dropped > 0)
    rg_write_set_label (write, _("People Dropped from a List"));
  return rg_outbox_mark (write, "outbox.withdrawn", campaign, changed, error);
}

static gboolean
rg_outbox_fill (RgWrite *write, const RgOutboxBegin *begin, gint64 *added, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  g_autoptr (GArray) people =
    rg_campaign_read_members (db, begin->campaign, "included", RG_LEFT_OUT_NOT, error);
  g_autoptr (RgStatement) add = rg_db_statement (db, "outbox.add", error);

  for (guint i = 0; people != NULL && add != NULL && i < people->len; i++)
    {
      guint8 uuid[RG_UUID_SIZE];
      g_autofree char *unique = NULL, *message_id = NULL;

      rg_uuid_v7 (uuid);
      unique = rg_uuid_to_string (uuid);
      message_id = g_strdup_printf ("<%s@%s>", unique, begin->domain);
      rg_statement_bind_int (add, 1, begin->campaign);
      rg_statement_bind_int (add, 2, g_array_index (people, gint64, i));
      rg_statement_bind_text (add, 3, message_id);
      rg_statement_bind_int (add, 4, rg_write_get_now (write));
      if (!rg_statement_run (add, error))
        return FALSE;
      *added += rg_db_n_changed (db);
    }
  return people != NULL && add != NULL;
}

static gboolean
rg_outbox_check (RgWrite *write, gint64 id, GError **error)
{
  g_autoptr (RgCampaign) campaign = rg_campaign_read (rg_write_get_db (write), id, error);

  if (campaign == NULL)
    return FALSE;
  if (campaign->channel == RG_CHANNEL_EMAIL && campaign->fixed_at != 0)
    return TRUE;
  g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                       campaign->fixed_at == 0
                         ? _("Fix the list first: only a fixed list can be sent.")
                         : _("Only a campaign by e-mail can be sent from here."));
  return FALSE;
}

/* name: "outbox.hold" or "outbox.release". */
static gboolean
rg_outbox_set_held (RgWrite *write, const char *name, gint64 campaign, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (rg_write_get_db (write), name, error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_int (statement, 1, campaign);
  rg_statement_bind_int (statement, 2, RG_OUTBOX_HELD);
  return rg_statement_run (statement, error);
}

static gboolean
rg_outbox_begin_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const RgOutboxBegin *begin = data;
  gint64 changed = 0, added = 0;

  if (!rg_outbox_check (write, begin->campaign, error) ||
      !rg_outbox_set_held (write, "outbox.release", begin->campaign, error) ||
      !rg_outbox_mark (write, "outbox.lost", begin->campaign, &changed, error) ||
      (begin->again && !rg_outbox_mark (write, "outbox.again", begin->campaign, &changed, error)) ||
      !rg_outbox_drop (write, begin->campaign, &changed, error) ||
      !rg_outbox_fill (write, begin, &added, error))
    return FALSE;
  if (changed + added > 0)
    rg_write_note_derived (write, "outbox");
  if (added == 0)
    return TRUE;
  rg_write_set_label (write, _("Campaign Sent by E-Mail"));
  return rg_campaign_note_output (write, begin->campaign, "send", added, error);
}

gboolean
rg_outbox_begin (RgStore *store, gint64 campaign, const char *domain, gboolean again,
                 GError **error)
{
  RgOutboxBegin begin = { campaign, domain, again };

  return rg_store_write_sync (store, "campaign.send", "", rg_outbox_begin_in_thread, &begin, NULL,
                              NULL, error);
}

static gboolean
rg_outbox_hold_in_thread (RgWrite *write, gpointer data, GError **error)
{
  rg_write_note_derived (write, "outbox");
  return rg_outbox_set_held (write, "outbox.hold", *(const gint64 *) data, error);
}

gboolean
rg_outbox_hold (RgStore *store, gint64 campaign, GError **error)
{
  return rg_store_write_sync (store, "campaign.drop", "", rg_outbox_hold_in_thread, &campaign, NULL,
                              NULL, error);
}

/* --- a few after the others --------------------------------------------------------------- */

typedef struct {
  gint64 campaign;
  RgMailBatch *batch;
} RgOutboxStep;

static gboolean
rg_outbox_write_fates (RgWrite *write, const RgOutboxStep *step, GError **error)
{
  g_autoptr (RgStatement) settle =
    rg_db_statement (rg_write_get_db (write), "outbox.settle", error);

  for (guint i = 0; settle != NULL && i < step->batch->n; i++)
    {
      const RgMail *mail = &step->batch->mail[i];

      rg_statement_bind_int (settle, 1, step->campaign);
      rg_statement_bind_int (settle, 2, mail->customer);
      rg_statement_bind_text (settle, 3, state_ids[mail->state]);
      rg_statement_bind_int (settle, 4, rg_write_get_now (write));
      rg_statement_bind_int (settle, 5, mail->next_at);
      rg_statement_bind_text (settle, 6, mail->said != NULL ? mail->said : "");
      rg_write_note_derived (write, "outbox");
      if (!rg_statement_run (settle, error))
        return FALSE;
    }
  return settle != NULL;
}

/* Only where anything was done since. */
static gboolean
rg_outbox_look_again (RgWrite *write, const RgOutboxStep *step, GError **error)
{
  g_autoptr (RgStatement) row =
    rg_db_statement (rg_write_get_db (write), "outbox.last-action", error);
  gint64 last, changed = 0;

  if (row == NULL)
    return FALSE;
  /* But for the write at hand. */
  rg_statement_bind_int (row, 1, rg_write_get_action (write));
  if (rg_statement_step (row, error) != RG_STEP_ROW)
    return FALSE;
  last = rg_statement_get_int (row, 0);
  rg_statement_reset (row);
  if (last == step->batch->seen)
    return TRUE;
  step->batch->seen = last;
  if (!rg_outbox_drop (write, step->campaign, &changed, error))
    return FALSE;
  if (changed > 0)
    rg_write_note_derived (write, "outbox");
  return TRUE;
}

static gboolean
rg_outbox_find_next (RgWrite *write, const RgOutboxStep *step, GError **error)
{
  g_autoptr (RgStatement) next = rg_db_statement (rg_write_get_db (write), "outbox.next", error);
  RgMailBatch *batch = step->batch;
  RgStep found = RG_STEP_DONE;

  if (next == NULL)
    return FALSE;
  rg_statement_bind_int (next, 1, step->campaign);
  rg_statement_bind_int (next, 2, rg_write_get_now (write));
  while (batch->n < MAX (batch->most, 1) &&
         (found = rg_statement_step (next, error)) == RG_STEP_ROW)
    batch->mail[batch->n++] = (RgMail) {
      .customer = rg_statement_get_int (next, 0),
      .message_id = g_strdup (rg_statement_get_text (next, 1)),
      .tries = (guint) rg_statement_get_int (next, 2) + 1,
      .name = g_strdup (rg_statement_get_text (next, 3)),
      .address = g_strdup (rg_statement_get_text (next, 4)),
      .subject = g_strdup (rg_statement_get_text (next, 5)),
      .body = g_strdup (rg_statement_get_text (next, 6)),
      .version = (guint) rg_statement_get_int (next, 7),
      .coupon = rg_statement_is_null (next, 8) ? NULL : g_strdup (rg_statement_get_text (next, 8)),
    };
  return found != RG_STEP_ERROR;
}

static gboolean
rg_outbox_claim (RgWrite *write, const RgOutboxStep *step, GError **error)
{
  g_autoptr (RgStatement) claim = rg_db_statement (rg_write_get_db (write), "outbox.claim", error);

  for (guint i = 0; claim != NULL && i < step->batch->n; i++)
    {
      rg_statement_bind_int (claim, 1, step->campaign);
      rg_statement_bind_int (claim, 2, step->batch->mail[i].customer);
      rg_statement_bind_int (claim, 3, rg_write_get_now (write));
      rg_write_note_derived (write, "outbox");
      if (!rg_statement_run (claim, error))
        return FALSE;
    }
  return claim != NULL;
}

static gboolean
rg_outbox_next_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const RgOutboxStep *step = data;

  if (!rg_outbox_write_fates (write, step, error) || !rg_outbox_look_again (write, step, error))
    return FALSE;
  rg_mail_batch_clear (step->batch);
  return rg_outbox_find_next (write, step, error) && rg_outbox_claim (write, step, error);
}

gboolean
rg_outbox_next (RgStore *store, gint64 campaign, RgMailBatch *batch, GError **error)
{
  RgOutboxStep step = { campaign, batch };

  return rg_store_write_sync (store, "campaign.drop", "", rg_outbox_next_in_thread, &step, NULL,
                              NULL, error);
}

static gboolean
rg_outbox_settle_in_thread (RgWrite *write, gpointer data, GError **error)
{
  return rg_outbox_write_fates (write, data, error);
}

gboolean
rg_outbox_settle (RgStore *store, gint64 campaign, RgMailBatch *batch, GError **error)
{
  RgOutboxStep step = { campaign, batch };

  return rg_store_write_sync (store, "campaign.drop", "", rg_outbox_settle_in_thread, &step, NULL,
                              NULL, error);
}
