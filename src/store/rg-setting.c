/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "store/rg-setting.h"

gboolean
rg_setting_read (RgDb *db, const char *name, char **value, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "setting.get", error);
  RgStep step;

  *value = NULL;
  if (row == NULL)
    return FALSE;
  rg_statement_bind_text (row, 1, name);
  step = rg_statement_step (row, error);
  if (step == RG_STEP_ROW)
    *value = g_strdup (rg_statement_get_text (row, 0));
  return step != RG_STEP_ERROR;
}

gboolean
rg_setting_write (RgDb *db, const char *name, const char *value, GError **error)
{
  g_autoptr (RgStatement) statement = NULL;

  if (*value != '\0')
    statement = rg_db_statement (db, "setting.set", error);
  else
    statement = rg_db_statement (db, "setting.drop", error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 1, name);
  if (*value != '\0')
    rg_statement_bind_text (statement, 2, value);
  return rg_statement_run (statement, error);
}
