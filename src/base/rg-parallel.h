/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One loop on all processors. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The part of a loop from `first` to before `last`; in any thread, beside the others. */
typedef void (*RgParallelFunc) (guint first, guint last, gpointer data);

/* Whether so many are enough to be shared out at all. */
gboolean rg_parallel_is_worth (guint64 n, guint64 least);

/* Calls func for parts that are 0 to before n together, and returns when all of it is done. No part
 * has fewer than `least`: below twice that nothing is shared out, since waking another thread takes
 * as long as some ten thousand numbers. */
void rg_parallel_for (guint n, guint least, RgParallelFunc func, gpointer data);

G_END_DECLS
