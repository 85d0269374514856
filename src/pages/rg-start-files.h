/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The first files of a shop: what has come in already, ways to choose more, and how far an import
 * is. The files are read by the import dialog and run as the window's job. */
#pragma once

#include <adwaita.h>

#include "store/rg-store-set-up.h"

G_BEGIN_DECLS

#define RG_TYPE_START_FILES (rg_start_files_get_type ())
G_DECLARE_FINAL_TYPE (RgStartFiles, rg_start_files, RG, START_FILES, AdwPreferencesGroup)

void rg_start_files_show (RgStartFiles *self, const RgSetUp *set_up);

G_END_DECLS
