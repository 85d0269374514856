/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The format and the size of a picture, from its first bytes. */
#include "base/rg-picture.h"

#include <string.h>

#include "base/rg-i18n.h"

/* Signature, length and name of the first chunk, width and height. */
#define RG_PNG_HEAD 24
#define RG_PNG_SIDE_MOST 0x7fffffffu

static guint32
rg_picture_number (const guint8 *at, guint bytes)
{
  guint32 number = 0;

  for (guint i = 0; i < bytes; i++)
    number = number << 8 | at[i];
  return number;
}

static gboolean
rg_picture_look_png (const guint8 *data, gsize length, guint *width, guint *height)
{
  if (length < RG_PNG_HEAD || memcmp (data, "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16) != 0)
    return FALSE;
  *width = rg_picture_number (data + 16, 4);
  *height = rg_picture_number (data + 20, 4);
  return *width > 0 && *height > 0 && *width <= RG_PNG_SIDE_MOST && *height <= RG_PNG_SIDE_MOST;
}

/* A frame begins there: 0xc0 to 0xcf, but for tables and what is reserved. */
static gboolean
rg_picture_is_frame (guint8 marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

/* From segment to segment until the frame; each of them says how long it is. */
static gboolean
rg_picture_look_jpeg (const guint8 *data, gsize length, guint *width, guint *height)
{
  gsize at = 2;

  if (length < 4 || data[0] != 0xff || data[1] != 0xd8)
    return FALSE;
  while (at + 4 <= length)
    {
      const guint8 marker = data[at + 1];

      if (data[at] != 0xff)
        return FALSE;
      if (marker == 0xff)
        {
          at++;
          continue;
        }
      if (rg_picture_is_frame (marker))
        {
          if (at + 9 > length)
            return FALSE;
          *height = rg_picture_number (data + at + 5, 2);
          *width = rg_picture_number (data + at + 7, 2);
          return *width > 0 && *height > 0;
        }
      /* The picture itself has begun without one, or it is at its end. */
      if (marker == 0xda || marker == 0xd9 || rg_picture_number (data + at + 2, 2) < 2)
        return FALSE;
      at += 2 + rg_picture_number (data + at + 2, 2);
    }
  return FALSE;
}

/* --- how it was held ---------------------------------------------------------------------- */

#define RG_EXIF_ENTRY 12
#define RG_EXIF_ORIENTATION 0x0112

/* TIFF, of either order of bytes. */
typedef struct {
  const guint8 *data;
  gsize length;
  gboolean little;
} RgExif;

/* 0 beyond the end. */
static guint32
rg_exif_number (const RgExif *exif, gsize at, guint bytes)
{
  guint32 number = 0;

  if (at > exif->length || exif->length - at < bytes)
    return 0;
  for (guint i = 0; i < bytes; i++)
    number |= (guint32) exif->data[at + i] << 8 * (exif->little ? i : bytes - 1 - i);
  return number;
}

/* An entry of the first directory: its tag, its type, how many there are, and one of 16 bits. */
static guint
rg_exif_get_orientation (const RgExif *exif)
{
  const gsize directory = rg_exif_number (exif, 4, 4);
  const guint n = rg_exif_number (exif, directory, 2);

  for (guint i = 0; i < n; i++)
    {
      const gsize entry = directory + 2 + (gsize) i * RG_EXIF_ENTRY;
      const guint value = rg_exif_number (exif, entry + 8, 2);

      if (rg_exif_number (exif, entry, 2) == RG_EXIF_ORIENTATION)
        return value >= 1 && value <= 8 ? value : 1;
    }
  return 1;
}

guint
rg_picture_get_orientation (const guint8 *data, gsize length)
{
  gsize at = 2;

  if (length < 4 || data[0] != 0xff || data[1] != 0xd8)
    return 1;
  while (at + 4 <= length && data[at] == 0xff && !rg_picture_is_frame (data[at + 1])
         && data[at + 1] != 0xda && data[at + 1] != 0xd9)
    {
      const guint size = rg_picture_number (data + at + 2, 2);
      const RgExif exif = { data + at + 10, size > 8 ? size - 8 : 0,
                            at + 11 <= length && data[at + 10] == 'I' };

      if (data[at + 1] == 0xff)
        at++;
      else if (size < 2 || length - at - 2 < size)
        return 1;
      else if (data[at + 1] == 0xe1 && size > 8 && memcmp (data + at + 4, "Exif\0\0", 6) == 0)
        return rg_exif_get_orientation (&exif);
      else
        at += 2 + size;
    }
  return 1;
}

RgPictureKind
rg_picture_look (const guint8 *data, gsize length, guint *width, guint *height)
{
  if (rg_picture_look_png (data, length, width, height))
    return RG_PICTURE_PNG;
  if (rg_picture_look_jpeg (data, length, width, height))
    return RG_PICTURE_JPEG;
  return RG_PICTURE_NONE;
}

const char *
rg_picture_get_problem (const guint8 *data, gsize length)
{
  guint width = 0, height = 0;

  if (length > RG_PICTURE_BYTES_MOST)
    return _("This file is larger than 5 MB. Choose a smaller picture.");
  if (rg_picture_look (data, length, &width, &height) == RG_PICTURE_NONE)
    return _("This is no picture that can be used: choose a PNG or JPEG file.");
  if ((guint64) width * height > RG_PICTURE_PIXELS_MOST)
    return _("This picture has more than 25 million dots. Choose a smaller one.");
  return NULL;
}

GBytes *
rg_picture_read (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autofree guint8 *data = NULL;
  const char *problem;
  gsize length = 0;

  if (stream == NULL)
    return NULL;
  data = g_malloc (RG_PICTURE_BYTES_MOST + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), data, RG_PICTURE_BYTES_MOST + 1, &length,
                                cancellable, error))
    return NULL;
  problem = rg_picture_get_problem (data, length);
  if (problem == NULL)
    return g_bytes_new (data, length);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, problem);
  return NULL;
}
