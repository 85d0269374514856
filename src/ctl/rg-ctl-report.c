/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* `report`: the charts of Insights as text, numbers, CSV and PDF. */
#include "config.h"

#include "base/rg-i18n.h"
#include "charts/rg-chart-table.h"
#include "charts/rg-trend-report.h"
#include "ctl/rg-ctl-commands.h"
#include "print/rg-report.h"
#include "rules/rg-segment.h"
#include "store/rg-store-segments.h"
#include "store/rg-store-targets.h"
#include "transfer/rg-table-export.h"

#include <math.h>

/* What the options say. */
typedef struct {
  char *by;
  char *split;
  char *measure;
  char *of;
  char *across;
  char *location;
  char *category;
  char *segment;
  char *csv;
  char *pdf;
} RgCtlReportOptions;

static void
rg_ctl_report_options_clear (RgCtlReportOptions *options)
{
  char *texts[] = { options->by,       options->split,   options->measure, options->of,
                    options->across,   options->location, options->category, options->segment,
                    options->csv,      options->pdf };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgCtlReportOptions, rg_ctl_report_options_clear)

/* A report that was made, with what it borrows. */
typedef struct {
  RgDataset *dataset;
  const RgShop *shop;
  GArray *targets;
  RgBitset *customers;
  RgSavedSegment *segment;
  RgReportChoice choice;
  RgChart *chart;
  char *sentence;
  char *scope;
} RgCtlReport;

static void
rg_ctl_report_clear (RgCtlReport *report)
{
  g_clear_pointer (&report->chart, rg_chart_free);
  g_clear_pointer (&report->dataset, rg_dataset_unref);
  g_clear_pointer (&report->targets, g_array_unref);
  g_clear_pointer (&report->customers, rg_bitset_unref);
  g_clear_pointer (&report->segment, rg_saved_segment_free);
  g_free (report->sentence);
  g_free (report->scope);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgCtlReport, rg_ctl_report_clear)

/* --- what is meant ---------------------------------------------------------------------------- */

static const char *const report_kinds[] = { "sales", "loyalty", "make-up", NULL };
static const char *const report_periods[] = { "day", "week", "month", NULL };
static const char *const report_splits[] = { "none", "location", "category", NULL };
static const char *const report_across[] = { "nothing", "location", "joined", "joined-quarter",
                                             "joined-month", "quarter", "month", "channel", NULL };
static const char *const report_measures[] = { "returning", "customers", "named", NULL };

/* The word's place in the list; NULL takes `otherwise`. -1 with an error for any other word. */
static int
rg_ctl_report_choose (const char *const *words, const char *word, int otherwise, GError **error)
{
  g_autofree char *all = NULL;

  if (word == NULL)
    return otherwise;
  for (int i = 0; words[i] != NULL; i++)
    if (g_str_equal (words[i], word))
      return i;
  all = g_strjoinv (", ", (char **) words);
  g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
               /* Translators: a word that somebody typed, then those that can be typed. */
               _("“%s” is none of: %s."), word, all);
  return -1;
}

/* 0 without a name; -1 with an error for one that the shop does not have. */
static gint64
rg_ctl_report_find_name (const RgNames *names, const char *name, GError **error)
{
  guint index;

  if (name == NULL)
    return 0;
  index = rg_names_find (names, name);
  if (index != RG_NOTHING)
    return names->id[index];
  g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_FAILED, _("Nothing in the shop is called “%s”."),
               name);
  return -1;
}

/* Whether each option that was given is one of this report's. */
static gboolean
rg_ctl_report_check_options (RgReportKind kind, const RgCtlReportOptions *options, GError **error)
{
  const gboolean sales = options->by != NULL || options->split != NULL ||
                         options->location != NULL || options->category != NULL;
  const gboolean make_up = options->of != NULL || options->across != NULL;
  const gboolean loyalty = options->measure != NULL;

  if ((!sales || kind == RG_REPORT_SALES) && (!loyalty || kind == RG_REPORT_LOYALTY) &&
      (!make_up || kind == RG_REPORT_MAKE_UP))
    return TRUE;
  g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
               _("That report does not have this option. “regularsctl help report” says which it "
                 "has."));
  return FALSE;
}

