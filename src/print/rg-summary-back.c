/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What stands overleaf: the words, the table behind the chart, rules and message. */
#include <math.h>
#include <string.h>

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "print/rg-summary-sides.h"

#define RG_BACK_SIZE 9.0
#define RG_BACK_HEAD 11.0

static void
rg_back_heading (RgFlow *flow, const char *text)
{
  rg_flow_text (flow, RG_BACK_HEAD, TRUE, 1, text);
  rg_flow_gap (flow, 4);
}

static void
rg_back_word (RgFlow *flow, const char *word, const char *meaning)
{
  const double word_width = flow->width * 0.2;
  RgFlow left = rg_flow_part (flow, 0, word_width);
  RgFlow right = rg_flow_part (flow, word_width + 8, flow->width - word_width - 8);

  rg_flow_text (&left, RG_BACK_SIZE, TRUE, 0, word);
  rg_flow_text (&right, RG_BACK_SIZE, FALSE, 0, meaning);
  flow->y = MAX (left.y, right.y) + 2;
}

static gboolean
rg_back_has_points (const RgSummary *summary)
{
  for (guint i = 0; i < summary->money->len; i++)
    if (g_str_equal (g_array_index (summary->money, RgSummaryMoney, i).id, "points"))
      return TRUE;
  return FALSE;
}

/* Versions may have theirs where the letter as a whole has none. */
static gboolean
rg_back_has_profit (const RgSummary *summary)
{
  for (guint i = 0; summary->versions->len > 1 && i < summary->versions->len; i++)
    if (g_array_index (summary->versions, RgSummaryVersion, i).has_kept)
      return TRUE;
  return rg_summary_is_judged (summary);
}

static void
rg_back_words (const RgSummary *summary, RgFlow *flow)
{
  g_autofree char *from = rg_page_date (summary->from_on);
  g_autofree char *to = rg_page_date (summary->to_on);
  g_autofree char *sure = rg_number_format (llround (summary->confidence * 100));
  g_autofree char *hundred = rg_number_format (100);
  /* TRANSLATORS: two dates */
  g_autofree char *came
    = g_strdup_printf (_("bought something between %s and %s, both days included."), from, to);
  /* TRANSLATORS: numbers: 95 of every 100 */
  g_autofree char *likely
    = g_strdup_printf (_("the true value lies in %s of %s ranges made in this way."), sure,
                       hundred);
  g_autofree char *method = NULL;

  rg_back_heading (flow, _("What the words mean"));
  rg_back_word (flow, _("Came back"), came);
  if (summary->held_out > 0)
    {
      rg_back_word (flow, _("Not written to"),
                    _("people picked by chance from the same list before printing, and left "
                      "without a letter, to see who would have come anyway."));
      rg_back_word (flow, _("Difference"),
                    _("the share that came back with a letter, less the share that came back "
                      "without, in percentage points."));
      method = summary->method != NULL ? g_strconcat (likely, " ", summary->method, NULL)
                                       : g_strdup (likely);
      rg_back_word (flow, _("Likely between"), method);
    }
  if (rg_back_has_profit (summary))
    rg_back_word (flow, _("Extra profit"),
                  rg_back_has_points (summary)
                    ? _("what those with a letter bought more than those without, at full price, "
                        "less the cost of the goods, returns, coupons, points and discounts, and "
                        "less print, post and the staff’s time.")
                    : _("what those with a letter bought more than those without, at full price, "
                        "less the cost of the goods, returns, coupons and discounts, and less "
                        "print, post and the staff’s time."));
  if (summary->goods != NULL)
    rg_back_word (flow, _("Goods"), summary->goods);
  if (summary->not_counted != NULL && *summary->not_counted != '\0')
    rg_back_word (flow, _("Not counted"), summary->not_counted);
  rg_back_word (flow, _("Net sales"),
                _("sold goods less returned goods; no shipping, gift cards or corrections."));
}

static void
rg_back_cell (RgFlow *flow, double x, double width, gboolean bold, gboolean end, const char *text)
{
  const RgFlow cell = rg_flow_part (flow, x, width);
  g_autoptr (PangoLayout) layout = rg_page_layout (RG_BACK_SIZE, bold, width, text);
  double drop;

  if (end)
    rg_flow_align_end (layout);
  else
    rg_flow_align_start (layout);
  pango_layout_set_height (layout, 0);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  drop = rg_flow_even (layout, RG_BACK_SIZE, bold, 1, NULL);
  if (flow->cr != NULL)
    rg_page_show (flow->cr, layout, cell.x, flow->y + drop);
}

static char *
rg_back_money (const RgSummary *summary, double minor)
{
  return isfinite (minor) ? rg_money_format (llround (minor), summary->currency) : g_strdup ("–");
}

