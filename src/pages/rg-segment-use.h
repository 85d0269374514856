/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is done with a segment from its page: its members as a file or on paper, and freezing it. */
#pragma once

#include <gtk/gtk.h>

#include "store/rg-store-segments.h"
#include "transfer/rg-list-export.h"

G_BEGIN_DECLS

/* Of the members that the text has now. */
void rg_segment_use_export (GtkWidget *widget, RgStore *store, const char *text,
                            RgListFormat format);
void rg_segment_use_print (GtkWidget *widget, RgStore *store, const char *name, const char *text);
/* Freezes the members that the text has now; text NULL: makes the segment live again. A toast says
 * so, and takes it back. */
void rg_segment_use_freeze (GtkWidget *widget, RgStore *store, gint64 segment, const char *text);

G_END_DECLS
