/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The address of one location. */
#pragma once

#include "store/rg-store-locations.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_LOCATION_DIALOG (rg_location_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgLocationDialog, rg_location_dialog, RG, LOCATION_DIALOG, AdwDialog)

AdwDialog *rg_location_dialog_new (RgStore *store, const RgLocation *location);

G_END_DECLS
