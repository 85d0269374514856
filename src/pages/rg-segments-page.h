/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The place Segments: the saved ones with their counts. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_SEGMENTS_PAGE (rg_segments_page_get_type ())
G_DECLARE_FINAL_TYPE (RgSegmentsPage, rg_segments_page, RG, SEGMENTS_PAGE, AdwNavigationPage)

G_END_DECLS
