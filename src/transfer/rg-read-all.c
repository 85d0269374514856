/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "transfer/rg-read-all.h"

#define CHUNK ((gsize) 1024 * 1024)

GBytes *
rg_read_all (GInputStream *stream, gsize most, const char *too_large, GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (CHUNK);
  gsize got;

  do
    {
      if (!g_input_stream_read_all (stream, chunk, CHUNK, &got, cancellable, error))
        return NULL;
      if (bytes->len + got > most)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, too_large);
          return NULL;
        }
      g_byte_array_append (bytes, chunk, (guint) got);
    }
  while (got == CHUNK);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
