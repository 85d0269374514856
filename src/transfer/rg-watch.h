/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Looks into a folder for files of sales and customers that were not imported yet.
 *
 * A file is known by its bytes, not by its name. One that is still being written is left for
 * later. Files that have nothing to do with a shop are passed over without a word. All of this
 * blocks: it is for threads and regularsctl. */
#pragma once

#include "store/rg-store-import.h"
#include "store/rg-store-watch.h"

G_BEGIN_DECLS

typedef struct {
  char *uri;
  char *name;               /* for people */
  guint8 hash[RG_FILE_HASH_SIZE]; /* zeroes where it cannot be read at all */
  char *problem;            /* why it cannot be imported, or NULL */
  RgImportKind kind;        /* this and what follows only without a problem */
  guint64 n_receipts;       /* new ones and changed ones */
  guint64 n_customers;      /* created and updated ones */
  guint64 n_refused;        /* rows that the check refuses */
  RgDay first_day, last_day; /* of its receipts; RG_DAY_NONE without */
} RgFoundFile;

void rg_found_file_free (RgFoundFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgFoundFile, rg_found_file_free)

/* "New sales file, 19 Nov 2026: 84 receipts". Free it. */
char *rg_found_file_dup_words (const RgFoundFile *file);

/* Remembers what the files were when it looked last, so that the next look reads only what is new.
 * Not for two threads at once. */
typedef struct _RgWatch RgWatch;

RgWatch *rg_watch_new (void);
void rg_watch_free (RgWatch *watch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RgWatch, rg_watch_free)

/* RgFoundFile: files to import by the day of their last receipt, then those with a problem. `now`
 * is in Unix seconds. *wait (may be NULL) says that a file is being written: look again soon.
 * G_IO_ERROR_NOT_FOUND and others where the folder cannot be looked into. */
GPtrArray *rg_watch_look (RgWatch *watch, RgStore *store, GFile *folder, gint64 now,
                          gboolean *wait, GCancellable *cancellable, GError **error);

/* Imports a file that was found, as it is recognised. */
gboolean rg_watch_import (RgStore *store, const RgFoundFile *file, RgImportSummary *summary,
                          GCancellable *cancellable, GError **error);

G_END_DECLS
