/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The list of command families. */
#include "config.h"

#include "ctl/rg-ctl-commands.h"

const RgCtlCommand *const rg_ctl_families[] = {
  rg_ctl_shop_commands,
  rg_ctl_customers_commands,
  rg_ctl_views_commands,
  rg_ctl_bulk_commands,
  rg_ctl_permission_commands,
  rg_ctl_points_commands,
  rg_ctl_budget_commands,
  rg_ctl_costs_commands,
  rg_ctl_privacy_commands,
  rg_ctl_duplicates_commands,
  rg_ctl_fields_commands,
  rg_ctl_tags_commands,
  rg_ctl_postcodes_commands,
  rg_ctl_locations_commands,
  rg_ctl_segment_commands,
  rg_ctl_campaign_commands,
  rg_ctl_coupon_commands,
  rg_ctl_mail_commands,
  rg_ctl_automation_commands,
  rg_ctl_report_commands,
  rg_ctl_import_commands,
  rg_ctl_run_due_commands,
  rg_ctl_history_commands,
  rg_ctl_staff_commands,
  rg_ctl_tasks_commands,
  rg_ctl_ticket_commands,
  rg_ctl_files_commands,
  rg_ctl_help_commands,
  NULL,
};

const RgCtlCommand *
rg_ctl_find_command (const char *name)
{
  for (gsize i = 0; rg_ctl_families[i] != NULL; i++)
    {
      for (const RgCtlCommand *row = rg_ctl_families[i]; row->name != NULL; row++)
        {
          if (g_str_equal (row->name, name))
            return row;
        }
    }
  return NULL;
}
