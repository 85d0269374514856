/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* New files of the folder that is looked into (pages/rg-new-files.h), as rows of Today. Hidden
 * while there is nothing to say. */
#pragma once

#include <adwaita.h>

#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_TYPE_FILES_GROUP (rg_files_group_get_type ())
G_DECLARE_FINAL_TYPE (RgFilesGroup, rg_files_group, RG, FILES_GROUP, AdwPreferencesGroup)

/* properties
 *   "has-folder" (gboolean, read only): a folder was chosen. */

void rg_files_group_set_store (RgFilesGroup *self, RgStore *store);
gboolean rg_files_group_has_folder (RgFilesGroup *self);

/* Asks for the folder and saves it, by_itself as it was. For everybody who offers that. */
void rg_files_choose_folder (RgStore *store, GtkWidget *widget);

G_END_DECLS
