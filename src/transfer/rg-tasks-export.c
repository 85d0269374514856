/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Writes tasks as CSV. The names of the columns are stable, for programs. */
#include "transfer/rg-tasks-export.h"

#include "transfer/rg-csv-write.h"

static const char *const task_columns[]
  = { "uuid", "what", "customer", "campaign", "staff", "due", "created", "done" };

static void
rg_tasks_write_day (GString *out, gboolean *begun, RgDay day)
{
  g_autofree char *text = day != RG_DAY_NONE ? rg_day_format_iso (day) : g_strdup ("");

  rg_csv_write_cell (out, begun, text);
}

static void
rg_tasks_write_name (GString *out, gboolean *begun, const char *name)
{
  rg_csv_write_cell (out, begun, name != NULL ? name : "");
}

static void
rg_tasks_write_one (GString *out, const RgTask *task)
{
  g_autofree char *uuid = rg_uuid_to_string (task->uuid);
  gboolean begun = FALSE;

  rg_csv_write_cell (out, &begun, uuid);
  rg_csv_write_cell (out, &begun, task->what);
  rg_tasks_write_name (out, &begun, task->customer_name);
  rg_tasks_write_name (out, &begun, task->campaign_name);
  rg_tasks_write_name (out, &begun, task->staff_name);
  rg_tasks_write_day (out, &begun, task->due_on);
  rg_tasks_write_day (out, &begun, task->created_on);
  rg_tasks_write_day (out, &begun, task->done_on);
  rg_csv_write_end (out, &begun);
}

GBytes *
rg_tasks_to_csv (const GPtrArray *tasks)
{
  GString *out = g_string_new ("\xef\xbb\xbf");
  gboolean begun = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (task_columns); i++)
    rg_csv_write_cell (out, &begun, task_columns[i]);
  rg_csv_write_end (out, &begun);
  for (guint i = 0; i < tasks->len; i++)
    rg_tasks_write_one (out, tasks->pdata[i]);
  return g_string_free_to_bytes (out);
}
