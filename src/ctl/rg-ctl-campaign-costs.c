/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* `costs`, what the shop reckons with, and `campaign cost`, what one campaign takes. */
#include "config.h"

#include "ctl/rg-ctl-campaign.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "ctl/rg-ctl-commands.h"
#include "store/rg-campaign-request.h"
#include "store/rg-store-costs.h"

/* NULL leaves *minor as it is; "none" is none. */
static gboolean
rg_ctl_costs_parse_money (const char *text, const RgShop *shop, gint64 *minor, GError **error)
{
  if (text == NULL)
    return TRUE;
  if (g_str_equal (text, "none"))
    {
      *minor = RG_COST_NOT_SET;
      return TRUE;
    }
  return rg_ctl_parse_money (text, shop->currency, minor, error);
}

/* --- one campaign --- */

typedef struct {
  char *cost;
  char *piece_cost;
  char *budget;
  int minutes;
} CostOptions;

static void
cost_options_clear (CostOptions *options)
{
  g_free (options->cost);
  g_free (options->piece_cost);
  g_free (options->budget);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CostOptions, cost_options_clear)

static gboolean
rg_ctl_cost_parse (RgCtl *ctl, GStrv *args, CostOptions *options, GError **error)
{
  const GOptionEntry entries[] = {
    { "cost", 0, 0, G_OPTION_ARG_STRING, &options->cost },
    { "piece-cost", 0, 0, G_OPTION_ARG_STRING, &options->piece_cost },
    { "budget", 0, 0, G_OPTION_ARG_STRING, &options->budget },
    { "staff-minutes", 0, 0, G_OPTION_ARG_INT, &options->minutes },
    { NULL },
  };

  options->minutes = -1;
  return rg_ctl_parse (ctl, args, entries, 2, 2, error);
}

gboolean
rg_ctl_campaign_cost (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_auto (CostOptions) options = { NULL };
  g_autoptr (RgCampaign) campaign = NULL;
  g_autoptr (RgCampaignRequest) request = NULL;
  const RgShop *shop;

  if (!rg_ctl_cost_parse (ctl, &rest, &options, error)
      || (campaign = rg_ctl_campaign_read (ctl, rest, error)) == NULL)
    return FALSE;
  shop = rg_store_get_shop (rg_ctl_get_store (ctl, NULL));
  if (!rg_ctl_costs_parse_money (options.budget, shop, &campaign->budget_minor, error)
      || !rg_ctl_costs_parse_money (options.cost, shop, &campaign->cost_minor, error)
      || !rg_ctl_costs_parse_money (options.piece_cost, shop, &campaign->piece_cost_minor, error))
    return FALSE;
  if (options.minutes >= 0)
    campaign->staff_minutes = options.minutes;
  request = rg_campaign_request_save (campaign);
  if (!rg_campaign_request_run (request, rg_ctl_get_store (ctl, NULL), error))
    return FALSE;
  rg_ctl_say_done (ctl, rg_campaign_request_get_action (request));
  return TRUE;
}

/* --- the shop --- */

typedef struct {
  char *hour;
  char *budget;
  char *margin;
  int year;
} ShopOptions;

static void
shop_options_clear (ShopOptions *options)
{
  g_free (options->hour);
  g_free (options->budget);
  g_free (options->margin);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ShopOptions, shop_options_clear)

static gboolean
rg_ctl_costs_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgShopCosts *costs = data;

  return rg_shop_costs_read (db, costs->year, costs, error);
}

static gboolean
rg_ctl_costs_parse_margin (const char *text, RgShopCosts *costs, GError **error)
{
  char *end = NULL;
  double percent;

  if (text == NULL)
    return TRUE;
  if (g_str_equal (text, "none"))
    {
      costs->margin_permille = RG_COST_NOT_SET;
      return TRUE;
    }
  percent = g_ascii_strtod (text, &end);
  if (end != text && *end == '\0' && percent >= 0 && percent <= 100)
    {
      costs->margin_permille = (int) (percent * 10 + 0.5);
      return TRUE;
    }
  g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
               /* Translators: %s is what somebody typed. */
               _("“%s” is no margin: it is a share in per cent, from 0 to 100, or none."), text);
  return FALSE;
}

