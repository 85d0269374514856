/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Where a customer stands: new, growing, regular, lapsing or lost, by their own rhythm.
 *
 * What is usual is the ninth tenth of a customer's own gaps (rules/rg-rhythm.h), or ninety days
 * where there are too few visits to know. Whoever has been away longer is lapsing, and lost after
 * three times as long: where gaps are exponential, as in the models of repeat buying (Ehrenberg,
 * Repeat-Buying, 2nd edition, 1988; Schmittlein, Morrison and Colombo, Counting Your Customers,
 * Management Science 33, 1987), one gap in 10^k is longer than k times the ninth tenth, so that
 * one in ten regulars looks lapsing by chance, and one in a thousand looks lost. */
#pragma once

#include "base/rg-date.h"

G_BEGIN_DECLS

/* What is usual where a customer's own rhythm is not known. */
#define RG_STAGE_USUAL 90
/* Lost is who stays away for so many times what is usual. */
#define RG_STAGE_LOST_TIMES 3
/* With fewer visits somebody is new. */
#define RG_STAGE_LEAST_VISITS 3

typedef enum {
  RG_STAGE_NONE,    /* never bought anything */
  RG_STAGE_NEW,     /* one visit or two */
  RG_STAGE_GROWING, /* three or four, or comes more often: the later half of the gaps is on the
                       average at most two thirds of the earlier half */
  RG_STAGE_REGULAR,
  RG_STAGE_LAPSING,
  RG_STAGE_LOST,
  RG_N_STAGES
} RgStage;

typedef struct
{
  RgStage stage;
  guint visits;      /* different days */
  int away;          /* days since the last one */
  int usual;         /* days; nine in ten gaps are at most so long */
  gboolean own;      /* the customer's own, not RG_STAGE_USUAL */
  int gap_before;    /* days: the average gap of the earlier half, and of the later one; 0 where */
  int gap_since;     /* the rhythm is not known */
} RgStageNow;

/* days: of the visits, ascending; the same day twice counts once, days after today do not. */
RgStageNow rg_stage_of_days (const RgDay *days, gsize n_days, RgDay today);

/* The same of days that are all different, for whoever asks of many. gaps: room for n_visits. */
RgStageNow rg_stage_of_visits (const RgDay *visits, gsize n_visits, RgDay today, int *gaps);

/* "Regular"; "" for RG_STAGE_NONE. Translated. */
const char *rg_stage_word (RgStage stage);
/* "lapsing"; stable. */
const char *rg_stage_id (RgStage stage);
/* Why: "Away for 40 days; nine in ten times it was at most 14." Translated; owned by the caller. */
char *rg_stage_dup_why (const RgStageNow *now);

G_END_DECLS
