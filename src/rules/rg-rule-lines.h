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

/* A product on a receipt. */
typedef struct {
  guint32 receipt;
  guint32 what; /* where it is there; above that the product, where that is RG_LINE_ESCAPED */
  gint32 net;   /* what it brought, where rg_sold_is_as_before() */
} RgSold;

#define RG_SOLD_WHERE ((1u << RG_LINE_BITS) - 1)

static inline gboolean
rg_sold_is_escaped (const RgSold *sold)
{
  return (sold->what & RG_SOLD_WHERE) == RG_LINE_ESCAPED;
}

/* One piece, on one line. */
static inline gboolean
rg_sold_is_one (const RgSold *sold)
{
  return (sold->what & RG_LINE_ONE_PIECE) != 0;
}

/* Each of the products that match on each receipt that the rule looks at, one product after the
 * other. net: with what they brought. Free with g_free(). */
RgSold *rg_sold_lines (const RgReceiptFilter *filter, const RgSales *sales, const guint8 *match,
                       gboolean net, guint *n);

/* One piece that brought as much as the one before, which is known already. */
static inline gboolean
rg_sold_is_as_before (const RgSold *sold)
{
  return (sold->what & RG_LINE_AS_BEFORE) != 0;
}

/* Asks for what is needed soon: first where the receipt has its lines, then the line itself,
 * where the product alone does not tell. */
static inline void
rg_sold_prefetch (const RgSales *sales, const RgSold *sold, guint n, guint i, gboolean customer,
                  gboolean quantity, gboolean net)
{
  const RgSold *far = &sold[MIN (i + 2 * RG_LINES_AHEAD, n - 1)];
  const RgSold *near = &sold[MIN (i + RG_LINES_AHEAD, n - 1)];

  if (customer)
    __builtin_prefetch (sales->customer + far->receipt);
  if (net ? !rg_sold_is_as_before (far) : !rg_sold_is_one (far))
    __builtin_prefetch (sales->first_line + far->receipt);
  if (net ? !rg_sold_is_as_before (near) : !rg_sold_is_one (near))
    {
      const guint line = sales->first_line[near->receipt] + near->what % RG_LINE_ONE_PIECE;

      if (quantity && !rg_sold_is_one (near))
        rg_sales_prefetch_quantity (sales, line);
      if (net)
        __builtin_prefetch (sales->line_net + line);
    }
}

/* Its lines: from *line to before the end, those that rg_sold_is_on() says. */
static inline guint
rg_sold_range (const RgSales *sales, const RgSold *sold, guint *line)
{
  *line = sales->first_line[sold->receipt];
  if (rg_sold_is_escaped (sold))
    return sales->first_line[sold->receipt + 1];
  *line += sold->what % RG_LINE_ONE_PIECE;
  return *line + 1;
}

static inline gboolean
rg_sold_is_on (const RgSales *sales, const RgSold *sold, guint line)
{
  /* Goods of another kind than a sale are more than any product. */
  return !rg_sold_is_escaped (sold) || (sales->goods[line] == sold->what >> RG_LINE_BITS &&
                                        rg_sales_quantity (sales, line) > 0);
}

/* What its lines add. net: amounts are read, else quantities. */
G_ALWAYS_INLINE static inline gint64
rg_sold_sum (const RgSales *sales, const RgSold *sold, RgLineFunc func, gboolean net)
{
  gint64 sum = 0;
  guint line, end;

  if (!net && rg_sold_is_one (sold))
    return 1000;
  if (net && rg_sold_is_as_before (sold))
    return sold->net;
  for (end = rg_sold_range (sales, sold, &line); line < end; line++)
    if (rg_sold_is_on (sales, sold, line))
      sum += func (sales, line);
  return sum;
}

/* Lines of sale of more than nothing, by the customer of their receipts. net: amounts are read,
 * else quantities. Inline, so that each kind has loops of its own. */
G_ALWAYS_INLINE static inline void
rg_add_sold_lines (const RgReceiptFilter *filter, const RgSales *sales, const guint8 *match,
                   RgLineFunc func, gboolean net, gint64 *restrict sums)
{
  guint n;
  g_autofree RgSold *sold = rg_sold_lines (filter, sales, match, net, &n);

  for (guint i = 0; i < n; i++)
    {
      rg_sold_prefetch (sales, sold, n, i, TRUE, !net, net);
      if (i + RG_LINES_AHEAD < n)
        __builtin_prefetch (sums + sales->customer[sold[i + RG_LINES_AHEAD].receipt], 1);
      sums[sales->customer[sold[i].receipt]] += rg_sold_sum (sales, &sold[i], func, net);
    }
}

/* The receipt that a line is on, between `from`, which is not behind it, and `last`. */
guint rg_receipt_of_line (const RgSales *sales, guint line, guint from, guint last);
/* The first of the odd lines of receipts from `first` on. */
guint rg_first_odd_line (const RgSales *sales, guint first);

/* All other lines that match: returns, and sales of nothing or less. once: a receipt adds one where
 * there is anything. */
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

      /* Sales of very many are among the odd ones, and sales all the same. */
      if (!match[MIN (sales->odd_product[k], n)] || (number = func (sales, line)) == 0 ||
          (rg_sales_kind (sales, line) == RG_LINE_SALE && rg_sales_quantity (sales, line) > 0))
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
