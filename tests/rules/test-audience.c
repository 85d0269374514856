/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Who gets a campaign: nobody without permission, each left out for the right reason, and a split
 * that never moves. */
#include "rules/rg-audience.h"

#include <string.h>

static const guint8 campaign[RG_UUID_SIZE] = { 1, 2, 3 };

static void
test_reasons (void)
{
  const RgCandidate people[] = {
    { .customer = 1, .permission = RG_PERMISSION_YES, .reachable = TRUE },
    { .customer = 2, .permission = RG_PERMISSION_NO },
    { .customer = 3, .permission = RG_PERMISSION_UNKNOWN, .reachable = TRUE },
    { .customer = 4, .permission = RG_PERMISSION_YES },
    { .customer = 5, .permission = RG_PERMISSION_YES, .reachable = TRUE, .excluded = TRUE },
    { .customer = 1, .permission = RG_PERMISSION_YES, .reachable = TRUE },
    { .customer = 6, .permission = RG_PERMISSION_YES, .bounced = TRUE },
    { .customer = 7, .permission = RG_PERMISSION_NO, .bounced = TRUE },
  };
  const RgLeftOut expected[] = { RG_LEFT_OUT_NOT,        RG_LEFT_OUT_WITHDRAWN,
                                 RG_LEFT_OUT_NO_PERMISSION, RG_LEFT_OUT_NO_ADDRESS,
                                 RG_LEFT_OUT_BY_HAND,    RG_LEFT_OUT_TWICE,
                                 RG_LEFT_OUT_BOUNCED,    RG_LEFT_OUT_WITHDRAWN };
  RgSeat seats[G_N_ELEMENTS (people)];

  rg_audience_seat (people, G_N_ELEMENTS (people), RG_BASIS_ONLY_YES, 0, campaign, seats);
  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_assert_cmpint (seats[i].reason, ==, expected[i]);
      g_assert_cmpint (seats[i].place, ==, i == 0 ? RG_PLACE_INCLUDED : RG_PLACE_LEFT_OUT);
    }
  rg_audience_seat (people, G_N_ELEMENTS (people), RG_BASIS_NOT_NO, 0, campaign, seats);
  g_assert_cmpint (seats[2].place, ==, RG_PLACE_INCLUDED);
  g_assert_cmpint (seats[1].reason, ==, RG_LEFT_OUT_WITHDRAWN);
}

/* Nobody without permission or address is ever included or held out, whoever comes. */
static void
test_never_without_permission (void)
{
  for (int round = 0; round < 300; round++)
    {
      RgCandidate people[40];
      RgSeat seats[40];
      RgBasis basis = (RgBasis) g_test_rand_int_range (0, 2);

      for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
        {
          people[i] = (RgCandidate) {
            .customer = g_test_rand_int_range (1, 60),
            .permission = (RgPermission) g_test_rand_int_range (0, 3),
            .reachable = g_test_rand_int_range (0, 4) > 0,
            .excluded = g_test_rand_int_range (0, 8) == 0,
          };
          memcpy (people[i].uuid, &people[i].customer, sizeof people[i].customer);
        }
      rg_audience_seat (people, 40, basis, (guint) g_test_rand_int_range (0, 501), campaign, seats);
      for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
        if (seats[i].place == RG_PLACE_LEFT_OUT)
          g_assert_nonnull (rg_left_out_get_label (seats[i].reason));
        else
          g_assert_true (people[i].permission != RG_PERMISSION_NO && people[i].reachable
                         && !people[i].excluded
                         && (basis == RG_BASIS_NOT_NO
                             || people[i].permission == RG_PERMISSION_YES));
    }
}

/* Of 20,000 people a share of 200 thousandths is 4,000; 56.6 is one standard deviation. */
static void
test_split (void)
{
  guint8 other[RG_UUID_SIZE] = { 9 };
  int held_out = 0, both = 0;

  for (guint32 i = 0; i < 20000; i++)
    {
      guint8 uuid[RG_UUID_SIZE] = { 0 };

      memcpy (uuid + 4, &i, sizeof i);
      if (!rg_audience_is_held_out (uuid, campaign, 200))
        continue;
      held_out++;
      both += rg_audience_is_held_out (uuid, other, 200);
      g_assert_true (rg_audience_is_held_out (uuid, campaign, 300));
      g_assert_false (rg_audience_is_held_out (uuid, campaign, 0));
    }
  g_assert_cmpint (ABS (held_out - 4000), <, 4 * 57);
  g_assert_cmpint (ABS (both - 800), <, 4 * 28);
}

