/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Coupons, and discounts that staff give. */
#include "store/rg-store-coupons.h"

#include <string.h>

#include "base/rg-coupon-code.h"
#include "base/rg-i18n.h"
#include "base/rg-money.h"
#include "model/rg-shown-name.h"
#include "store/rg-store-cards.h"
#include "store/rg-store-customers.h"
#include "store/rg-store-offers.h"
#include "store/rg-store-uuids.h"

void
rg_coupon_free (RgCoupon *coupon)
{
  g_free (coupon->code);
  g_free (coupon->campaign_name);
  g_free (coupon->offer);
  g_free (coupon->given_by);
  g_free (coupon->holder);
  g_free (coupon->customer_name);
  g_free (coupon->version_name);
  g_free (coupon->receipt_number);
  g_free (coupon);
}

static gboolean
rg_coupon_refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID, sentence);
  return FALSE;
}

/* --- reading --- */

static char *
rg_coupon_dup_holder (const RgCoupon *coupon)
{
  g_autofree char *day = NULL;

  if (coupon->until_on == RG_DAY_NONE)
    return g_strdup (coupon->customer_name);
  day = rg_day_format (coupon->until_on);
  /* Translators: on a coupon: whose it is, and its last day. */
  return g_strdup_printf (_("%s, until %s"), coupon->customer_name, day);
}

static RgCoupon *
rg_coupon_from_row (RgStatement *row)
{
  RgCoupon *coupon = g_new0 (RgCoupon, 1);

  *coupon = (RgCoupon) {
    .code = g_strdup (rg_statement_get_text (row, 0)),
    .campaign = rg_statement_get_int (row, 1),
    .campaign_name = g_strdup (rg_statement_get_text (row, 2)),
    .customer = rg_statement_get_int (row, 3),
    .customer_name = rg_customer_dup_shown_name (rg_statement_get_text (row, 4),
                                                 rg_statement_get_text (row, 5)),
    .version = (guint) rg_statement_get_int (row, 6),
    .version_name = g_strdup (rg_statement_get_text (row, 7)),
    .used_on = rg_statement_get_day (row, 8),
    .receipt = rg_statement_get_int (row, 9),
    .receipt_number = g_strdup (rg_statement_get_text (row, 10)),
    .discount_minor = rg_statement_is_null (row, 11) ? -1 : rg_statement_get_int (row, 11),
    .offer = g_strdup (rg_statement_get_text (row, 12)),
    .given_on = rg_statement_get_day (row, 13),
    .until_on = rg_statement_get_day (row, 14),
    .given_by = g_strdup (rg_statement_get_text (row, 15)),
  };
  coupon->holder = rg_coupon_dup_holder (coupon);
  return coupon;
}

static void
rg_coupon_receipt_free (gpointer data)
{
  g_free (((RgCouponReceipt *) data)->number);
  g_free (data);
}

GPtrArray *
rg_coupon_read_receipts (RgDb *db, gint64 customer, RgDay day, GError **error)
{
  g_autoptr (GPtrArray) receipts = g_ptr_array_new_with_free_func (rg_coupon_receipt_free);
  g_autoptr (RgStatement) row = rg_db_statement (db, "coupons.same-day", error);
  RgStep step;

  if (row == NULL)
    return NULL;
  rg_statement_bind_int (row, 1, customer);
  rg_statement_bind_int (row, 2, day);
  while ((step = rg_statement_step (row, error)) == RG_STEP_ROW)
    {
      RgCouponReceipt *receipt = g_new0 (RgCouponReceipt, 1);

      receipt->id = rg_statement_get_int (row, 0);
      receipt->number = g_strdup (rg_statement_get_text (row, 1));
      receipt->time = rg_statement_is_null (row, 2) ? RG_TIME_NONE
                                                    : (gint32) rg_statement_get_int (row, 2);
      receipt->net_minor = rg_statement_get_int (row, 3);
      g_ptr_array_add (receipts, receipt);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&receipts) : NULL;
}

