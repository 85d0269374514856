/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Missing days as questions: closed, or is there a file? Hidden while there is none. */
#pragma once

#include <adwaita.h>

#include "analysis/rg-gaps.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_TYPE_GAPS_GROUP (rg_gaps_group_get_type ())
G_DECLARE_FINAL_TYPE (RgGapsGroup, rg_gaps_group, RG, GAPS_GROUP, AdwPreferencesGroup)

/* gaps: RgGap, as rg_gaps_find() gives them, with names that live as long as the call. n_behind:
 * days after last_day whose sales are not known yet; then last_day is told. */
void rg_gaps_group_show (RgGapsGroup *self, RgStore *store, const GArray *gaps, guint n_behind,
                         RgDay last_day);

G_END_DECLS
