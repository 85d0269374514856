/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* `coupon`: whose it is, that it was used, and all of a campaign. */
#include "config.h"

#include "base/rg-coupon-code.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "ctl/rg-ctl-campaign.h"
#include "ctl/rg-ctl-commands.h"
#include "ctl/rg-ctl-coupon.h"
#include "store/rg-segment-names.h"
#include "store/rg-store-coupons.h"

typedef struct
{
  const char *code;
  gint64 campaign;
  gboolean used;
  RgCoupon *coupon;
  GPtrArray *coupons;
} Reading;

static gboolean
rg_ctl_coupon_find_in_thread (RgDb *db, gpointer data, GError **error)
{
  Reading *reading = data;

  reading->coupon = rg_coupon_find (db, reading->code, error);
  return reading->coupon != NULL;
}

static gboolean
rg_ctl_coupons_in_thread (RgDb *db, gpointer data, GError **error)
{
  Reading *reading = data;

  reading->coupons = rg_coupons_read (db, reading->campaign, reading->used, error);
  return reading->coupons != NULL;
}

static void
rg_ctl_coupon_json (RgCtl *ctl, const RgCoupon *coupon)
{
  json_builder_begin_object (rg_ctl_get_json (ctl));
  rg_ctl_json_text (ctl, "code", coupon->code);
  rg_ctl_json_text (ctl, "campaign", coupon->campaign_name);
  rg_ctl_json_text (ctl, "offer", coupon->offer);
  rg_ctl_json_day (ctl, "until_on", coupon->until_on);
  if (coupon->campaign == 0)
    {
      rg_ctl_json_text (ctl, "automation", coupon->given_by);
      rg_ctl_json_day (ctl, "given_on", coupon->given_on);
    }
  rg_ctl_json_uuid_of (ctl, "customer_uuid", RG_UUIDS_CUSTOMER, coupon->customer);
  rg_ctl_json_text (ctl, "customer", coupon->customer_name);
  rg_ctl_json_text (ctl, "version", coupon->version_name);
  rg_ctl_json_day (ctl, "used_on", coupon->used_on);
  rg_ctl_json_text (ctl, "receipt", coupon->receipt_number);
  if (coupon->receipt != 0)
    rg_ctl_json_uuid_of (ctl, "receipt_uuid", RG_UUIDS_RECEIPT, coupon->receipt);
  else if (coupon->used_on != RG_DAY_NONE)
    rg_ctl_json_int (ctl, "receipts_of_that_day", coupon->n_same_day);
  if (coupon->discount_minor >= 0)
    rg_ctl_json_int (ctl, "discount_minor", coupon->discount_minor);
  json_builder_end_object (rg_ctl_get_json (ctl));
}

void
rg_ctl_tell_coupon (RgCtl *ctl, const RgCoupon *coupon)
{
  const RgShop *shop = rg_store_get_shop (rg_ctl_get_store (ctl, NULL));
  g_autofree char *what = rg_coupon_dup_what (coupon);
  g_autofree char *valid = rg_coupon_dup_validity (coupon, rg_shop_get_day (shop));
  g_autofree char *code = rg_coupon_code_format (coupon->code);
  g_autofree char *day = coupon->used_on != RG_DAY_NONE ? rg_day_format (coupon->used_on)
                                                        : g_strdup (_("not used"));

  rg_ctl_print (ctl, "%s  %s  %s  %s%s%s\n", code, coupon->customer_name, what, day,
                valid != NULL ? "  " : "", valid != NULL ? valid : "");
  if (rg_ctl_wants_json (ctl))
    rg_ctl_coupon_json (ctl, coupon);
}

void
rg_ctl_tell_coupons (RgCtl *ctl, const GPtrArray *coupons)
{
  if (rg_ctl_wants_json (ctl))
    json_builder_begin_array (rg_ctl_get_json (ctl));
  for (guint i = 0; i < coupons->len; i++)
    rg_ctl_tell_coupon (ctl, g_ptr_array_index (coupons, i));
  if (rg_ctl_wants_json (ctl))
    json_builder_end_array (rg_ctl_get_json (ctl));
}

