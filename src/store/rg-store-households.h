/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Households: people who share a home. Each stays a customer of their own; the home may have a
 * name, and contact points that all of its people are reached by. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

/* Each of these is one action; *action_id is 0 where nothing was different. Finish the async ones
 * with rg_store_write_finish(). */

/* Puts at least two customers under one roof: into the home of the first of them who has one, else
 * into a new one. Whoever shares another of their homes comes along, with its contact points.
 * Customers who were merged stand for who they became. *household (may be NULL): the home, 0 where
 * all of them are one person. RG_STORE_ERROR_NOT_FOUND where one of them is not there any more. */
gboolean rg_store_share_household_sync (RgStore *store, const gint64 *customers, guint n_customers,
                                        gint64 *household, gint64 *action_id, GError **error);
void rg_store_share_household_async (RgStore *store, const gint64 *customers, guint n_customers,
                                     GAsyncReadyCallback callback, gpointer user_data);

/* The contact points stay with the home; the last one out takes them along, and the home goes. */
gboolean rg_store_leave_household_sync (RgStore *store, gint64 customer, gint64 *action_id,
                                        GError **error);
void rg_store_leave_household_async (RgStore *store, gint64 customer, GAsyncReadyCallback callback,
                                     gpointer user_data);

/* RG_STORE_ERROR_INVALID for no name, and for the number of a payment card. */
gboolean rg_store_rename_household_sync (RgStore *store, gint64 household, const char *name,
                                         gint64 *action_id, GError **error);
void rg_store_rename_household_async (RgStore *store, gint64 household, const char *name,
                                      GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS
