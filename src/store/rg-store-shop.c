/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Edits of the shop's own facts. */
#include "store/rg-store-shop.h"

#include "base/rg-card.h"
#include "base/rg-country.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"

/* NULL where all of it can be saved. */
static const char *
rg_shop_find_fault (const RgShop *shop)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (shop->time_zone);

  if (*shop->name == '\0')
    return _("The shop needs a name.");
  if (rg_card_in_text (shop->name) || rg_card_in_text (shop->address))
    return _("This looks like the number of a payment card. Regulars never stores those.");
  if (*shop->country != '\0' && g_strcmp0 (rg_country_find (shop->country), shop->country) != 0)
    return _("There is no such country.");
  if (rg_currency_digits (shop->currency) < 0)
    return _("There is no such currency.");
  return zone == NULL ? _("There is no such time zone.") : NULL;
}

gboolean
rg_shop_has_receipts (RgDb *db, gboolean *has, GError **error)
{
  gint64 exists;

  if (!rg_db_get_int (db, "shop-facts.has-receipts", &exists, error))
    return FALSE;
  *has = exists != 0;
  return TRUE;
}

/* The money and the hours of receipts are those that the shop had when they came. */
static gboolean
rg_shop_may_become (RgWrite *write, const RgShop *shop, GError **error)
{
  const RgShop *now = rg_write_get_shop (write);
  gboolean has_receipts;

  if (g_str_equal (now->currency, shop->currency) && g_str_equal (now->time_zone, shop->time_zone))
    return TRUE;
  if (!rg_shop_has_receipts (rg_write_get_db (write), &has_receipts, error))
    return FALSE;
  if (has_receipts)
    g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                         _("Currency and time zone stay as they are, since there are receipts "
                           "already."));
  return !has_receipts;
}

static gboolean
rg_shop_save_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const RgShop *shop = data;
  const char *fault = rg_shop_find_fault (shop);
  g_autoptr (RgStatement) statement = NULL;

  if (fault != NULL)
    {
      g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID, fault);
      return FALSE;
    }
  if (!rg_shop_may_become (write, shop, error))
    return FALSE;
  statement = rg_db_statement (rg_write_get_db (write), "shop-facts.update", error);
  if (statement == NULL)
    return FALSE;
  rg_statement_bind_text (statement, 1, shop->name);
  rg_statement_bind_int (statement, 2, shop->first_weekday);
  rg_statement_bind_text (statement, 3, shop->address);
  rg_statement_bind_text (statement, 4, shop->country);
  rg_statement_bind_text (statement, 5, shop->currency);
  rg_statement_bind_text (statement, 6, shop->time_zone);
  return rg_statement_run (statement, error);
}

static void
rg_shop_free_data (gpointer data)
{
  rg_shop_free (data);
}

gboolean
rg_store_save_shop_sync (RgStore *store, const RgShop *shop, gint64 *action_id, GError **error)
{
  return rg_store_write_sync (store, "shop", _("Settings of the Shop"), rg_shop_save_in_thread,
                              (gpointer) shop, NULL, action_id, error);
}

void
rg_store_save_shop_async (RgStore *store, const RgShop *shop, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  rg_store_write_async (store, "shop", _("Settings of the Shop"), rg_shop_save_in_thread,
                        rg_shop_copy (shop), rg_shop_free_data, NULL, callback, user_data);
}
