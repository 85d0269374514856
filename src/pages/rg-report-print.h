/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Prints a report, or saves it as a PDF or a table: what the screen showed when it was asked
 * for. */
#pragma once

#include <gtk/gtk.h>

#include "base/rg-date.h"
#include "charts/rg-chart.h"

G_BEGIN_DECLS

typedef struct _RgReportPrint RgReportPrint;

/* Takes the chart over; copies the texts. */
RgReportPrint *rg_report_print_new (const char *shop, const char *title, const char *scope,
                                    const char *sentence, const char *meaning, RgDay sales_up_to,
                                    RgChart *chart);

/* All take the print over, and say with win.toast what became of it. */
void rg_report_print_run (RgReportPrint *print, GtkWidget *widget);
void rg_report_print_save (RgReportPrint *print, GtkWidget *widget);
/* The numbers of the chart, as CSV. */
void rg_report_print_save_table (RgReportPrint *print, GtkWidget *widget);

G_END_DECLS
