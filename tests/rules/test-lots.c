/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Loyalty points: what lapses first is spent first, the order of recording never matters, and what
 * is taken back was never there. */
#include "rules/rg-lots.h"

#define NEVER RG_DAY_NONE
#define RANDOM_LEDGERS 300
#define DAYS 40

static gint64
balance_on (const RgLotEntry *entries, gsize n, RgDay day)
{
  g_autoptr (GArray) lots = rg_lots_replay (entries, n, day);

  return rg_lots_get_balance (lots, day);
}

static gint64
lapsing (const RgLotEntry *entries, gsize n, RgDay first, RgDay last)
{
  g_autoptr (GArray) lots = rg_lots_replay (entries, n, first);

  return rg_lots_get_lapsing (lots, first, last);
}

static void
test_first_to_lapse (void)
{
  const RgLotEntry entries[] = {
    { 1, 100, RG_LOT_EARNED, 10, NEVER, 0, 0 },
    { 2, 50, RG_LOT_GIVEN, 12, 30, 0, 0 },
    { 3, 70, RG_LOT_EARNED, 11, 60, 0, 0 },
    { 4, -60, RG_LOT_SPENT, 20, NEVER, 0, 0 },
  };
  g_autoptr (GArray) lots = rg_lots_replay (entries, G_N_ELEMENTS (entries), 20);
  gint64 points;

  g_assert_cmpuint (lots->len, ==, 3);
  g_assert_cmpint (g_array_index (lots, RgLot, 0).entry, ==, 2);
  g_assert_cmpint (g_array_index (lots, RgLot, 0).left, ==, 0);
  g_assert_cmpint (g_array_index (lots, RgLot, 1).left, ==, 60);
  g_assert_cmpint (g_array_index (lots, RgLot, 2).left, ==, 100);
  g_assert_cmpint (rg_lots_get_balance (lots, 20), ==, 160);
  /* The last day still counts. */
  g_assert_cmpint (rg_lots_get_balance (lots, 60), ==, 160);
  g_assert_cmpint (rg_lots_get_balance (lots, 61), ==, 100);
  g_assert_cmpint (rg_lots_get_next_lapse (lots, 20, &points), ==, 60);
  g_assert_cmpint (points, ==, 60);
  g_assert_cmpint (rg_lots_get_next_lapse (lots, 61, &points), ==, NEVER);
  g_assert_cmpint (points, ==, 0);
  g_assert_cmpint (rg_lots_get_lapsing (lots, 20, 59), ==, 0);
  g_assert_cmpint (rg_lots_get_lapsing (lots, 20, 60), ==, 60);
}

/* What was spent before it lapsed was there, however late it is written down. */
static void
test_written_down_late (void)
{
  const RgLotEntry entries[] = {
    { 1, 100, RG_LOT_EARNED, 10, 30, 0, 0 },
    { 2, 40, RG_LOT_EARNED, 15, 90, 0, 0 },
    { 3, -100, RG_LOT_SPENT, 25, NEVER, 0, 0 },
    { 4, -40, RG_LOT_SPENT, 31, NEVER, 0, 0 },
  };

  g_assert_cmpint (balance_on (entries, 2, 31), ==, 40);
  g_assert_cmpint (balance_on (entries, 3, 31), ==, 40);
  g_assert_cmpint (balance_on (entries, 4, 31), ==, 0);
}

static void
test_owed (void)
{
  const RgLotEntry entries[] = {
    { 1, 30, RG_LOT_EARNED, 10, NEVER, 0, 0 },
    { 2, -50, RG_LOT_RETURNED, 11, NEVER, 0, 0 },
    { 3, 15, RG_LOT_EARNED, 12, NEVER, 0, 0 },
    { 4, 15, RG_LOT_EARNED, 13, 20, 0, 0 },
  };

  g_assert_cmpint (balance_on (entries, 2, 11), ==, -20);
  g_assert_cmpint (balance_on (entries, 3, 12), ==, -5);
  g_assert_cmpint (balance_on (entries, 4, 13), ==, 10);
  g_assert_cmpint (lapsing (entries, 4, 13, 20), ==, 10);
}

