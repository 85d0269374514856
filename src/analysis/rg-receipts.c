/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Finds receipts by day, customer, location, category and product. */
#include "analysis/rg-receipts.h"

/* The query in indexes of the dataset; RG_NOTHING: all. */
typedef struct {
  guint customer;
  guint location;
  guint category;
  guint product;
  const RgBitset *customers;
} RgReceiptMeant;

typedef struct {
  RgFoundReceipt found;
  RgDay day;
  gint32 second;
} RgDatedReceipt;

/* FALSE where the query names a row that is not there. */
static gboolean
rg_receipt_meant_init (RgReceiptMeant *meant, const RgDataset *dataset, const RgReceiptQuery *query)
{
  guint customer = RG_NOBODY;

  *meant = (RgReceiptMeant) { RG_NOTHING, RG_NOTHING, RG_NOTHING, RG_NOTHING, query->customers };
  if (query->customer != 0)
    {
      customer = rg_dataset_find_customer (dataset, query->customer);
      meant->customer = customer == RG_NOBODY ? RG_NOTHING : rg_dataset_resolve (dataset, customer);
    }
  if (query->location != 0)
    meant->location = rg_names_find_id (&dataset->locations, query->location);
  if (query->category != 0)
    meant->category = rg_names_find_id (&dataset->categories, query->category);
  if (query->product != 0)
    meant->product = rg_names_find_id (&dataset->products.names, query->product);
  return (query->customer == 0 || meant->customer != RG_NOTHING)
         && (query->location == 0 || meant->location != RG_NOTHING)
         && (query->category == 0 || meant->category != RG_NOTHING)
         && (query->product == 0 || meant->product != RG_NOTHING);
}

static gboolean
rg_receipt_line_is_meant (const RgDataset *dataset, const RgSales *sales, guint line,
                          const RgReceiptMeant *meant)
{
  guint product = rg_sales_product (sales, line);

  if (!rg_line_kind_is_net_sale (rg_sales_kind (sales, line)))
    return FALSE;
  if (meant->product != RG_NOTHING && product != meant->product)
    return FALSE;
  if (meant->category == RG_NOTHING)
    return TRUE;
  return product != RG_NOTHING && dataset->products.category[product] == meant->category;
}

static gboolean
rg_receipt_is_named (const RgReceiptQuery *query, gint64 id)
{
  gsize i = 0;

  while (i < query->n_receipts && query->receipts[i] != id)
    i++;
  return query->receipts == NULL || i < query->n_receipts;
}

static gboolean
rg_receipt_is_meant (const RgReceiptIter *iter, const RgReceiptMeant *meant, RgDatedReceipt *dated)
{
  const RgSales *sales = iter->sales;
  guint receipt = iter->receipt;
  guint customer = rg_dataset_receipt_customer (iter->dataset, sales, receipt);
  gboolean any = FALSE;

  if (meant->location != RG_NOTHING && sales->location[receipt] != meant->location)
    return FALSE;
  if (meant->customer != RG_NOTHING && customer != meant->customer)
    return FALSE;
  if (meant->customers != NULL
      && (customer == RG_NOBODY || !rg_bitset_get (meant->customers, customer)))
    return FALSE;
  *dated = (RgDatedReceipt) { { rg_sales_id (sales, receipt), 0, FALSE }, sales->day[receipt],
                              sales->second[receipt] };
  for (guint line = sales->first_line[receipt]; line < sales->first_line[receipt + 1]; line++)
    if (rg_receipt_line_is_meant (iter->dataset, sales, line, meant))
      {
        any = TRUE;
        dated->found.net += rg_sales_line_net (sales, line);
        dated->found.visit = dated->found.visit || rg_sales_kind (sales, line) == RG_LINE_SALE;
      }
  return any;
}

static int
rg_dated_receipt_order (gconstpointer a, gconstpointer b)
{
  const RgDatedReceipt *first = a, *second = b;

  if (first->day != second->day)
    return first->day < second->day ? 1 : -1;
  if (first->second != second->second)
    return first->second < second->second ? 1 : -1;
  return (first->found.id < second->found.id) - (first->found.id > second->found.id);
}

RgFoundReceipts *
rg_receipts_find (const RgDataset *dataset, const RgReceiptQuery *query)
{
  RgFoundReceipts *found = g_new0 (RgFoundReceipts, 1);
  g_autoptr (GArray) dated = g_array_new (FALSE, FALSE, sizeof (RgDatedReceipt));
  RgReceiptMeant meant;
  RgReceiptIter iter;

  found->receipts = g_array_new (FALSE, FALSE, sizeof (RgFoundReceipt));
  if (!rg_receipt_meant_init (&meant, dataset, query))
    return found;
  rg_receipt_iter_init (&iter, dataset, query->from == RG_DAY_NONE ? G_MININT32 : query->from,
                        query->to == RG_DAY_NONE ? G_MAXINT32 : query->to);
  while (rg_receipt_iter_next (&iter))
    {
      RgDatedReceipt receipt;

      if (!rg_receipt_is_named (query, rg_sales_id (iter.sales, iter.receipt)) ||
          !rg_receipt_is_meant (&iter, &meant, &receipt))
        continue;
      found->net += receipt.found.net;
      found->visits += receipt.found.visit;
      g_array_append_val (dated, receipt);
    }
  g_array_sort (dated, rg_dated_receipt_order);
  for (guint i = 0; i < dated->len; i++)
    g_array_append_val (found->receipts, g_array_index (dated, RgDatedReceipt, i).found);
  return found;
}

void
rg_found_receipts_free (RgFoundReceipts *found)
{
  if (found == NULL)
    return;
  g_array_unref (found->receipts);
  g_free (found);
}
