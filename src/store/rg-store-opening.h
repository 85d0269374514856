/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Opening a shop's file where that takes more than a moment. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

typedef enum {
  RG_OPENING_AT_ONCE, /* rg_store_open() is quick; also where it will fail */
  RG_OPENING_UPDATE,  /* an older version's: a copy is made and checked, then it is updated */
  RG_OPENING_CHECK,   /* a crash has left changes beside it, which are held against it */
  RG_OPENING_COPY,    /* it can only be read, and not as it lies there: out of a private copy */
} RgOpeningWork;

/* What opening the file will have to do; a look at its header. */
RgOpeningWork rg_store_foresee_opening (const char *path);

/* rg_store_open() on a thread. Cancelled, it leaves the file as it was, or up to date. */
void rg_store_open_async (const char *path, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data);
RgStore *rg_store_open_finish (GAsyncResult *result, GError **error);

G_END_DECLS
