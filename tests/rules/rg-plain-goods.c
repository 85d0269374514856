/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What becomes of things after somebody bought them, one customer after the other. */
#include "rg-plain-private.h"

#include <string.h>

/* --- one thing after another -------------------------------------------------------------- */

/* The last day on which one of the products was sold to somebody, or RG_DAY_NONE. */
static RgDay
last_bought (const Plain *plain, const RgRule *rule, char *const *names, gint64 id, gboolean any)
{
  RgDay last = RG_DAY_NONE;

  for (guint i = 0; i < plain->receipts->len; i++)
    {
      const PlainReceipt *receipt = plain->receipts->pdata[i];

      if (receipt->whose == id && (any || plain_looks_at (plain, rule, receipt)) &&
          plain_sells (plain, rule, names, receipt))
        last = MAX (last, receipt->day);
    }
  return last;
}

static gboolean
came_between (const Plain *plain, gint64 id, RgDay from, RgDay to)
{
  for (guint i = 0; i < plain->receipts->len; i++)
    {
      const PlainReceipt *receipt = plain->receipts->pdata[i];

      if (receipt->whose == id && plain_is_visit (receipt) && receipt->day >= from &&
          receipt->day <= to)
        return TRUE;
    }
  return FALSE;
}

gboolean
plain_sequence_holds (const Plain *plain, const RgRule *rule, gint64 id)
{
  const RgDay last = last_bought (plain, rule, rule->names, id, FALSE);

  if (last == RG_DAY_NONE)
    return FALSE;
  if (plain_begins (rule, "last bought "))
    return last_bought (plain, rule, rule->others, id, TRUE) < last;
  if (came_between (plain, id, last + 1, last + rule->within))
    return plain_begins (rule, "came back after ");
  return plain_begins (rule, "stayed away after ") && plain->today > last + rule->within;
}

/* --- bought again ------------------------------------------------------------------------- */

/* Different days on which somebody bought what is meant, ascending. */
static GArray *
bought_days (const Plain *plain, const RgRule *rule, gint64 id)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (RgDay));

  for (guint i = 0; i < plain->receipts->len; i++)
    {
      const PlainReceipt *receipt = plain->receipts->pdata[i];

      if (receipt->whose == id && plain_sells (plain, rule, rule->names, receipt))
        g_array_append_val (days, receipt->day);
    }
  plain_only_different (days);
  return days;
}

static void
add_gaps (const GArray *days, GArray *gaps)
{
  for (guint i = 1; i < days->len; i++)
    {
      const int gap = g_array_index (days, RgDay, i) - g_array_index (days, RgDay, i - 1);

      g_array_append_val (gaps, gap);
    }
}

gboolean
plain_again_holds (const Plain *plain, const RgRule *rule, gint64 id)
{
  g_autoptr (GArray) days = bought_days (plain, rule, id);
  g_autoptr (GArray) gaps = g_array_new (FALSE, FALSE, sizeof (int));
  RgDay due;

  add_gaps (days, gaps);
  for (guint i = 0; days->len < 5 && i < plain->people->len; i++)
    {
      const PlainPerson *other = plain->people->pdata[i];
      g_autoptr (GArray) theirs = bought_days (plain, rule, other->id);

      if (other->merged_into == 0 && other->id != id)
        add_gaps (theirs, gaps);
    }
  if (days->len == 0 || (days->len < 5 && gaps->len < 20))
    return FALSE;
  g_array_sort (gaps, plain_compare_days);
  due = g_array_index (days, RgDay, days->len - 1) + plain_quantile (gaps, 0.5);
  return rule->window.mode == RG_WINDOW_EVER ? due < plain->today
                                             : plain_in_window (plain, &rule->window, due);
}

/* --- how long it lasts -------------------------------------------------------------------- */

typedef struct {
  gint64 product, pieces;
  RgDay sold;
} Lot;

static int
compare_receipts (gconstpointer a, gconstpointer b)
{
  const PlainReceipt *x = *(const PlainReceipt *const *) a;
  const PlainReceipt *y = *(const PlainReceipt *const *) b;

  if (x->day != y->day)
    return x->day < y->day ? -1 : 1;
  if (x->second != y->second)
    return x->second < y->second ? -1 : 1;
  return (x->id > y->id) - (x->id < y->id);
}