static gboolean
rg_ctl_coupon_show (RgCtl *ctl, const char *code, GError **error)
{
  RgStore *store = rg_ctl_get_store (ctl, error);
  Reading reading = { .code = code };
  g_autoptr (RgCoupon) coupon = NULL;

  if (store == NULL
      || !rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_coupon_find_in_thread, &reading, NULL,
                              error))
    return FALSE;
  coupon = reading.coupon;
  rg_ctl_tell_coupon (ctl, coupon);
  return TRUE;
}

static gboolean
rg_ctl_coupon_find (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);

  return rg_ctl_parse (ctl, &rest, NULL, 2, 2, error) && rg_ctl_coupon_show (ctl, rest[2], error);
}

typedef struct
{
  const char *code;
  RgDay day;
  GPtrArray *receipts;
} SameDay;

static gboolean
rg_ctl_coupon_same_day_in_thread (RgDb *db, gpointer data, GError **error)
{
  SameDay *same = data;
  g_autoptr (RgCoupon) coupon = rg_coupon_find (db, same->code, error);

  if (coupon != NULL)
    same->receipts = rg_coupon_read_receipts (db, coupon->customer, same->day, error);
  return same->receipts != NULL;
}

/* Of several receipts of that person and day somebody has to say which, or that nobody knows. */
static gboolean
rg_ctl_coupon_ask_receipt (RgStore *store, const RgCouponUse *use, GError **error)
{
  const RgShop *shop = rg_store_get_shop (store);
  SameDay same = { use->code, use->day != RG_DAY_NONE ? use->day : rg_shop_get_day (shop) };
  g_autoptr (GPtrArray) receipts = NULL;
  g_autoptr (GString) all = g_string_new (NULL);

  if (use->receipt != NULL)
    return TRUE;
  if (!rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_coupon_same_day_in_thread, &same, NULL,
                           error))
    return FALSE;
  receipts = same.receipts;
  for (guint i = 0; i < receipts->len; i++)
    {
      g_autofree char *words = rg_coupon_receipt_dup_words (receipts->pdata[i], shop->currency);

      g_string_append_printf (all, "\n%s", words);
    }
  if (receipts->len < 2)
    return TRUE;
  g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_FAILED,
               /* Translators: %s are receipts, each on a line of its own. */
               _("This person has several receipts of that day. Say which with --receipt NUMBER, "
                 "or --receipt '' where nobody knows:%s"), all->str);
  return FALSE;
}

static gboolean
rg_ctl_coupon_use (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autofree char *on = NULL, *receipt = NULL, *discount = NULL;
  RgCouponUse use = { .day = RG_DAY_NONE, .discount_minor = -1 };
  RgStore *store;
  const GOptionEntry entries[] = {
    { "on", 0, 0, G_OPTION_ARG_STRING, &on },
    { "receipt", 0, 0, G_OPTION_ARG_STRING, &receipt },
    { "discount", 0, 0, G_OPTION_ARG_STRING, &discount },
    { "late", 0, 0, G_OPTION_ARG_NONE, &use.late },
    { NULL },
  };

  if (!rg_ctl_parse (ctl, &rest, entries, 2, 2, error)
      || (store = rg_ctl_get_store (ctl, error)) == NULL)
    return FALSE;
  use.code = rest[2];
  use.receipt = receipt;
  if (on != NULL && (use.day = rg_day_parse_iso (on)) == RG_DAY_NONE)
    {
      g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
                   /* Translators: %s is a word that somebody typed. */
                   _("“%s” is no day. Write it as 2026-11-19."), on);
      return FALSE;
    }
  if (discount != NULL
      && !rg_ctl_parse_money (discount, rg_store_get_shop (store)->currency, &use.discount_minor,
                          error))
    return FALSE;
  return rg_ctl_coupon_ask_receipt (store, &use, error)
         && rg_coupon_use_sync (store, &use, NULL, error)
         && rg_ctl_coupon_show (ctl, rest[2], error);
}