char *
rg_coupon_receipt_dup_words (const RgCouponReceipt *receipt, const char *currency)
{
  g_autofree char *money = rg_money_format (receipt->net_minor, currency);
  g_autofree char *at = receipt->time != RG_TIME_NONE ? rg_time_format (receipt->time) : NULL;

  if (at == NULL)
    /* Translators: an amount of money, and the till's number of a receipt. */
    return g_strdup_printf (_("%s · receipt %s"), money, receipt->number);
  /* Translators: a time of day, an amount of money, and the till's number of a receipt. */
  return g_strdup_printf (_("%s · %s · receipt %s"), at, money, receipt->number);
}

/* A coupon that was used by hand before the day's sales were imported belongs to the only receipt
 * of that person and day. Looked up anew each time, so that nothing has to be taken back with an
 * import. */
static gboolean
rg_coupon_find_same_day (RgDb *db, RgCoupon *coupon, GError **error)
{
  g_autoptr (GPtrArray) receipts = NULL;

  if (coupon->used_on == RG_DAY_NONE || coupon->receipt != 0)
    return TRUE;
  receipts = rg_coupon_read_receipts (db, coupon->customer, coupon->used_on, error);
  if (receipts == NULL)
    return FALSE;
  coupon->n_same_day = receipts->len;
  if (receipts->len == 1)
    {
      const RgCouponReceipt *only = receipts->pdata[0];

      coupon->receipt = only->id;
      g_set_str (&coupon->receipt_number, only->number);
    }
  return TRUE;
}

/* NULL without an error where there is none. */
static RgCoupon *
rg_coupon_read (RgDb *db, const char *code, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "coupons.by-code", error);
  g_autoptr (RgCoupon) coupon = NULL;

  if (row == NULL)
    return NULL;
  rg_statement_bind_text (row, 1, code);
  if (rg_statement_step (row, error) != RG_STEP_ROW)
    return NULL;
  coupon = rg_coupon_from_row (row);
  return rg_coupon_find_same_day (db, coupon, error) ? g_steal_pointer (&coupon) : NULL;
}

/* What a campaign offers, in words; "" for nothing. NULL with an error. */
static char *
rg_coupons_dup_offer (RgDb *db, gint64 campaign, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "coupons.offer", error);
  g_autofree char *currency = NULL;
  g_auto (RgOffer) offer = { 0 };

  if (row == NULL)
    return NULL;
  rg_statement_bind_int (row, 1, campaign);
  switch (rg_statement_step (row, error))
    {
    case RG_STEP_ROW:
      rg_offer_from_row (row, 0, &offer);
      currency = g_strdup (rg_statement_get_text (row, 7));
      return rg_offer_products_read (db, RG_MESSAGE_OF_CAMPAIGN, campaign, &offer, error)
               ? rg_offer_dup_words (&offer, currency) : NULL;
    case RG_STEP_DONE:
      return g_strdup ("");
    case RG_STEP_ERROR:
    default:
      return NULL;
    }
}

char *
rg_coupon_dup_what (const RgCoupon *coupon)
{
  g_autofree char *name = NULL;

  if (coupon->campaign == 0)
    return g_strdup (coupon->offer);
  name = *coupon->version_name == '\0'
           ? g_strdup (coupon->campaign_name)
           /* Translators: the name of a campaign, and of one of its versions. */
           : g_strdup_printf (_("%s, “%s”"), coupon->campaign_name, coupon->version_name);
  return *coupon->offer == '\0' ? g_steal_pointer (&name)
                                : g_strdup_printf ("%s · %s", coupon->offer, name);
}

gboolean
rg_coupon_is_late (const RgCoupon *coupon, RgDay today)
{
  return coupon->until_on != RG_DAY_NONE && coupon->until_on < today;
}

