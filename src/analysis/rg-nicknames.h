/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Names that people use for one another: short forms, and the usual spellings of one name. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The groups that a folded Latin word is in, then 0; two words that share one may name the same
 * person. */
#define RG_NICKNAME_GROUPS 3
void rg_nicknames_find (const char *word, guint16 groups[RG_NICKNAME_GROUPS]);

G_END_DECLS
