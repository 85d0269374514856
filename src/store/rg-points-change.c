/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "store/rg-points-change.h"

#include "base/rg-i18n.h"
#include "store/rg-points-settings.h"
#include "store/rg-store-cards.h"
#include "store/rg-store-consent.h"

static gboolean
rg_points_refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID, sentence);
  return FALSE;
}

static gboolean
rg_points_change_is_valid (const RgPointsChange *change, const RgPointsNew *entry, RgDay today,
                           GError **error)
{
  const gboolean corrects = change->kind == RG_LOT_CORRECTED;

  if (change->points > RG_POINTS_MOST || change->points < (corrects ? -RG_POINTS_MOST : 1))
    return rg_points_refuse (error, _("Write how many points: a whole number."));
  if (entry->effective_on > today)
    return rg_points_refuse (error, _("Points cannot be written down for a day to come."));
  if (entry->points > 0 && entry->lapses_on != RG_DAY_NONE
      && entry->lapses_on < entry->effective_on)
    return rg_points_refuse (error, _("Points cannot lapse before the day on which they come."));
  return change->note == NULL || rg_cards_check_text (change->note, error);
}

/* RgLotEntry of the person. */
static GArray *
rg_points_read_entries (RgDb *db, gint64 customer, GError **error)
{
  gint64 resolved;

  if (!rg_consent_resolve (db, customer, &resolved, error))
    return NULL;
  if (resolved == 0)
    rg_points_refuse (error, _("This customer is not there any more."));
  return resolved != 0 ? rg_loyalty_read_entries (db, resolved, FALSE, error) : NULL;
}

static gint64
rg_points_get_owed (const GArray *entries)
{
  g_autoptr (GArray) lots = rg_lots_replay ((const RgLotEntry *) (gpointer) entries->data,
                                            entries->len, G_MAXINT32);
  gint64 owed = 0;

  for (guint i = 0; i < lots->len; i++)
    owed += g_array_index (lots, RgLot, i).owed;
  return owed;
}

/* Only what is there can be spent: on that day, and without lacking on a later one. */
static gboolean
rg_points_check_spending (GArray *entries, const RgPointsNew *entry, GError **error)
{
  const RgLotEntry added = { G_MAXINT64, entry->points, entry->kind, entry->effective_on,
                             entry->lapses_on, entry->lot, 0 };
  gint64 owed = -rg_points_get_owed (entries);
  g_autofree char *points = NULL;

  g_array_append_val (entries, added);
  owed += rg_points_get_owed (entries);
  if (owed <= 0)
    return TRUE;
  points = rg_lots_dup_points (MAX (-entry->points - owed, 0));
  g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
               /* Translators: %s is a number of points, "120 points". */
               _("Only %s can be spent."), points);
  return FALSE;
}

/* A correction says how many there are on that day. */
static gboolean
rg_points_complete (RgDb *db, const RgPointsChange *change, RgPointsNew *entry, GError **error)
{
  g_autoptr (GArray) entries = rg_points_read_entries (db, entry->customer, error);
  g_autoptr (GArray) lots = NULL;

  if (entries == NULL)
    return FALSE;
  if (change->kind == RG_LOT_SPENT)
    return rg_points_check_spending (entries, entry, error);
  if (change->kind != RG_LOT_CORRECTED)
    return TRUE;
  lots = rg_lots_replay ((const RgLotEntry *) (gpointer) entries->data, entries->len,
                         entry->effective_on);
  entry->points = change->points - rg_lots_get_balance (lots, entry->effective_on);
  return TRUE;
}

gboolean
rg_points_change_write (RgWrite *write, const RgPointsChange *change, GError **error)
{
  RgDb *db = rg_write_get_db (write);
  const RgDay today = rg_shop_get_day (rg_write_get_shop (write));
  const gboolean takes = change->kind == RG_LOT_SPENT || change->kind == RG_LOT_RETURNED;
  RgPointsSettings settings;
  RgPointsNew entry = {
    .customer = change->customer,
    .points = takes ? -change->points : change->points,
    .kind = change->kind,
    .effective_on = change->day != RG_DAY_NONE ? change->day : today,
    .lapses_on = change->lapses_on,
    .campaign = change->campaign,
    .note = change->note,
  };

  if (!rg_points_settings_read (db, &settings, error))
    return FALSE;
  if (!change->says_lapse)
    entry.lapses_on = rg_lots_get_last_day (entry.effective_on, settings.months);
  return rg_points_change_is_valid (change, &entry, today, error)
         && rg_points_complete (db, change, &entry, error)
         && (entry.points == 0 || rg_loyalty_append (write, &entry, error));
}

