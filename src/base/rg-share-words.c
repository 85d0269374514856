/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Looks up the nearest words. */
#include "base/rg-share-words.h"

#include "base/rg-i18n.h"

#include <math.h>

static const struct {
  double share;
  const char *words;
} rg_shares[] = {
  { 0.02, N_("about one in fifty") }, { 0.05, N_("about one in twenty") },
  { 0.10, N_("about one in ten") },   { 0.125, N_("about one in eight") },
  { 0.20, N_("about one in five") },  { 0.25, N_("about one in four") },
  { 0.30, N_("about three in ten") }, { 1.0 / 3, N_("about one in three") },
  { 0.40, N_("about four in ten") },  { 0.50, N_("about half") },
  { 0.60, N_("about six in ten") },   { 2.0 / 3, N_("about two in three") },
  { 0.70, N_("about seven in ten") }, { 0.75, N_("about three in four") },
  { 0.80, N_("about four in five") }, { 0.90, N_("about nine in ten") },
};

/* What is as often as `ratio` times ends here. */
static const struct {
  double below;
  const char *words;
} rg_ratios[] = {
  { 0.05, N_("hardly ever") },
  { 0.15, N_("a tenth as often") },
  { 0.225, N_("a fifth as often") },
  { 0.29, N_("a quarter as often") },
  { 0.42, N_("a third as often") },
  { 0.60, N_("half as often") },
  { 0.90, N_("somewhat less often") },
  { 1.10, NULL },
  { 1.40, N_("somewhat more often") },
  { 1.75, N_("one and a half times as often") },
  { 2.25, N_("twice as often") },
  { 2.75, N_("two and a half times as often") },
  { 3.50, N_("three times as often") },
  { 4.50, N_("four times as often") },
  { 5.50, N_("five times as often") },
};

#define RG_TIMES_MOST 100

char *
rg_share_dup_words (double share)
{
  gsize nearest = 0;

  if (share <= 0)
    return g_strdup (_("none"));
  if (share >= 1)
    return g_strdup (_("all"));
  if (share < 0.015)
    return g_strdup (_("hardly any"));
  if (share > 0.95)
    return g_strdup (_("nearly all"));
  for (gsize i = 1; i < G_N_ELEMENTS (rg_shares); i++)
    if (fabs (rg_shares[i].share - share) < fabs (rg_shares[nearest].share - share))
      nearest = i;
  return g_strdup (_(rg_shares[nearest].words));
}

char *
rg_ratio_dup_words (double ratio)
{
  int times;

  for (gsize i = 0; i < G_N_ELEMENTS (rg_ratios); i++)
    if (ratio < rg_ratios[i].below)
      return rg_ratios[i].words != NULL ? g_strdup (_(rg_ratios[i].words)) : NULL;
  if (!(ratio < RG_TIMES_MOST))
    return g_strdup (_("more than a hundred times as often"));
  times = (int) lround (ratio);
  return g_strdup_printf (P_("%d time as often", "%d times as often", times), times);
}
