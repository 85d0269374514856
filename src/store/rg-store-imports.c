/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What imports must know of a shop, and the list of those of the past. */
#include "store/rg-store-import.h"

#include "base/rg-i18n.h"
#include "base/rg-uuid.h"
#include "store/rg-store-private.h"

/* --- Rules ------------------------------------------------------------------------------------ */

void
rg_import_rules_free (RgImportRules *rules)
{
  g_free (rules->currency);
  g_strfreev (rules->card_ranges);
  g_free (rules);
}

RgImportRules *
rg_import_rules_read (RgDb *db, GError **error)
{
  g_autoptr (RgShop) shop = rg_shop_read (db, error);
  g_autoptr (RgStatement) rows = rg_db_statement (db, "import.card-ranges", error);
  g_autoptr (GStrvBuilder) ranges = g_strv_builder_new ();
  RgImportRules *rules;
  RgStep step;

  if (shop == NULL || rows == NULL)
    return NULL;
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      g_strv_builder_add (ranges, rg_statement_get_text (rows, 0));
      g_strv_builder_add (ranges, rg_statement_get_text (rows, 1));
    }
  if (step == RG_STEP_ERROR)
    return NULL;
  rules = g_new0 (RgImportRules, 1);
  rules->currency = g_strdup (shop->currency);
  rules->digits = shop->digits;
  rules->card_ranges = g_strv_builder_end (ranges);
  return rules;
}

/* --- Imports of the past ---------------------------------------------------------------------- */

void
rg_import_row_free (RgImportRow *row)
{
  g_free (row->uuid);
  g_free (row->kind);
  g_free (row->dialect);
  g_free (row->file_name);
  g_free (row->state);
  g_free (row->summary);
  g_free (row);
}

static RgImportRow *
read_row (RgStatement *from)
{
  RgImportRow *row = g_new0 (RgImportRow, 1);
  gsize length;
  const guint8 *uuid = rg_statement_get_blob (from, 3, &length);

  row->id = rg_statement_get_int (from, 0);
  row->action_id = rg_statement_get_int (from, 1);
  row->at = rg_statement_get_int (from, 2);
  row->uuid = length == RG_UUID_SIZE ? rg_uuid_to_string (uuid) : g_strdup ("");
  row->kind = g_strdup (rg_statement_get_text (from, 4));
  row->dialect = g_strdup (rg_statement_get_text (from, 5));
  row->file_name = g_strdup (rg_statement_get_text (from, 6));
  row->state = g_strdup (rg_statement_get_text (from, 7));
  row->summary = g_strdup (rg_statement_get_text (from, 8));
  return row;
}

GPtrArray *
rg_imports_read (RgDb *db, GError **error)
{
  g_autoptr (GPtrArray) imports =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rg_import_row_free);
  g_autoptr (RgStatement) rows = rg_db_statement (db, "import.list", error);
  RgStep step;

  if (rows == NULL)
    return NULL;
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    g_ptr_array_add (imports, read_row (rows));
  return step == RG_STEP_DONE ? g_steal_pointer (&imports) : NULL;
}

RgImportRow *
rg_import_read (RgDb *db, gint64 id, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "import.one", error);
  RgStep step;

  if (row == NULL)
    return NULL;
  rg_statement_bind_int (row, 1, id);
  step = rg_statement_step (row, error);
  if (step == RG_STEP_ROW)
    return read_row (row);
  if (step == RG_STEP_DONE)
    g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                 _("There is no import %ld."), (glong) id);
  return NULL;
}
