/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* When something is bought again.
 *
 * Days on which somebody bought a product, or any of a category, brand or supplier, lie so many
 * days apart. Who bought it on RG_RHYTHM_LEAST_VISITS days or more has the median of their own gaps
 * as the usual time; everybody else the median of all gaps of all customers, where there are
 * RG_AGAIN_LEAST_GAPS of them at least; else nobody knows. (Medians as in rules/rg-rhythm.h, halves
 * rounded up.) That many days after the last purchase it is due again. */
#pragma once

#include "analysis/rg-dataset.h"

G_BEGIN_DECLS

/* With fewer the shop cannot tell what is usual. */
#define RG_AGAIN_LEAST_GAPS 20

/* One day on which somebody bought it. */
typedef struct {
  guint32 who; /* position */
  RgDay day;
} RgAgainBought;

/* Those who bought it, and the different days on which each did, both ascending. */
typedef struct {
  guint n_buyers;
  guint32 *who;   /* position */
  guint32 *start; /* into days */
  guint32 *n;     /* days */
  RgDay *days;
  gint64 usual;   /* of all of them; -1: not known */
} RgAgain;

/* bought: RgAgainBought in any order, of the dataset's days and customers. */
void rg_again_fill (RgAgain *again, const GArray *bought, const RgDataset *dataset);
void rg_again_clear (RgAgain *again);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgAgain, rg_again_clear)

/* How long it takes one of them, or -1; gaps: room for all their days. */
gint64 rg_again_usual_of (const RgAgain *again, guint buyer, int *gaps);
/* How many gaps of so many days each there are; the longest is less than the room in gaps. */
guint rg_again_count_gaps (const RgAgain *again, guint *gaps);
/* gaps: how many of so many days each; n of them. */
gint64 rg_again_median (const guint *gaps, guint n_days, guint n);

G_END_DECLS
