/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The stage of a customer. */
#include "rules/rg-stage.h"

#include "base/rg-i18n.h"
#include "rules/rg-rhythm.h"

#include <math.h>

/* The average gaps of the two halves; with an odd number the one in the middle is in neither. */
static void
rg_stage_compare_halves (RgStageNow *now, const RgDay *visits)
{
  const guint n_gaps = now->visits - 1;
  const guint half = n_gaps / 2;

  now->gap_before = (int) lround ((double) (visits[half] - visits[0]) / half);
  now->gap_since = (int) lround ((double) (visits[n_gaps] - visits[n_gaps - half]) / half);
}

static gboolean
rg_stage_is_growing (const RgStageNow *now)
{
  return now->visits < RG_RHYTHM_LEAST_VISITS || 3 * now->gap_since <= 2 * now->gap_before;
}

static RgStage
rg_stage_judge (const RgStageNow *now)
{
  if (now->visits == 0)
    return RG_STAGE_NONE;
  if (now->away > RG_STAGE_LOST_TIMES * now->usual)
    return RG_STAGE_LOST;
  if (now->away > now->usual)
    return RG_STAGE_LAPSING;
  if (now->visits < RG_STAGE_LEAST_VISITS)
    return RG_STAGE_NEW;
  return rg_stage_is_growing (now) ? RG_STAGE_GROWING : RG_STAGE_REGULAR;
}

RgStageNow
rg_stage_of_visits (const RgDay *visits, gsize n_visits, RgDay today, int *gaps)
{
  RgStageNow now = { .usual = RG_STAGE_USUAL };
  RgRhythm rhythm;

  while (n_visits > 0 && visits[n_visits - 1] > today)
    n_visits--;
  rhythm = rg_rhythm_of_visits (visits, n_visits, today, gaps);
  now.visits = rhythm.visits;
  now.away = rhythm.away;
  if (rhythm.known)
    {
      now.own = TRUE;
      now.usual = MAX (1, rhythm.gap_long);
      rg_stage_compare_halves (&now, visits);
    }
  now.stage = rg_stage_judge (&now);
  return now;
}

RgStageNow
rg_stage_of_days (const RgDay *days, gsize n_days, RgDay today)
{
  g_autofree RgDay *visits = g_new (RgDay, n_days + 1);
  g_autofree int *gaps = g_new (int, n_days + 1);

  return rg_stage_of_visits (visits, rg_rhythm_take_visits (days, n_days, visits), today, gaps);
}

/* --- in words --- */

static const struct
{
  const char *id;
  const char *word;
} stages[RG_N_STAGES] = {
  [RG_STAGE_NONE] = { "none", "" },
  /* Translators: a stage of a customer, who has just begun to come. */
  [RG_STAGE_NEW] = { "new", N_("New") },
  /* Translators: a stage of a customer, who is about to come more often. */
  [RG_STAGE_GROWING] = { "growing", N_("Growing") },
  /* Translators: a stage of a customer, who comes as usual. */
  [RG_STAGE_REGULAR] = { "regular", N_("Regular") },
  /* Translators: a stage of a customer, who stays away longer than usual. */
  [RG_STAGE_LAPSING] = { "lapsing", N_("Lapsing") },
  /* Translators: a stage of a customer, who has not come for very long. */
  [RG_STAGE_LOST] = { "lost", N_("Lost") },
};

const char *
rg_stage_word (RgStage stage)
{
  g_return_val_if_fail (stage < RG_N_STAGES, "");
  return stage == RG_STAGE_NONE ? "" : _(stages[stage].word);
}

const char *
rg_stage_id (RgStage stage)
{
  g_return_val_if_fail (stage < RG_N_STAGES, "");
  return stages[stage].id;
}

static char *
rg_stage_dup_away (const RgStageNow *now)
{
  g_autofree char *away =
      g_strdup_printf (P_ ("Away for %d day", "Away for %d days", now->away), now->away);

  if (now->own)
    /* Translators: %s is "Away for 40 days", %d a number of days. */
    return g_strdup_printf (P_ ("%s; nine in ten times it was at most %d.",
                                "%s; nine in ten times it was at most %d.", now->usual),
                            away, now->usual);
  /* Translators: %s is "Away for 200 days", %d is 90. */
  return g_strdup_printf (_("%s, which is more than %d, and no rhythm is known yet."), away,
                          now->usual);
}

char *
rg_stage_dup_why (const RgStageNow *now)
{
  switch (now->stage)
    {
    case RG_STAGE_NEW:
      return g_strdup_printf (P_ ("Came only %u time so far.", "Came only %u times so far.",
                                  now->visits),
                              now->visits);
    case RG_STAGE_GROWING:
      if (!now->own)
        return g_strdup_printf (P_ ("Came %u time: not often enough yet for a rhythm.",
                                    "Came %u times: not often enough yet for a rhythm.",
                                    now->visits),
                                now->visits);
      /* Translators: %d are numbers of days. */
      return g_strdup_printf (_("Comes more often: every %d days on the average, before every %d."),
                              now->gap_since, now->gap_before);
    case RG_STAGE_REGULAR:
      return g_strdup_printf (P_ ("Nine in ten times back within %d day.",
                                  "Nine in ten times back within %d days.", now->usual),
                              now->usual);
    case RG_STAGE_LAPSING:
    case RG_STAGE_LOST:
      return rg_stage_dup_away (now);
    case RG_STAGE_NONE:
    case RG_N_STAGES:
    default:
      return g_strdup (_("No purchase yet."));
    }
}
