/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One rule on a dataset: what rg_rule_evaluate() does when its set is not in the cache. */
#pragma once

#include "rules/rg-segment-count.h"

G_BEGIN_DECLS

/* The living customers that match, as a new set. The rule lacks nothing. */
RgBitset *rg_rule_scan (const RgRule *rule, const RgSegmentContext *context);

/* Which entries of a dictionary the rule names: one byte each; products (may be NULL) are meant by
 * their codes, too. Free it. */
guint8 *rg_rule_match_names (const RgRule *rule, const RgNames *names, const RgProducts *products);

G_END_DECLS
