/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The tables of commands, one a family; each ends with an empty row. */
#pragma once

#include "ctl/rg-ctl.h"

G_BEGIN_DECLS

extern const RgCtlCommand rg_ctl_automation_commands[];
extern const RgCtlCommand rg_ctl_budget_commands[];
extern const RgCtlCommand rg_ctl_costs_commands[];
extern const RgCtlCommand rg_ctl_bulk_commands[];
extern const RgCtlCommand rg_ctl_campaign_commands[];
extern const RgCtlCommand rg_ctl_coupon_commands[];
extern const RgCtlCommand rg_ctl_customers_commands[];
extern const RgCtlCommand rg_ctl_duplicates_commands[];
extern const RgCtlCommand rg_ctl_files_commands[];
extern const RgCtlCommand rg_ctl_help_commands[];
extern const RgCtlCommand rg_ctl_history_commands[];
extern const RgCtlCommand rg_ctl_import_commands[];
extern const RgCtlCommand rg_ctl_locations_commands[];
extern const RgCtlCommand rg_ctl_mail_commands[];
extern const RgCtlCommand rg_ctl_permission_commands[];
extern const RgCtlCommand rg_ctl_points_commands[];
extern const RgCtlCommand rg_ctl_postcodes_commands[];
extern const RgCtlCommand rg_ctl_privacy_commands[];
extern const RgCtlCommand rg_ctl_report_commands[];
extern const RgCtlCommand rg_ctl_run_due_commands[];
extern const RgCtlCommand rg_ctl_segment_commands[];
extern const RgCtlCommand rg_ctl_shop_commands[];
extern const RgCtlCommand rg_ctl_staff_commands[];
extern const RgCtlCommand rg_ctl_fields_commands[];
extern const RgCtlCommand rg_ctl_tags_commands[];
extern const RgCtlCommand rg_ctl_tasks_commands[];
extern const RgCtlCommand rg_ctl_ticket_commands[];
extern const RgCtlCommand rg_ctl_views_commands[];

/* Ends with NULL; in the order in which help lists them. */
extern const RgCtlCommand *const rg_ctl_families[];

/* NULL where there is no such command or topic. */
const RgCtlCommand *rg_ctl_find_command (const char *name);

G_END_DECLS
