/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Who works here, and who is at the keyboard: their name goes into each action.
 *
 * A new shop has one member of staff, named after the computer's user. Whoever has left stays in
 * the file, since history names them, but can no longer be at the keyboard. */
#pragma once

#include "store/rg-store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  guint8 uuid[RG_UUID_SIZE];
  char *name;
  gboolean active;
} RgStaff;

void rg_staff_free (RgStaff *staff);

/* RgStaff, those who work here first, in the order in which they came. */
GPtrArray *rg_staff_read_all (RgDb *db, GError **error);

/* Each is one action; *action_id (may be NULL) is 0 where nothing was different.
 * RG_STORE_ERROR_INVALID for an empty name, RG_STORE_ERROR_NOT_FOUND for no such person. */
gboolean rg_store_add_staff_sync (RgStore *store, const char *name, gint64 *id, gint64 *action_id,
                                  GError **error);
gboolean rg_store_rename_staff_sync (RgStore *store, gint64 id, const char *name,
                                     gint64 *action_id, GError **error);
/* Nobody is at the keyboard afterwards where it was them. */
gboolean rg_store_set_staff_active_sync (RgStore *store, gint64 id, gboolean active,
                                         gint64 *action_id, GError **error);

/* --- At the keyboard -------------------------------------------------------------------------- */

/* From now on actions carry this name; somebody of that name is made where there is nobody. An
 * empty name is nobody. RG_STORE_ERROR_INVALID for a name that holds a payment card number. */
gboolean rg_store_use_staff_sync (RgStore *store, const char *name, GError **error);
void rg_store_use_staff_async (RgStore *store, const char *name, GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean rg_store_use_staff_finish (RgStore *store, GAsyncResult *result, GError **error);

/* Puts somebody at the keyboard, now and at the next start. */
gboolean rg_store_switch_staff_sync (RgStore *store, gint64 id, GError **error);

/* For the store, when it makes or opens a file. */
gboolean rg_staff_insert_first (RgDb *db, GError **error);
gboolean rg_staff_read_current (RgDb *db, gint64 *id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgStaff, rg_staff_free)

G_END_DECLS
