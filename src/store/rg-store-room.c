/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a shop does where it lies: full and damaged disks, and places that can only be read. */
#include "config.h"

#include "store/rg-store-backup.h"
#include "store/rg-store-private.h"

#include "base/rg-date.h"
#include "base/rg-i18n.h"
#include "db/rg-backup.h"
#include "db/rg-backup-io.h"
#include "db/rg-migrate.h"
#include "db/rg-space.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* With less beside it, a shop is as good as on a full disk. */
#define LEAST_ROOM (16 * 1024 * 1024)
/* A file is opened with less. */
#define OPENING_ROOM (1024 * 1024)

typedef struct
{
  GWeakRef store;
  const char *name;
} RgEmission;

static gboolean
rg_emission_cb (gpointer data)
{
  RgEmission *emission = data;
  g_autoptr (RgStore) store = g_weak_ref_get (&emission->store);

  if (store != NULL)
    g_signal_emit_by_name (store, emission->name);
  return G_SOURCE_REMOVE;
}

static void
rg_emission_free (gpointer data)
{
  RgEmission *emission = data;

  g_weak_ref_clear (&emission->store);
  g_free (emission);
}

void
rg_store_emit_later (RgStore *store, const char *name)
{
  RgEmission *emission = g_new0 (RgEmission, 1);

  g_weak_ref_init (&emission->store, store);
  emission->name = name;
  g_idle_add_full (G_PRIORITY_DEFAULT, rg_emission_cb, emission, rg_emission_free);
}

/* --- A full disk ------------------------------------------------------------------------------ */

static void
rg_room_set_full (RgStore *store, gboolean full)
{
  if (g_atomic_int_get (&store->is_full) == full)
    return;
  g_atomic_int_set (&store->is_full, full);
  rg_store_emit_later (store, "room-changed");
}

gboolean
rg_store_use_reserve (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  const gint64 room = rg_space_free (folder);

  return room >= 0 && room < OPENING_ROOM && rg_reserve_release (path);
}

void
rg_store_keep_reserve (RgStore *store)
{
  g_autofree char *folder = g_path_get_dirname (store->path);
  const gint64 room = rg_space_free (folder);

  if (!rg_reserve_make (store->path) && room >= 0 && room < LEAST_ROOM)
    rg_room_set_full (store, TRUE);
}

void
rg_store_mind_room (RgStore *store, GError **error)
{
  if (error == NULL)
    {
      if (rg_store_is_full (store) && rg_reserve_make (store->path))
        rg_room_set_full (store, FALSE);
      return;
    }
  if (!g_error_matches (*error, RG_DB_ERROR, RG_DB_ERROR_FULL))
    return;
  rg_room_set_full (store, TRUE);
  if (!rg_reserve_release (store->path))
    return;
  g_clear_error (error);
  g_set_error_literal (error, RG_DB_ERROR, RG_DB_ERROR_FULL,
                       _("The disk is full. Nothing was changed. There is now a little room that "
                         "Regulars had kept back, so that you can delete and export; make more "
                         "room soon."));
}

/* --- Damage ----------------------------------------------------------------------------------- */

/* What SQLite said last on this connection. A copy on another disk that turned out to be damaged
 * says nothing about the file: then the file itself is read. */
static gboolean
rg_room_is_to_blame (RgDb *db)
{
  const int code = sqlite3_errcode (rg_db_get_handle (db)) & 0xff;
  g_autoptr (RgStatement) check = NULL;

  if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB)
    return TRUE;
  check = rg_db_statement (db, "backups.structure", NULL);
  return check == NULL || rg_statement_step (check, NULL) != RG_STEP_ROW
         || !g_str_equal (rg_statement_get_text (check, 0), "ok");
}

void
rg_store_mind_damage (RgStore *store, RgDb *db, const GError *error)
{
  if (!g_error_matches (error, RG_DB_ERROR, RG_DB_ERROR_CORRUPT)
      && !g_error_matches (error, RG_DB_ERROR, RG_DB_ERROR_NOT_A_SHOP))
    return;
  if (!rg_store_is_damaged (store) && rg_room_is_to_blame (db)
      && g_atomic_int_compare_and_exchange (&store->is_damaged, FALSE, TRUE))
    rg_store_emit_later (store, "damaged");
}

/* --- Before an update ------------------------------------------------------------------------- */

gboolean
rg_store_back_up_old_version (RgDb *db, const char *path, GCancellable *cancellable,
                              GError **error)
{
  g_autofree char *folder = rg_backups_dup_folder_of (path);
  g_autofree char *target = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (RgStatement) shop = NULL;
  int version;

  if (!rg_migrate_get_version (db, &version, error))
    return FALSE;
  if (version < 1 || version >= rg_migrate_newest ())
    return TRUE;
  shop = rg_db_statement (db, "backups.name", error);
  if (shop == NULL || rg_statement_step (shop, error) != RG_STEP_ROW)
    return FALSE;
  /* A sample shop can be made anew. */
  if (rg_statement_get_int (shop, 1) != 0)
    return TRUE;
  if (!rg_io_make_folder (folder, error))
    return FALSE;
  target = rg_backup_dup_new_path (folder, rg_statement_get_text (shop, 0),
                                   /* Translators: the end of a backup's file name. */
                                   _(" before an update"), rg_instant_now (), zone);
  g_clear_pointer (&shop, rg_statement_release);
  return rg_db_exec (db, "BEGIN", "begin", error)
         && rg_backup_make_labelled (db, target, NULL, cancellable, error)
         && rg_db_exec (db, "ROLLBACK", "end", error);
}

/* --- Places that can only be read ------------------------------------------------------------- */

gboolean
rg_store_can_only_read (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR) && g_access (path, R_OK) == 0
         && (g_access (path, W_OK) != 0 || g_access (folder, W_OK) != 0);
}

gboolean
rg_store_is_settled (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autoptr (RgDb) db = NULL;
  GStatBuf info;
  int version;

  if (g_stat (log, &info) == 0 && info.st_size > 0)
    return FALSE;
  db = rg_db_open (path, RG_DB_STILL, NULL);
  return db != NULL && rg_migrate_get_version (db, &version, NULL)
         && version == rg_migrate_newest ();
}

RgStore *
rg_store_open_for_reading (const char *path, GCancellable *cancellable, GError **error)
{
  RgStore *store;

  if (rg_store_is_settled (path))
    return rg_store_open_still (path, NULL, error);
  store = rg_store_open_backup (path, NULL, cancellable, error);
  /* Whoever asks where the shop lies does not mean the copy. */
  if (store != NULL)
    g_set_str (&store->path, path);
  return store;
}
