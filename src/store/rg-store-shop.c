/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Edits of the shop's own facts. */
#include "store/rg-store-shop.h"

#include "base/rg-card.h"
#include "base/rg-i18n.h"

static gboolean
rg_shop_save_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const RgShop *shop = data;
  g_autoptr (RgStatement) statement = NULL;

  if (!*shop->name || rg_card_in_text (shop->name) || rg_card_in_text (shop->address))
    {
      g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                           *shop->name ? _("This looks like the number of a payment card. "
                                           "Regulars never stores those.")
                                       : _("The shop needs a name."));
      return FALSE;
    }
  statement = rg_db_statement (rg_write_get_db (write), "shop-facts.update", error);
  if (!statement)
    return FALSE;
  rg_statement_bind_text (statement, 1, shop->name);
  rg_statement_bind_int (statement, 2, shop->first_weekday);
  rg_statement_bind_text (statement, 3, shop->address);
  rg_statement_bind_text (statement, 4, shop->permission_basis);
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
