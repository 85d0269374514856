/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The shop's locations. They come with their receipts; where they are is said by hand. */
#pragma once

#include "base/rg-uuid.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

typedef struct {
  gint64 id;
  guint8 uuid[RG_UUID_SIZE];
  char *code;    /* as the till writes it; "" where it says nothing */
  char *name;    /* what people call it; the code where it has none */
  char *address; /* in lines; "": nobody said, and the shop's counts */
  gboolean online; /* a web shop */
} RgLocation;

void rg_location_free (RgLocation *location);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgLocation, rg_location_free)

/* RgLocation, in the order in which they came. Any connection. */
GPtrArray *rg_locations_read (RgDb *db, GError **error);
/* By uuid, name or code; NULL with an error where there is none, or several. */
RgLocation *rg_location_find (RgDb *db, const char *text, GError **error);

/* One action. address, online: NULL where that stays as it is. *action (may be NULL) is 0 where
 * nothing was different. RG_STORE_ERROR_INVALID where the address holds a payment card number or is
 * far too long. */
gboolean rg_store_edit_location_sync (RgStore *store, gint64 id, const char *address,
                                      const gboolean *online, gint64 *action, GError **error);
/* Ends with rg_store_write_finish(). */
void rg_store_edit_location_async (RgStore *store, gint64 id, const char *address,
                                   const gboolean *online, GAsyncReadyCallback callback,
                                   gpointer user_data);

G_END_DECLS
