/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Turns the bytes of a file into UTF-8. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The file's text as UTF-8, without a byte-order mark and without NUL.
 *
 * `charset` is an iconv name, or NULL to find out: a byte-order mark; else strict UTF-8; else
 * UTF-16 by where the NUL bytes lie; else the Windows code page whose letters fit best. gzip is
 * unpacked first. *used (static) becomes the name of the encoding that was read.
 *
 * Errors: G_IO_ERROR_INVALID_DATA with a sentence that says what the file is instead of text;
 * an empty file is one of them. */
GBytes *rg_charset_decode (GBytes *bytes, const char *charset, const char **used, GError **error);

/* The encodings that a person may choose from, NULL-terminated; iconv names. */
const char *const *rg_charset_names (void);

G_END_DECLS
