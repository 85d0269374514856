/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Which target counts. */
#include "analysis/rg-targets.h"

gint64
rg_targets_get (const GArray *targets, gint64 location, RgDay month)
{
  for (guint i = 0; i < targets->len; i++)
    {
      const RgTarget *target = &g_array_index (targets, RgTarget, i);

      if (target->location == location && target->month == month)
        return target->net_minor;
    }
  return 0;
}

static gint64
rg_targets_find_own (const GArray *targets, gint64 location, RgDay day)
{
  gint64 own = rg_targets_get (targets, location, rg_day_month_start (day));

  return own != 0 ? own : rg_targets_get (targets, location, 0);
}

gint64
rg_targets_find (const GArray *targets, gint64 location, RgDay day, const gint64 *locations,
                 guint n_locations)
{
  gint64 own = rg_targets_find_own (targets, location, day);
  gint64 sum = 0;

  if (own != 0 || location != 0)
    return own;
  for (guint i = 0; i < n_locations; i++)
    {
      gint64 part = rg_targets_find_own (targets, locations[i], day);

      if (part == 0)
        return 0;
      sum += part;
    }
  return sum;
}
