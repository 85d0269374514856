/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Two groups of customers side by side, and what makes them different. */
#pragma once

#include "rules/rg-difference.h"

G_BEGIN_DECLS

typedef enum {
  RG_FIGURE_PEOPLE,
  RG_FIGURE_SHARE,    /* of all customers, 0 to 1 */
  RG_FIGURE_SPEND,    /* net sales ever, minor units */
  RG_FIGURE_VISITS,   /* ever */
  RG_FIGURE_BASKET,   /* spend by visits, minor units */
  RG_FIGURE_MARGIN,   /* net sales less cost of what has a known cost, minor units */
  RG_FIGURE_GAP,      /* days: the middle one of their usual gaps (rules/rg-rhythm.h) */
  RG_FIGURE_AGE,      /* years: the middle one */
  RG_N_FIGURES
} RgFigure;

/* The most frequent of a group. */
#define RG_TOP_MOST 3

typedef struct {
  guint trait;
  double share; /* of those of whom it can be known */
} RgTop;

typedef struct {
  RgBitset *members;
  double figures[RG_N_FIGURES];         /* NAN: not known of anybody */
  RgBitset *people[RG_N_FIGURES];       /* behind each of them */
  guint n_cities, n_categories;
  RgTop cities[RG_TOP_MOST], categories[RG_TOP_MOST];
} RgGroupFigures;

typedef struct {
  RgTraits *traits;
  RgGroupFigures groups[2];
  RgBitset *both, *only[2];
  GArray *differences;  /* RgDifference: those in both are left aside, unless they are all of one of
                           the groups */
} RgGroupCompare;

/* Living customers; second NULL: everybody else. rules: those of the groups, of which what they
 * decide themselves is no difference; each of the two may be NULL, and so may all. */
RgGroupCompare *rg_group_compare_new (const RgSegmentContext *context, const RgMakeUpBasis *basis,
                                      const char *currency, const RgBitset *first,
                                      const RgBitset *second, const RgNode *const rules[2]);
void rg_group_compare_free (RgGroupCompare *compare);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgGroupCompare, rg_group_compare_free)

/* "Average Basket". Translated. */
const char *rg_figure_title (RgFigure figure);
/* "basket": stable. */
const char *rg_figure_id (RgFigure figure);
/* "NOK 412", "6.1%", "14 days", "–". */
char *rg_figure_format (RgFigure figure, double value, const char *currency);

G_END_DECLS
