/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the window says when a change has been saved, or could not be. */
#pragma once

#include <adwaita.h>

#include "store/rg-store.h"

G_BEGIN_DECLS

/* Finishes rg_store_write_async(): the error as a toast, or, when something changed, the text, in
 * the user's language, with Undo. */
void rg_toast_finish_write (GtkWidget *widget, RgStore *store, GAsyncResult *result,
                            const char *text);
/* The same where the widget, which is in a window now, may be gone by then: user data, and the
 * callback that takes it. */
typedef struct _RgToastWrite RgToastWrite;
RgToastWrite *rg_toast_write_new (GtkWidget *widget, const char *text);
void rg_toast_written_cb (GObject *source, GAsyncResult *result, gpointer write);
/* The same for a dialog, which is closed then; FALSE: it stays, with the error in its banner. */
gboolean rg_toast_finish_dialog (AdwDialog *dialog, AdwBanner *banner, RgStore *store,
                                 GAsyncResult *result, const char *text);

G_END_DECLS
