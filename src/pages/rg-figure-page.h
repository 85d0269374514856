/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is behind a figure of a campaign's results: how it adds up, and what of it is whose.
 *
 * construct properties  store (RgStore)
 *                       query (GVariant a{sv}): title s; campaign x, 0 for the year; figure s, as
 *                       store/rg-campaign-figures.h names it */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RG_TYPE_FIGURE_PAGE (rg_figure_page_get_type ())
G_DECLARE_FINAL_TYPE (RgFigurePage, rg_figure_page, RG, FIGURE_PAGE, AdwNavigationPage)

/* Lets a row of the results open the page of its figure; returns the button at its end. */
GtkWidget *rg_figure_page_open_from (GtkWidget *row, gint64 campaign, const char *figure,
                                     const char *title);

G_END_DECLS
