/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How often a person and a home is contacted: each limit by itself, all of them against a plain
 * count of the days, and quiet hours. */
#include "rules/rg-contact-budget.h"

static RgLeftOut
judge (const RgContactBudget *budget, const RgContactMade *made, gsize n)
{
  g_autoptr (RgContactHistory) history = rg_contact_history_new (made, n, 100);

  return rg_contact_budget_judge (budget, history, 1, 9);
}

#define JUDGE(budget, ...)                                                                         \
  judge (budget, (const RgContactMade[]) { __VA_ARGS__ },                                          \
         sizeof ((const RgContactMade[]) { __VA_ARGS__ }) / sizeof (RgContactMade))

static void
test_limits (void)
{
  const RgContactBudget month = { .on = TRUE, .month = 2 }, week = { .on = TRUE, .week = 1 };
  const RgContactBudget gap = { .on = TRUE, .gap = 7 }, home = { .on = TRUE, .home_month = 2 };
  const RgContactBudget home_week = { .on = TRUE, .home_week = 2 };
  const RgContactBudget off = { .month = 1, .week = 1, .gap = 9, .home_month = 1 };

  g_assert_cmpint (JUDGE (&month, { 1, 0, 80 }), ==, RG_LEFT_OUT_NOT);
  g_assert_cmpint (JUDGE (&month, { 1, 0, 80 }, { 1, 0, 90 }), ==, RG_LEFT_OUT_MONTH);
  g_assert_cmpint (JUDGE (&month, { 1, 0, 70 }, { 1, 0, 90 }), ==, RG_LEFT_OUT_NOT);
  g_assert_cmpint (JUDGE (&month, { 1, 0, 71 }, { 1, 0, 90 }), ==, RG_LEFT_OUT_MONTH);
  g_assert_cmpint (JUDGE (&month, { 2, 9, 80 }, { 2, 9, 90 }), ==, RG_LEFT_OUT_NOT);
  g_assert_cmpint (JUDGE (&week, { 1, 0, 94 }), ==, RG_LEFT_OUT_WEEK);
  g_assert_cmpint (JUDGE (&week, { 1, 0, 93 }), ==, RG_LEFT_OUT_NOT);
  g_assert_cmpint (JUDGE (&gap, { 1, 0, 94 }), ==, RG_LEFT_OUT_GAP);
  g_assert_cmpint (JUDGE (&gap, { 1, 0, 93 }), ==, RG_LEFT_OUT_NOT);
  g_assert_cmpint (JUDGE (&gap, { 1, 0, 100 }), ==, RG_LEFT_OUT_GAP);
  g_assert_cmpint (JUDGE (&home, { 2, 9, 90 }, { 3, 9, 91 }), ==, RG_LEFT_OUT_HOME_MONTH);
  g_assert_cmpint (JUDGE (&home, { 2, 8, 90 }, { 3, 9, 91 }), ==, RG_LEFT_OUT_NOT);
  g_assert_cmpint (JUDGE (&home_week, { 2, 9, 94 }, { 3, 9, 95 }), ==, RG_LEFT_OUT_HOME_WEEK);
  g_assert_cmpint (JUDGE (&home_week, { 2, 9, 93 }, { 3, 9, 95 }), ==, RG_LEFT_OUT_NOT);
  g_assert_cmpint (JUDGE (&off, { 1, 9, 99 }, { 2, 9, 99 }), ==, RG_LEFT_OUT_NOT);
}

/* However the contacts come, nobody gets one more than the limits allow, and nobody is kept from
 * one that they allow. */
