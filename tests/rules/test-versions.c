/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Who gets which version: always the same, in the parts that were asked for, and with nobody's
 * place changing because of anybody else. */
#include "rules/rg-versions.h"

#include <string.h>

#include "analysis/rg-share-tests.h"

#define PEOPLE 6000

static const guint8 campaign[RG_UUID_SIZE] = { 1, 2, 3 };

static void
make_people (RgCandidate *people, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      people[i] = (RgCandidate) { .customer = i + 1, .permission = RG_PERMISSION_YES,
                                  .reachable = TRUE };
      memcpy (people[i].uuid, &i, sizeof i);
    }
}

typedef struct {
  RgCandidate people[PEOPLE];
  RgSeat seats[PEOPLE];
  guint versions[PEOPLE];
} Dealt;

static Dealt *
deal (const RgDeal *how)
{
  Dealt *dealt = g_new0 (Dealt, 1);

  make_people (dealt->people, PEOPLE);
  rg_audience_seat (dealt->people, PEOPLE, RG_BASIS_ONLY_YES, how->holdout, how->campaign,
                    dealt->seats);
  rg_versions_deal (how, dealt->people, PEOPLE, dealt->seats, dealt->versions);
  return dealt;
}

static void
test_parts (void)
{
  const RgDeal how = { .campaign = campaign, .holdout = 200, .n_weights = 3,
                       .weights = { 1, 2, 1 } };
  g_autofree Dealt *dealt = deal (&how);
  gint64 n[4] = { 0 };

  for (guint i = 0; i < PEOPLE; i++)
    {
      g_assert_true ((dealt->versions[i] == 0) == (dealt->seats[i].place != RG_PLACE_INCLUDED));
      n[dealt->versions[i]]++;
    }
  g_assert_cmpfloat (rg_shares_ratio (n, (guint[]) { 5, 5, 10, 5 }, 4), >, 0.001);
}

/* Holding out and versions hang on different bits: within each version as within all. */
static void
test_independent (void)
{
  const RgDeal how = { .campaign = campaign, .holdout = 500, .n_weights = 2, .weights = { 1, 1 } };
  const RgDeal all = { .campaign = campaign, .n_weights = 2, .weights = { 1, 1 } };
  g_autofree Dealt *some = deal (&how), *everybody = deal (&all);
  gint64 held_out[2] = { 0 }, n[2] = { 0 };

  for (guint i = 0; i < PEOPLE; i++)
    {
      const guint version = everybody->versions[i];

      n[version - 1]++;
      held_out[version - 1] += some->seats[i].place == RG_PLACE_HELD_OUT;
      if (some->versions[i] != 0)
        g_assert_cmpuint (some->versions[i], ==, version);
    }
  g_assert_cmpfloat (rg_shares_any_differs (held_out, n, 2), >, 0.001);
}

/* Nobody's version changes when somebody else comes or goes, and another campaign deals anew. */
static void
test_by_uuid_alone (void)
{
  const RgDeal how = { .campaign = campaign, .n_weights = 2, .weights = { 1, 1 } };
  const RgDeal other = { .campaign = (const guint8[RG_UUID_SIZE]) { 9 }, .n_weights = 2,
                         .weights = { 1, 1 } };
  g_autofree Dealt *dealt = deal (&how), *anew = deal (&other);
  guint same = 0;

  for (guint i = 0; i < PEOPLE; i += 97)
    {
      RgSeat seat = { RG_PLACE_INCLUDED, RG_LEFT_OUT_NOT };
      guint version;

      rg_versions_deal (&how, &dealt->people[i], 1, &seat, &version);
      g_assert_cmpuint (version, ==, dealt->versions[i]);
    }
  for (guint i = 0; i < PEOPLE; i++)
    same += dealt->versions[i] == anew->versions[i];
  g_assert_cmpuint (same, >, PEOPLE * 46 / 100);
  g_assert_cmpuint (same, <, PEOPLE * 54 / 100);
}

