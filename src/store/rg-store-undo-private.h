/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the files of taking back share. */
#pragma once

#include "db/rg-log.h"
#include "store/rg-store-private.h"
#include "store/rg-store-undo.h"

G_BEGIN_DECLS

/* One row that an action changed, its several changes taken together. */
typedef struct
{
  char *table;
  char *key;
  char *before; /* NULL: the action made the row */
  char *after;  /* NULL: the action deleted it */
  gboolean by_column; /* the row is not as the action left it, but what it changed in it still is */
} RgUndoRow;

/* What taking back would do. The rows, in the order of their first change, are judged on the way;
 * none where many of them can go back at once. `rows` may be NULL. */
RgTakeBackPlan *rg_undo_plan (RgDb *db, gint64 action_id, GPtrArray **rows, GError **error);

/* An image that a statement makes of the row as it is now, and as it was before and after. */
gboolean rg_undo_dup_of_columns (RgDb *db, const RgUndoRow *row, const char *now,
                                 const char *name, char **json, GError **error);

/* Whether the rows of a table are entries of a ledger, which count until they are reversed. */
gboolean rg_undo_is_ledger (const char *table);

/* What an action is besides its logged rows: an import, or the take-back of another action. */
typedef struct
{
  gint64 action_id;
  gint64 import_id; /* 0 where it is none */
  gint64 undoes;    /* 0 where it takes nothing back */
  gboolean is_merge;
} RgUndoSubject;

gboolean rg_undo_subject_read (RgDb *db, gint64 action_id, RgUndoSubject *subject, GError **error);
/* The action that took this one back and still does; 0 for none. */
gboolean rg_undo_find_take_back (RgDb *db, gint64 action_id, gint64 *by, GError **error);

/* *stands: the action was done to many customers, and rg_undo_many_rows() may take it back; then
 * *n_rows is what it changed. */
gboolean rg_undo_many_plan (RgDb *db, gint64 action_id, guint *n_rows, gboolean *stands,
                            GError **error);
gboolean rg_undo_many_rows (RgDb *db, gint64 action_id, GError **error);

/* Appends what a statement with these values finds. */
gboolean rg_undo_read_ids (RgDb *db, const char *name, const gint64 *values, guint n_values,
                           GArray *ids, GError **error);

/* Adds the actions that a statement names, each once, to the blockers: those that still hold. */
gboolean rg_undo_add_blockers (RgDb *db, const char *name, const gint64 *values, guint n_values,
                               GPtrArray *blockers, GError **error);

/* Removes what imports that are taken back made besides receipts, as far as nobody needs it any
 * more: also what an earlier take-back had to leave to whoever is taken back now. Products and
 * places are looked at only where receipts moved. */
gboolean rg_undo_sweep_imports (RgDb *db, gboolean receipts_moved, GError **error);

G_END_DECLS
