/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The facts by which customers can be grouped: each is a number of everybody, and a rule that
 * somebody can edit. */
#pragma once

#include "rules/rg-segment-count.h"

G_BEGIN_DECLS

typedef struct {
  const char *word;    /* stable: "visits" */
  const char *title;   /* marked, not translated */
  const char *keyword; /* of the rule */
  const char *where;   /* what follows the number in the rule, or "" */
  const char *low, *high; /* of customers with little or much of it; marked */
  gboolean skewed;     /* few have very much: the logarithm is compared */
  gboolean usual;      /* chosen to begin with */
} RgGroupFact;

guint rg_n_group_facts (void);
const RgGroupFact *rg_group_fact_at (guint i);
/* NULL where there is no such word. */
const RgGroupFact *rg_group_fact_find (const char *word);
/* Whether the shop knows anything of it. */
gboolean rg_group_fact_has_data (const RgGroupFact *fact, const RgDataset *dataset);

/* By position; known: a byte each, 0: not known, and whoever never came. Whole numbers but for
 * rates, of which n.5 is between n and n + 1; days since a visit; amounts in minor units. */
double *rg_group_fact_measure (const RgGroupFact *fact, const RgSegmentContext *context,
                               guint8 *known);
/* Rules for numbers from low to high, both included (-G_MAXDOUBLE and G_MAXDOUBLE: no end), each on
 * a line. */
void rg_group_fact_print (const RgGroupFact *fact, double low, double high, int digits,
                          GString *rules);
/* Whether there is nothing between one number and the next. */
gboolean rg_group_fact_is_whole (const RgGroupFact *fact);
/* Numbers that are easy to remember, between those of the customers: where a rule may end. At most
 * `most`, ascending; digits: of the currency. */
GArray *rg_group_fact_cuts (const RgGroupFact *fact, const double *values, guint n, guint most,
                            int digits);
/* Ascending. */
void rg_group_numbers_sort (double *numbers, guint n);
/* "14 days", "€12.50". */
char *rg_group_fact_dup_number (const RgGroupFact *fact, double number, const char *currency);

G_END_DECLS
