/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The first side of the campaign summary: the answer large, the rest quiet, readable in grey. */
#include <math.h>
#include <string.h>

#include "base/rg-i18n.h"
#include "base/rg-locale.h"
#include "base/rg-money.h"
#include "charts/rg-chart-draw.h"
#include "print/rg-summary-sides.h"

#define RG_SUMMARY_SIZE 10.0
#define RG_SUMMARY_SMALL 9.0
#define RG_SUMMARY_COLUMN_GAP 24.0

RgFlow
rg_flow_part (const RgFlow *flow, double start, double width)
{
  RgFlow part = *flow;

  part.x += rg_locale_is_right_to_left () ? flow->width - start - width : start;
  part.width = width;
  return part;
}

/* Pango turns “left” round for lines that run from right to left. */
static void
rg_flow_align (PangoLayout *layout, gboolean right)
{
  const gboolean runs_left = rg_text_is_right_to_left (pango_layout_get_text (layout));

  pango_layout_set_alignment (layout, right != runs_left ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
}

void
rg_flow_align_start (PangoLayout *layout)
{
  rg_flow_align (layout, rg_locale_is_right_to_left ());
}

void
rg_flow_align_end (PangoLayout *layout)
{
  rg_flow_align (layout, !rg_locale_is_right_to_left ());
}

double
rg_flow_even (PangoLayout *layout, double size, gboolean bold, double spacing, double *height)
{
  g_autoptr (PangoLayout) usual = rg_page_layout (size, bold, -1, "x");
  const double line = rg_page_layout_height (usual);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_line_height_new_absolute (
                                        (int) (line * spacing * PANGO_SCALE)));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  if (height != NULL)
    *height = rg_page_layout_height (layout) - line * (spacing - 1);
  return (double) (pango_layout_get_baseline (usual) - pango_layout_get_baseline (layout))
         / PANGO_SCALE;
}

