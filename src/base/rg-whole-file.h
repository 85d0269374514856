/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* A file that is written as a whole or not at all: whoever gives up leaves what was there before,
 * and where nothing was, nothing. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _RgWholeFile RgWholeFile;

/* flags: of g_file_replace(). NULL with an error. */
RgWholeFile *rg_whole_file_open (GFile *file, GFileCreateFlags flags, GCancellable *cancellable,
                                 GError **error);
/* Borrowed, and not to be closed. */
GOutputStream *rg_whole_file_get_stream (RgWholeFile *whole);
/* Frees. done: all of it was written; FALSE gives up. Gives whether the file is there as a whole;
 * error is set where it was done and is not. */
gboolean rg_whole_file_close (RgWholeFile *whole, gboolean done, GCancellable *cancellable,
                              GError **error);

G_END_DECLS
