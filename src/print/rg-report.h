/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A report on paper: what it says in one sentence, its chart, and the table behind it. */
#pragma once

#include "charts/rg-chart.h"
#include "print/rg-paper.h"

G_BEGIN_DECLS

/* Borrows everything; NULL leaves a text out. */
typedef struct {
  const char *shop;
  const char *title;
  const char *scope;    /* what was chosen: "By week · Torggata" */
  const char *sentence;
  const char *meaning;  /* what the words mean */
  RgDay sales_up_to;    /* the data cut-off; also the PDF's creation date */
  const RgChart *chart;
} RgReport;

guint rg_report_n_pages (const RgReport *report, const RgPaper *paper);
void rg_report_draw_page (const RgReport *report, const RgPaper *paper, cairo_t *cr, guint page);
gboolean rg_report_write_pdf (const RgReport *report, const char *path, GError **error);

G_END_DECLS
