/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The figures of Today. */
#include "pages/rg-today-figures.h"

#include <math.h>

#include "analysis/rg-compare.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"

void
rg_report_figure_clear (RgReportFigure *figure)
{
  g_clear_pointer (&figure->figure, g_free);
  g_clear_pointer (&figure->comparison, g_free);
  g_clear_pointer (&figure->days, g_free);
}

RgDay
rg_report_last_whole_day (const RgDataset *dataset, RgDay today)
{
  if (dataset->last_day < today)
    return dataset->last_day;
  return MAX (today - 1, dataset->first_day);
}

/* "13 Nov" in the same year, else with it. */
static char *
rg_report_short_day (RgDay day, RgDay to)
{
  return rg_day_format_relative (day, to + 7);
}

static char *
rg_report_span (RgDay from, RgDay to, RgDay reference)
{
  g_autofree char *first = rg_report_short_day (from, reference);
  g_autofree char *last = rg_report_short_day (to, reference);

  /* TRANSLATORS: from one day to another: "13 Nov – 19 Nov" */
  return g_strdup_printf (_("%s – %s"), first, last);
}

/* "6 % above the same week last year, without 16 Nov" */
static char *
rg_report_compared (const RgComparison *comparison)
{
  g_autofree char *words = NULL;
  GString *text;

  if (comparison->with != RG_COMPARE_NOTHING)
    words = rg_chart_compare_words (comparison->now, comparison->before);
  if (words == NULL)
    return g_strdup (_("nothing yet to compare with"));
  text = g_string_new (NULL);
  if (comparison->with == RG_COMPARE_YEAR_BEFORE)
    /* TRANSLATORS: "6 % above" */
    g_string_append_printf (text, _("%s the same week last year"), words);
  else
    /* TRANSLATORS: "6 % above" */
    g_string_append_printf (text, _("%s an average week of the four before"), words);
  for (guint i = 0; i < comparison->n_left_out; i++)
    {
      g_autofree char *day = rg_report_short_day (comparison->left_out[i], comparison->to);

      if (i == 0)
        /* TRANSLATORS: %s is a day that a comparison leaves out; others may follow */
        g_string_append_printf (text, _(", without %s"), day);
      else
        g_string_append_printf (text, ", %s", day);
    }
  return g_string_free (text, FALSE);
}

void
rg_report_week_figure (const RgDataset *dataset, const RgShop *shop, RgDay to,
                       RgReportFigure *figure)
{
  g_autofree char *days = rg_report_span (to - 6, to, to);
  g_autofree char *before = NULL;
  RgComparison comparison;
  RgLoyalty now;

  rg_loyalty_between (dataset, NULL, to - 6, to, &now);
  rg_compare_week (dataset, to, &comparison);
  figure->figure = rg_money_format_whole (now.net, shop->currency);
  figure->comparison = rg_report_compared (&comparison);
  if (comparison.with == RG_COMPARE_NOTHING)
    {
      figure->days = g_steal_pointer (&days);
      return;
    }
  before = rg_report_span (comparison.before_from, comparison.before_to, to);
  /* TRANSLATORS: both are spans of days: "13 Nov – 19 Nov" */
  figure->days = g_strdup_printf (_("%s, beside %s"), days, before);
}

void
rg_report_returning_figure (const RgDataset *dataset, RgDay to, RgReportFigure *figure)
{
  g_autofree char *points = NULL;
  RgLoyalty now, before;
  double share, share_before, change;

  rg_loyalty_between (dataset, NULL, to - 27, to, &now);
  rg_loyalty_between (dataset, NULL, to - 55, to - 28, &before);
  share = rg_loyalty_returning_share (&now);
  share_before = rg_loyalty_returning_share (&before);
  figure->figure = rg_unit_format (&(RgUnit) { RG_UNIT_SHARE }, share);
  figure->days = rg_report_span (to - 27, to, to);
  if (!isfinite (share) || !isfinite (share_before) || to - 55 < dataset->first_day)
    {
      figure->comparison = g_strdup (_("of sales with a name; nothing yet to compare with"));
      return;
    }
  change = round (share * 100) - round (share_before * 100);
  points = rg_number_format ((gint64) fabs (change));
  if (change == 0)
    figure->comparison = g_strdup (_("of sales with a name, the same as the four weeks before"));
  else if (change > 0)
    /* TRANSLATORS: percentage points */
    figure->comparison
      = g_strdup_printf (P_("of sales with a name, %s point above the four weeks before",
                            "of sales with a name, %s points above the four weeks before",
                            (int) change), points);
  else
    /* TRANSLATORS: percentage points */
    figure->comparison
      = g_strdup_printf (P_("of sales with a name, %s point below the four weeks before",
                            "of sales with a name, %s points below the four weeks before",
                            (int) -change), points);
}

