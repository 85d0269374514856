/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Facts are the numbers of kinds of rules, and the days of the first and the last visit. */
#include "config.h"

#include "rules/rg-group-facts.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "rules/rg-rule-scan.h"

#include <math.h>

static const RgGroupFact rg_group_facts[] = {
  { "last-visit", N_("Days Since the Last Visit"), "last visit", "",
    N_("were here lately"), N_("have stayed away"), TRUE, TRUE },
  { "visits", N_("Visits"), "visits", "", N_("came seldom"), N_("came often"), TRUE, TRUE },
  { "spend", N_("Spend"), "spend", "", N_("spent little"), N_("spent much"), TRUE, TRUE },
  { "basket", N_("Average Basket"), "basket", "",
    N_("buy little at once"), N_("buy much at once"), TRUE, TRUE },
  { "weekend", N_("Share of Visits on Weekends"), "share of visits",
    " weekday saturday or sunday", N_("come on workdays"), N_("come on weekends"), FALSE, TRUE },
  { "categories", N_("Different Categories"), "categories", "",
    N_("keep to few categories"), N_("buy from many categories"), TRUE, TRUE },
  { "items", N_("Pieces Bought"), "items", "",
    N_("bought few pieces"), N_("bought many pieces"), TRUE, FALSE },
  { "usual-gap", N_("Usual Days Between Visits"), "usual gap", "",
    N_("come back soon"), N_("leave long gaps"), TRUE, FALSE },
  { "first-visit", N_("Days Since the First Visit"), "first visit", "",
    N_("have not come for long yet"), N_("have come for long"), TRUE, FALSE },
  { "returns", N_("Returns"), "returns", "",
    N_("bring nothing back"), N_("bring things back"), TRUE, FALSE },
  { "age", N_("Age"), "age", "", N_("are younger"), N_("are older"), FALSE, FALSE },
};

guint
rg_n_group_facts (void)
{
  return G_N_ELEMENTS (rg_group_facts);
}

const RgGroupFact *
rg_group_fact_at (guint i)
{
  return &rg_group_facts[i];
}

const RgGroupFact *
rg_group_fact_find (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (rg_group_facts); i++)
    if (g_str_equal (rg_group_facts[i].word, word))
      return &rg_group_facts[i];
  return NULL;
}

/* A rule about a day has a window instead of a number. */
static gboolean
rg_group_fact_is_day (const RgGroupFact *fact)
{
  return g_str_has_suffix (fact->keyword, " visit");
}

static gboolean
rg_group_fact_is_money (const RgGroupFact *fact)
{
  return (rg_rule_kind_find (fact->keyword)->fields & RG_FIELD_MONEY) != 0;
}

gboolean
rg_group_fact_is_whole (const RgGroupFact *fact)
{
  return !rg_group_fact_is_money (fact) &&
         rg_rule_kind_find (fact->keyword)->unit != rg_unit_percent;
}

static RgNode *
rg_group_fact_parse (const RgGroupFact *fact)
{
  g_autofree char *text =
    rg_group_fact_is_day (fact)
      ? g_strdup_printf ("%s in last 1 days", fact->keyword)
      : g_strdup_printf ("%s at least 1%s", fact->keyword, fact->where);

  return rg_segment_parse (text, NULL, NULL);
}

gboolean
rg_group_fact_has_data (const RgGroupFact *fact, const RgDataset *dataset)
{
  g_autoptr (RgNode) root = rg_group_fact_parse (fact);

  return rg_segment_no_data (root, dataset) == NULL;
}

/* --- numbers ------------------------------------------------------------------------------ */

static void
rg_group_fact_count_days (const RgGroupFact *fact, const RgSegmentContext *context,
                          const guint8 *known, double *values)
{
  const RgFacts *facts = rg_dataset_facts (context->dataset);
  const RgDay *days = g_str_has_prefix (fact->keyword, "last") ? facts->last_day
                                                               : facts->first_day;

  for (guint p = 0; p < context->dataset->n_customers; p++)
    if (known[p])
      values[p] = MAX (0, context->today - days[p]);
}

static void
rg_group_fact_take (const RgMeasure *measure, gboolean money, int digits, guint n, guint8 *known,
                    double *values)
{
  gint64 unit = 1;

  for (int i = digits; i < 6; i++)
    unit *= 10;
  for (guint p = 0; p < n; p++)
    {
      const gint64 value = rg_measure_get (measure, p);

      known[p] &= rg_measure_knows (measure, p);
      values[p] = measure->milli    ? (double) value / 1000
                  : !measure->ratio ? (double) value
                  : money           ? (double) value / 2 / (double) unit
                                    : (double) value / 2;
    }
}

