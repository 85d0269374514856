/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The ledger of loyalty points: what was earned, given, spent and corrected, when and why.
 *
 * Entries are only ever appended. `points_left` is what is left of each now: the store replays it
 * by the rules of rules/rg-lots.h at the end of each write, for everyone whom it touched; people
 * who were merged share one. Only an import, whose rows are not logged, calls
 * rg_loyalty_refresh(). */
#pragma once

#include "rules/rg-lots.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

/* More points than that are a mistake. */
#define RG_POINTS_MOST 1000000000

/* An entry to append. */
typedef struct {
  gint64 customer;
  gint64 points;         /* not 0; below it they are taken */
  RgLotKind kind;
  RgDay effective_on;
  RgDay lapses_on;       /* of points that come: their last day; RG_DAY_NONE: never */
  gint64 lot;            /* that points are taken from first, or 0 */
  const guint8 *receipt; /* UUID, or NULL */
  gint64 campaign;       /* id, or 0 */
  gint64 import;         /* id, or 0 for an entry by hand */
  const char *note;      /* or NULL */
} RgPointsNew;

/* An entry as it stands in the ledger, for people. */
typedef struct {
  gint64 id;
  guint8 uuid[16];
  gint64 points;
  RgLotKind kind;
  RgDay effective_on;
  RgDay lapses_on;       /* or RG_DAY_NONE */
  gint64 recorded_at;
  gint64 reverses;       /* id of the entry that it takes back, or 0 */
  gint64 left;           /* of it; below zero: what it took and was not there */
  char *note;
  char *campaign;        /* name, or "" */
  char *staff;           /* name, or "" */
  char *file_name;       /* of the import, or "" */
  gboolean counts;       /* neither taken back nor only taking something back */
} RgPointsRow;

/* Somebody whose points are about to lapse. */
typedef struct {
  gint64 customer;
  gint64 points;
  RgDay lapses_on;       /* the first of them */
} RgPointsLapse;

void rg_points_row_free (RgPointsRow *row);

/* --- Inside a write ------------------------------------------------------------------------- */

gboolean rg_loyalty_append (RgWrite *write, const RgPointsNew *entry, GError **error);
/* Takes one entry back by appending its reversal; where the entry is itself a reversal, what it
 * reversed counts again. Nothing happens where the entry is reversed already. */
gboolean rg_loyalty_reverse (RgWrite *write, gint64 entry, GError **error);
/* Takes back what an import recorded: what somebody has spent since, or corrected, is reversed, the
 * rest goes. */
gboolean rg_loyalty_take_back_import (RgWrite *write, gint64 import, GError **error);

/* Replays what is left for these people (merged ones: of who they became). */
gboolean rg_loyalty_refresh (RgDb *db, const gint64 *customers, gsize n_customers, GError **error);
/* Everyone's. */
gboolean rg_loyalty_refresh_all (RgDb *db, GError **error);

/* --- Reading -------------------------------------------------------------------------------- */

/* RgLot of one person of which something is left or owed, as rg_lots_replay() has them. */
GArray *rg_loyalty_read_lots (RgDb *db, gint64 customer, GError **error);
/* RgLotEntry of one customer; not `own`: and of those who were merged into them. */
GArray *rg_loyalty_read_entries (RgDb *db, gint64 customer, gboolean own, GError **error);
/* RgPointsRow of one person and whoever was merged into them, the latest first. */
GPtrArray *rg_loyalty_read_ledger (RgDb *db, gint64 customer, GError **error);
/* RgPointsLapse of those of whom so many points at least lapse at the end of one of the days; who
 * loses some first comes first. */
GArray *rg_loyalty_read_lapsing (RgDb *db, RgDay first, RgDay last, gint64 at_least,
                                 GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgPointsRow, rg_points_row_free)

G_END_DECLS
