/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Points of the sample shop's book club: by what its people bought in the last year, so that some
 * lapse soon, and some of them spent. */
#include "store/rg-points-settings.h"
#include "store/rg-store-loyalty.h"
#include "store/rg-store-sample-private.h"

#include <string.h>

/* A point for so much, and what a hundred of them are worth, in minor units. */
#define RG_SAMPLE_POINT_MINOR 1000
#define RG_SAMPLE_HUNDRED_MINOR 5000
#define RG_SAMPLE_MONTHS 12
/* Who has that many spends a hundred; not everybody does. */
#define RG_SAMPLE_MANY 150
#define RG_SAMPLE_SPENT 100
#define RG_SAMPLE_SPEND_EVERY 3

typedef struct
{
  RgSampleWrite *sample;
  RgStatement *row;
  guint n;
  gint64 customer; /* of the receipts that are read */
  gint64 points;   /* theirs */
  RgDay last;      /* day of theirs */
} RgSampleClub;

static gboolean
rg_sample_club_put (RgSampleClub *self, gint64 points, RgDay day, const void *receipt,
                    GError **error)
{
  const gboolean earned = points > 0;
  const gint64 at = rg_day_to_instant (day, RG_TIME_NONE, self->sample->zone);

  rg_sample_bind_uuid (self->sample, self->row, 1, "points", self->n++);
  rg_statement_bind_int (self->row, 2, self->customer);
  rg_statement_bind_int (self->row, 3, points);
  rg_statement_bind_text (self->row, 4,
                          rg_lot_kind_get_id (earned ? RG_LOT_EARNED : RG_LOT_SPENT));
  rg_statement_bind_int (self->row, 5, day);
  rg_statement_bind_int (self->row, 6, at);
  rg_statement_bind_day (self->row, 7,
                         earned ? rg_lots_get_last_day (day, RG_SAMPLE_MONTHS) : RG_DAY_NONE);
  if (receipt != NULL)
    rg_statement_bind_blob (self->row, 8, receipt, RG_UUID_SIZE);
  else
    rg_statement_bind_null (self->row, 8);
  return rg_statement_run (self->row, error);
}

/* On the day of their latest purchase. */
static gboolean
rg_sample_club_spend (RgSampleClub *self, GError **error)
{
  return self->points < RG_SAMPLE_MANY || self->customer % RG_SAMPLE_SPEND_EVERY != 0
         || rg_sample_club_put (self, -RG_SAMPLE_SPENT, self->last, NULL, error);
}

/* The receipts of one customer come one after the other, by day. */
static gboolean
rg_sample_club_take (RgSampleClub *self, RgStatement *receipt, GError **error)
{
  const gint64 customer = rg_statement_get_int (receipt, 0);
  const gint64 points = rg_statement_get_int (receipt, 3) / RG_SAMPLE_POINT_MINOR;
  guint8 uuid[RG_UUID_SIZE] = { 0 };
  gsize length;
  const void *known = rg_statement_get_blob (receipt, 1, &length);

  memcpy (uuid, known, MIN (length, sizeof uuid));
  if (customer != self->customer && self->customer != 0 && !rg_sample_club_spend (self, error))
    return FALSE;
  self->points = points + (customer == self->customer ? self->points : 0);
  self->customer = customer;
  self->last = (RgDay) rg_statement_get_int (receipt, 2);
  return points <= 0 || rg_sample_club_put (self, points, self->last, uuid, error);
}

gboolean
rg_sample_write_loyalty (RgSampleWrite *self, GError **error)
{
  const RgPointsSettings settings = { RG_SAMPLE_HUNDRED_MINOR, RG_SAMPLE_MONTHS };
  g_autoptr (RgStatement) row = rg_db_statement (self->db, "sample-shop.points", error);
  g_autoptr (RgStatement) receipts = rg_db_statement (self->db, "sample-shop.club", error);
  RgSampleClub club = { .sample = self, .row = row };
  RgStep step;

  if (row == NULL || receipts == NULL || !rg_points_settings_write (self->db, &settings, error))
    return FALSE;
  rg_statement_bind_int (receipts, 1,
                         rg_day_add_months (self->data->last_day, -RG_SAMPLE_MONTHS));
  while ((step = rg_statement_step (receipts, error)) == RG_STEP_ROW)
    if (!rg_sample_club_take (&club, receipts, error))
      return FALSE;
  return step == RG_STEP_DONE && (club.customer == 0 || rg_sample_club_spend (&club, error))
         && rg_loyalty_refresh_all (self->db, error);
}
