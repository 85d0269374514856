/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* "Make a Segment": a proposal becomes a saved segment, which is shown then. */
#pragma once

#include <adwaita.h>

#include "store/rg-store.h"

G_BEGIN_DECLS

/* Of rules that anyone can edit. The widget stands in the window; errors are told there. */
void rg_segment_maker_make (GtkWidget *widget, RgStore *store, const char *name,
                            const char *rules);
/* Of customers by their ids (GArray of gint64), chosen by hand for the reason. */
void rg_segment_maker_choose (GtkWidget *widget, RgStore *store, const char *name,
                              const char *reason, GArray *ids);

G_END_DECLS