char *
rg_coupon_dup_validity (const RgCoupon *coupon, RgDay today)
{
  g_autofree char *day = NULL;

  if (coupon->until_on == RG_DAY_NONE)
    return NULL;
  day = rg_day_format (coupon->until_on);
  /* Translators: of a coupon; %s is its last day. */
  return g_strdup_printf (rg_coupon_is_late (coupon, today) ? _("Was valid until %s")
                                                            : _("Valid until %s"), day);
}

char *
rg_coupon_dup_use (const RgCoupon *coupon, const char *currency)
{
  g_autofree char *day = rg_day_format (coupon->used_on);
  g_autofree char *number = rg_number_format (coupon->n_same_day);
  GString *text = g_string_new (day);

  if (coupon->receipt != 0)
    /* Translators: %s is the till's number of a receipt. */
    g_string_append_printf (text, _(" · receipt %s"), coupon->receipt_number);
  else if (coupon->n_same_day > 1)
    /* Translators: %s is how many receipts a person has of the day. */
    g_string_append_printf (text, _(" · one of %s receipts of that day"), number);
  else
    g_string_append (text, _(" · no receipt of that day is known"));
  if (coupon->discount_minor >= 0)
    {
      g_autofree char *money = rg_money_format (coupon->discount_minor, currency);

      g_string_append_printf (text, " · %s", money);
    }
  return g_string_free (text, FALSE);
}

static char *
rg_coupon_read_code (const char *text, GError **error)
{
  char *code = rg_coupon_code_read (text);

  if (code == NULL)
    rg_coupon_refuse (error, _("This is not the code of a coupon: a letter or digit is wrong, or "
                               "missing. It looks like K7QW-3FHD-XA9R."));
  return code;
}

RgCoupon *
rg_coupon_find (RgDb *db, const char *text, GError **error)
{
  g_autofree char *code = rg_coupon_read_code (text, error);
  g_autoptr (RgCoupon) coupon = NULL;
  GError *failed = NULL;
  char *offer;

  if (code == NULL)
    return NULL;
  coupon = rg_coupon_read (db, code, &failed);
  if (failed != NULL)
    g_propagate_error (error, failed);
  else if (coupon == NULL)
    g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                         _("No coupon of this shop has this code."));
  if (coupon == NULL || coupon->campaign == 0)
    return g_steal_pointer (&coupon);
  if ((offer = rg_coupons_dup_offer (db, coupon->campaign, error)) == NULL)
    return NULL;
  g_free (coupon->offer);
  coupon->offer = offer;
  return g_steal_pointer (&coupon);
}

GPtrArray *
rg_coupons_read (RgDb *db, gint64 campaign, gboolean used, GError **error)
{
  g_autoptr (GPtrArray) coupons =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rg_coupon_free);
  g_autoptr (RgStatement) row = rg_db_statement (db, "coupons.codes", error);
  g_autofree char *offer = row != NULL ? rg_coupons_dup_offer (db, campaign, error) : NULL;
  RgStep step;

  if (offer == NULL)
    return NULL;
  rg_statement_bind_int (row, 1, campaign);
  rg_statement_bind_int (row, 2, used);
  while ((step = rg_statement_step (row, error)) == RG_STEP_ROW)
    {
      RgCoupon *coupon = rg_coupon_read (db, rg_statement_get_text (row, 0), error);

      if (coupon == NULL)
        return NULL;
      g_set_str (&coupon->offer, offer);
      g_ptr_array_add (coupons, coupon);
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&coupons) : NULL;
}

static GHashTable *
rg_coupons_find_people (RgDb *db, gint64 campaign, GError **error)
{
  g_autoptr (GHashTable) people = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (RgStatement) rows = rg_db_statement (db, "coupons.people", error);
  RgStep step;

  if (rows == NULL)
    return NULL;
  rg_statement_bind_int (rows, 1, campaign);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    {
      const gint64 customer = rg_statement_get_int (rows, 0);

      g_hash_table_add (people, g_memdup2 (&customer, sizeof customer));
    }
  return step == RG_STEP_DONE ? g_steal_pointer (&people) : NULL;
}

