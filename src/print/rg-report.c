/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Lays a report out: the chart on the first side, then the rows of its table. */
#include "print/rg-report.h"

#include "base/rg-i18n.h"
#include "charts/rg-chart-draw.h"
#include "print/rg-summary-sides.h"

#define RG_REPORT_SIZE 9.0
#define RG_REPORT_LINE (RG_REPORT_SIZE * 1.5)
#define RG_REPORT_CHART_HEIGHT 230.0

/* The table's body: rows on the first side begin at `top`, on the others below the margin. */
typedef struct {
  double top;
  guint first_rows;
  guint rows; /* on each further side */
} RgReportSides;

static void
rg_report_head (const RgReport *report, RgFlow *flow)
{
  g_autofree char *up_to = rg_page_date (report->sales_up_to);
  /* TRANSLATORS: %s is a date */
  g_autofree char *note = g_strdup_printf (_("Sales up to %s"), up_to);
  g_autoptr (PangoLayout) right = rg_page_layout (10, FALSE, -1, note);
  RgFlow left = *flow;

  left.width -= rg_page_layout_width (right) + 24;
  if (flow->cr != NULL)
    rg_page_show (flow->cr, right, flow->x + flow->width - rg_page_layout_width (right), flow->y);
  rg_flow_text (&left, 10, FALSE, 1, report->shop);
  flow->y = left.y + 6;
  rg_flow_text (flow, 18, TRUE, 2, report->title);
  if (report->scope != NULL)
    rg_flow_text (flow, RG_REPORT_SIZE, FALSE, 2, report->scope);
  rg_flow_gap (flow, 12);
  if (report->sentence != NULL)
    rg_flow_text (flow, 12, FALSE, 4, report->sentence);
  rg_flow_gap (flow, 14);
}

static void
rg_report_chart (const RgReport *report, RgFlow *flow)
{
  RgChartFrame frame;

  rg_chart_frame_init (&frame, flow->width, RG_REPORT_CHART_HEIGHT);
  frame.look = RG_LOOK_PRINT;
  frame.font_size = RG_REPORT_SIZE;
  if (flow->cr != NULL)
    {
      cairo_save (flow->cr);
      cairo_translate (flow->cr, flow->x, flow->y);
      rg_chart_draw (report->chart, flow->cr, &frame);
      cairo_restore (flow->cr);
    }
  rg_flow_gap (flow, RG_REPORT_CHART_HEIGHT + 12);
  if (report->meaning != NULL)
    {
      rg_flow_text (flow, RG_REPORT_SIZE, FALSE, 6, report->meaning);
      rg_flow_gap (flow, 12);
    }
}

static RgReportSides
rg_report_measure (const RgReport *report, const RgPaper *paper)
{
  RgFlow flow = { NULL, RG_PAPER_MARGIN, RG_PAPER_MARGIN, paper->width - 2 * RG_PAPER_MARGIN };
  double bottom = paper->height - RG_PAPER_MARGIN;
  RgReportSides sides;

  rg_report_head (report, &flow);
  rg_report_chart (report, &flow);
  sides.top = flow.y;
  /* One line of each side goes to the titles of the columns. */
  sides.first_rows = (guint) MAX ((bottom - flow.y) / RG_REPORT_LINE - 1, 0);
  /* On a label there is hardly room; the pages must come to an end all the same. */
  sides.rows = (guint) MAX ((bottom - RG_PAPER_MARGIN) / RG_REPORT_LINE - 1, 1);
  return sides;
}

guint
rg_report_n_pages (const RgReport *report, const RgPaper *paper)
{
  RgReportSides sides = rg_report_measure (report, paper);
  guint n = report->chart->n_points;

  return n <= sides.first_rows ? 1 : 1 + (n - sides.first_rows + sides.rows - 1) / sides.rows;
}

static void
rg_report_cell (RgFlow *flow, guint column, guint n_columns, gboolean bold, const char *text)
{
  double width = flow->width / n_columns;
  g_autoptr (PangoLayout) layout = rg_page_layout (RG_REPORT_SIZE, bold, width - 6, text);

  pango_layout_set_alignment (layout, column == 0 ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT);
  pango_layout_set_height (layout, 0);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  rg_page_show (flow->cr, layout, flow->x + column * width, flow->y);
}

static void
rg_report_rows (const RgReport *report, RgFlow *flow, guint first, guint end)
{
  const RgChart *chart = report->chart;
  guint n_columns = chart->series->len + 1;

  rg_report_cell (flow, 0, n_columns, TRUE, chart->has_days ? _("When") : _("Who"));
  for (guint s = 0; s < chart->series->len; s++)
    rg_report_cell (flow, s + 1, n_columns, TRUE,
                    ((RgChartSeries *) g_ptr_array_index (chart->series, s))->name);
  for (guint i = first; i < end; i++)
    {
      rg_flow_gap (flow, RG_REPORT_LINE);
      rg_report_cell (flow, 0, n_columns, FALSE, chart->labels[i]);
      for (guint s = 0; s < chart->series->len; s++)
        {
          const RgChartSeries *series = g_ptr_array_index (chart->series, s);
          g_autofree char *value = rg_chart_format (chart, series->values[i]);

          rg_report_cell (flow, s + 1, n_columns, FALSE, value);
        }
    }
}

void
rg_report_draw_page (const RgReport *report, const RgPaper *paper, cairo_t *cr, guint page)
{
  RgReportSides sides = rg_report_measure (report, paper);
  RgFlow flow = { cr, RG_PAPER_MARGIN, RG_PAPER_MARGIN, paper->width - 2 * RG_PAPER_MARGIN };
  guint n = report->chart->n_points;
  guint first = page == 0 ? 0 : sides.first_rows + (page - 1) * sides.rows;
  guint end = MIN (n, page == 0 ? sides.first_rows : first + sides.rows);

  if (page == 0)
    {
      rg_report_head (report, &flow);
      rg_report_chart (report, &flow);
    }
  if (first < end)
    rg_report_rows (report, &flow, first, end);
}

typedef struct {
  const RgReport *report;
  const RgPaper *paper;
} RgReportJob;

static void
rg_report_draw_cb (cairo_t *cr, guint page, gpointer data)
{
  const RgReportJob *job = data;

  rg_report_draw_page (job->report, job->paper, cr, page);
}

gboolean
rg_report_write_pdf (const RgReport *report, const char *path, GError **error)
{
  RgReportJob job = { report, rg_paper_default () };

  return rg_pdf_write (path, job.paper, rg_report_n_pages (report, job.paper), rg_report_draw_cb,
                       &job, report->title != NULL ? report->title : "", report->sales_up_to, NULL,
                       error);
}
