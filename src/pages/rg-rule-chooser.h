/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The row of a rule that takes one more name: of a country, a city, a tag, a product or a
 * category. */
#pragma once

#include "rules/rg-segment-count.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* An AdwComboRow of the names in the dataset, in the user's order, whose first item is no name; or
 * an AdwEntryRow with "apply", where there are none or too many, or any other will do as well.
 * dataset may be NULL. */
GtkWidget *rg_rule_chooser_new (const RgDataset *dataset, RgRuleList list);
/* The same for any names; NULL: none are known. */
GtkWidget *rg_rule_chooser_new_for (const RgNames *names, const char *title);

G_END_DECLS
