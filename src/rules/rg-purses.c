/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Ledgers of points, person by person. */
#include "config.h"

#include "rules/rg-purses.h"

#include "analysis/rg-entries.h"
#include "rules/rg-lots.h"

typedef struct {
  GArray *who, *points, *lapses_on;
  RgPurses *purses;
} RgPurseMaking;

static void
rg_purses_free (gpointer data)
{
  RgPurses *purses = data;

  g_free (purses->who);
  g_free (purses->points);
  g_free (purses->lapses_on);
  g_free (purses->got);
  g_free (purses->spent);
  g_free (purses);
}

static RgLotEntry
rg_purse_entry (const RgEntry *entry)
{
  const gboolean reverses = entry->kind == RG_LOT_REVERSAL;

  return (RgLotEntry) {
    .id = entry->id, .points = entry->number, .kind = (RgLotKind) entry->kind,
    .effective_on = entry->day, .lapses_on = entry->until,
    .lot = reverses ? 0 : entry->other, .reverses = reverses ? entry->other : 0,
  };
}

static void
rg_purse_take_lots (RgPurseMaking *making, guint32 position, const GArray *lots)
{
  for (guint i = 0; i < lots->len; i++)
    {
      const RgLot *lot = &g_array_index (lots, RgLot, i);
      const gint64 points = lot->left - lot->owed;

      if (points == 0)
        continue;
      g_array_append_val (making->who, position);
      g_array_append_val (making->points, points);
      g_array_append_val (making->lapses_on, lot->lapses_on);
    }
}

static void
rg_purse_take_days (RgPurses *purses, guint position, const GArray *valid)
{
  for (guint i = 0; i < valid->len; i++)
    {
      const RgLotEntry *entry = &g_array_index (valid, RgLotEntry, i);

      if (entry->points > 0)
        purses->got[position] = MAX (purses->got[position], entry->effective_on);
      if (entry->kind == RG_LOT_SPENT)
        purses->spent[position] = MAX (purses->spent[position], entry->effective_on);
    }
}

/* scratch: RgLotEntry. */
static void
rg_purse_make (RgPurseMaking *making, guint position, const RgEntry *const *entries, guint n,
               GArray *scratch)
{
  g_autoptr (GArray) valid = NULL;
  g_autoptr (GArray) lots = NULL;

  g_array_set_size (scratch, n);
  for (guint i = 0; i < n; i++)
    g_array_index (scratch, RgLotEntry, i) = rg_purse_entry (entries[i]);
  valid = rg_lots_find_valid ((const RgLotEntry *) (gpointer) scratch->data, n);
  lots = rg_lots_replay_valid (valid, G_MAXINT32);
  rg_purse_take_lots (making, position, lots);
  rg_purse_take_days (making->purses, position, valid);
}

static RgDay *
rg_purse_days (guint n)
{
  RgDay *days = g_new (RgDay, n + 1);

  for (guint i = 0; i <= n; i++)
    days[i] = RG_DAY_NONE;
  return days;
}

static gpointer
rg_purses_new (const RgDataset *dataset)
{
  g_auto (RgEntryPlaces) places = { 0 };
  g_autoptr (GArray) scratch = g_array_new (FALSE, FALSE, sizeof (RgLotEntry));
  RgPurses *purses = g_new0 (RgPurses, 1);
  RgPurseMaking making = {
    .who = g_array_new (FALSE, FALSE, sizeof (guint32)),
    .points = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .lapses_on = g_array_new (FALSE, FALSE, sizeof (RgDay)),
    .purses = purses,
  };

  purses->got = rg_purse_days (dataset->n_customers);
  purses->spent = rg_purse_days (dataset->n_customers);
  rg_entry_places_init (&places, dataset, RG_ENTRIES_POINTS);
  for (guint p = 0; p < dataset->n_customers; p++)
    if (places.start[p] < places.start[p + 1])
      rg_purse_make (&making, p, places.of + places.start[p],
                     places.start[p + 1] - places.start[p], scratch);
  purses->n = making.who->len;
  purses->who = (guint32 *) (gpointer) g_array_free (making.who, FALSE);
  purses->points = (gint64 *) (gpointer) g_array_free (making.points, FALSE);
  purses->lapses_on = (RgDay *) (gpointer) g_array_free (making.lapses_on, FALSE);
  return purses;
}

const RgPurses *
rg_purses_of_dataset (const RgDataset *dataset)
{
  return rg_dataset_keep_points (dataset, rg_purses_new, rg_purses_free);
}