/* A return takes the points of its own purchase, also those that nobody could spend any more. */
static void
test_its_own_lot (void)
{
  const RgLotEntry entries[] = {
    { 1, 50, RG_LOT_EARNED, 10, 30, 0, 0 },
    { 2, 50, RG_LOT_EARNED, 11, 90, 0, 0 },
    { 3, -50, RG_LOT_RETURNED, 20, NEVER, 2, 0 },
    { 4, -50, RG_LOT_RETURNED, 40, NEVER, 1, 0 },
  };

  g_assert_cmpint (lapsing (entries, 3, 20, 30), ==, 50);
  g_assert_cmpint (balance_on (entries, 3, 31), ==, 0);
  g_assert_cmpint (balance_on (entries, 4, 40), ==, 0);
}

/* A till that let points lapse takes what is there, and nothing is owed for what is not. */
static void
test_lapsed_by_the_till (void)
{
  const RgLotEntry entries[] = {
    { 1, 50, RG_LOT_EARNED, 10, 30, 0, 0 },
    { 2, 20, RG_LOT_EARNED, 10, NEVER, 0, 0 },
    { 3, -90, RG_LOT_LAPSED, 31, NEVER, 0, 0 },
  };

  g_assert_cmpint (balance_on (entries, 3, 31), ==, 0);
}

static void
test_taken_back (void)
{
  const RgLotEntry entries[] = {
    { 1, 100, RG_LOT_EARNED, 10, NEVER, 0, 0 },
    { 2, -30, RG_LOT_SPENT, 11, NEVER, 0, 0 },
    { 3, 30, RG_LOT_REVERSAL, 11, NEVER, 0, 2 },
    { 4, -30, RG_LOT_REVERSAL, 11, NEVER, 0, 3 },
    { 5, -100, RG_LOT_REVERSAL, 10, NEVER, 0, 1 },
  };

  g_assert_cmpint (balance_on (entries, 2, 11), ==, 70);
  g_assert_cmpint (balance_on (entries, 3, 11), ==, 100);
  g_assert_cmpint (balance_on (entries, 4, 11), ==, 70);
  g_assert_cmpint (balance_on (entries, 5, 11), ==, -30);
}

static void
test_last_day (void)
{
  g_assert_cmpint (rg_lots_get_last_day (rg_day_from_ymd (2026, 11, 7), 12), ==,
                   rg_day_from_ymd (2027, 11, 7));
  g_assert_cmpint (rg_lots_get_last_day (rg_day_from_ymd (2026, 8, 31), 6), ==,
                   rg_day_from_ymd (2027, 2, 28));
  g_assert_cmpint (rg_lots_get_last_day (rg_day_from_ymd (2026, 11, 7), 0), ==, NEVER);
}

static void
test_words (void)
{
  for (RgLotKind kind = 0; kind < RG_LOT_KINDS; kind++)
    {
      RgLotKind again;

      g_assert_true (rg_lot_kind_from_id (rg_lot_kind_get_id (kind), &again));
      g_assert_cmpint (again, ==, kind);
      g_assert_cmpstr (rg_lot_kind_get_label (kind), !=, "");
    }
  g_assert_false (rg_lot_kind_from_id ("stolen", &(RgLotKind) { 0 }));
}

/* --- any ledger ------------------------------------------------------------------------------- */

