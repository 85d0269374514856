/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "config.h"

#include "rules/rg-bought-since.h"

static gboolean
rg_receipt_sold (const RgSales *sales, guint receipt, const guint8 *match)
{
  for (guint line = sales->first_line[receipt]; line < sales->first_line[receipt + 1]; line++)
    if (rg_sales_line_is_sold (sales, line) && match[rg_sales_product (sales, line)])
      return TRUE;
  return FALSE;
}

/* From the last receipt back. */
static gboolean
rg_bought_since_under (const RgDataset *dataset, const RgSales *sales, guint position,
                       const guint8 *match, RgDay day)
{
  guint first, at;

  if (position >= sales->n_customers)
    return FALSE;
  first = sales->customer_start[position];
  for (at = sales->customer_start[position + 1]; at > first; at--)
    {
      const guint receipt = sales->by_customer[at - 1];

      if (sales->day[receipt] < day)
        return FALSE;
      if (rg_dataset_receipt_counts (dataset, sales, receipt) &&
          rg_receipt_sold (sales, receipt, match))
        return TRUE;
    }
  return FALSE;
}

static gboolean
rg_bought_since_as (const RgDataset *dataset, guint position, const guint8 *match, RgDay day)
{
  return rg_bought_since_under (dataset, dataset->sales[1], position, match, day) ||
         rg_bought_since_under (dataset, dataset->sales[0], position, match, day);
}

gboolean
rg_bought_since (const RgDataset *dataset, guint position, const guint8 *match, RgDay day)
{
  g_autofree guint32 *positions = NULL;
  gboolean bought = FALSE;
  guint n;

  if (!rg_dataset_has_merged (dataset))
    return rg_bought_since_as (dataset, position, match, day);
  positions = rg_dataset_merged (dataset, position, &n);
  for (guint i = 0; !bought && i < n; i++)
    bought = rg_bought_since_as (dataset, positions[i], match, day);
  return bought;
}
