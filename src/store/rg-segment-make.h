/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Segments that the program proposes: saved under a name that is free. */
#pragma once

#include "store/rg-store-segments.h"

G_BEGIN_DECLS

/* Of the rules, one action. */
void rg_store_make_segment_async (RgStore *store, const char *name, const char *text,
                                  GAsyncReadyCallback callback, gpointer user_data);
/* Of these customers (GArray of gint64), chosen by hand, each with the reason; one action. */
void rg_store_make_list_async (RgStore *store, const char *name, const char *reason, GArray *ids,
                               GAsyncReadyCallback callback, gpointer user_data);
/* For both: the id of the new segment; 0 with an error. */
gint64 rg_store_make_finish (GAsyncResult *result, GError **error);

G_END_DECLS
