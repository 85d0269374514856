/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What an import made goes, in the order in which one thing needs the other. */
#include "store/rg-store-undo-private.h"

#include "store/rg-store-consent.h"

static const struct
{
  const char *name;
  gboolean asks_action;
} rg_undo_import_steps[] = {
  { "undo-import.contact-points", TRUE }, { "undo-import.customer-tags", FALSE },
  { "undo-import.customers", TRUE },      { "undo-import.identities", FALSE },
  { "undo-import.households", FALSE },    { "undo-import.tags", FALSE },
  { "undo-import.products", TRUE },       { "undo-import.categories", FALSE },
  { "undo-import.locations", FALSE },
};

gboolean
rg_undo_import_rows (RgWrite *write, const RgUndoSubject *subject, GError **error)
{
  if (!rg_consent_take_back_import (write, subject->import_id, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (rg_undo_import_steps); i++)
    {
      g_autoptr (RgStatement) step =
          rg_db_statement (rg_write_get_db (write), rg_undo_import_steps[i].name, error);

      if (step == NULL)
        return FALSE;
      rg_statement_bind_int (step, 1, subject->import_id);
      if (rg_undo_import_steps[i].asks_action)
        rg_statement_bind_int (step, 2, subject->action_id);
      if (!rg_statement_run (step, error))
        return FALSE;
    }
  return TRUE;
}
