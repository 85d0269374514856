/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The row of a form that says who does something. */
#pragma once

#include <adwaita.h>

#include "store/rg-store-staff.h"

G_BEGIN_DECLS

/* Whoever comes first, those who work here, and whoever has it already (0: nobody). `ids` (gint64)
 * gets whom each choice means. Hidden where there is nobody to choose from. staff: RgStaff. */
void rg_staff_row_fill (AdwComboRow *row, const GPtrArray *staff, gint64 selected, GArray *ids);
/* 0 for whoever comes first. */
gint64 rg_staff_row_get (AdwComboRow *row, const GArray *ids);

G_END_DECLS
