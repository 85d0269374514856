/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Lists the backups there are and lets one be looked into, before anything is decided. */
#pragma once

#include <adwaita.h>

#include "store/rg-store-backup.h"

G_BEGIN_DECLS

#define RG_TYPE_RESTORE_DIALOG (rg_restore_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgRestoreDialog, rg_restore_dialog, RG, RESTORE_DIALOG, AdwDialog)

/* signals
 *   restore (const char *path, RgBackupKey *key): a backup is to be put in place; key may be
 *     NULL. */

/* folders: where to look, NULL-terminated; a folder that is not there is passed over. present: the
 * shop of now, to compare with, or NULL. key: the passphrase that is known, or NULL. */
AdwDialog *rg_restore_dialog_new (const char *const *folders, RgStore *present, RgBackupKey *key);
/* Opens at once on one backup. restore: it is known that it is to be put in place, so that what
 * that would do is said as soon as it is read. */
void rg_restore_dialog_look_into (RgRestoreDialog *self, const char *path, gboolean restore);

G_END_DECLS
