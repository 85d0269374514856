/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One ticket in a list: what it is about, how it stands, and a menu. */
#pragma once

#include <adwaita.h>

#include "store/rg-store-tickets.h"

G_BEGIN_DECLS

#define RG_TYPE_TICKET_ROW (rg_ticket_row_get_type ())
G_DECLARE_FINAL_TYPE (RgTicketRow, rg_ticket_row, RG, TICKET_ROW, AdwActionRow)

/* Copies the ticket. `today` is the calendar's. with_customer: the row says whose it is. */
GtkWidget *rg_ticket_row_new (RgStore *store, const RgTicket *ticket, RgDay today,
                              gboolean with_customer);

G_END_DECLS
