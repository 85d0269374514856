/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a batch means for one shop, shared by the files of the import. */
#pragma once

#include "base/rg-uuid.h"
#include "store/rg-store-erase.h"
#include "store/rg-import-matches.h"
#include "store/rg-store-import.h"

G_BEGIN_DECLS

typedef enum {
  RG_RECEIPT_NEW,
  RG_RECEIPT_KNOWN,
  RG_RECEIPT_CHANGED,
  RG_RECEIPT_KEPT,    /* changed, but edited by hand */
} RgReceiptState;

typedef enum {
  RG_CUSTOMER_CREATE,
  RG_CUSTOMER_KNOWN,    /* by its number */
  RG_CUSTOMER_MATCHED,  /* by card, e-mail or phone: gets the number */
  RG_CUSTOMER_LEFT_OUT, /* deleted or erased here */
} RgCustomerState;

typedef struct {
  const char *code; /* interned in the batch */
  gint64 id;        /* 0: to be made */
  GTimeZone *zone;
} RgImportLocation;

typedef struct {
  RgDb *db;
  const RgImportBatch *batch;
  RgImportSummary summary;

  gint64 source;            /* 0: to be made */
  GTimeZone *shop_zone;
  char *country;            /* the shop's */
  char *currency;
  GArray *locations;        /* RgImportLocation */
  guint32 *location;        /* of each receipt */

  gint64 *product;          /* ids; 0: to be made */
  gboolean *product_fill;   /* known, and the file says more about it */
  gint64 first_new_product; /* from this id on, products are still to be made */
  gint64 running;           /* the import under which chunks were written; 0: there are none */

  gint64 *customer;         /* ids as the receipts keep them; 0: to be made, or left out */
  guint8 *customer_state;   /* RgCustomerState */
  guint8 *customer_why;     /* RgImportWhy */

  guint8 *receipt_state;    /* RgReceiptState */
  gint64 *receipt;          /* ids of known ones */

  GHashTable *by_hand;      /* "customer:17:name": what somebody edited here */
  GHashTable *own_by_hand;  /* "17:2": a customer, and the field of the shop's own */
  GPtrArray *own_fields;    /* RgOwnField, as the shop has them now; NULL: the batch has none */
  guint own_at;             /* the next of the batch's own values: it is walked once */
  GHashTable *deleted;      /* external ids of people whom somebody deleted here */
  RgErased *erased;         /* who must not come back */
} RgImportResolution;

/* Reads only. */
RgImportResolution *rg_import_resolve (RgDb *db, const RgImportBatch *batch, const RgShop *shop,
                                       GError **error);
void rg_import_resolution_free (RgImportResolution *resolution);

/* rg-import-matches.c: RgImportMatch of the people of the batch. */
GPtrArray *rg_import_resolution_matches (RgImportResolution *resolution, GError **error);

/* rg-import-customers.c. With a write they write, under the import; without one they only count
 * into the summary: that is the check. */
gboolean rg_import_customers_apply (RgImportResolution *resolution, RgWrite *write,
                                    gint64 import_id, GError **error);

/* rg-import-own.c; the same for what the shop's own fields hold of one customer of the batch; they
 * are asked for in the batch's order. */
gboolean rg_import_own_apply (RgImportResolution *resolution, guint customer, RgWrite *write,
                              gint64 import_id, gboolean *changed, GError **error);
/* Reads the shop's fields, and what somebody wrote in them by hand; behind them stand those that
 * the file brings, with 0 for an id. */
gboolean rg_import_own_resolve (RgImportResolution *resolution, GError **error);
/* Inside a write: makes those. */
gboolean rg_import_own_make (RgImportResolution *resolution, GError **error);

/* rg-import-permissions.c; the same. Customers must have their ids where there is a write. */
gboolean rg_import_permissions_apply (RgImportResolution *resolution, RgWrite *write,
                                      gint64 import_id, GError **error);

/* rg-import-points.c; the same, for loyalty points that the file says somebody has. */
gboolean rg_import_points_apply (RgImportResolution *resolution, RgWrite *write, gint64 import_id,
                                 GError **error);

/* rg-import-goods.c; the same again, for stock and what people did in the web shop. */
gboolean rg_import_goods_apply (RgImportResolution *resolution, RgWrite *write, gint64 import_id,
                                GError **error);

/* rg-import-delivery.c; the same again, for where orders were sent. */
gboolean rg_import_deliveries_apply (RgImportResolution *resolution, RgWrite *write,
                                     gint64 import_id, GError **error);

/* rg-import-coupons.c; the same again, for coupons that were used. */
gboolean rg_import_coupons_apply (RgImportResolution *resolution, RgWrite *write, gint64 import_id,
                                  GError **error);

/* rg-import-rows.c: the uuid of a receipt, which is the same on every computer of the shop. */
void rg_import_receipt_uuid (const RgImportResolution *resolution, const RgImportReceipt *receipt,
                             const guint8 *shop_uuid, guint8 *uuid);
/* Writes these receipts (indices into the batch) and their lines, in this order,
 * from virtual tables. Receipts that are known keep their ids. `progress` gets shares of 0 to 1. */
gboolean rg_import_rows_write (RgImportResolution *resolution, RgWrite *write, gint64 import_id,
                               const guint32 *receipts, guint n_receipts, RgProgressFunc progress,
                               gpointer progress_data, GError **error);

/* rg-import-chunks.c: where there are many lines, writes the new receipts in transactions of their
 * own; `running` says whether it did. The next transaction of the writer makes them seen. */
gboolean rg_import_chunks_write (RgImportResolution *resolution, RgWrite *write,
                                 const guint32 *receipts, guint n_receipts,
                                 RgProgressFunc progress, gpointer progress_data, GError **error);
gboolean rg_import_write_source (RgImportResolution *resolution, GError **error);
gboolean rg_import_write_locations (RgImportResolution *resolution, gint64 import_id,
                                    GError **error);

/* A statement's first column, or 0 where it gives no row; binds `text` to its first parameter. */
gboolean rg_import_look_up (RgDb *db, const char *name, const char *text, gint64 *id,
                            GError **error);
/* Binds an id, or NULL for 0. */
void rg_import_bind_id (RgStatement *statement, int parameter, gint64 id);
/* Binds a new version 7 uuid. */
void rg_import_bind_uuid (RgStatement *statement, int parameter);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgImportResolution, rg_import_resolution_free)

G_END_DECLS
