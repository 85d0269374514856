/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Charts and sentences of the reports. */
#include "charts/rg-trend-report.h"

#include <math.h>
#include <string.h>

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "charts/rg-make-up-report.h"

/* More lines than this cannot be told apart; the rest becomes one. */
#define RG_REPORT_PARTS 5

static RgUnit
rg_report_money (const RgReportChoice *choice)
{
  RgUnit unit = { RG_UNIT_MONEY };

  g_strlcpy (unit.currency, choice->currency, sizeof unit.currency);
  return unit;
}

/* As many points as can be read: twelve weeks of days, a year of weeks, two years of months. */
static RgSalesTrend *
rg_report_sales_trend (const RgDataset *dataset, const RgReportChoice *choice)
{
  RgSalesQuery query = {
    .period = choice->period,
    .first_weekday = choice->first_weekday,
    .to = dataset->last_day,
    .location = choice->location,
    .category = choice->category,
    .split = choice->split,
    .customers = choice->customers,
  };

  if (choice->period == RG_PERIOD_DAY)
    query.from = query.to - 7 * 12 + 1;
  else if (choice->period == RG_PERIOD_WEEK)
    query.from = query.to - 7 * 52;
  else
    query.from = rg_day_add_months (query.to, -24);
  query.from = MAX (query.from, dataset->first_day);
  return rg_sales_trend_new (dataset, &query);
}

static double *
rg_report_doubles (const gint64 *values, guint n)
{
  double *doubles = g_new (double, n + 1);

  for (guint i = 0; i < n; i++)
    doubles[i] = values[i] == RG_TREND_UNKNOWN ? NAN : (double) values[i];
  return doubles;
}

/* The largest parts each as a line, what is left as one more. */
static void
rg_report_add_parts (RgChart *chart, const RgSalesTrend *trend)
{
  g_autofree double *rest = g_new0 (double, trend->n_points + 1);
  guint n_shown = trend->n_parts <= RG_REPORT_PARTS + 1 ? trend->n_parts : RG_REPORT_PARTS;

  for (guint p = 0; p < trend->n_parts; p++)
    {
      const RgSalesPart *part = &trend->parts[p];
      g_autofree double *values = rg_report_doubles (part->net, trend->n_points);

      if (p < n_shown)
        rg_chart_add_series (chart, *part->name != '\0' ? part->name : _("None"), RG_SERIES_LINE,
                             RG_SERIES_OTHER, values);
      else
        for (guint i = 0; i < trend->n_points; i++)
          rest[i] += values[i];
    }
  if (n_shown < trend->n_parts)
    rg_chart_add_series (chart, _("All others"), RG_SERIES_LINE, RG_SERIES_OTHER, rest);
}

static const char *
rg_report_sales_title (RgPeriod period)
{
  switch (period)
    {
    case RG_PERIOD_DAY:
      return _("Net sales a day");
    case RG_PERIOD_WEEK:
      return _("Net sales a week");
    case RG_PERIOD_MONTH:
    default:
      return _("Net sales a month");
    }
}

/* One level line where each month should bring the same, else a line from month to month. */
static void
rg_report_add_targets (RgChart *chart, const RgDataset *dataset, const RgReportChoice *choice)
{
  g_autofree double *values = g_new (double, chart->n_points + 1);
  g_autofree char *money = NULL, *name = NULL;
  gint64 first = 0;
  gboolean same = TRUE;

  for (guint i = 0; i < chart->n_points; i++)
    {
      gint64 target = rg_targets_find (choice->targets, choice->location, chart->days[i],
                                       dataset->locations.id, dataset->locations.n);

      values[i] = target != 0 ? (double) target : NAN;
      first = i == 0 ? target : first;
      same = same && target == first;
    }
  if (!same)
    {
      rg_chart_add_series (chart, _("Target"), RG_SERIES_LINE, RG_SERIES_OTHER, values);
      return;
    }
  if (first == 0)
    return;
  money = rg_money_format_whole (first, choice->currency);
  /* TRANSLATORS: %s is money */
  name = g_strdup_printf (_("Target %s"), money);
  rg_chart_set_target (chart, (double) first, name);
}

