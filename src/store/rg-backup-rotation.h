/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Which backups stay: of the last seven days that have any, and of the last eight weeks, the newest
 * each. Days and weeks without a backup do not count, so a long holiday takes nothing away. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RG_BACKUP_DAYS 7
#define RG_BACKUP_WEEKS 8

/* moments: Unix seconds of good backups, the newest first. keep[i] says whether the i-th stays; the
 * newest always does. zone: whose midnight counts. */
void rg_backup_rotation (const gint64 *moments, gsize n, GTimeZone *zone, gboolean *keep);

G_END_DECLS
