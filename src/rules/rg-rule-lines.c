/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "config.h"

#include "rules/rg-rule-lines.h"

/* Of one product alone: they are in time order. */
static guint32 *
rg_sold_receipts_of_one (const RgSales *sales, guint product, guint first, guint last, guint *n)
{
  const guint end = sales->product_start[product + 1];
  guint32 at = sales->product_start[product];
  /* Each takes a byte at least. */
  guint32 *receipts = g_new (guint32, end - at + 1);
  guint receipt = 0, where;

  *n = 0;
  while (at < end && (receipt = rg_sales_next_of_product (sales, &at, receipt, &where)) < last)
    {
      receipts[*n] = receipt;
      *n += receipt >= first;
    }
  return receipts;
}

RgBitset *
rg_receipts_of_products (const RgSales *sales, const guint8 *match, guint first, guint last)
{
  RgBitset *seen = rg_bitset_new (sales->n_receipts);

  for (guint k = 0; k < sales->n_products; k++)
    {
      const guint end = sales->product_start[k + 1];
      guint32 at = sales->product_start[k];
      guint receipt = 0, where;

      if (!match[k])
        continue;
      while (at < end && (receipt = rg_sales_next_of_product (sales, &at, receipt, &where)) < last)
        if (receipt >= first)
          rg_bitset_add (seen, receipt);
    }
  return seen;
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

/* What one piece of a product brings, from the one that was sold for it first. */
typedef struct {
  gboolean wanted, known;
  guint receipt, where;
  gint32 net;
} RgPiecePrice;

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

/* Those of one product, behind those that are there. */
static void
rg_sold_find (const RgReceiptFilter *filter, const RgSales *sales, guint product, guint first,
              guint last, gboolean net, GArray *sold)
{
  RgPiecePrice price = { .wanted = net };
  const guint end = sales->product_start[product + 1], n = sold->len;
  guint32 at = sales->product_start[product];
  RgSold *next;
  guint receipt = 0, where;

  /* Each takes a byte at least. */
  g_array_set_size (sold, n + end - at);
  next = &g_array_index (sold, RgSold, n);
  while (at < end && (receipt = rg_sales_next_of_product (sales, &at, receipt, &where)) < last)
    {
      *next = (RgSold) { receipt, where != RG_LINE_ESCAPED
                                    ? where : product << RG_LINE_BITS | RG_LINE_ESCAPED,
                         rg_piece_price_get (&price, sales, receipt, where) };
      next += receipt >= first && rg_receipt_filter_has (filter, sales, receipt);
    }
  g_array_set_size (sold, (guint) (next - (RgSold *) (gpointer) sold->data));
}

RgSold *
rg_sold_lines (const RgReceiptFilter *filter, const RgSales *sales, const guint8 *match,
               gboolean net, guint *n)
{
  GArray *sold = g_array_new (FALSE, FALSE, sizeof (RgSold));
  guint first, last;

  rg_receipt_filter_range (filter, sales, &first, &last);
  for (guint k = 0; k < sales->n_products; k++)
    if (match[k])
      rg_sold_find (filter, sales, k, first, last, net, sold);
  *n = sold->len;
  return (RgSold *) (gpointer) g_array_free (sold, FALSE);
}

guint
rg_receipt_of_line (const RgSales *sales, guint line, guint from, guint last)
{
  guint step = 1;

  /* Ever farther away first: whoever asks for one after the other finds it near. */
  while (from + step < last && sales->first_line[from + step] <= line)
    {
      from += step;
      step *= 2;
    }
  last = MIN (last, from + step);
  while (from + 1 < last)
    {
      const guint middle = from + (last - from) / 2;

      if (sales->first_line[middle] <= line)
        from = middle;
      else
        last = middle;
    }
  return from;
}

guint
rg_first_odd_line (const RgSales *sales, guint first)
{
  const guint32 line = sales->first_line[first];
  guint low = 0, high = sales->n_odd;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;

      if (sales->odd[middle] < line)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

gint64
rg_line_is_return (const RgSales *sales, guint line)
{
  return rg_sales_kind (sales, line) == RG_LINE_RETURN;
}
