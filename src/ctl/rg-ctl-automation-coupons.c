/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* `automation coupons`: what an automation gave, and those that wait to be handed over on paper. */
#include "config.h"

#include "base/rg-i18n.h"
#include "ctl/rg-ctl-automation.h"
#include "ctl/rg-ctl-coupon.h"
#include "print/rg-sheets.h"
#include "store/rg-store-automations.h"
#include "store/rg-store-coupons-given.h"

typedef struct {
  const char *name;
  gboolean open;
  RgDay today;
  GPtrArray *coupons;
} RgCtlGiven;

static gboolean
rg_ctl_given_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgCtlGiven *given = data;
  g_autoptr (RgSavedAutomation) saved = rg_saved_automation_find (db, given->name, error);

  if (saved != NULL)
    given->coupons = rg_coupons_read_given (db, saved->uuid, given->open, given->today, error);
  return given->coupons != NULL;
}

static gboolean
rg_ctl_given_write (RgCtl *ctl, const RgShop *shop, GPtrArray *coupons, const char *pdf,
                    GError **error)
{
  const RgLetterhead head = { .shop = shop->name, .date = rg_shop_get_day (shop) };
  g_autofree char *path = rg_ctl_dup_path (ctl, pdf);
  g_autoptr (RgSheets) sheets = NULL;
  RgSheetsSetup setup;

  if (coupons->len == 0)
    {
      g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                           _("None of its coupons is waiting to be handed over."));
      return FALSE;
    }
  rg_sheets_setup_init (&setup);
  setup.form = RG_OUTPUT_COUPONS;
  sheets = rg_sheets_new (&setup, &head, _("Coupons"), coupons->len, rg_coupons_fill_recipient,
                          coupons, NULL);
  return rg_sheets_write_pdf (sheets, path, NULL, error);
}

gboolean
rg_ctl_automation_coupons (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autofree char *pdf = NULL;
  RgCtlGiven given = { NULL };
  g_autoptr (GPtrArray) coupons = NULL;
  const GOptionEntry entries[] = {
    { "open", 0, 0, G_OPTION_ARG_NONE, &given.open },
    { "pdf", 0, 0, G_OPTION_ARG_STRING, &pdf },
    { NULL },
  };
  RgStore *store;

  if (!rg_ctl_parse (ctl, &rest, entries, 2, 2, error)
      || (store = rg_ctl_get_store (ctl, error)) == NULL)
    return FALSE;
  given.name = rest[2];
  given.open |= pdf != NULL;
  given.today = rg_shop_get_day (rg_store_get_shop (store));
  if (!rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_given_in_thread, &given, NULL, error))
    return FALSE;
  coupons = given.coupons;
  if (pdf != NULL && !rg_ctl_given_write (ctl, rg_store_get_shop (store), coupons, pdf, error))
    return FALSE;
  rg_ctl_tell_coupons (ctl, coupons);
  return TRUE;
}
