/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Everybody who ever came, by how lately and how often: the grid of scores (rules/rg-scores.h) and
 * its named regions.
 *
 * The regions are those of the usual grid of recency by frequency ("champions", "at risk", …), as
 * Putler published it (RFM Analysis for Successful Customer Segmentation) and countless notebooks
 * write it down: 1-2 by 1-2, 1-2 by 3-4, 1-2 by 5, 3 by 1-2, 3 by 3, 3-4 by 4-5, 4 by 1, 5 by 1,
 * 4-5 by 2-3, 5 by 4-5; the first of them is parted into those who stayed away for long and for
 * longest. Each cell is in one region, and each region is a rectangle, so that two rules say who is
 * in it. Money is not part of the grid: each cell and region tells the sales that it brings. */
#pragma once

#include "rules/rg-scores.h"

G_BEGIN_DECLS

typedef enum {
  RG_RFM_BEST,
  RG_RFM_LOYAL,
  RG_RFM_GROWING,
  RG_RFM_NEW,
  RG_RFM_SECOND,
  RG_RFM_MIDDLE,
  RG_RFM_QUIET,
  RG_RFM_SLIPPING,
  RG_RFM_MISSED,
  RG_RFM_LONG_AWAY,
  RG_RFM_GONE,
  RG_N_RFM_REGIONS
} RgRfmRegion;

typedef struct {
  guint people;
  gint64 spend; /* net sales to them, ever */
} RgRfmSum;

/* What the customers with one score have in common. */
typedef struct {
  guint people;
  gint64 least, most; /* days of the last visit (RgDay), or visits; 0 for nobody */
} RgRfmRange;

typedef struct {
  guint n_customers;       /* positions of the dataset */
  guint8 *scores[3];       /* RgScore: 1 to 5 by position, 0: never came */
  RgRfmSum cell[RG_SCORE_PARTS][RG_SCORE_PARTS]; /* [recency - 1][frequency - 1] */
  RgRfmSum region[RG_N_RFM_REGIONS];
  RgRfmSum all;            /* who ever came */
  RgRfmRange recency[RG_SCORE_PARTS], frequency[RG_SCORE_PARTS];
  guint never;             /* living customers who never came */
} RgRfm;

/* Everything at once: three scores of everybody, and the sums. */
RgRfm *rg_rfm_new (const RgDataset *dataset, RgDay today);
void rg_rfm_free (RgRfm *rfm);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgRfm, rg_rfm_free)

/* Scores from 1 to 5. */
RgRfmRegion rg_rfm_region_of (guint recency, guint frequency);

/* A stable word ("slipping"), and what stands on the screen, translated. */
const char *rg_rfm_region_word (RgRfmRegion region);
const char *rg_rfm_region_title (RgRfmRegion region);
const char *rg_rfm_region_about (RgRfmRegion region);  /* who they are */
const char *rg_rfm_region_advice (RgRfmRegion region); /* what to do */
/* The rules of a segment of it; free with g_free(). */
char *rg_rfm_region_dup_rules (RgRfmRegion region);
/* The same of one cell. */
char *rg_rfm_cell_dup_rules (guint recency, guint frequency);

/* Ids of the people, ascending by position: gint64. */
GArray *rg_rfm_region_ids (const RgRfm *rfm, const RgDataset *dataset, RgRfmRegion region);
GArray *rg_rfm_cell_ids (const RgRfm *rfm, const RgDataset *dataset, guint recency,
                         guint frequency);

G_END_DECLS
