/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The derived tables that follow every write. */
#include "store/rg-store-private.h"

#include "store/rg-store-consent.h"
#include "store/rg-store-facts.h"

typedef gboolean (*RgDerivedFunc) (RgDb *db, const gint64 *customers, gsize n_customers,
                                   GError **error);

static const RgDerivedFunc rg_derived[] = {
  rg_consent_refresh,
  rg_facts_refresh,
};

gboolean
rg_store_refresh_derived (RgDb *db, const gint64 *customers, gsize n_customers, GError **error)
{
  for (guint i = 0; n_customers > 0 && i < G_N_ELEMENTS (rg_derived); i++)
    if (!rg_derived[i](db, customers, n_customers, error))
      return FALSE;
  return TRUE;
}
