/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Reads what the summaries of imports keep of the tills that people named. */
#include "store/rg-import-origin.h"

void
rg_import_origin_free (RgImportOrigin *self)
{
  g_free (self->till);
  g_free (self->corrections);
  g_strfreev (self->tills);
  g_free (self);
}

static gboolean
read_last (RgDb *db, const char *columns, RgImportOrigin *self, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "import.last-origin", error);
  RgStep step;

  if (row == NULL)
    return FALSE;
  rg_statement_bind_text (row, 1, columns);
  step = rg_statement_step (row, error);
  if (step == RG_STEP_ROW)
    {
      self->till = g_strdup (rg_statement_get_text (row, 0));
      self->own_numbers = rg_statement_get_int (row, 1) != 0;
      self->corrections = g_strdup (rg_statement_get_text (row, 2));
    }
  else
    {
      self->till = g_strdup ("");
      self->corrections = g_strdup ("");
    }
  return step != RG_STEP_ERROR;
}

RgImportOrigin *
rg_import_origin_read (RgDb *db, const char *columns, GError **error)
{
  g_autoptr (RgImportOrigin) self = g_new0 (RgImportOrigin, 1);
  g_autoptr (RgStatement) rows = rg_db_statement (db, "import.tills", error);
  g_autoptr (GStrvBuilder) tills = g_strv_builder_new ();
  RgStep step;

  if (rows == NULL || !read_last (db, columns, self, error))
    return NULL;
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    g_strv_builder_add (tills, rg_statement_get_text (rows, 0));
  self->tills = g_strv_builder_end (tills);
  return step == RG_STEP_DONE ? g_steal_pointer (&self) : NULL;
}
