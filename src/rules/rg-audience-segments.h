/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* An audience of saved segments: whoever is in one of some, and in none of others. Its rules are
 * ordinary ones, so that a fixed list says whom it was for as every other does. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Names, char *. FALSE for rules that say anything else; then both are left empty. */
gboolean rg_audience_segments_read (const char *text, GPtrArray *in, GPtrArray *out);
/* The rules for these; `in` empty: everybody but those of `out`. Owned by the caller. */
char *rg_audience_segments_print (GPtrArray *in, GPtrArray *out);

G_END_DECLS
