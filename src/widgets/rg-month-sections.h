/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A list with a section for each month, for the headers of a GtkListView. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A number that all items of a section have in common, and no neighbour of it has. */
typedef int (*RgMonthFunc) (guint position, gpointer data);

#define RG_TYPE_MONTH_SECTIONS (rg_month_sections_get_type ())
G_DECLARE_FINAL_TYPE (RgMonthSections, rg_month_sections, RG, MONTH_SECTIONS, GObject)

/* The items of the model, which it refers to; month_of is asked only while the model is there. */
GListModel *rg_month_sections_new (GListModel *model, RgMonthFunc month_of, gpointer data);

G_END_DECLS
