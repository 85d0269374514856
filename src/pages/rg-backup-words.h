/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is said about backups, on Today, in Preferences and in the banner. */
#pragma once

#include "store/rg-store-backup.h"

G_BEGIN_DECLS

/* After so many days without a backup the banner asks for one. */
#define RG_BACKUP_OLD_DAYS 7

/* "Backed up Thursday, 18:04 to USB"; NULL where no backup is known of, and for a sample shop. */
char *rg_backup_dup_words (RgStore *store);
/* Why the last one is not where it should be, or why there is none; NULL where all is well. */
char *rg_backup_dup_problem (RgStore *store);
/* "No backup for 9 days"; NULL where the last one is not older than a week. now: Unix seconds. */
char *rg_backup_dup_warning (RgStore *store, gint64 now);

/* What a person calls the place of a backup: "this computer", "USB". */
char *rg_backup_dup_place (RgStore *store, const char *path);
/* "Thursday, 18:04" in the shop's time. */
char *rg_backup_dup_moment (RgStore *store, gint64 at);

G_END_DECLS
