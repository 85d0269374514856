/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Receipts as people read them, and the last import. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

typedef struct {
  char *product; /* its name, or its code where it has none */
  RgLineKind kind;
  gint64 quantity_milli;
  gint64 net_minor;
} RgReceiptLine;

/* How its goods were sent; texts may be "". */
typedef struct {
  char *method;
  char *placed;
  RgDay sent_on;     /* RG_DAY_NONE: not known */
  gboolean has_cost;
  gint64 cost_minor; /* what the customer paid for it */
  char *address;     /* on one line */
} RgDelivery;

typedef struct {
  gint64 id;
  char *number;
  RgDay day;
  gint32 second; /* or RG_TIME_NONE */
  char *location;
  gint64 customer; /* the living one, or 0 */
  char *customer_name; /* as shown; NULL without a customer */
  char *staff;
  GPtrArray *lines; /* RgReceiptLine, in the till's order */
  RgDelivery *delivery; /* NULL: nothing is known of one */
} RgReceipt;

void rg_receipt_free (RgReceipt *receipt);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgReceipt, rg_receipt_free)

/* Reader thread. The receipt with its lines; RG_STORE_ERROR_NOT_FOUND where there is none. */
RgReceipt *rg_receipt_read (RgDb *db, gint64 id, GError **error);

/* RgReceipt of the ids, in their order; one that went meanwhile is left out. */
void rg_receipts_read_async (RgStore *store, const gint64 *ids, gsize n_ids,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data);
GPtrArray *rg_receipts_read_finish (RgStore *store, GAsyncResult *result, GError **error);

/* The newest import that was not taken back. */
typedef struct {
  gint64 id; /* 0: nothing was imported */
  gint64 action_id;
  char *kind;      /* "sales", "customers", "sample" */
  char *file_name;
  gint64 at;
  gint64 receipts;  /* that are there now */
  gint64 customers; /* that it made */
} RgLastImport;

void rg_last_import_clear (RgLastImport *last);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgLastImport, rg_last_import_clear)
/* Reader thread; `last` is zeroed before and cleared by the caller. */
gboolean rg_last_import_read (RgDb *db, RgLastImport *last, GError **error);

G_END_DECLS
