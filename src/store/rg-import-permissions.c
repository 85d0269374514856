/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Permissions that a file states, for people who have no entry on that channel. Where the file does
 * not say when they were given, the day of the import is the first on which they are known. */
#include "store/rg-import-private.h"

#include "base/rg-i18n.h"
#include "store/rg-store-consent.h"

/* "customers.csv, row 17, 2010-03-04" */
static char *
evidence_of (const RgImportBatch *batch, const RgImportPermission *permission)
{
  g_autofree char *day =
    permission->day != RG_DAY_NONE ? rg_day_format_iso (permission->day) : NULL;

  if (day == NULL)
    /* Translators: a file's name, and a row's number. */
    return g_strdup_printf (_("%s, row %u, no date in the file"), batch->file_name,
                            permission->row);
  /* Translators: a file's name, a row's number, and a date. */
  return g_strdup_printf (_("%s, row %u, %s"), batch->file_name, permission->row, day);
}

static gboolean
record (RgImportResolution *resolution, RgWrite *write, const RgImportPermission *permission,
        gint64 customer, gint64 import_id, gboolean *recorded, GError **error)
{
  g_autofree char *evidence = evidence_of (resolution->batch, permission);
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (rg_write_get_shop (write));
  RgConsentNew entry = {
    .customer = customer,
    .channel = permission->channel,
    .granted = permission->granted,
    .effective_on = permission->day != RG_DAY_NONE
                      ? permission->day
                      : rg_instant_day (rg_write_get_now (write), zone),
    .how = RG_CONSENT_HOW_IMPORT,
    .evidence = evidence,
    .import = import_id,
  };

  return rg_consent_append_import (write, &entry, recorded, error);
}

gboolean
rg_import_permissions_apply (RgImportResolution *resolution, RgWrite *write, gint64 import_id,
                             GError **error)
{
  const GArray *permissions = resolution->batch->permissions;
  g_autofree guint8 *said = g_new0 (guint8, resolution->batch->customers->len + 1);

  for (guint i = 0; i < permissions->len; i++)
    {
      const RgImportPermission *permission = &g_array_index (permissions, RgImportPermission, i);
      gint64 customer = resolution->customer[permission->customer];
      guint8 bit = (guint8) (1u << permission->channel);
      gboolean may = TRUE;

      if (resolution->customer_state[permission->customer] == RG_CUSTOMER_LEFT_OUT ||
          (said[permission->customer] & bit) != 0)
        continue;
      if (write != NULL
            ? !record (resolution, write, permission, customer, import_id, &may, error)
            : customer != 0 && !rg_consent_import_may_record (resolution->db, customer,
                                                              permission->channel, &may, error))
        return FALSE;
      if (may)
        {
          said[permission->customer] |= bit;
          resolution->summary.permissions_recorded++;
          resolution->summary.permissions_undated += permission->day == RG_DAY_NONE;
        }
    }
  return TRUE;
}
