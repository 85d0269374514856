/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Ages in full years today, as a kind of rule counts them. */
#pragma once

#include "rules/rg-segment-count.h"

G_BEGIN_DECLS

void rg_measure_age (const RgRule *rule, const RgSegmentContext *context, RgMeasure *measure);
/* For one count: by the day of birth, which takes no reckoning of each. */
RgBitset *rg_scan_age (const RgRule *rule, const RgSegmentContext *context);

G_END_DECLS
