/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Walks the keyboard through a window with Tab, as somebody without a mouse does. Used by the tests
 * of the pages. */
#pragma once

#include <gtk/gtk.h>

/* Called once, on the main thread, with a JSON document that is valid during the call. */
typedef void (*RgFocusWalkFunc) (const char *report, gpointer data);

/* Presses Tab until the keyboard is back where it began; takes a few frames a stop. The report
 * has `findings` as of rg_lint_widget(), and `stops`. Kinds of findings:
 *
 * - "trap": the keyboard goes round without coming back to the first stop, or has none;
 * - "hidden-focus": nothing shows where the keyboard is;
 * - "out-of-view": the keyboard is on something that cannot be seen;
 * - "roleless": a screen reader could not say what the keyboard is on;
 * - "skipped": something that can be operated, and that Tab does not come to. */
void rg_focus_walk_start (GtkWindow *window, RgFocusWalkFunc func, gpointer data);
