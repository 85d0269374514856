/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "store/rg-import-refusal.h"

static void
clear_refusal (gpointer data)
{
  g_clear_pointer (&((RgImportRefusal *) data)->reason, g_free);
}

GArray *
rg_import_refusals_new (void)
{
  GArray *refusals = g_array_new (FALSE, FALSE, sizeof (RgImportRefusal));

  g_array_set_clear_func (refusals, clear_refusal);
  return refusals;
}

void
rg_import_refusals_add (GArray *refusals, guint64 row, char *reason)
{
  const RgImportRefusal refusal = { row, reason };

  if (refusals->len < RG_IMPORT_LISTED)
    g_array_append_val (refusals, refusal);
  else
    g_free (reason);
}
