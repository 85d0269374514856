/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The replay of loyalty points. */
#include "rules/rg-lots.h"

#include "base/rg-i18n.h"
#include "base/rg-money.h"

static int
rg_lot_compare (gint64 one, gint64 two)
{
  return (one > two) - (one < two);
}

/* What never lapses comes last. */
static int
rg_lot_compare_lapses (RgDay one, RgDay two)
{
  return rg_lot_compare (one != RG_DAY_NONE ? one : G_MAXINT64,
                         two != RG_DAY_NONE ? two : G_MAXINT64);
}

/* --- The entries that count ------------------------------------------------------------------- */

static int
rg_lot_entry_compare_ids (gconstpointer a, gconstpointer b)
{
  return rg_lot_compare (((const RgLotEntry *) a)->id, ((const RgLotEntry *) b)->id);
}

static int
rg_lot_entry_compare (gconstpointer a, gconstpointer b)
{
  const RgLotEntry *one = a, *two = b;
  int order = rg_lot_compare (one->effective_on, two->effective_on);

  if (order == 0)
    order = (one->points < 0) - (two->points < 0);
  /* Of what is taken: first what names its lot. */
  if (order == 0)
    order = (one->lot == 0) - (two->lot == 0);
  if (order == 0 && one->points > 0)
    order = rg_lot_compare_lapses (one->lapses_on, two->lapses_on);
  else if (order == 0)
    order = rg_lot_compare (one->kind, two->kind);
  return order != 0 ? order : rg_lot_entry_compare_ids (a, b);
}

static gboolean
rg_lots_have_reversals (const RgLotEntry *entries, gsize n_entries)
{
  for (gsize i = 0; i < n_entries; i++)
    if (entries[i].reverses != 0)
      return TRUE;
  return FALSE;
}

/* A reversal has a larger id than what it reverses: one walk from the newest settles chains. */
static void
rg_lots_leave_reversed (const RgLotEntry *entries, gsize n_entries, GArray *valid)
{
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (RgLotEntry));
  g_autoptr (GHashTable) gone = g_hash_table_new (g_int64_hash, g_int64_equal);

  g_array_append_vals (sorted, entries, (guint) n_entries);
  g_array_sort (sorted, rg_lot_entry_compare_ids);
  for (guint i = sorted->len; i > 0; i--)
    {
      RgLotEntry *entry = &g_array_index (sorted, RgLotEntry, i - 1);

      if (g_hash_table_contains (gone, &entry->id))
        continue;
      if (entry->reverses != 0)
        g_hash_table_add (gone, &entry->reverses);
      else
        g_array_append_vals (valid, entry, 1);
    }
}

GArray *
rg_lots_find_valid (const RgLotEntry *entries, gsize n_entries)
{
  GArray *valid = g_array_new (FALSE, FALSE, sizeof (RgLotEntry));

  if (rg_lots_have_reversals (entries, n_entries))
    rg_lots_leave_reversed (entries, n_entries, valid);
  else if (n_entries > 0)
    g_array_append_vals (valid, entries, (guint) n_entries);
  g_array_sort (valid, rg_lot_entry_compare);
  return valid;
}

/* --- The replay ------------------------------------------------------------------------------- */

static int
rg_lot_compare_lots (gconstpointer a, gconstpointer b)
{
  const RgLot *one = a, *two = b;
  int order = rg_lot_compare_lapses (one->lapses_on, two->lapses_on);

  if (order == 0)
    order = rg_lot_compare (one->from, two->from);
  return order != 0 ? order : rg_lot_compare (one->entry, two->entry);
}

/* In the order in which lots are spent. */
static void
rg_lots_insert (GArray *lots, const RgLot *lot)
{
  guint place = lots->len;

  while (place > 0 && rg_lot_compare_lots (&g_array_index (lots, RgLot, place - 1), lot) > 0)
    place--;
  g_array_insert_vals (lots, place, lot, 1);
}

static void
rg_lots_give (GArray *lots, const RgLotEntry *entry)
{
  RgLot lot = { entry->id, entry->effective_on, entry->lapses_on, entry->points, entry->points, 0 };

  for (guint i = 0; i < lots->len && lot.left > 0; i++)
    {
      RgLot *other = &g_array_index (lots, RgLot, i);
      const gint64 made_up = MIN (other->owed, lot.left);

      other->owed -= made_up;
      lot.left -= made_up;
    }
  rg_lots_insert (lots, &lot);
}

static void
rg_lot_take (RgLot *lot, gint64 *wanted)
{
  const gint64 taken = MIN (lot->left, *wanted);

  lot->left -= taken;
  *wanted -= taken;
}

