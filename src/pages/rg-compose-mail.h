/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One message to one customer, in the mail program of the desktop: through its portal, which also
 * works in a sandbox, else as a mailto link. Nothing is sent from here. */
#pragma once

#include <adwaita.h>

#include "rules/rg-permission.h"

G_BEGIN_DECLS

/* From a widget in a window. Whoever did not allow it is written to only about what they asked for:
 * that is asked first, as a sentence, unless `allowed`. */
void rg_compose_mail (GtkWidget *widget, const char *name, const char *address,
                      const RgChannelPermission *permission, gboolean allowed);

G_END_DECLS
