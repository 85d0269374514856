/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Text out of a packed folder, as others offer their tables for download. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The largest text file (.txt, .csv, .tsv) in a ZIP file that is no explanation ("readme.txt").
 * NULL without an error where there is none.
 *
 * Errors: G_IO_ERROR_INVALID_DATA with a sentence where the file is damaged or locked with a
 * password, or unpacks to more than any table has. */
GBytes *rg_packed_text_read (GBytes *bytes, GError **error);

G_END_DECLS
