/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Asks for the passphrase of encrypted backups. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* wrong: what was typed before does not fit, which is said. */
void rg_passphrase_ask_async (GtkWidget *parent, gboolean wrong, GAsyncReadyCallback callback,
                              gpointer user_data);
/* NULL where nobody typed one. */
char *rg_passphrase_ask_finish (GAsyncResult *result);

/* A new one, typed twice. `remember`: whether this computer is to keep it. */
void rg_passphrase_make_async (GtkWidget *parent, GAsyncReadyCallback callback,
                               gpointer user_data);
char *rg_passphrase_make_finish (GAsyncResult *result, gboolean *remember);

G_END_DECLS
