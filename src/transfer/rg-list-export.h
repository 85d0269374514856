/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A list of customers as a file: for a spreadsheet, for another program, for an address book. Read
 * here again, each is the same person, and nothing of what the file says is lost. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

typedef enum {
  RG_LIST_SPREADSHEET, /* CSV in which nothing is taken for a formula */
  RG_LIST_UNTOUCHED,   /* CSV with each text as it is */
  RG_LIST_VCARD,       /* vCard 4 */
} RgListFormat;

/* By the end of its name, and TRUE for data that no spreadsheet opens. */
RgListFormat rg_list_format_for (const char *name, gboolean untouched);

/* ids: GArray of gint64, in the order of the file; those that are gone are left out. The names of
 * columns are stable; behind them stand the shop's own fields.
 * *n_customers (may be NULL): how many were written. */
gboolean rg_list_export_sync (RgStore *store, GArray *ids, RgListFormat format,
                              GOutputStream *stream, guint *n_customers,
                              GCancellable *cancellable, GError **error);
/* Into a file, which stays as it was where that fails; one that was not there is not there then. */
gboolean rg_list_save_sync (RgStore *store, GArray *ids, RgListFormat format, GFile *file,
                            guint *n_customers, GCancellable *cancellable, GError **error);
/* ids must not change any more. permille: atomic, how far it is, until the callback; or NULL. */
void rg_list_save_async (RgStore *store, GArray *ids, RgListFormat format, GFile *file,
                         gint *permille, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data);
/* The customers written, or -1. */
gssize rg_list_save_finish (GAsyncResult *result, GError **error);

G_END_DECLS
