/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The receipts behind a number, each opening to its lines.
 *
 * construct properties  store (RgStore)
 *                       query (GVariant a{sv}): title s; from i, to i (days, both included);
 *                       customer x, location x, category x, product x; segment s (a text: only
 *                       its members' receipts); customers ax (only these people's receipts);
 *                       receipts ax (only these). All are optional. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_RECEIPTS_PAGE (rg_receipts_page_get_type ())
G_DECLARE_FINAL_TYPE (RgReceiptsPage, rg_receipts_page, RG, RECEIPTS_PAGE, AdwNavigationPage)

G_END_DECLS
