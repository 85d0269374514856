/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The names of a few people of many, drawn fairly. */
#pragma once

#include "analysis/rg-dataset.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

/* Everybody is as likely as anybody else, and who is drawn with one salt stays drawn while they are
 * among the people. The callback comes on the main thread. */
void rg_segment_draw_async (RgStore *store, const RgDataset *dataset, const RgBitset *people,
                            guint64 salt, GAsyncReadyCallback callback, gpointer user_data);
/* At most twelve names, a line each, or NULL. */
char *rg_segment_draw_finish (RgStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
