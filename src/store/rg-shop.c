/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The shop's own facts. */
#include "store/rg-shop.h"

#include "base/rg-money.h"

RgShop *
rg_shop_new (const char *name, const char *currency, const char *time_zone)
{
  RgShop *shop = g_new0 (RgShop, 1);

  rg_uuid_v7 (shop->uuid);
  shop->name = g_strdup (name);
  shop->currency = g_strdup (currency);
  shop->digits = rg_currency_digits (currency);
  shop->time_zone = g_strdup (time_zone);
  /* Kept, since reading a zone's rules takes longer than whatever they are needed for. */
  shop->zone = g_time_zone_new_identifier (time_zone);
  if (shop->zone == NULL)
    shop->zone = g_time_zone_new_local ();
  shop->country = g_strdup ("");
  shop->address = g_strdup ("");
  shop->prices_include_tax = TRUE;
  shop->margin_permille = -1;
  return shop;
}

RgShop *
rg_shop_copy (const RgShop *shop)
{
  RgShop *copy = g_memdup2 (shop, sizeof (RgShop));

  copy->name = g_strdup (shop->name);
  copy->currency = g_strdup (shop->currency);
  copy->time_zone = g_strdup (shop->time_zone);
  copy->zone = g_time_zone_ref (shop->zone);
  copy->country = g_strdup (shop->country);
  copy->address = g_strdup (shop->address);
  copy->own_fields = g_strdupv (shop->own_fields);
  return copy;
}

void
rg_shop_free (RgShop *shop)
{
  if (shop == NULL)
    return;
  g_free (shop->name);
  g_free (shop->currency);
  g_free (shop->time_zone);
  g_time_zone_unref (shop->zone);
  g_free (shop->country);
  g_free (shop->address);
  g_strfreev (shop->own_fields);
  g_free (shop);
}

GTimeZone *
rg_shop_dup_zone (const RgShop *shop)
{
  return g_time_zone_ref (shop->zone);
}

RgDay
rg_shop_get_day (const RgShop *shop)
{
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (shop);

  return rg_day_today (zone);
}

RgDay
rg_shop_get_counting_day (const RgShop *shop, const RgDataset *dataset)
{
  RgDay day = rg_shop_get_day (shop);

  return dataset != NULL ? rg_dataset_today (dataset, day) : day;
}