double *
rg_group_fact_measure (const RgGroupFact *fact, const RgSegmentContext *context, guint8 *known)
{
  const RgDataset *dataset = context->dataset;
  const RgFacts *facts = rg_dataset_facts (dataset);
  g_autoptr (RgNode) root = rg_group_fact_parse (fact);
  const RgRule *rule = &((RgNode *) root->children->pdata[0])->rule;
  double *values = g_new0 (double, dataset->n_customers + 1);
  RgMeasure measure = { 0 };

  for (guint p = 0; p < dataset->n_customers; p++)
    known[p] = rg_bitset_get (dataset->live, p) && facts->visits[p] > 0;
  if (rg_group_fact_is_day (fact))
    {
      rg_group_fact_count_days (fact, context, known, values);
      return values;
    }
  rule->kind->measure (rule, context, &measure);
  rg_group_fact_take (&measure, rg_group_fact_is_money (fact), context->digits,
                      dataset->n_customers, known, values);
  rg_measure_clear (&measure);
  return values;
}

/* --- cuts --------------------------------------------------------------------------------- */

static int
rg_compare_doubles (gconstpointer a, gconstpointer b, gpointer data)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

void
rg_group_numbers_sort (double *numbers, guint n)
{
  g_sort_array (numbers, n, sizeof *numbers, rg_compare_doubles, NULL);
}

/* Two figures and nothing else: 1234 becomes 1200. `unit`: nothing smaller is said. */
static double
rg_round_number (double number, double unit)
{
  double step = unit;

  while (fabs (number) >= 100 * step)
    step *= 10;
  return step * rint (number / step);
}

GArray *
rg_group_fact_cuts (const RgGroupFact *fact, const double *values, guint n, guint most, int digits)
{
  g_autofree double *order = g_memdup2 (values, (n + 1) * sizeof *values);
  GArray *cuts = g_array_new (FALSE, FALSE, sizeof (double));
  const double greatest = rg_group_fact_is_day (fact)
                            ? RG_DAYS_MAX - 1
                            : (double) rg_rule_kind_find (fact->keyword)->most;
  double unit = 1;

  for (int i = 0; rg_group_fact_is_money (fact) && i < digits; i++)
    unit *= 10;
  rg_group_numbers_sort (order, n);
  for (guint i = 1; n > 0 && i <= most; i++)
    {
      const double value = order[(guint) ((guint64) i * (n - 1) / (most + 1))];
      const double cut = rg_round_number (value, unit);

      if (cut >= 0 && cut <= greatest &&
          (cuts->len == 0 || cut > g_array_index (cuts, double, cuts->len - 1)))
        g_array_append_val (cuts, cut);
    }
  return cuts;
}

/* --- words -------------------------------------------------------------------------------- */

static char *
rg_group_fact_dup_plain (const RgGroupFact *fact, double number, int digits)
{
  return rg_group_fact_is_money (fact) ? rg_money_format_plain ((gint64) number, digits)
                                       : g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) number);
}

void
rg_group_fact_print (const RgGroupFact *fact, double low, double high, int digits, GString *rules)
{
  g_autofree char *from = rg_group_fact_dup_plain (fact, low > 0 ? low : 0, digits);
  g_autofree char *to = rg_group_fact_dup_plain (fact, high < G_MAXDOUBLE ? high : 0, digits);

  if (rg_group_fact_is_day (fact))
    {
      if (low > 0 && g_str_has_prefix (fact->keyword, "last"))
        g_string_append_printf (rules, "not since %d days\n", (int) low);
      else if (low > 0)
        g_string_append_printf (rules, "%s before last %d days\n", fact->keyword, (int) low);
      if (high < G_MAXDOUBLE)
        g_string_append_printf (rules, "%s in last %d days\n", fact->keyword, (int) high + 1);
    }
  else if (low > -G_MAXDOUBLE && high < G_MAXDOUBLE)
    g_string_append_printf (rules, "%s between %s and %s%s\n", fact->keyword, from, to,
                            fact->where);
  else if (low > -G_MAXDOUBLE)
    g_string_append_printf (rules, "%s at least %s%s\n", fact->keyword, from, fact->where);
  else if (high < G_MAXDOUBLE)
    g_string_append_printf (rules, "%s at most %s%s\n", fact->keyword, to, fact->where);
}

char *
rg_group_fact_dup_number (const RgGroupFact *fact, double number, const char *currency)
{
  if (rg_group_fact_is_money (fact))
    return rg_money_format_whole ((gint64) number, currency);
  return rg_group_fact_is_day (fact)
           ? rg_unit_days ((gint64) number, currency)
           : rg_rule_kind_find (fact->keyword)->unit ((gint64) number, currency);
}
