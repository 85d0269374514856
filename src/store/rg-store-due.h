/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is due, as Today lists it: tasks and tickets. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

typedef struct {
  GPtrArray *tasks;   /* RgTask that are open and due on the day or before */
  GPtrArray *tickets; /* RgTicket, the same */
} RgDueList;

void rg_due_list_free (RgDueList *due);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgDueList, rg_due_list_free)

guint rg_due_list_count (const RgDueList *due);

/* In a RgReadFunc. */
RgDueList *rg_due_list_read (RgDb *db, RgDay day, GError **error);

void rg_store_read_due_async (RgStore *store, RgDay day, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
RgDueList *rg_store_read_due_finish (RgStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