gboolean
rg_coupons_keep_people (RgDb *db, gint64 campaign, GArray *people, GError **error)
{
  g_autoptr (GHashTable) have = rg_coupons_find_people (db, campaign, error);
  guint n = 0;

  if (have == NULL)
    return FALSE;
  for (guint i = 0; i < people->len; i++)
    {
      const gint64 customer = g_array_index (people, gint64, i);

      if (g_hash_table_contains (have, &customer))
        g_array_index (people, gint64, n++) = customer;
    }
  g_array_set_size (people, n);
  return TRUE;
}

gboolean
rg_coupons_count_used (RgDb *db, gint64 campaign, gint64 counts[RG_VERSIONS_MOST + 1],
                       GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "coupons.count-used", error);
  RgStep step;

  memset (counts, 0, sizeof *counts * (RG_VERSIONS_MOST + 1));
  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, campaign);
  while ((step = rg_statement_step (row, error)) == RG_STEP_ROW)
    if (rg_statement_get_int (row, 0) <= RG_VERSIONS_MOST)
      counts[rg_statement_get_int (row, 0)] = rg_statement_get_int (row, 1);
  return step == RG_STEP_DONE;
}

gboolean
rg_coupon_add (RgDb *db, const char *code, gint64 campaign, gint64 customer, guint version,
               GError **error)
{
  g_autoptr (RgStatement) add = rg_db_statement (db, "coupons.add", error);

  if (add == NULL)
    return FALSE;
  rg_statement_bind_text (add, 1, code);
  rg_statement_bind_int (add, 2, campaign);
  rg_statement_bind_int (add, 3, customer);
  rg_statement_bind_int (add, 4, version);
  return rg_statement_run (add, error);
}

/* --- using one --- */

typedef struct {
  const char *code;
  RgDay day;
  const guint8 *receipt_uuid; /* or NULL */
  gint64 discount_minor;      /* or -1 */
  gint64 import_id;           /* 0: by hand */
} RgCouponNote;

static gboolean
rg_coupon_note (RgDb *db, const RgCouponNote *note, GError **error)
{
  g_autoptr (RgStatement) use = rg_db_statement (db, "coupons.use", error);

  if (use == NULL)
    return FALSE;
  rg_statement_bind_text (use, 1, note->code);
  rg_statement_bind_int (use, 2, note->day);
  if (note->receipt_uuid != NULL)
    rg_statement_bind_blob (use, 3, note->receipt_uuid, RG_UUID_SIZE);
  else
    rg_statement_bind_null (use, 3);
  if (note->discount_minor >= 0)
    rg_statement_bind_int (use, 4, note->discount_minor);
  else
    rg_statement_bind_null (use, 4);
  rg_statement_bind_text (use, 5, note->import_id != 0 ? "import" : "hand");
  if (note->import_id != 0)
    rg_statement_bind_int (use, 6, note->import_id);
  else
    rg_statement_bind_null (use, 6);
  return rg_statement_run (use, error);
}

/* FALSE with an error where it was used already. */
static gboolean
rg_coupon_is_free (const RgCoupon *coupon, GError **error)
{
  g_autofree char *day = NULL;

  if (coupon->used_on == RG_DAY_NONE)
    return TRUE;
  day = rg_day_format (coupon->used_on);
  /* Translators: %s is a day. */
  g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
               _("This coupon was used already, on %s."), day);
  return FALSE;
}

/* The same of one whose last day is over, unless the shop lets it pass. */
static gboolean
rg_coupon_is_in_time (const RgCoupon *coupon, const RgCouponUse *use, RgDay day, GError **error)
{
  g_autofree char *last = NULL;

  if (use->late || !rg_coupon_is_late (coupon, day))
    return TRUE;
  last = rg_day_format (coupon->until_on);
  /* Translators: %s is a day. */
  g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
               _("This coupon was valid until %s."), last);
  return FALSE;
}

