/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Tells by a file's headers which program wrote it, and what its columns mean. */
#pragma once

#include "transfer/rg-dialect.h"

G_BEGIN_DECLS

/* The roles of n normalised headers by one dialect: for each role the surest of its names that the
 * file has. Returns how many columns got one. */
guint rg_recognise_columns (const RgDialect *dialect, GStrv headers, guint n, RgRole *roles);
/* The dialect that fits best; `kind` is a RgImportKind, or -1 for any. Never NULL. */
RgDialect *rg_recognise (GPtrArray *dialects, GStrv headers, guint n, int kind);
/* A sentence that names what no column gives; NULL where all that is needed is there. */
char *rg_recognise_missing (const RgDialect *dialect, const RgRole *roles, guint n);

G_END_DECLS
