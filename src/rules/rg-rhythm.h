/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How often one customer comes.
 *
 * The usual gap is the range between the first and the ninth tenth of the days between visits
 * (quantiles of type 7 in Hyndman and Fan, Sample Quantiles in Statistical Packages, The American
 * Statistician 50, 1996), in whole days. Overdue is who has stayed away longer than the ninth
 * tenth. */
#pragma once

#include "base/rg-date.h"

G_BEGIN_DECLS

/* With fewer visits nothing is said about a rhythm. */
#define RG_RHYTHM_LEAST_VISITS 5

/* Who was away longer is said to have been seen in a month, not so many days ago. */
#define RG_RHYTHM_MOST_DAYS 90

typedef struct
{
  guint visits;    /* different days */
  RgDay last_on;   /* RG_DAY_NONE: never came */
  gboolean known;  /* enough visits; else the rest is 0 */
  int gap_short;   /* days; nine in ten gaps are at least this long */
  int gap_long;    /* days; nine in ten gaps are at most this long */
  int gap_usual;   /* days; half of the gaps are at most this long */
  int away;        /* days since the last visit */
  gboolean overdue;
} RgRhythm;

/* days: of the visits, ascending; the same day twice counts once. */
RgRhythm rg_rhythm_of_days (const RgDay *days, gsize n_days, RgDay today);

/* Each day once; gives how many. visits: room for n_days, or days itself. */
gsize rg_rhythm_take_visits (const RgDay *days, gsize n_days, RgDay *visits);
/* As rg_rhythm_of_days(), of days that are all different, for whoever asks of many. gaps: room for
 * n_visits. */
RgRhythm rg_rhythm_of_visits (const RgDay *visits, gsize n_visits, RgDay today, int *gaps);

/* "Comes every 6–14 days, last seen 12 days ago." One or two sentences, translated. */
char *rg_rhythm_dup_sentence (const RgRhythm *rhythm);

G_END_DECLS
