/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the first bytes of a picture say of it, before anything unpacks it: its format and its size
 * (a small file can become a large picture), and how a camera was held. PNG (ISO/IEC 15948), JPEG
 * (ITU-T T.81) and Exif (CIPA DC-008). */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Of a file that somebody chooses. */
#define RG_PICTURE_BYTES_MOST (5 * 1024 * 1024)
#define RG_PICTURE_PIXELS_MOST 25000000

/* The picture on top of e-mails is never larger than that; in the mail one pixel is one. */
#define RG_MAIL_PICTURE_WIDTH 560
#define RG_MAIL_PICTURE_HEIGHT 200

typedef enum {
  RG_PICTURE_NONE, /* neither of the others, or not whole enough to say */
  RG_PICTURE_PNG,
  RG_PICTURE_JPEG,
} RgPictureKind;

/* width, height: in pixels, at least 1; set unless it is none. */
RgPictureKind rg_picture_look (const guint8 *data, gsize length, guint *width, guint *height);
/* The same, with what is wrong as a sentence where it is none, or larger than what is taken: NULL
 * where nothing is. */
const char *rg_picture_get_problem (const guint8 *data, gsize length);
/* Where its first row and column lie, as Exif says it of a JPEG file: 1, at the top and at the
 * left, to 8; from 5 on width and height change places. 1 where nothing is said. */
guint rg_picture_get_orientation (const guint8 *data, gsize length);
/* The whole of a file that has no problem; of a longer one no more is read than shows that.
 * G_IO_ERROR with a sentence. Owned by the caller. */
GBytes *rg_picture_read (GFile *file, GCancellable *cancellable, GError **error);

G_END_DECLS
