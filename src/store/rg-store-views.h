/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Saved views of the list of customers, and the list as a view or a segment has it. */
#pragma once

#include "base/rg-uuid.h"
#include "store/rg-row-list.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id; /* 0 for one that is not saved yet */
  guint8 uuid[RG_UUID_SIZE];
  char *name;
  char **columns; /* ids, in their order; the name stands before all of them */
  char *sort;     /* the id of a column; "name" */
  gboolean descending;
  char *search;   /* "" for none */
  gint64 segment; /* whom it shows; 0: everybody */
} RgCustomerView;

RgCustomerView *rg_customer_view_new (const char *name);
RgCustomerView *rg_customer_view_copy (const RgCustomerView *view);
void rg_customer_view_free (RgCustomerView *view);
/* Whether both show the same in the same way, whatever they are called. */
gboolean rg_customer_view_same (const RgCustomerView *a, const RgCustomerView *b);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgCustomerView, rg_customer_view_free)

/* Before the UUID of one of the shop's own fields, as the id of its column. */
#define RG_VIEW_OWN "own-"

/* --- Reading: in a RgReadFunc --------------------------------------------------------------- */

/* RgCustomerView, in the order of the names (as the user's language has it). */
GPtrArray *rg_customer_views_read (RgDb *db, GError **error);
/* One of them by id, UUID or name (case and accents do not matter), or NULL. */
RgCustomerView *rg_customer_views_find (GPtrArray *views, const char *text);
/* The order of the list (store/rg-store-customers.h) that a column stands for; by name where the
 * column has none, or stands for a field that is gone. */
gboolean rg_customer_view_read_order (RgDb *db, const char *sort, int *order, GError **error);

/* RgCustomer items for rg_row_list_new(), asked for with a text of the function below. Those of a
 * segment come once there is a dataset. */
extern const RgRowSource rg_customer_list_source;
/* rules: a segment's text (rules/rg-segment.h), or NULL for everybody; search may be NULL. */
char *rg_customer_list_query (const char *rules, const char *search);

/* --- Writing: each is one action ------------------------------------------------------------ */

/* Makes it where its id is 0. *id (may be NULL) is the view's. RG_STORE_ERROR_INVALID without a
 * name, RG_STORE_ERROR_CONFLICT where another view is called so. */
gboolean rg_store_save_view_sync (RgStore *store, const RgCustomerView *view, gint64 *id,
                                  gint64 *action, GError **error);
void rg_store_save_view_async (RgStore *store, const RgCustomerView *view,
                               GAsyncReadyCallback callback, gpointer user_data);
gboolean rg_store_delete_view_sync (RgStore *store, gint64 id, gint64 *action, GError **error);
void rg_store_delete_view_async (RgStore *store, gint64 id, GAsyncReadyCallback callback,
                                 gpointer user_data);
/* For both: rg_store_write_finish(). */

G_END_DECLS
