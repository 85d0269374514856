/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The shop's own fields in a form about one customer; hidden while the shop has none. */
#pragma once

#include "store/rg-store-customers.h"
#include "store/rg-store-own-values.h"
#include "widgets/rg-facts-group.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_OWN_FIELDS_GROUP (rg_own_fields_group_get_type ())
G_DECLARE_FINAL_TYPE (RgOwnFieldsGroup, rg_own_fields_group, RG, OWN_FIELDS_GROUP,
                      AdwPreferencesGroup)

/* customer: 0 for one that is new. Once. */
void rg_own_fields_group_load (RgOwnFieldsGroup *self, RgStore *store, gint64 customer);
/* What is in the form goes into details->own. FALSE where something of it cannot be saved: then the
 * group says what and why, and has the keyboard. */
gboolean rg_own_fields_group_apply (RgOwnFieldsGroup *self, RgCustomerDetails *details);

/* Rows of what is known of the customer, in a group that is filled anew each time; no rows where
 * nothing is. A read that is still under way when the next one begins is of no account. */
void rg_own_fields_show (RgFactsGroup *group, RgStore *store, gint64 customer);

G_END_DECLS
