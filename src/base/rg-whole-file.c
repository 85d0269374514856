/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* GIO writes what takes the place of a file beside it, but what is new in its own place. */
#include "base/rg-whole-file.h"

struct _RgWholeFile
{
  GFile *file;
  GFileOutputStream *stream;
  gboolean is_new;
};

RgWholeFile *
rg_whole_file_open (GFile *file, GFileCreateFlags flags, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failed = NULL;
  GFileOutputStream *stream =
      g_file_create (file, flags & G_FILE_CREATE_PRIVATE, cancellable, &failed);
  const gboolean is_new = stream != NULL;
  RgWholeFile *whole;

  if (g_error_matches (failed, G_IO_ERROR, G_IO_ERROR_EXISTS))
    stream = g_file_replace (file, NULL, FALSE, flags, cancellable, error);
  else if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  if (stream == NULL)
    return NULL;
  whole = g_new0 (RgWholeFile, 1);
  whole->file = g_object_ref (file);
  whole->stream = stream;
  whole->is_new = is_new;
  return whole;
}

GOutputStream *
rg_whole_file_get_stream (RgWholeFile *whole)
{
  return G_OUTPUT_STREAM (whole->stream);
}

gboolean
rg_whole_file_close (RgWholeFile *whole, gboolean done, GCancellable *cancellable, GError **error)
{
  g_autoptr (GCancellable) give_up = g_cancellable_new ();

  /* Closed under a cancelled cancellable, the file that was there stays as it was. */
  g_cancellable_cancel (give_up);
  if (done)
    done = g_output_stream_close (G_OUTPUT_STREAM (whole->stream), cancellable, error);
  else
    g_output_stream_close (G_OUTPUT_STREAM (whole->stream), give_up, NULL);
  if (!done && whole->is_new)
    g_file_delete (whole->file, NULL, NULL);
  g_object_unref (whole->stream);
  g_object_unref (whole->file);
  g_free (whole);
  return done;
}