static void
test_plain_count (void)
{
  for (int round = 0; round < 3000; round++)
    {
      const RgContactBudget budget = { .on = TRUE, .month = g_test_rand_int_range (0, 4),
                                       .week = g_test_rand_int_range (0, 3),
                                       .gap = g_test_rand_int_range (0, 12),
                                       .home_month = g_test_rand_int_range (0, 5),
                                       .home_week = g_test_rand_int_range (0, 4) };
      RgContactMade made[12];
      const gsize n = (gsize) g_test_rand_int_range (0, G_N_ELEMENTS (made) + 1);
      int month = 0, week = 0, gap = 0, home = 0, home_week = 0;

      for (gsize i = 0; i < n; i++)
        {
          const int ago = g_test_rand_int_range (-3, 45);

          made[i] = (RgContactMade) { g_test_rand_int_range (1, 4), g_test_rand_int_range (8, 10),
                                      100 - ago };
          if (ago < 0 || ago >= RG_BUDGET_MONTH)
            continue;
          home += made[i].home == 9;
          home_week += made[i].home == 9 && ago < 7;
          month += made[i].customer == 1;
          week += made[i].customer == 1 && ago < 7;
          gap += made[i].customer == 1 && ago < budget.gap;
        }
      g_assert_cmpint (judge (&budget, made, n) != RG_LEFT_OUT_NOT, ==,
                       (budget.month > 0 && month >= budget.month)
                           || (budget.week > 0 && week >= budget.week) || gap > 0
                           || (budget.home_month > 0 && home >= budget.home_month)
                           || (budget.home_week > 0 && home_week >= budget.home_week));
    }
}

/* Room beside others means that one more would be fine had they been made today. */
static void
test_room (void)
{
  for (int round = 0; round < 3000; round++)
    {
      const RgContactBudget budget = { .on = g_test_rand_int_range (0, 8) > 0,
                                       .month = g_test_rand_int_range (0, 4),
                                       .week = g_test_rand_int_range (0, 3),
                                       .gap = g_test_rand_int_range (0, 3) * 5 };
      const guint before = (guint) g_test_rand_int_range (0, 3);
      const guint others = (guint) g_test_rand_int_range (0, 3);
      RgContactMade made[6];
      g_autoptr (RgContactHistory) history = NULL, later = NULL;

      for (guint i = 0; i < before + others; i++)
        made[i] = (RgContactMade) { 1, 0, i < before ? g_test_rand_int_range (60, 100) : 100 };
      history = rg_contact_history_new (made, before, 100);
      later = rg_contact_history_new (made, before + others, 100);
      if (rg_contact_budget_judge (&budget, history, 1, 0) != RG_LEFT_OUT_NOT)
        continue;
      g_assert_cmpint (rg_contact_budget_has_room (&budget, history, 1, others), ==,
                       rg_contact_budget_judge (&budget, later, 1, 0) == RG_LEFT_OUT_NOT);
    }
}

static void
test_defaults (void)
{
  RgContactBudget budget;

  rg_contact_budget_init (&budget);
  g_assert_true (budget.on && !budget.one_an_address);
  g_assert_cmpint (budget.month, ==, 2);
  g_assert_cmpint (budget.gap, ==, 7);
}

static void
test_quiet (void)
{
  RgContactBudget budget;

  rg_contact_budget_init (&budget);
  g_assert_true (rg_contact_budget_is_quiet (&budget, RG_CHANNEL_SMS, 0, 20 * 60));
  g_assert_true (rg_contact_budget_is_quiet (&budget, RG_CHANNEL_PHONE, 0, 0));
  g_assert_true (rg_contact_budget_is_quiet (&budget, RG_CHANNEL_EMAIL, 0, 9 * 60 - 1));
  g_assert_false (rg_contact_budget_is_quiet (&budget, RG_CHANNEL_EMAIL, 0, 9 * 60));
  g_assert_false (rg_contact_budget_is_quiet (&budget, RG_CHANNEL_POST, 0, 3 * 60));
  g_assert_true (rg_contact_budget_is_quiet (&budget, RG_CHANNEL_PHONE, 6, 12 * 60));
  budget.quiet_from = 12 * 60;
  budget.quiet_until = 13 * 60;
  budget.quiet_sundays = FALSE;
  g_assert_true (rg_contact_budget_is_quiet (&budget, RG_CHANNEL_PHONE, 6, 12 * 60));
  g_assert_false (rg_contact_budget_is_quiet (&budget, RG_CHANNEL_PHONE, 6, 13 * 60));
  budget.quiet = FALSE;
  g_assert_false (rg_contact_budget_is_quiet (&budget, RG_CHANNEL_PHONE, 0, 12 * 60));
}

