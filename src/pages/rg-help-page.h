/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One page of the help, in the widgets of the program: headings are headings for whoever hears
 * them, and every link is reached by the keyboard. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_HELP_PAGE (rg_help_page_get_type ())
G_DECLARE_FINAL_TYPE (RgHelpPage, rg_help_page, RG, HELP_PAGE, AdwNavigationPage)

/* signals
 *   open (const char *target): somebody follows a link to another page.
 *
 * target: "numbers" or "numbers#net-sales"; a page that is not there says so. */
RgHelpPage *rg_help_page_new (const char *target);
/* What has the keyboard when the page is shown, so that keys move the text. */
GtkWidget *rg_help_page_get_text (RgHelpPage *self);

G_END_DECLS
