/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The stages of all customers of a dataset at once (rules/rg-stage.h says what a stage is). */
#pragma once

#include "analysis/rg-dataset.h"
#include "rules/rg-stage.h"

G_BEGIN_DECLS

/* RgStage of each position, n_customers of them; of one who is not `live` RG_STAGE_NONE. One pass
 * over the receipts. Free with g_free(). */
guint8 *rg_stages_of_dataset (const RgDataset *dataset, RgDay today);

G_END_DECLS