static void
rg_lots_take (GArray *lots, const RgLotEntry *entry)
{
  RgLot owing = { .entry = entry->id, .from = entry->effective_on, .lapses_on = RG_DAY_NONE };
  gint64 wanted = -entry->points;

  for (guint i = 0; entry->lot != 0 && i < lots->len; i++)
    if (g_array_index (lots, RgLot, i).entry == entry->lot)
      rg_lot_take (&g_array_index (lots, RgLot, i), &wanted);
  for (guint i = 0; i < lots->len && wanted > 0; i++)
    {
      RgLot *lot = &g_array_index (lots, RgLot, i);

      if (lot->lapses_on == RG_DAY_NONE || lot->lapses_on >= entry->effective_on
          || entry->kind == RG_LOT_LAPSED)
        rg_lot_take (lot, &wanted);
    }
  if (wanted == 0 || entry->kind == RG_LOT_LAPSED)
    return;
  owing.owed = wanted;
  rg_lots_insert (lots, &owing);
}

GArray *
rg_lots_replay_valid (const GArray *valid, RgDay until)
{
  GArray *lots = g_array_new (FALSE, FALSE, sizeof (RgLot));

  for (guint i = 0; i < valid->len; i++)
    {
      const RgLotEntry *entry = &g_array_index (valid, RgLotEntry, i);

      if (entry->effective_on > until)
        break;
      if (entry->points > 0)
        rg_lots_give (lots, entry);
      else
        rg_lots_take (lots, entry);
    }
  return lots;
}

GArray *
rg_lots_replay (const RgLotEntry *entries, gsize n_entries, RgDay until)
{
  g_autoptr (GArray) valid = rg_lots_find_valid (entries, n_entries);

  return rg_lots_replay_valid (valid, until);
}

/* --- What they come to ------------------------------------------------------------------------ */

gint64
rg_lots_get_balance (const GArray *lots, RgDay day)
{
  gint64 balance = 0;

  for (guint i = 0; i < lots->len; i++)
    {
      const RgLot *lot = &g_array_index (lots, RgLot, i);

      balance -= lot->owed;
      if (lot->lapses_on == RG_DAY_NONE || lot->lapses_on >= day)
        balance += lot->left;
    }
  return balance;
}

gint64
rg_lots_get_lapsing (const GArray *lots, RgDay first, RgDay last)
{
  gint64 points = 0;

  for (guint i = 0; i < lots->len; i++)
    {
      const RgLot *lot = &g_array_index (lots, RgLot, i);

      if (lot->lapses_on != RG_DAY_NONE && lot->lapses_on >= first && lot->lapses_on <= last)
        points += lot->left;
    }
  return points;
}

RgDay
rg_lots_get_next_lapse (const GArray *lots, RgDay day, gint64 *points)
{
  RgDay next = RG_DAY_NONE;

  for (guint i = 0; i < lots->len && next == RG_DAY_NONE; i++)
    {
      const RgLot *lot = &g_array_index (lots, RgLot, i);

      if (lot->left > 0 && lot->lapses_on != RG_DAY_NONE && lot->lapses_on >= day)
        next = lot->lapses_on;
    }
  if (points != NULL)
    *points = next != RG_DAY_NONE ? rg_lots_get_lapsing (lots, next, next) : 0;
  return next;
}

RgDay
rg_lots_get_last_day (RgDay day, int months)
{
  return months > 0 ? rg_day_add_months (day, months) : RG_DAY_NONE;
}

/* --- Words ------------------------------------------------------------------------------------ */

static const struct {
  const char *id;
  const char *label;
} kinds[RG_LOT_KINDS] = {
  /* Translators: of points: by a purchase. */
  [RG_LOT_EARNED] = { "earned", N_("Earned") },
  /* Translators: of points: somebody of the staff, or a campaign, gave them. */
  [RG_LOT_GIVEN] = { "given", N_("Given") },
  /* Translators: of points. */
  [RG_LOT_SPENT] = { "spent", N_("Spent") },
  /* Translators: of points that nobody spent in time. */
  [RG_LOT_LAPSED] = { "lapsed", N_("Lapsed") },
  [RG_LOT_RETURNED] = { "returned", N_("Taken Back With a Return") },
  /* Translators: of points. */
  [RG_LOT_CORRECTED] = { "corrected", N_("Corrected") },
  /* Translators: of an entry about points, which takes another one back. */
  [RG_LOT_REVERSAL] = { "reversal", N_("Taken Back") },
};

const char *
rg_lot_kind_get_id (RgLotKind kind)
{
  g_return_val_if_fail (kind < RG_LOT_KINDS, NULL);
  return kinds[kind].id;
}

gboolean
rg_lot_kind_from_id (const char *id, RgLotKind *kind)
{
  for (int i = 0; i < RG_LOT_KINDS; i++)
    if (g_strcmp0 (id, kinds[i].id) == 0)
      {
        *kind = (RgLotKind) i;
        return TRUE;
      }
  return FALSE;
}

const char *
rg_lot_kind_get_label (RgLotKind kind)
{
  g_return_val_if_fail (kind < RG_LOT_KINDS, NULL);
  return _(kinds[kind].label);
}

char *
rg_lots_dup_points (gint64 points)
{
  g_autofree char *number = rg_number_format (points);

  /* Translators: %s is a number. */
  return g_strdup_printf (P_ ("%s point", "%s points", points), number);
}
