/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Applies the migrations that a file has not had yet. */
#include "config.h"

#include "db/rg-migrate.h"

#include "base/rg-i18n.h"

#include <stdlib.h>
#include <string.h>

#define RG_MIGRATE_ROOT "/io/github/regulars/migrations/"
/* What all of them make, one after the other. */
#define RG_MIGRATE_SCHEMA "/io/github/regulars/schema.sql"

int
rg_migrate_newest (void)
{
  g_auto (GStrv) files = g_resources_enumerate_children (RG_MIGRATE_ROOT, 0, NULL);

  return files != NULL ? (int) g_strv_length (files) : 0;
}

gboolean
rg_migrate_get_version (RgDb *db, int *version, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_prepare (db, "PRAGMA user_version", error);

  if (statement == NULL || rg_statement_step (statement, error) != RG_STEP_ROW)
    return FALSE;
  *version = (int) rg_statement_get_int (statement, 0);
  return TRUE;
}

static char *
rg_migrate_find (int number)
{
  g_auto (GStrv) files = g_resources_enumerate_children (RG_MIGRATE_ROOT, 0, NULL);

  for (guint i = 0; files != NULL && files[i] != NULL; i++)
    if (atoi (files[i]) == number)
      return g_strconcat (RG_MIGRATE_ROOT, files[i], NULL);
  return NULL;
}

/* Runs what lies at `path`, after which the file is of that version. */
static gboolean
rg_migrate_run (RgDb *db, const char *path, int number, GError **error)
{
  g_autofree char *version = g_strdup_printf ("PRAGMA user_version = %d", number);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, error);

  if (bytes == NULL)
    return FALSE;
  if (rg_db_exec (db, "BEGIN EXCLUSIVE", path, error) &&
      rg_db_exec (db, g_bytes_get_data (bytes, NULL), path, error) &&
      rg_db_exec (db, version, path, error) && rg_db_exec (db, "COMMIT", path, error))
    return TRUE;
  rg_db_exec (db, "ROLLBACK", path, NULL);
  return FALSE;
}

static gboolean
rg_migrate_step (RgDb *db, int number, GError **error)
{
  g_autofree char *path = rg_migrate_find (number);

  g_return_val_if_fail (path != NULL, FALSE);

  return rg_migrate_run (db, path, number, error);
}

static gboolean
rg_migrate_is_empty (RgDb *db, gboolean *empty, GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, "migrate.things", error);
  const RgStep step = statement != NULL ? rg_statement_step (statement, error) : RG_STEP_ERROR;

  *empty = step == RG_STEP_DONE;
  return step != RG_STEP_ERROR;
}

/* Brings a file from one version to a later one. What is new gets all at once. */
static gboolean
rg_migrate_from (RgDb *db, int now, int version, GError **error)
{
  gboolean empty = FALSE;

  if (now == 0 && version == rg_migrate_newest () && !rg_migrate_is_empty (db, &empty, error))
    return FALSE;
  if (empty)
    return rg_migrate_run (db, RG_MIGRATE_SCHEMA, version, error);
  while (now < version)
    if (!rg_migrate_step (db, ++now, error))
      return FALSE;
  return TRUE;
}

gboolean
rg_migrate_to (RgDb *db, int version, GError **error)
{
  int now;

  if (!rg_migrate_get_version (db, &now, error))
    return FALSE;
  if (now > version)
    {
      g_set_error_literal (error, RG_DB_ERROR, RG_DB_ERROR_TOO_NEW,
                           _("The file was written by a newer version of Regulars, and was left as "
                             "it is. Update Regulars to use it."));
      return FALSE;
    }
  return rg_migrate_from (db, now, version, error);
}

gboolean
rg_migrate (RgDb *db, GError **error)
{
  return rg_migrate_to (db, rg_migrate_newest (), error);
}
