/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "config.h"

#include "analysis/rg-day-column.h"

#include "base/rg-processor.h"

#include <string.h>

static inline gboolean
rg_day_is_near (RgDay day)
{
  return day >= RG_DAY_NEAR_FIRST && day <= RG_DAY_NEAR_LAST;
}

static inline guint16
rg_day_to_near (RgDay day)
{
  return (guint16) (day - RG_DAY_NEAR_FIRST + 1);
}

void
rg_day_column_clear (RgDayColumn *column)
{
  g_clear_pointer (&column->far, g_free);
}

void
rg_day_column_own (RgDayColumn *column)
{
  if (column->far != NULL)
    column->far = g_memdup2 (column->far, RG_DAY_COLUMN_SIZE * sizeof *column->far);
}

RgDay
rg_day_column_get (const RgDayColumn *column, guint i)
{
  if (column->far != NULL)
    return column->far[i];
  return column->near[i] != 0 ? column->near[i] + RG_DAY_NEAR_FIRST - 1 : RG_DAY_NONE;
}

void
rg_day_column_read (const RgDayColumn *column, guint n, RgDay *restrict days)
{
  if (column->far != NULL)
    memcpy (days, column->far, n * sizeof *days);
  else
    for (guint i = 0; i < n; i++)
      days[i] = column->near[i] != 0 ? column->near[i] + RG_DAY_NEAR_FIRST - 1 : RG_DAY_NONE;
}

void
rg_day_column_set (RgDayColumn *column, guint i, RgDay day)
{
  if (column->far == NULL && day != RG_DAY_NONE && !rg_day_is_near (day))
    {
      RgDay *far = g_new (RgDay, RG_DAY_COLUMN_SIZE);

      rg_day_column_read (column, RG_DAY_COLUMN_SIZE, far);
      column->far = far;
    }
  if (column->far != NULL)
    column->far[i] = day;
  else
    column->near[i] = day != RG_DAY_NONE ? rg_day_to_near (day) : 0;
}

static void
rg_day_column_flag_far (const RgDay *days, RgDay from, RgDay to, guint8 *restrict flags)
{
  for (guint i = 0; i < RG_DAY_COLUMN_SIZE; i++)
    flags[i] = (days[i] != RG_DAY_NONE) & (days[i] >= from) & (days[i] <= to);
}

RG_WITH_WIDE void
rg_day_column_flag (const RgDayColumn *column, RgDay from, RgDay to, guint8 *restrict flags)
{
  const guint16 first = rg_day_to_near (CLAMP (from, RG_DAY_NEAR_FIRST, RG_DAY_NEAR_LAST));
  const guint16 last = rg_day_to_near (CLAMP (to, RG_DAY_NEAR_FIRST, RG_DAY_NEAR_LAST));
  const guint8 some = from <= RG_DAY_NEAR_LAST && to >= RG_DAY_NEAR_FIRST;

  if (column->far != NULL)
    {
      rg_day_column_flag_far (column->far, from, to, flags);
      return;
    }
  for (guint i = 0; i < RG_DAY_COLUMN_SIZE; i++)
    flags[i] = (column->near[i] >= first) & (column->near[i] <= last) & some;
}

void
rg_day_column_flag_wanted (const RgDayColumn *column, guint n, const guint8 *wanted, RgDay first,
                           guint n_wanted, guint8 *restrict flags)
{
  /* What is not known becomes a day that is far away. */
  const guint shift = (guint) RG_DAY_NEAR_FIRST - 1 - (guint) first;
  RgDay days[RG_DAY_COLUMN_SIZE];

  if (column->far == NULL && first >= RG_DAY_NEAR_FIRST)
    {
      for (guint i = 0; i < n; i++)
        flags[i] = wanted[MIN (column->near[i] + shift, n_wanted)];
      return;
    }
  rg_day_column_read (column, n, days);
  for (guint i = 0; i < n; i++)
    flags[i] = wanted[MIN ((guint) days[i] - (guint) first, n_wanted)];
}
