/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Reads a window the way a careful reviewer would: text that is cut, controls that cannot be spoken
 * or reached, things that lie outside their frame. Used by the tests of the pages. */
#pragma once

#include <gtk/gtk.h>

/* Every kind of finding, in `kind` of the report:
 *
 * - "cut": text that does not fit, and that does not end in dots;
 * - "dots": text that ends in dots, and whose whole is in no tooltip;
 * - "squeezed": a widget got less than its minimum;
 * - "outside": a widget reaches out of its parent, where nothing scrolls;
 * - "beyond": a label or a button reaches out of the window, and cannot be scrolled to;
 * - "nameless": a control without a label, a tooltip or an accessible name;
 * - "unreachable": something that can be activated, but not with the keyboard;
 * - "two-stops": a row and what does the same in it, and the keyboard comes to both;
 * - "dead-item": a menu has something that can never be chosen;
 * - "small": a button of less than 24 pixels;
 * - "no-icon": an icon that the theme does not have.
 *
 * Returns a JSON document with `findings` (kind, widget, trail, text, detail) and `widgets`, the
 * number of widgets that were read. The caller owns it. Only what is mapped is read. */
char *rg_lint_widget (GtkWidget *top);

/* Whether a person can press it, and it is no part of another control. */
gboolean rg_lint_is_operated (GtkWidget *widget);
/* Whether it and all around it take the keyboard. */
gboolean rg_lint_can_be_reached (GtkWidget *widget);
