/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Counting a segment on a dataset.
 *
 * Each rule becomes a bit set of customers in one pass over a few columns; groups only combine
 * them. The sets of rules are kept by the rule's text, so that an edit of one rule reads one
 * rule anew. Any thread may count; a cache may be shared by threads.
 *
 * "In the last N days" is today and the N - 1 days before it. "Not since N days": came at least
 * once, but not in the last N days. "At least N times" counts receipts on which the product was
 * sold, not pieces. A product is meant by its name or its code, a category, city, country or
 * tag by its name; case and accents do not matter. "Is not" and "never" include those of whom
 * nothing is known. */
#pragma once

#include "analysis/rg-dataset.h"
#include "rules/rg-segment.h"

G_BEGIN_DECLS

typedef struct _RgRuleCache RgRuleCache;

RgRuleCache *rg_rule_cache_new (void);
RgRuleCache *rg_rule_cache_ref (RgRuleCache *cache);
void rg_rule_cache_unref (RgRuleCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgRuleCache, rg_rule_cache_unref)

struct _RgSegmentContext {
  const RgDataset *dataset;
  RgDay today;
  int digits;          /* of the currency's minor unit: rg_currency_digits() */
  int first_weekday;   /* 0 is Monday */
  RgRuleCache *cache;  /* or NULL */
  struct _RgSavedSets *saved; /* of the rules' own; NULL to begin with */
  const RgDataset *all; /* where `dataset` is of one person: that of everybody */
};

/* Of one node. match: customers for whom it holds. effect: in ALL, how many more there would be
 * without it; in ANY, how many are there by it alone; in NONE, how many it takes out. */
typedef struct {
  guint match;
  guint effect;
  gboolean passed_over; /* an empty group or unfinished rule: as if it were not there */
} RgNodeCount;

typedef struct {
  RgBitset *members;
  guint count;
  guint customers;      /* living ones in the dataset */
  gint64 spend;         /* net sales to the members, ever */
  gint64 net_sales;     /* of the shop, ever, with or without a customer */
  guint n_nodes;
  RgNodeCount *nodes;   /* in the order of rg_node_flatten() */
} RgSegmentResult;

RgSegmentResult *rg_segment_count (const RgNode *root, const RgSegmentContext *context);
void rg_segment_result_free (RgSegmentResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgSegmentResult, rg_segment_result_free)

/* The names that a list has, borrowed from the dataset; NULL where there is no list or dataset. */
const RgNames *rg_rule_list_names (RgRuleList list, const RgDataset *dataset);
/* The living customers of one rule; a new reference. */
RgBitset *rg_rule_evaluate (const RgRule *rule, const RgSegmentContext *context);
/* The members alone. */
RgBitset *rg_segment_evaluate (const RgNode *root, const RgSegmentContext *context);

/* A name in the rule that the shop does not know ("Coffe"), or NULL. Borrowed from the rule. */
const char *rg_rule_unknown_name (const RgRule *rule, const RgDataset *dataset);

/* What the rule asks for and nobody has supplied ("No data: nobody’s birthday is known."),
 * translated; NULL where there is some. Such a rule counts nobody, or with "not" everybody, which
 * is no answer. */
const char *rg_rule_no_data (const RgRule *rule, const RgDataset *dataset);
/* The same of the first of its rules for which that is so. */
const char *rg_segment_no_data (const RgNode *root, const RgDataset *dataset);

G_END_DECLS
