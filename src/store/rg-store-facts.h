/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The derived table customer_fact: what lists sort and search by. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

/* Inside a write, for customers that a write changed. The store does it for every logged change; an
 * import calls it for the customers of its receipts. The merged count under who they became. */
gboolean rg_facts_refresh (RgDb *db, const gint64 *customers, gsize n_customers, GError **error);
/* The same for those of the temporary table "stale" who are gone or by themselves, at once. */
gboolean rg_facts_refresh_stale (RgDb *db, GError **error);
/* Whether everyone anew is quicker than so many. */
gboolean rg_facts_wants_all (RgDb *db, gsize n, gboolean *all, GError **error);
/* Everyone anew: after a large import, a changed locale, or when in doubt. */
gboolean rg_facts_refresh_all (RgDb *db, GError **error);
/* For the window: orders everyone anew, in the background, where the user's language is not that of
 * the stored keys. Other programs add keys in the language that is stored. */
void rg_store_follow_locale (RgStore *store);

/* What the search finds a contact point by: of an address the city, of an e-mail its text, of what
 * else there is also its key, a telephone's digits. The row has kind, value, key and city from the
 * column `first` on. */
void rg_facts_append_contact (GString *words, RgStatement *row, int first);

/* What lists sort a name by. */
GBytes *rg_facts_dup_sort_key (RgDb *db, const char *name, GError **error);

G_END_DECLS