static RgChart *
rg_report_sales_chart (const RgDataset *dataset, const RgReportChoice *choice)
{
  g_autoptr (RgSalesTrend) trend = NULL;
  g_autofree double *net = NULL, *before = NULL;
  RgChart *chart;

  if (dataset->last_day == RG_DAY_NONE)
    return NULL;
  trend = rg_report_sales_trend (dataset, choice);
  chart = rg_chart_new (rg_report_sales_title (choice->period), rg_report_money (choice),
                        trend->n_points);
  rg_chart_set_days (chart, choice->period, trend->days);
  chart->last_is_partial = trend->last_is_partial;
  if (choice->split != RG_SPLIT_NONE)
    {
      rg_report_add_parts (chart, trend);
      return chart;
    }
  net = rg_report_doubles (trend->net, trend->n_points);
  before = rg_report_doubles (trend->before, trend->n_points);
  rg_chart_add_series (chart, _("Net sales"), RG_SERIES_AREA, RG_SERIES_MAIN, net);
  if (choice->compare)
    rg_chart_add_series (chart, _("A year before"), RG_SERIES_LINE, RG_SERIES_COMPARISON, before);
  if (choice->targets != NULL && choice->period == RG_PERIOD_MONTH && choice->category == 0
      && choice->customers == NULL)
    rg_report_add_targets (chart, dataset, choice);
  return chart;
}

/* The sum of the last whole points, of the same a year before, and of as many points before. */
typedef struct {
  guint n;
  gint64 net;
  gint64 year_before;
  gint64 just_before;
} RgReportRecent;

static RgReportRecent
rg_report_recent (const RgSalesTrend *trend, guint n)
{
  guint end = trend->n_points - (trend->last_is_partial ? 1 : 0);
  RgReportRecent recent = { MIN (n, end), 0, 0, 0 };

  for (guint i = 0; i < recent.n; i++)
    {
      guint at = end - 1 - i;

      recent.net += trend->net[at];
      if (trend->before[at] == RG_TREND_UNKNOWN || recent.year_before == RG_TREND_UNKNOWN)
        recent.year_before = RG_TREND_UNKNOWN;
      else
        recent.year_before += trend->before[at];
      if (at < recent.n || recent.just_before == RG_TREND_UNKNOWN)
        recent.just_before = RG_TREND_UNKNOWN;
      else
        recent.just_before += trend->net[at - recent.n];
    }
  return recent;
}

static char *
rg_report_recent_words (RgPeriod period, guint n, const char *money)
{
  switch (period)
    {
    case RG_PERIOD_DAY:
      /* TRANSLATORS: number of days, money */
      return g_strdup_printf (P_("Net sales of the last %u day were %s",
                                 "Net sales of the last %u days were %s", n), n, money);
    case RG_PERIOD_WEEK:
      /* TRANSLATORS: number of weeks, money */
      return g_strdup_printf (P_("Net sales of the last %u whole week were %s",
                                 "Net sales of the last %u whole weeks were %s", n), n, money);
    case RG_PERIOD_MONTH:
    default:
      /* TRANSLATORS: number of months, money */
      return g_strdup_printf (P_("Net sales of the last %u whole month were %s",
                                 "Net sales of the last %u whole months were %s", n), n,
                              money);
    }
}

