/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rows of points and tickets as entries. */
#include "store/rg-dataset-entries.h"

#include "base/rg-ticket-words.h"
#include "rules/rg-lots.h"

/* All rows, and those of a customer. */
static const struct {
  const char *all, *one;
} rg_entry_statements[RG_ENTRY_SORTS] = {
  [RG_ENTRIES_POINTS] = { "dataset.all-points", "dataset.points" },
  [RG_ENTRIES_TICKETS] = { "dataset.all-tickets", "dataset.tickets" },
};

enum { POINTS_CUSTOMER, POINTS_ID, POINTS, POINTS_KIND, POINTS_ON, POINTS_LAPSES, POINTS_LOT,
       POINTS_REVERSES, POINTS_AT };

typedef struct {
  RgDb *db;
  GTimeZone *zone; /* the shop's, once it is needed */
  GArray *found;   /* RgEntry */
} RgEntryReading;

/* The shop's day of an instant. */
static gboolean
rg_entry_reading_day (RgEntryReading *reading, gint64 at, RgDay *day, GError **error)
{
  if (reading->zone == NULL)
    {
      g_autoptr (RgStatement) shop = rg_db_statement (reading->db, "dataset.zone", error);

      if (shop == NULL || rg_statement_step (shop, error) != RG_STEP_ROW)
        return FALSE;
      reading->zone = g_time_zone_new_identifier (rg_statement_get_text (shop, 0));
      if (reading->zone == NULL)
        reading->zone = g_time_zone_new_local ();
    }
  *day = rg_instant_day (at, reading->zone);
  return TRUE;
}

/* What takes an entry back counts from the day on which that was done. */
static gboolean
rg_entry_reading_put_points (RgEntryReading *reading, RgStatement *row, GError **error)
{
  const gint64 reverses = rg_statement_get_int (row, POINTS_REVERSES);
  RgLotKind kind;
  RgEntry entry = {
    .customer = rg_statement_get_int (row, POINTS_CUSTOMER),
    .id = rg_statement_get_int (row, POINTS_ID),
    .other = reverses != 0 ? reverses : rg_statement_get_int (row, POINTS_LOT),
    .day = (RgDay) rg_statement_get_int (row, POINTS_ON),
    .until = rg_statement_get_day (row, POINTS_LAPSES),
    .number = (gint32) rg_statement_get_int (row, POINTS),
  };

  if (!rg_lot_kind_from_id (rg_statement_get_text (row, POINTS_KIND), &kind))
    return TRUE;
  entry.kind = (gint32) kind;
  if (kind == RG_LOT_REVERSAL &&
      !rg_entry_reading_day (reading, rg_statement_get_int (row, POINTS_AT), &entry.day, error))
    return FALSE;
  g_array_append_val (reading->found, entry);
  return TRUE;
}

static gboolean
rg_entry_reading_put_ticket (RgEntryReading *reading, RgStatement *row)
{
  const RgEntry entry = {
    .customer = rg_statement_get_int (row, 0),
    .id = rg_statement_get_int (row, 1),
    .kind = rg_ticket_list_find (RG_TICKET_KINDS, rg_statement_get_text (row, 2)),
    .day = (RgDay) rg_statement_get_int (row, 3),
    .until = rg_statement_get_day (row, 4),
  };

  g_array_append_val (reading->found, entry);
  return TRUE;
}

static gboolean
rg_entry_reading_put_rows (RgEntryReading *reading, RgEntrySort sort, RgStatement *rows,
                           GError **error)
{
  RgStep step;

  while ((step = rg_statement_step (rows, error)) == RG_STEP_ROW)
    if (!(sort == RG_ENTRIES_POINTS ? rg_entry_reading_put_points (reading, rows, error)
                                    : rg_entry_reading_put_ticket (reading, rows)))
      return FALSE;
  return step == RG_STEP_DONE;
}

static gboolean
rg_entry_reading_put_some (RgEntryReading *reading, RgEntrySort sort, GHashTable *customers,
                           GError **error)
{
  g_autoptr (RgStatement) rows =
    rg_db_statement (reading->db, rg_entry_statements[sort].one, error);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, customers);
  while (rows != NULL && g_hash_table_iter_next (&iter, &id, NULL))
    {
      rg_statement_reset (rows);
      rg_statement_bind_int (rows, 1, (gint64) (gintptr) id);
      if (!rg_entry_reading_put_rows (reading, sort, rows, error))
        return FALSE;
    }
  return rows != NULL;
}

const RgEntries *
rg_dataset_entries_load (RgDb *db, RgEntrySort sort, const RgEntries *base, GHashTable *customers,
                         GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (RgEntry));
  g_autoptr (RgStatement) all =
    base == NULL ? rg_db_statement (db, rg_entry_statements[sort].all, error) : NULL;
  RgEntryReading reading = { .db = db, .found = found };
  const gboolean ok = base != NULL
                        ? rg_entry_reading_put_some (&reading, sort, customers, error)
                        : all != NULL && rg_entry_reading_put_rows (&reading, sort, all, error);

  g_clear_pointer (&reading.zone, g_time_zone_unref);
  return ok ? rg_entries_next (base, customers, found) : NULL;
}
