/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Every shortcut of the program in one table: it sets the accelerators and fills the shortcuts
 * dialog. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  const char *section;     /* untranslated */
  const char *title;       /* untranslated */
  const char *accelerator; /* "<Control>f" */
  const char *action;      /* detailed name; NULL: shown only, the widget itself handles it */
  /* Only after the focused widget has not wanted the key: a text field's own undo comes first. */
  gboolean after_focus;
} RgShortcut;

const RgShortcut *rg_shortcuts_get (gsize *n_shortcuts);

/* Accelerators of the application. */
void rg_shortcuts_install (GtkApplication *application);
/* Those that come after the focused widget. */
void rg_shortcuts_install_on_window (GtkWidget *window);

G_END_DECLS
