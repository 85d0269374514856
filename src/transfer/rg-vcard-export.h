/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Customers as vCards. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

/* Cards of version 3 or 4: of one customer, or with 0 of everybody who is neither merged away nor
 * erased, in the order of their ids. They come back by the UID, which is the customer's uuid. */
char *rg_vcard_export (RgDb *db, gint64 customer, int version, GError **error);

/* Whether others were merged into a customer, whose contact points and tags are theirs as well. */
gboolean rg_vcard_is_joined (RgDb *db, gint64 customer, gboolean *joined, GError **error);

G_END_DECLS
