/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a column of a file would be as one of the shop's own fields. */
#pragma once

#include "transfer/rg-mapping.h"

G_BEGIN_DECLS

/* A field of the column's heading. Its kind is what every cell that is not empty can be read as; a
 * few texts that come again and again are choices. kind: a RgOwnKind that somebody named, or -1.
 * Reads the whole file. */
RgOwnField *rg_guess_field (const RgMapping *mapping, guint column, const char *currency,
                            int kind);

G_END_DECLS
