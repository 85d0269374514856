/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* What the first bytes of a picture say, also of those that lie. */
#include <string.h>

#include <glib/gstdio.h>

#include "base/rg-picture.h"

/* 640 × 480, as far as anything is read. */
static const guint8 png[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H',
                              'D', 'R', 0, 0, 2, 0x80, 0, 0, 1, 0xe0 };
/* A segment of an application, two fill bytes, a table, then the frame. */
static const guint8 jpeg[] = { 0xff, 0xd8, 0xff, 0xe1, 0, 6, 'E', 'x', 'i', 'f', 0xff, 0xff, 0xff,
                               0xc4, 0, 3, 9, 0xff, 0xc2, 0, 17, 8, 1, 0xe0, 2, 0x80, 3 };

static void
check_size (const guint8 *data, gsize length, RgPictureKind kind)
{
  guint width = 0, height = 0;

  g_assert_cmpint (rg_picture_look (data, length, &width, &height), ==, kind);
  g_assert_cmpuint (width, ==, 640);
  g_assert_cmpuint (height, ==, 480);
  g_assert_null (rg_picture_get_problem (data, length));
}

static void
test_size (void)
{
  check_size (png, sizeof png, RG_PICTURE_PNG);
  check_size (jpeg, sizeof jpeg, RG_PICTURE_JPEG);
}

/* Of what is cut off nothing is said, and nothing beyond its end is read. */
static void
check_cut (const guint8 *data, gsize length, gsize needed)
{
  for (gsize n = 0; n < length; n++)
    {
      g_autofree guint8 *part = g_memdup2 (data, n);
      guint width = 0, height = 0;

      g_assert_cmpint (rg_picture_look (part, n, &width, &height) != RG_PICTURE_NONE, ==,
                       n >= needed);
    }
}

static void
test_cut (void)
{
  check_cut (png, sizeof png, sizeof png);
  check_cut (jpeg, sizeof jpeg, 26);
}

static void
test_too_large (void)
{
  guint8 wide[sizeof png], none[sizeof png];
  static const guint8 text[] = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";

  memcpy (wide, png, sizeof png);
  wide[17] = 0x10; /* a million dots wide */
  memcpy (none, png, sizeof png);
  memset (none + 16, 0, 4);
  g_assert_nonnull (strstr (rg_picture_get_problem (wide, sizeof wide), "25 million dots"));
  g_assert_nonnull (strstr (rg_picture_get_problem (none, sizeof none), "PNG or JPEG"));
  g_assert_nonnull (strstr (rg_picture_get_problem (text, sizeof text), "PNG or JPEG"));
  g_assert_nonnull (strstr (rg_picture_get_problem (png, RG_PICTURE_BYTES_MOST + 1), "5 MB"));
  g_assert_nonnull (rg_picture_get_problem (NULL, 0));
}

/* Two entries, of which the second one says it; in either order of bytes. */
static const guint8 held_little[] = {
  0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xe1, 0, 42, 'E', 'x', 'i', 'f', 0, 0, 'I', 'I', 42, 0,
  8, 0, 0, 0, 2, 0, 0x0f, 0x01, 2, 0, 1, 0, 0, 0, 5, 0, 0, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0,
  0, 0, 0xff, 0xda, 0, 2,
};
static const guint8 held_big[] = {
  0xff, 0xd8, 0xff, 0xe1, 0, 30, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01,
  0x12, 0, 3, 0, 0, 0, 1, 0, 8, 0, 0, 0xff, 0xda, 0, 2,
};

static void
test_held (void)
{
  g_assert_cmpuint (rg_picture_get_orientation (held_little, sizeof held_little), ==, 6);
  g_assert_cmpuint (rg_picture_get_orientation (held_big, sizeof held_big), ==, 8);
  g_assert_cmpuint (rg_picture_get_orientation (jpeg, sizeof jpeg), ==, 1);
  g_assert_cmpuint (rg_picture_get_orientation (png, sizeof png), ==, 1);
  for (gsize n = 0; n < sizeof held_little; n++)
    {
      g_autofree guint8 *part = g_memdup2 (held_little, n);

      g_assert_cmpuint (rg_picture_get_orientation (part, n), ==, n < 52 ? 1 : 6);
    }
  for (int i = 0; i < 20000; i++)
    {
      g_autofree guint8 *data = g_memdup2 (held_little, sizeof held_little);

      for (int change = g_test_rand_int_range (1, 5); change > 0; change--)
        data[g_test_rand_int_range (2, sizeof held_little)] = (guint8) g_test_rand_int ();
      g_assert_cmpuint (rg_picture_get_orientation (data, sizeof held_little) - 1, <, 8);
    }
}

/* Whatever the bytes are, it ends, and a size that is told is one. */
static void
test_random (void)
{
  for (int i = 0; i < 20000; i++)
    {
      const gboolean is_png = g_test_rand_int_range (0, 2);
      const gsize length = is_png ? sizeof png : sizeof jpeg;
      g_autofree guint8 *data = g_memdup2 (is_png ? png : jpeg, length);
      guint width = 0, height = 0;

      for (int change = g_test_rand_int_range (1, 5); change > 0; change--)
        data[g_test_rand_int_range (2, (gint32) length)] = (guint8) g_test_rand_int ();
      if (rg_picture_look (data, length, &width, &height) != RG_PICTURE_NONE)
        g_assert_true (width > 0 && height > 0);
    }
}

/* What has no end is read no further than shows that it is too long. */
static void
test_read (void)
{
  g_autofree char *path = NULL;
  const int fd = g_file_open_tmp ("picture-XXXXXX", &path, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) endless = g_file_new_for_path ("/dev/zero");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_close (fd, NULL);
  g_file_set_contents (path, (const char *) png, sizeof png, &error);
  bytes = rg_picture_read (file, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), png, sizeof png);
  g_assert_null (rg_picture_read (endless, NULL, &error));
  g_assert_nonnull (strstr (error->message, "5 MB"));
  g_clear_error (&error);
  g_remove (path);
  g_assert_null (rg_picture_read (file, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/picture/size", test_size);
  g_test_add_func ("/picture/cut", test_cut);
  g_test_add_func ("/picture/too-large", test_too_large);
  g_test_add_func ("/picture/held", test_held);
  g_test_add_func ("/picture/random", test_random);
  g_test_add_func ("/picture/read", test_read);
  return g_test_run ();
}
