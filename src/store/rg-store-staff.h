/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Who works here, and who is at the keyboard now. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

/* From now on actions carry this name; somebody of that name is made where there is nobody. An
 * empty name is nobody. RG_STORE_ERROR_INVALID for a name that holds a payment card number. */
gboolean rg_store_use_staff_sync (RgStore *store, const char *name, GError **error);
void rg_store_use_staff_async (RgStore *store, const char *name, GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean rg_store_use_staff_finish (RgStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
