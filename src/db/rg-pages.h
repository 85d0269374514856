/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The pages of an SQLite file that SQLite itself may refuse, read one by one.
 *
 * After "Database File Format" (sqlite.org/fileformat2.html): b-tree pages, records, overflow
 * chains, and the frames of a write-ahead log whose checksums are right. Every number in a page is
 * taken for a lie until it is checked. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _RgPages RgPages;

/* Reads the file into memory, past whatever the disk refuses; it is never written to. with_log:
 * pages that the log beside it has newer are taken from there. */
RgPages *rg_pages_open (const char *path, gboolean with_log, GError **error);
void rg_pages_free (RgPages *pages);
/* Pages count from 1. */
guint rg_pages_get_n (RgPages *pages);
/* Whether the log has anything that was committed. */
gboolean rg_pages_has_log (RgPages *pages);
/* The schema version in the header; 0 where the header is no SQLite file's. */
int rg_pages_get_version (RgPages *pages);

typedef enum {
  RG_PAGE_OTHER = 0, /* overflow, free, or damaged */
  RG_PAGE_INDEX_INTERIOR = 2,
  RG_PAGE_TABLE_INTERIOR = 5,
  RG_PAGE_INDEX_LEAF = 10,
  RG_PAGE_TABLE_LEAF = 13,
} RgPageKind;

/* What a page is, as far as it holds together. */
RgPageKind rg_pages_get_kind (RgPages *pages, guint number);
guint rg_pages_n_cells (RgPages *pages, guint number);
/* The page below a cell of an interior page; the one after the last cell for cell = n_cells. 0
 * where there is none. */
guint rg_pages_get_child (RgPages *pages, guint number, guint cell);

typedef enum {
  RG_FIELD_NULL,
  RG_FIELD_INT,
  RG_FIELD_DOUBLE,
  RG_FIELD_TEXT,
  RG_FIELD_BLOB,
} RgFieldType;

typedef struct
{
  RgFieldType type;
  gint64 integer;
  double real;
  const guint8 *bytes; /* in the record */
  gsize length;
} RgField;

typedef struct
{
  gint64 rowid;  /* of a table's leaf */
  GArray *fields; /* RgField */
  GByteArray *payload;
} RgRecord;

RgRecord *rg_record_new (void);
void rg_record_free (RgRecord *record);
/* FALSE where the cell, its chain of overflow pages or its record does not hold together. */
gboolean rg_pages_read_record (RgPages *pages, guint number, guint cell, RgRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgPages, rg_pages_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgRecord, rg_record_free)

G_END_DECLS
