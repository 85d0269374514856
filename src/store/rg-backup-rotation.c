/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Which backups stay. */
#include "store/rg-backup-rotation.h"

#include "base/rg-date.h"

/* Weeks begin on Monday: the same choice wherever the stick is plugged in. */
#define MONDAY 0

void
rg_backup_rotation (const gint64 *moments, gsize n, GTimeZone *zone, gboolean *keep)
{
  RgDay last_day = RG_DAY_NONE, last_week = RG_DAY_NONE;
  guint days = 0, weeks = 0;

  for (gsize i = 0; i < n; i++)
    {
      RgDay day = rg_instant_day (moments[i], zone);
      RgDay week = rg_day_week_start (day, MONDAY);
      gboolean new_day = day != last_day && days < RG_BACKUP_DAYS;
      gboolean new_week = week != last_week && weeks < RG_BACKUP_WEEKS;

      keep[i] = new_day || new_week;
      days += new_day ? 1 : 0;
      weeks += new_week ? 1 : 0;
      last_day = day;
      last_week = week;
    }
}
