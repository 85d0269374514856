/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Puts a backup in the place of the shop's file, from the window. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* backup is the backup's path, or "" to ask for it. The shop at `path` is not open; what is there
 * is kept beside it. Ends with G_IO_ERROR_CANCELLED or GTK_DIALOG_ERROR where nobody chose a
 * file. */
void rg_restore_async (GtkWindow *window, const char *backup, const char *path,
                       GAsyncReadyCallback callback, gpointer user_data);
gboolean rg_restore_finish (GAsyncResult *result, GError **error);

G_END_DECLS
