/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A dialog that was made is shown in a turn of the main loop of its own: a long form takes its time
 * twice, and once is what somebody does not feel. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Takes the dialog. Not shown where the parent has left its window since. */
void rg_present_in_turn (AdwDialog *dialog, GtkWidget *parent);

G_END_DECLS
