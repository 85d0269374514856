/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The campaign summary on paper. */
#pragma once

#include <gio/gio.h>

#include "model/rg-summary-facts.h"
#include "print/rg-paper.h"

G_BEGIN_DECLS

/* Sides it needs: 2, more where the message is long. */
guint rg_summary_n_pages (const RgSummary *summary, const RgPaper *paper);
/* Draws side `page` (from 0) at the origin of the context, in points. */
void rg_summary_draw_page (const RgSummary *summary, const RgPaper *paper, cairo_t *cr,
                           guint page);
/* The paper is the country's; the bytes depend on the summary only. */
gboolean rg_summary_write_pdf (const RgSummary *summary, const char *path, GError **error);

G_END_DECLS