static void
rg_ctl_costs_tell_money (RgCtl *ctl, const char *word, gint64 minor, const char *currency)
{
  g_autofree char *name = g_strconcat (word, "_minor", NULL);
  g_autofree char *text = minor >= 0 ? rg_money_format (minor, currency) : g_strdup (_("not set"));

  rg_ctl_print (ctl, "%-8s %s\n", word, text);
  if (rg_ctl_wants_json (ctl) && minor >= 0)
    rg_ctl_json_int (ctl, name, minor);
}

static void
rg_ctl_costs_tell (RgCtl *ctl, const RgShopCosts *costs, const char *currency)
{
  const gboolean json = rg_ctl_wants_json (ctl);

  if (json)
    {
      json_builder_begin_object (rg_ctl_get_json (ctl));
      rg_ctl_json_int (ctl, "year", costs->year);
    }
  if (costs->margin_permille < 0)
    rg_ctl_print (ctl, "%-8s %s\n", "margin", _("not set"));
  else
    {
      g_autofree char *share = rg_percent_format (costs->margin_permille / 1000.0, 1);

      rg_ctl_print (ctl, "%-8s %s\n", "margin", share);
      if (json)
        rg_ctl_json_int (ctl, "margin_permille", costs->margin_permille);
    }
  rg_ctl_costs_tell_money (ctl, "hour", costs->hour_minor, currency);
  rg_ctl_costs_tell_money (ctl, "budget", costs->budget_minor, currency);
  if (json)
    json_builder_end_object (rg_ctl_get_json (ctl));
}

static gboolean
rg_ctl_costs_parse (RgCtl *ctl, GStrv *args, ShopOptions *options, GError **error)
{
  const GOptionEntry entries[] = {
    { "hour", 0, 0, G_OPTION_ARG_STRING, &options->hour },
    { "budget", 0, 0, G_OPTION_ARG_STRING, &options->budget },
    { "margin", 0, 0, G_OPTION_ARG_STRING, &options->margin },
    { "year", 0, 0, G_OPTION_ARG_INT, &options->year },
    { NULL },
  };

  return rg_ctl_parse (ctl, args, entries, 0, 0, error);
}

static gboolean
rg_ctl_costs (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_auto (ShopOptions) options = { NULL };
  RgStore *store;
  const RgShop *shop;
  RgShopCosts costs = { 0 };
  gint64 action = 0;
  int month, day;

  if (!rg_ctl_costs_parse (ctl, &rest, &options, error)
      || (store = rg_ctl_get_store (ctl, error)) == NULL)
    return FALSE;
  shop = rg_store_get_shop (store);
  rg_day_to_ymd (rg_shop_get_day (shop), &costs.year, &month, &day);
  if (options.year != 0)
    costs.year = options.year;
  if (!rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_costs_in_thread, &costs, NULL, error))
    return FALSE;
  if (options.hour == NULL && options.budget == NULL && options.margin == NULL)
    {
      rg_ctl_costs_tell (ctl, &costs, shop->currency);
      return TRUE;
    }
  if (!rg_ctl_costs_parse_money (options.hour, shop, &costs.hour_minor, error)
      || !rg_ctl_costs_parse_money (options.budget, shop, &costs.budget_minor, error)
      || !rg_ctl_costs_parse_margin (options.margin, &costs, error)
      || !rg_store_save_costs_sync (store, &costs, &action, error))
    return FALSE;
  rg_ctl_say_done (ctl, action);
  return TRUE;
}

const RgCtlCommand rg_ctl_costs_commands[] = {
  { "costs", "| --hour MONEY --margin PERCENT --budget MONEY [--year YEAR]",
    N_("Show or change what an hour costs, the margin and the year's budget"),
    N_("hour is what an hour of work costs: the minutes of campaigns are counted at it. margin is\n"
       "the share of profit in sales, in per cent, where the till does not give the cost of\n"
       "goods. budget is what all campaigns of a year may cost: of this one, or of --year. “none”\n"
       "takes away what was set; without an hour, the staff's time is not counted."),
    rg_ctl_costs },
  { NULL },
};
