/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What several groups of people did at the till between two days. */
#pragma once

#include "analysis/rg-dataset.h"
#include "analysis/rg-stats.h"

G_BEGIN_DECLS

typedef struct {
  guint n;          /* people; the merged count once, those who are gone not at all */
  guint came;       /* with at least one visit */
  gint64 visits;
  gint64 net_minor; /* net sales */
  double *spent;    /* the same of each person, n of them, ascending */
  gint64 *people;   /* ids of those who count, in the dataset's order */
  gint64 *who_came; /* `came` of them */
  gint64 *net;      /* net sales of each of `people`, in their order */
  guint32 *visited; /* and their visits */
} RgOutcome;

void rg_outcome_clear (RgOutcome *outcome);

/* One pass over the receipts for all groups. ids[g] are n_ids[g] customers; whoever is in two
 * groups counts in the first. Both days are included. */
void rg_outcomes_measure (const RgDataset *dataset, const gint64 *const *ids, const gsize *n_ids,
                          guint n_groups, RgDay from, RgDay to, RgOutcome *outcomes);

G_END_DECLS
