/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the entry rows of a campaign's pages show. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Shows the text as one that is applied already; a field that somebody types in keeps what was
 * typed. */
void rg_entry_show (AdwEntryRow *row, const char *text);
/* An amount as a person in this locale would type it. Owned by the caller. */
char *rg_entry_dup_amount (gint64 minor, int digits);

G_END_DECLS
