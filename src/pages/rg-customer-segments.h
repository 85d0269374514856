/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The segments of a customer, on their profile. */
#pragma once

#include "store/rg-store.h"
#include "widgets/rg-facts-group.h"

G_BEGIN_DECLS

/* Reads on another thread, and shows the saved segments that the customer is in, then those that
 * one rule keeps them out of. The group is hidden where there is none. */
void rg_customer_segments_show (RgFactsGroup *group, RgStore *store, gint64 customer);
/* page.put-in, page.leave-out and page.by-rules of a profile, a widget with the properties store
 * and id. */
void rg_customer_segments_install (GtkWidgetClass *widget_class);

G_END_DECLS
