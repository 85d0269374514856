/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What can still be read of a damaged shop's file, in a fresh one.
 *
 * Each page of the file is read by itself. Pages whose way from the table's root is whole belong to
 * that table; a page that lost its way belongs to the table whose rows have its shape, where only
 * one has. A row that its table's rules refuse, or that is there twice, is left out. Rows that
 * refer to something lost get a stand-in to refer to ("Lost"), so that nothing is dropped with it.
 */
#pragma once

#include "db/rg-db.h"

G_BEGIN_DECLS

typedef struct
{
  char *table;
  gint64 saved;   /* rows */
  gint64 refused; /* rows that could be read and could not be used */
  gint64 lost_pages; /* pages of the table that could not be read; rows are lost with each */
  gint64 stand_ins;  /* rows that were made up, so that others can refer to them */
} RgSalvagedTable;

void rg_salvaged_table_free (RgSalvagedTable *table);

typedef struct
{
  GPtrArray *tables; /* RgSalvagedTable, by name, the enduring ones */
  gint64 n_pages;
  gint64 bad_pages; /* of all: pages that hold nothing that can be used */
  gboolean schema_lost; /* the file's own list of its tables could not be read */
} RgSalvageReport;

void rg_salvage_report_free (RgSalvageReport *report);
gint64 rg_salvage_report_saved (const RgSalvageReport *report);

/* The file at path is only read. target: nothing may be there; afterwards it is a whole shop's file
 * of the newest schema without its derived rows. RG_DB_ERROR_NOT_A_SHOP where there is nothing to
 * be found, G_IO_ERROR_EXISTS where something is at target. `name` and `currency` are for a shop
 * whose own row is lost. Blocks. */
RgSalvageReport *rg_salvage (const char *path, const char *target, const char *name,
                             const char *currency, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgSalvagedTable, rg_salvaged_table_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgSalvageReport, rg_salvage_report_free)

G_END_DECLS
