/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How alike somebody is to the members of a set, and how well that tells them from others. */
#pragma once

#include "analysis/rg-stats.h"

G_BEGIN_DECLS

/* What a trait says of who has it, and of who has not: the logarithm of how many times as frequent
 * that is among members as among others. The sum over traits is naive Bayes' evidence (D. J. Hand
 * and K. Yu, Idiot's Bayes: Not So Stupid After All?, International Statistical Review 69, 2001,
 * 385-398); shares are those of Laplace's rule of succession, (hits + 1) / (n + 2). */
typedef struct {
  double has;
  double has_not;
} RgEvidence;

RgEvidence rg_evidence (guint hits_members, guint n_members, guint hits_others, guint n_others);

/* The chance that a member has a greater score than another, ties by half: the area under the
 * curve (H. B. Mann and D. R. Whitney, Annals of Mathematical Statistics 18, 1947, 50-60), with the
 * 95 % interval of J. A. Hanley and B. J. McNeil (Radiology 143, 1982, 29-36). 0.5 and 0..1 where
 * either is empty. */
double rg_area_under_curve (const double *members, guint n_members, const double *others,
                            guint n_others, RgInterval *interval);

G_END_DECLS
