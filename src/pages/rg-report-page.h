/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One report of Insights: choices, the sentence, the chart with its table, print and PDF.
 *
 * construct properties  store (RgStore)
 *                       query (GVariant a{sv}): report s, "sales" or "loyalty" */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_REPORT_PAGE (rg_report_page_get_type ())
G_DECLARE_FINAL_TYPE (RgReportPage, rg_report_page, RG, REPORT_PAGE, AdwNavigationPage)

G_END_DECLS
