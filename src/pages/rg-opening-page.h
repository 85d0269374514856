/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the window shows while a shop's file is opened that takes more than a moment to open. */
#pragma once

#include <adwaita.h>

#include "store/rg-store-opening.h"

G_BEGIN_DECLS

#define RG_TYPE_OPENING_PAGE (rg_opening_page_get_type ())
G_DECLARE_FINAL_TYPE (RgOpeningPage, rg_opening_page, RG, OPENING_PAGE, AdwNavigationPage)

/* work: any but RG_OPENING_AT_ONCE. */
AdwNavigationPage *rg_opening_page_new (RgOpeningWork work);
/* What is being done, as the page's title says it. */
const char *rg_opening_page_title (RgOpeningWork work);

G_END_DECLS
