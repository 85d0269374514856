/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is known of customers in the shop's own fields. Values are texts in their plain form
 * (base/rg-own-kind.h); "" says that nothing is known. A person has what they have themselves, or
 * else what the first of those has who were merged into them. */
#pragma once

#include "store/rg-store-own-fields.h"

G_BEGIN_DECLS

/* The plain form as it would be kept: names as the field's choices are written, noughts as in the
 * currency (ISO 4217). RG_STORE_ERROR_INVALID with a sentence where the field does not take it. */
char *rg_own_field_check (const RgOwnField *field, const char *text, const char *currency,
                          GError **error);

/* --- Reading: in a RgReadFunc, or inside a write --------------------------------------------- */

/* One text a field, in the order of fields, never NULL; free with g_strfreev(). */
char **rg_own_values_read (RgDb *db, GPtrArray *fields, gint64 customer, const char *currency,
                           GError **error);

/* --- Inside a write -------------------------------------------------------------------------- */

/* Writes one value that rg_own_field_check() gave; nothing where it is there already. customer: 0
 * for all whose ids stand in the temporary table selected. import_id: 0 where somebody writes it
 * by hand. */
gboolean rg_own_value_write (RgDb *db, const RgOwnField *field, gint64 customer, const char *text,
                             const char *currency, gint64 import_id, GError **error);
/* texts: plain forms by the ids of fields (gint64). Checks all of them, also that a required one is
 * not empty, then writes those that are different. NULL: nothing is to be written. */
gboolean rg_own_values_save (RgWrite *write, gint64 customer, GHashTable *texts, GError **error);
/* For rg_own_values_save(): keys and texts are its own. */
GHashTable *rg_own_texts_new (void);
/* Copies the text. */
void rg_own_texts_put (GHashTable *texts, gint64 field, const char *text);

/* --- Actions --------------------------------------------------------------------------------- */

/* Gives all of these customers one value in a field, as one action; "" takes it from them. Finish
 * the async one with rg_store_write_finish(). RG_STORE_ERROR_NOT_FOUND where there is no such field
 * or customer, RG_STORE_ERROR_INVALID where the field does not take the text. */
gboolean rg_store_set_own_value_sync (RgStore *store, const gint64 *customers, gsize n_customers,
                                      gint64 field, const char *text, gint64 *action_id,
                                      GError **error);
void rg_store_set_own_value_async (RgStore *store, const gint64 *customers, gsize n_customers,
                                   gint64 field, const char *text, GAsyncReadyCallback callback,
                                   gpointer user_data);

G_END_DECLS
