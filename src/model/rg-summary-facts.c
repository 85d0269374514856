/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The facts of a campaign summary: building and freeing. */
#include "model/rg-summary-facts.h"

#include <math.h>

static void
rg_summary_money_clear (gpointer data)
{
  g_clear_pointer (&((RgSummaryMoney *) data)->label, g_free);
}

static void
rg_summary_left_out_clear (gpointer data)
{
  g_clear_pointer (&((RgSummaryLeftOut *) data)->reason, g_free);
}

static void
rg_summary_version_clear (gpointer data)
{
  g_clear_pointer (&((RgSummaryVersion *) data)->name, g_free);
  g_clear_pointer (&((RgSummaryVersion *) data)->message, g_free);
}

RgSummary *
rg_summary_new (void)
{
  RgSummary *summary = g_new0 (RgSummary, 1);

  summary->sales_up_to = RG_DAY_NONE;
  summary->from_on = summary->to_on = RG_DAY_NONE;
  summary->smallest_difference = NAN;
  summary->confidence = 0.95;
  summary->money = g_array_new (FALSE, FALSE, sizeof (RgSummaryMoney));
  summary->left_out = g_array_new (FALSE, FALSE, sizeof (RgSummaryLeftOut));
  summary->weeks = g_array_new (FALSE, FALSE, sizeof (RgSummaryWeek));
  summary->versions = g_array_new (FALSE, FALSE, sizeof (RgSummaryVersion));
  g_array_set_clear_func (summary->versions, rg_summary_version_clear);
  g_array_set_clear_func (summary->money, rg_summary_money_clear);
  g_array_set_clear_func (summary->left_out, rg_summary_left_out_clear);
  return summary;
}

void
rg_summary_free (RgSummary *summary)
{
  if (summary == NULL)
    return;
  g_free (summary->shop);
  g_free (summary->title);
  g_free (summary->by);
  g_free (summary->method);
  g_free (summary->goods);
  g_free (summary->others);
  g_free (summary->not_counted);
  g_free (summary->who);
  g_free (summary->offer);
  g_free (summary->taken);
  g_free (summary->responses);
  g_free (summary->message);
  g_array_unref (summary->money);
  g_array_unref (summary->left_out);
  g_array_unref (summary->weeks);
  g_array_unref (summary->versions);
  g_free (summary->versions_verdict);
  g_free (summary);
}

void
rg_summary_add_money (RgSummary *summary, const char *id, const char *label, gint64 minor)
{
  RgSummaryMoney row = { id, g_strdup (label), minor };

  g_array_append_val (summary->money, row);
}

void
rg_summary_add_left_out (RgSummary *summary, const char *reason, gint64 people)
{
  RgSummaryLeftOut row = { g_strdup (reason), people };

  g_array_append_val (summary->left_out, row);
}

void
rg_summary_add_week (RgSummary *summary, int week, double written_minor, double held_out_minor)
{
  RgSummaryWeek row = { week, written_minor, held_out_minor };

  g_array_append_val (summary->weeks, row);
}

void
rg_summary_add_version (RgSummary *summary, const RgSummaryVersion *version)
{
  RgSummaryVersion row = *version;

  row.name = g_strdup (version->name);
  row.message = g_strdup (version->message);
  g_array_append_val (summary->versions, row);
}

/* The lists of a copy, which begin empty. */
static void
rg_summary_copy_lists (const RgSummary *from, RgSummary *to)
{
  for (guint i = 0; i < from->money->len; i++)
    {
      const RgSummaryMoney *row = &g_array_index (from->money, RgSummaryMoney, i);

      rg_summary_add_money (to, row->id, row->label, row->minor);
    }
  for (guint i = 0; i < from->left_out->len; i++)
    {
      const RgSummaryLeftOut *row = &g_array_index (from->left_out, RgSummaryLeftOut, i);

      rg_summary_add_left_out (to, row->reason, row->people);
    }
  for (guint i = 0; i < from->versions->len; i++)
    rg_summary_add_version (to, &g_array_index (from->versions, RgSummaryVersion, i));
  g_array_append_vals (to->weeks, from->weeks->data, from->weeks->len);
}

RgSummary *
rg_summary_copy (const RgSummary *from)
{
  RgSummary *to = rg_summary_new ();
  GArray *money = to->money, *left_out = to->left_out, *weeks = to->weeks;
  GArray *versions = to->versions;

  *to = *from;
  to->money = money;
  to->left_out = left_out;
  to->weeks = weeks;
  to->versions = versions;
  to->shop = g_strdup (from->shop);
  to->title = g_strdup (from->title);
  to->by = g_strdup (from->by);
  to->method = g_strdup (from->method);
  to->goods = g_strdup (from->goods);
  to->others = g_strdup (from->others);
  to->not_counted = g_strdup (from->not_counted);
  to->versions_verdict = g_strdup (from->versions_verdict);
  to->who = g_strdup (from->who);
  to->offer = g_strdup (from->offer);
  to->taken = g_strdup (from->taken);
  to->responses = g_strdup (from->responses);
  to->message = g_strdup (from->message);
  rg_summary_copy_lists (from, to);
  return to;
}
