/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The picture on top of e-mails: drawn anew, small, on white, with nothing else in it. */
#include <string.h>

#include "base/rg-picture.h"
#include "print/rg-mail-picture.h"

#define MOST (150 * 1024)

/* Noise, which no packing makes small; half of it can be seen through. */
static cairo_surface_t *
make_noise (int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  guint8 *data = cairo_image_surface_get_data (surface);
  const int stride = cairo_image_surface_get_stride (surface);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        const guint32 dot = x < width / 2 ? 0xff000000u | (guint32) g_test_rand_int () : 0;

        memcpy (data + y * stride + x * 4, &dot, sizeof dot);
      }
  cairo_surface_mark_dirty (surface);
  return surface;
}

static cairo_status_t
append_cb (void *to, const unsigned char *from, unsigned int length)
{
  g_byte_array_append (to, from, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
check (int width, int height, guint packed_width, guint packed_height)
{
  cairo_surface_t *surface = make_noise (width, height), *back;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) png = rg_mail_picture_pack (surface, 1, MOST, &error);
  guint w = 0, h = 0;
  gsize length;
  const guint8 *data = g_bytes_get_data (png, &length);
  guint32 dot;

  g_assert_no_error (error);
  g_assert_cmpuint (length, <=, MOST);
  g_assert_cmpint (rg_picture_look (data, length, &w, &h), ==, RG_PICTURE_PNG);
  g_assert_cmpuint (w, <=, packed_width);
  g_assert_cmpuint (h, <=, packed_height);
  g_assert_cmpfloat_with_epsilon ((double) w / h, (double) width / height, 0.1 * width / height);
  back = rg_mail_picture_load_png (png, &error);
  g_assert_no_error (error);
  /* What could be seen through is white. */
  memcpy (&dot, cairo_image_surface_get_data (back)
                  + (h / 2) * (guint) cairo_image_surface_get_stride (back) + (w - 2) * 4,
          sizeof dot);
  g_assert_cmphex (dot & 0xffffff, ==, 0xffffff);
  cairo_surface_destroy (back);
  cairo_surface_destroy (surface);
}

static void
test_pack (void)
{
  check (64, 20, 64, 20);
  check (1200, 300, RG_MAIL_PICTURE_WIDTH, 140);
  check (300, 1200, 50, RG_MAIL_PICTURE_HEIGHT);
}

/* A chunk of text after the first one: PNG says nowhere that it must be right. */
static void
test_nothing_else (void)
{
  static const guint8 secret[] = { 0, 0, 0, 14, 't', 'E', 'X', 't', 'P', 'l', 'a', 'c', 'e', 0,
                                   'S', 'e', 'c', 'r', 'e', 't', '1', '2', 0x9b, 0xcb, 0x92, 0x7e };
  cairo_surface_t *surface = make_noise (32, 32), *loaded;
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_autoptr (GByteArray) with = g_byte_array_new ();
  g_autoptr (GBytes) chosen = NULL, packed = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  cairo_surface_write_to_png_stream (surface, append_cb, file);
  g_byte_array_append (with, file->data, 33);
  g_byte_array_append (with, secret, sizeof secret);
  g_byte_array_append (with, file->data + 33, file->len - 33);
  chosen = g_bytes_new (with->data, with->len);
  loaded = rg_mail_picture_load_png (chosen, &error);
  g_assert_no_error (error);
  packed = rg_mail_picture_pack (loaded, 1, MOST, &error);
  g_assert_no_error (error);
  g_assert_nonnull (memmem (with->data, with->len, "tEXtPlace", 9));
  g_assert_null (memmem (g_bytes_get_data (packed, &length), g_bytes_get_size (packed), "tEXt",
                         4));
  cairo_surface_destroy (loaded);
  cairo_surface_destroy (surface);
}

static guint32
get_dot (cairo_surface_t *surface, int x, int y)
{
  guint32 dot;

  memcpy (&dot, cairo_image_surface_get_data (surface)
                  + y * cairo_image_surface_get_stride (surface) + x * 4, sizeof dot);
  return dot & 0xffffff;
}

/* Where the first row and the first column are to be seen, as Exif's table has it. */
static void
test_upright (void)
{
  static const struct {
    gboolean on_side, from_right, from_bottom;
  } held[] = { { FALSE, FALSE, FALSE }, { FALSE, TRUE, FALSE }, { FALSE, TRUE, TRUE },
               { FALSE, FALSE, TRUE },  { TRUE, FALSE, FALSE }, { TRUE, TRUE, FALSE },
               { TRUE, TRUE, TRUE },    { TRUE, FALSE, TRUE } };
  cairo_surface_t *surface = make_noise (48, 20);

  for (guint i = 0; i < G_N_ELEMENTS (held); i++)
    {
      g_autoptr (GBytes) png = rg_mail_picture_pack (surface, i + 1, MOST, NULL);
      cairo_surface_t *seen = rg_mail_picture_load_png (png, NULL);
      const int w = cairo_image_surface_get_width (seen);
      const int h = cairo_image_surface_get_height (seen);

      g_assert_cmpint (w, ==, held[i].on_side ? 20 : 48);
      g_assert_cmpint (h, ==, held[i].on_side ? 48 : 20);
      for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++)
          {
            const int across = held[i].from_right ? w - 1 - x : x;
            const int down = held[i].from_bottom ? h - 1 - y : y;
            const int from_x = held[i].on_side ? down : across;
            const guint32 dot = get_dot (surface, from_x, held[i].on_side ? across : down);

            g_assert_cmphex (get_dot (seen, x, y), ==, from_x < 24 ? dot : 0xffffff);
          }
      cairo_surface_destroy (seen);
    }
  cairo_surface_destroy (surface);
}

/* What begins as a picture and is none. */
static void
test_damaged (void)
{
  cairo_surface_t *surface = make_noise (32, 32);
  g_autoptr (GByteArray) file = g_byte_array_new ();

  cairo_surface_write_to_png_stream (surface, append_cb, file);
  for (guint n = 24; n < file->len - 12; n += 97)
    {
      g_autoptr (GBytes) cut = g_bytes_new (file->data, n);
      g_autoptr (GError) error = NULL;

      g_assert_null (rg_mail_picture_load_png (cut, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    }
  cairo_surface_destroy (surface);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mail-picture/pack", test_pack);
  g_test_add_func ("/mail-picture/nothing-else", test_nothing_else);
  g_test_add_func ("/mail-picture/upright", test_upright);
  g_test_add_func ("/mail-picture/damaged", test_damaged);
  return g_test_run ();
}
