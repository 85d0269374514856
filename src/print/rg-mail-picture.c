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

/* On white: what is drawn for paper stays readable where mail is shown on dark. */
static GBytes *
rg_mail_picture_draw (cairo_surface_t *surface, double scale)
{
  const int width = MAX (1, (int) lround (cairo_image_surface_get_width (surface) * scale));
  const int height = MAX (1, (int) lround (cairo_image_surface_get_height (surface) * scale));
  cairo_surface_t *small = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (small);
  GByteArray *png = g_byte_array_new ();

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, (double) width / cairo_image_surface_get_width (surface),
               (double) height / cairo_image_surface_get_height (surface));
  cairo_set_source_surface (cr, surface, 0, 0);
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
rg_mail_picture_pack (cairo_surface_t *surface, gsize most, GError **error)
{
  const int width = cairo_image_surface_get_width (surface);
  const int height = cairo_image_surface_get_height (surface);
  double scale = MIN (1, MIN ((double) RG_MAIL_PICTURE_WIDTH / MAX (width, 1),
                              (double) RG_MAIL_PICTURE_HEIGHT / MAX (height, 1)));

  for (; scale * MAX (width, height) >= RG_MAIL_PICTURE_LEAST; scale *= RG_MAIL_PICTURE_SHRINK)
    {
      g_autoptr (GBytes) png = rg_mail_picture_draw (surface, scale);

      if (g_bytes_get_size (png) > 0 && g_bytes_get_size (png) <= most)
        return g_steal_pointer (&png);
    }
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       _("This picture is too small to be seen. Choose another one."));
  return NULL;
}
