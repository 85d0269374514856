/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Purchases and spend of a profile. */
#include "pages/rg-customer-sales.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"

#define RG_SPEND_MONTHS 24

void
rg_customer_sales_open (GtkWidget *widget, gint64 customer, RgDay from, RgDay to,
                        const char *title)
{
  GVariantDict query;

  g_variant_dict_init (&query, NULL);
  g_variant_dict_insert (&query, "title", "s", title);
  g_variant_dict_insert (&query, "customer", "x", customer);
  if (from != RG_DAY_NONE)
    {
      g_variant_dict_insert (&query, "from", "i", from);
      g_variant_dict_insert (&query, "to", "i", to);
    }
  gtk_widget_activate_action_variant (widget, "win.show-receipts", g_variant_dict_end (&query));
}

/* --- the latest purchases --- */

/* What the rows of a group need when one is opened. */
typedef struct
{
  gint64 customer;
  char *name;
} RgSalesOwner;

static void
rg_sales_owner_free (gpointer data)
{
  RgSalesOwner *owner = data;

  g_free (owner->name);
  g_free (owner);
}

static void
rg_customer_sales_purchase_cb (GtkWidget *group, AdwActionRow *row)
{
  const RgSalesOwner *owner = g_object_get_data (G_OBJECT (group), "rg-owner");
  const RgDay day = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "rg-day"));

  rg_customer_sales_open (group, owner->customer, day, day, owner->name);
}

static char *
rg_customer_sales_dup_line (const RgProfilePurchase *purchase)
{
  g_autofree char *items = g_strdup_printf (
      P_ ("%u item", "%u items", purchase->items), purchase->items);

  if (purchase->items == 0)
    return g_strdup (*purchase->location ? purchase->location : _("No sale"));
  if (!*purchase->location)
    return g_steal_pointer (&items);
  return g_strdup_printf ("%s · %s", purchase->location, items);
}

static void
rg_customer_sales_add (RgFactsGroup *group, const RgShop *shop, const RgProfilePurchase *purchase)
{
  g_autofree char *day = rg_day_format_relative (purchase->day, rg_shop_get_day (shop));
  g_autofree char *whole_day = rg_day_format_long (purchase->day);
  g_autofree char *line = rg_customer_sales_dup_line (purchase);
  g_autofree char *money = rg_money_format (purchase->net_minor, shop->currency);
  AdwActionRow *row = rg_facts_group_add (group, day, line);
  GtkWidget *label = gtk_label_new (money);

  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (row, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), whole_day);
  g_object_set_data (G_OBJECT (row), "rg-day", GINT_TO_POINTER (purchase->day));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (rg_customer_sales_purchase_cb), group,
                           G_CONNECT_SWAPPED);
}

void
rg_customer_sales_show_latest (RgFactsGroup *group, const RgShop *shop, const RgProfile *profile)
{
  const RgCustomerDetails *details = profile->details;
  RgSalesOwner *owner = g_new0 (RgSalesOwner, 1);

  owner->customer = details->id;
  owner->name = rg_customer_dup_shown_name (details->name, details->number);
  g_object_set_data_full (G_OBJECT (group), "rg-owner", owner, rg_sales_owner_free);
  rg_facts_group_clear (group);
  for (guint i = 0; i < MIN (profile->purchases->len, RG_LATEST_PURCHASES); i++)
    rg_customer_sales_add (group, shop, profile->purchases->pdata[i]);
}

/* --- spend month by month --- */

gboolean
rg_customer_sales_show_spend (RgChartView *view, const RgShop *shop, const RgProfile *profile,
                              RgDay today)
{
  RgUnit unit = { RG_UNIT_MONEY, "" };
  RgDay days[RG_SPEND_MONTHS];
  double sums[RG_SPEND_MONTHS];
  RgChart *chart;
  gboolean any = FALSE;

  g_strlcpy (unit.currency, shop->currency, sizeof unit.currency);
  rg_profile_sum_months (profile, today, RG_SPEND_MONTHS, days, sums);
  for (guint i = 0; i < RG_SPEND_MONTHS; i++)
    any |= sums[i] != 0;
  chart = rg_chart_new (_("Spend a month"), unit, RG_SPEND_MONTHS);
  rg_chart_set_days (chart, RG_PERIOD_MONTH, days);
  rg_chart_add_series (chart, _("Spend"), RG_SERIES_BAR, RG_SERIES_MAIN, sums);
  chart->last_is_partial = TRUE;
  rg_chart_view_take_chart (view, chart);
  return any;
}
