/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The forms of rg-sheets.h; inside print/ only. */
#pragma once

#include "print/rg-sheets.h"

G_BEGIN_DECLS

struct _RgSheets {
  RgSheetsSetup setup;
  RgLetterhead head;
  char *title;
  guint n;
  RgRecipientSource source;
  gpointer data;
  GDestroyNotify free_data;
  RgLetters *letters; /* of that form alone */
  RgLabelSheet grid;  /* of labels and coupons */
  gint n_counted;     /* atomic */
  gint n_drawn;       /* atomic */
};

void rg_sheets_draw_labels (RgSheets *sheets, cairo_t *cr, guint page);

void rg_sheets_init_coupon_grid (RgLabelSheet *grid, const RgPaper *paper);
void rg_sheets_draw_coupons (RgSheets *sheets, cairo_t *cr, guint page);

guint rg_sheets_get_rows (RgOutputForm form, const RgPaper *paper);
void rg_sheets_draw_list (RgSheets *sheets, cairo_t *cr, guint page);

/* A line of text that is cut where it does not fit, or, with lines, at most so many. Returns its
 * height. */
double rg_sheets_draw_text (cairo_t *cr, double size, gboolean bold, double width, int lines,
                            double x, double y, const char *text);

G_END_DECLS
