/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The log that a crash leaves beside a shop's file, with its last changes in it: whether it is this
 * file's own.
 *
 * SQLite takes any log in whose sums are right, also one that was left by a file that somebody has
 * meanwhile replaced. Nothing in the two files ties them together, so the shop is read twice, with
 * the log and without it. */
#include "config.h"

#include "store/rg-store-private.h"
#include "store/rg-store-salvage.h"

#include "base/rg-i18n.h"
#include "db/rg-backup-io.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

/* Smaller than its header and one frame, there is nothing in it. */
#define LEAST_LOG 4096

/* One way to read the file. */
typedef struct
{
  RgDb *db; /* NULL where it holds no shop that can be read */
  guint8 uuid[RG_UUID_SIZE];
  gint64 generation;
} RgLogView;

static void
rg_log_view_clear (RgLogView *view)
{
  g_clear_pointer (&view->db, rg_db_close);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgLogView, rg_log_view_clear)

static void
rg_log_view_open (RgLogView *view, const char *path, RgDbMode mode)
{
  g_autoptr (RgDb) db = rg_db_open (path, mode, NULL);
  g_autoptr (RgStatement) shop = db != NULL ? rg_db_statement (db, "backups.shop-uuid", NULL)
                                            : NULL;
  const void *uuid;
  gsize length;

  if (shop == NULL || rg_statement_step (shop, NULL) != RG_STEP_ROW
      || !rg_db_get_int (db, "store.generation", &view->generation, NULL))
    return;
  uuid = rg_statement_get_blob (shop, 0, &length);
  /* A torn row may have none. */
  if (uuid != NULL)
    memcpy (view->uuid, uuid, MIN (length, sizeof view->uuid));
  g_clear_pointer (&shop, rg_statement_release);
  view->db = g_steal_pointer (&db);
}

static gboolean
rg_log_view_is_whole (const RgLogView *view)
{
  g_autoptr (RgStatement) check = view->db != NULL
                                    ? rg_db_statement (view->db, "backups.structure", NULL)
                                    : NULL;

  return check != NULL && rg_statement_step (check, NULL) == RG_STEP_ROW
         && g_str_equal (rg_statement_get_text (check, 0), "ok");
}

/* Actions stay for good: the last one that the file knows is there with its log as well. */
static gboolean
rg_log_knows_last_action (const RgLogView *without, const RgLogView *with)
{
  g_autoptr (RgStatement) last = rg_db_statement (without->db, "backups.last-action", NULL);
  g_autoptr (RgStatement) same = rg_db_statement (with->db, "backups.action-uuid", NULL);
  gsize length = 0, same_length = 0;
  const void *uuid, *same_uuid;

  if (last == NULL || same == NULL || rg_statement_step (last, NULL) != RG_STEP_ROW)
    return TRUE;
  rg_statement_bind_int (same, 1, rg_statement_get_int (last, 0));
  if (rg_statement_step (same, NULL) != RG_STEP_ROW)
    return FALSE;
  uuid = rg_statement_get_blob (last, 1, &length);
  same_uuid = rg_statement_get_blob (same, 0, &same_length);
  return length == same_length && memcmp (uuid, same_uuid, length) == 0;
}

/* A log goes on from where its file is, and leads to a whole shop. Of a file that is no shop
 * without its log, the log is all there is.
 *
 * A cut while the log goes into the file leaves pages of both times there, and one page may be half
 * of each, the shop's own row too: only a file that is whole without its log can say anything
 * against one that leads to a whole shop. */
static gboolean
rg_log_is_foreign (const char *path)
{
  g_auto (RgLogView) without = { 0 };
  g_auto (RgLogView) with = { 0 };
  gboolean other = FALSE;

  rg_log_view_open (&without, path, RG_DB_STILL);
  if (without.db == NULL)
    return FALSE;
  rg_log_view_open (&with, path, RG_DB_READ);
  if (with.db != NULL)
    other = memcmp (with.uuid, without.uuid, sizeof with.uuid) != 0;
  if (!rg_log_view_is_whole (&without))
    return other && !rg_log_view_is_whole (&with);
  return other || with.db == NULL || !rg_log_view_is_whole (&with)
         || with.generation < without.generation || !rg_log_knows_last_action (&without, &with);
}

gboolean
rg_store_has_log (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  GStatBuf info;

  return g_stat (log, &info) == 0 && info.st_size >= LEAST_LOG;
}

gboolean
rg_store_check_log (const char *path, GError **error)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);

  if (!rg_store_has_log (path) || !rg_log_is_foreign (path))
    return TRUE;
  g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_FOREIGN_LOG,
               /* Translators: %s is the path of a file. */
               _("%s holds changes of another file. They were not taken in, and nothing was "
                 "changed. Move that file away to open the shop without them."),
               log);
  return FALSE;
}

gboolean
rg_store_put_log_aside_sync (const char *path, char **kept, GError **error)
{
  g_autoptr (RgLock) lock = NULL;
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *index = g_strconcat (path, "-shm", NULL);
  g_autofree char *aside = g_strconcat (path, ".other-changes", NULL);

  if (!rg_store_lock_path (path, &lock, error))
    return FALSE;
  for (int i = 2; g_file_test (aside, G_FILE_TEST_EXISTS); i++)
    {
      g_free (aside);
      aside = g_strdup_printf ("%s.other-changes-%d", path, i);
    }
  if (g_rename (log, aside) != 0)
    return rg_io_set_errno (error, errno, log);
  g_remove (index);
  if (kept != NULL)
    *kept = g_steal_pointer (&aside);
  return TRUE;
}
