/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* All automations of a shop, each as its sentence, with a switch. */
#pragma once

#include <adwaita.h>

#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_TYPE_AUTOMATION_LIST (rg_automation_list_get_type ())
G_DECLARE_FINAL_TYPE (RgAutomationList, rg_automation_list, RG, AUTOMATION_LIST, AdwBin)

/* Reads now and after each change that matters; once. */
void rg_automation_list_set_store (RgAutomationList *self, RgStore *store);

G_END_DECLS
