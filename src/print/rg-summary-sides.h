/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The sides of the campaign summary; inside print/ only. */
#pragma once

#include "charts/rg-chart.h"
#include "print/rg-summary.h"

G_BEGIN_DECLS

/* A column of text that grows downwards. With cr NULL it is only measured. */
typedef struct {
  cairo_t *cr;
  double x, y;
  double width;
} RgFlow;

/* The part of a column that begins at `start` and is `width` wide, as its language runs: from the
 * right where that is written from right to left. */
RgFlow rg_flow_part (const RgFlow *flow, double start, double width);

/* Where its line begins, and where it ends: amounts. */
void rg_flow_align_start (PangoLayout *layout);
void rg_flow_align_end (PangoLayout *layout);

/* Makes lines of other scripts, whose fonts are taller or lie otherwise, as far apart as those of
 * “x”, spacing times their height. Returns how much lower the text has to begin to stand on the
 * same line as that. *height, where not NULL: of the text without what is below its last line. */
double rg_flow_even (PangoLayout *layout, double size, gboolean bold, double spacing,
                     double *height);
/* Sets text and moves down by its height. most_lines 0: all of it. */
void rg_flow_text (RgFlow *flow, double size, gboolean bold, int most_lines, const char *text);
void rg_flow_gap (RgFlow *flow, double height);
/* A thin line across the column. */
void rg_flow_rule (RgFlow *flow);

gboolean rg_summary_is_judged (const RgSummary *summary);
/* "8 weeks before", "1 week after". */
char *rg_summary_week_label (int week);

void rg_summary_draw_front (const RgSummary *summary, const RgPaper *paper, cairo_t *cr);
/* Draws side `side` of what stands overleaf (from 0), or only counts the sides with cr NULL. */
guint rg_summary_draw_back (const RgSummary *summary, const RgPaper *paper, cairo_t *cr,
                            guint side);

G_END_DECLS
