/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The members that rules have now, for whatever is done with them: counted and read on the thread
 * of the reports, with a bar and a way to stop where it takes longer than a glance. */
#pragma once

#include <gtk/gtk.h>

#include "store/rg-store-segments.h"

G_BEGIN_DECLS

/* people: RgCustomerSummary in the order of their names, or NULL where nobody asked for them. */
typedef void (*RgSegmentListFunc) (GtkWidget *widget, RgStore *store, GArray *ids,
                                   GPtrArray *people, gpointer data);

/* func is called while the widget is in a window, and not where it failed, which a toast says, or
 * was stopped. data is freed in each case. */
void rg_segment_list_read (GtkWidget *widget, RgStore *store, const char *text,
                           gboolean with_people, RgSegmentListFunc func, gpointer data,
                           GDestroyNotify free_data);
void rg_segment_list_say (GtkWidget *widget, const GError *error);

G_END_DECLS
