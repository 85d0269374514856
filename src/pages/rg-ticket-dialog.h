/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Adds or changes a ticket or an enquiry. Construct properties "store" and "query" (a{sv}): "id"
 * (x) of the one that is changed, and "close" (b) where it is to end; for a new one "customer" (x)
 * and "kind" (s), "service" or "enquiry". */
#pragma once

#include <adwaita.h>

#include "store/rg-store-tickets.h"

G_BEGIN_DECLS

#define RG_TYPE_TICKET_DIALOG (rg_ticket_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RgTicketDialog, rg_ticket_dialog, RG, TICKET_DIALOG, AdwDialog)

G_END_DECLS
