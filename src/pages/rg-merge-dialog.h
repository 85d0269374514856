/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Merges two customers, field by field. */
#pragma once

#include <adwaita.h>

#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_TYPE_MERGE_DIALOG (rg_merge_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgMergeDialog, rg_merge_dialog, RG, MERGE_DIALOG, AdwDialog)

/* Construct with "store" (RgStore) and "query" (a{sv}: "stays" and "goes", ids of customers). */

G_END_DECLS
