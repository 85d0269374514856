/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What people who share a home have together. */
#pragma once

#include "rules/rg-rule-scan.h"

G_BEGIN_DECLS

/* Each gets the sum of what those have who share their home; who has none has no number. values:
 * by position; NULL: one of each, so that people are counted. */
void rg_homes_measure (const RgDataset *dataset, const gint64 *values, RgMeasure *measure);

G_END_DECLS
