/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* All bytes of a stream; of more than `most` none, and `too_large` is the sentence of the error,
 * G_IO_ERROR_INVALID_DATA. */
GBytes *rg_read_all (GInputStream *stream, gsize most, const char *too_large,
                     GCancellable *cancellable, GError **error);

G_END_DECLS
