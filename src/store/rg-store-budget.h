/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The contact budget (rules/rg-contact-budget.h) of the shop, and the contacts that were made:
 * campaigns that went out, on the day of their first output, and calls that somebody noted. */
#pragma once

#include "rules/rg-contact-budget.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

/* What nobody has changed is as rg_contact_budget_init() has it. */
gboolean rg_contact_budget_read (RgDb *db, RgContactBudget *budget, GError **error);
/* The contacts of everybody in the last RG_BUDGET_MONTH days, but for those of one campaign (or
 * 0); `planned`: RgContactMade that will have been made by then, or NULL. */
RgContactHistory *rg_contact_history_read (RgDb *db, const RgShop *shop, gint64 but_campaign,
                                           RgDay today, const GArray *planned, GError **error);
/* RgContactMade of people (gint64), in their order, as if they were contacted on that day. */
GArray *rg_contacts_plan (RgDb *db, const GArray *people, RgDay day, GError **error);
/* Customers of a fixed list, who still mean to be written to, for whom it would be too much by now,
 * or beside what claims them (rg-campaign-rivals.h): gint64 ids, to their RgLeftOut. Empty once the
 * campaign has gone out: the first output was the contact. */
GHashTable *rg_contact_budget_find_spent (RgDb *db, const RgShop *shop, gint64 campaign,
                                          RgDay sent_on, RgDay today, GHashTable *claims,
                                          GError **error);

/* One action; finish the async one with rg_store_write_finish(). RG_STORE_ERROR_INVALID for what
 * makes no sense, such as hours beyond the day. */
gboolean rg_store_save_contact_budget_sync (RgStore *store, const RgContactBudget *budget,
                                            gint64 *action_id, GError **error);
void rg_store_save_contact_budget_async (RgStore *store, const RgContactBudget *budget,
                                         GAsyncReadyCallback callback, gpointer user_data);

/* The words of settings: "month", "gap", …; *value is in `budget`. NULL after the last one. */
const char *rg_contact_budget_word (guint n);
int *rg_contact_budget_at (RgContactBudget *budget, guint n);

G_END_DECLS
