/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the shop's permission form says, version by version. A wording that somebody agreed to, or
 * that was printed, is never edited: another version follows it. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

typedef struct {
  gint64 id;         /* 0 for a new one */
  guint8 uuid[RG_UUID_SIZE];
  char *version;     /* "2", "Autumn 2026": unlike all others */
  char *text;        /* what the person agrees to */
  char *benefits;    /* what people get for their data, or "" */
  gboolean current;  /* stands on new forms; one at most */

  /* Read only. */
  gint64 created_at; /* Unix seconds; 0 where nobody knows */
  gint64 printed_at; /* 0: never */
  gint64 n_answers;  /* entries of the ledger that name it */
} RgWording;

RgWording *rg_wording_new (void);
RgWording *rg_wording_copy (const RgWording *wording);
void rg_wording_free (RgWording *wording);
/* Whether it may not be edited any more. */
gboolean rg_wording_is_used (const RgWording *wording);

/* RgWording, the newest first. */
GPtrArray *rg_wordings_read (RgDb *db, GError **error);
/* RG_STORE_ERROR_NOT_FOUND where there is none. */
RgWording *rg_wording_read (RgDb *db, gint64 id, GError **error);
/* *wording is NULL where no version was chosen. */
gboolean rg_wording_read_current (RgDb *db, RgWording **wording, GError **error);
/* The one of a version or an id, as people write it. */
RgWording *rg_wording_find (RgDb *db, const char *text, GError **error);
/* A text to begin with, in the user's language; what is said on paper should be the shop's own. */
char *rg_wording_dup_proposal (const char *shop_name);

/* Each is one action; finish the async ones with rg_store_write_finish(). RG_STORE_ERROR_INVALID
 * for a wording without version or text, for a version that there is, and for one that is used. The
 * first one, and one with `current`, becomes the current one. *id (may be NULL). */
gboolean rg_store_save_wording_sync (RgStore *store, const RgWording *wording, gint64 *id,
                                     gint64 *action_id, GError **error);
void rg_store_save_wording_async (RgStore *store, const RgWording *wording,
                                  GAsyncReadyCallback callback, gpointer user_data);
gboolean rg_store_choose_wording_sync (RgStore *store, gint64 id, gint64 *action_id,
                                       GError **error);
void rg_store_choose_wording_async (RgStore *store, gint64 id, GAsyncReadyCallback callback,
                                    gpointer user_data);
/* Only one that is not used. */
void rg_store_delete_wording_async (RgStore *store, gint64 id, GAsyncReadyCallback callback,
                                    gpointer user_data);
/* It stands on paper from now on. Nothing happens where it was printed before. */
gboolean rg_store_note_wording_printed_sync (RgStore *store, gint64 id, GError **error);
void rg_store_note_wording_printed_async (RgStore *store, gint64 id,
                                          GAsyncReadyCallback callback, gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgWording, rg_wording_free)

G_END_DECLS
