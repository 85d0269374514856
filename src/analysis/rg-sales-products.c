/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Of a block of sales: on which receipts each product was sold. */
#include "config.h"

#include "analysis/rg-dataset-private.h"

#include <string.h>

static guint
rg_sales_count_products (const RgSales *sales)
{
  guint n = 0;

  for (guint line = 0; line < sales->n_lines; line++)
    if (rg_sales_product (sales, line) != RG_NOTHING)
      n = MAX (n, rg_sales_product (sales, line) + 1);
  return n;
}

/* Says how many bytes a step takes; writes them where `bytes` is not NULL. */
static guint
rg_sales_put_step (guint8 *bytes, guint64 step)
{
  guint n = 0;

  for (; step >= 0x80; step >>= 7, n++)
    if (bytes != NULL)
      bytes[n] = (guint8) (step | 0x80);
  if (bytes != NULL)
    bytes[n] = (guint8) step;
  return n + 1;
}

/* Where the receipts of each product are written, or how much room they need. */
typedef struct {
  guint32 *last;  /* by product: the last receipt that had it, from 1; 0: none */
  guint32 *again; /* by product: twice that, and one more where it had it on more than one line */
  gint32 *net;    /* by product: what the last piece brought that was sold alone */
  guint32 *at;    /* by product: how many bytes there are, or where the next one goes */
  guint8 *list;   /* NULL: they are only counted */
} RgProductWalk;

static gboolean
rg_sales_line_is_sold (const RgSales *sales, guint line)
{
  return rg_sales_product (sales, line) != RG_NOTHING &&
         rg_sales_kind (sales, line) == RG_LINE_SALE && rg_sales_quantity (sales, line) > 0;
}

static void
rg_product_walk_find_twice (const RgProductWalk *walk, const RgSales *sales, guint receipt)
{
  for (guint line = sales->first_line[receipt]; line < sales->first_line[receipt + 1]; line++)
    if (rg_sales_line_is_sold (sales, line))
      {
        guint32 *again = &walk->again[rg_sales_product (sales, line)];

        *again = *again / 2 == receipt + 1 ? 2 * (receipt + 1) + 1 : 2 * (receipt + 1);
      }
}

/* Where on its receipt, and whether it is one piece, and for the same as the one before. */
static guint
rg_product_walk_where (const RgProductWalk *walk, const RgSales *sales, guint line, guint on)
{
  const guint product = rg_sales_product (sales, line);
  const gint32 net = sales->line_net[line], before = walk->net[product];

  if (on >= RG_LINE_ESCAPED || walk->again[product] % 2 != 0)
    return RG_LINE_ESCAPED;
  if (rg_sales_quantity (sales, line) != 1000)
    return on;
  walk->net[product] = net;
  return on | RG_LINE_ONE_PIECE |
         (net == before && net != RG_AMOUNT_ESCAPED ? RG_LINE_AS_BEFORE : 0);
}

static void
rg_product_walk_receipt (const RgProductWalk *walk, const RgSales *sales, guint receipt)
{
  const guint first = sales->first_line[receipt];

  for (guint line = first; line < sales->first_line[receipt + 1]; line++)
    {
      const guint product = rg_sales_product (sales, line);
      guint64 step;

      if (!rg_sales_line_is_sold (sales, line) || walk->last[product] == receipt + 1)
        continue;
      step = walk->last[product] > 0 ? receipt + 1 - walk->last[product] : receipt;
      step = step << RG_LINE_BITS | rg_product_walk_where (walk, sales, line, line - first);
      walk->at[product] +=
        rg_sales_put_step (walk->list != NULL ? walk->list + walk->at[product] : NULL, step);
      walk->last[product] = receipt + 1;
    }
}

/* Steps through each receipt of a customer and each product that was sold in it. */
static void
rg_sales_walk_products (const RgSales *sales, RgProductWalk *walk)
{
  memset (walk->last, 0, sales->n_products * sizeof *walk->last);
  memset (walk->again, 0, sales->n_products * sizeof *walk->again);
  for (guint k = 0; k < sales->n_products; k++)
    walk->net[k] = RG_AMOUNT_ESCAPED;
  for (guint i = 0; i < sales->n_receipts; i++)
    if (sales->customer[i] != RG_NOBODY)
      {
        rg_product_walk_find_twice (walk, sales, i);
        rg_product_walk_receipt (walk, sales, i);
      }
}

/* A counting sort by product. */
void
rg_sales_index_products (RgSales *sales)
{
  const guint n = sales->n_products = rg_sales_count_products (sales);
  g_autofree guint32 *last = g_new (guint32, n + 1), *again = g_new (guint32, n + 1);
  g_autofree gint32 *net = g_new (gint32, n + 1);
  guint32 *start = g_new0 (guint32, n + 2);
  RgProductWalk walk = { .last = last, .again = again, .net = net, .at = start + 2 };

  rg_sales_walk_products (sales, &walk);
  for (guint i = 2; i < n + 2; i++)
    start[i] += start[i - 1];
  walk.at = start + 1;
  walk.list = g_malloc (start[n + 1] + 1);
  rg_sales_walk_products (sales, &walk);
  sales->product_start = start;
  sales->by_product = walk.list;
}
