/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The stages of all customers of a dataset at once (rules/rg-stage.h says what a stage is). */
#pragma once

#include "analysis/rg-dataset.h"
#include "rules/rg-rhythm.h"
#include "rules/rg-stage.h"

G_BEGIN_DECLS

/* RgStage of each position, n_customers of them; of one who is not `live` RG_STAGE_NONE. One pass
 * over the receipts. Free with g_free(). */
guint8 *rg_stages_of_dataset (const RgDataset *dataset, RgDay today);

/* Tells the rhythm of each position, of those without a visit, too. */
typedef void (*RgRhythmFunc) (guint position, const RgRhythm *rhythm, gpointer data);
void rg_rhythms_of_dataset (const RgDataset *dataset, RgDay today, RgRhythmFunc func,
                            gpointer data);

G_END_DECLS