/* --- facts --- */

static void
rg_report_fact_free (gpointer data)
{
  RgReportFact *fact = data;

  g_free (fact->text);
  g_free (fact);
}

/* Takes the text over. from RG_DAY_NONE: there is nothing behind it to open. */
static void
rg_report_add_fact (GPtrArray *facts, char *text, RgDay from, RgDay to, guint n_receipts)
{
  RgReportFact *fact = g_new0 (RgReportFact, 1);

  *fact = (RgReportFact){ text, from, to, n_receipts };
  g_ptr_array_add (facts, fact);
}

/* "November 2026: 38 200 kr of the target of 52 000 kr, 11 days left" */
static void
rg_report_add_target (GPtrArray *facts, const RgDataset *dataset, const RgShop *shop,
                      const GArray *targets, RgDay to)
{
  RgDay month = rg_day_month_start (to);
  gint64 target = rg_targets_find (targets, 0, to, dataset->locations.id, dataset->locations.n);
  int days_left = rg_day_add_months (month, 1) - 1 - to;
  g_autofree char *name = rg_day_format_month (month);
  g_autofree char *wanted = NULL, *reached = NULL;
  RgLoyalty so_far;
  char *text;

  if (target == 0)
    return;
  rg_loyalty_between (dataset, NULL, month, to, &so_far);
  wanted = rg_money_format_whole (target, shop->currency);
  reached = rg_money_format_whole (so_far.net, shop->currency);
  if (days_left == 0)
    /* TRANSLATORS: a month, the money it brought, the money it should have brought */
    text = g_strdup_printf (_("%s: %s of the target of %s"), name, reached, wanted);
  else
    /* TRANSLATORS: a month, the money it brought so far, the money it should bring, days */
    text = g_strdup_printf (P_("%s: %s of the target of %s, %d day left",
                               "%s: %s of the target of %s, %d days left", days_left),
                            name, reached, wanted, days_left);
  rg_report_add_fact (facts, text, month, to, so_far.visits);
}

GPtrArray *
rg_report_week_facts (const RgDataset *dataset, const RgShop *shop, const GArray *targets,
                      RgDay to)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func (rg_report_fact_free);
  g_autofree char *visits = NULL, *basket = NULL, *named = NULL;
  RgLoyalty week;

  rg_loyalty_between (dataset, NULL, to - 6, to, &week);
  visits = rg_number_format (week.visits);
  /* TRANSLATORS: number of visits in the last seven days */
  rg_report_add_fact (facts, g_strdup_printf (_("Visits %s"), visits), to - 6, to, week.visits);
  if (week.visits > 0)
    {
      basket = rg_money_format_whole (llround ((double) week.net / week.visits), shop->currency);
      named = rg_unit_format (&(RgUnit) { RG_UNIT_SHARE }, rg_loyalty_named_share (&week));
      /* TRANSLATORS: average money a visit */
      rg_report_add_fact (facts, g_strdup_printf (_("Basket %s"), basket), RG_DAY_NONE,
                          RG_DAY_NONE, 0);
      /* TRANSLATORS: share in percent */
      rg_report_add_fact (facts, g_strdup_printf (_("%s of receipts have a customer"), named),
                          RG_DAY_NONE, RG_DAY_NONE, 0);
    }
  if (targets != NULL)
    rg_report_add_target (facts, dataset, shop, targets, to);
  return facts;
}
