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

RgSummary *
rg_summary_new (void)
{
  RgSummary *summary = g_new0 (RgSummary, 1);

  summary->printed_on = summary->sales_up_to = RG_DAY_NONE;
  summary->from_on = summary->to_on = RG_DAY_NONE;
  summary->smallest_difference = NAN;
  summary->confidence = 0.95;
  summary->money = g_array_new (FALSE, FALSE, sizeof (RgSummaryMoney));
  summary->left_out = g_array_new (FALSE, FALSE, sizeof (RgSummaryLeftOut));
  summary->weeks = g_array_new (FALSE, FALSE, sizeof (RgSummaryWeek));
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
  g_free (summary->not_counted);
  g_free (summary->who);
  g_free (summary->offer);
  g_free (summary->message);
  g_array_unref (summary->money);
  g_array_unref (summary->left_out);
  g_array_unref (summary->weeks);
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