static char *
rg_report_sales_sentence (const RgDataset *dataset, const RgReportChoice *choice)
{
  static const guint points[] = { 7, 4, 3 };
  g_autoptr (RgSalesTrend) trend = NULL;
  g_autofree char *money = NULL, *first = NULL, *words = NULL;
  RgReportRecent recent;

  if (dataset->last_day == RG_DAY_NONE)
    return g_strdup (_("There are no sales yet."));
  trend = rg_report_sales_trend (dataset, choice);
  recent = rg_report_recent (trend, points[choice->period]);
  if (recent.n == 0)
    return g_strdup (_("No period is over yet."));
  money = rg_money_format_whole (recent.net, choice->currency);
  first = rg_report_recent_words (choice->period, recent.n, money);
  if (recent.year_before != RG_TREND_UNKNOWN)
    words = rg_chart_compare_words ((double) recent.net, (double) recent.year_before);
  if (words != NULL)
    /* TRANSLATORS: "Net sales … were 48 210 kr", "6 % above" */
    return g_strdup_printf (_("%s, %s a year before."), first, words);
  if (recent.just_before != RG_TREND_UNKNOWN)
    words = rg_chart_compare_words ((double) recent.net, (double) recent.just_before);
  if (words != NULL)
    /* TRANSLATORS: "Net sales … were 48 210 kr", "6 % above" */
    return g_strdup_printf (_("%s, %s the time just before."), first, words);
  /* TRANSLATORS: a whole sentence without its full stop */
  return g_strdup_printf (_("%s."), first);
}

static const char *
rg_report_sales_meaning (void)
{
  return _("Net sales are sold goods less returned goods; no shipping, gift cards or corrections. "
           "Days and weeks are compared with the same weekday a year before, months with the same "
           "month; a period that is not over with the same part of it.");
}

/* --- loyalty --- */

static RgLoyaltyTrend *
rg_report_loyalty_trend (const RgDataset *dataset, const RgReportChoice *choice)
{
  RgDay from = MAX (rg_day_add_months (dataset->last_day, -24), dataset->first_day);

  return rg_loyalty_trend_new (dataset, choice->customers, RG_PERIOD_MONTH, choice->first_weekday,
                               from, dataset->last_day);
}

static void
rg_report_add_customers (RgChart *chart, const RgLoyaltyTrend *trend)
{
  g_autofree double *fresh = g_new (double, trend->n_points + 1);
  g_autofree double *returning = g_new (double, trend->n_points + 1);

  for (guint i = 0; i < trend->n_points; i++)
    {
      fresh[i] = trend->points[i].new_customers;
      returning[i] = trend->points[i].returning_customers;
    }
  rg_chart_add_series (chart, _("Returning"), RG_SERIES_LINE, RG_SERIES_OTHER, returning);
  rg_chart_add_series (chart, _("New"), RG_SERIES_LINE, RG_SERIES_OTHER, fresh);
}

static void
rg_report_add_share (RgChart *chart, const RgLoyaltyTrend *trend, RgLoyaltyMeasure measure)
{
  g_autofree double *share = g_new (double, trend->n_points + 1);

  for (guint i = 0; i < trend->n_points; i++)
    share[i] = measure == RG_LOYALTY_NAMED_SHARE ? rg_loyalty_named_share (&trend->points[i])
                                                 : rg_loyalty_returning_share (&trend->points[i]);
  rg_chart_add_series (chart,
                       measure == RG_LOYALTY_NAMED_SHARE ? _("With a customer")
                                                         : _("Returning customers"),
                       RG_SERIES_LINE, RG_SERIES_MAIN, share);
}

static RgChart *
rg_report_loyalty_chart (const RgDataset *dataset, const RgReportChoice *choice)
{
  static const char *const titles[] = {
    N_("Share of sales from returning customers, by month"),
    N_("Customers who visited, by month"),
    N_("Share of receipts with a customer, by month"),
  };
  g_autoptr (RgLoyaltyTrend) trend = NULL;
  RgUnit unit = { choice->measure == RG_LOYALTY_CUSTOMERS ? RG_UNIT_COUNT : RG_UNIT_SHARE };
  RgChart *chart;

  if (dataset->last_day == RG_DAY_NONE)
    return NULL;
  trend = rg_report_loyalty_trend (dataset, choice);
  chart = rg_chart_new (_(titles[choice->measure]), unit, trend->n_points);
  rg_chart_set_days (chart, RG_PERIOD_MONTH, trend->days);
  chart->last_is_partial = trend->last_is_partial;
  if (choice->measure == RG_LOYALTY_CUSTOMERS)
    rg_report_add_customers (chart, trend);
  else
    rg_report_add_share (chart, trend, choice->measure);
  return chart;
}

