/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Today, as far as the sales reach. */
#include "analysis/rg-today.h"

RgDay
rg_dataset_today (const RgDataset *dataset, RgDay calendar)
{
  if (dataset->last_day != RG_DAY_NONE && dataset->last_day < calendar - RG_TODAY_OLD_DAYS)
    return dataset->last_day + 1;
  return calendar;
}
