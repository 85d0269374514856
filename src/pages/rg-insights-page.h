/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The place Insights: questions as cards, each with a small live chart and its answer; a card opens
 * its report. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_INSIGHTS_PAGE (rg_insights_page_get_type ())
G_DECLARE_FINAL_TYPE (RgInsightsPage, rg_insights_page, RG, INSIGHTS_PAGE, AdwNavigationPage)

G_END_DECLS
