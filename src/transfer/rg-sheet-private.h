/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the readers of XLSX and ODS share: unpacking, walking XML, and writing rows. */
#pragma once

#include <libxml/xmlreader.h>

#include "transfer/rg-sheet.h"

G_BEGIN_DECLS

#define RG_SHEET_MAX_COLUMNS 1024
#define RG_SHEET_MAX_ROWS 1048576

/* --- Packed folders ------------------------------------------------------------------------- */

/* The texts of the files that are asked for, in the order of `names`; NULL where there is none.
 * FALSE where the folder is damaged or too large. */
gboolean rg_sheet_unpack (GBytes *bytes, const char *const *names, GBytes **texts,
                          GError **error);

/* --- XML ------------------------------------------------------------------------------------ */

/* A reader that loads nothing, resolves nothing and complains nowhere. */
xmlTextReader *rg_sheet_xml_new (GBytes *text);
/* The next node: 1; the end: 0; a fault, a document type among them, with the error: -1. */
int rg_sheet_xml_next (xmlTextReader *xml, GError **error);
/* Whether the node opens, or closes, an element of that local name. */
gboolean rg_sheet_xml_opens (xmlTextReader *xml, const char *name);
gboolean rg_sheet_xml_closes (xmlTextReader *xml, const char *name);
/* An attribute by its local name, in whatever namespace; NULL where there is none. */
char *rg_sheet_xml_dup (xmlTextReader *xml, const char *name);
gint64 rg_sheet_xml_int (xmlTextReader *xml, const char *name, gint64 otherwise);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlTextReader, xmlFreeTextReader)

/* --- Rows ----------------------------------------------------------------------------------- */

typedef struct {
  GString *text;      /* what has been written */
  GPtrArray *cells;   /* of the row at hand; NULL for empty ones */
  gint64 row;         /* its number, from 1 */
  gint64 written;     /* the number of the last row in the text */
} RgSheetRows;

void rg_sheet_rows_init (RgSheetRows *rows);
void rg_sheet_rows_clear (RgSheetRows *rows);
/* Takes the text over. FALSE where the column is beyond what is read. */
gboolean rg_sheet_rows_set (RgSheetRows *rows, gint64 column, char *text, GError **error);
/* Writes the row at hand so many times, and begins the next one. */
gboolean rg_sheet_rows_end (RgSheetRows *rows, gint64 times, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RgSheetRows, rg_sheet_rows_clear)

/* A number as a spreadsheet shows it: without the digits that binary fractions add. */
char *rg_sheet_number (const char *text);

/* Both return FALSE. */
gboolean rg_sheet_set_error (GError **error, const char *sentence);
gboolean rg_sheet_set_too_large (GError **error);

/* --- Several sheets ------------------------------------------------------------------------- */

typedef struct {
  const char *wanted; /* NULL: the first that holds something */
  GPtrArray *names;   /* of those that hold something */
  char *read;         /* the one that was read; NULL as long as there is none */
} RgSheetChoice;

gboolean rg_sheet_choice_wants (const RgSheetChoice *choice, const char *name);

/* --- The formats ---------------------------------------------------------------------------- */

/* No bytes where no sheet that is wanted holds something. What is wrong with another sheet is of no
 * account. */
GBytes *rg_sheet_read_xlsx (GBytes *bytes, GBytes *workbook, RgSheetChoice *choice,
                            GError **error);
GBytes *rg_sheet_read_ods (GBytes *content, RgSheetChoice *choice, GError **error);

G_END_DECLS