/* Entries of a few days, some of them taken back, and some of that too. */
static GArray *
random_ledger (gboolean with_reversals)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (RgLotEntry));
  const int n = g_test_rand_int_range (1, 25);

  for (int i = 1; i <= n; i++)
    {
      RgLotEntry entry = { i, 0, RG_LOT_EARNED, g_test_rand_int_range (0, DAYS), NEVER, 0, 0 };

      if (with_reversals && i > 2 && g_test_rand_int_range (0, 4) == 0)
        {
          const RgLotEntry *other = &g_array_index (entries, RgLotEntry,
                                                    g_test_rand_int_range (0, i - 1));

          entry.points = -other->points;
          entry.kind = RG_LOT_REVERSAL;
          entry.effective_on = other->effective_on;
          entry.reverses = other->id;
        }
      else if (g_test_rand_bit ())
        {
          entry.points = g_test_rand_int_range (1, 12);
          if (g_test_rand_int_range (0, 3) > 0)
            entry.lapses_on = entry.effective_on + g_test_rand_int_range (0, 20);
        }
      else
        {
          entry.points = -g_test_rand_int_range (1, 12);
          entry.kind = g_test_rand_bit () ? RG_LOT_SPENT : RG_LOT_RETURNED;
        }
      g_array_append_val (entries, entry);
    }
  return entries;
}

static void
shuffle (GArray *entries)
{
  for (guint i = entries->len; i > 1; i--)
    {
      RgLotEntry *one = &g_array_index (entries, RgLotEntry, i - 1);
      RgLotEntry *two = &g_array_index (entries, RgLotEntry, g_test_rand_int_range (0, (int) i));
      const RgLotEntry kept = *one;

      *one = *two;
      *two = kept;
    }
}

static void
assert_same_days (const GArray *one, const GArray *two)
{
  for (RgDay day = 0; day < DAYS + 30; day++)
    {
      const RgLotEntry *first = (const RgLotEntry *) (gpointer) one->data;
      const RgLotEntry *second = (const RgLotEntry *) (gpointer) two->data;

      g_assert_cmpint (balance_on (first, one->len, day), ==, balance_on (second, two->len, day));
      g_assert_cmpint (lapsing (first, one->len, day, day + 7), ==,
                       lapsing (second, two->len, day, day + 7));
    }
}

/* Rows in any order; and written down in any order, which gives them other ids. */
static void
test_any_order (void)
{
  for (int round = 0; round < RANDOM_LEDGERS; round++)
    {
      g_autoptr (GArray) entries = random_ledger (round % 2 == 0);
      g_autoptr (GArray) others = g_array_copy (entries);

      shuffle (others);
      for (guint i = 0; round % 2 == 1 && i < others->len; i++)
        g_array_index (others, RgLotEntry, i).id = i + 1;
      assert_same_days (entries, others);
    }
}

static void
test_any_taken_back (void)
{
  for (int round = 0; round < RANDOM_LEDGERS; round++)
    {
      g_autoptr (GArray) entries = random_ledger (TRUE);
      g_autoptr (GArray) more = g_array_copy (entries);
      RgLotEntry added = { 100, g_test_rand_bit () ? 9 : -9, RG_LOT_CORRECTED,
                           g_test_rand_int_range (0, DAYS), NEVER, 0, 0 };
      RgLotEntry reversal = { 101, -added.points, RG_LOT_REVERSAL, added.effective_on, NEVER, 0,
                              100 };

      g_array_append_val (more, added);
      g_array_append_val (more, reversal);
      assert_same_days (entries, more);
    }
}

/* No lot is ever below nothing or above what it began with, and no point is made or lost: what is
 * left, also of what has lapsed, less what is owed, is the sum of the entries. */
static void
test_none_lost (void)
{
  for (int round = 0; round < RANDOM_LEDGERS; round++)
    {
      g_autoptr (GArray) entries = random_ledger (FALSE);
      g_autoptr (GArray) lots = rg_lots_replay ((const RgLotEntry *) (gpointer) entries->data,
                                                entries->len, G_MAXINT32);
      gint64 sum = 0, left = 0;

      for (guint i = 0; i < entries->len; i++)
        sum += g_array_index (entries, RgLotEntry, i).points;
      for (guint i = 0; i < lots->len; i++)
        {
          const RgLot *lot = &g_array_index (lots, RgLot, i);

          g_assert_cmpint (lot->left, >=, 0);
          g_assert_cmpint (lot->left, <=, lot->points);
          g_assert_cmpint (lot->owed, >=, 0);
          left += lot->left - lot->owed;
        }
      g_assert_cmpint (left, ==, sum);
      g_assert_cmpint (rg_lots_get_balance (lots, DAYS)
                         - rg_lots_get_lapsing (lots, DAYS, DAYS + 7), ==,
                       rg_lots_get_balance (lots, DAYS + 8));
    }
}

