/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* When an automation does something, as a group of rows. */
#pragma once

#include <adwaita.h>

#include "analysis/rg-dataset.h"
#include "rules/rg-automation.h"

G_BEGIN_DECLS

#define RG_TYPE_AUTOMATION_WHEN (rg_automation_when_get_type ())
G_DECLARE_FINAL_TYPE (RgAutomationWhen, rg_automation_when, RG, AUTOMATION_WHEN,
                      AdwPreferencesGroup)

/* signals
 *   "changed" (): it says something else than before. */

/* Once. dataset: of products to choose from, or NULL; segments: the first item is none of them. */
void rg_automation_when_fill (RgAutomationWhen *self, const RgWhen *when, const RgDataset *dataset,
                              GtkStringList *segments);
/* Into one that was made. */
void rg_automation_when_read (RgAutomationWhen *self, RgWhen *when);

G_END_DECLS
