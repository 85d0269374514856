/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The grid of scores, its regions, and their words. */
#include "config.h"

#include "rules/rg-rfm.h"

#include "base/rg-i18n.h"

/* Scores from and to, both included. */
typedef struct {
  const char *word;
  guint8 recency[2], frequency[2];
  const char *title, *about, *advice;
} RgRfmPlan;

/* In the order of RgRfmRegion. */
static const RgRfmPlan rg_rfm_plans[] = {
  { "best", { 5, 5 }, { 4, 5 }, N_("Best Customers"),
    N_("Come most often, and were here just now"),
    N_("Thank them, and let them be the first to hear of something new.") },
  { "loyal", { 3, 4 }, { 4, 5 }, N_("Loyal Customers"),
    N_("Come often, and were here not long ago"),
    N_("Offer what goes with what they buy, and ask what they miss.") },
  { "growing", { 4, 5 }, { 2, 3 }, N_("Becoming Loyal"),
    N_("Were here lately, and come now and then"),
    N_("Give them a reason for the next visit.") },
  { "new", { 5, 5 }, { 1, 1 }, N_("Just Arrived"),
    N_("Were here just now, and hardly before"),
    N_("Welcome them: the second visit decides.") },
  { "second-visit", { 4, 4 }, { 1, 1 }, N_("Second Visit Due"),
    N_("Were here not long ago, and hardly before"),
    N_("Remind them while they still know the shop.") },
  { "middle", { 3, 3 }, { 3, 3 }, N_("In the Middle"),
    N_("Neither come often nor seldom, and were here some time ago"),
    N_("A small offer now keeps them from coming less.") },
  { "quiet", { 3, 3 }, { 1, 2 }, N_("Going Quiet"),
    N_("Came a few times, and not lately"),
    N_("Write once more, with something that ends soon.") },
  { "slipping", { 1, 2 }, { 3, 4 }, N_("Slipping Away"),
    N_("Came often enough to be missed, and have stayed away"),
    N_("Ask why they stay away, and invite them back.") },
  { "missed", { 1, 2 }, { 5, 5 }, N_("Missed Most"),
    N_("Were among those who came most often, and have stayed away"),
    N_("Speak to each of them yourself.") },
  { "long-away", { 2, 2 }, { 1, 2 }, N_("Long Away"),
    N_("Came a few times, long ago"),
    N_("One letter is worth a try; do not spend more on them.") },
  { "gone", { 1, 1 }, { 1, 2 }, N_("Probably Gone"),
    N_("Came a few times, and longest ago of all"),
    N_("Leave them in peace.") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (rg_rfm_plans) == RG_N_RFM_REGIONS);

RgRfmRegion
rg_rfm_region_of (guint recency, guint frequency)
{
  guint region = 0;

  while (recency < rg_rfm_plans[region].recency[0] || recency > rg_rfm_plans[region].recency[1] ||
         frequency < rg_rfm_plans[region].frequency[0] ||
         frequency > rg_rfm_plans[region].frequency[1])
    region++;
  return region;
}

/* --- counting ----------------------------------------------------------------------------- */

static void
rg_rfm_sum_add (RgRfmSum *sum, guint people, gint64 spend)
{
  sum->people += people;
  sum->spend += spend;
}

static void
rg_rfm_range_add (RgRfmRange *range, gint64 value)
{
  range->least = range->people == 0 ? value : MIN (range->least, value);
  range->most = range->people == 0 ? value : MAX (range->most, value);
  range->people++;
}

static void
rg_rfm_add_up (RgRfm *rfm)
{
  for (guint r = 0; r < RG_SCORE_PARTS; r++)
    for (guint f = 0; f < RG_SCORE_PARTS; f++)
      {
        const RgRfmSum *cell = &rfm->cell[r][f];

        rg_rfm_sum_add (&rfm->region[rg_rfm_region_of (r + 1, f + 1)], cell->people, cell->spend);
        rg_rfm_sum_add (&rfm->all, cell->people, cell->spend);
      }
}

RgRfm *
rg_rfm_new (const RgDataset *dataset, RgDay today)
{
  const RgFacts *facts = rg_dataset_facts (dataset);
  RgRfm *rfm = g_new0 (RgRfm, 1);

  rfm->n_customers = dataset->n_customers;
  for (guint s = 0; s < G_N_ELEMENTS (rfm->scores); s++)
    rfm->scores[s] = rg_scores_of_dataset (dataset, today, s);
  for (guint p = 0; p < dataset->n_customers; p++)
    {
      const guint recency = rfm->scores[RG_SCORE_RECENCY][p];
      const guint frequency = rfm->scores[RG_SCORE_FREQUENCY][p];

      if (recency == 0)
        continue;
      rg_rfm_sum_add (&rfm->cell[recency - 1][frequency - 1], 1, facts->spend[p]);
      rg_rfm_range_add (&rfm->recency[recency - 1], MIN (facts->last_day[p], today));
      rg_rfm_range_add (&rfm->frequency[frequency - 1], facts->visits[p]);
    }
  rg_rfm_add_up (rfm);
  rfm->never = dataset->n_live - rfm->all.people;
  return rfm;
}

void
rg_rfm_free (RgRfm *rfm)
{
  for (guint s = 0; s < G_N_ELEMENTS (rfm->scores); s++)
    g_free (rfm->scores[s]);
  g_free (rfm);
}

/* --- words -------------------------------------------------------------------------------- */

const char *
rg_rfm_region_word (RgRfmRegion region)
{
  return rg_rfm_plans[region].word;
}

const char *
rg_rfm_region_title (RgRfmRegion region)
{
  return _(rg_rfm_plans[region].title);
}

const char *
rg_rfm_region_about (RgRfmRegion region)
{
  return _(rg_rfm_plans[region].about);
}

const char *
rg_rfm_region_advice (RgRfmRegion region)
{
  return _(rg_rfm_plans[region].advice);
}

static char *
rg_rfm_dup_rules (const guint8 recency[2], const guint8 frequency[2])
{
  const guint8 *const range[] = { recency, frequency };
  static const char *const score[] = { "recency score", "frequency score" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (range); i++)
    if (range[i][0] == range[i][1])
      g_string_append_printf (text, "%s exactly %u\n", score[i], range[i][0]);
    else
      g_string_append_printf (text, "%s between %u and %u\n", score[i], range[i][0], range[i][1]);
  return g_string_free (text, FALSE);
}

char *
rg_rfm_region_dup_rules (RgRfmRegion region)
{
  return rg_rfm_dup_rules (rg_rfm_plans[region].recency, rg_rfm_plans[region].frequency);
}

char *
rg_rfm_cell_dup_rules (guint recency, guint frequency)
{
  const guint8 across[] = { (guint8) recency, (guint8) recency };
  const guint8 down[] = { (guint8) frequency, (guint8) frequency };

  return rg_rfm_dup_rules (across, down);
}

/* --- people ------------------------------------------------------------------------------- */

static GArray *
rg_rfm_ids (const RgRfm *rfm, const RgDataset *dataset, const guint8 recency[2],
            const guint8 frequency[2])
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint p = 0; p < rfm->n_customers; p++)
    {
      const guint8 r = rfm->scores[RG_SCORE_RECENCY][p], f = rfm->scores[RG_SCORE_FREQUENCY][p];

      if (r >= recency[0] && r <= recency[1] && f >= frequency[0] && f <= frequency[1])
        {
          const gint64 id = rg_dataset_customer_id (dataset, p);

          g_array_append_val (ids, id);
        }
    }
  return ids;
}

GArray *
rg_rfm_region_ids (const RgRfm *rfm, const RgDataset *dataset, RgRfmRegion region)
{
  return rg_rfm_ids (rfm, dataset, rg_rfm_plans[region].recency, rg_rfm_plans[region].frequency);
}

GArray *
rg_rfm_cell_ids (const RgRfm *rfm, const RgDataset *dataset, guint recency, guint frequency)
{
  const guint8 across[] = { (guint8) recency, (guint8) recency };
  const guint8 down[] = { (guint8) frequency, (guint8) frequency };

  return rg_rfm_ids (rfm, dataset, across, down);
}
