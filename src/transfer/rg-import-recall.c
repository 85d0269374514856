/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Asks the shop what was answered before. */
#include "transfer/rg-import-recall.h"

typedef struct {
  const char *columns;
  RgImportOrigin *origin;
} Question;

static gboolean
ask_in_read (RgDb *db, gpointer data, GError **error)
{
  Question *question = data;

  question->origin = rg_import_origin_read (db, question->columns, error);
  return question->origin != NULL;
}

gboolean
rg_import_recall (RgStore *store, RgMapping *mapping, gboolean columns, GCancellable *cancellable,
                  RgImportOrigin **origin, GError **error)
{
  g_autofree char *headers = rg_mapping_dup_columns (mapping);
  g_autoptr (RgImportOrigin) found = NULL;
  Question question = { headers, NULL };

  if (!rg_store_read_sync (store, RG_READER_REPORT, ask_in_read, &question, cancellable, error))
    return FALSE;
  found = question.origin;
  if (columns && *found->corrections != '\0')
    rg_mapping_recall (mapping, found->corrections);
  rg_mapping_set_till (mapping, found->till, found->own_numbers);
  if (origin != NULL)
    *origin = g_steal_pointer (&found);
  return TRUE;
}