static gboolean
rg_ctl_coupon_list (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autoptr (RgCampaign) campaign = NULL;
  g_autoptr (GPtrArray) coupons = NULL;
  Reading reading = { NULL };
  const GOptionEntry entries[] = {
    { "used", 0, 0, G_OPTION_ARG_NONE, &reading.used },
    { NULL },
  };

  if (!rg_ctl_parse (ctl, &rest, entries, 2, 2, error)
      || (campaign = rg_ctl_campaign_read (ctl, rest, error)) == NULL)
    return FALSE;
  reading.campaign = campaign->id;
  if (!rg_store_read_sync (rg_ctl_get_store (ctl, NULL), RG_READER_REPORT,
                           rg_ctl_coupons_in_thread, &reading, NULL, error))
    return FALSE;
  coupons = reading.coupons;
  rg_ctl_tell_coupons (ctl, coupons);
  return TRUE;
}

static gboolean
rg_ctl_coupon (RgCtl *ctl, GStrv args, GError **error)
{
  if (g_strcmp0 (args[1], "show") == 0)
    return rg_ctl_coupon_find (ctl, args, error);
  if (g_strcmp0 (args[1], "use") == 0)
    return rg_ctl_coupon_use (ctl, args, error);
  if (g_strcmp0 (args[1], "list") == 0)
    return rg_ctl_coupon_list (ctl, args, error);
  g_set_error (error, RG_CTL_ERROR, RG_CTL_ERROR_USAGE,
               _("“coupon” needs one of show, use and list after it."));
  return FALSE;
}

/* --- discounts that staff give ---------------------------------------------------------------- */

typedef struct
{
  const char *text;
  gint64 id;
} Whom;

static gboolean
rg_ctl_discount_whom_in_thread (RgDb *db, gpointer data, GError **error)
{
  Whom *whom = data;

  whom->id = rg_segment_find_customer (db, whom->text, error);
  return whom->id != 0;
}

static gboolean
rg_ctl_discount (RgCtl *ctl, GStrv args, GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autofree char *amount = NULL, *reason = NULL;
  double percent = 0;
  RgDiscount discount = { 0 };
  Whom whom;
  RgStore *store;
  const GOptionEntry entries[] = {
    { "percent", 0, 0, G_OPTION_ARG_DOUBLE, &percent },
    { "amount", 0, 0, G_OPTION_ARG_STRING, &amount },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason },
    { NULL },
  };

  if (!rg_ctl_parse (ctl, &rest, entries, 1, 1, error)
      || (store = rg_ctl_get_store (ctl, error)) == NULL
      || (amount != NULL && !rg_ctl_parse_money (amount, rg_store_get_shop (store)->currency,
                                             &discount.amount_minor, error)))
    return FALSE;
  whom = (Whom) { rest[1], 0 };
  if (!rg_store_read_sync (store, RG_READER_ROWS, rg_ctl_discount_whom_in_thread, &whom, NULL,
                           error))
    return FALSE;
  discount.customer = whom.id;
  discount.percent_milli = (gint64) (CLAMP (percent, -1, 1000) * 1000);
  discount.reason = reason;
  if (!rg_discount_give_sync (store, &discount, NULL, error))
    return FALSE;
  rg_ctl_say (ctl, "%s", _("The discount is noted."));
  return TRUE;
}

const RgCtlCommand rg_ctl_coupon_commands[] = {
  { "coupon", "show CODE | use CODE [--on DAY] [--receipt NUMBER] [--discount AMOUNT] [--late] | "
              "list CAMPAIGN [--used]",
    N_("Coupons: whose they are, and that they were used"),
    N_("A message with {{coupon}} in it gives everybody of the fixed list a coupon of their own.\n"
       "CODE may be written in any case, with or without dashes. A coupon is used once; taking\n"
       "the use back (take-back) frees it again. After its last day, or that of what its campaign\n"
       "offers, it is refused, but with --late. “automation coupons” lists and prints those that\n"
       "automations gave."),
    rg_ctl_coupon },
  { "discount", "CUSTOMER --percent N | --amount AMOUNT [--reason TEXT]",
    N_("Note a discount that somebody of the staff gave a customer"),
    N_("CUSTOMER is a number, a uuid or a name. It stands in the customer’s own copy."),
    rg_ctl_discount },
  { NULL },
};