static gboolean
rg_ctl_report_read_words (RgCtlReport *report, const char *kind, const RgCtlReportOptions *options,
                          GError **error)
{
  const char *traits[RG_N_MAKE_UPS + 1] = { NULL };
  const struct {
    const char *const *words;
    const char *word;
    int otherwise;
  } rows[] = {
    { report_kinds, kind, -1 },
    { report_periods, options->by, RG_PERIOD_WEEK },
    { report_splits, options->split, RG_SPLIT_NONE },
    { report_measures, options->measure, RG_LOYALTY_RETURNING_SHARE },
    { traits, options->of, RG_MAKE_UP_AGE },
    { report_across, options->across, RG_ACROSS_NOTHING },
  };
  int chosen[G_N_ELEMENTS (rows)];

  for (guint i = 0; i < RG_N_MAKE_UPS; i++)
    traits[i] = rg_make_up_id ((RgMakeUpOf) i);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      chosen[i] = rg_ctl_report_choose (rows[i].words, rows[i].word, rows[i].otherwise, error);
      if (chosen[i] < 0)
        return FALSE;
    }
  report->choice.kind = (RgReportKind) chosen[0];
  report->choice.period = (RgPeriod) chosen[1];
  report->choice.split = (RgSplit) chosen[2];
  report->choice.measure = (RgLoyaltyMeasure) chosen[3];
  report->choice.of = (RgMakeUpOf) chosen[4];
  report->choice.across = (RgMakeUpAcross) chosen[5];
  report->choice.compare = TRUE;
  return rg_ctl_report_check_options (report->choice.kind, options, error);
}

typedef struct {
  RgCtlReport *report;
  const char *segment;
} RgCtlReportReading;

/* A saved segment by its name, else a text. */
static gboolean
rg_ctl_report_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCtlReportReading *reading = data;
  RgCtlReport *report = reading->report;
  g_autoptr (RgNode) root = NULL;

  report->targets = rg_targets_read (db, error);
  if (report->targets == NULL)
    return FALSE;
  if (reading->segment == NULL)
    return TRUE;
  report->segment = rg_segment_find (db, reading->segment, NULL);
  if (report->segment != NULL)
    return TRUE;
  root = rg_segment_parse (reading->segment, NULL, error);
  if (root == NULL)
    return FALSE;
  report->segment = rg_saved_segment_new (reading->segment, reading->segment);
  return TRUE;
}

static char *
rg_ctl_report_dup_scope (const RgCtlReportOptions *options, const RgCtlReport *report)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  if (options->location != NULL)
    g_strv_builder_add (parts, options->location);
  if (options->category != NULL)
    g_strv_builder_add (parts, options->category);
  if (report->segment != NULL)
    g_strv_builder_add (parts, report->segment->name);
  all = g_strv_builder_end (parts);
  return g_strjoinv (" · ", all);
}

static gboolean
rg_ctl_report_make (RgCtl *ctl, const char *kind, const RgCtlReportOptions *options,
                    RgCtlReport *report, GError **error)
{
  RgCtlReportReading reading = { report, options->segment };
  RgReportChoice *choice = &report->choice;
  RgStore *store;

  if (!rg_ctl_report_read_words (report, kind, options, error)
      || (store = rg_ctl_get_store (ctl, error)) == NULL
      || !rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_report_read_in_thread, &reading, NULL,
                              error)
      || (report->dataset = rg_ctl_dup_dataset (ctl, error)) == NULL)
    return FALSE;
  report->shop = rg_store_get_shop (store);
  choice->currency = report->shop->currency;
  choice->first_weekday = report->shop->first_weekday;
  choice->targets = report->targets;
  choice->basis = (RgMakeUpBasis) { rg_shop_get_counting_day (report->shop, report->dataset),
                                    report->shop->country, report->shop->address };
  choice->location
    = rg_ctl_report_find_name (&report->dataset->locations, options->location, error);
  if (choice->location < 0)
    return FALSE;
  choice->category
    = rg_ctl_report_find_name (&report->dataset->categories, options->category, error);
  if (choice->category < 0)
    return FALSE;
  if (report->segment != NULL)
    choice->customers = report->customers
      = rg_segment_evaluate_text (report->dataset, report->shop, report->segment->text);
  report->chart = rg_report_chart (report->dataset, choice);
  report->sentence = rg_report_sentence (report->dataset, choice);
  report->scope = rg_ctl_report_dup_scope (options, report);
  return TRUE;
}

