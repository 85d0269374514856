/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Code 128 (ISO/IEC 15417), code set B: the bars that scanners at tills read. */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* The widths of bars and spaces in turn, in modules, the first a bar; one digit each, as text. NULL
 * where a character is not in code set B (space to tilde). Owned by the caller. */
char *rg_code128_encode (const char *text);
/* Of all bars and spaces, without the quiet zones of ten modules on either side. */
guint rg_code128_n_modules (const char *widths);

/* Draws it with its left end at x, quiet zone not included, in black. */
void rg_code128_draw (cairo_t *cr, const char *widths, double x, double y, double module,
                      double height);

G_END_DECLS
