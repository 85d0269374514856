/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the shop reckons with where no till can know it. */
#include "store/rg-store-costs.h"

#include "base/rg-i18n.h"
#include "store/rg-setting.h"

#define RG_HOUR_SETTING "hour-cost"

/* Far beyond any shop, and far from where sums would overflow. */
#define RG_COST_MOST G_GINT64_CONSTANT (1000000000000)

static char *
rg_costs_dup_budget_name (int year)
{
  return g_strdup_printf ("campaign-budget-%d", year);
}

static gboolean
rg_costs_read_amount (RgDb *db, const char *name, gint64 *minor, GError **error)
{
  g_autofree char *text = NULL;

  *minor = RG_COST_NOT_SET;
  if (!rg_setting_read (db, name, &text, error))
    return FALSE;
  if (text != NULL && !g_ascii_string_to_signed (text, 10, 0, RG_COST_MOST, minor, NULL))
    *minor = RG_COST_NOT_SET;
  return TRUE;
}

gboolean
rg_shop_costs_read (RgDb *db, int year, RgShopCosts *costs, GError **error)
{
  g_autofree char *budget = rg_costs_dup_budget_name (year);
  gint64 margin;

  *costs = (RgShopCosts) { .year = year };
  if (!rg_db_get_int (db, "costs.margin", &margin, error)
      || !rg_costs_read_amount (db, RG_HOUR_SETTING, &costs->hour_minor, error)
      || !rg_costs_read_amount (db, budget, &costs->budget_minor, error))
    return FALSE;
  costs->margin_permille = (int) margin;
  return TRUE;
}

gint64
rg_shop_costs_of_minutes (const RgShopCosts *costs, gint64 minutes)
{
  return costs->hour_minor > 0 ? (costs->hour_minor * minutes + 30) / 60 : 0;
}

/* --- saving --- */

static gboolean
rg_costs_are_valid (const RgShopCosts *costs, GError **error)
{
  if (costs->margin_permille >= RG_COST_NOT_SET && costs->margin_permille <= 1000
      && costs->hour_minor >= RG_COST_NOT_SET && costs->hour_minor <= RG_COST_MOST
      && costs->budget_minor >= RG_COST_NOT_SET && costs->budget_minor <= RG_COST_MOST)
    return TRUE;
  g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                       _("A margin is from 0 to 100 %, and costs cannot be below zero."));
  return FALSE;
}

static gboolean
rg_costs_write_amount (RgDb *db, const char *name, gint64 minor, GError **error)
{
  g_autofree char *text = minor >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, minor)
                                     : g_strdup ("");

  return rg_setting_write (db, name, text, error);
}

static gboolean
rg_costs_save_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const RgShopCosts *costs = data;
  RgDb *db = rg_write_get_db (write);
  g_autofree char *budget = rg_costs_dup_budget_name (costs->year);
  g_autoptr (RgStatement) margin = NULL;

  if (!rg_costs_are_valid (costs, error)
      || (margin = rg_db_statement (db, "costs.set-margin", error)) == NULL)
    return FALSE;
  rg_statement_bind_int (margin, 1, costs->margin_permille);
  return rg_statement_run (margin, error)
         && rg_costs_write_amount (db, RG_HOUR_SETTING, costs->hour_minor, error)
         && rg_costs_write_amount (db, budget, costs->budget_minor, error);
}

gboolean
rg_store_save_costs_sync (RgStore *store, const RgShopCosts *costs, gint64 *action_id,
                          GError **error)
{
  return rg_store_write_sync (store, "shop.costs", _("Costs of the Shop"),
                              rg_costs_save_in_thread, (gpointer) costs, NULL, action_id, error);
}

void
rg_store_save_costs_async (RgStore *store, const RgShopCosts *costs, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  rg_store_write_async (store, "shop.costs", _("Costs of the Shop"), rg_costs_save_in_thread,
                        g_memdup2 (costs, sizeof *costs), g_free, NULL, callback, user_data);
}
