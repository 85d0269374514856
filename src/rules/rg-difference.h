/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What makes one group of customers different from another: the traits that are more or less
 * frequent in it.
 *
 * Each trait is a two by two table: who has it and who has not, in either group. Its p value is
 * that of rg_stats_compare_shares(). So many tables are looked at that some differ by chance alone:
 * a difference is told where the false discovery rate (Benjamini and Hochberg, 1995) of all that
 * can be judged is at most RG_DIFFERENCE_RATE. What no table of so few people could ever show
 * (Tarone, 1990), or what is known of fewer than RG_DIFFERENCE_LEAST in either group, is not judged
 * and not among those. Intervals are Newcombe's for the difference of shares and Katz's for their
 * ratio, at 95 %, each by itself. */
#pragma once

#include "analysis/rg-stats.h"
#include "rules/rg-traits.h"

G_BEGIN_DECLS

#define RG_DIFFERENCE_RATE 0.05
#define RG_DIFFERENCE_LEAST 10

typedef struct {
  guint trait;          /* of the traits */
  RgTraitCount count;
  gboolean by_rules;    /* the groups' own rules decide it: no finding, and not judged */
  gboolean judged;      /* the rest is only there if so */
  double p;
  double rate;          /* false discovery rate at which it would be told */
  double ratio;         /* of the shares; INFINITY: nobody of the second group has it */
  RgInterval ratios;
  RgInterval apart;     /* of the first group's share less the second's */
  gboolean told;        /* it differs, and by more than hardly anything (base/rg-share-words.h) */
  double strength;      /* how far the ratio surely is from 1, on the logarithm; 0: not surely */
} RgDifference;

/* Of two groups without anybody in both. by_rules: of rg_traits_mark_rules(), or NULL. Those
 * that are told first, the surest and greatest first; then those that are not, then those that
 * cannot be judged, in the order of the traits. */
GArray *rg_differences_new (const RgTraits *traits, const RgBitset *first, const RgBitset *second,
                            const guint8 *by_rules);

/* "Three times as often: 61% of them, 20% of the others; likely 38 to 44 points more". Translated.
 * Of one that was judged. */
char *rg_difference_dup_words (const RgDifference *difference);

G_END_DECLS