/* "13.40 (4.20 to 25.10)": what a letter of a version kept. */
static char *
rg_back_dup_kept (const RgSummary *summary, const RgSummaryVersion *version)
{
  g_autofree char *kept = rg_money_format (version->kept_minor, summary->currency);
  g_autofree char *low = rg_money_format (version->low_minor, summary->currency);
  g_autofree char *high = rg_money_format (version->high_minor, summary->currency);

  /* TRANSLATORS: money, and the range that it likely lies in */
  return version->has_kept ? g_strdup_printf (_("%s (%s to %s)"), kept, low, high)
                           : g_strdup ("–");
}

/* One row of the table of versions. The columns have room for the headings of other languages. */
static void
rg_back_version_row (RgFlow *flow, gboolean bold, const char *name, const char *people,
                     const char *came, const char *coupons, const char *kept)
{
  const double column = flow->width / 10;

  rg_back_cell (flow, 0, 1.9 * column, bold, FALSE, name);
  rg_back_cell (flow, 1.9 * column, column, bold, TRUE, people);
  rg_back_cell (flow, 3 * column, 1.9 * column, bold, TRUE, came);
  rg_back_cell (flow, 5 * column, 1.4 * column, bold, TRUE, coupons);
  rg_back_cell (flow, 6.4 * column, 3.6 * column, bold, TRUE, kept);
  rg_flow_gap (flow, RG_BACK_SIZE * 1.45);
}

static void
rg_back_version (const RgSummary *summary, const RgSummaryVersion *version, RgFlow *flow)
{
  const double share = version->people > 0 ? (double) version->came / (double) version->people : 0;
  g_autofree char *people = rg_number_format (version->people);
  g_autofree char *came = rg_percent_format (share, 1);
  g_autofree char *coupons = rg_number_format (version->coupons);
  g_autofree char *kept = rg_back_dup_kept (summary, version);

  rg_back_version_row (flow, FALSE, version->name, people, came, coupons, kept);
}

static void
rg_back_versions (const RgSummary *summary, RgFlow *flow)
{
  rg_back_heading (flow, _("Versions"));
  rg_back_version_row (flow, TRUE, "", _("Letters"), _("Came back"), _("Coupons"),
                       _("Extra profit of a letter"));
  for (guint i = 0; i < summary->versions->len; i++)
    rg_back_version (summary, &g_array_index (summary->versions, RgSummaryVersion, i), flow);
  rg_flow_gap (flow, 3);
  rg_flow_text (flow, RG_BACK_SIZE, FALSE, 0, summary->versions_verdict);
  rg_flow_gap (flow, 14);
}

static void
rg_back_table (const RgSummary *summary, RgFlow *flow)
{
  double column = flow->width * 0.22;

  rg_back_heading (flow, _("Net sales a person a week"));
  rg_back_cell (flow, column, column, TRUE, TRUE, _("Written to"));
  if (summary->held_out > 0)
    rg_back_cell (flow, 2 * column, column, TRUE, TRUE, _("Not written to"));
  rg_flow_gap (flow, RG_BACK_SIZE * 1.45);
  for (guint i = 0; i < summary->weeks->len; i++)
    {
      const RgSummaryWeek *week = &g_array_index (summary->weeks, RgSummaryWeek, i);
      g_autofree char *label = rg_summary_week_label (week->week);
      g_autofree char *written = rg_back_money (summary, week->written_minor);
      g_autofree char *held = rg_back_money (summary, week->held_out_minor);

      rg_back_cell (flow, 0, column, FALSE, FALSE, label);
      rg_back_cell (flow, column, column, FALSE, TRUE, written);
      if (summary->held_out > 0)
        rg_back_cell (flow, 2 * column, column, FALSE, TRUE, held);
      rg_flow_gap (flow, RG_BACK_SIZE * 1.45);
    }
}

/* Draws the lines of the message that fit above `bottom`, beginning with line `first`. Returns the
 * first line that did not fit. */
static int
rg_back_message (PangoLayout *layout, RgFlow *flow, double bottom, int first)
{
  g_autoptr (PangoLayoutIter) iter = pango_layout_get_iter (layout);
  int line = 0, shift = 0;

  do
    {
      PangoRectangle logical;
      int y0, y1;

      if (line++ < first)
        continue;
      pango_layout_iter_get_line_yrange (iter, &y0, &y1);
      if (line == first + 1)
        shift = y0;
      if (flow->y + (double) (y1 - shift) / PANGO_SCALE > bottom && line > first + 1)
        return line - 1;
      if (flow->cr == NULL)
        continue;
      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      cairo_set_source_rgb (flow->cr, 0, 0, 0);
      cairo_move_to (flow->cr, flow->x + (double) logical.x / PANGO_SCALE,
                     flow->y
                       + (double) (pango_layout_iter_get_baseline (iter) - shift) / PANGO_SCALE);
      pango_cairo_show_layout_line (flow->cr, pango_layout_iter_get_line_readonly (iter));
    }
  while (pango_layout_iter_next_line (iter));
  return line;
}

