/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The place History: who did what, by day, and taking it back. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_HISTORY_PAGE (rg_history_page_get_type ())
G_DECLARE_FINAL_TYPE (RgHistoryPage, rg_history_page, RG, HISTORY_PAGE, AdwNavigationPage)

/* Construct property: "store" (RgStore). */

G_END_DECLS
