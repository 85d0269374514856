/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The page of Preferences about the shop's own fields: which there are, and in which order. */
#pragma once

#include "store/rg-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_OWN_FIELDS_PAGE (rg_own_fields_page_get_type ())
G_DECLARE_FINAL_TYPE (RgOwnFieldsPage, rg_own_fields_page, RG, OWN_FIELDS_PAGE, AdwPreferencesPage)

/* Once. store may be NULL: then the page is hidden. */
void rg_own_fields_page_set_store (RgOwnFieldsPage *self, RgStore *store);

G_END_DECLS
