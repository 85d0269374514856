/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Reads comma-separated text (RFC 4180 and what tills make of it).
 *
 * The reader works on UTF-8 in memory and hands out cells that point into it, so a row is valid
 * until the next one is read. It never stops at a bad row: the row is handed out with its problem,
 * and reading goes on at the next line. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RG_CSV_MAX_CELL (128 * 1024) /* bytes */
#define RG_CSV_MAX_COLUMNS 1024

typedef enum {
  RG_CSV_OK,
  RG_CSV_UNCLOSED_QUOTE, /* a quotation mark is opened and not closed: the row ends with its line */
  RG_CSV_STRAY_QUOTE,    /* text follows a closing quotation mark */
  RG_CSV_CELL_TOO_LONG,
  RG_CSV_TOO_MANY_COLUMNS,
} RgCsvProblem;

typedef struct {
  const char *text; /* not NUL-terminated */
  guint32 length;   /* bytes */
} RgCsvCell;

typedef struct {
  guint64 number;         /* as a spreadsheet counts: the first row of the file is 1 */
  guint n_cells;
  const RgCsvCell *cells; /* may be fewer than the row has where there is a problem */
  RgCsvProblem problem;
  gsize end;              /* bytes of the text read so far, for progress */
} RgCsvRow;

typedef struct _RgCsv RgCsv;

/* The text must outlive the reader. A byte-order mark and a first line "sep=;" are skipped. */
RgCsv *rg_csv_new (const char *text, gsize length, char separator);
void rg_csv_free (RgCsv *self);

/* FALSE at the end. Empty lines are skipped but counted. */
gboolean rg_csv_next (RgCsv *self, RgCsvRow *row);
void rg_csv_rewind (RgCsv *self);

/* The separator among , ; tab and | that gives the most rows of one width, wider first. */
char rg_csv_sniff_separator (const char *text, gsize length);

/* A cell without white space around it; "" for column -1 and beyond the end of the row. Owned by
 * the caller. */
char *rg_csv_cell_dup (const RgCsvRow *row, int column);
/* As much of a cell as a sentence can hold, without payment card numbers. Owned by the caller. */
char *rg_csv_dup_shown (const char *text);

/* What is wrong with the row, in words for people. */
const char *rg_csv_problem_text (RgCsvProblem problem);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgCsv, rg_csv_free)

G_END_DECLS
