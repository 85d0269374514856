/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What reading pages and reading the log share. */
#pragma once

#include "db/rg-pages.h"

G_BEGIN_DECLS

struct _RgPages
{
  guint8 *bytes;
  gsize length;
  guint page_size;
  guint n_pages;
  guint8 *log;
  GHashTable *newer; /* page number to its bytes in the log */
};

/* All that can be read of a file; what the disk refuses is zeros. */
guint8 *rg_pages_read_file (const char *path, gsize *length, GError **error);
/* Finds the committed pages of the log beside the file, where there is one. */
void rg_pages_open_log (RgPages *pages, const char *path);

G_END_DECLS