static GPtrArray *
receipts_of (const Plain *plain, gint64 id)
{
  GPtrArray *own = g_ptr_array_new ();

  for (guint i = 0; i < plain->receipts->len; i++)
    if (((PlainReceipt *) plain->receipts->pdata[i])->whose == id)
      g_ptr_array_add (own, plain->receipts->pdata[i]);
  g_ptr_array_sort (own, compare_receipts);
  return own;
}

/* The last pieces that somebody got go first. */
static void
give_back (GArray *lots, gint64 product, gint64 pieces)
{
  while (pieces > 0)
    {
      Lot *last = NULL;
      gint64 some;

      for (guint i = 0; i < lots->len; i++)
        if (g_array_index (lots, Lot, i).product == product &&
            g_array_index (lots, Lot, i).pieces > 0)
          last = &g_array_index (lots, Lot, i);
      if (last == NULL)
        return;
      some = MIN (last->pieces, pieces);
      last->pieces -= some;
      pieces -= some;
    }
}

static GArray *
lots_of (const Plain *plain, gint64 id)
{
  g_autoptr (GPtrArray) receipts = receipts_of (plain, id);
  GArray *lots = g_array_new (FALSE, FALSE, sizeof (Lot));

  for (guint i = 0; i < 2 * receipts->len; i++)
    {
      const PlainReceipt *receipt = receipts->pdata[i / 2];

      for (guint l = 0; l < receipt->lines->len; l++)
        {
          const PlainLine *line = &g_array_index (receipt->lines, PlainLine, l);
          const Lot lot = { line->product, line->quantity_milli, receipt->day };
          const gboolean sale = line->kind == RG_LINE_SALE;

          if (i % 2 == 1 && sale && lot.pieces > 0)
            g_array_append_val (lots, lot);
          if (i % 2 == 0 && (line->kind == RG_LINE_RETURN || (sale && lot.pieces < 0)))
            give_back (lots, lot.product, ABS (lot.pieces));
        }
    }
  return lots;
}

gboolean
plain_lasts_holds (const Plain *plain, const RgRule *rule, gint64 id)
{
  g_autoptr (GArray) lots = lots_of (plain, id);
  const gboolean warranty = strstr (rule->kind->keyword, "warranty") != NULL;

  for (guint i = 0; i < lots->len; i++)
    {
      const Lot *lot = &g_array_index (lots, Lot, i);
      const PlainProduct *product = plain_product_of (plain, lot->product);
      RgDay end;

      if (lot->pieces == 0 || product == NULL ||
          (warranty ? product->warranty : product->lifetime) == 0 ||
          (rule->kind->list != RG_LIST_NONE &&
           !plain_means (plain, rule, rule->names, lot->product)))
        continue;
      end = warranty ? rg_day_add_months (lot->sold, product->warranty)
                     : lot->sold + product->lifetime;
      if (plain_in_window (plain, &rule->window, end))
        return TRUE;
    }
  return FALSE;
}

/* --- in the web shop ---------------------------------------------------------------------- */

gboolean
plain_acts_hold (const Plain *plain, const RgRule *rule, gint64 id)
{
  const char *keyword = rule->kind->keyword;
  const gboolean left = strstr (keyword, "looked at") == NULL;
  RgDay last = RG_DAY_NONE;
  int times = 0;

  for (guint i = 0; i < plain->acts->len; i++)
    {
      const PlainAct *act = &g_array_index (plain->acts, PlainAct, i);

      if (act->left != left || plain_resolve (plain, act->customer) != id ||
          !plain_in_window (plain, &rule->window, act->day) ||
          (rule->kind->list != RG_LIST_NONE &&
           !plain_means (plain, rule, rule->names, act->product)))
        continue;
      last = MAX (last, act->day);
      times++;
    }
  if (g_str_has_prefix (keyword, "never "))
    return times == 0;
  if (strstr (keyword, "but not bought") != NULL)
    return times > 0 && last_bought (plain, rule, rule->names, id, TRUE) < last;
  return plain_compares (rule, times);
}
