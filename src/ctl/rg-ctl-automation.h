/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What `automation` and `run-due` share. */
#pragma once

#include "ctl/rg-ctl.h"

G_BEGIN_DECLS

/* Does what is due, and tells it: as JSON, objects of the array at hand. */
gboolean rg_ctl_run_automations (RgCtl *ctl, RgStore *store, GError **error);

/* `automation coupons NAME [--open] [--pdf FILE]`. */
gboolean rg_ctl_automation_coupons (RgCtl *ctl, GStrv args, GError **error);

G_END_DECLS