/* uuid: of the receipt with this number. */
static gboolean
rg_coupon_find_receipt (RgDb *db, const char *number, gint64 customer, guint8 uuid[RG_UUID_SIZE],
                        GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "coupons.receipt", error);
  gsize length;

  if (row == NULL)
    return FALSE;
  rg_statement_bind_text (row, 1, number);
  rg_statement_bind_int (row, 2, customer);
  switch (rg_statement_step (row, error))
    {
    case RG_STEP_ROW:
      memcpy (uuid, rg_statement_get_blob (row, 0, &length), RG_UUID_SIZE);
      return TRUE;
    case RG_STEP_DONE:
      g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                   /* Translators: %s is the till's number of a receipt. */
                   _("There is no receipt %s. Leave it out where its sales are not imported yet."),
                   number);
      return FALSE;
    case RG_STEP_ERROR:
    default:
      return FALSE;
    }
}

static gboolean
rg_coupon_take_receipt (RgDb *db, gint64 id, guint8 uuid[RG_UUID_SIZE], GError **error)
{
  g_autoptr (GByteArray) found = rg_uuids_read (db, RG_UUIDS_RECEIPT, &id, 1, error);

  if (found != NULL)
    memcpy (uuid, found->data, RG_UUID_SIZE);
  return found != NULL;
}

static RgCouponUse *
rg_coupon_use_copy (const RgCouponUse *use)
{
  RgCouponUse *copy = g_memdup2 (use, sizeof *use);

  copy->code = g_strdup (use->code);
  copy->receipt = g_strdup (use->receipt);
  return copy;
}

static void
rg_coupon_use_free (gpointer data)
{
  RgCouponUse *use = data;

  g_free (use->code);
  g_free (use->receipt);
  g_free (use);
}

static gboolean
rg_coupon_use_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const RgCouponUse *use = data;
  RgDb *db = rg_write_get_db (write);
  g_autoptr (RgCoupon) coupon = rg_coupon_find (db, use->code, error);
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (rg_write_get_shop (write));
  const gboolean named = use->receipt != NULL && *use->receipt != '\0';
  const gboolean has_receipt = named || use->receipt_id != 0;
  const RgDay day = use->day != RG_DAY_NONE ? use->day
                                            : rg_instant_day (rg_write_get_now (write), zone);
  g_autofree char *label = NULL;
  guint8 uuid[RG_UUID_SIZE];
  RgCouponNote note;

  if (coupon == NULL || !rg_coupon_is_free (coupon, error)
      || !rg_coupon_is_in_time (coupon, use, day, error)
      || (use->receipt_id != 0 && !rg_coupon_take_receipt (db, use->receipt_id, uuid, error))
      || (use->receipt_id == 0 && named
          && !rg_coupon_find_receipt (db, use->receipt, coupon->customer, uuid, error)))
    return FALSE;
  note = (RgCouponNote) {
    .code = coupon->code,
    .day = day,
    .receipt_uuid = has_receipt ? uuid : NULL,
    .discount_minor = use->discount_minor,
  };
  /* Translators: a line of History; %s is a customer. */
  label = g_strdup_printf (_("Coupon of %s Used"), coupon->customer_name);
  rg_write_set_label (write, label);
  return rg_coupon_note (db, &note, error);
}

gboolean
rg_coupon_use_sync (RgStore *store, const RgCouponUse *use, gint64 *action_id, GError **error)
{
  return rg_store_write_sync (store, "coupon.use", _("Coupon Used"), rg_coupon_use_in_thread,
                              (gpointer) use, NULL, action_id, error);
}

void
rg_coupon_use_async (RgStore *store, const RgCouponUse *use, GAsyncReadyCallback callback,
                     gpointer user_data)
{
  rg_store_write_async (store, "coupon.use", _("Coupon Used"), rg_coupon_use_in_thread,
                        rg_coupon_use_copy (use), rg_coupon_use_free, NULL, callback, user_data);
}

