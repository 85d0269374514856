/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* All tags, with who has them: a row opens the tag. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_TAGS_PAGE (rg_tags_page_get_type ())
/* Properties: store; query, which is not looked at. */
G_DECLARE_FINAL_TYPE (RgTagsPage, rg_tags_page, RG, TAGS_PAGE, AdwNavigationPage)

G_END_DECLS
