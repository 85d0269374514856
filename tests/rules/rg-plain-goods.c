/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What becomes of things after somebody bought them, one customer after the other. */
#include "rg-plain-private.h"

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