/* --- a second opinion, point by point --------------------------------------------------------- */

typedef struct {
  RgDay from;
  RgDay until; /* its last day */
} Coin;

static int
coin_to_spend (GArray *coins, RgDay day)
{
  int best = -1;

  for (guint i = 0; i < coins->len; i++)
    {
      const Coin *coin = &g_array_index (coins, Coin, i);

      if (coin->until >= day
          && (best < 0 || coin->until < g_array_index (coins, Coin, best).until))
        best = (int) i;
    }
  return best;
}

/* Day by day: first what comes, each point for itself, then what goes. */
static gint64
count_coins (const GArray *entries, RgDay until)
{
  g_autoptr (GArray) coins = g_array_new (FALSE, FALSE, sizeof (Coin));
  gint64 owed = 0, balance = 0;

  for (RgDay day = 0; day <= until; day++)
    for (int turn = 0; turn < 2; turn++)
      {
        g_autoptr (GArray) came = g_array_new (FALSE, FALSE, sizeof (Coin));

        for (guint i = 0; i < entries->len; i++)
          {
            const RgLotEntry *entry = &g_array_index (entries, RgLotEntry, i);
            Coin coin = { day, entry->lapses_on == NEVER ? G_MAXINT32 : entry->lapses_on };

            if (entry->effective_on != day || (entry->points > 0) != (turn == 0))
              continue;
            for (gint64 n = 0; turn == 0 && n < entry->points; n++)
              g_array_append_val (came, coin);
            for (gint64 n = 0; turn == 1 && n < -entry->points; n++)
              {
                const int spent = coin_to_spend (coins, day);

                if (spent < 0)
                  owed++;
                else
                  g_array_remove_index (coins, (guint) spent);
              }
          }
        /* What is owed is made up for by what lapses first. */
        for (; owed > 0 && came->len > 0; owed--)
          g_array_remove_index (came, (guint) coin_to_spend (came, G_MININT32));
        if (came->len > 0)
          g_array_append_vals (coins, came->data, came->len);
      }
  for (guint i = 0; i < coins->len; i++)
    balance += g_array_index (coins, Coin, i).until >= until;
  return balance - owed;
}

static void
test_point_by_point (void)
{
  for (int round = 0; round < RANDOM_LEDGERS; round++)
    {
      g_autoptr (GArray) entries = random_ledger (FALSE);
      const RgDay day = g_test_rand_int_range (0, DAYS + 10);

      g_assert_cmpint (balance_on ((const RgLotEntry *) (gpointer) entries->data, entries->len,
                                   day), ==, count_coins (entries, day));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lots/first-to-lapse", test_first_to_lapse);
  g_test_add_func ("/lots/written-down-late", test_written_down_late);
  g_test_add_func ("/lots/owed", test_owed);
  g_test_add_func ("/lots/its-own-lot", test_its_own_lot);
  g_test_add_func ("/lots/lapsed-by-the-till", test_lapsed_by_the_till);
  g_test_add_func ("/lots/taken-back", test_taken_back);
  g_test_add_func ("/lots/last-day", test_last_day);
  g_test_add_func ("/lots/words", test_words);
  g_test_add_func ("/lots/any-order", test_any_order);
  g_test_add_func ("/lots/any-taken-back", test_any_taken_back);
  g_test_add_func ("/lots/none-lost", test_none_lost);
  g_test_add_func ("/lots/point-by-point", test_point_by_point);
  return g_test_run ();
}
