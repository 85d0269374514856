/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Hidden actions of the application for tests; they exist only with REGULARS_TEST=1.
 *
 *   app.test-screenshot (s)  renders the active window through its own renderer into a PNG file
 *   app.test-size (ii)       gives the active window a size in pixels
 *   app.test-activate (s)    activates an action of the page, such as "page.search"
 *   app.test-direction (s)   "rtl" or "ltr", for what is made from then on
 *   app.test-focus-walk (s)  writes what rg_focus_walk_start() finds, to a file
 *   app.test-close-dialog    closes the dialog that is on top, if there is one
 *   app.test-lint (s)        writes what rg_lint_widget() finds in the dialog on top, else in the
 *                            window, to a file
 *   app.test-rest (s)        writes to a file whether the window has come to rest, once it has
 *   app.test-heartbeat (s)   writes what rg_heartbeat_report() felt since the last time
 *   app.test-first-rows (s)  writes when a row of a table was drawn for the first time (`at_us`, of
 *                            the monotonic clock; 0: not yet), and the processor time until then
 *   app.test-hold (i)        keeps the main loop for so many milliseconds of processor time */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void rg_test_actions_install (GtkApplication *application);

G_END_DECLS
