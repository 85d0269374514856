/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One message to one customer, in the mail program of the desktop: through its portal, which also
 * works in a sandbox, else as a mailto link. Nothing is sent from here. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* From a widget in a window. Whoever said no is written to only about what they asked for: with
 * `refused` that is asked first. */
void rg_compose_mail (GtkWidget *widget, const char *name, const char *address, gboolean refused);

G_END_DECLS
