/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Each has the nearest who is left, as looking at everybody finds it. */
#include "analysis/rg-match.h"

#include <math.h>

#define LETTER 20000
#define PEOPLE 300

typedef struct {
  double net, visits;
  RgDay last;
} Past;

/* Random people; the past of each in the year before the letter. */
static RgDataset *
make_shop (GRand *random, Past *past)
{
  g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (NULL, 1);
  gint64 receipt = 1;

  for (gint64 id = 1; id <= PEOPLE; id++)
    rg_dataset_builder_put_customer (builder, &(RgCustomerRow) { .id = id, .born = RG_DAY_NONE,
                                                                 .joined = RG_DAY_NONE });
  for (gint64 id = 1; id <= PEOPLE; id++)
    for (int visit = g_rand_int_range (random, 0, 6); visit > 0; visit--)
      {
        const RgDay day = LETTER + g_rand_int_range (random, -500, 30);
        const gint64 net = 500 * g_rand_int_range (random, 1, 40);

        rg_dataset_builder_put_receipt (builder, &(RgReceiptRow) { receipt++, id, day,
                                                                   RG_TIME_NONE, 0 });
        rg_dataset_builder_put_line (builder, &(RgLineRow) { 0, 1000, net, RG_LINE_SALE });
        if (day < LETTER - RG_MATCH_DAYS || day >= LETTER)
          continue;
        past[id].net += (double) net;
        past[id].visits++;
        past[id].last = MAX (past[id].last, day);
      }
  return rg_dataset_builder_finish (builder);
}

static double
fact (const Past *past, guint which)
{
  return which == 0 ? log1p (past->net) : which == 1 ? log1p (past->visits)
                                                     : log1p (LETTER - past->last);
}

static void
moments (const Past *past, gint64 first, gint64 end, guint which, double *mean, double *variance)
{
  double n = 0, sum = 0, squares = 0;

  for (gint64 id = first; id < end; id++)
    if (past[id].visits > 0)
      n++, sum += fact (&past[id], which);
  *mean = sum / n;
  for (gint64 id = first; id < end; id++)
    if (past[id].visits > 0)
      squares += pow (fact (&past[id], which) - *mean, 2);
  *variance = squares / (n - 1);
}

/* The first 60 get the letter, 20 more are left out of it. */
static void
test_nearest (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (int round = 0; round < 20; round++)
    {
      Past past[PEOPLE + 1] = { 0 };
      g_autoptr (RgDataset) dataset = make_shop (random, past);
      gint64 written[60], left_out[20];
      double scale[RG_MATCH_FACTS];
      gboolean used[PEOPLE + 1] = { FALSE };
      RgMatch match;
      guint at = 0;

      for (int i = 0; i < 60; i++)
        written[i] = i + 1;
      for (int i = 0; i < 20; i++)
        left_out[i] = 61 + i;
      for (guint f = 0; f < RG_MATCH_FACTS; f++)
        {
          double mean, one, other;

          moments (past, 1, 61, f, &mean, &one);
          moments (past, 81, PEOPLE + 1, f, &mean, &other);
          scale[f] = 1 / sqrt ((one + other) / 2);
        }
      rg_match_find (dataset, written, 60, left_out, 20, LETTER, &match);
      for (gint64 id = 1; id <= 60; id++)
        {
          double least = INFINITY, got = 0;
          gint64 other;

          if (past[id].visits <= 0)
            continue;
          g_assert_cmpint (match.people[at], ==, id);
          other = match.others[at++];
          g_assert_cmpint (other, >, 80);
          g_assert_false (used[other]);
          for (gint64 o = 81; o <= PEOPLE; o++)
            {
              double sum = 0;

              for (guint f = 0; f < RG_MATCH_FACTS; f++)
                sum += pow ((fact (&past[id], f) - fact (&past[o], f)) * scale[f], 2);
              if (past[o].visits > 0 && !used[o])
                least = MIN (least, sum);
              if (o == other)
                got = sum;
            }
          g_assert_cmpfloat_with_epsilon (got, least, 1e-9);
          used[other] = TRUE;
        }
      g_assert_cmpuint (match.n, ==, at);
      for (guint f = 0; f < RG_MATCH_FACTS; f++)
        g_assert_cmpfloat (fabs (match.after[f]), <, 0.25);
      rg_match_clear (&match);
    }
}

/* Nobody to choose from, and nobody to be matched. */
static void
test_nobody (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (8);
  Past past[PEOPLE + 1] = { 0 };
  g_autoptr (RgDataset) dataset = make_shop (random, past);
  gint64 everybody[PEOPLE];
  RgMatch match;

  for (int i = 0; i < PEOPLE; i++)
    everybody[i] = i + 1;
  rg_match_find (dataset, everybody, PEOPLE, NULL, 0, LETTER, &match);
  g_assert_cmpuint (match.n, ==, 0);
  rg_match_clear (&match);
  rg_match_find (dataset, NULL, 0, NULL, 0, LETTER, &match);
  g_assert_cmpuint (match.n, ==, 0);
  rg_match_clear (&match);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/match/nearest", test_nearest);
  g_test_add_func ("/match/nobody", test_nobody);
  return g_test_run ();
}