void
rg_flow_text (RgFlow *flow, double size, gboolean bold, int most_lines, const char *text)
{
  g_autoptr (PangoLayout) layout = rg_page_layout (size, bold, flow->width, text);
  double drop, height;

  rg_flow_align_start (layout);
  if (most_lines > 0)
    {
      pango_layout_set_height (layout, -most_lines);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  drop = rg_flow_even (layout, size, bold, 1.2, &height);
  if (flow->cr != NULL)
    rg_page_show (flow->cr, layout, flow->x, flow->y + drop);
  flow->y += height;
}

void
rg_flow_gap (RgFlow *flow, double height)
{
  flow->y += height;
}

void
rg_flow_rule (RgFlow *flow)
{
  if (flow->cr == NULL)
    return;
  cairo_move_to (flow->cr, flow->x, flow->y);
  cairo_rel_line_to (flow->cr, flow->width, 0);
  cairo_set_source_rgb (flow->cr, 0.4, 0.4, 0.4);
  cairo_set_line_width (flow->cr, 0.5);
  cairo_stroke (flow->cr);
}

gboolean
rg_summary_is_judged (const RgSummary *summary)
{
  return summary->verdict == RG_VERDICT_GAIN || summary->verdict == RG_VERDICT_LOSS;
}

char *
rg_summary_week_label (int week)
{
  g_autofree char *number = rg_number_format (ABS (week));

  if (week < 0)
    /* Translators: a week in a table of a campaign: %s is a number. */
    return g_strdup_printf (P_("%s week before", "%s weeks before", -week), number);
  /* Translators: a week in a table of a campaign: %s is a number. */
  return g_strdup_printf (P_("%s week after", "%s weeks after", week), number);
}

static void
rg_summary_head (const RgSummary *summary, RgFlow *flow)
{
  g_autofree char *date = rg_page_date (summary->sales_up_to);
  g_autoptr (PangoLayout) right = rg_page_layout (RG_SUMMARY_SIZE, FALSE, -1, date);
  /* A line that just fits is not cut by a rounding. */
  const double width = rg_page_layout_width (right) + 0.5;
  RgFlow shop = rg_flow_part (flow, 0, flow->width - width - RG_SUMMARY_COLUMN_GAP);
  RgFlow corner = rg_flow_part (flow, flow->width - width, width);

  rg_flow_text (&corner, RG_SUMMARY_SIZE, FALSE, 1, date);
  rg_flow_text (&shop, RG_SUMMARY_SIZE, FALSE, 1, summary->shop);
  flow->y = shop.y + 6;
  rg_flow_text (flow, 18, TRUE, 2, summary->title);
}

/* "943 letters, 25 Oct to 14 Nov · 188 not written to, for comparison · by K. Moe" */
static char *
rg_summary_facts (const RgSummary *summary)
{
  g_autofree char *letters = rg_text_isolate (rg_number_format (summary->written));
  g_autofree char *from = rg_page_date_short (summary->from_on);
  g_autofree char *to = rg_page_date_short (summary->to_on);
  /* TRANSLATORS: number of letters, first day, last day */
  g_autofree char *first = g_strdup_printf (
    P_("%s letter, %s to %s", "%s letters, %s to %s", summary->written), letters, from, to);
  GString *text = g_string_new (first);

  if (summary->held_out > 0)
    {
      g_autofree char *people = rg_text_isolate (rg_number_format (summary->held_out));

      /* TRANSLATORS: %s people of the campaign got no letter, to compare with */
      g_string_append_printf (text, _(" · %s not written to, for comparison"), people);
    }
  if (summary->by != NULL)
    {
      g_autofree char *by = rg_text_isolate (g_strdup (summary->by));

      /* TRANSLATORS: who made the campaign */
      g_string_append_printf (text, _(" · by %s"), by);
    }
  return g_string_free (text, FALSE);
}

static char *
rg_summary_headline (const RgSummary *summary)
{
  g_autofree char *money = NULL;

  if (summary->verdict == RG_VERDICT_TOO_EARLY)
    return g_strdup (_("It is too early to judge this letter"));
  if (!rg_summary_is_judged (summary))
    return g_strdup (_("This letter cannot be judged"));
  money = rg_text_isolate (rg_money_format_whole (ABS (summary->kept_minor), summary->currency));
  if (summary->kept_minor < 0)
    /* TRANSLATORS: %s is money: what the campaign lost after all its costs */
    return g_strdup_printf (_("About %s less profit"), money);
  /* TRANSLATORS: %s is money: what the campaign earned after all its costs */
  return g_strdup_printf (_("About %s extra profit"), money);
}

static char *
rg_summary_subline (const RgSummary *summary)
{
  g_autofree char *a = NULL, *b = NULL;

  switch (summary->verdict)
    {
    case RG_VERDICT_TOO_EARLY:
      a = rg_page_date (summary->to_on);
      /* TRANSLATORS: %s is a date */
      return g_strdup_printf (_("People can still come back until %s."), a);
    case RG_VERDICT_NO_COMPARISON:
      return g_strdup (_("Nobody was left without the letter, so there is nothing to compare "
                         "with."));
    case RG_VERDICT_UNCLEAR:
      a = rg_text_isolate (rg_number_format (summary->written + summary->held_out));
      /* TRANSLATORS: %s is the number of people in the campaign */
      return g_strdup_printf (P_("With %s person, chance alone explains the difference.",
                                 "With %s people, chance alone explains the difference.",
                                 summary->written + summary->held_out), a);
    case RG_VERDICT_GAIN:
    case RG_VERDICT_LOSS:
    default:
      a = rg_text_isolate (rg_money_format_whole (summary->kept_low_minor, summary->currency));
      b = rg_text_isolate (rg_money_format_whole (summary->kept_high_minor, summary->currency));
      /* TRANSLATORS: two amounts of money */
      return g_strdup_printf (_("likely between %s and %s"), a, b);
    }
}

static char *
rg_summary_points (double share)
{
  return rg_text_isolate (rg_number_format_decimal (share * 100, 1));
}

static char *
rg_summary_came_back (const RgSummary *summary)
{
  g_autofree char *came = rg_text_isolate (rg_number_format (summary->written_came));
  g_autofree char *all = rg_text_isolate (rg_number_format (summary->written));
  g_autofree char *share
    = rg_text_isolate (rg_percent_format (summary->written > 0
                         ? (double) summary->written_came / summary->written : 0, 1));
  g_autofree char *held_came = NULL, *held = NULL, *held_share = NULL;

  if (summary->held_out == 0)
    /* TRANSLATORS: people who came back, all people, share in percent */
    return g_strdup_printf (_("%s of %s came back (%s)"), came, all, share);
  held_came = rg_text_isolate (rg_number_format (summary->held_out_came));
  held = rg_text_isolate (rg_number_format (summary->held_out));
  held_share = rg_text_isolate (
    rg_percent_format ((double) summary->held_out_came / (double) summary->held_out, 1));
  /* TRANSLATORS: people who came back, all people, share; then the same without a letter */
  return g_strdup_printf (_("%s of %s came back (%s), %s of %s without a letter (%s)"), came, all,
                          share, held_came, held, held_share);
}

static char *
rg_summary_difference (const RgSummary *summary)
{
  g_autofree char *difference = rg_summary_points (summary->difference);
  g_autofree char *low = rg_summary_points (summary->difference_low);
  g_autofree char *high = rg_summary_points (summary->difference_high);
  g_autofree char *least = NULL, *first = NULL;

  if (summary->held_out == 0)
    return NULL;
  /* TRANSLATORS: percentage points, lower end and upper end of the likely range */
  first = g_strdup_printf (_("difference %s points, likely between %s and %s"), difference, low,
                           high);
  if (summary->verdict != RG_VERDICT_UNCLEAR || !isfinite (summary->smallest_difference))
    return g_steal_pointer (&first);
  least = rg_summary_points (summary->smallest_difference);
  /* TRANSLATORS: the sentence about the difference, then percentage points */
  return g_strdup_printf (_("%s; with so many people only a difference above %s points would show"),
                          first, least);
}

static void
rg_summary_answer (const RgSummary *summary, RgFlow *flow)
{
  const double half = (flow->width - RG_SUMMARY_COLUMN_GAP) * 0.48;
  const double other = half + RG_SUMMARY_COLUMN_GAP;
  RgFlow left = rg_flow_part (flow, 0, half);
  RgFlow right = rg_flow_part (flow, other, flow->width - other);
  g_autofree char *headline = rg_summary_headline (summary);
  g_autofree char *subline = rg_summary_subline (summary);
  g_autofree char *came = rg_summary_came_back (summary);
  g_autofree char *difference = rg_summary_difference (summary);

  rg_flow_text (&left, 15, TRUE, 0, headline);
  rg_flow_gap (&left, 2);
  rg_flow_text (&left, RG_SUMMARY_SIZE, FALSE, 0, subline);
  rg_flow_gap (&right, 3);
  rg_flow_text (&right, RG_SUMMARY_SIZE, FALSE, 0, came);
  if (difference != NULL)
    {
      rg_flow_gap (&right, 3);
      rg_flow_text (&right, RG_SUMMARY_SIZE, FALSE, 0, difference);
    }
  flow->y = MAX (left.y, right.y);
}

static RgChart *
rg_summary_chart (const RgSummary *summary)
{
  RgUnit unit = { RG_UNIT_MONEY };
  guint n = summary->weeks->len, before = 0;
  RgChart *chart;
  g_autofree double *written = g_new (double, n + 1);
  g_autofree double *held = g_new (double, n + 1);
  g_auto (GStrv) labels = g_new0 (char *, n + 1);
  g_auto (GStrv) numbers = g_new0 (char *, n + 1);

  memcpy (unit.currency, summary->currency, sizeof unit.currency);
  chart = rg_chart_new (_("Net sales a person, by week before and after the letter"),
                        unit, n);
  for (guint i = 0; i < n; i++)
    {
      const RgSummaryWeek *week = &g_array_index (summary->weeks, RgSummaryWeek, i);

      written[i] = week->written_minor;
      held[i] = week->held_out_minor;
      labels[i] = rg_summary_week_label (week->week);
      numbers[i] = rg_number_format (week->week);
      before += week->week < 0;
    }
  rg_chart_set_labels (chart, (const char *const *) labels, (const char *const *) numbers);
  rg_chart_add_series (chart, _("Written to"), RG_SERIES_LINE, RG_SERIES_MAIN, written);
  if (summary->held_out > 0)
    rg_chart_add_series (chart, _("Not written to"), RG_SERIES_LINE, RG_SERIES_COMPARISON, held);
  if (before > 0 && before < n)
    rg_chart_set_marker (chart, before - 0.5, _("Letter"));
  return chart;
}

static void
rg_summary_draw_chart (const RgSummary *summary, RgFlow *flow, double height)
{
  g_autoptr (RgChart) chart = rg_summary_chart (summary);
  RgChartFrame view;

  rg_chart_frame_init (&view, flow->width, height);
  view.look = RG_LOOK_PRINT;
  view.right_to_left = rg_locale_is_right_to_left ();
  view.font_size = RG_SUMMARY_SMALL;
  if (flow->cr != NULL)
    {
      cairo_save (flow->cr);
      cairo_translate (flow->cr, flow->x, flow->y);
      rg_chart_draw (chart, flow->cr, &view);
      cairo_restore (flow->cr);
    }
  flow->y += height;
}

static void
rg_summary_money_cell (RgFlow *flow, const char *label, gint64 minor, const char *currency,
                       gboolean total)
{
  g_autofree char *amount = rg_money_format (minor, currency);

  rg_flow_text (flow, RG_SUMMARY_SMALL, FALSE, 2, label);
  rg_flow_text (flow, RG_SUMMARY_SIZE, total, 1, amount);
}

/* The steps side by side, their sum last. What was only spent is written without its minus. */
static void
rg_summary_money (const RgSummary *summary, RgFlow *flow)
{
  gboolean judged = rg_summary_is_judged (summary);
  guint n = summary->money->len;
  guint n_cells = n + (judged || n > 1);
  guint in_row = n_cells > 5 ? (n_cells + 1) / 2 : MAX (n_cells, 4);
  double bottom = flow->y;
  gint64 sum = 0;

  for (guint i = 0; i < n_cells; i++)
    {
      const RgSummaryMoney *row
        = i < n ? &g_array_index (summary->money, RgSummaryMoney, i) : NULL;
      const char *label = row != NULL ? row->label
                          : judged    ? _("Left as extra profit")
                                      : _("Altogether");
      RgFlow cell = rg_flow_part (flow, flow->width / in_row * (i % in_row),
                                  flow->width / in_row - 10);

      if (i > 0 && i % in_row == 0)
        flow->y = bottom + 6;
      cell.y = flow->y;
      sum += row != NULL ? row->minor : 0;
      rg_summary_money_cell (&cell, label, (row != NULL ? row->minor : sum) * (judged ? 1 : -1),
                             summary->currency, row == NULL);
      bottom = MAX (bottom, cell.y);
    }
  flow->y = bottom;
}

static char *
rg_summary_left_out (const RgSummary *summary)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < summary->left_out->len; i++)
    {
      const RgSummaryLeftOut *row = &g_array_index (summary->left_out, RgSummaryLeftOut, i);
      g_autofree char *people = rg_number_format (row->people);

      /* TRANSLATORS: number of people, then why: "41 no permission" */
      g_string_append_printf (text, _("%s %s"), people, row->reason);
      if (i + 1 < summary->left_out->len)
        g_string_append (text, " · ");
    }
  return g_string_free (text, FALSE);
}

