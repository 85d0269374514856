/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A row about some customers: who they are, how many, what they bring, and "Make a Segment". */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* number and captions (may be NULL) stand at the end; the row is activated to see the people, where
 * there are any, and the button of "Make a Segment" is returned in *make. */
GtkWidget *rg_group_row_new (const char *title, const char *subtitle, guint people,
                             const char *caption, const char *second_caption, GtkWidget **make);

G_END_DECLS
