/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What stands in a ledger of people, for counting: points that came and went, and tickets. Entries
 * are immutable and shared by generations of the dataset; they stand under ids, not positions, so
 * that nothing of them moves when positions do. A shop without any has none of it in memory. */
#pragma once

#include "analysis/rg-dataset.h"

G_BEGIN_DECLS

/* Which ledger: RgDataset.entries. */
typedef enum {
  RG_ENTRIES_POINTS,
  RG_ENTRIES_TICKETS,
  RG_ENTRY_SORTS,
} RgEntrySort;

G_STATIC_ASSERT (RG_ENTRY_SORTS == RG_N_ENTRIES);

typedef struct {
  gint64 customer; /* id, as it came */
  gint64 id;       /* the row's: later ones have larger ones */
  gint64 other;    /* points: the lot that they are taken from, or the entry that is taken back */
  RgDay day;       /* from which on it counts: it has not happened before */
  RgDay until;     /* points: their last day; tickets: when they were closed; RG_DAY_NONE: never */
  gint32 number;   /* points */
  gint32 kind;     /* RgLotKind, RgTicketKind */
} RgEntry;

/* By customer, then by id. */
typedef struct _RgEntries {
  guint n;
  const RgEntry *entry;
} RgEntries;

/* A thread-safe reference. */
const RgEntries *rg_entries_ref (const RgEntries *entries);
void rg_entries_unref (const RgEntries *entries);
gsize rg_entries_memory (const RgEntries *entries);
/* Those of a few customers alone. */
const RgEntries *rg_entries_pick (const RgEntries *entries, const gint64 *customers, guint n);
/* Those of base, but for the customers in `forgotten` (a set of ids, as pointers), and those of
 * `more` (RgEntry, in any order), which is empty afterwards. A reference, to base where nothing is
 * different; base NULL: nothing. */
const RgEntries *rg_entries_next (const RgEntries *base, GHashTable *forgotten, GArray *more);

/* The living customer whose it is now; RG_NOBODY for none. */
guint rg_entry_position (const RgDataset *dataset, const RgEntry *entry);

/* The entries of each position, one after the other: those of position p are of[start[p]] to
 * before of[start[p + 1]]. Under the living customer; what has not happened yet
 * (RgDataset.activity_until) is left out. */
typedef struct {
  guint32 *start;       /* n_customers + 1 */
  const RgEntry **of;
} RgEntryPlaces;

void rg_entry_places_init (RgEntryPlaces *places, const RgDataset *dataset, RgEntrySort sort);
void rg_entry_places_clear (RgEntryPlaces *places);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgEntryPlaces, rg_entry_places_clear)

/* Instead of those of base, before anybody else has the dataset; takes the reference. */
void rg_dataset_set_entries (RgDataset *dataset, RgEntrySort sort, const RgEntries *entries);

/* What the rules make of the points, kept with the dataset: made by the first who asks. Any
 * thread. */
gconstpointer rg_dataset_keep_points (const RgDataset *dataset,
                                      gpointer (*make) (const RgDataset *dataset),
                                      GDestroyNotify destroy);

G_END_DECLS
