/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A small shop of people who often have the same, so that random rules find some of them. */
#pragma once

#include "rg-plain.h"

#include "analysis/rg-dataset.h"

G_BEGIN_DECLS

#define RG_RANDOM_PEOPLE 50
#define RG_RANDOM_RECEIPTS 260
/* Days: the first sales, and today; some sales are later. */
#define RG_RANDOM_FIRST 19200
#define RG_RANDOM_TODAY 20000

/* What rules about it may name, and one name that it does not have. */
#define RG_RANDOM_WORDS 10
extern const char *const rg_random_words[RG_RANDOM_WORDS];

/* In rows. */
Plain *rg_random_shop (void);
/* The same as a dataset, in one piece or with a later part. */
RgDataset *rg_random_shop_build (const Plain *plain);

/* Its parts, for shops that are made by hand: the names of everything, one person, and receipts
 * from one up to before another. */
void rg_random_shop_put_names (RgDatasetBuilder *builder);
void rg_random_shop_put_person (RgDatasetBuilder *builder, const PlainPerson *person);
void rg_random_shop_put_receipts (RgDatasetBuilder *builder, const Plain *plain, guint from,
                                  guint to);

G_END_DECLS