/* --- what is told ----------------------------------------------------------------------------- */

static void
rg_ctl_report_tell_values (RgCtl *ctl, const RgChart *chart, const RgChartSeries *series)
{
  JsonBuilder *json = rg_ctl_get_json (ctl);

  json_builder_begin_object (json);
  rg_ctl_json_text (ctl, "name", series->name);
  rg_ctl_json_text (ctl, "role", series->role == RG_SERIES_MAIN         ? "main"
                                 : series->role == RG_SERIES_COMPARISON ? "comparison" : "other");
  json_builder_set_member_name (json, "values");
  json_builder_begin_array (json);
  for (guint i = 0; i < chart->n_points; i++)
    if (!isfinite (series->values[i]))
      json_builder_add_null_value (json);
    else if (chart->unit.kind == RG_UNIT_SHARE)
      json_builder_add_double_value (json, series->values[i]);
    else
      json_builder_add_int_value (json, llround (series->values[i]));
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static void
rg_ctl_report_tell_points (RgCtl *ctl, const RgChart *chart)
{
  JsonBuilder *json = rg_ctl_get_json (ctl);

  json_builder_set_member_name (json, "points");
  json_builder_begin_array (json);
  for (guint i = 0; i < chart->n_points; i++)
    {
      json_builder_begin_object (json);
      if (chart->has_days)
        {
          rg_ctl_json_day (ctl, "from", chart->days[i]);
          rg_ctl_json_day (ctl, "to", rg_period_end (chart->period, chart->days[i]));
          rg_ctl_json_bool (ctl, "partial", chart->last_is_partial && i + 1 == chart->n_points);
        }
      else
        rg_ctl_json_text (ctl, "name", chart->labels[i]);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_set_member_name (json, "series");
  json_builder_begin_array (json);
  for (guint i = 0; i < chart->series->len; i++)
    rg_ctl_report_tell_values (ctl, chart, chart->series->pdata[i]);
  json_builder_end_array (json);
  if (isfinite (chart->target))
    rg_ctl_json_int (ctl, "target_minor", llround (chart->target));
}

static void
rg_ctl_report_tell_json (RgCtl *ctl, const RgCtlReport *report)
{
  static const char *const units[] = {
    [RG_UNIT_COUNT] = "count", [RG_UNIT_MONEY] = "minor", [RG_UNIT_SHARE] = "share"
  };

  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_text (ctl, "report", report_kinds[report->choice.kind]);
  if (report->choice.kind == RG_REPORT_MAKE_UP)
    {
      rg_ctl_json_text (ctl, "of", rg_make_up_id (report->choice.of));
      rg_ctl_json_text (ctl, "across", report_across[report->choice.across]);
    }
  rg_ctl_json_text (ctl, "sentence", report->sentence);
  rg_ctl_json_day (ctl, "sales_up_to", report->dataset->last_day);
  rg_ctl_json_text (ctl, "currency", report->shop->currency);
  if (report->segment != NULL)
    rg_ctl_json_text (ctl, "segment", report->segment->text);
  if (report->chart != NULL)
    {
      rg_ctl_json_text (ctl, "unit", units[report->chart->unit.kind]);
      rg_ctl_report_tell_points (ctl, report->chart);
    }
  json_builder_end_object (rg_ctl_get_json (ctl));
}

static void
rg_ctl_report_tell (RgCtl *ctl, const RgCtlReport *report)
{
  rg_ctl_print (ctl, "%s\n", report->sentence);
  for (guint i = 0; report->chart != NULL && i < report->chart->n_points; i++)
    {
      g_autofree char *line = rg_chart_point_text (report->chart, i);

      rg_ctl_print (ctl, "%s\n", line);
    }
  if (rg_ctl_wants_json (ctl))
    rg_ctl_report_tell_json (ctl, report);
}

/* --- files ------------------------------------------------------------------------------------ */

static gboolean
rg_ctl_report_write_pdf (const RgCtlReport *report, const char *path, GError **error)
{
  g_autofree char *meaning = rg_report_meaning (&report->choice);
  const RgReport paper = {
    .shop = report->shop->name,
    .title = rg_report_title (report->choice.kind),
    .scope = *report->scope != '\0' ? report->scope : NULL,
    .sentence = report->sentence,
    .meaning = meaning,
    .sales_up_to = report->dataset->last_day,
    .chart = report->chart,
  };

  return rg_report_write_pdf (&paper, path, error);
}

static gboolean
rg_ctl_report_write (RgCtl *ctl, const RgCtlReport *report, const RgCtlReportOptions *options,
                     GError **error)
{
  g_autofree char *csv = options->csv != NULL ? rg_ctl_dup_path (ctl, options->csv) : NULL;
  g_autofree char *pdf = options->pdf != NULL ? rg_ctl_dup_path (ctl, options->pdf) : NULL;

  if ((csv != NULL || pdf != NULL) && report->chart == NULL)
    {
      g_set_error_literal (error, RG_CTL_ERROR, RG_CTL_ERROR_FAILED, report->sentence);
      return FALSE;
    }
  if (csv != NULL)
    {
      g_autoptr (GPtrArray) rows = rg_chart_to_table (report->chart);
      g_autoptr (GFile) file = g_file_new_for_path (csv);

      if (!rg_table_save_csv (rows, file, error))
        return FALSE;
    }
  return pdf == NULL || rg_ctl_report_write_pdf (report, pdf, error);
}

static gboolean
rg_ctl_report (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_auto (RgCtlReportOptions) options = { 0 };
  g_auto (RgCtlReport) report = { 0 };
  const GOptionEntry entries[] = {
    { "by", 0, 0, G_OPTION_ARG_STRING, &options.by },
    { "split", 0, 0, G_OPTION_ARG_STRING, &options.split },
    { "measure", 0, 0, G_OPTION_ARG_STRING, &options.measure },
    { "of", 0, 0, G_OPTION_ARG_STRING, &options.of },
    { "across", 0, 0, G_OPTION_ARG_STRING, &options.across },
    { "location", 0, 0, G_OPTION_ARG_STRING, &options.location },
    { "category", 0, 0, G_OPTION_ARG_STRING, &options.category },
    { "segment", 0, 0, G_OPTION_ARG_STRING, &options.segment },
    { "csv", 0, 0, G_OPTION_ARG_STRING, &options.csv },
    { "pdf", 0, 0, G_OPTION_ARG_STRING, &options.pdf },
    { NULL },
  };

  if (!rg_ctl_parse (ctl, &rest, entries, 1, 1, error)
      || !rg_ctl_report_make (ctl, rest[1], &options, &report, error)
      || !rg_ctl_report_write (ctl, &report, &options, error))
    return FALSE;
  rg_ctl_report_tell (ctl, &report);
  return TRUE;
}

const RgCtlCommand rg_ctl_report_commands[] = {
  { "report", "sales | loyalty | make-up [--segment SEGMENT] [--csv FILE] [--pdf FILE]",
    N_("What Insights shows: whether sales grow, who comes back, who the customers are"),
    N_("sales:    --by day|week|month, --location NAME, --category NAME,\n"
       "          --split location|category\n"
       "loyalty:  --measure returning|customers|named\n"
       "make-up:  --of age|household|children|shared|distance|language|location|city|joined|\n"
       "               joined-quarter|joined-month,\n"
       "          --across nothing|location|joined|joined-quarter|joined-month|quarter|month|\n"
       "                   channel (“joined” by when they became customers, “quarter” and\n"
       "                   “month” by when they came)\n"
       "SEGMENT is the name of a saved one, or a text (“regularsctl help segment”); then only\n"
       "its members, and their receipts, are counted. With --json, money is in minor units."),
    rg_ctl_report },
  { NULL },
};