static void
rg_summary_named (RgFlow *flow, const char *name, int most_lines, const char *text)
{
  const double name_width = flow->width * 0.18;
  RgFlow left = rg_flow_part (flow, 0, name_width);
  RgFlow right = rg_flow_part (flow, name_width + 8, flow->width - name_width - 8);

  rg_flow_text (&left, RG_SUMMARY_SIZE, TRUE, 2, name);
  rg_flow_text (&right, RG_SUMMARY_SIZE, FALSE, most_lines, text);
  flow->y = MAX (left.y, right.y) + 5;
}

/* What was offered, and who took it. */
static void
rg_summary_add_offer (RgFlow *flow, const RgSummary *summary)
{
  g_autofree char *text = NULL;

  if (summary->offer == NULL)
    return;
  /* Translators: an offer, then a sentence on who took it. */
  text = summary->taken != NULL ? g_strdup_printf (_("%s. %s"), summary->offer, summary->taken)
                                : g_strdup (summary->offer);
  rg_summary_named (flow, _("Offer"), 4, text);
}

/* What stands below the chart. */
static void
rg_summary_lower (const RgSummary *summary, RgFlow *flow)
{
  if (summary->money->len > 0)
    {
      rg_flow_text (flow, RG_SUMMARY_SIZE, TRUE, 1,
                    rg_summary_is_judged (summary) ? _("Where the money went")
                                                   : _("What was spent"));
      rg_flow_gap (flow, 4);
      rg_summary_money (summary, flow);
      rg_flow_gap (flow, 14);
    }
  if (summary->others != NULL)
    rg_summary_named (flow, _("People like them"), 8, summary->others);
  if (summary->left_out->len > 0)
    {
      g_autofree char *text = rg_summary_left_out (summary);

      rg_summary_named (flow, _("Left out"), 3, text);
    }
  if (summary->who != NULL)
    rg_summary_named (flow, _("Who"), 4, summary->who);
  rg_summary_add_offer (flow, summary);
  if (summary->responses != NULL)
    rg_summary_named (flow, _("Opened"), 6, summary->responses);
}

