/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The first rows of a file, so that a person sees what its columns hold. */
#pragma once

#include "transfer/rg-mapping.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* rows: GStrv of so many cells as the mapping has columns. A few different cells of a column, short
 * enough to stand in one line beside a choice. */
char *rg_import_preview_dup_examples (GPtrArray *rows, guint column);
/* The headings and the rows, of the first `n_columns` columns. */
void rg_import_preview_fill (GtkGrid *grid, const RgMapping *mapping, GPtrArray *rows,
                             guint n_columns);

G_END_DECLS
