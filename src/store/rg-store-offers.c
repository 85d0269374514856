/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What a campaign or a template offers, and the products of it. */
#include "store/rg-store-offers.h"

#include "store/rg-store-row.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"

static const char *const role_words[] = { "for", "with" };

static const struct {
  const char *read, *delete_beyond, *save;
} product_statements[] = {
  [RG_MESSAGE_OF_CAMPAIGN] = { "offers.read", "offers.delete-beyond", "offers.save" },
  [RG_MESSAGE_OF_TEMPLATE] = { "message-templates.products",
                               "message-templates.delete-products-beyond",
                               "message-templates.save-product" },
};

void
rg_offer_from_row (RgStatement *row, int first, RgOffer *offer)
{
  *offer = (RgOffer) {
    .value = rg_statement_get_int (row, first + 1),
    .what = g_strdup (rg_statement_get_text (row, first + 2)),
    .with = g_strdup (rg_statement_get_text (row, first + 3)),
    .until = rg_statement_get_day (row, first + 4),
    .days = (guint) rg_statement_get_int (row, first + 5),
    .cost_minor = rg_statement_is_null (row, first + 6) ? -1
                                                        : rg_statement_get_int (row, first + 6),
  };
  rg_offer_kind_from_id (rg_statement_get_text (row, first), &offer->kind);
}

void
rg_offer_bind (RgStatement *statement, int first, const RgOffer *offer)
{
  rg_statement_bind_text (statement, first, rg_offer_kind_get_id (offer->kind));
  rg_statement_bind_int (statement, first + 1, offer->value);
  rg_statement_bind_text (statement, first + 2, offer->what);
  rg_statement_bind_text (statement, first + 3, offer->with);
  rg_statement_bind_day (statement, first + 4, offer->until);
  rg_statement_bind_int (statement, first + 5, offer->days);
  if (offer->cost_minor >= 0)
    rg_statement_bind_int (statement, first + 6, offer->cost_minor);
  else
    rg_statement_bind_null (statement, first + 6);
}

/* --- products --- */

/* Columns from `first` on: id, uuid, code, name, cost; and the shop's currency. */
static RgOfferProduct *
rg_offer_product_from_row (RgStatement *row, int first)
{
  const int digits = rg_currency_digits (rg_statement_get_text (row, first + 5));
  const gint64 of_one = rg_statement_get_int (row, first + 4);
  gint64 cost;
  gsize length;

  if (rg_statement_is_null (row, first + 4) || digits < 0
      || !rg_money_line_net (RG_QUANTITY_UNIT, of_one, digits, &cost))
    cost = -1;
  return rg_offer_product_new (rg_statement_get_int (row, first),
                               rg_statement_get_blob (row, first + 1, &length),
                               rg_statement_get_text (row, first + 2),
                               rg_statement_get_text (row, first + 3), MAX (cost, -1));
}

gboolean
rg_offer_products_read (RgDb *db, RgMessageOwner owner, gint64 id, RgOffer *offer, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, product_statements[owner].read, error);
  RgStep step;

  if (row == NULL)
    return FALSE;
  rg_statement_bind_int (row, 1, id);
  while ((step = rg_statement_step (row, error)) == RG_STEP_ROW)
    rg_offer_add_product (offer, g_str_equal (rg_statement_get_text (row, 0), role_words[1]),
                          rg_offer_product_from_row (row, 1));
  return step == RG_STEP_DONE;
}

static gboolean
rg_offer_products_save_role (RgDb *db, RgMessageOwner owner, gint64 id, const char *role,
                             GPtrArray *products, GError **error)
{
  g_autoptr (RgStatement) beyond = rg_db_statement (db, product_statements[owner].delete_beyond,
                                                    error);
  g_autoptr (RgStatement) save = rg_db_statement (db, product_statements[owner].save, error);
  const guint n = products != NULL ? products->len : 0;

  if (beyond == NULL || save == NULL)
    return FALSE;
  rg_statement_bind_int (beyond, 1, id);
  rg_statement_bind_text (beyond, 2, role);
  rg_statement_bind_int (beyond, 3, n);
  if (!rg_statement_run (beyond, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      rg_statement_bind_int (save, 1, id);
      rg_statement_bind_text (save, 2, role);
      rg_statement_bind_int (save, 3, i + 1);
      rg_statement_bind_int (save, 4, ((RgOfferProduct *) products->pdata[i])->id);
      if (!rg_statement_run (save, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
rg_offer_products_save (RgDb *db, RgMessageOwner owner, gint64 id, const RgOffer *offer,
                        GError **error)
{
  return rg_offer_products_save_role (db, owner, id, role_words[0],
                                      offer != NULL ? offer->products : NULL, error)
         && rg_offer_products_save_role (db, owner, id, role_words[1],
                                         offer != NULL ? offer->with_products : NULL, error);
}

RgOfferProduct *
rg_offer_product_find (RgDb *db, const char *text, GError **error)
{
  g_autoptr (RgStatement) row = rg_db_statement (db, "offers.find", error);
  RgOfferProduct *product;
  gboolean exact;
  RgStep step;

  if (row == NULL)
    return NULL;
  rg_statement_bind_text (row, 1, text);
  step = rg_statement_step (row, error);
  if (step == RG_STEP_ERROR)
    return NULL;
  if (step == RG_STEP_DONE)
    {
      /* Translators: %s is what somebody typed. */
      g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_NOT_FOUND,
                   _("There is no product “%s”. Write its code or its name."), text);
      return NULL;
    }
  product = rg_offer_product_from_row (row, 0);
  exact = rg_statement_get_int (row, 6) != 0;
  step = rg_statement_step (row, error);
  if (exact || step == RG_STEP_DONE)
    return product;
  rg_offer_product_free (product);
  if (step == RG_STEP_ROW)
    /* Translators: %s is the name of a product. */
    g_set_error (error, RG_STORE_ERROR, RG_STORE_ERROR_INVALID,
                 _("Several products are called “%s”. Write its code."), text);
  return NULL;
}

RgOfferProduct *
rg_offer_product_read (RgDb *db, gint64 id, GError **error)
{
  g_autoptr (RgStatement) row =
    rg_store_row (db, "offers.by-id", id, _("This product is not there any more."), error);

  return row != NULL ? rg_offer_product_from_row (row, 0) : NULL;
}
