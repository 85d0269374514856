/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One search over everything that has a page of its own. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

typedef enum {
  RG_FOUND_CUSTOMER,
  RG_FOUND_SEGMENT,
  RG_FOUND_CAMPAIGN,
  RG_FOUND_PRODUCT,
  RG_FOUND_TICKET, /* that is not closed */
  RG_N_FOUND_KINDS
} RgFoundKind;

typedef struct {
  RgFoundKind kind;
  gint64 id;
  char *title;
  char *detail; /* a city and what is said at the counter, a till's code, …; may be "" */
} RgFound;

void rg_found_free (RgFound *found);

/* Reader thread. RgFound in the order of the kinds, at most n_each of each: whatever holds every
 * word of the text, in any script; case and accents do not matter. The customers with the most
 * visits come first, of the others what begins with the text, then by name. dataset may be NULL
 * while it is still being read: then no products are found. Nothing is found for "". today: for
 * what campaigns say at the counter; RG_DAY_NONE for nothing of it. */
GPtrArray *rg_find (RgDb *db, RgDataset *dataset, const char *text, guint n_each, RgDay today,
                    GError **error);

/* The same off the main thread; a newer question may cancel it. */
void rg_store_find_async (RgStore *store, const char *text, guint n_each,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data);
GPtrArray *rg_store_find_finish (RgStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
