/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The order of a batch: receipts by time, lines by receipt. */
#include <string.h>

#include "transfer/rg-plan-private.h"

static int
compare_receipts (gconstpointer a, gconstpointer b, gpointer data)
{
  const RgImportReceipt *receipts = data;
  const RgImportReceipt *x = &receipts[*(const guint32 *) a], *y = &receipts[*(const guint32 *) b];
  int order;

  if (x->day != y->day)
    return x->day < y->day ? -1 : 1;
  if (x->time != y->time)
    return x->time < y->time ? -1 : 1;
  order = strcmp (x->number, y->number);
  if (order == 0)
    order = strcmp (x->location, y->location);
  return order != 0 ? order : strcmp (x->till, y->till);
}

void
rg_plan_order (RgPlan *plan)
{
  GArray *receipts = plan->batch->receipts, *lines = plan->batch->lines;
  g_autofree guint32 *order = g_new (guint32, receipts->len + 1);
  g_autofree guint32 *place = g_new (guint32, receipts->len + 1);
  g_autofree guint32 *next = g_new (guint32, receipts->len + 1);
  GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof (RgImportReceipt), receipts->len);
  GArray *grouped = g_array_sized_new (FALSE, FALSE, sizeof (RgImportLine), lines->len);
  guint32 first = 0;

  for (guint32 i = 0; i < receipts->len; i++)
    order[i] = i;
  g_sort_array (order, receipts->len, sizeof (guint32), compare_receipts, receipts->data);
  for (guint32 i = 0; i < receipts->len; i++)
    {
      RgImportReceipt receipt = g_array_index (receipts, RgImportReceipt, order[i]);

      place[order[i]] = i;
      receipt.first_line = next[i] = first;
      first += receipt.n_lines;
      g_array_append_val (sorted, receipt);
    }
  g_array_set_size (grouped, lines->len);
  for (guint32 i = 0; i < lines->len; i++)
    {
      RgImportLine line = g_array_index (lines, RgImportLine, i);

      line.receipt = place[line.receipt];
      g_array_index (grouped, RgImportLine, next[line.receipt]++) = line;
    }
  rg_plan_order_figures (plan, order);
  rg_plan_order_delivery (plan, place);
  rg_plan_order_coupons (plan, place);
  g_array_unref (receipts);
  g_array_unref (lines);
  plan->batch->receipts = sorted;
  plan->batch->lines = grouped;
}
