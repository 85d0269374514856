/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Paper in points (1/72 inch), text on it, and deterministic PDF files. */
#pragma once

#include <cairo.h>
#include <gio/gio.h>
#include <pango/pangocairo.h>

#include "base/rg-date.h"

G_BEGIN_DECLS

#define RG_MM (72.0 / 25.4) /* points a millimetre */
#define RG_PAPER_MARGIN (18.0 * RG_MM)

typedef struct {
  const char *name; /* as GTK and PWG name it: "iso_a4" or "na_letter" */
  double width;     /* points */
  double height;
} RgPaper;

extern const RgPaper rg_paper_a4;
extern const RgPaper rg_paper_letter;

/* "A4", "iso_a4", "Letter", "na_letter"; NULL where the name is neither. */
const RgPaper *rg_paper_from_name (const char *name);
/* What the user's country uses (LC_PAPER, else LC_MEASUREMENT's country): Letter in North America
 * and a few others, else A4. */
const RgPaper *rg_paper_default (void);

/* Draws page `page` (from 0) at the origin. */
typedef void (*RgPageDraw) (cairo_t *cr, guint page, gpointer data);

/* Writes n_pages to a PDF whose bytes depend on nothing but the pages: the creation date is
 * `as_of`. The file appears whole or not at all. */
gboolean rg_pdf_write (const char *path, const RgPaper *paper, guint n_pages, RgPageDraw draw,
                       gpointer data, const char *title, RgDay as_of, GCancellable *cancellable,
                       GError **error);

/* A layout of the printing font in points, without hinting, that draws the same at every
 * resolution. width in points, or -1. Owned by the caller. */
PangoLayout *rg_page_layout (double size, gboolean bold, double width, const char *text);
/* Draws it in black ink at (x, y), the upper left corner, and returns its height in points. */
double rg_page_show (cairo_t *cr, PangoLayout *layout, double x, double y);
double rg_page_layout_height (PangoLayout *layout);
double rg_page_layout_width (PangoLayout *layout);

/* "19 November 2026", and "19 Nov", in the user's language; not changed by the day of printing, as
 * rg_day_format() is. */
char *rg_page_date (RgDay day);
char *rg_page_date_short (RgDay day);

G_END_DECLS
