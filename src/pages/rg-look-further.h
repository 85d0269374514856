/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The rows below the segments: pages that look at all customers at once. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_LOOK_FURTHER (rg_look_further_get_type ())
G_DECLARE_FINAL_TYPE (RgLookFurther, rg_look_further, RG, LOOK_FURTHER, AdwPreferencesGroup)

G_END_DECLS
