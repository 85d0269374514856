/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* UUIDs of rows, and back. */
#include "config.h"

#include "store/rg-store-uuids.h"

static const char *const rg_uuids_statements[RG_N_UUIDS] = {
  [RG_UUIDS_CUSTOMER] = "uuids.customer", [RG_UUIDS_RECEIPT] = "uuids.receipt",
  [RG_UUIDS_SEGMENT] = "uuids.segment",   [RG_UUIDS_CAMPAIGN] = "uuids.campaign",
  [RG_UUIDS_TASK] = "uuids.task",         [RG_UUIDS_TAG] = "uuids.tag",
  [RG_UUIDS_VIEW] = "uuids.view",         [RG_UUIDS_TICKET] = "uuids.ticket",
  [RG_UUIDS_PRODUCT] = "uuids.product",
};

GByteArray *
rg_uuids_read (RgDb *db, RgUuidsOf of, const gint64 *ids, guint n, GError **error)
{
  static const guint8 none[RG_UUID_SIZE] = { 0 };
  g_autoptr (RgStatement) statement = rg_db_statement (db, rg_uuids_statements[of], error);
  g_autoptr (GByteArray) uuids = g_byte_array_sized_new (n * RG_UUID_SIZE);

  for (guint i = 0; statement != NULL && i < n; i++)
    {
      gsize length = 0;
      RgStep step;

      rg_statement_bind_int (statement, 1, ids[i]);
      step = rg_statement_step (statement, error);
      if (step == RG_STEP_ERROR)
        return NULL;
      g_byte_array_append (uuids,
                           step == RG_STEP_ROW ? rg_statement_get_blob (statement, 0, &length)
                                               : none, RG_UUID_SIZE);
      rg_statement_reset (statement);
    }
  return statement != NULL ? g_steal_pointer (&uuids) : NULL;
}

gint64
rg_uuids_find_customer (RgDb *db, const guint8 uuid[RG_UUID_SIZE], GError **error)
{
  g_autoptr (RgStatement) statement = rg_db_statement (db, "uuids.find-customer", error);

  if (statement == NULL)
    return 0;
  rg_statement_bind_blob (statement, 1, uuid, RG_UUID_SIZE);
  return rg_statement_step (statement, error) == RG_STEP_ROW ? rg_statement_get_int (statement, 0)
                                                             : 0;
}
