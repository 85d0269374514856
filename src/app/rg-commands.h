/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The commands that the search over everything finds by their names. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  char *title;        /* translated */
  char *action;       /* detailed: "win.show-place::today" */
  char *accelerator;  /* for people: "Ctrl+I"; NULL where there is none */
} RgCommandFound;

void rg_command_found_free (RgCommandFound *found);

/* RgCommandFound: those that can be done in the window now, and in whose title or other names each
 * word of the text begins a word; case and accents do not matter. All of them for "". */
GPtrArray *rg_commands_find (GtkApplicationWindow *window, const char *text);

G_END_DECLS
