/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Why somebody is in a segment, or is not.
 *
 * Each rule is counted on a dataset of that person alone, by the very code that counts everybody.
 * The smallest change is the least number of rules that would have to turn out the other way for
 * the person to be in, or out; of equally small ones the first in the tree. A rule about other
 * segments is one rule there, and is told of by theirs besides. */
#pragma once

#include "rules/rg-rule-turn.h"

G_BEGIN_DECLS

#define RG_WHY_RECEIPTS 20

typedef struct _RgWhy RgWhy;

/* A saved segment that a rule stands for. */
typedef struct {
  char *name;
  RgNode *root;
  RgWhy *why;
} RgWhyInside;

/* Of one node, in the order of rg_node_flatten(). */
typedef struct {
  gboolean passed_over; /* an empty group or unfinished rule: the rest says nothing */
  gboolean holds;
  gboolean turns;       /* one of the smallest change; rules only */
  char *fact;           /* "Came 3 times in the last 90 days", translated; NULL: nothing to say */
  char *change;         /* "It would take 2 times more.", translated; NULL: nobody can say */
  RgTurn turn;          /* the same of rules that are no matter of amount; of any `nothing` */
  guint n_receipts;     /* that the rule looks at */
  GArray *receipts;     /* gint64 ids, the latest first, RG_WHY_RECEIPTS at most; NULL: none */
  GPtrArray *inside;    /* RgWhyInside of those it names, while they are not too many; NULL: none */
} RgRuleWhy;

struct _RgWhy {
  gboolean member;
  guint n_nodes;
  RgRuleWhy *nodes;
  guint turns; /* how many rules the smallest change has; 0: no change would do */
};

/* position: of a living customer. */
RgWhy *rg_segment_explain (const RgNode *root, const RgSegmentContext *context, guint position,
                           const char *currency);
void rg_why_free (RgWhy *why);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgWhy, rg_why_free)

G_END_DECLS
