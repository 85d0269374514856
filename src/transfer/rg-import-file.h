/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A file to import, as text in memory. */
#pragma once

#include "transfer/rg-import-plan.h"

G_BEGIN_DECLS

typedef struct {
  char *name;          /* without folders, UTF-8; "" for standard input */
  guint8 hash[32];     /* SHA-256 of the bytes as they came */
  GBytes *bytes;       /* as they came */
  GBytes *text;        /* a table in UTF-8 */
  const char *charset; /* static */
  const char *format;  /* "CSV", "XLSX", "ODS" or "vCard"; static */
  GStrv sheets;        /* of a spreadsheet: the names of those that hold something; else NULL */
  char *sheet;         /* the one that is read */
} RgImportFile;

/* Reads a file of text, a spreadsheet or a vCard; gzip is unpacked. Errors are sentences for
 * people. */
RgImportFile *rg_import_file_read (GFile *file, GCancellable *cancellable, GError **error);
/* The same from a stream, under a name. */
RgImportFile *rg_import_file_read_stream (GInputStream *stream, const char *name,
                                          GCancellable *cancellable, GError **error);
/* Reads the bytes again by an encoding that somebody chose; NULL finds it out. On an error the file
 * stays as it was. Only for files of text: see rg_import_file_has_charset(). */
gboolean rg_import_file_set_charset (RgImportFile *file, const char *charset, GError **error);
/* Reads another sheet of a spreadsheet. On an error the file stays as it was. */
gboolean rg_import_file_set_sheet (RgImportFile *file, const char *sheet, GError **error);
/* Whether an encoding can be chosen: a spreadsheet says its own. */
gboolean rg_import_file_has_charset (const RgImportFile *file);
/* The same file once more, for a thread of its own. */
RgImportFile *rg_import_file_copy (const RgImportFile *file);
void rg_import_file_free (RgImportFile *file);

/* Puts the file's name and hash into a batch that was read from it. */
void rg_import_file_sign (const RgImportFile *file, RgImportBatch *batch);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgImportFile, rg_import_file_free)

G_END_DECLS
