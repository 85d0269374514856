/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One segment: its rules, who is in it now, and its text. The construct property "id" is 0 for
 * a new one. The construct property "query" says more, with all of its keys optional: "segment" (x,
 * instead of the id), "view" (s, the part that is opened), "from" (i, the day from which on its
 * part about time tells who came and went). What was changed is saved on leaving, too, once it has
 * a name. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_SEGMENT_PAGE (rg_segment_page_get_type ())
G_DECLARE_FINAL_TYPE (RgSegmentPage, rg_segment_page, RG, SEGMENT_PAGE, AdwNavigationPage)

G_END_DECLS
