/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A quiet line below a form: somebody with the same e-mail, phone or name is here already. */
#pragma once

#include <adwaita.h>

#include "store/rg-store-customers.h"

G_BEGIN_DECLS

#define RG_TYPE_SIMILAR_HINT (rg_similar_hint_get_type ())
G_DECLARE_FINAL_TYPE (RgSimilarHint, rg_similar_hint, RG, SIMILAR_HINT, AdwBin)

/* Looks once nobody has typed for a moment. details are copied. */
void rg_similar_hint_look (RgSimilarHint *self, RgStore *store, const RgCustomerDetails *details);

G_END_DECLS
