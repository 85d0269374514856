/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Whose points are about to lapse, on the day on which that is to be said. */
#include "rules/rg-occasions.h"
#include "store/rg-automation-private.h"
#include "store/rg-store-loyalty.h"

typedef struct {
  const RgAutomationFinder *finder;
  const RgWhen *when;
  RgOccasionContext context;
} RgPointsFinding;

static const RgLotEntry *
rg_find_entries (const GArray *entries)
{
  return (const RgLotEntry *) (gpointer) entries->data;
}

/* So many that are there at the end of a day lapse by another one, and some of them on it. */
static gboolean
rg_find_lapse (const RgWhen *when, const GArray *entries, RgDay day, RgDay lapse)
{
  g_autoptr (GArray) lots = rg_lots_replay (rg_find_entries (entries), entries->len, day);

  return rg_lots_get_lapsing (lots, lapse, lapse) > 0
         && rg_lots_get_lapsing (lots, day, lapse) >= MAX (when->points, 1);
}

/* What was spent since needs no reminder any more. */
static void
rg_find_points_on (RgPointsFinding *finding, guint person, const GArray *entries, RgDay lapse)
{
  const RgDay due = lapse - finding->when->number;
  const RgDay now = MIN (finding->finder->calendar, lapse);
  RgOccasion occasion = { .person = person, .due_on = due, .ends_on = lapse + 1, .day = lapse,
                          .product = RG_NOTHING };

  if (due < finding->context.from || due > finding->context.to
      || !rg_find_lapse (finding->when, entries, due, lapse))
    return;
  if (now > due && !rg_find_lapse (finding->when, entries, now, lapse))
    occasion.ends_on = now;
  rg_occasions_add (&finding->context, &occasion);
}

static gboolean
rg_find_points_of (RgPointsFinding *finding, RgDb *db, gint64 customer, GError **error)
{
  const RgDataset *dataset = finding->finder->dataset;
  const guint position = rg_dataset_find_customer (dataset, customer);
  g_autoptr (GHashTable) days = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) entries = NULL;

  if (position == RG_NOBODY || !rg_bitset_get (dataset->live, position))
    return TRUE;
  entries = rg_loyalty_read_entries (db, customer, FALSE, error);
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const RgDay lapse = rg_find_entries (entries)[i].lapses_on;

      if (lapse != RG_DAY_NONE && g_hash_table_add (days, GINT_TO_POINTER (lapse)))
        rg_find_points_on (finding, position, entries, lapse);
    }
  return entries != NULL;
}

static gboolean
rg_find_points_in_thread (RgDb *db, gpointer data, GError **error)
{
  RgPointsFinding *finding = data;
  g_autoptr (RgStatement) rows = rg_db_statement (db, "loyalty.lapses-between", error);
  RgStep step;

  if (rows == NULL)
    return FALSE;
  rg_statement_bind_int (rows, 1, finding->context.from + finding->when->number);
  rg_statement_bind_int (rows, 2, finding->context.to + finding->when->number);
  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    if (!rg_find_points_of (finding, db, rg_statement_get_int (rows, 0), error))
      return FALSE;
  return step == RG_STEP_DONE;
}

GArray *
rg_automation_find_points (const RgAutomationFinder *finder, const RgWhen *when, RgDay from,
                           RgDay to, GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (RgOccasion));
  RgPointsFinding finding = { finder, when, { finder->dataset, from, to, found } };

  if (!rg_store_read_sync (finder->store, RG_READER_ROWS, rg_find_points_in_thread, &finding, NULL,
                           error))
    return NULL;
  rg_occasions_sort (found);
  return g_steal_pointer (&found);
}
