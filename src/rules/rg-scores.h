/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Where each customer stands among all who ever came.
 *
 * Scores of recency, frequency and money (Hughes, Strategic Database Marketing, 1994): the living
 * customers who came by today are put in order, and cut into five parts as SQL's ntile (5) does,
 * the first n mod 5 parts being one greater. Equal customers have equal scores: the lowest that one
 * of them gets. 5 is best. Recency orders by the last visit, frequency by visits, money by net
 * sales, all of them ever; a last visit after today is one of today.
 *
 * Bands of sales (Pareto): by net sales, the greatest first; those belong to the top who stand
 * where the sum up to and with the one before them is below four fifths of all of it, to the middle
 * below 95 of a hundred, and the others with any sales to the rest; equal customers belong to the
 * better one. Who brought nothing has none. */
#pragma once

#include "analysis/rg-dataset.h"

G_BEGIN_DECLS

typedef enum {
  RG_SCORE_RECENCY,
  RG_SCORE_FREQUENCY,
  RG_SCORE_MONEY,
} RgScore;
#define RG_SCORE_PARTS 5

typedef enum {
  RG_BAND_NONE,
  RG_BAND_TOP,
  RG_BAND_MIDDLE,
  RG_BAND_REST,
} RgBand;

/* 1 to 5 by position, 0: has none. Free with g_free(). */
guint8 *rg_scores_of_dataset (const RgDataset *dataset, RgDay today, RgScore score);
/* RgBand by position. */
guint8 *rg_bands_of_dataset (const RgDataset *dataset);
/* The least net sales ever with which the living customer at a position would be in that band or a
 * better one, while all others stay as they are: minor units. */
gint64 rg_band_least_spend (const RgDataset *dataset, guint position, RgBand band);

G_END_DECLS
