/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "config.h"

#include "rules/rg-rule-lines.h"

#include "base/rg-parallel.h"

/* Of one product alone: they are in time order. */
static guint32 *
rg_sold_receipts_of_one (const RgSales *sales, guint product, guint first, guint last, guint *n)
{
  const guint end = sales->product_start[product + 1];
  guint32 at;
  guint receipt = rg_sales_seek_product (sales, product, first, &at), where;
  /* Each takes a byte at least. */
  guint32 *receipts = g_new (guint32, end - at + 1);

  *n = 0;
  while (at < end && (receipt = rg_sales_next_of_product (sales, &at, receipt, &where)) < last)
    {
      receipts[*n] = receipt;
      *n += receipt >= first;
    }
  return receipts;
}

/* In a large shop some of the products are looked at beside the others: where so many entries of
 * them are read that it is worth waking another thread. */
#define RG_SOLD_PARTS 2
#define RG_SOLD_LEAST 400000

typedef struct {
  const RgSales *sales;
  const guint8 *match;
  guint first, last; /* receipts */
  guint start[RG_SOLD_PARTS + 1]; /* products of each part */
  RgBitset *seen[RG_SOLD_PARTS];
} RgSoldParts;

static void
rg_sold_parts_see (guint from, guint end, gpointer data)
{
  const RgSoldParts *parts = data;
  const RgSales *sales = parts->sales;

  for (guint part = from; part < end; part++)
    for (guint k = parts->start[part]; k < parts->start[part + 1]; k++)
      {
        const guint stop = sales->product_start[k + 1];
        guint32 at;
        guint receipt, where;

        if (!parts->match[k])
          continue;
        receipt = rg_sales_seek_product (sales, k, parts->first, &at);
        while (at < stop &&
               (receipt = rg_sales_next_of_product (sales, &at, receipt, &where)) < parts->last)
          if (receipt >= parts->first)
            rg_bitset_add (parts->seen[part], receipt);
      }
}

guint
rg_sold_middle (const RgSales *sales, const guint8 *match, guint first, guint last, guint least)
{
  guint64 all = 0, so_far = 0;
  guint k = 0;

  for (guint i = 0; i < sales->n_products; i++)
    if (match[i])
      all += sales->product_start[i + 1] - sales->product_start[i];
  if (first >= last ||
      !rg_parallel_is_worth (all * (last - first) / MAX (sales->n_receipts, 1), least))
    return sales->n_products;
  for (; k < sales->n_products && so_far * 2 < all; k++)
    if (match[k])
      so_far += sales->product_start[k + 1] - sales->product_start[k];
  return k;
}

/* Into parts of as many entries; returns how many parts. */
static guint
rg_sold_parts_split (RgSoldParts *parts)
{
  const RgSales *sales = parts->sales;

  parts->start[1] =
    rg_sold_middle (sales, parts->match, parts->first, parts->last, RG_SOLD_LEAST);
  parts->start[2] = sales->n_products;
  return parts->start[1] < sales->n_products ? 2 : 1;
}

RgBitset *
rg_receipts_of_products (const RgSales *sales, const guint8 *match, guint first, guint last)
{
  RgSoldParts parts = { .sales = sales, .match = match, .first = first, .last = last };
  const guint n = rg_sold_parts_split (&parts);

  for (guint part = 0; part < n; part++)
    parts.seen[part] = rg_bitset_new (sales->n_receipts);
  rg_parallel_for (n, 1, rg_sold_parts_see, &parts);
  for (guint part = 1; part < n; part++)
    {
      rg_bitset_or (parts.seen[0], parts.seen[part]);
      rg_bitset_unref (parts.seen[part]);
    }
  return parts.seen[0];
}

static guint32 *
rg_sold_receipts_of_many (const RgSales *sales, const guint8 *match, guint first, guint last,
                          guint *n)
{
  g_autoptr (RgBitset) seen = rg_receipts_of_products (sales, match, first, last);

  return rg_bitset_list (seen, n);
}

guint32 *
rg_sold_receipts (const RgReceiptFilter *filter, const RgSales *sales, const guint8 *match,
                  guint *n)
{
  guint32 *receipts;
  guint first, last, all, products = 0, one = 0;

  for (guint k = 0; k < sales->n_products; k++)
    if (match[k])
      {
        products++;
        one = k;
      }
  rg_receipt_filter_range (filter, sales, &first, &last);
  receipts = products == 1 ? rg_sold_receipts_of_one (sales, one, first, last, &all)
                           : rg_sold_receipts_of_many (sales, match, first, last, &all);
  *n = 0;
  for (guint i = 0; i < all; i++)
    {
      receipts[*n] = receipts[i];
      *n += rg_receipt_filter_has (filter, sales, receipts[i]);
    }
  return receipts;
}

