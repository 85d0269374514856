/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Who the people of a checked file are: one line a person, which can be searched. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_IMPORT_MATCHES_PAGE (rg_import_matches_page_get_type ())
G_DECLARE_FINAL_TYPE (RgImportMatchesPage, rg_import_matches_page, RG, IMPORT_MATCHES_PAGE,
                      AdwNavigationPage)

/* The lines are those of rg_import_match_dup_text(). */
AdwNavigationPage *rg_import_matches_page_new (const char *const *lines);

G_END_DECLS
