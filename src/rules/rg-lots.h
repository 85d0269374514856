/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Loyalty points: what is left of each lot, and when it lapses, replayed from the ledger. A lot is
 * points of one origin and expiry. */
#pragma once

#include "base/rg-date.h"

G_BEGIN_DECLS

/* What happened to points. */
typedef enum {
  RG_LOT_EARNED,    /* by a purchase */
  RG_LOT_GIVEN,     /* by a campaign, or by hand */
  RG_LOT_SPENT,
  RG_LOT_LAPSED,    /* by the till's own rules */
  RG_LOT_RETURNED,  /* taken back with a return */
  RG_LOT_CORRECTED, /* in either direction */
  RG_LOT_REVERSAL,  /* takes another entry back */
  RG_LOT_KINDS,
} RgLotKind;

typedef struct {
  gint64 id;          /* unique; later entries have larger ones */
  gint64 points;      /* above zero: a lot; below: taken from lots */
  RgLotKind kind;
  RgDay effective_on; /* when it happened */
  RgDay lapses_on;    /* of a lot: its last day; RG_DAY_NONE: it never lapses */
  gint64 lot;         /* id of the lot that points are taken from first, or 0 */
  gint64 reverses;    /* id of the entry that this one takes back, or 0; then it gives nothing */
} RgLotEntry;

typedef struct {
  gint64 entry;       /* id */
  RgDay from;
  RgDay lapses_on;    /* or RG_DAY_NONE */
  gint64 points;      /* that it began with */
  gint64 left;        /* never below zero: of a lot that has lapsed, what lapsed */
  gint64 owed;        /* of an entry that took what was not there: that, and `left` is 0 */
} RgLot;

/* Replays the ledger of one person (all entries of all customers that were merged into one), in
 * whatever order it comes: by effective day, and on one day what is given before what is taken.
 *
 * An entry that is taken back does not count, unless what takes it back is itself taken back.
 * Points are taken from the lot that is named, then from the one that lapses first of those that
 * have not lapsed by that day. What is not there is owed, and the next points make up for it; but
 * for RG_LOT_LAPSED, which also takes from what has lapsed, and owes nothing.
 *
 * Returns RgLot by the day on which they lapse, those that never do last: every lot, and whatever
 * is owed. */
GArray *rg_lots_replay (const RgLotEntry *entries, gsize n_entries, RgDay until);
/* Its two steps: the RgLotEntry that count, in the order in which they do; and what they come
 * to. */
GArray *rg_lots_find_valid (const RgLotEntry *entries, gsize n_entries);
GArray *rg_lots_replay_valid (const GArray *valid, RgDay until);

/* What is there to be spent on a day that is no earlier than the last entry: below zero where more
 * is owed. */
gint64 rg_lots_get_balance (const GArray *lots, RgDay day);
/* What lapses at the end of one of these days, if nobody spends it before. */
gint64 rg_lots_get_lapsing (const GArray *lots, RgDay first, RgDay last);
/* The day, from this one on, on which something lapses next; RG_DAY_NONE: nothing does. */
RgDay rg_lots_get_next_lapse (const GArray *lots, RgDay day, gint64 *points);

/* The last day of points that come on `day`; months 0: RG_DAY_NONE, they never lapse. */
RgDay rg_lots_get_last_day (RgDay day, int months);

/* "earned", "given", …: for the file and --json, never translated. */
const char *rg_lot_kind_get_id (RgLotKind kind);
gboolean rg_lot_kind_from_id (const char *id, RgLotKind *kind);
/* "Earned", "Taken Back With a Return", in the user's language. */
const char *rg_lot_kind_get_label (RgLotKind kind);
/* "1 point", "1,200 points". Owned by the caller. */
char *rg_lots_dup_points (gint64 points);

G_END_DECLS
