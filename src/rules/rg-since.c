/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Compares two generations customer by customer. */
#include "rules/rg-since.h"

#include "rules/rg-lapsed.h"
#include "rules/rg-segment-count.h"

static RgBitset *
rg_since_lapsed (const RgDataset *dataset, RgDay today, int digits)
{
  g_autoptr (RgNode) root = rg_segment_parse (rg_lapsed_text (), NULL, NULL);
  const RgSegmentContext context = { .dataset = dataset, .today = today, .digits = digits };

  return rg_segment_evaluate (root, &context);
}

/* The day of the first visit after `day`; RG_DAY_NONE where there is none. */
static RgDay
rg_since_next_visit (const RgDataset *dataset, guint position, RgDay day)
{
  guint n;
  g_autofree RgReceiptRef *receipts = rg_dataset_customer_receipts (dataset, position, &n);

  for (guint i = 0; i < n; i++)
    if (receipts[i].sales->day[receipts[i].receipt] > day
        && rg_bitset_get (receipts[i].sales->visit, receipts[i].receipt))
      return receipts[i].sales->day[receipts[i].receipt];
  return RG_DAY_NONE;
}

static gboolean
rg_since_is_back (const RgDataset *before, guint old, const RgDataset *after, guint position)
{
  RgDay last = rg_dataset_facts (before)->last_day[old];
  RgDay next;

  if (rg_dataset_facts (after)->last_day[position] < last + RG_SINCE_YEAR)
    return FALSE;
  next = rg_since_next_visit (after, position, last);
  return next != RG_DAY_NONE && next >= last + RG_SINCE_YEAR;
}

RgSince *
rg_since_new (const RgDataset *before, RgDay today_before, const RgDataset *after,
              RgDay today_after, int digits)
{
  RgSince *since = g_new0 (RgSince, 1);
  g_autoptr (RgBitset) lapsed = rg_since_lapsed (after, today_after, digits);
  g_autoptr (RgBitset) lapsed_before = rg_since_lapsed (before, today_before, digits);

  since->fresh = g_array_new (FALSE, FALSE, sizeof (gint64));
  since->returned = g_array_new (FALSE, FALSE, sizeof (gint64));
  since->slipped = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint p = rg_bitset_next (after->live, 0); p < after->n_customers;
       p = rg_bitset_next (after->live, p + 1))
    {
      gint64 id = rg_dataset_customer_id (after, p);
      guint found = rg_dataset_find_customer (before, id);
      guint old = found != RG_NOBODY ? rg_dataset_resolve (before, found) : RG_NOBODY;
      gboolean known = old != RG_NOBODY && rg_dataset_facts (before)->visits[old] > 0;

      if (rg_dataset_facts (after)->visits[p] > 0 && !known)
        g_array_append_val (since->fresh, id);
      if (known && rg_since_is_back (before, old, after, p))
        g_array_append_val (since->returned, id);
      if (rg_bitset_get (lapsed, p) && !(old != RG_NOBODY && rg_bitset_get (lapsed_before, old)))
        g_array_append_val (since->slipped, id);
    }
  return since;
}

void
rg_since_free (RgSince *since)
{
  g_array_unref (since->fresh);
  g_array_unref (since->returned);
  g_array_unref (since->slipped);
  g_free (since);
}
