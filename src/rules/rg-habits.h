/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What one customer buys, on which day of the week, and whether they spend more than before.
 *
 * What they buy and when is looked for in the year up to their last visit, and only where that has
 * RG_RHYTHM_LEAST_VISITS visits (different days). Bought is what lies in two visits of five, the
 * two most frequent of them at most: categories, or products in a shop whose till knows none. A
 * day of the week is named where more than half of the visits fall on it. What they spend is the
 * net sales of the year up to `today` beside the year before, and is compared only where the whole
 * of that year is known and they had begun to come in its first quarter. */
#pragma once

#include "analysis/rg-dataset.h"
#include "rules/rg-rhythm.h"

G_BEGIN_DECLS

#define RG_HABITS_BOUGHT 2

typedef enum {
  RG_SPENDS_UNKNOWN,
  RG_SPENDS_LESS, /* by a tenth at least */
  RG_SPENDS_ALIKE,
  RG_SPENDS_MORE, /* by a tenth at least */
} RgSpends;

typedef struct {
  guint n_bought;
  const char *bought[RG_HABITS_BOUGHT]; /* names, borrowed from the dataset */
  int weekday;                          /* 0 is Monday; -1: none stands out */
  RgSpends spends;
} RgHabits;

/* customer: a row's id; one that the dataset does not know has no habits. */
RgHabits rg_habits_of_customer (const RgDataset *dataset, gint64 customer, RgDay today);

/* "Buys coffee and filters, mostly on Saturdays; spends more than the year before." NULL where
 * there is nothing to say. Somebody who is overdue is spoken of as in the past. Translated. */
char *rg_habits_dup_sentence (const RgHabits *habits, const RgRhythm *rhythm);

G_END_DECLS
