/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The facts of a profile as rows: how somebody is reached, who they are, who lives with them. */
#pragma once

#include "store/rg-store-profile.h"
#include "widgets/rg-facts-group.h"

G_BEGIN_DECLS

/* Contact points; each opens its dialog. */
void rg_customer_facts_show_contacts (RgFactsGroup *group, RgStore *store,
                                      const RgProfile *profile);
/* Birthday, occupation and all else that is known. */
void rg_customer_facts_show_about (RgFactsGroup *group, const RgProfile *profile);
/* The people of the home, and what they spend together; each opens their profile. */
void rg_customer_facts_show_home (RgFactsGroup *group, RgStore *store, const RgProfile *profile);

G_END_DECLS
