/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Some people with what a list of them shows, in the order of their names. */
#pragma once

#include "analysis/rg-kmeans.h"
#include "store/rg-store-customers.h"

G_BEGIN_DECLS

/* RgCustomerSummary of those that are living customers. In a RgReadFunc. go_on: NULL, or told how
 * far it is; where it says no, that is G_IO_ERROR_CANCELLED. */
GPtrArray *rg_people_rows_read (RgDb *db, const GArray *ids, RgGoOnFunc go_on, gpointer data,
                                GError **error);

G_END_DECLS
