/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* For each of some people the one of all others who was most like them before a day, in what they
 * had spent, how often and how lately they had come in the year before.
 *
 * Nearest neighbours without giving anybody twice, in the order of the ids, on the logarithms of
 * the three in units of their standard deviations (E. A. Stuart, Matching Methods for Causal
 * Inference, Statistical Science 25, 2010, 1-21, section 3.1). How alike the groups became is the
 * difference of their means in standard deviations (P. R. Rosenbaum and D. B. Rubin, The American
 * Statistician 39, 1985, 33-38); below RG_MATCH_CLOSE is close.
 *
 * What such a comparison shows is no proof: nobody drew lots for who gets a letter. */
#pragma once

#include "analysis/rg-dataset.h"

G_BEGIN_DECLS

#define RG_MATCH_FACTS 3 /* spending, visits, days since the last one */
#define RG_MATCH_DAYS 365
#define RG_MATCH_CLOSE 0.1

typedef struct {
  guint n;          /* pairs: people who never came in the year before have none */
  gint64 *people;   /* ids, ascending */
  gint64 *others;   /* the one for each */
  double before[RG_MATCH_FACTS]; /* standardized difference to all others who could be chosen */
  double after[RG_MATCH_FACTS];  /* to those who were */
} RgMatch;

void rg_match_clear (RgMatch *match);

/* people and left_out are ids, in any order; nobody of left_out is chosen, nor any of the
 * people. */
void rg_match_find (const RgDataset *dataset, const gint64 *people, gsize n_people,
                    const gint64 *left_out, gsize n_left_out, RgDay day, RgMatch *match);

G_END_DECLS
