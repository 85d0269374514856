/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What changed about the customers between two generations of the dataset. */
#pragma once

#include "analysis/rg-dataset.h"

G_BEGIN_DECLS

/* So many days without a visit make a return worth telling. */
#define RG_SINCE_YEAR 365

/* Ids of living customers, in the order of their positions. */
typedef struct {
  GArray *fresh;    /* gint64: who visited for the first time of all */
  GArray *returned; /* who came back after RG_SINCE_YEAR days or more without a visit */
  GArray *slipped;  /* good customers who have stopped coming (rg_lapsed_text()), and had not */
} RgSince;

/* `before` lacks receipts that `after` has. today_…: the day that rules count back from; `digits`:
 * of the currency. */
RgSince *rg_since_new (const RgDataset *before, RgDay today_before, const RgDataset *after,
                       RgDay today_after, int digits);
void rg_since_free (RgSince *since);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgSince, rg_since_free)

G_END_DECLS
