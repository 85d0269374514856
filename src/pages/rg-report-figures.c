/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The figures of Today. */
#include <math.h>

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "pages/rg-report.h"

void
rg_report_figure_clear (RgReportFigure *figure)
{
  g_clear_pointer (&figure->figure, g_free);
  g_clear_pointer (&figure->comparison, g_free);
}

void
rg_report_week_figure (const RgDataset *dataset, const RgShop *shop, RgReportFigure *figure)
{
  RgDay to = dataset->last_day;
  g_autofree char *words = NULL;
  RgLoyalty now, before;

  rg_loyalty_between (dataset, to - 6, to, &now);
  figure->figure = rg_money_format_whole (now.net, shop->currency);
  if (to - 6 - 364 >= dataset->first_day)
    {
      rg_loyalty_between (dataset, to - 6 - 364, to - 364, &before);
      words = rg_chart_compare_words ((double) now.net, (double) before.net);
      if (words != NULL)
        /* TRANSLATORS: "6 % above" */
        figure->comparison = g_strdup_printf (_("%s the same week last year"), words);
    }
  else if (to - 34 >= dataset->first_day)
    {
      rg_loyalty_between (dataset, to - 34, to - 7, &before);
      words = rg_chart_compare_words ((double) now.net, (double) before.net / 4);
      if (words != NULL)
        /* TRANSLATORS: "6 % above" */
        figure->comparison = g_strdup_printf (_("%s an average week of the four before"), words);
    }
  if (figure->comparison == NULL)
    figure->comparison = g_strdup (_("nothing yet to compare with"));
}

void
rg_report_returning_figure (const RgDataset *dataset, RgReportFigure *figure)
{
  RgDay to = dataset->last_day;
  g_autofree char *points = NULL;
  RgLoyalty now, before;
  double share, share_before, change;

  rg_loyalty_between (dataset, to - 27, to, &now);
  rg_loyalty_between (dataset, to - 55, to - 28, &before);
  share = rg_loyalty_returning_share (&now);
  share_before = rg_loyalty_returning_share (&before);
  figure->figure = rg_unit_format (&(RgUnit) { RG_UNIT_SHARE }, share);
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

/* "November 2026: 38 200 kr of 52 000 kr, 11 days left"; NULL without a target. */
static char *
rg_report_target_words (const RgDataset *dataset, const RgShop *shop, const GArray *targets)
{
  RgDay to = dataset->last_day, month = rg_day_month_start (to);
  gint64 target = rg_targets_find (targets, 0, to, dataset->locations.id, dataset->locations.n);
  int days_left = rg_day_add_months (month, 1) - 1 - to;
  g_autofree char *name = rg_day_format_month (month);
  g_autofree char *wanted = NULL, *reached = NULL;
  RgLoyalty so_far;

  if (target == 0)
    return NULL;
  rg_loyalty_between (dataset, month, to, &so_far);
  wanted = rg_money_format_whole (target, shop->currency);
  reached = rg_money_format_whole (so_far.net, shop->currency);
  if (days_left == 0)
    /* TRANSLATORS: a month, the money it brought, the money it should have brought */
    return g_strdup_printf (_("%s: %s of the target of %s"), name, reached, wanted);
  /* TRANSLATORS: a month, the money it brought so far, the money it should bring, days */
  return g_strdup_printf (P_("%s: %s of the target of %s, %d day left",
                             "%s: %s of the target of %s, %d days left", days_left),
                          name, reached, wanted, days_left);
}

char *
rg_report_week_facts (const RgDataset *dataset, const RgShop *shop, const GArray *targets)
{
  RgDay to = dataset->last_day;
  g_autofree char *visits = NULL, *basket = NULL, *named = NULL, *target = NULL;
  RgLoyalty week;
  GString *text = g_string_new (NULL);

  rg_loyalty_between (dataset, to - 6, to, &week);
  visits = rg_number_format (week.visits);
  /* TRANSLATORS: number of visits in the last seven days */
  g_string_append_printf (text, _("Visits %s"), visits);
  if (week.visits > 0)
    {
      basket = rg_money_format_whole (llround ((double) week.net / week.visits), shop->currency);
      named = rg_unit_format (&(RgUnit) { RG_UNIT_SHARE }, rg_loyalty_named_share (&week));
      /* TRANSLATORS: average money a visit */
      g_string_append_printf (text, _(" · Basket %s"), basket);
      /* TRANSLATORS: share in percent */
      g_string_append_printf (text, _(" · %s of receipts have a customer"), named);
    }
  target = targets != NULL ? rg_report_target_words (dataset, shop, targets) : NULL;
  if (target != NULL)
    g_string_append_printf (text, " · %s", target);
  return g_string_free (text, FALSE);
}
