/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Everything that happened with one customer, the newest first, month by month; of all kinds, or of
 * one. Each entry opens what it is about.
 *
 * construct properties  store (RgStore), id (int64: the customer) */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_TIMELINE_PAGE (rg_timeline_page_get_type ())
G_DECLARE_FINAL_TYPE (RgTimelinePage, rg_timeline_page, RG, TIMELINE_PAGE, AdwNavigationPage)

G_END_DECLS
