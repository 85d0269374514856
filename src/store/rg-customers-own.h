/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The shop's own fields in the list of customers: what stands in a row, and the order by one. */
#pragma once

#include "db/rg-db.h"

G_BEGIN_DECLS

/* RgCustomerOwn (model/rg-customer.h); *own is NULL where nothing is known. */
gboolean rg_customer_read_own (RgDb *db, gint64 id, GPtrArray **own, GError **error);

/* All living customers, ascending by what the field holds: those of whom it holds nothing come
 * first, and equal ones stand by name, as do all where there is no such field, or it has no order.
 * most: how many; negative for all. */
gboolean rg_customers_read_ids_by_own (RgDb *db, gint64 field, gint64 most, GArray *ids,
                                       GError **error);

G_END_DECLS