gboolean
rg_coupon_use_imported (RgDb *db, const char *text, RgDay day, const guint8 *receipt_uuid,
                        gint64 import_id, gboolean write, gboolean *used, GError **error)
{
  g_autofree char *code = rg_coupon_code_read (text);
  GError *failed = NULL;
  g_autoptr (RgCoupon) coupon = code != NULL ? rg_coupon_read (db, code, &failed) : NULL;

  if (failed != NULL)
    g_propagate_error (error, failed);
  *used = coupon != NULL && coupon->used_on == RG_DAY_NONE;
  if (!*used || !write)
    return failed == NULL;
  return rg_coupon_note (db,
                         &(RgCouponNote) { .code = code,
                                           .day = day,
                                           .receipt_uuid = receipt_uuid,
                                           .discount_minor = -1,
                                           .import_id = import_id },
                         error);
}

/* --- discounts that staff give --- */

static RgDiscount *
rg_discount_copy (const RgDiscount *discount)
{
  RgDiscount *copy = g_memdup2 (discount, sizeof *discount);

  copy->reason = g_strdup (discount->reason);
  return copy;
}

static void
rg_discount_free (gpointer data)
{
  g_free (((RgDiscount *) data)->reason);
  g_free (data);
}

static gboolean
rg_discount_is_valid (const RgDiscount *discount, GError **error)
{
  if ((discount->percent_milli == 0) == (discount->amount_minor == 0))
    return rg_coupon_refuse (error, _("A discount is either a share in per cent or an amount of "
                                      "money."));
  if (discount->percent_milli < 0 || discount->percent_milli > 100000
      || discount->amount_minor < 0)
    return rg_coupon_refuse (error, _("A discount is above nothing, and not more than all."));
  return rg_cards_check_text (discount->reason != NULL ? discount->reason : "", error);
}

static gboolean
rg_discount_write (RgWrite *write, const RgDiscount *discount, gint64 customer, GError **error)
{
  g_autoptr (RgStatement) give =
    rg_db_statement (rg_write_get_db (write), "coupons.give-discount", error);
  g_autoptr (GTimeZone) zone = rg_shop_dup_zone (rg_write_get_shop (write));
  guint8 uuid[RG_UUID_SIZE];

  if (give == NULL)
    return FALSE;
  rg_uuid_v7 (uuid);
  rg_statement_bind_blob (give, 1, uuid, sizeof uuid);
  rg_statement_bind_int (give, 2, customer);
  rg_statement_bind_int (give, 3, rg_write_get_staff (write));
  rg_statement_bind_int (give, 4, rg_instant_day (rg_write_get_now (write), zone));
  rg_statement_bind_int (give, 5, discount->percent_milli);
  rg_statement_bind_int (give, 6, discount->amount_minor);
  rg_statement_bind_text (give, 7, discount->reason != NULL ? discount->reason : "");
  return rg_statement_run (give, error);
}

static gboolean
rg_discount_give_in_thread (RgWrite *write, gpointer data, GError **error)
{
  const RgDiscount *discount = data;
  gint64 customer = discount->customer;
  g_autofree char *name = NULL, *label = NULL;

  if (!rg_discount_is_valid (discount, error)
      || !rg_customer_read_living (rg_write_get_db (write), &customer, &name, error))
    return FALSE;
  if (name == NULL)
    {
      g_set_error_literal (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                           _("This customer is not there any more."));
      return FALSE;
    }
  /* Translators: a line of History; %s is a customer. */
  label = g_strdup_printf (_("Discount for %s"), name);
  rg_write_set_label (write, label);
  return rg_discount_write (write, discount, customer, error);
}

gboolean
rg_discount_give_sync (RgStore *store, const RgDiscount *discount, gint64 *action_id,
                       GError **error)
{
  return rg_store_write_sync (store, "customer.discount", _("Discount Given"),
                              rg_discount_give_in_thread, (gpointer) discount, NULL, action_id,
                              error);
}

void
rg_discount_give_async (RgStore *store, const RgDiscount *discount, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  rg_store_write_async (store, "customer.discount", _("Discount Given"),
                        rg_discount_give_in_thread, rg_discount_copy (discount),
                        rg_discount_free, NULL, callback, user_data);
}
