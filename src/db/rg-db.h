/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* One connection to a shop's file, and its named statements.
 *
 * A connection belongs to the thread that opened it; every call asserts that. */
#pragma once

#include "base/rg-date.h"
#include "db/rg-db-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _RgDb RgDb;
typedef struct _RgStatement RgStatement;

typedef enum {
  RG_DB_READ,   /* never writes, never checkpoints */
  RG_DB_WRITE,  /* the one writing connection; the file must exist */
  RG_DB_CREATE, /* the same, and the file must not exist */
  RG_DB_STILL,  /* reads a file that nobody changes, a backup too: nothing is made beside it, and a
                   log beside it is not looked at */
} RgDbMode;

/* The application ids of shops and of their backups, as they stand in the file's header. */
#define RG_DB_SHOP_MARK "RgSh"
#define RG_DB_BACKUP_MARK "RgBk"

/* Opens with the settings of the design: defensive, untrusted schema, foreign keys, WAL, FULL.
 * Refuses what is no shop's file. */
RgDb *rg_db_open (const char *path, RgDbMode mode, GError **error);
/* Lets a reading connection have temporary tables; the file stays as it is. */
gboolean rg_db_allow_temporary (RgDb *db, GError **error);
/* Makes the file a shop's (RG_DB_SHOP_MARK) or a backup; inside or outside of a transaction. */
gboolean rg_db_set_mark (RgDb *db, const char *mark, GError **error);
/* Finalises all statements; the writing connection checkpoints. */
void rg_db_close (RgDb *db);
sqlite3 *rg_db_get_handle (RgDb *db);
const char *rg_db_get_path (RgDb *db);
RgDbMode rg_db_get_mode (RgDb *db);

/* The statement that stands under "-- name: STATEMENT" in GROUP.sql, asked for as
 * "GROUP.STATEMENT": prepared once a connection and kept. Ready to bind. Release it (g_autoptr
 * does); where the same one is asked for before that, the second is a copy. */
RgStatement *rg_db_statement (RgDb *db, const char *name, GError **error);
/* The text of a named statement; NULL with an error where there is none. Borrowed. */
const char *rg_db_sql (RgDb *db, const char *name, GError **error);
/* Prepares a text made from rg_db_sql() by filling identifiers in; never from what people typed. */
RgStatement *rg_db_prepare (RgDb *db, const char *sql, GError **error);
/* Runs a named statement that needs no values and gives no rows. */
gboolean rg_db_run (RgDb *db, const char *name, GError **error);
/* Runs several statements of one text: migrations, pragmas. */
gboolean rg_db_exec (RgDb *db, const char *sql, const char *doing, GError **error);
/* The first column of the first row of a named statement that needs no values; 0 where no row. */
gboolean rg_db_get_int (RgDb *db, const char *name, gint64 *value, GError **error);

/* Statements that run from now on stop when the cancellable is cancelled. NULL ends that. */
void rg_db_set_cancellable (RgDb *db, GCancellable *cancellable);
GCancellable *rg_db_get_cancellable (RgDb *db);

typedef enum {
  RG_STEP_ERROR,
  RG_STEP_DONE,
  RG_STEP_ROW,
} RgStep;

/* Parameters count from 1. Texts and blobs are copied; NULL binds NULL. */
void rg_statement_bind_int (RgStatement *statement, int parameter, gint64 value);
void rg_statement_bind_double (RgStatement *statement, int parameter, double value);
void rg_statement_bind_text (RgStatement *statement, int parameter, const char *value);
void rg_statement_bind_blob (RgStatement *statement, int parameter, const void *value,
                             gsize length);
void rg_statement_bind_null (RgStatement *statement, int parameter);
/* RG_DAY_NONE binds NULL. */
void rg_statement_bind_day (RgStatement *statement, int parameter, RgDay day);

RgStep rg_statement_step (RgStatement *statement, GError **error);
/* Steps to the end and makes ready to bind again; what was bound stays bound. */
gboolean rg_statement_run (RgStatement *statement, GError **error);
/* Ends the rows at hand; what was bound stays bound. */
void rg_statement_reset (RgStatement *statement);

/* Columns count from 0. What is borrowed lives until the next step. Text is never NULL. */
int rg_statement_n_columns (RgStatement *statement);
const char *rg_statement_get_name (RgStatement *statement, int column);
gint64 rg_statement_get_int (RgStatement *statement, int column);
double rg_statement_get_double (RgStatement *statement, int column);
const char *rg_statement_get_text (RgStatement *statement, int column);
const void *rg_statement_get_blob (RgStatement *statement, int column, gsize *length);
gboolean rg_statement_is_null (RgStatement *statement, int column);
/* RG_DAY_NONE where it is NULL. */
RgDay rg_statement_get_day (RgStatement *statement, int column);
gboolean rg_statement_is_int (RgStatement *statement, int column);
gint64 rg_db_last_id (RgDb *db);
gint64 rg_db_n_changed (RgDb *db);

/* Gives the statement back to its connection. */
void rg_statement_release (RgStatement *statement);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgDb, rg_db_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgStatement, rg_statement_release)

G_END_DECLS