/* One letter to an address: whoever stands first gets it, and nobody who is left out takes it. */
static void
test_shared (void)
{
  static const guint8 campaign[RG_UUID_SIZE] = { 1 };
  const RgCandidate people[] = {
    { .customer = 1, .permission = RG_PERMISSION_NO, .reachable = TRUE, .shared = "Storgata 3" },
    { .customer = 2, .permission = RG_PERMISSION_YES, .reachable = TRUE, .shared = "Storgata 3" },
    { .customer = 3, .permission = RG_PERMISSION_YES, .reachable = TRUE, .shared = "Storgata 3" },
    { .customer = 4, .permission = RG_PERMISSION_YES, .reachable = TRUE, .shared = "Torggata 1",
      .spent = RG_LEFT_OUT_MONTH },
    { .customer = 5, .permission = RG_PERMISSION_YES, .reachable = TRUE, .shared = "Torggata 1" },
  };
  const RgLeftOut expected[] = { RG_LEFT_OUT_WITHDRAWN, RG_LEFT_OUT_NOT, RG_LEFT_OUT_SHARED,
                                 RG_LEFT_OUT_MONTH, RG_LEFT_OUT_NOT };
  RgSeat seats[G_N_ELEMENTS (people)];

  rg_audience_seat (people, G_N_ELEMENTS (people), RG_BASIS_ONLY_YES, 0, campaign, seats);
  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    g_assert_cmpint (seats[i].reason, ==, expected[i]);
}

/* A list is many contacts at once: with those that were made, no home gets more than its limits, in
 * a month and in a week, and nobody is kept from one that has room. */
static void
test_homes_of_a_list (void)
{
  static const guint8 campaign[RG_UUID_SIZE] = { 1 };

  for (int round = 0; round < 1000; round++)
    {
      const RgContactBudget budget = { .on = TRUE, .home_month = g_test_rand_int_range (0, 5),
                                       .home_week = g_test_rand_int_range (0, 4) };
      const int n_made = g_test_rand_int_range (0, 6);
      RgContactMade made[6];
      g_autoptr (RgContactHistory) history = NULL;
      RgCandidate people[12] = { { 0 } };
      RgSeat seats[12];
      int month[3] = { 0 }, week[3] = { 0 }; /* of the homes 1 and 2 */

      for (int i = 0; i < n_made; i++)
        {
          made[i] = (RgContactMade) { 90 + i, g_test_rand_int_range (1, 3),
                                      g_test_rand_int_range (75, 101) };
          month[made[i].home]++;
          week[made[i].home] += made[i].day > 93;
        }
      history = rg_contact_history_new (made, (gsize) n_made, 100);
      for (gsize i = 0; i < 12; i++)
        {
          people[i] = (RgCandidate) { .customer = (gint64) i + 1, .permission = RG_PERMISSION_YES,
                                      .reachable = TRUE, .home = g_test_rand_int_range (0, 3),
                                      .uuid = { (guint8) i } };
          people[i].spent = rg_contact_budget_judge (&budget, history, people[i].customer,
                                                     people[i].home);
          people[i].home_room = rg_contact_budget_get_home_room (&budget, history, people[i].home,
                                                                 &people[i].home_full);
        }
      rg_audience_seat (people, 12, RG_BASIS_ONLY_YES, 0, campaign, seats);
      for (gsize i = 0; i < 12; i++)
        {
          const gint64 home = people[i].home;
          const gboolean full = home != 0
                                && ((budget.home_month > 0 && month[home] >= budget.home_month)
                                    || (budget.home_week > 0 && week[home] >= budget.home_week));

          g_assert_cmpint (seats[i].place == RG_PLACE_LEFT_OUT, ==, full);
          month[home] += !full;
          week[home] += !full;
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contact-budget/limits", test_limits);
  g_test_add_func ("/contact-budget/plain-count", test_plain_count);
  g_test_add_func ("/contact-budget/room", test_room);
  g_test_add_func ("/contact-budget/defaults", test_defaults);
  g_test_add_func ("/contact-budget/quiet", test_quiet);
  g_test_add_func ("/contact-budget/shared", test_shared);
  g_test_add_func ("/contact-budget/homes-of-a-list", test_homes_of_a_list);
  return g_test_run ();
}
