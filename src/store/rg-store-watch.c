/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the shop remembers of the folder that is looked into. */
#include "store/rg-store-watch.h"

#include <string.h>

#include "base/rg-i18n.h"
#include "store/rg-setting.h"
#include "store/rg-store-cards.h"

#define RG_WATCH_FOLDER "watch-folder"
#define RG_WATCH_BY_ITSELF "watch-by-itself"

void
rg_watch_settings_clear (RgWatchSettings *settings)
{
  g_clear_pointer (&settings->folder, g_free);
}

/* --- reading ------------------------------------------------------------------------------ */

/* "" where there is no such setting; NULL with an error. */
static char *
rg_watch_dup_setting (RgDb *db, const char *name, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "watch.setting", error);
  RgStep step;

  if (row == NULL)
    return NULL;
  rg_statement_bind_text (row, 1, name);
  step = rg_statement_step (row, error);
  if (step == RG_STEP_ERROR)
    return NULL;
  return g_strdup (step == RG_STEP_ROW ? rg_statement_get_text (row, 0) : "");
}

gboolean
rg_watch_settings_read (RgDb *db, RgWatchSettings *settings, GError **error)
{
  g_autofree char *by_itself = rg_watch_dup_setting (db, RG_WATCH_BY_ITSELF, error);

  if (by_itself == NULL)
    return FALSE;
  settings->by_itself = g_str_equal (by_itself, "1");
  settings->folder = rg_watch_dup_setting (db, RG_WATCH_FOLDER, error);
  return settings->folder != NULL;
}

static void
rg_watch_settings_free (gpointer data)
{
  rg_watch_settings_clear (data);
  g_free (data);
}

static gboolean
rg_watch_read_in_thread (RgDb *db, gpointer data, GError **error)
{
  return rg_watch_settings_read (db, data, error);
}

void
rg_store_read_watch_async (RgStore *store, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  rg_store_read_async (store, RG_READER_ROWS, rg_watch_read_in_thread,
                       g_new0 (RgWatchSettings, 1), rg_watch_settings_free, cancellable, callback,
                       user_data);
}

gboolean
rg_store_read_watch_finish (RgStore *store, GAsyncResult *result, RgWatchSettings *settings,
                            GError **error)
{
  RgWatchSettings *read = rg_store_read_get_data (result);

  if (!rg_store_read_finish (store, result, error))
    return FALSE;
  *settings = *read;
  read->folder = NULL;
  return TRUE;
}

static char *
rg_file_hash_to_text (const guint8 hash[RG_FILE_HASH_SIZE])
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < RG_FILE_HASH_SIZE; i++)
    g_string_append_printf (text, "%02x", hash[i]);
  return g_string_free (text, FALSE);
}

gboolean
rg_file_is_known (RgDb *db, const guint8 hash[RG_FILE_HASH_SIZE], gboolean *known, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "watch.known", error);
  g_autofree char *text = rg_file_hash_to_text (hash);
  RgStep step;

  if (row == NULL)
    return FALSE;
  rg_statement_bind_blob (row, 1, hash, RG_FILE_HASH_SIZE);
  rg_statement_bind_text (row, 2, text);
  step = rg_statement_step (row, error);
  *known = step == RG_STEP_ROW;
  return step != RG_STEP_ERROR;
}

gboolean
rg_imports_read_stamp (RgDb *db, gint64 *stamp, GError **error)
{
  return rg_db_get_int (db, "watch.stamp", stamp, error);
}

/* --- writing ------------------------------------------------------------------------------ */

static gboolean
rg_watch_set_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const RgWatchSettings *settings = data;
  RgDb *db = rg_write_get_db (write);

  return rg_cards_check_text (settings->folder != NULL ? settings->folder : "", error)
         && rg_setting_write (db, RG_WATCH_FOLDER, settings->folder != NULL ? settings->folder : "",
                            error)
         && rg_setting_write (db, RG_WATCH_BY_ITSELF, settings->by_itself ? "1" : "", error);
}

gboolean
rg_store_set_watch_sync (RgStore *store, const RgWatchSettings *settings, gint64 *action,
                         GError **error)
{
  return rg_store_write_sync (store, "folder.set", _("Folder for New Files"),
                              rg_watch_set_in_thread, (gpointer) settings, NULL, action, error);
}

void
rg_store_set_watch_async (RgStore *store, const RgWatchSettings *settings,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  RgWatchSettings *copy = g_memdup2 (settings, sizeof *settings);

  copy->folder = g_strdup (settings->folder);
  rg_store_write_async (store, "folder.set", _("Folder for New Files"), rg_watch_set_in_thread,
                        copy, rg_watch_settings_free, NULL, callback, user_data);
}

typedef struct {
  char *hash;
  char *name;
} RgIgnoring;

static void
rg_ignoring_free (gpointer data)
{
  RgIgnoring *ignoring = data;

  g_free (ignoring->hash);
  g_free (ignoring->name);
  g_free (ignoring);
}

static RgIgnoring *
rg_ignoring_new (const guint8 hash[RG_FILE_HASH_SIZE], const char *name)
{
  RgIgnoring *ignoring = g_new0 (RgIgnoring, 1);

  ignoring->hash = rg_file_hash_to_text (hash);
  ignoring->name = g_strdup (name);
  return ignoring;
}

static gboolean
rg_ignoring_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const RgIgnoring *ignoring = data;
  g_autoptr (RgStatement) statement
    = rg_db_statement (rg_write_get_db (write), "watch.ignore", error);

  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 1, ignoring->hash);
  rg_statement_bind_text (statement, 2, ignoring->name);
  rg_statement_bind_int (statement, 3, rg_write_get_now (write));
  return rg_statement_run (statement, error);
}

static char *
rg_ignoring_label (const char *name)
{
  /* Translators: what History shows; %s is a file's name. */
  return g_strdup_printf (_("File Ignored: %s"), name);
}

gboolean
rg_store_ignore_file_sync (RgStore *store, const guint8 hash[RG_FILE_HASH_SIZE], const char *name,
                           gint64 *action, GError **error)
{
  RgIgnoring *ignoring = rg_ignoring_new (hash, name);
  g_autofree char *label = rg_ignoring_label (name);
  gboolean ok = rg_store_write_sync (store, "folder.ignore", label, rg_ignoring_in_thread, ignoring,
                                     NULL, action, error);

  rg_ignoring_free (ignoring);
  return ok;
}

void
rg_store_ignore_file_async (RgStore *store, const guint8 hash[RG_FILE_HASH_SIZE],
                            const char *name, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *label = rg_ignoring_label (name);

  rg_store_write_async (store, "folder.ignore", label, rg_ignoring_in_thread,
                        rg_ignoring_new (hash, name), rg_ignoring_free, NULL, callback, user_data);
}