static inline gint32
rg_piece_price_get (RgPiecePrice *price, const RgSales *sales, guint receipt, guint where)
{
  const guint piece = where & (RG_LINE_ONE_PIECE | RG_LINE_AS_BEFORE);

  if (!price->wanted || piece == 0)
    return 0;
  if (piece == RG_LINE_ONE_PIECE)
    *price = (RgPiecePrice) { .wanted = TRUE, .receipt = receipt, .where = where };
  else if (!price->known)
    {
      price->known = TRUE;
      price->net = sales->line_net[sales->first_line[price->receipt] +
                                   price->where % RG_LINE_ONE_PIECE];
    }
  return price->net;
}

/* To the next product that matches; FALSE: there is none. */
static gboolean
rg_sold_walk_step (RgSoldWalk *walk)
{
  while (walk->product < walk->sales->n_products && !walk->match[walk->product])
    walk->product++;
  if (walk->product >= walk->sales->n_products)
    return FALSE;
  walk->receipt = rg_sales_seek_product (walk->sales, walk->product, walk->first, &walk->at);
  walk->end = walk->sales->product_start[walk->product + 1];
  walk->price = (RgPiecePrice) { .wanted = walk->net };
  walk->product++;
  return TRUE;
}

/* Of the product it is at; returns how many there are in `sold` then. */
static guint
rg_sold_walk_fill (RgSoldWalk *walk, RgSold *sold, guint n)
{
  const RgSales *sales = walk->sales;
  const guint escaped = (walk->product - 1) << RG_LINE_BITS | RG_LINE_ESCAPED;
  guint32 at = walk->at;
  guint receipt = walk->receipt, where;

  while (n < RG_SOLD_ROOM && at < walk->end)
    {
      receipt = rg_sales_next_of_product (sales, &at, receipt, &where);
      if (receipt >= walk->last)
        {
          at = walk->end;
          break;
        }
      sold[n] = (RgSold) { receipt, where != RG_LINE_ESCAPED ? where : escaped,
                           rg_piece_price_get (&walk->price, sales, receipt, where) };
      n += receipt >= walk->first && rg_receipt_filter_has (walk->filter, sales, receipt);
    }
  walk->at = at;
  walk->receipt = receipt;
  return n;
}

void
rg_sold_walk_init (RgSoldWalk *walk, const RgReceiptFilter *filter, const RgSales *sales,
                   const guint8 *match, gboolean net)
{
  *walk = (RgSoldWalk) { .filter = filter, .sales = sales, .match = match, .net = net };
  rg_receipt_filter_range (filter, sales, &walk->first, &walk->last);
}

guint
rg_sold_walk_next (RgSoldWalk *walk, RgSold *sold)
{
  guint n = 0;

  while (n < RG_SOLD_ROOM && (walk->at < walk->end || rg_sold_walk_step (walk)))
    n = rg_sold_walk_fill (walk, sold, n);
  return n;
}

void
rg_odd_walk_init (RgOddWalk *walk, const RgReceiptFilter *filter, const RgSales *sales,
                  const guint8 *match)
{
  guint low = 0, high = sales->n_odd, first;

  *walk = (RgOddWalk) { .filter = filter, .sales = sales, .match = match };
  rg_receipt_filter_range (filter, sales, &first, &walk->last);
  while (low < high)
    {
      const guint middle = low + (high - low) / 2;

      if (sales->odd_receipt[middle] < first)
        low = middle + 1;
      else
        high = middle;
    }
  walk->at = low;
}

guint
rg_odd_walk_next (RgOddWalk *walk, guint *found)
{
  const RgSales *sales = walk->sales;
  const guint n_products = walk->filter->dataset->products.names.n;
  guint k = walk->at, n = 0;

  for (; k < sales->n_odd && sales->odd_receipt[k] < walk->last && n < RG_ODD_ROOM; k++)
    if (walk->match[MIN (sales->odd_product[k], n_products)])
      {
        found[n++] = k;
        __builtin_prefetch (sales->goods + sales->odd[k]);
        __builtin_prefetch (sales->customer + sales->odd_receipt[k]);
      }
  walk->at = k;
  return n;
}

gint64
rg_line_is_return (const RgSales *sales, guint line)
{
  return rg_sales_kind (sales, line) == RG_LINE_RETURN;
}