/* The merge fields of a text that is written from right to left, so that their words and braces
 * stay in their order: each is isolated as it is read, from left to right (U+2066 to U+2069). */
static char *
rg_back_isolate_fields (const char *text)
{
  GString *out = g_string_new (NULL);
  const char *field, *end;

  while ((field = strstr (text, "{{")) != NULL && (end = strstr (field, "}}")) != NULL)
    {
      g_string_append_len (out, text, field - text);
      g_string_append_printf (out, "\342\201\246%.*s\342\201\251", (int) (end + 2 - field), field);
      text = end + 2;
    }
  g_string_append (out, text);
  return g_string_free (out, FALSE);
}

/* The message, or those of all versions one after the other, each below its name. */
static char *
rg_back_dup_message (const RgSummary *summary)
{
  GString *text;

  if (summary->versions->len < 2)
    return g_strdup (summary->message);
  text = g_string_new (NULL);
  for (guint i = 0; i < summary->versions->len; i++)
    {
      const RgSummaryVersion *version = &g_array_index (summary->versions, RgSummaryVersion, i);

      /* TRANSLATORS: the name of a version of a letter */
      g_string_append_printf (text, _("“%s”"), version->name);
      g_string_append_printf (text, "\n\n%s%s", version->message,
                              i + 1 < summary->versions->len ? "\n\n" : "");
    }
  return g_string_free (text, FALSE);
}

/* All but the message. */
static void
rg_back_upper (const RgSummary *summary, RgFlow *flow)
{
  rg_back_words (summary, flow);
  rg_flow_gap (flow, 14);
  if (summary->versions->len > 1)
    rg_back_versions (summary, flow);
  if (summary->weeks->len > 0)
    {
      rg_back_table (summary, flow);
      rg_flow_gap (flow, 14);
    }
  if (summary->who == NULL)
    return;
  rg_back_heading (flow, _("Who"));
  rg_flow_text (flow, RG_BACK_SIZE, FALSE, 12, summary->who);
  rg_flow_gap (flow, 14);
}

guint
rg_summary_draw_back (const RgSummary *summary, const RgPaper *paper, cairo_t *cr, guint side)
{
  RgFlow flow = { side == 0 ? cr : NULL, RG_PAPER_MARGIN, RG_PAPER_MARGIN,
                  paper->width - 2 * RG_PAPER_MARGIN };
  const double bottom = paper->height - RG_PAPER_MARGIN;
  g_autofree char *text = rg_back_dup_message (summary);
  g_autofree char *shown = text != NULL ? rg_back_isolate_fields (text) : NULL;
  g_autoptr (PangoLayout) message = rg_page_layout (RG_BACK_SIZE, FALSE, flow.width, shown);
  const int n_lines = pango_layout_get_line_count (message);
  int line = 0;
  guint sides = 0;

  rg_back_upper (summary, &flow);
  if (text == NULL)
    return 1;
  rg_back_heading (&flow, _("The letter"));
  rg_flow_align_start (message);
  rg_flow_even (message, RG_BACK_SIZE, FALSE, 1.2, NULL);
  while (line < n_lines)
    {
      flow.cr = sides == side ? cr : NULL;
      line = rg_back_message (message, &flow, bottom, line);
      flow.y = RG_PAPER_MARGIN;
      sides++;
    }
  return sides;
}

guint
rg_summary_n_pages (const RgSummary *summary, const RgPaper *paper)
{
  return 1 + rg_summary_draw_back (summary, paper, NULL, 0);
}

void
rg_summary_draw_page (const RgSummary *summary, const RgPaper *paper, cairo_t *cr, guint page)
{
  if (page == 0)
    rg_summary_draw_front (summary, paper, cr);
  else
    rg_summary_draw_back (summary, paper, cr, page - 1);
}

typedef struct {
  const RgSummary *summary;
  const RgPaper *paper;
} RgSummaryJob;

static void
rg_summary_draw_cb (cairo_t *cr, guint page, gpointer data)
{
  const RgSummaryJob *job = data;

  rg_summary_draw_page (job->summary, job->paper, cr, page);
}

gboolean
rg_summary_write_pdf (const RgSummary *summary, const char *path, GError **error)
{
  RgSummaryJob job = { summary, rg_paper_default () };

  return rg_pdf_write (path, job.paper, rg_summary_n_pages (summary, job.paper),
                       rg_summary_draw_cb, &job, summary->title != NULL ? summary->title : "",
                       summary->sales_up_to, NULL, error);
}
