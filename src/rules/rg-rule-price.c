/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "config.h"

#include "rules/rg-rule-price.h"

#include "base/rg-parallel.h"
#include "rules/rg-rule-lines.h"

#include <string.h>

typedef struct {
  const RgReceiptFilter *filter;
  gint64 low, high; /* millionths of the currency */
  gboolean any_low, any_high; /* there is no such bound */
  gint64 unit;      /* so many of them are its minor unit */
  RgBitset *payers; /* by unresolved position */
} RgPrice;

static gboolean
rg_price_fits_wide (const RgPrice *price, gint64 net, gint64 quantity)
{
  const __int128 above = (__int128) net * price->unit * 1000;

  return (price->any_low || above >= (__int128) price->low * quantity) &&
         (price->any_high || above <= (__int128) price->high * quantity);
}

static gboolean
rg_price_fits (const RgPrice *price, gint64 net, gint64 quantity)
{
  gint64 above, low, high;

  /* Nearly always. */
  if (!__builtin_mul_overflow (net, price->unit * 1000, &above) &&
      !__builtin_mul_overflow (price->low, quantity, &low) &&
      !__builtin_mul_overflow (price->high, quantity, &high))
    return (price->any_low | (above >= low)) & (price->any_high | (above <= high));
  return rg_price_fits_wide (price, net, quantity);
}

static gboolean
rg_price_fits_sold (const RgPrice *price, const RgSales *sales, const RgSold *sold)
{
  gboolean fits = FALSE;
  guint line, end;

  if (rg_sold_is_as_before (sold))
    return rg_price_fits (price, sold->net, 1000);
  for (end = rg_sold_range (sales, sold, &line); line < end; line++)
    if (rg_sold_is_on (sales, sold, line))
      fits |= rg_price_fits (price, rg_sales_line_net (sales, line),
                             rg_sold_is_one (sold) ? 1000 : rg_sales_quantity (sales, line));
  return fits;
}

/* Customers are read of those alone that fit. */
static void
rg_price_add_some (const RgPrice *price, const RgSales *sales, RgSold *sold, guint n)
{
  guint fitting = 0;

  for (guint i = 0; i < n; i++)
    {
      const gboolean fits = rg_price_fits_sold (price, sales, &sold[i]);

      rg_sold_prefetch (sales, sold, n, i, FALSE, TRUE, TRUE);
      sold[fitting].receipt = sold[i].receipt;
      fitting += (guint) fits;
    }
  for (guint i = 0; i < fitting; i++)
    rg_bitset_add (price->payers, sales->customer[sold[i].receipt]);
}

static void
rg_price_add_block (const RgPrice *price, const RgSales *sales, const guint8 *match)
{
  RgSold sold[RG_SOLD_ROOM];
  RgSoldWalk walk;

  rg_sold_walk_init (&walk, price->filter, sales, match, TRUE);
  for (guint n; (n = rg_sold_walk_next (&walk, sold)) > 0;)
    rg_price_add_some (price, sales, sold, n);
}

/* In a large shop some of the products are looked at beside the others. */
#define RG_PRICE_PARTS 2

typedef struct {
  const RgPrice *price;
  const guint8 *match;
  guint n;
  RgBitset *payers[RG_PRICE_PARTS];
} RgPriceParts;

static void
rg_price_add_part (const RgPriceParts *parts, guint part)
{
  const RgDataset *dataset = parts->price->filter->dataset;
  const guint n = dataset->products.names.n;
  const guint first = n * part / parts->n, last = n * (part + 1) / parts->n;
  g_autofree guint8 *match = g_new0 (guint8, n + 1);
  RgPrice price = *parts->price;

  memcpy (match + first, parts->match + first, last - first);
  price.payers = parts->payers[part];
  for (guint b = 0; b < 2; b++)
    rg_price_add_block (&price, dataset->sales[b], match);
}

static void
rg_price_add_parts (guint first, guint last, gpointer data)
{
  for (guint part = first; part < last; part++)
    rg_price_add_part (data, part);
}

/* By unresolved position. */
static RgBitset *
rg_price_payers (const RgPrice *price, const guint8 *match)
{
  const guint n_customers = price->filter->dataset->n_customers;
  RgPriceParts parts = {
    price, match, rg_parallel_is_worth (n_customers, RG_PARALLEL_PEOPLE) ? RG_PRICE_PARTS : 1
  };

  for (guint part = 0; part < parts.n; part++)
    parts.payers[part] = rg_bitset_new (n_customers);
  rg_parallel_for (parts.n, 1, rg_price_add_parts, &parts);
  for (guint part = 1; part < parts.n; part++)
    {
      rg_bitset_or (parts.payers[0], parts.payers[part]);
      rg_bitset_unref (parts.payers[part]);
    }
  return parts.payers[0];
}

RgBitset *
rg_scan_price_paid (const RgRule *rule, const RgSegmentContext *context)
{
  const RgDataset *dataset = context->dataset;
  g_autofree guint8 *match = rg_rule_match_products (rule, rule->names, dataset);
  RgReceiptFilter filter;
  RgPrice price = { .filter = &filter, .low = rule->low, .high = rule->high, .unit = 1 };
  RgBitset *payers;
  RgOp op;

  rg_op_is_not (rule->op, &op);
  if (op == RG_OP_AT_MOST)
    price.any_low = TRUE;
  if (op == RG_OP_AT_LEAST)
    price.any_high = TRUE;
  for (int i = context->digits; i < 6; i++)
    price.unit *= 10;
  rg_receipt_filter_init (&filter, rule, context);
  payers = rg_price_payers (&price, match);
  rg_receipt_filter_clear (&filter);
  rg_dataset_fold_members (dataset, payers);
  return payers;
}
