/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A group of tickets and enquiries that follows the shop: those of a customer, or those that are
 * due to somebody. */
#pragma once

#include <adwaita.h>

#include "store/rg-store-tickets.h"

G_BEGIN_DECLS

#define RG_TYPE_TICKET_GROUP (rg_ticket_group_get_type ())
G_DECLARE_FINAL_TYPE (RgTicketGroup, rg_ticket_group, RG, TICKET_GROUP, AdwPreferencesGroup)

/* properties
 *   "n-tickets" (guint, read only): those that are shown, as of the last reading. */

/* Reads these tickets now and after each change that matters: those that are not closed, and of a
 * customer the latest closed ones as well. */
void rg_ticket_group_show (RgTicketGroup *self, RgStore *store, const RgTicketFilter *filter);
guint rg_ticket_group_get_n_tickets (RgTicketGroup *self);

G_END_DECLS
