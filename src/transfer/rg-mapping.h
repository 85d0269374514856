/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* How one file is read: what each column means, which decimal sign its numbers have, in which order
 * its dates stand. Made by looking at the file; a person may correct it. */
#pragma once

#include "store/rg-store-own-fields.h"
#include "transfer/rg-csv.h"
#include "transfer/rg-dialect.h"

G_BEGIN_DECLS

typedef struct {
  char *header;       /* as the file writes it */
  RgRole role;
  const RgOwnField *own; /* of RG_ROLE_OWN: which one; borrowed from the mapping's own_fields */
  gboolean dropped;   /* of payment cards: never looked at, never shown */
  char decimal;       /* '.' or ',' */
  RgDateOrder order;
  gboolean order_open; /* no date of the column says which of day and month stands first */
  RgNumberNotes numbers;
  RgDateNotes dates;
  gboolean sampled;    /* the notes are of the first rows only */
} RgMappingColumn;

typedef struct {
  GBytes *text;       /* the whole file in UTF-8 */
  char separator;
  RgDialect *dialect; /* borrowed from `dialects` */
  GPtrArray *dialects;    /* RgDialect */
  RgImportKind kind;
  char *source;       /* whose numbers the file holds: the dialect's, or the till's own */
  char *till;         /* the one that the file is from, as a person says; "" for the only one */
  gboolean own_numbers; /* that till counts its customers by itself */
  gboolean recalled;  /* its columns mean what was chosen the last time */
  GPtrArray *own_fields; /* RgOwnField: the shop's own; empty where nobody asked the shop */
  GStrv staff;           /* names of who works there; NULL where nobody asked the shop */
  RgMappingColumn *columns;
  guint n_columns;
} RgMapping;

/* Reads the header, and every row once, to find out what columns of numbers and dates hold; of the
 * others the first rows only. `dialect` is an id, or
 * NULL to recognise it; `kind` says what the person wants to import where no dialect is named, -1
 * for either. A file in which columns are missing gives a mapping all the same: see
 * rg_mapping_get_missing().
 *
 * Errors: G_IO_ERROR_INVALID_DATA where the first row cannot be read as a header, and
 * G_IO_ERROR_NOT_FOUND for an unknown dialect. */
RgMapping *rg_mapping_new (GBytes *text, const char *dialect, int kind, GError **error);
/* The same with a separator that somebody chose; NUL finds it out. */
RgMapping *rg_mapping_new_separated (GBytes *text, char separator, const char *dialect, int kind,
                                     GError **error);
void rg_mapping_free (RgMapping *self);
/* A mapping of its own, for a thread to read by while a person corrects this one. */
RgMapping *rg_mapping_copy (const RgMapping *self);

/* What the file may fill besides: the shop's own fields, and who looks after whom. Columns that
 * have a field's name and no other meaning get it. Takes a reference, and a copy of the names. */
void rg_mapping_set_shop (RgMapping *self, GPtrArray *own_fields, const char *const *staff);
/* A field that the shop does not have yet: the import makes it, where it fills it. Adds a copy with
 * a UUID of its own, the last of own_fields, which all are copies then. */
const RgOwnField *rg_mapping_add_own (RgMapping *self, const RgOwnField *field);
/* Lets a column fill one of own_fields; the column that had it gets none. */
void rg_mapping_set_own (RgMapping *self, guint column, const RgOwnField *field);
/* Whether a column's cells are numbers or days: by its role, or by the field that it fills. */
gboolean rg_mapping_column_is_number (const RgMappingColumn *column);
gboolean rg_mapping_column_is_date (const RgMappingColumn *column);
/* Gives a column another role; the column that had it gets none. Reads nothing: what the first rows
 * say of the column counts until rg_mapping_judge(). */
void rg_mapping_set_role (RgMapping *self, guint column, RgRole role);
/* Reads the file again where a column of numbers or dates is known by its first rows only. */
void rg_mapping_judge (RgMapping *self);
/* The column of a role, or -1. */
int rg_mapping_get_column (const RgMapping *self, RgRole role);
/* Reads the file by another dialect; roles that were given by hand are forgotten. */
void rg_mapping_set_dialect (RgMapping *self, RgDialect *dialect);
/* Whether the file leaves open which till it is from: sales without a column that says so. */
gboolean rg_mapping_wants_till (const RgMapping *self);
/* Says it: receipts get the till; with `own_numbers` the customers' numbers are the till's alone,
 * so that they are not taken for those of another one. */
void rg_mapping_set_till (RgMapping *self, const char *till, gboolean own_numbers);
/* A text that is the same for all files with the same columns, in whatever order. */
char *rg_mapping_dup_columns (const RgMapping *self);
/* What somebody corrected, as a text that rg_mapping_recall() reads; NULL where the columns mean
 * what they were recognised as. */
char *rg_mapping_dup_corrections (const RgMapping *self);
/* Gives the columns what was chosen for a file with the same ones. What is not understood, and
 * headers that are not there, are passed over. Returns whether anything was taken. */
gboolean rg_mapping_recall (RgMapping *self, const char *corrections);
/* A sentence that names what no column gives; NULL where all that is needed is there. */
char *rg_mapping_get_missing (const RgMapping *self);
/* The first rows below the header as they stand, each a GStrv of n_columns. */
GPtrArray *rg_mapping_preview (const RgMapping *self, guint n_rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgMapping, rg_mapping_free)

G_END_DECLS