/* Within each stratum, too, everybody gets their part, to the person. */
static void
test_strata (void)
{
  guint strata[PEOPLE];
  const RgDeal how = { .campaign = campaign, .holdout = 250, .n_weights = 3,
                       .weights = { 1, 1, 1 }, .strata = strata };
  g_autofree Dealt *dealt = NULL, *again = NULL;

  for (guint i = 0; i < PEOPLE; i++)
    strata[i] = i % 7 == 0 ? 3 : i % 50 == 1 ? 1 : 0;
  dealt = deal (&how);
  again = deal (&how);
  g_assert_cmpmem (dealt->versions, sizeof dealt->versions, again->versions,
                   sizeof again->versions);
  for (guint stratum = 0; stratum <= 3; stratum++)
    {
      int n[4] = { 0 }, all = 0;

      for (guint i = 0; i < PEOPLE; i++)
        if (strata[i] == stratum)
          {
            n[dealt->versions[i]]++;
            all++;
          }
      for (guint v = 0; v < 4; v++)
        g_assert_cmpint (ABS (n[v] * 4 - all), <=, 4);
    }
}

/* Who is left out is never dealt in again. */
static void
test_left_out_stays (void)
{
  guint strata[PEOPLE] = { 0 };
  const RgDeal how = { .campaign = campaign, .holdout = 100, .n_weights = 2, .weights = { 3, 1 },
                       .strata = strata };
  g_autofree Dealt *dealt = g_new0 (Dealt, 1);

  make_people (dealt->people, PEOPLE);
  for (guint i = 0; i < PEOPLE; i += 3)
    dealt->people[i].permission = RG_PERMISSION_NO;
  rg_audience_seat (dealt->people, PEOPLE, RG_BASIS_NOT_NO, 100, campaign, dealt->seats);
  rg_versions_deal (&how, dealt->people, PEOPLE, dealt->seats, dealt->versions);
  for (guint i = 0; i < PEOPLE; i += 3)
    {
      g_assert_cmpint (dealt->seats[i].place, ==, RG_PLACE_LEFT_OUT);
      g_assert_cmpuint (dealt->versions[i], ==, 0);
    }
}

static void
test_quarters (void)
{
  RgCandidate people[10];
  const gint64 spent[] = { 500, 0, 0, 100, 9000, 700, 0, 800, 50, 60 };
  guint quarters[10];

  make_people (people, 10);
  rg_versions_find_quarters (spent, people, 10, quarters);
  g_assert_cmpuint (quarters[4], ==, 3);
  g_assert_cmpuint (quarters[1], ==, 0);
  for (guint i = 0; i < 10; i++)
    for (guint k = 0; k < 10; k++)
      if (spent[i] < spent[k])
        g_assert_cmpuint (quarters[i], <=, quarters[k]);
}

static void
test_rest_group (void)
{
  RgCandidate people[PEOPLE];
  guint n = 0, both = 0;

  make_people (people, PEOPLE);
  for (guint i = 0; i < PEOPLE; i++)
    {
      const gboolean rests = rg_rest_group_has (people[i].uuid, campaign, 2026, 50);

      n += rests;
      both += rests && rg_rest_group_has (people[i].uuid, campaign, 2027, 50);
      g_assert_false (rg_rest_group_has (people[i].uuid, campaign, 2026, 0));
      /* A larger group has the smaller one in it. */
      if (rests)
        g_assert_true (rg_rest_group_has (people[i].uuid, campaign, 2026, 100));
    }
  g_assert_cmpuint (n, >, PEOPLE * 4 / 100);
  g_assert_cmpuint (n, <, PEOPLE * 6 / 100);
  g_assert_cmpuint (both, <, n / 5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/versions/parts", test_parts);
  g_test_add_func ("/versions/independent", test_independent);
  g_test_add_func ("/versions/by-uuid-alone", test_by_uuid_alone);
  g_test_add_func ("/versions/strata", test_strata);
  g_test_add_func ("/versions/left-out-stays", test_left_out_stays);
  g_test_add_func ("/versions/quarters", test_quarters);
  g_test_add_func ("/versions/rest-group", test_rest_group);
  return g_test_run ();
}
