/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a segment's rules look at. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether any rule that counts asks what people looked at or left in the basket. Appends the names
 * of the segments that it goes by in turn, which the caller looks into. A text that cannot be read
 * asks nothing. */
gboolean rg_segment_uses_activity (const char *text, GPtrArray *names);

G_END_DECLS
