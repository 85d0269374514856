/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The shop's own fields on their way into the dataset. */
#pragma once

#include "analysis/rg-own-column.h"
#include "db/rg-db.h"

G_BEGIN_DECLS

/* RgOwnColumn of all fields, read anew. */
GPtrArray *rg_dataset_own_load (RgDb *db, GError **error);
/* RgOwnColumn of what every shop may know of a person; customers: as below, with what base has;
 * NULL: of everybody. */
GPtrArray *rg_dataset_known_load (RgDb *db, const RgDataset *base, GHashTable *customers,
                                  GError **error);
/* What base has, with these customers read anew (ids, as pointers); what a field is has not
 * changed since. */
GPtrArray *rg_dataset_own_load_next (RgDb *db, const RgDataset *base, GHashTable *customers,
                                     GError **error);

/* What people did in the web shop: of everybody, or that of base with what the customers (a set of
 * ids) did read anew. */
const RgOwnColumn *rg_dataset_activity_load (RgDb *db, const RgOwnColumn *base,
                                             GHashTable *customers, GError **error);

G_END_DECLS
