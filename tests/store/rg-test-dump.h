/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a dataset says, as text. */
#pragma once

#include "analysis/rg-dataset.h"

G_BEGIN_DECLS

/* Lines in alphabetical order: positions and blocks do not matter. whole: with the saved
 * segments. */
char *rg_test_dump (const RgDataset *dataset, gboolean whole);

G_END_DECLS