void
rg_summary_draw_front (const RgSummary *summary, const RgPaper *paper, cairo_t *cr)
{
  RgFlow flow = { cr, RG_PAPER_MARGIN, RG_PAPER_MARGIN, paper->width - 2 * RG_PAPER_MARGIN };
  RgFlow measure = flow;
  double foot = paper->height - RG_PAPER_MARGIN - 12;
  g_autofree char *facts = rg_summary_facts (summary);
  g_autofree char *up_to = rg_page_date (MIN (summary->sales_up_to, summary->to_on));
  /* TRANSLATORS: %s is a date; "overleaf" is the other side of the paper */
  g_autofree char *note
    = g_strdup_printf (_("Sales up to %s. What the words mean: overleaf."), up_to);

  rg_summary_head (summary, &flow);
  rg_flow_gap (&flow, 2);
  rg_flow_text (&flow, RG_SUMMARY_SMALL, FALSE, 2, facts);
  rg_flow_gap (&flow, 12);
  rg_flow_rule (&flow);
  rg_flow_gap (&flow, 12);
  rg_summary_answer (summary, &flow);
  rg_flow_gap (&flow, 22);

  measure.cr = NULL;
  measure.y = 0;
  rg_summary_lower (summary, &measure);
  if (summary->weeks->len > 0)
    rg_summary_draw_chart (summary, &flow, CLAMP (foot - flow.y - measure.y - 36, 90, 310));
  rg_flow_gap (&flow, 18);
  rg_summary_lower (summary, &flow);

  flow.y = foot;
  rg_flow_text (&flow, RG_SUMMARY_SMALL, FALSE, 1, note);
}
