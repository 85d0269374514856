/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What imports made goes, in the order in which one thing needs the other. */
#include "store/rg-store-undo-private.h"

static const struct
{
  const char *name;
  gboolean of_receipts; /* only receipts need it, and asking for them takes long */
} rg_undo_import_steps[] = {
  { "undo-import.activity", FALSE },       { "undo-import.stock", FALSE },
  { "undo-import.deliveries", FALSE },     { "undo-import.coupons", FALSE },
  { "undo-import.contact-points", FALSE }, { "undo-import.customer-tags", FALSE },
  { "undo-import.field-values", FALSE },   { "undo-import.customers", FALSE },
  { "undo-import.identities", FALSE },     { "undo-import.households", FALSE },
  { "undo-import.tags", FALSE },           { "undo-import.products", TRUE },
  { "undo-import.categories", TRUE },      { "undo-import.locations", TRUE },
};

gboolean
rg_undo_sweep_imports (RgDb *db, gboolean receipts_moved, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (rg_undo_import_steps); i++)
    if ((receipts_moved || !rg_undo_import_steps[i].of_receipts) &&
        !rg_db_run (db, rg_undo_import_steps[i].name, error))
      return FALSE;
  return TRUE;
}
