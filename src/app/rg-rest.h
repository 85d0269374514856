/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Tells when a window has come to rest: nothing is being read, and nothing moves any more. Used by
 * the tests of the pages. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Called once, on the main thread; `rested` is FALSE when the window did not come to rest in a
 * quarter of a minute. */
typedef void (*RgRestFunc) (gboolean rested, gpointer data);

/* Looks again and again, each time after the readers have answered what they were asked before,
 * until three looks see the same words and the same sizes, and nothing that turns round. */
void rg_rest_wait (GtkWindow *window, RgRestFunc func, gpointer data);

G_END_DECLS
