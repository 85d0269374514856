/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A group of rows that are made anew each time that something is shown. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_FACTS_GROUP (rg_facts_group_get_type ())
G_DECLARE_FINAL_TYPE (RgFactsGroup, rg_facts_group, RG, FACTS_GROUP, AdwPreferencesGroup)

/* Takes all rows out, and hides the group until there is one. */
void rg_facts_group_clear (RgFactsGroup *self);
/* subtitle may be NULL. Texts are no markup. */
AdwActionRow *rg_facts_group_add (RgFactsGroup *self, const char *title, const char *subtitle);
/* A row whose fact is big, and what it is small; it can be copied. Nothing for no fact. */
AdwActionRow *rg_facts_group_add_fact (RgFactsGroup *self, const char *what, const char *fact);
/* Makes the row a button: the callback gets (data, row). */
void rg_facts_group_open (AdwActionRow *row, GCallback callback, GObject *data);

G_END_DECLS
