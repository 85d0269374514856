/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What an automation would have done in the last 90 days, week by week. */
#pragma once

#include <adwaita.h>

#include "rules/rg-automation.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_TYPE_AUTOMATION_DRY_RUN (rg_automation_dry_run_get_type ())
G_DECLARE_FINAL_TYPE (RgAutomationDryRun, rg_automation_dry_run, RG, AUTOMATION_DRY_RUN,
                      AdwPreferencesGroup)

/* Once. */
void rg_automation_dry_run_set_store (RgAutomationDryRun *self, RgStore *store);
/* What was found for another one is gone. Copied. */
void rg_automation_dry_run_set_automation (RgAutomationDryRun *self,
                                           const RgAutomation *automation);

G_END_DECLS
