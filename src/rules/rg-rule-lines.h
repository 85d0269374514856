/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Passes over what was sold of some products, without reading all other lines. */
#pragma once

#include "rules/rg-rule-scan.h"

G_BEGIN_DECLS

/* match: a byte a product, as of rg_rule_match_products(). */

/* The receipts of a block from `first` up to before `last` on which something that matches was
 * sold. */
RgBitset *rg_receipts_of_products (const RgSales *sales, const guint8 *match, guint first,
                                   guint last);

/* The receipts of a block at which the filter looks and on which something that matches was sold to
 * a customer, in time order. Free with g_free(). */
guint32 *rg_sold_receipts (const RgReceiptFilter *filter, const RgSales *sales,
                           const guint8 *match, guint *n);

/* What a line adds. */
typedef gint64 (*RgLineFunc) (const RgSales *sales, guint line);

/* How far ahead memory is asked for: what it takes to arrive is worth that many receipts. */
#define RG_LINES_AHEAD 16

/* Asks for what is needed of a receipt soon: first where its lines are, then themselves. net: their
 * amounts, too. */
static inline void
rg_sold_receipts_prefetch (const RgSales *sales, const guint32 *receipts, guint n, guint i,
                           gboolean net)
{
  if (i + 2 * RG_LINES_AHEAD < n)
    {
      const guint far = receipts[i + 2 * RG_LINES_AHEAD];

      __builtin_prefetch (sales->first_line + far);
      __builtin_prefetch (sales->customer + far);
    }
  if (i + RG_LINES_AHEAD < n)
    {
      const guint line = sales->first_line[receipts[i + RG_LINES_AHEAD]];

      __builtin_prefetch (sales->goods + line);
      __builtin_prefetch (sales->quantity + line);
      if (net)
        __builtin_prefetch (sales->line_net + line);
    }
}

static inline gboolean
rg_line_is_sold (const RgSales *sales, guint line, const guint8 *match, guint n_products)
{
  /* Goods of another kind than a sale are more than any product. */
  return match[MIN (sales->goods[line], n_products)] && rg_sales_quantity (sales, line) > 0;
}

/* Lines of sale of more than nothing, by the customer of their receipts. net: amounts are read.
 * Inline, so that each kind has loops of its own. */
G_ALWAYS_INLINE static inline void
rg_add_sold_lines (const RgReceiptFilter *filter, const RgSales *sales, const guint8 *match,
                   RgLineFunc func, gboolean net, gint64 *restrict sums)
{
  const guint n_products = filter->dataset->products.names.n;
  guint n;
  g_autofree guint32 *receipts = rg_sold_receipts (filter, sales, match, &n);

  for (guint i = 0; i < n; i++)
    {
      const guint receipt = receipts[i], end = sales->first_line[receipt + 1];
      gint64 sum = 0;

      rg_sold_receipts_prefetch (sales, receipts, n, i, net);
      if (i + RG_LINES_AHEAD < n)
        __builtin_prefetch (sums + sales->customer[receipts[i + RG_LINES_AHEAD]], 1);
      for (guint line = sales->first_line[receipt]; line < end; line++)
        if (rg_line_is_sold (sales, line, match, n_products))
          sum += func (sales, line);
      sums[sales->customer[receipt]] += sum;
    }
}

/* The receipt that a line is on, between `from`, which is not behind it, and `last`. */
guint rg_receipt_of_line (const RgSales *sales, guint line, guint from, guint last);
/* The first of the odd lines of receipts from `first` on. */
guint rg_first_odd_line (const RgSales *sales, guint first);

/* All other lines that match. once: a receipt adds one where there is anything. */
G_ALWAYS_INLINE static inline void
rg_add_odd_lines (const RgReceiptFilter *filter, const RgSales *sales, const guint8 *match,
                  RgLineFunc func, gboolean once, gint64 *sums)
{
  const guint n = filter->dataset->products.names.n;
  guint first, last, receipt, counted = G_MAXUINT;

  rg_receipt_filter_range (filter, sales, &first, &last);
  receipt = first;
  for (guint k = rg_first_odd_line (sales, first);
       k < sales->n_odd && sales->odd[k] < sales->first_line[last]; k++)
    {
      const guint line = sales->odd[k];
      gint64 number;

      if (!match[MIN (sales->odd_product[k], n)] || (number = func (sales, line)) == 0)
        continue;
      receipt = rg_receipt_of_line (sales, line, receipt, last);
      if (sales->customer[receipt] == RG_NOBODY || receipt == counted ||
          !rg_receipt_filter_has (filter, sales, receipt))
        continue;
      counted = once ? receipt : G_MAXUINT;
      sums[sales->customer[receipt]] += once ? 1 : number;
    }
}

/* Whether the line brings something back. */
gint64 rg_line_is_return (const RgSales *sales, guint line);

G_END_DECLS
