/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Fields that hold what cannot be taken: red for those who see it, "invalid" for those who hear. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* `reason` is spoken at once; NULL where it is said in another way, such as a toast. */
void rg_field_refuse (GtkWidget *field, const char *reason);
void rg_field_accept (GtkWidget *field);

G_END_DECLS
