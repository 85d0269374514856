/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the first bytes of a picture say of it, before anything unpacks it: its format and its size
 * (a small file can become a large picture). PNG (ISO/IEC 15948) and JPEG (ITU-T T.81). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Of a file that somebody chooses. */
#define RG_PICTURE_BYTES_MOST (5 * 1024 * 1024)
#define RG_PICTURE_PIXELS_MOST 25000000

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

G_END_DECLS
