/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The day that rules and figures count back from. */
#pragma once

#include "analysis/rg-dataset.h"

G_BEGIN_DECLS

/* Sales that end longer ago than this are those of an old file or a sample. */
#define RG_TODAY_OLD_DAYS 31

/* The calendar's today; or, where sales end more than RG_TODAY_OLD_DAYS before it, the day after
 * the last sale, so that "in the last 90 days" means something in an old file too. Everybody who
 * counts takes this day, or two pages would disagree: above this layer, from
 * rg_shop_get_counting_day(). */
RgDay rg_dataset_today (const RgDataset *dataset, RgDay calendar);
/* The same for whoever knows the day of the last sale alone (RG_DAY_NONE: there is none). */
RgDay rg_today_after (RgDay last_sale, RgDay calendar);

G_END_DECLS