/* --- one action ------------------------------------------------------------------------------- */

static RgPointsChange *
rg_points_change_copy (const RgPointsChange *change)
{
  RgPointsChange *copy = g_memdup2 (change, sizeof *change);

  copy->note = g_strdup (change->note);
  return copy;
}

static void
rg_points_change_free (gpointer data)
{
  RgPointsChange *change = data;

  g_free ((char *) change->note);
  g_free (change);
}

/* What History shows. */
static char *
rg_points_change_dup_label (const RgPointsChange *change)
{
  g_autofree char *points = rg_lots_dup_points (change->points);

  switch (change->kind)
    {
    case RG_LOT_SPENT:
      /* Translators: in History; %s is a number of points, "120 points". */
      return g_strdup_printf (_("Spent: %s"), points);
    case RG_LOT_RETURNED:
      /* Translators: in History; %s is a number of points, "120 points". */
      return g_strdup_printf (_("Taken Back With a Return: %s"), points);
    case RG_LOT_CORRECTED:
      /* Translators: in History; %s is how many points there are, "120 points". */
      return g_strdup_printf (_("Corrected to %s"), points);
    default:
      /* Translators: in History; %s is a number of points, "120 points". */
      return g_strdup_printf (_("Given: %s"), points);
    }
}

static gboolean
rg_points_change_in_thread (RgWrite *write, gpointer data, GError **error)
{
  return rg_points_change_write (write, data, error);
}

gboolean
rg_store_change_points_sync (RgStore *store, const RgPointsChange *change, gint64 *action_id,
                             GError **error)
{
  g_autofree char *label = rg_points_change_dup_label (change);

  return rg_store_write_sync (store, "points", label, rg_points_change_in_thread,
                              (gpointer) change, NULL, action_id, error);
}

void
rg_store_change_points_async (RgStore *store, const RgPointsChange *change,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *label = rg_points_change_dup_label (change);

  rg_store_write_async (store, "points", label, rg_points_change_in_thread,
                        rg_points_change_copy (change), rg_points_change_free, NULL, callback,
                        user_data);
}

/* --- a fixed list ----------------------------------------------------------------------------- */

typedef struct {
  RgPointsChange change;
  guint n;
} RgPointsForAll;

static gboolean
rg_points_for_all_in_thread (RgWrite *write, gpointer data, GError **error)
{
  RgPointsForAll *all = data;
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (RgStatement) rows = rg_db_statement (rg_write_get_db (write),
                                                  "loyalty.not-given-yet", error);
  RgStep step;

  if (rows == NULL)
    return FALSE;
  rg_statement_bind_int (rows, 1, all->change.campaign);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      const gint64 customer = rg_statement_get_int (rows, 0);

      g_array_append_val (people, customer);
    }
  all->n = people->len;
  for (guint i = 0; step == RG_STEP_DONE && i < people->len; i++)
    {
      all->change.customer = g_array_index (people, gint64, i);
      if (!rg_points_change_write (write, &all->change, error))
        return FALSE;
    }
  return step == RG_STEP_DONE;
}

gboolean
rg_store_give_campaign_points_sync (RgStore *store, gint64 campaign, const RgPointsChange *change,
                                    guint *n, gint64 *action_id, GError **error)
{
  RgPointsForAll all = { *change, 0 };
  g_autofree char *points = rg_lots_dup_points (change->points);
  /* Translators: in History; %s is a number of points, "120 points". */
  g_autofree char *label = g_strdup_printf (_("Given to a Whole List: %s"), points);

  all.change.kind = RG_LOT_GIVEN;
  all.change.campaign = campaign;
  if (!rg_store_write_sync (store, "points.list", label, rg_points_for_all_in_thread, &all, NULL,
                            action_id, error))
    return FALSE;
  *n = all.n;
  return TRUE;
}
