/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Tags: their names and colours, everywhere at once.
 *
 * A customer has a tag by its id, a segment by its name: a tag that is renamed or that becomes part
 * of another is followed in the segments, in the same action, and files that go on calling it as
 * before mean it. The lists of campaigns that are fixed stay as they were. */
#pragma once

#include "base/rg-uuid.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  guint8 uuid[RG_UUID_SIZE];
  char *name;
  char *colour;      /* one of rg_tag_colours, "" for none */
  guint n_customers; /* living ones that have it */
  guint n_segments;  /* that name it */
} RgTag;

/* The words for colours in the file and for regularsctl; NULL ends them. */
extern const char *const rg_tag_colours[];
/* "Blue", untranslated. "" is "No colour"; NULL for no such colour. */
const char *rg_tag_colour_name (const char *colour);

void rg_tag_free (RgTag *tag);

/* RgTag, in the order of the names as the user's language has it. */
GPtrArray *rg_tags_read (RgDb *db, GError **error);
void rg_store_read_tags_async (RgStore *store, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *rg_store_read_tags_finish (RgStore *store, GAsyncResult *result, GError **error);
/* By id, UUID or name, case and accents as a last resort; 0 with RG_STORE_ERROR_NOT_FOUND. */
gint64 rg_tag_look_up (RgDb *db, const char *text, GError **error);

/* Each of the following is one action; finish the async ones with rg_store_write_finish(). */

/* RG_STORE_ERROR_CONFLICT where another tag has the name: merge them. */
gboolean rg_store_save_tag_sync (RgStore *store, gint64 id, const char *name, const char *colour,
                                 gint64 *action_id, GError **error);
void rg_store_save_tag_async (RgStore *store, gint64 id, const char *name, const char *colour,
                              GAsyncReadyCallback callback, gpointer user_data);
/* Whoever has the second one has the first one then, and the second one is gone. */
gboolean rg_store_merge_tags_sync (RgStore *store, gint64 stays, gint64 goes, gint64 *action_id,
                                   GError **error);
void rg_store_merge_tags_async (RgStore *store, gint64 stays, gint64 goes,
                                GAsyncReadyCallback callback, gpointer user_data);
/* Segments that name it go on naming it: nobody has it. */
gboolean rg_store_delete_tag_sync (RgStore *store, gint64 id, gint64 *action_id, GError **error);
void rg_store_delete_tag_async (RgStore *store, gint64 id, GAsyncReadyCallback callback,
                                gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgTag, rg_tag_free)

G_END_DECLS
