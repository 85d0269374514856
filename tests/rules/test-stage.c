/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The stage of a customer: examples, and what holds for any days. */
#include "rules/rg-stage.h"

#include <stdlib.h>

static RgStageNow
now_of (const RgDay *days, gsize n, RgDay today)
{
  return rg_stage_of_days (days, n, today);
}

static void
assert_stage (RgStageNow now, RgStage stage, const char *why)
{
  g_autofree char *text = rg_stage_dup_why (&now);

  g_assert_cmpstr (rg_stage_id (now.stage), ==, rg_stage_id (stage));
  g_assert_cmpstr (text, ==, why);
}

static void
test_examples (void)
{
  const RgDay weekly[] = { 100, 107, 114, 121, 128, 135, 142 };
  const RgDay faster[] = { 100, 130, 160, 190, 200, 210, 220 };
  const RgDay slower[] = { 100, 110, 120, 130, 160, 190, 220 };

  assert_stage (now_of (NULL, 0, 10), RG_STAGE_NONE, "No purchase yet.");
  assert_stage (now_of (weekly, 1, 105), RG_STAGE_NEW, "Came only 1 time so far.");
  assert_stage (now_of (weekly, 2, 110), RG_STAGE_NEW, "Came only 2 times so far.");
  assert_stage (now_of (weekly, 3, 120), RG_STAGE_GROWING,
                "Came 3 times: not often enough yet for a rhythm.");
  assert_stage (now_of (weekly, 7, 149), RG_STAGE_REGULAR, "Nine in ten times back within 7 days.");
  assert_stage (now_of (weekly, 7, 150), RG_STAGE_LAPSING,
                "Away for 8 days; nine in ten times it was at most 7.");
  assert_stage (now_of (weekly, 7, 163), RG_STAGE_LAPSING,
                "Away for 21 days; nine in ten times it was at most 7.");
  assert_stage (now_of (weekly, 7, 164), RG_STAGE_LOST,
                "Away for 22 days; nine in ten times it was at most 7.");
  assert_stage (now_of (faster, 7, 221), RG_STAGE_GROWING,
                "Comes more often: every 10 days on the average, before every 30.");
  assert_stage (now_of (slower, 7, 221), RG_STAGE_REGULAR,
                "Nine in ten times back within 30 days.");
  assert_stage (now_of (weekly, 1, 190), RG_STAGE_NEW, "Came only 1 time so far.");
  assert_stage (now_of (weekly, 1, 191), RG_STAGE_LAPSING,
                "Away for 91 days, which is more than 90, and no rhythm is known yet.");
  assert_stage (now_of (weekly, 1, 371), RG_STAGE_LOST,
                "Away for 271 days, which is more than 90, and no rhythm is known yet.");
}

typedef struct
{
  RgDay days[60];
  gsize n;
} Days;

static int
compare_days (const void *a, const void *b)
{
  return *(const RgDay *) a - *(const RgDay *) b;
}

static Days
make_days (GRand *random)
{
  Days days = { .n = (gsize) g_rand_int_range (random, 1, 60) };

  for (gsize i = 0; i < days.n; i++)
    days.days[i] = g_rand_int_range (random, 0, g_rand_boolean (random) ? 50 : 2000);
  qsort (days.days, days.n, sizeof (RgDay), compare_days);
  return days;
}

/* Whoever stays away is lapsing one day and lost later, and nothing but a visit changes that. */
static void
test_away (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (int i = 0; i < 200; i++)
    {
      const Days days = make_days (random);
      const RgDay last = days.days[days.n - 1];
      RgStage before = rg_stage_of_days (days.days, days.n, last).stage;

      g_assert_cmpint (before, <, RG_STAGE_LAPSING);
      for (int away = 1; away < 7000; away += 13)
        {
          const RgStage stage = rg_stage_of_days (days.days, days.n, last + away).stage;

          g_assert_true (stage == before ||
                         (stage == RG_STAGE_LAPSING && before < RG_STAGE_LAPSING) ||
                         (stage == RG_STAGE_LOST && before <= RG_STAGE_LAPSING));
          before = stage;
        }
      g_assert_cmpint (before, ==, RG_STAGE_LOST);
    }
}

/* Two receipts of a day are one visit; what is still to come does not count. */
static void
test_same (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2);

  for (int i = 0; i < 2000; i++)
    {
      const Days days = make_days (random);
      const RgDay today = days.days[days.n - 1] + g_rand_int_range (random, 0, 300);
      const RgStageNow once = rg_stage_of_days (days.days, days.n, today);
      RgDay twice[121];
      RgStageNow again;

      for (gsize k = 0; k < days.n; k++)
        twice[2 * k] = twice[2 * k + 1] = days.days[k];
      twice[2 * days.n] = today + 1;
      again = rg_stage_of_days (twice, 2 * days.n + 1, today);
      g_assert_cmpint (again.stage, ==, once.stage);
      g_assert_cmpuint (again.visits, ==, once.visits);
      g_assert_cmpint (again.usual, ==, once.usual);
    }
}

/* It is a rhythm, not a number of days: whoever does all of it ten times as slowly stands where
 * they stood. */
static void
test_scale (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (int i = 0; i < 500; i++)
    {
      RgDay days[12] = { 0 };
      RgDay slow[12] = { 0 };

      for (int k = 1; k < 12; k++)
        days[k] = days[k - 1] + 2 * g_rand_int_range (random, 1, 20);
      for (int k = 0; k < 12; k++)
        slow[k] = 10 * days[k];
      for (int times = 1; times <= 8; times += 3)
        {
          const RgStageNow one = rg_stage_of_days (days, 12, days[11]);
          const int away = one.usual * times / 2 + times;
          const RgStageNow quick = rg_stage_of_days (days, 12, days[11] + away);
          const RgStageNow ten = rg_stage_of_days (slow, 12, slow[11] + 10 * away);

          /* Days are whole: who is right at the edge may stand on either side of it. */
          if (abs (quick.away - quick.usual) > 1 &&
              abs (quick.away - RG_STAGE_LOST_TIMES * quick.usual) > 3 &&
              abs (3 * quick.gap_since - 2 * quick.gap_before) > 5)
            g_assert_cmpint (ten.stage, ==, quick.stage);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stage/examples", test_examples);
  g_test_add_func ("/stage/away", test_away);
  g_test_add_func ("/stage/same", test_same);
  g_test_add_func ("/stage/scale", test_scale);
  return g_test_run ();
}
