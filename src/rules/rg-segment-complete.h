/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What may come next in the text form of a segment. */
#pragma once

#include "rules/rg-segment.h"

G_BEGIN_DECLS

/* The words, groups of words and names that fit where the cursor is (in bytes) and go on with what
 * stands there already: each in the text form, in place of the text from *from (in bytes) to the
 * cursor; those first that begin with it. Empty where nothing can be said, or where the word is
 * whole. dataset: for the names, or NULL. */
GStrv rg_segment_complete (const char *text, gsize cursor, const RgDataset *dataset, gsize *from);

G_END_DECLS
