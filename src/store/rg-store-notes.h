/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What somebody wrote down about a customer: notes, and what was said in a call. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

typedef enum { RG_NOTE, RG_NOTE_CALL } RgNoteKind;

/* Each is one action, by whoever is at the keyboard, now; *id and *action_id may be NULL.
 * RG_STORE_ERROR_INVALID for a note without words (a call needs none) and for the number of a
 * payment card, RG_STORE_ERROR_NOT_FOUND where there is no such customer or note. Finish the async
 * ones with rg_store_write_finish(). */
gboolean rg_store_add_note_sync (RgStore *store, gint64 customer, RgNoteKind kind,
                                 const char *text, gint64 *id, gint64 *action_id, GError **error);
void rg_store_add_note_async (RgStore *store, gint64 customer, RgNoteKind kind, const char *text,
                              GAsyncReadyCallback callback, gpointer user_data);
/* Who and when stay as they are. */
gboolean rg_store_edit_note_sync (RgStore *store, gint64 id, const char *text, gint64 *action_id,
                                  GError **error);
void rg_store_edit_note_async (RgStore *store, gint64 id, const char *text,
                               GAsyncReadyCallback callback, gpointer user_data);
gboolean rg_store_delete_note_sync (RgStore *store, gint64 id, gint64 *action_id, GError **error);
void rg_store_delete_note_async (RgStore *store, gint64 id, GAsyncReadyCallback callback,
                                 gpointer user_data);

G_END_DECLS