/* SHA-256 of 01 02 03 and 29 zero bytes begins with 1ac2f192 (sha256sum): 0.1045 of the range. */
static void
test_split_is_fixed (void)
{
  const guint8 nobody[RG_UUID_SIZE] = { 0 };

  g_assert_false (rg_audience_is_held_out (nobody, campaign, 104));
  g_assert_true (rg_audience_is_held_out (nobody, campaign, 105));
}

/* Nobody who is left stands below somebody who is not, in whatever order they come; and who was
 * left out, or is of the shop's own, is not touched. */
static void
test_best (void)
{
  for (int round = 0; round < 300; round++)
    {
      RgCandidate people[40], turned[40];
      RgSeat seats[40], other[40];
      gint64 standings[40], turned_standings[40];
      const gsize n = (gsize) g_test_rand_int_range (0, 45);
      gsize kept = 0, fit = 0;
      gint64 lowest = G_MAXINT64, highest = -1;

      for (gsize i = 0; i < 40; i++)
        {
          people[i] = (RgCandidate) { .customer = (gint64) i + 1, .uuid = { (guint8) i, 7 },
                                      .permission = g_test_rand_int_range (0, 5) > 0
                                                      ? RG_PERMISSION_YES : RG_PERMISSION_NO,
                                      .reachable = TRUE,
                                      .seed = g_test_rand_int_range (0, 10) == 0 };
          standings[i] = g_test_rand_int_range (0, 6);
          turned[39 - i] = people[i];
          turned_standings[39 - i] = standings[i];
        }
      rg_audience_seat (people, 40, RG_BASIS_ONLY_YES, 200, campaign, seats);
      rg_audience_seat (turned, 40, RG_BASIS_ONLY_YES, 200, campaign, other);
      for (gsize i = 0; i < 40; i++)
        fit += seats[i].place != RG_PLACE_LEFT_OUT && !people[i].seed;
      rg_audience_keep_best (people, 40, standings, campaign, n, seats);
      rg_audience_keep_best (turned, 40, turned_standings, campaign, n, other);
      for (gsize i = 0; i < 40; i++)
        {
          g_assert_cmpint (seats[i].place, ==, other[39 - i].place);
          g_assert_cmpint (seats[i].reason, ==, other[39 - i].reason);
          if (people[i].seed)
            g_assert_cmpint (seats[i].reason, !=, RG_LEFT_OUT_BEYOND);
          else if (seats[i].place != RG_PLACE_LEFT_OUT)
            lowest = MIN (lowest, standings[i]), kept++;
          else if (seats[i].reason == RG_LEFT_OUT_BEYOND)
            highest = MAX (highest, standings[i]);
        }
      g_assert_cmpuint (kept, ==, MIN (n, fit));
      g_assert_true (kept == 0 || highest <= lowest);
    }
}

static void
test_can_compare (void)
{
  double small, large;

  g_assert_false (rg_audience_can_compare (0.1, 60, 200, &small));
  g_assert_true (rg_audience_can_compare (0.1, 1131, 166, &large));
  g_assert_cmpfloat (small, >, large);
  g_assert_false (rg_audience_can_compare (0.1, 0, 200, NULL));
  g_assert_false (rg_audience_can_compare (0.1, 100000, 0, NULL));
}

static void
test_ids (void)
{
  for (int i = 1; i < RG_N_LEFT_OUT; i++)
    {
      RgLeftOut reason;

      g_assert_true (rg_left_out_from_id (rg_left_out_get_id (i), &reason));
      g_assert_cmpint (reason, ==, i);
    }
  g_assert_false (rg_left_out_from_id (NULL, &(RgLeftOut) { 0 }));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audience/reasons", test_reasons);
  g_test_add_func ("/audience/never-without-permission", test_never_without_permission);
  g_test_add_func ("/audience/split", test_split);
  g_test_add_func ("/audience/split-is-fixed", test_split_is_fixed);
  g_test_add_func ("/audience/best", test_best);
  g_test_add_func ("/audience/can-compare", test_can_compare);
  g_test_add_func ("/audience/ids", test_ids);
  return g_test_run ();
}
