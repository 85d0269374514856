/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rules that cannot be together, or that say nothing together, whatever the shop. */
#pragma once

#include "rules/rg-segment-count.h"

G_BEGIN_DECLS

/* Of a rule: that nobody or everybody fits it, or that it asks for days of which nothing is known
 * yet. In a group that asks for all: that nobody can fit it and another one beside it, groups of
 * all in the group among them, or that all who fit it are taken out by one in a group of none. In
 * groups of any and none: that everybody fits it or another one. In all: that it is there twice.
 * Translated; NULL: nothing. Of two rules what follows from their being about the very same thing
 * is found, and what their kinds claim (rules/rg-rule-claims.h); context NULL: the first alone. */
char *rg_node_dup_odd (const RgNode *node, const char *currency, const RgSegmentContext *context);

/* The same of many rules of a tree, of which each is read once; the tree, the currency and the
 * context must stay as they are. */
typedef struct _RgOdds RgOdds;

RgOdds *rg_odds_new (const char *currency, const RgSegmentContext *context);
void rg_odds_free (RgOdds *odds);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgOdds, rg_odds_free)
char *rg_odds_dup (RgOdds *odds, const RgNode *node);

G_END_DECLS
