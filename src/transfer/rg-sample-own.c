/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the sample shop wants to know of its customers beside what every shop does. */
#include "config.h"

#include "transfer/rg-sample-private.h"

#define STREAM_OWN 4

enum { FIELD_READING, FIELD_CUP, FIELD_PLEASED };

static const char *const genres[] = { "Crime",       "Novels",           "Poetry",
                                      "Non-Fiction", "Children’s Books", NULL };
static const char *const cups[] = { "Filter Coffee", "Cappuccino", "Oat Latte", "Tea", NULL };
static const char *const steps[] = { "1", "2", "3", "4", "5" };

static const RgSampleField fields[] = {
  [FIELD_READING] = { "Likes to Read", RG_OWN_SEVERAL, "What to tell them of when it comes in",
                      genres },
  [FIELD_CUP] = { "Usual Cup", RG_OWN_ONE, "", cups },
  [FIELD_PLEASED] = { "Pleased", RG_OWN_SCALE, "", NULL, 1, 5 },
};

static void
rg_sample_add_own (RgSampleData *data, int customer, int field, const char *text)
{
  const RgSampleOwn own = { customer, field, text };

  g_array_append_val (data->own, own);
}

/* One or two, one a line. */
static const char *
rg_sample_pick_genres (RgSampleData *data, RgRandom *random)
{
  const int n = (int) G_N_ELEMENTS (genres) - 1;
  const int first = rg_random_below (random, n);
  const int second = rg_random_below (random, n);
  g_autofree char *both = g_strconcat (genres[MIN (first, second)], "\n",
                                       genres[MAX (first, second)], NULL);

  return first == second ? genres[first] : g_string_chunk_insert_const (data->texts, both);
}

/* Nobody asks everybody how they are pleased, from 1 to 5; most of those who are asked are. */
void
rg_sample_make_own (RgSampleData *data)
{
  static const int pleased[] = { 2, 4, 14, 42, 38 };
  RgRandom random;

  rg_random_init (&random, data->seed, STREAM_OWN);
  g_array_append_vals (data->fields, fields, G_N_ELEMENTS (fields));
  for (guint i = 0; i < data->customers->len; i++)
    {
      if (rg_random_chance (&random, 42))
        rg_sample_add_own (data, (int) i, FIELD_READING, rg_sample_pick_genres (data, &random));
      if (rg_random_chance (&random, 35))
        rg_sample_add_own (data, (int) i, FIELD_CUP,
                           cups[rg_random_below (&random, (int) G_N_ELEMENTS (cups) - 1)]);
      if (rg_random_chance (&random, 24))
        rg_sample_add_own (data, (int) i, FIELD_PLEASED,
                           steps[rg_random_pick (&random, pleased, G_N_ELEMENTS (pleased))]);
    }
}
