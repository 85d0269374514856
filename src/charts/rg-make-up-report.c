/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Charts and sentences of who the customers are. */
#include "config.h"

#include "charts/rg-make-up-report.h"

#include <math.h>

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "base/rg-share-words.h"

/* As many parts as bars beside each other can be read, and as lines can be told apart. */
#define RG_PARTS_MOST 12
#define RG_LINES_MOST 5
#define RG_MONTHS 24
#define RG_QUARTERS 12
/* A share of fewer people says nothing. */
#define RG_PEOPLE_LEAST 30

/* What was counted. Points by parts; the last part of each is of those of whom it is not known. */
typedef struct {
  RgMakeUp *parts;
  RgMakeUp *points; /* NULL: the parts, or times of visits */
  guint n_points;
  guint width;
  guint *counts;    /* n_points rows of `width` numbers */
  const RgBitset *customers;
} RgTable;

static void
rg_table_clear (RgTable *table)
{
  g_clear_pointer (&table->parts, rg_make_up_free);
  g_clear_pointer (&table->points, rg_make_up_free);
  g_clear_pointer (&table->counts, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgTable, rg_table_clear)

static guint
rg_table_get (const RgTable *table, guint point, guint part)
{
  return table->counts[point * table->width + part];
}

/* How many at the point of whom it is known. */
static guint
rg_table_known (const RgTable *table, guint point)
{
  guint known = 0;

  for (guint part = 0; part + 1 < table->width; part++)
    known += rg_table_get (table, point, part);
  return known;
}

static double
rg_table_share (const RgTable *table, guint point, guint part)
{
  const guint known = rg_table_known (table, point);

  return known > 0 ? (double) rg_table_get (table, point, part) / known : NAN;
}

/* What the make-up is told for, in the order of RgMakeUpAcross. */
static const struct
{
  RgMakeUpOf of;  /* RG_N_MAKE_UPS: no trait */
  guint months;   /* of each span of visits; 0: not of visits */
  guint most;     /* points */
  gboolean lines; /* points follow each other in time */
} rg_across[RG_N_ACROSS] = {
  [RG_ACROSS_NOTHING] = { RG_N_MAKE_UPS, 0, 1, FALSE },
  [RG_ACROSS_LOCATION] = { RG_MAKE_UP_LOCATION, 0, RG_PARTS_MOST, FALSE },
  [RG_ACROSS_JOINED] = { RG_MAKE_UP_JOINED, 0, RG_PARTS_MOST, TRUE },
  [RG_ACROSS_JOINED_QUARTER] = { RG_MAKE_UP_QUARTER, 0, RG_QUARTERS, TRUE },
  [RG_ACROSS_JOINED_MONTH] = { RG_MAKE_UP_MONTH, 0, RG_MONTHS, TRUE },
  [RG_ACROSS_QUARTER] = { RG_N_MAKE_UPS, 3, RG_QUARTERS, TRUE },
  [RG_ACROSS_MONTH] = { RG_N_MAKE_UPS, 1, RG_MONTHS, TRUE },
  [RG_ACROSS_CHANNEL] = { RG_N_MAKE_UPS, 0, RG_PARTS_MOST, FALSE },
};

/* Spans of visits from the first one on, so that none stands empty before it. */
static guint
rg_across_spans (RgMakeUpAcross across, const RgDataset *dataset)
{
  const guint months = rg_across[across].months;
  const RgDay last = rg_make_up_span_start (dataset->last_day, months);
  guint n = 1;

  while (n < rg_across[across].most &&
         rg_day_add_months (last, -(int) ((n - 1) * months)) > dataset->first_day)
    n++;
  return n;
}

/* The first day of a point of visits, or of the one behind the last. */
static RgDay
rg_across_from (RgMakeUpAcross across, const RgDataset *dataset, guint point)
{
  const int months = (int) rg_across[across].months;

  return rg_day_add_months (rg_make_up_span_start (dataset->last_day, (guint) months),
                            ((int) point - (int) rg_across_spans (across, dataset) + 1) * months);
}

static RgMakeUp *
rg_table_parts (const RgDataset *dataset, const RgReportChoice *choice)
{
  const gboolean lines = choice->across != RG_ACROSS_NOTHING && choice->across != RG_ACROSS_CHANNEL;
  RgMakeUpBasis basis = choice->basis;

  basis.by_location = choice->across == RG_ACROSS_LOCATION;
  return rg_make_up_new (dataset, &basis, choice->of, lines ? RG_LINES_MOST : RG_PARTS_MOST);
}

/* Points are parts, and each has who said yes on each channel; then all of the part. */
static void
rg_table_fill_channels (RgTable *table, const RgDataset *dataset)
{
  table->n_points = table->parts->n_parts;
  table->width = RG_CHANNELS + 1;
  table->counts = g_new0 (guint, (table->n_points + 1) * table->width);
  for (guint p = rg_bitset_next (table->customers, 0); p < dataset->n_customers;
       p = rg_bitset_next (table->customers, p + 1))
    {
      guint *row = table->counts + table->parts->part[p] * table->width;

      for (guint channel = 0; channel < RG_CHANNELS; channel++)
        row[channel] += rg_bitset_get (dataset->permission[channel][0], p);
      row[RG_CHANNELS]++;
    }
}

static void
rg_table_fill (RgTable *table, const RgDataset *dataset, const RgReportChoice *choice)
{
  table->customers = choice->customers != NULL ? choice->customers : dataset->live;
  table->parts = rg_table_parts (dataset, choice);
  table->width = table->parts->n_parts + 1;
  if (choice->across == RG_ACROSS_CHANNEL)
    {
      rg_table_fill_channels (table, dataset);
      return;
    }
  if (rg_across[choice->across].of < RG_N_MAKE_UPS)
    table->points = rg_make_up_new (dataset, &choice->basis, rg_across[choice->across].of,
                                    rg_across[choice->across].most);
  table->n_points = table->points != NULL ? table->points->n_parts
                    : rg_across[choice->across].months > 0
                      ? rg_across_spans (choice->across, dataset)
                      : rg_across[choice->across].most;
  table->counts = g_new (guint, (table->n_points + 1) * table->width);
  if (rg_across[choice->across].months > 0)
    rg_make_up_visits (table->parts, dataset, table->customers, dataset->last_day,
                       rg_across[choice->across].months, table->n_points, table->counts);
  else if (table->points != NULL)
    rg_make_up_cross (table->points, table->parts, table->customers, table->counts);
  else
    rg_make_up_count (table->parts, table->customers, table->counts);
}

/* --- the chart ---------------------------------------------------------------------------- */

static RgChart *
rg_table_chart_counts (const RgTable *table)
{
  const guint n = table->width - (table->counts[table->width - 1] == 0);
  RgChart *chart = rg_chart_new (rg_make_up_title (table->parts->of), (RgUnit) { RG_UNIT_COUNT },
                                 n);
  g_autofree const char **labels = g_new0 (const char *, n + 1);
  g_autofree double *values = g_new (double, n + 1);

  for (guint i = 0; i < n; i++)
    {
      labels[i] = i < table->parts->n_parts ? table->parts->names[i] : _("Not known");
      values[i] = table->counts[i];
    }
  rg_chart_set_labels (chart, labels, labels);
  rg_chart_add_series (chart, _("Customers"), RG_SERIES_BAR, RG_SERIES_MAIN, values);
  return chart;
}

static const char *
rg_channel_name (guint channel)
{
  static const char *const names[RG_CHANNELS] = {
    [RG_CHANNEL_POST] = N_("Post"), [RG_CHANNEL_EMAIL] = N_("E-mail"),
    [RG_CHANNEL_PHONE] = N_("Phone"), [RG_CHANNEL_SMS] = N_("Text Message"),
  };

  return _(names[channel]);
}

static double
rg_table_channel_share (const RgTable *table, guint point, guint channel)
{
  const guint all = rg_table_get (table, point, RG_CHANNELS);

  return all > 0 ? (double) rg_table_get (table, point, channel) / all : NAN;
}

static void
rg_table_add_series (const RgTable *table, const RgReportChoice *choice, RgChart *chart)
{
  const gboolean channels = choice->across == RG_ACROSS_CHANNEL;
  const gboolean lines = rg_across[choice->across].lines;
  g_autofree double *values = g_new (double, table->n_points + 1);

  for (guint part = 0; part + 1 < table->width; part++)
    {
      for (guint i = 0; i < table->n_points; i++)
        values[i] = channels ? rg_table_channel_share (table, i, part)
                             : rg_table_share (table, i, part);
      rg_chart_add_series (chart, channels ? rg_channel_name (part) : table->parts->names[part],
                           lines ? RG_SERIES_LINE : RG_SERIES_BAR, RG_SERIES_OTHER, values);
    }
}

/* Months have an axis of their own. */
static void
rg_table_name_visits (const RgTable *table, const RgDataset *dataset, RgMakeUpAcross across,
                      RgChart *chart)
{
  g_autofree RgDay *days = g_new (RgDay, table->n_points + 1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (guint i = 0; i < table->n_points; i++)
    {
      days[i] = rg_across_from (across, dataset, i);
      g_strv_builder_take (builder, rg_make_up_dup_quarter (days[i]));
    }
  names = g_strv_builder_end (builder);
  if (across == RG_ACROSS_MONTH)
    rg_chart_set_days (chart, RG_PERIOD_MONTH, days);
  else
    rg_chart_set_labels (chart, (const char *const *) names, (const char *const *) names);
}

static const char *
rg_table_title (const RgTable *table, const RgReportChoice *choice)
{
  if (choice->across == RG_ACROSS_CHANNEL)
    return _("Share that may be written to or called");
  if (choice->across == RG_ACROSS_LOCATION && choice->of == RG_MAKE_UP_DISTANCE)
    return _("Distance From the Location");
  return rg_make_up_title (table->parts->of);
}

static RgChart *
rg_table_chart_shares (const RgTable *table, const RgDataset *dataset,
                       const RgReportChoice *choice)
{
  RgChart *chart = rg_chart_new (rg_table_title (table, choice), (RgUnit) { RG_UNIT_SHARE },
                                 table->n_points);
  const char *const *labels
    = (const char *const *) (table->points != NULL ? table->points : table->parts)->names;

  if (rg_across[choice->across].months > 0)
    rg_table_name_visits (table, dataset, choice->across, chart);
  else
    rg_chart_set_labels (chart, labels, labels);
  rg_table_add_series (table, choice, chart);
  chart->bars_open = rg_chart_n_bars (chart, G_MAXUINT) > 1;
  return chart;
}

RgChart *
rg_make_up_report_chart (const RgDataset *dataset, const RgReportChoice *choice)
{
  g_auto (RgTable) table = { 0 };

  if (dataset->n_live == 0 ||
      (rg_across[choice->across].months > 0 && rg_dataset_facts (dataset)->n_visits == 0))
    return NULL;
  rg_table_fill (&table, dataset, choice);
  if (table.n_points == 0 || table.width == 1)
    return NULL;
  return choice->across == RG_ACROSS_NOTHING ? rg_table_chart_counts (&table)
                                             : rg_table_chart_shares (&table, dataset, choice);
}

/* --- the people --------------------------------------------------------------------------- */

static RgBitset *
rg_make_up_report_visitors (const RgDataset *dataset, const RgBitset *customers,
                            RgMakeUpAcross across, guint point)
{
  RgBitset *people = rg_bitset_new (dataset->n_customers);
  RgReceiptIter iter;

  rg_receipt_iter_init (&iter, dataset, rg_across_from (across, dataset, point),
                        rg_across_from (across, dataset, point + 1) - 1);
  while (rg_receipt_iter_next (&iter))
    {
      const guint who = rg_dataset_receipt_customer (dataset, iter.sales, iter.receipt);

      if (who != RG_NOBODY && rg_bitset_get (iter.sales->visit, iter.receipt))
        rg_bitset_add (people, who);
    }
  rg_bitset_and (people, customers);
  return people;
}

RgBitset *
rg_make_up_report_people (const RgDataset *dataset, const RgReportChoice *choice, guint point,
                          int bar)
{
  g_auto (RgTable) table = { 0 };
  RgBitset *people;

  rg_table_fill (&table, dataset, choice);
  if (rg_across[choice->across].months > 0)
    return rg_make_up_report_visitors (dataset, table.customers, choice->across, point);
  people = rg_make_up_members (table.points != NULL ? table.points : table.parts, table.customers,
                               point);
  if (bar >= 0 && choice->across == RG_ACROSS_CHANNEL && bar < RG_CHANNELS)
    rg_bitset_and (people, dataset->permission[bar][0]);
  else if (bar >= 0 && table.points != NULL)
    {
      g_autoptr (RgBitset) part = rg_make_up_members (table.parts, people, (guint) bar);

      rg_bitset_and (people, part);
    }
  return people;
}

/* --- words -------------------------------------------------------------------------------- */

/* Share of those of whom it is known, from one part to before another. */
static char *
rg_table_dup_share (const RgTable *table, guint first, guint end)
{
  double share = 0;

  for (guint part = first; part < end; part++)
    share += rg_table_share (table, 0, part);
  return rg_share_dup_words (share);
}

static char *
rg_table_dup_ages (const RgTable *table)
{
  g_autofree char *old = rg_table_dup_share (table, table->width - 3, table->width - 1);
  g_autofree char *young = rg_table_dup_share (table, 0, 2);

  /* Translators: shares of customers, such as “about one in four” or “none”. */
  return g_strdup_printf (_("Of those whose age is known, %s are 65 or over and %s under 25."), old,
                          young);
}

static char *
rg_table_dup_most (const RgTable *table)
{
  guint most = 0;
  g_autofree char *share = NULL;

  for (guint part = 1; part + 1 < table->width; part++)
    most = table->counts[part] > table->counts[most] ? part : most;
  share = rg_table_dup_share (table, most, most + 1);
  /* Translators: what most customers have in common (“Bergen”, “3 people”), and their share, such
   * as “about one in four”. */
  return g_strdup_printf (_("Most frequent: %s, %s of those of whom it is known."),
                          table->parts->names[most], share);
}

static char *
rg_table_dup_part (const RgTable *table, const char *template, guint first, guint end)
{
  g_autofree char *share = rg_table_dup_share (table, first, end);
  g_autoptr (GString) words = g_string_new (template);

  g_string_replace (words, "%s", share, 1);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static char *
rg_table_dup_reading (const RgTable *table)
{
  switch (table->parts->of)
    {
    case RG_MAKE_UP_AGE:
      return rg_table_dup_ages (table);
    case RG_MAKE_UP_CHILDREN:
      /* Translators: here and below a share of customers, such as “about one in four”. */
      return rg_table_dup_part (table, _("Of those of whom it is known, %s live with children."),
                                1, table->width - 1);
    case RG_MAKE_UP_SHARED:
      return rg_table_dup_part (table, _("Of all of them, %s share a home with another customer."),
                                0, 1);
    case RG_MAKE_UP_DISTANCE:
      if (table->parts->near > 0)
        return rg_table_dup_part (table, _("Of those of whom it is known, %s live less than 5 km "
                                           "from the shop."), 0, table->parts->near);
      return rg_table_dup_part (table, _("Of those whose address is known, %s live in the shop’s "
                                         "city."), 0, 2);
    default:
      return rg_table_dup_most (table);
    }
}

static char *
rg_table_dup_unknown (const RgTable *table)
{
  const guint unknown = table->counts[table->width - 1];
  g_autofree char *of = rg_number_format (unknown);
  g_autofree char *all = rg_number_format (unknown + rg_table_known (table, 0));

  if (unknown == 0)
    return g_strdup (_("It is known of everybody."));
  /* Translators: numbers of people. */
  return g_strdup_printf (P_("Of %s of %s it is not known.", "Of %s of %s it is not known.",
                             unknown), of, all);
}

/* Another trait in one clause, where enough is known of it: the young families of the base. */
static char *
rg_make_up_dup_also (const RgDataset *dataset, const RgReportChoice *choice)
{
  static const RgMakeUpOf also[] = { RG_MAKE_UP_CHILDREN, RG_MAKE_UP_SHARED };

  for (guint i = 0; i < G_N_ELEMENTS (also); i++)
    {
      RgReportChoice other = *choice;
      g_auto (RgTable) table = { 0 };

      other.of = also[i];
      rg_table_fill (&table, dataset, &other);
      if (rg_table_known (&table, 0) >= RG_PEOPLE_LEAST && table.counts[0] > 0)
        return rg_table_dup_reading (&table);
    }
  return g_strdup ("");
}

static char *
rg_table_dup_one (const RgTable *table, const RgDataset *dataset, const RgReportChoice *choice)
{
  g_autofree char *unknown = rg_table_dup_unknown (table);
  g_autofree char *reading = NULL;
  g_autofree char *also = NULL;

  if (rg_table_known (table, 0) == 0)
    return g_strdup (_("Nothing of this is known of anybody."));
  reading = rg_table_dup_reading (table);
  also = choice->of == RG_MAKE_UP_AGE ? rg_make_up_dup_also (dataset, choice) : g_strdup ("");
  return g_strdup_printf ("%s %s%s%s", reading, unknown, *also != '\0' ? " " : "", also);
}

/* The part whose share differs most between two points; the distance, or -1 where one of them has
 * too few people. */
static double
rg_table_widest (const RgTable *table, guint a, guint b, guint *part)
{
  double widest = -1;

  if (rg_table_known (table, a) < RG_PEOPLE_LEAST || rg_table_known (table, b) < RG_PEOPLE_LEAST)
    return -1;
  for (guint k = 0; k + 1 < table->width; k++)
    {
      const double apart = fabs (rg_table_share (table, a, k) - rg_table_share (table, b, k));

      *part = apart > widest ? k : *part;
      widest = MAX (apart, widest);
    }
  return widest;
}

/* Of two points: the first and the last one of years and months that have enough people, any of
 * locations. */
static gboolean
rg_table_find_change (const RgTable *table, gboolean in_time, guint *part, guint *from, guint *to)
{
  double widest = -1;

  for (guint a = 0; a < table->n_points && !(in_time && widest >= 0); a++)
    for (guint b = table->n_points - 1; b > a && !(in_time && widest >= 0); b--)
      {
        guint k = 0;
        const double apart = rg_table_widest (table, a, b, &k);

        if (apart <= widest)
          continue;
        widest = apart;
        *part = k;
        *from = a;
        *to = b;
      }
  return widest >= 0;
}

static char *
rg_table_dup_change (const RgTable *table, const RgChart *chart, gboolean in_time)
{
  guint part = 0, from = 0, to = 0;
  g_autofree char *before = NULL, *after = NULL;

  if (!rg_table_find_change (table, in_time, &part, &from, &to))
    return g_strdup (_("There are too few people to compare."));
  before = rg_percent_format (rg_table_share (table, from, part), 0);
  after = rg_percent_format (rg_table_share (table, to, part), 0);
  /* Translators: a part of the customers (“65 and over”); what is compared (“2019”, “Main Street”)
   * behind the share, twice. */
  return g_strdup_printf (_("%s: %s (%s), %s (%s)."), table->parts->names[part], before,
                          chart->labels[from], after, chart->labels[to]);
}

/* "E-Mail is allowed most by 25 to 34 (62 %)." of each channel that anybody allows. */
static char *
rg_table_dup_channels (const RgTable *table)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint channel = 0; channel < RG_CHANNELS; channel++)
    {
      g_autofree char *share = NULL;
      guint most = G_MAXUINT;

      for (guint i = 0; i < table->n_points; i++)
        if (rg_table_get (table, i, RG_CHANNELS) >= RG_PEOPLE_LEAST &&
            (most == G_MAXUINT || rg_table_channel_share (table, i, channel) >
                                    rg_table_channel_share (table, most, channel)))
          most = i;
      if (most == G_MAXUINT || rg_table_get (table, most, channel) == 0)
        continue;
      share = rg_percent_format (rg_table_channel_share (table, most, channel), 0);
      /* Translators: a channel (“Post”), the part of the customers that allows it most (“25 to
       * 34”), and its share that does. */
      g_string_append_printf (words, _("%s most of all: %s, %s."), rg_channel_name (channel),
                              table->parts->names[most], share);
      g_string_append_c (words, ' ');
    }
  if (words->len == 0)
    return g_strdup (_("There are too few people to compare."));
  g_string_truncate (words, words->len - 1);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

char *
rg_make_up_report_sentence (const RgDataset *dataset, const RgReportChoice *choice)
{
  g_auto (RgTable) table = { 0 };
  g_autoptr (RgChart) chart = rg_make_up_report_chart (dataset, choice);

  if (dataset->n_live == 0)
    return g_strdup (_("There are no customers yet."));
  if (chart == NULL)
    return g_strdup (_("Nothing of this is known of anybody."));
  rg_table_fill (&table, dataset, choice);
  if (choice->across == RG_ACROSS_NOTHING)
    return rg_table_dup_one (&table, dataset, choice);
  if (choice->across == RG_ACROSS_CHANNEL)
    return rg_table_dup_channels (&table);
  return rg_table_dup_change (&table, chart, rg_across[choice->across].lines);
}

static const char *
rg_make_up_meaning_of_distance (RgMakeUpAcross across)
{
  if (across == RG_ACROSS_LOCATION)
    return _("Kilometres as the crow flies, from the middle of their postcode to that of the "
             "location’s address in Preferences, or of the shop’s where it has none. Until a file "
             "there says where postcodes lie, by postcode, city and country. An address without a "
             "country counts as one in the shop’s own.");
  return _("Kilometres as the crow flies, from the middle of their postcode to that of the shop’s "
           "address in Preferences. Until a file there says where postcodes lie, by postcode, city "
           "and country. An address without a country counts as one in the shop’s own.");
}

static const char *
rg_make_up_meaning_of (RgMakeUpOf of)
{
  switch (of)
    {
    case RG_MAKE_UP_AGE:
      return _("Age today, of those whose birthday or year of birth is known.");
    case RG_MAKE_UP_HOUSEHOLD:
      return _("How many live together, as it is written down; else how many customers share the "
               "home.");
    case RG_MAKE_UP_CHILDREN:
      return _("The number of children, as it is written down.");
    case RG_MAKE_UP_SHARED:
      return _("Whether the home is shared with another customer of the shop.");
    case RG_MAKE_UP_LANGUAGE:
      return _("The language, as it is written down.");
    case RG_MAKE_UP_LOCATION:
      return _("The location of most of their visits.");
    case RG_MAKE_UP_CITY:
      return _("The city of the first address.");
    case RG_MAKE_UP_QUARTER:
      return _("The quarter since which they are customers, or of their first visit.");
    case RG_MAKE_UP_MONTH:
      return _("The month since which they are customers, or of their first visit.");
    case RG_MAKE_UP_JOINED:
    default:
      return _("The year since which they are customers, or of their first visit.");
    }
}

char *
rg_make_up_report_meaning (const RgReportChoice *choice)
{
  static const char *const across[RG_N_ACROSS] = {
    [RG_ACROSS_NOTHING] = N_("Shares are of those of whom it is known."),
    [RG_ACROSS_LOCATION] = N_("For each location, of those who come there mostly and of whom it is "
                              "known."),
    [RG_ACROSS_JOINED] = N_("For each year, of those who became customers then and of whom it is "
                            "known."),
    [RG_ACROSS_JOINED_QUARTER] = N_("For each quarter, of those who became customers then and of "
                                    "whom it is known."),
    [RG_ACROSS_JOINED_MONTH] = N_("For each month, of those who became customers then and of whom "
                                  "it is known."),
    [RG_ACROSS_QUARTER] = N_("For each quarter, of those who came then and of whom it is known; "
                             "who came twice counts once."),
    [RG_ACROSS_MONTH] = N_("For each month, of those who came then and of whom it is known; who "
                           "came twice counts once."),
    [RG_ACROSS_CHANNEL] = N_("Of each part, the share that said yes on each channel."),
  };

  return g_strdup_printf ("%s %s", choice->of == RG_MAKE_UP_DISTANCE
                                     ? rg_make_up_meaning_of_distance (choice->across)
                                     : rg_make_up_meaning_of (choice->of),
                          _(across[choice->across]));
}
