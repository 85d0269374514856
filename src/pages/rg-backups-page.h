/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Preferences about backups: where they go, whether they are encrypted, and those there are. What
 * is done about them are actions of the application: back-up, encrypt-backups, decrypt-backups,
 * enter-passphrase, restore-backup, look-into-backup, take-back-restore. */
#pragma once

#include <adwaita.h>

#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_TYPE_BACKUPS_PAGE (rg_backups_page_get_type ())
G_DECLARE_FINAL_TYPE (RgBackupsPage, rg_backups_page, RG, BACKUPS_PAGE, AdwPreferencesPage)

/* settings: those of the application (keys backup-folder, backup-encrypt, restore-kept). store: its
 * shop, or NULL where none is open. Once. */
void rg_backups_page_set_store (RgBackupsPage *self, GSettings *settings, RgStore *store);

G_END_DECLS
