/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the files of the make-up share. */
#pragma once

#include "analysis/rg-make-up.h"

G_BEGIN_DECLS

typedef struct {
  const RgDataset *dataset;
  const RgMakeUpBasis *basis;
  RgMakeUp *make_up;
  guint most;
} RgMaking;

/* Copies the names, translated ones. */
void rg_making_set_names (RgMaking *making, const char *const *names);
/* Of each position the location of most of their visits, or RG_NOTHING. */
guint32 *rg_making_usual_locations (const RgMaking *making);

void rg_making_distance (RgMaking *making);

G_END_DECLS
