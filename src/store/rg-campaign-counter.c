/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What campaigns say at the counter. */
#include "store/rg-campaign-counter.h"

#include "store/rg-audience-permission.h"
#include "store/rg-store-basis.h"
#include "store/rg-store-consent.h"
#include "store/rg-store-suppression.h"

/* What a person allows by now; read once there is something to say. */
typedef struct {
  gboolean read;
  gboolean held; /* asked never to be contacted again, under whatever row */
  RgChannelPermission now[RG_N_ASKED];
  RgBasis basis[RG_CHANNELS];
} RgCounterPermission;

/* Columns of `counter`. */
enum {
  COLUMN_CAMPAIGN,
  COLUMN_NAME,
  COLUMN_TEXT,
  COLUMN_ENDS_ON,
  COLUMN_CHANNEL,
  COLUMN_TAILORED,
  COLUMN_SEGMENT,
};

void
rg_counter_message_free (RgCounterMessage *message)
{
  g_free (message->name);
  g_free (message->text);
  g_free (message);
}

static gboolean
rg_counter_permission_read (RgDb *db, gint64 customer, RgCounterPermission *permission,
                            GError **error)
{
  if (permission->read)
    return TRUE;
  permission->read = TRUE;
  return rg_suppressed_holds_for (db, customer, &permission->held, error)
         && rg_consent_read_now (db, customer, permission->now, error)
         && rg_bases_read_short (db, permission->basis, error);
}

/* Of the campaign in the row. */
static gboolean
rg_counter_permission_ask (RgDb *db, RgStatement *row, const RgCounterPermission *permission,
                           gboolean *may, GError **error)
{
  gboolean tailored = rg_statement_get_int (row, COLUMN_TAILORED) != 0;
  RgChannel channel;

  *may = FALSE;
  if (!rg_channel_from_id (rg_statement_get_text (row, COLUMN_CHANNEL), &channel)
      || permission->held
      || !rg_permission_allows (permission->now[channel].state, permission->basis[channel]))
    return TRUE;
  if (!tailored && !rg_audience_is_tailored (db, rg_statement_get_text (row, COLUMN_SEGMENT),
                                             &tailored, error))
    return FALSE;
  *may = !tailored || permission->now[RG_ASKED_TAILORED].state == RG_PERMISSION_YES;
  return TRUE;
}

static RgCounterMessage *
rg_counter_message_from_row (RgStatement *row)
{
  RgCounterMessage *message = g_new0 (RgCounterMessage, 1);

  message->campaign = rg_statement_get_int (row, COLUMN_CAMPAIGN);
  message->name = g_strdup (rg_statement_get_text (row, COLUMN_NAME));
  message->text = g_strdup (rg_statement_get_text (row, COLUMN_TEXT));
  message->ends_on = (RgDay) rg_statement_get_int (row, COLUMN_ENDS_ON);
  return message;
}

GPtrArray *
rg_counter_messages_read (RgDb *db, gint64 customer, RgDay today, GError **error)
{
  g_autoptr (GPtrArray) all =
      g_ptr_array_new_with_free_func ((GDestroyNotify) rg_counter_message_free);
  g_autoptr (RgStatement) rows = rg_db_statement (db, "campaigns.counter", error);
  RgCounterPermission permission = { FALSE };
  RgStep step;

  if (rows == NULL)
    return NULL;
  rg_statement_bind_int (rows, 1, customer);
  rg_statement_bind_int (rows, 2, today);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      gboolean may;

      if (!rg_counter_permission_read (db, customer, &permission, error)
          || !rg_counter_permission_ask (db, rows, &permission, &may, error))
        return NULL;
      if (may)
        g_ptr_array_add (all, rg_counter_message_from_row (rows));
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&all) : NULL;
}
