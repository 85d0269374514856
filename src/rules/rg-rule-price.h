/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What was paid for one piece. */
#pragma once

#include "rules/rg-rule-scan.h"

G_BEGIN_DECLS

/* The living customers who ever paid a price in the rule's bounds for one piece of something that
 * it lists, what it is not left aside. */
RgBitset *rg_scan_price_paid (const RgRule *rule, const RgSegmentContext *context);

G_END_DECLS
