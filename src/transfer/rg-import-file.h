/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A file to import, as text in memory. */
#pragma once

#include "transfer/rg-import-plan.h"

G_BEGIN_DECLS

typedef struct {
  char *name;          /* without folders, UTF-8; "" for standard input */
  guint8 hash[32];     /* SHA-256 of the bytes as they came */
  GBytes *text;        /* UTF-8 */
  const char *charset; /* static */
} RgImportFile;

/* Reads a file; gzip is unpacked. Errors are sentences for people. */
RgImportFile *rg_import_file_read (GFile *file, GCancellable *cancellable, GError **error);
/* The same from a stream, under a name. */
RgImportFile *rg_import_file_read_stream (GInputStream *stream, const char *name,
                                          GCancellable *cancellable, GError **error);
void rg_import_file_free (RgImportFile *file);

/* Puts the file's name and hash into a batch that was read from it. */
void rg_import_file_sign (const RgImportFile *file, RgImportBatch *batch);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgImportFile, rg_import_file_free)

G_END_DECLS
