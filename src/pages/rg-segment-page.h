/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One segment: its rules, who is in it now, and its text. The construct property "id" is 0 for
 * a new one. What was changed is saved on leaving, too, once it has a name. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_SEGMENT_PAGE (rg_segment_page_get_type ())
G_DECLARE_FINAL_TYPE (RgSegmentPage, rg_segment_page, RG, SEGMENT_PAGE, AdwNavigationPage)

G_END_DECLS
