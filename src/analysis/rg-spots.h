/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Where customers live, as far as their postcode and country tell: each place once. */
#pragma once

#include "analysis/rg-dataset.h"
#include "analysis/rg-points.h"

G_BEGIN_DECLS

typedef struct _RgSpots {
  guint n;
  const RgPoint *point; /* n places, and one more that means nothing */
  const guint32 *spot;  /* of each position an index into them; n: not known */
} RgSpots;

/* Made when somebody asks for the first time; of the dataset. Any thread. */
const RgSpots *rg_dataset_spots (const RgDataset *dataset);

/* Instead of those of base, before anybody else has the dataset; takes the reference. NULL: none
 * are known. */
void rg_dataset_set_points (RgDataset *dataset, RgPoints *points);

G_END_DECLS
