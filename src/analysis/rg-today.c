/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Today, as far as the sales reach. */
#include "analysis/rg-today.h"

RgDay
rg_today_after (RgDay last_sale, RgDay calendar)
{
  if (last_sale != RG_DAY_NONE && last_sale < calendar - RG_TODAY_OLD_DAYS)
    return last_sale + 1;
  return calendar;
}

RgDay
rg_dataset_today (const RgDataset *dataset, RgDay calendar)
{
  return rg_today_after (dataset->last_day, calendar);
}
