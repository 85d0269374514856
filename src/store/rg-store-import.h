/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Imports: what a file that was read means for the shop, and writing it.
 *
 * Check File and the import itself go through the same resolution, the one on a reader's snapshot,
 * the other inside the transaction; what the check says is what the import does. */
#pragma once

#include "store/rg-import-batch.h"
#include "store/rg-store.h"

G_BEGIN_DECLS

/* What an import does, or would do. */
typedef struct {
  guint64 rows;
  guint64 rows_refused;
  guint64 rows_left_out;        /* of receipts that were cancelled at the till */
  guint64 cells_dropped;

  guint64 receipts;             /* in the file */
  guint64 receipts_new;
  guint64 receipts_known;       /* the same as the shop has them: nothing is done */
  guint64 receipts_changed;     /* known with other lines: replaced */
  guint64 receipts_kept;        /* known with other lines, but edited by hand: left as they are */
  guint64 lines;                /* new ones */
  guint64 lines_of_kind[RG_LINE_KINDS]; /* in the file */
  gint64 net_minor;             /* of all kinds, in the file */
  gint64 net_sales_minor;       /* sale and return, in the file */

  guint64 customers;            /* in the file */
  guint64 customers_created;
  guint64 customers_updated;
  guint64 customers_left_out;   /* deleted here by hand: not brought back */
  guint64 own_fields;           /* of the shop's own, which the file brings */
  guint64 own_values;           /* written into the shop's own fields */
  guint64 own_values_kept;      /* others, by hand, which stay */
  guint64 products_created;
  guint64 products_updated;     /* by a file of products */
  guint64 stock_counts;         /* that are new or other than before */
  guint64 activities;           /* that are new */
  guint64 deliveries;           /* that are new, or different now */
  guint64 coupons;              /* that are used now, and were not before */
  guint64 permissions;          /* in the file */
  guint64 permissions_recorded; /* of people who had said nothing on that channel */
  guint64 permissions_undated;  /* of these, without a day in the file: the import's day counts */
  guint64 points;               /* in the file: how many somebody has */
  guint64 points_corrected;     /* of people who had another number of them here */

  gint64 import_id;             /* 0 for a check */
  gint64 action_id;             /* 0 for a check, and where nothing changed */
} RgImportSummary;

/* What the reading of files must know of a shop. */
typedef struct {
  char *currency;
  int digits;
  GStrv card_ranges; /* first, last, first, last, … */
} RgImportRules;

void rg_import_rules_free (RgImportRules *rules);
/* A RgReadFunc body: reads the rules. */
RgImportRules *rg_import_rules_read (RgDb *db, GError **error);

/* Check File: what the import would do now. Reads only. */
gboolean rg_import_check (RgDb *db, const RgImportBatch *batch, RgImportSummary *summary,
                          GError **error);
gboolean rg_store_check_import_sync (RgStore *store, const RgImportBatch *batch,
                                     RgImportSummary *summary, GCancellable *cancellable,
                                     GError **error);

/* Writes the batch as one action, in one transaction; a large one in several, of which nobody sees
 * anything before the last. Nothing is left of it where it fails or is cancelled. `progress` (may
 * be NULL) gets shares of 0 to 1, on the writer thread. */
gboolean rg_store_import_sync (RgStore *store, const RgImportBatch *batch,
                               RgProgressFunc progress, gpointer progress_data,
                               GCancellable *cancellable, RgImportSummary *summary,
                               GError **error);

/* One import of the past. */
typedef struct {
  gint64 id;
  gint64 action_id;
  gint64 at;
  char *uuid;
  char *kind;      /* "sales", "customers", "sample" */
  char *dialect;
  char *file_name;
  char *state;     /* "done", "taken-back" */
  char *summary;   /* JSON, as rg_import_summary_to_json() made it */
} RgImportRow;

void rg_import_row_free (RgImportRow *row);
/* RgImportRow, the newest first. */
GPtrArray *rg_imports_read (RgDb *db, GError **error);
/* RG_STORE_ERROR_NOT_FOUND where there is none. */
RgImportRow *rg_import_read (RgDb *db, gint64 id, GError **error);

/* A JSON object with the counts and the refusals: the names of `regularsctl import --json`. */
char *rg_import_summary_to_json (const RgImportSummary *summary, const RgImportBatch *batch);
/* What came out of it, in words: "28,816 new receipts, 12 new customers, 4,371 updated". */
char *rg_import_summary_dup_counts (const RgImportSummary *summary);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgImportRow, rg_import_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgImportRules, rg_import_rules_free)

G_END_DECLS
