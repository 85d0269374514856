/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Makes the sample shop's file without holding the window up. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Makes its folder too. The sales end yesterday, so that the shop looks alive. */
void rg_sample_shop_make_async (const char *path, GAsyncReadyCallback callback, gpointer user_data);
gboolean rg_sample_shop_make_finish (GAsyncResult *result, GError **error);

G_END_DECLS
