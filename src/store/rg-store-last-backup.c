/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What is known about the last backup, so that whoever shows it need not look for it. */
#include "store/rg-store-backup.h"
#include "store/rg-store-private.h"

RgBackupResult *
rg_backup_result_copy (const RgBackupResult *result)
{
  RgBackupResult *copy = g_new0 (RgBackupResult, 1);

  copy->path = g_strdup (result->path);
  copy->why = g_strdup (result->why);
  copy->at = result->at;
  copy->elsewhere = result->elsewhere;
  return copy;
}

RgBackupResult *
rg_store_dup_last_backup (RgStore *store)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&store->lock);

  return store->last_backup != NULL ? rg_backup_result_copy (store->last_backup) : NULL;
}

/* Where no backup could be made, the one before stays the last. */
void
rg_store_note_backup (RgStore *store, const RgBackupResult *result)
{
  RgBackupResult *next = rg_backup_result_copy (result);

  g_mutex_lock (&store->lock);
  if (next->path == NULL && store->last_backup != NULL)
    {
      next->path = g_steal_pointer (&store->last_backup->path);
      next->at = store->last_backup->at;
      next->elsewhere = store->last_backup->elsewhere;
    }
  g_clear_pointer (&store->last_backup, rg_backup_result_free);
  store->last_backup = next;
  g_mutex_unlock (&store->lock);
  rg_store_emit_later (store, "backed-up");
}
