/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is known in one of the shop's own fields, for counting: immutable, shared by generations of
 * the dataset. Entries stand under ids, not positions, so that nothing of it moves when positions
 * do. */
#pragma once

#include "analysis/rg-dataset.h"

G_BEGIN_DECLS

/* A thread-safe reference. */
const RgOwnColumn *rg_own_column_ref (const RgOwnColumn *column);
void rg_own_column_unref (const RgOwnColumn *column);
gsize rg_own_column_memory (const RgOwnColumn *column);

/* The same of what every shop may know. */
void rg_dataset_set_known (RgDataset *dataset, GPtrArray *columns);
/* Those chosen by hand instead of those of base, before anybody else has the dataset; takes the
 * list of references. */
void rg_dataset_set_hands (RgDataset *dataset, GPtrArray *columns);

/* The entries of a few customers alone. */
const RgOwnColumn *rg_own_column_pick (const RgOwnColumn *column, const gint64 *customers,
                                       guint n);

typedef struct _RgOwnColumnBuilder RgOwnColumnBuilder;

/* base: what the column was, of the same field, name, kind and choices; NULL: nothing. */
RgOwnColumnBuilder *rg_own_column_builder_new (const RgOwnColumn *base, gint64 field,
                                               RgOwnKind kind, const char *name);
void rg_own_column_builder_free (RgOwnColumnBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgOwnColumnBuilder, rg_own_column_builder_free)

/* Before the entries, in their order; only where base is NULL. */
void rg_own_column_builder_add_choice (RgOwnColumnBuilder *builder, gint64 id, const char *name);
/* What base says of the customer counts no more. */
void rg_own_column_builder_forget (RgOwnColumnBuilder *builder, gint64 customer);
/* By the column's kind: a number, a text, or a choice's id. Any order. */
void rg_own_column_builder_put (RgOwnColumnBuilder *builder, gint64 customer, gint64 number);
void rg_own_column_builder_put_text (RgOwnColumnBuilder *builder, gint64 customer,
                                     const char *text);
void rg_own_column_builder_put_choice (RgOwnColumnBuilder *builder, gint64 customer,
                                       gint64 choice);
/* A reference, to base where nothing is different; the builder can only be freed then. */
const RgOwnColumn *rg_own_column_builder_finish (RgOwnColumnBuilder *builder);

G_END_DECLS
