/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Kept pictures and text. */
#include "golden.h"

#include <stdlib.h>

#define GOLDEN_STEP 24
#define GOLDEN_SHARE 0.002

static gboolean
golden_writes (void)
{
  return g_strcmp0 (g_getenv ("REGULARS_GOLDEN"), "write") == 0;
}

/* What was drawn stays beside the tests, so that it can be looked at. */
static char *
golden_kept_place (const char *name, char **seen)
{
  *seen = g_test_build_filename (G_TEST_BUILT, "golden", name, NULL);
  return g_test_build_filename (G_TEST_DIST, "golden", name, NULL);
}

static gsize
golden_different_pixels (cairo_surface_t *a, cairo_surface_t *b)
{
  int width = cairo_image_surface_get_width (a), height = cairo_image_surface_get_height (a);
  gsize different = 0;

  for (int y = 0; y < height; y++)
    {
      const guint8 *row_a
        = cairo_image_surface_get_data (a) + y * cairo_image_surface_get_stride (a);
      const guint8 *row_b
        = cairo_image_surface_get_data (b) + y * cairo_image_surface_get_stride (b);

      for (int x = 0; x < width; x++)
        for (int c = 0; c < 3; c++)
          if (abs (row_a[x * 4 + c] - row_b[x * 4 + c]) > GOLDEN_STEP)
            {
              different++;
              break;
            }
    }
  return different;
}

void
golden_check_picture (cairo_surface_t *surface, const char *name)
{
  g_autofree char *seen = NULL;
  g_autofree char *kept = golden_kept_place (name, &seen);
  cairo_surface_t *golden;
  gsize different, all;

  cairo_surface_flush (surface);
  g_assert_cmpint (cairo_surface_write_to_png (surface, golden_writes () ? kept : seen), ==,
                   CAIRO_STATUS_SUCCESS);
  if (golden_writes ())
    return;
  golden = cairo_image_surface_create_from_png (kept);
  if (cairo_surface_status (golden) != CAIRO_STATUS_SUCCESS)
    g_error ("%s is missing; tests/golden/regenerate.sh makes it", kept);
  g_assert_cmpint (cairo_image_surface_get_width (golden), ==,
                   cairo_image_surface_get_width (surface));
  g_assert_cmpint (cairo_image_surface_get_height (golden), ==,
                   cairo_image_surface_get_height (surface));
  different = golden_different_pixels (golden, surface);
  all = (gsize) cairo_image_surface_get_width (golden)
        * (gsize) cairo_image_surface_get_height (golden);
  if (different > all * GOLDEN_SHARE)
    g_error ("%s differs in %zu of %zu pixels; what was drawn is in %s", name, different, all,
             seen);
  cairo_surface_destroy (golden);
}

void
golden_check_text (const char *text, const char *name)
{
  g_autofree char *seen = NULL;
  g_autofree char *kept = golden_kept_place (name, &seen);
  g_autofree char *golden = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (golden_writes () ? kept : seen, text, -1, &error);
  g_assert_no_error (error);
  if (golden_writes ())
    return;
  g_file_get_contents (kept, &golden, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, golden);
}
