/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What customers of the sample shop look at in its web shop, and what they leave in the basket.
 * Each week is much like the one before it, but for the last one, in which far more is left: so
 * that Today has something unusual to tell. */
#include "config.h"

#include "transfer/rg-sample-private.h"

#define STREAM_WEB 5
#define WEEKS 110
/* Of a thousand customers in a week, about; half of that in the first one. */
#define LEAVING 16
#define LEAVING_LAST 42
#define LOOKING 24
/* Nobody may have been a customer on a day long ago. */
#define TRIES 20

typedef struct
{
  RgSampleData *data;
  const RgSampleShelf *shelf;
  RgRandom random;
  int last_time;
} RgSampleWeb;

/* Somebody who was a customer by then, or RG_SAMPLE_NONE. */
static int
rg_sample_pick_customer (RgSampleWeb *web, RgDay day)
{
  for (int i = 0; i < TRIES; i++)
    {
      const int at = rg_random_below (&web->random, (int) web->data->customers->len);

      if (g_array_index (web->data->customers, RgSampleCustomer, at).joined_on <= day)
        return at;
    }
  return RG_SAMPLE_NONE;
}

static void
rg_sample_add_activity (RgSampleWeb *web, RgDay day, gboolean left)
{
  const RgDay last_day = web->data->last_day;
  RgSampleActivity activity = {
    .customer = rg_sample_pick_customer (web, day),
    .product = rg_random_below (&web->random, web->shelf->first[RG_SAMPLE_CATEGORIES]),
    .day = day,
    .time = rg_random_between (&web->random, 7 * 3600, 23 * 3600),
  };

  if (day == last_day)
    activity.time = MIN (activity.time, web->last_time);
  if (activity.customer == RG_SAMPLE_NONE)
    return;
  g_array_append_val (web->data->activities, activity);
  /* Whatever lies in the basket was looked at. */
  activity.left = TRUE;
  if (left)
    g_array_append_val (web->data->activities, activity);
}

/* So many a week; the parts of one more that the days hold add up. */
static void
rg_sample_add_day (RgSampleWeb *web, RgDay day, int per_mille, gboolean left)
{
  const gint64 at = day - web->data->last_day + 7 * WEEKS;
  const gint64 a_week = (gint64) per_mille * web->data->customers->len * (7 * WEEKS + at) /
                        (14 * WEEKS);

  for (gint64 i = at * a_week / 7000; i < (at + 1) * a_week / 7000; i++)
    rg_sample_add_activity (web, day, left);
}

void
rg_sample_make_web (RgSampleData *data, const RgSampleShelf *shelf, int last_time)
{
  RgSampleWeb web = { .data = data, .shelf = shelf, .last_time = last_time };

  rg_random_init (&web.random, data->seed, STREAM_WEB);
  for (RgDay day = data->last_day - 7 * WEEKS + 1; day <= data->last_day; day++)
    {
      const gboolean last_week = day > data->last_day - 7;
      /* A week is up to a tenth more or less than the one before. */
      const int about = rg_random_between (&web.random, 92, 108);

      rg_sample_add_day (&web, day, LOOKING * about / 100, FALSE);
      rg_sample_add_day (&web, day, (last_week ? LEAVING_LAST : LEAVING) * about / 100, TRUE);
    }
}
