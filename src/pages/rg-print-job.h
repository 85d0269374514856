/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Pages through the system's print dialog. The preview stands in the program itself, as the one of
 * the dialog does not work everywhere. */
#pragma once

#include <gtk/gtk.h>

#include "print/rg-paper.h"

G_BEGIN_DECLS

/* Counts on; TRUE with *n_pages once all pages are counted. Called until then. */
typedef gboolean (*RgPrintCount) (guint *n_pages, gpointer data);
/* printed is FALSE where it was cancelled or failed; error is NULL where it was cancelled. */
typedef void (*RgPrintDone) (gboolean printed, const GError *error, gpointer user_data);

/* Asks with the print dialog. `data` is for count and draw and is freed after `done`, which is
 * called exactly once. */
void rg_print_job_run (GtkWindow *parent, const char *name, const RgPaper *paper,
                       RgPrintCount count, RgPageDraw draw, gpointer data,
                       GDestroyNotify free_data, RgPrintDone done, gpointer user_data);
/* The same operation before it runs, for whoever wants to run it otherwise. */
GtkPrintOperation *rg_print_job_new (const char *name, const RgPaper *paper, RgPrintCount count,
                                     RgPageDraw draw, gpointer data, GDestroyNotify free_data,
                                     RgPrintDone done, gpointer user_data);

G_END_DECLS
