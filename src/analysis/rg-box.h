/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A few ranges of a few facts that tell a set of customers from all others, so that a group which
 * was found can be told as rules.
 *
 * Sides are added one after the other, each the range that raises the F measure most (C. J. van
 * Rijsbergen, Information Retrieval, 1979: twice the caught members by all caught and all members),
 * and all sides are looked for again with the others held, until nothing is gained; the search for
 * one box by boxes is that of J. H. Friedman and N. I. Fisher (Bump Hunting in High-Dimensional
 * Data, Statistics and Computing 9, 1999, 123-143). A side has one end where that is nearly as good
 * as two. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RG_BOX_SIDES 3
#define RG_BOX_CUTS 60 /* at most, of one fact */

/* Values from low to high, both included; -G_MAXDOUBLE and G_MAXDOUBLE: no end. */
typedef struct {
  guint fact;
  double low, high;
} RgBoxSide;

typedef struct {
  guint n_sides; /* 0: nothing tells them apart */
  RgBoxSide side[RG_BOX_SIDES];
  guint caught;  /* members in the box */
  guint others;  /* in the box, and no members */
} RgBox;

/* One fact: n values, and where a side may end, ascending. */
typedef struct {
  const double *values;
  const double *cuts;
  guint n_cuts;
} RgBoxFact;

/* member: a byte each of n. */
void rg_box_fit (const RgBoxFact *facts, guint n_facts, const guint8 *member, guint n, RgBox *box);

G_END_DECLS
