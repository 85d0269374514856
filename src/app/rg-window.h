/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The window: the sidebar's places on the left, one page on the right, and what belongs to all of
 * them: banner, toasts, the bar for long work. */
#pragma once

#include <adwaita.h>

#include "app/rg-places.h"
#include "app/rg-undo-stack.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

#define RG_TYPE_WINDOW (rg_window_get_type ())
G_DECLARE_FINAL_TYPE (RgWindow, rg_window, RG, WINDOW, AdwApplicationWindow)

RgWindow *rg_window_new (AdwApplication *application, GSettings *settings);

/* The open shop, borrowed, or NULL: then the window shows how to begin. Setting another one leaves
 * all pages of the former. */
RgStore *rg_window_get_store (RgWindow *self);
void rg_window_set_store (RgWindow *self, RgStore *store);
/* Takes the dialog. Where one of its kind is open already, that one stays and this one goes. */
void rg_window_present_dialog (RgWindow *self, AdwDialog *dialog);

/* Shows a page where there is no open shop, in place of how to begin. */
void rg_window_show_instead (RgWindow *self, AdwNavigationPage *page);
/* How to begin. */
void rg_window_show_start_page (RgWindow *self);

/* A state that all pages show under their header bar; an empty title takes it away. action: a
 * detailed name, such as "app.help('backup')". */
void rg_window_set_banner (RgWindow *self, const char *title, const char *button,
                           const char *action);

void rg_window_show_place (RgWindow *self, const RgPlace *place);
/* Pushes the page, or shows the dialog, of a row of the details' table. */
void rg_window_show_detail (RgWindow *self, const RgDetail *detail, GVariant *parameter);

AdwNavigationPage *rg_window_get_visible_page (RgWindow *self);
GtkMenuButton *rg_window_get_menu_button (RgWindow *self);
/* Where toasts of the window itself are shown. Borrowed. */
AdwToastOverlay *rg_window_get_toasts (RgWindow *self);
/* rg-window-toasts.c: shows and says it. Takes ownership of the toast. */
void rg_window_add_toast (RgWindow *self, AdwToast *toast);

/* How many things wait on Today, as a number beside its name; 0 shows none. */
void rg_window_set_waiting (RgWindow *self, guint n_waiting);

/* The undo stack has changed: shows it in the menu. */
void rg_window_update_undo (RgWindow *self);
/* Borrowed. */
RgUndoStack *rg_window_get_undo_stack (RgWindow *self);

/* rg-window-actions.c: adds the window's actions. */
void rg_window_add_actions (RgWindow *self);
/* The same file: what changes the shop can be done where it is not only read. */
void rg_window_update_actions (RgWindow *self);
/* rg-window-dialogs.c: a dialog outlives its own closing. */
void rg_window_add_dialog_guard (AdwApplicationWindow *window);
/* rg-window-focus.c: the keyboard is never nowhere. */
void rg_window_add_focus_guard (RgWindow *self);
/* rg-window-import.c: adds the ways to import. */
void rg_window_add_import (RgWindow *self);
/* rg-window-waiting.c: counts what waits on Today, and looks for new files. */
void rg_window_add_waiting (RgWindow *self);
/* Opens the import dialog on a file; kind "" where the person did not say what it is. Without a
 * file the dialog only says why nothing is imported. */
void rg_window_import (RgWindow *self, GFile *file, const char *kind);

G_END_DECLS
