/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Whether versions of a message, and a comparison group, can be told apart by what people did.
 *
 * Each pair of groups is compared by who came back: Fisher's exact test where there are few, else
 * Pearson's (rg_stats_compare_shares()), with Newcombe's interval. All pairs are corrected together
 * (Holm). Money is compared by Welch's interval and by one that is drawn (rg-bootstrap.h). Nothing
 * is judged before the planned end, nor where the groups are not as large as chance makes them. A
 * winner is a version that brought more people back than each of the others, and the comparison
 * group, beyond what chance explains; else there is none. */
#pragma once

#include "analysis/rg-outcomes.h"

G_BEGIN_DECLS

#define RG_PROOF_LEVEL 0.95
/* Versions and the comparison group. */
#define RG_PROOF_GROUPS_MOST 5
#define RG_PROOF_PAIRS_MOST (RG_PROOF_GROUPS_MOST * (RG_PROOF_GROUPS_MOST - 1) / 2)

typedef enum {
  RG_PROOF_TOO_EARLY,  /* before the planned end */
  RG_PROOF_NOT_DEALT,  /* the groups are not as large as they were dealt: something moved people */
  RG_PROOF_NO_PAIR,    /* nothing to compare with */
  RG_PROOF_CANNOT_SAY, /* chance alone explains it */
  RG_PROOF_WINNER,
} RgProofVerdict;

typedef struct {
  guint first; /* groups */
  guint second;
  double difference; /* of the shares that came back: the first less the second */
  RgInterval range;
  gboolean exact;    /* by Fisher's test */
  double p;
  double adjusted;   /* for all pairs */
  gboolean has_money;
  RgWelch money;     /* net sales a person, minor units */
  gboolean has_drawn;
  RgInterval drawn;
} RgProofPair;

typedef struct {
  guint n_groups;
  const RgOutcome *outcomes; /* borrowed */
  guint n_pairs;
  RgProofPair pairs[RG_PROOF_PAIRS_MOST];
  double ratio; /* rg_shares_ratio() of how many were dealt out */
  RgProofVerdict verdict;
  guint winner; /* a group, where there is one */
} RgProof;

/* outcomes: of each group, the versions first. compared: whether the last group is the comparison
 * group, which cannot win. dealt, weights: how many were dealt to each, and the parts they were
 * dealt by. over: whether the planned end has come. */
void rg_proof_judge (RgProof *proof, const RgOutcome *outcomes, guint n_groups, gboolean compared,
                     const gint64 *dealt, const guint *weights, gboolean over);

/* "too-early", "not-dealt", … for --json. */
const char *rg_proof_verdict_id (RgProofVerdict verdict);

G_END_DECLS
