/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the campaigns of a year took together. */
#pragma once

#include "model/rg-figure.h"
#include "store/rg-campaign-report.h"

G_BEGIN_DECLS

/* In a read. Of the year of `today`: the figure "spent" of each campaign that went out in it, added
 * up: each person's letters, coupons and gifts are one part, and what is nobody's stands below with
 * the name of its campaign. */
RgFigure *rg_year_figure_new (RgDb *db, const RgDataset *dataset, const RgShop *shop, RgDay today,
                              GError **error);

G_END_DECLS
