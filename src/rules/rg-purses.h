/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The points of everybody in a dataset: their ledgers replayed once for all rules about them. */
#pragma once

#include "analysis/rg-dataset.h"

G_BEGIN_DECLS

typedef struct {
  guint n;          /* lots of which something is left, and what is owed */
  guint32 *who;     /* position of the living customer, ascending */
  gint64 *points;   /* below zero: owed */
  RgDay *lapses_on; /* or RG_DAY_NONE */
  /* By position: the last day on which they got or spent some; RG_DAY_NONE: never. */
  RgDay *got, *spent;
} RgPurses;

/* As of the last day of the dataset (RgDataset.activity_until). Kept with it. Any thread. */
const RgPurses *rg_purses_of_dataset (const RgDataset *dataset);

G_END_DECLS