static char *
rg_report_loyalty_sentence (const RgDataset *dataset, const RgReportChoice *choice)
{
  RgDay to = dataset->last_day;
  RgLoyalty now, before;
  g_autofree char *a = NULL, *b = NULL;

  if (to == RG_DAY_NONE)
    return g_strdup (_("There are no sales yet."));
  rg_loyalty_between (dataset, choice->customers, to - 27, to, &now);
  rg_loyalty_between (dataset, choice->customers, to - 55, to - 28, &before);
  switch (choice->measure)
    {
    case RG_LOYALTY_CUSTOMERS:
      a = rg_number_format (now.new_customers);
      b = rg_number_format (now.returning_customers);
      /* TRANSLATORS: numbers of people */
      return g_strdup_printf (_("In the last four weeks %s customers came for the first time, and "
                                "%s came back."), a, b);
    case RG_LOYALTY_NAMED_SHARE:
      a = rg_unit_format (&(RgUnit) { RG_UNIT_SHARE }, rg_loyalty_named_share (&now));
      b = rg_unit_format (&(RgUnit) { RG_UNIT_SHARE }, rg_loyalty_named_share (&before));
      /* TRANSLATORS: shares in percent */
      return g_strdup_printf (_("In the last four weeks %s of receipts had a customer, in the four "
                                "before %s."), a, b);
    case RG_LOYALTY_RETURNING_SHARE:
    default:
      a = rg_unit_format (&(RgUnit) { RG_UNIT_SHARE }, rg_loyalty_returning_share (&now));
      b = rg_unit_format (&(RgUnit) { RG_UNIT_SHARE }, rg_loyalty_returning_share (&before));
      /* TRANSLATORS: shares in percent */
      return g_strdup_printf (_("In the last four weeks %s of sales with a name came from "
                                "returning customers, in the four before %s."), a, b);
    }
}

static char *
rg_report_loyalty_meaning (const RgReportChoice *choice)
{
  const char *early = _("The first months show too few, as visits before them are not known.");

  switch (choice->measure)
    {
    case RG_LOYALTY_CUSTOMERS:
      return g_strdup_printf ("%s %s",
                              _("New: the first visit of all lies in the month. Returning: a visit "
                                "in the month, and the first one before it."), early);
    case RG_LOYALTY_NAMED_SHARE:
      return g_strdup (_("Of all receipts with something sold, those that name a customer."));
    case RG_LOYALTY_RETURNING_SHARE:
    default:
      return g_strdup_printf ("%s %s",
                              _("Net sales to customers who had been here on an earlier day, of "
                                "all net sales on receipts with a customer."), early);
    }
}

/* --- all of them --- */

RgChart *
rg_report_chart (const RgDataset *dataset, const RgReportChoice *choice)
{
  if (choice->kind == RG_REPORT_MAKE_UP)
    return rg_make_up_report_chart (dataset, choice);
  return choice->kind == RG_REPORT_LOYALTY ? rg_report_loyalty_chart (dataset, choice)
                                           : rg_report_sales_chart (dataset, choice);
}

char *
rg_report_sentence (const RgDataset *dataset, const RgReportChoice *choice)
{
  if (choice->kind == RG_REPORT_MAKE_UP)
    return rg_make_up_report_sentence (dataset, choice);
  return choice->kind == RG_REPORT_LOYALTY ? rg_report_loyalty_sentence (dataset, choice)
                                           : rg_report_sales_sentence (dataset, choice);
}

char *
rg_report_meaning (const RgReportChoice *choice)
{
  if (choice->kind == RG_REPORT_MAKE_UP)
    return rg_make_up_report_meaning (choice);
  return choice->kind == RG_REPORT_LOYALTY ? rg_report_loyalty_meaning (choice)
                                           : g_strdup (rg_report_sales_meaning ());
}

const char *
rg_report_title (RgReportKind kind)
{
  switch (kind)
    {
    case RG_REPORT_MAKE_UP:
      return _("Who the Customers Are");
    case RG_REPORT_LOYALTY:
      return _("Loyalty Trend");
    case RG_REPORT_SALES:
    default:
      return _("Sales Trend");
    }
}
