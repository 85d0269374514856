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

/* The product with which the second half begins of what was sold of those that match, on receipts
 * from `first` on and before `last`; the number of products where there is less than `least` of
 * it. */
guint rg_sold_middle (const RgSales *sales, const guint8 *match, guint first, guint last,
                      guint least);

/* What a line adds. */
typedef gint64 (*RgLineFunc) (const RgSales *sales, guint line);

/* How far ahead memory is asked for: what it takes to arrive is worth that many receipts. */
#define RG_LINES_AHEAD 32

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

/* What one piece of a product brings, from the one that was sold for it first. */
typedef struct {
  gboolean wanted, known;
  guint receipt, where;
  gint32 net;
} RgPiecePrice;

/* Each of the products that match on each receipt that the rule looks at, one product after the
 * other. */
typedef struct {
  const RgReceiptFilter *filter;
  const RgSales *sales;
  const guint8 *match;
  gboolean net;
  guint first, last; /* receipts */
  guint product;     /* behind the one it is at */
  guint32 at, end;
  guint receipt;
  RgPiecePrice price;
} RgSoldWalk;

/* So many at a time: they stay in the processor's nearest caches. */
#define RG_SOLD_ROOM 1024

/* net: with what they brought. */
void rg_sold_walk_init (RgSoldWalk *walk, const RgReceiptFilter *filter, const RgSales *sales,
                        const guint8 *match, gboolean net);
/* The next ones, RG_SOLD_ROOM at most; 0: there are no more. */
guint rg_sold_walk_next (RgSoldWalk *walk, RgSold *sold);

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
      const guint first = sales->first_line[near->receipt];
      const guint line = first + near->what % RG_LINE_ONE_PIECE;

      if (rg_sold_is_escaped (near))
        __builtin_prefetch (sales->goods + first);
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
 * else quantities. sums: as of rg_sum_receipts_of(). Inline, so that each kind has loops of its
 * own. */
G_ALWAYS_INLINE static inline gboolean
rg_add_sold_lines (const RgReceiptFilter *filter, const RgSales *sales, const guint8 *match,
                   RgLineFunc func, gboolean net, gpointer sums, gboolean small)
{
  const gsize size = small ? sizeof (gint32) : sizeof (gint64);
  gboolean over = FALSE;
  RgSold sold[RG_SOLD_ROOM];
  RgSoldWalk walk;

  rg_sold_walk_init (&walk, filter, sales, match, net);
  for (guint n; (n = rg_sold_walk_next (&walk, sold)) > 0;)
    for (guint i = 0; i < n; i++)
      {
        rg_sold_prefetch (sales, sold, n, i, TRUE, !net, net);
        if (i + RG_LINES_AHEAD < n)
          __builtin_prefetch ((char *) sums +
                              size * sales->customer[sold[i + RG_LINES_AHEAD].receipt], 1);
        rg_sums_add (sums, small, sales->customer[sold[i].receipt], RG_NOBODY,
                     rg_sold_sum (sales, &sold[i], func, net), &over);
      }
  return !over;
}

/* The odd lines of receipts in the window that match. */
typedef struct {
  const RgReceiptFilter *filter;
  const RgSales *sales;
  const guint8 *match;
  guint at, last; /* an odd line, and a receipt */
} RgOddWalk;

#define RG_ODD_ROOM 64

void rg_odd_walk_init (RgOddWalk *walk, const RgReceiptFilter *filter, const RgSales *sales,
                       const guint8 *match);
/* The next ones, RG_ODD_ROOM at most, with what is needed of them on its way; 0: no more. */
guint rg_odd_walk_next (RgOddWalk *walk, guint *found);

/* All other lines that match: returns, and sales of nothing or less. once: a receipt adds one where
 * there is anything. */
G_ALWAYS_INLINE static inline gboolean
rg_add_odd_lines (const RgReceiptFilter *filter, const RgSales *sales, const guint8 *match,
                  RgLineFunc func, gboolean once, gpointer sums, gboolean small)
{
  guint found[RG_ODD_ROOM], counted = G_MAXUINT;
  gboolean over = FALSE;
  RgOddWalk walk;

  rg_odd_walk_init (&walk, filter, sales, match);
  for (guint n; (n = rg_odd_walk_next (&walk, found)) > 0;)
    for (guint i = 0; i < n; i++)
      {
        const guint line = sales->odd[found[i]], receipt = sales->odd_receipt[found[i]];
        const gint64 number = func (sales, line);

        /* Sales of very many are among the odd ones, and sales all the same. */
        if (number == 0 || sales->customer[receipt] == RG_NOBODY || receipt == counted ||
            (rg_sales_kind (sales, line) == RG_LINE_SALE && rg_sales_quantity (sales, line) > 0) ||
            !rg_receipt_filter_has (filter, sales, receipt))
          continue;
        counted = once ? receipt : G_MAXUINT;
        rg_sums_add (sums, small, sales->customer[receipt], RG_NOBODY, once ? 1 : number, &over);
      }
  return !over;
}

/* Whether the line brings something back. */
gint64 rg_line_is_return (const RgSales *sales, guint line);

G_END_DECLS
