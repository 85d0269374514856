/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What only shows itself is told to those who do not see it. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* After whatever is being spoken: a result that was waited for. */
void rg_speak (GtkWidget *widget, const char *text);
/* For what changes with every key, such as a count: the last text alone, once nothing new has come
 * for a second, and only if the widget is still in sight then. */
void rg_speak_at_rest (GtkWidget *widget, const char *text);
/* At once: what stands in the way, which the banner shows. */
void rg_speak_banner (AdwBanner *banner, const char *text);

G_END_DECLS
