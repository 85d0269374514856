/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One backup, opened to look into: what is in it, what it lacks beside the shop of now, and Restore
 * with what will happen. */
#pragma once

#include <adwaita.h>

#include "store/rg-store-backup.h"

G_BEGIN_DECLS

#define RG_TYPE_COPY_PAGE (rg_copy_page_get_type ())
G_DECLARE_FINAL_TYPE (RgCopyPage, rg_copy_page, RG, COPY_PAGE, AdwNavigationPage)

/* signals
 *   restore (RgBackupKey *key): somebody has read what will happen, and wants it. */

/* path: the backup's. present: the shop of now, or NULL where none is open. key: tried first, or
 * NULL. restore: says at once what restoring it would do. */
AdwNavigationPage *rg_copy_page_new (const char *path, RgStore *present, RgBackupKey *key,
                                     gboolean restore);

/* "Thursday, 19 November 2026, 18:04" in the computer's time. */
char *rg_copy_dup_moment (gint64 at);

G_END_DECLS
