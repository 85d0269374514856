/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Sheets of labels by their measures: the usual ones, and any other that somebody has measured. */
#pragma once

#include <gio/gio.h>

#include "print/rg-paper.h"

G_BEGIN_DECLS

#define RG_LABELS_MOST 20 /* in a row or a column */

/* Millimetres. */
typedef struct {
  const RgPaper *paper;
  guint columns;
  guint rows;
  double width; /* of one label */
  double height;
  double gap_x; /* between two labels */
  double gap_y;
  double left; /* from the edge of the paper to the first label */
  double top;
} RgLabelSheet;

/* The usual sheets: an id such as "3x8-70x37", which also is what stands on the package. NULL after
 * the last. */
const char *rg_label_sheet_get_id (guint index);
/* That sheet; FALSE where the id is none of them. */
gboolean rg_label_sheet_from_id (const char *id, RgLabelSheet *sheet);

/* An id, or "3x8 70x37", which may go on with "gap 2.5x0", "margin 7.2x15.1" (left and top; else
 * the labels stand in the middle of the paper) and "A4" or "Letter".
 * G_IO_ERROR_INVALID_ARGUMENT with what is wrong. */
gboolean rg_label_sheet_parse (const char *text, RgLabelSheet *sheet, GError **error);
/* What rg_label_sheet_parse() reads, with all measures. Owned by the caller. */
char *rg_label_sheet_print (const RgLabelSheet *sheet);
/* "3 × 8 labels, 70 × 37 mm". Owned by the caller. */
char *rg_label_sheet_dup_words (const RgLabelSheet *sheet);

/* Whether all labels lie on the paper. */
gboolean rg_label_sheet_check (const RgLabelSheet *sheet, GError **error);
/* Puts the labels into the middle of the paper. */
void rg_label_sheet_center (RgLabelSheet *sheet);
guint rg_label_sheet_get_n (const RgLabelSheet *sheet);
/* Where label `index` (from 0) lies, in points. */
void rg_label_sheet_place (const RgLabelSheet *sheet, guint index, double *x, double *y);

G_END_DECLS
