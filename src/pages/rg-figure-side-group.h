/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One group of people behind a figure: what they make together, and what of it is whose, some at a
 * time. Each person opens the receipts of the days that count. */
#pragma once

#include <adwaita.h>

#include "model/rg-figure.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_TYPE_FIGURE_SIDE_GROUP (rg_figure_side_group_get_type ())
G_DECLARE_FINAL_TYPE (RgFigureSideGroup, rg_figure_side_group, RG, FIGURE_SIDE_GROUP,
                      AdwPreferencesGroup)

/* The side is the figure's; what is needed of both is copied. */
GtkWidget *rg_figure_side_group_new (RgStore *store, const RgFigure *figure,
                                     const RgFigureSide *side);

G_END_DECLS
