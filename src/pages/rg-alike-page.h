/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Everybody else, by how alike they are to the members of a segment (rules/rg-alike.h). Construct
 * properties "store" and "id" (int64), the segment's. */
#pragma once

#include <adwaita.h>

#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_TYPE_ALIKE_PAGE (rg_alike_page_get_type ())
G_DECLARE_FINAL_TYPE (RgAlikePage, rg_alike_page, RG, ALIKE_PAGE, AdwNavigationPage)

G_END_DECLS
