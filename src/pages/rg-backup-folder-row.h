/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The row that says where backups go, and lets another folder be chosen. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_BACKUP_FOLDER_ROW (rg_backup_folder_row_get_type ())
G_DECLARE_FINAL_TYPE (RgBackupFolderRow, rg_backup_folder_row, RG, BACKUP_FOLDER_ROW, AdwActionRow)

/* settings: those of the application; the row follows and sets the key backup-folder. Once. */
void rg_backup_folder_row_set_settings (RgBackupFolderRow *self, GSettings *settings);

G_END_DECLS
