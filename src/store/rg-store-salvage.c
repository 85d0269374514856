/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Salvaging a shop's file. */
#include "config.h"

#include "store/rg-store-salvage.h"

#include "base/rg-i18n.h"
#include "db/rg-backup.h"
#include "db/rg-space.h"
#include "store/rg-store-backup.h"
#include "store/rg-store-private.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#define CURRENCY_LETTERS 3

/* For a shop whose own row is lost: that of the user's country. */
static char *
rg_salvage_dup_currency (void)
{
  const char *word = localeconv ()->int_curr_symbol;

  return strlen (word) >= CURRENCY_LETTERS ? g_strndup (word, CURRENCY_LETTERS) : g_strdup ("EUR");
}

RgSalvageReport *
rg_store_salvage_sync (const char *path, const char *target, GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (RgLock) lock = NULL;
  g_autoptr (RgSalvageReport) report = NULL;
  g_autofree char *currency = rg_salvage_dup_currency ();
  g_autoptr (GError) wrong = NULL;
  GStatBuf info;

  if (g_file_test (target, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   /* Translators: %s is the path of a file. */
                   _("%s is already there, and was left as it is. Name another file."), target);
      return NULL;
    }
  if (g_stat (path, &info) == 0
      && !rg_space_check (target, info.st_size + info.st_size / 4, error))
    return NULL;
  /* A file in a folder that cannot be written to has no writer. */
  if (!rg_store_lock_path (path, &lock, &wrong)
      && !g_error_matches (wrong, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED)
      && !g_error_matches (wrong, G_IO_ERROR, G_IO_ERROR_READ_ONLY))
    {
      g_propagate_error (error, g_steal_pointer (&wrong));
      return NULL;
    }
  report = rg_salvage (path, target, _("Salvaged Shop"), currency, cancellable, error);
  if (report == NULL)
    return NULL;
  if (rg_store_complete_file (target, NULL, error))
    return g_steal_pointer (&report);
  rg_backup_remove (target);
  return NULL;
}

RgStore *
rg_store_open_salvaged (const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = rg_backup_make_folder (error);
  g_autofree char *copy = folder != NULL ? g_build_filename (folder, "shop.regulars", NULL) : NULL;
  g_autoptr (RgSalvageReport) report = NULL;
  RgStore *store = NULL;

  if (folder == NULL)
    return NULL;
  report = rg_store_salvage_sync (path, copy, cancellable, error);
  if (report != NULL)
    store = rg_store_open_still (copy, folder, error);
  if (store == NULL)
    rg_backup_remove_folder (folder);
  return store;
}

/* --- On a thread ------------------------------------------------------------------------------ */

typedef struct
{
  char *path;
  char *target;
} RgSalvaging;

static void
rg_salvaging_free (gpointer data)
{
  RgSalvaging *salvaging = data;

  g_free (salvaging->path);
  g_free (salvaging->target);
  g_free (salvaging);
}

static void
rg_store_salvage_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const RgSalvaging *salvaging = data;
  g_autoptr (GError) error = NULL;
  RgSalvageReport *report = rg_store_salvage_sync (salvaging->path, salvaging->target, cancellable,
                                                   &error);

  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) rg_salvage_report_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
rg_store_salvage_async (const char *path, const char *target, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  RgSalvaging *salvaging = g_new0 (RgSalvaging, 1);

  salvaging->path = g_strdup (path);
  salvaging->target = g_strdup (target);
  g_task_set_source_tag (task, rg_store_salvage_async);
  g_task_set_task_data (task, salvaging, rg_salvaging_free);
  g_task_run_in_thread (task, rg_store_salvage_in_thread);
}

RgSalvageReport *
rg_store_salvage_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
rg_store_use_salvaged_sync (const char *salvaged, const char *path, char **kept, GError **error)
{
  return rg_store_take_back_restore_sync (path, salvaged, kept, error);
}

char *
rg_store_dup_salvage_path (const char *path)
{
  char *name = g_strconcat (path, ".salvaged", NULL);

  for (int i = 2; g_file_test (name, G_FILE_TEST_EXISTS); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s.salvaged-%d", path, i);
    }
  return name;
}

gboolean
rg_store_error_is_damage (const GError *error)
{
  return g_error_matches (error, RG_DB_ERROR, RG_DB_ERROR_CORRUPT)
         || g_error_matches (error, RG_DB_ERROR, RG_DB_ERROR_NOT_A_SHOP)
         || g_error_matches (error, RG_DB_ERROR, RG_DB_ERROR_FAILED);
}
