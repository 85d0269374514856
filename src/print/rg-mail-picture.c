/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The picture on top of the shop's e-mails. */
#include "print/rg-mail-picture.h"

#include <math.h>
#include <string.h>

#include "base/rg-i18n.h"
#include "base/rg-picture.h"

/* Each time that it is still too large for a mail. */
#define RG_MAIL_PICTURE_SHRINK 0.75
#define RG_MAIL_PICTURE_LEAST 16

typedef struct {
  const guint8 *at;
  gsize left;
} RgPictureReading;

static cairo_status_t
rg_mail_picture_read_cb (void *data, unsigned char *to, unsigned int length)
{
  RgPictureReading *reading = data;

  if (length > reading->left)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (to, reading->at, length);
  reading->at += length;
  reading->left -= length;
  return CAIRO_STATUS_SUCCESS;
}

cairo_surface_t *
rg_mail_picture_load_png (GBytes *file, GError **error)
{
  RgPictureReading reading;
  cairo_surface_t *surface;

  reading.at = g_bytes_get_data (file, &reading.left);
  surface = cairo_image_surface_create_from_png_stream (rg_mail_picture_read_cb, &reading);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    return surface;
  cairo_surface_destroy (surface);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       _("This picture is damaged, or no PNG file."));
  return NULL;
}

static cairo_status_t
rg_mail_picture_write_cb (void *data, const unsigned char *from, unsigned int length)
{
  g_byte_array_append (data, from, length);
  return CAIRO_STATUS_SUCCESS;
}

/* A picture as it lies in its file, and as it is meant to be seen. */
typedef struct {
  cairo_surface_t *surface;
  cairo_matrix_t upright;
  int width, height; /* then */
} RgMailPictureTurn;

static void
rg_mail_picture_turn_init (RgMailPictureTurn *turn, cairo_surface_t *surface, guint orientation)
{
  const int w = cairo_image_surface_get_width (surface);
  const int h = cairo_image_surface_get_height (surface);
  const cairo_matrix_t upright[] = {
    { 1, 0, 0, 1, 0, 0 },   { -1, 0, 0, 1, w, 0 }, { -1, 0, 0, -1, w, h }, { 1, 0, 0, -1, 0, h },
    { 0, 1, 1, 0, 0, 0 },   { 0, 1, -1, 0, h, 0 }, { 0, -1, -1, 0, h, w }, { 0, -1, 1, 0, 0, w },
  };

  *turn = (RgMailPictureTurn) {
    .surface = surface,
    .upright = upright[CLAMP (orientation, 1, G_N_ELEMENTS (upright)) - 1],
    .width = orientation >= 5 ? h : w,
    .height = orientation >= 5 ? w : h,
  };
}

/* On white: what is drawn for paper stays readable where mail is shown on dark. */
static GBytes *
rg_mail_picture_draw (const RgMailPictureTurn *turn, double scale)
{
  const int width = MAX (1, (int) lround (turn->width * scale));
  const int height = MAX (1, (int) lround (turn->height * scale));
  cairo_surface_t *small = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (small);
  GByteArray *png = g_byte_array_new ();

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, (double) width / turn->width, (double) height / turn->height);
  cairo_transform (cr, &turn->upright);
  cairo_set_source_surface (cr, turn->surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_flush (small);
  if (cairo_surface_write_to_png_stream (small, rg_mail_picture_write_cb, png)
      != CAIRO_STATUS_SUCCESS)
    g_byte_array_set_size (png, 0);
  cairo_surface_destroy (small);
  return g_byte_array_free_to_bytes (png);
}

GBytes *
rg_mail_picture_pack (cairo_surface_t *surface, guint orientation, gsize most, GError **error)
{
  RgMailPictureTurn turn;
  double scale;

  rg_mail_picture_turn_init (&turn, surface, orientation);
  scale = MIN (1, MIN ((double) RG_MAIL_PICTURE_WIDTH / MAX (turn.width, 1),
                       (double) RG_MAIL_PICTURE_HEIGHT / MAX (turn.height, 1)));
  for (; scale * MAX (turn.width, turn.height) >= RG_MAIL_PICTURE_LEAST;
       scale *= RG_MAIL_PICTURE_SHRINK)
    {
      g_autoptr (GBytes) png = rg_mail_picture_draw (&turn, scale);

      if (g_bytes_get_size (png) > 0 && g_bytes_get_size (png) <= most)
        return g_steal_pointer (&png);
    }
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       _("This picture is too small to be seen. Choose another one."));
  return NULL;
}
