/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Work that is mostly done within a glance: only where it takes longer, the window shows its bar,
 * how far it is, and a way to stop it. Main thread only. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _RgLateJob RgLateJob;

/* 0 to 1, or negative while nobody knows. */
typedef double (*RgShareFunc) (gpointer data);

/* In the window of the widget. share: asked until the end, or NULL. */
RgLateJob *rg_late_job_begin (GtkWidget *widget, const char *label, GCancellable *cancellable,
                              RgShareFunc share, gpointer data);
/* For what is said afterwards; NULL once it is gone. */
GtkWidget *rg_late_job_get_window (RgLateJob *late);
/* The bar goes away; frees. */
void rg_late_job_end (RgLateJob *late);

G_END_DECLS
