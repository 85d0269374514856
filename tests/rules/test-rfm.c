/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Scores of many customers against an order that is really made, and the regions of the grid. */
#include "rules/rg-rfm.h"
#include "rules/rg-segment-count.h"

#include <stdlib.h>

#define TODAY 20000

static RgDataset *
random_shop (GRand *rand, guint customers, guint receipts, gint32 most)
{
  g_autoptr (RgDatasetBuilder) builder = rg_dataset_builder_new (NULL, 1);

  for (guint i = 0; i < customers; i++)
    {
      const RgCustomerRow row = { .id = i + 1, .born = RG_DAY_NONE, .joined = RG_DAY_NONE };

      rg_dataset_builder_put_customer (builder, &row);
    }
  for (guint i = 0; i < receipts; i++)
    {
      const double u = g_rand_double (rand);
      const RgReceiptRow row = { .id = i + 1, .customer = 1 + (gint64) (u * u * customers),
                                 .day = TODAY - g_rand_int_range (rand, -3, 400),
                                 .second = RG_TIME_NONE };
      /* One very great amount, a few great ones, many small ones, some less than nothing. */
      const double v = g_rand_double (rand);
      const RgLineRow line = { .quantity_milli = 1000,
                               .net_minor = i == 0 ? G_GINT64_CONSTANT (900) * most
                                                   : (gint64) (v * v * v * most) - most / 100,
                               .kind = RG_LINE_SALE };

      rg_dataset_builder_put_receipt (builder, &row);
      rg_dataset_builder_put_line (builder, &line);
    }
  return rg_dataset_builder_finish (builder);
}

static gint64
value_of (const RgDataset *dataset, RgScore score, guint p)
{
  const RgFacts *facts = rg_dataset_facts (dataset);

  return score == RG_SCORE_RECENCY     ? MIN (facts->last_day[p], TODAY)
         : score == RG_SCORE_FREQUENCY ? facts->visits[p] : facts->spend[p];
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/* ntile (5) over an array in order; equal values take the part of their first. */
static void
check_scores (const RgDataset *dataset, RgScore score)
{
  g_autofree guint8 *scores = rg_scores_of_dataset (dataset, TODAY, score);
  g_autofree gint64 *order = g_new (gint64, dataset->n_customers + 1);
  guint n = 0;

  for (guint p = 0; p < dataset->n_customers; p++)
    if (rg_dataset_facts (dataset)->visits[p] > 0)
      order[n++] = value_of (dataset, score, p);
  qsort (order, n, sizeof *order, compare);
  for (guint p = 0; p < dataset->n_customers; p++)
    {
      guint first = 0, part = 0, end = n / 5 + (n % 5 > 0);

      if (rg_dataset_facts (dataset)->visits[p] == 0)
        {
          g_assert_cmpuint (scores[p], ==, 0);
          continue;
        }
      while (order[first] < value_of (dataset, score, p))
        first++;
      for (; first >= end; part++)
        end += n / 5 + (part + 1 < n % 5);
      g_assert_cmpuint (scores[p], ==, part + 1);
    }
}

static void
test_scores (void)
{
  static const struct { guint customers, receipts; gint32 most; } shops[] = {
    { 1, 1, 100 }, { 3, 2, 100 }, { 4, 9, 100 }, { 7, 30, 3 }, { 300, 900, 5 },
    { 1500, 4000, 2000000 }, { 2500, 2000, 300 },
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (guint i = 0; i < G_N_ELEMENTS (shops); i++)
    {
      g_autoptr (RgDataset) dataset =
        random_shop (rand, shops[i].customers, shops[i].receipts, shops[i].most);

      for (guint score = 0; score < 3; score++)
        check_scores (dataset, score);
    }
}

/* Every cell lies in one region, whose rules find exactly its people. */
static void
test_regions (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autoptr (RgDataset) dataset = random_shop (rand, 900, 2500, 5000);
  g_autoptr (RgRfm) rfm = rg_rfm_new (dataset, TODAY);
  const RgSegmentContext context = { .dataset = dataset, .today = TODAY, .digits = 2 };
  guint cells = 0, people = 0;

  for (guint r = 1; r <= 5; r++)
    for (guint f = 1; f <= 5; f++)
      {
        g_autofree char *rules = rg_rfm_cell_dup_rules (r, f);
        g_autoptr (RgNode) root = rg_segment_parse (rules, NULL, NULL);
        g_autoptr (RgBitset) members = rg_segment_evaluate (root, &context);
        g_autoptr (GArray) ids = rg_rfm_cell_ids (rfm, dataset, r, f);

        g_assert_cmpuint (rg_bitset_count (members), ==, rfm->cell[r - 1][f - 1].people);
        g_assert_cmpuint (ids->len, ==, rfm->cell[r - 1][f - 1].people);
      }
  for (guint i = 0; i < RG_N_RFM_REGIONS; i++)
    {
      g_autofree char *rules = rg_rfm_region_dup_rules (i);
      g_autoptr (RgNode) root = rg_segment_parse (rules, NULL, NULL);
      g_autoptr (RgSegmentResult) result = rg_segment_count (root, &context);
      g_autofree char *line = g_strdup_printf ("rfm group is %s", rg_rfm_region_word (i));
      g_autoptr (RgNode) named = rg_segment_parse (line, NULL, NULL);
      g_autoptr (RgBitset) of_name = rg_segment_evaluate (named, &context);
      g_autoptr (GArray) ids = rg_rfm_region_ids (rfm, dataset, i);

      for (guint r = 1; r <= 5; r++)
        for (guint f = 1; f <= 5; f++)
          cells += rg_rfm_region_of (r, f) == i;
      people += rfm->region[i].people;
      g_assert_cmpuint (result->count, ==, rfm->region[i].people);
      g_assert_true (rg_bitset_equal (of_name, result->members));
      g_assert_cmpint (result->spend, ==, rfm->region[i].spend);
      g_assert_cmpuint (ids->len, ==, rfm->region[i].people);
    }
  g_assert_cmpuint (cells, ==, 25);
  g_assert_cmpuint (people, ==, rfm->all.people);
  g_assert_cmpuint (people + rfm->never, ==, 900);
}

static void
test_nobody (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (RgDataset) dataset = random_shop (rand, 4, 0, 1);
  g_autoptr (RgRfm) rfm = rg_rfm_new (dataset, TODAY);

  g_assert_cmpuint (rfm->all.people, ==, 0);
  g_assert_cmpuint (rfm->never, ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rfm/scores", test_scores);
  g_test_add_func ("/rfm/regions", test_regions);
  g_test_add_func ("/rfm/nobody", test_nobody);
  return g_test_run ();
}
