/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "config.h"

#include "store/rg-store-row.h"

#include "store/rg-store.h"

RgStatement *
rg_store_row (RgDb *db, const char *name, gint64 id, const char *missing, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, name, error);
  RgStep step;

  if (row == NULL)
    return NULL;
  rg_statement_bind_int (row, 1, id);
  step = rg_statement_step (row, error);
  if (step == RG_STEP_DONE)
    g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND, missing);
  return step == RG_STEP_ROW ? g_steal_pointer (&row) : NULL;
}
