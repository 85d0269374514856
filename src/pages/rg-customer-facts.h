/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The facts of a profile as rows: how somebody is reached, and who lives with them. */
#pragma once

#include "store/rg-store-profile.h"
#include "widgets/rg-facts-group.h"

G_BEGIN_DECLS

void rg_customer_facts_show_contacts (RgFactsGroup *group, const RgProfile *profile);
/* The others of the home; each opens their profile. */
void rg_customer_facts_show_home (RgFactsGroup *group, const RgProfile *profile);

G_END_DECLS
