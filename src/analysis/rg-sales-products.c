/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Of a block of sales: on which receipts each product was sold. */
#include "config.h"

#include "analysis/rg-dataset-private.h"

#include "base/rg-numbers.h"

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
  guint32 *n;     /* by product: receipts so far */
  guint8 *list;   /* NULL: they are only counted */
  const guint32 *skip_start;
  RgProductSkip *skips;
} RgProductWalk;

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

/* Who starts here knows nothing of what was before. */
static void
rg_product_walk_skip (const RgProductWalk *walk, guint product)
{
  const guint n = walk->n[product]++;

  if (n == 0 || n % RG_PRODUCT_SKIP != 0)
    return;
  walk->net[product] = RG_AMOUNT_ESCAPED;
  if (walk->list != NULL)
    walk->skips[walk->skip_start[product] + n / RG_PRODUCT_SKIP - 1] =
        (RgProductSkip) { walk->last[product] - 1, walk->at[product] };
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
      rg_product_walk_skip (walk, product);
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
  memset (walk->n, 0, sales->n_products * sizeof *walk->n);
  for (guint k = 0; k < sales->n_products; k++)
    walk->net[k] = RG_AMOUNT_ESCAPED;
  for (guint i = 0; i < sales->n_receipts; i++)
    if (sales->customer[i] != RG_NOBODY)
      {
        rg_product_walk_find_twice (walk, sales, i);
        rg_product_walk_receipt (walk, sales, i);
      }
}

/* Where those of each product begin, and room for all of them. */
static void
rg_product_walk_alloc_skips (RgProductWalk *walk, RgSales *sales)
{
  const guint n = sales->n_products;
  guint32 *start = g_new0 (guint32, n + 1);

  for (guint k = 0; k < n; k++)
    start[k + 1] = start[k] + (walk->n[k] > 0 ? (walk->n[k] - 1) / RG_PRODUCT_SKIP : 0);
  walk->skips = g_new (RgProductSkip, start[n] + 1);
  walk->skip_start = sales->skip_start = start;
  sales->skips = walk->skips;
}

/* A counting sort by product. */
void
rg_sales_index_products (RgSales *sales)
{
  const guint n = sales->n_products = rg_sales_count_products (sales);
  g_autofree guint32 *last = g_new (guint32, n + 1), *again = g_new (guint32, n + 1);
  g_autofree guint32 *counts = g_new (guint32, n + 1);
  g_autofree gint32 *net = g_new (gint32, n + 1);
  guint32 *start = g_new0 (guint32, n + 2);
  RgProductWalk walk = { .last = last, .again = again, .net = net, .at = start + 2, .n = counts };

  rg_sales_walk_products (sales, &walk);
  rg_product_walk_alloc_skips (&walk, sales);
  for (guint i = 2; i < n + 2; i++)
    start[i] += start[i - 1];
  walk.at = start + 1;
  walk.list = RG_NUMBERS_NEW (guint8, start[n + 1] + 1);
  rg_sales_walk_products (sales, &walk);
  sales->product_start = start;
  sales->by_product = walk.list;
}

guint
rg_sales_seek_product (const RgSales *sales, guint product, guint first, guint32 *at)
{
  guint low = sales->skip_start[product], high = sales->skip_start[product + 1];
  const guint start = low;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;

      if (sales->skips[middle].receipt < first)
        low = middle + 1;
      else
        high = middle;
    }
  *at = low > start ? sales->skips[low - 1].at : sales->product_start[product];
  return low > start ? sales->skips[low - 1].receipt : 0;
}
