/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The occasions that tickets and enquiries give automations. */
#pragma once

#include "rules/rg-occasions.h"

G_BEGIN_DECLS

/* What is asked of a ticket. */
typedef struct {
  gint64 id;
  gint64 customer; /* as it came */
  gint64 product;  /* id, or 0 */
  gboolean enquiry;
  RgDay opened_on;
  RgDay closed_on; /* RG_DAY_NONE while it is not closed */
} RgTicketFact;

/* For the kinds whose occasions are tickets, and for leads. An enquiry that is waited on has to be
 * open still when the days are over, and a lead not to have bought. Sorted; free with
 * g_array_unref(). */
GArray *rg_ticket_occasions_find (const RgWhen *when, const RgDataset *dataset,
                                  const GArray *tickets, RgDay from, RgDay to);

G_END_DECLS
