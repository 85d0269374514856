/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What people who share a home have together. */
#pragma once

#include "rules/rg-rule-scan.h"

G_BEGIN_DECLS

/* Each gets the sum of what those have who share their home; who has none has no number. of: what
 * rg_measure_net() has; NULL: one of each, so that people are counted. */
void rg_homes_measure (const RgDataset *dataset, const RgMeasure *of, RgMeasure *measure);

/* The living customers whose home has from low to high of that together, sooner than by the
 * number of each. */
RgBitset *rg_homes_scan (const RgDataset *dataset, const RgMeasure *of, gint64 low, gint64 high);

G_END_DECLS
