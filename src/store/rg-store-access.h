/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Who looked at whom, for the person's own copy. Not an action: nothing of the shop changes. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

typedef enum {
  RG_ACCESS_PROFILE, /* opened on the screen, or printed by regularsctl */
  RG_ACCESS_COPY,    /* everything about them, written into a file */
} RgAccess;

/* The same person looking at the same person within the hour is noted once. A file that can only be
 * read notes nothing. */
void rg_store_note_access_async (RgStore *store, gint64 customer, RgAccess what);
gboolean rg_store_note_access_sync (RgStore *store, gint64 customer, RgAccess what,
                                    GError **error);

G_END_DECLS
