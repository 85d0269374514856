/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Bars against the rules of ISO/IEC 15417, and read back. */
#include "print/rg-code128.h"

#include <string.h>

/* "PJJ123C", the example of the article on Code 128 in Wikipedia, in code set B: 104, 48, 42, 42,
 * 17, 18, 19, 35; the weighted sum is 879, modulo 103 the check 55; stop. */
static void
test_published (void)
{
  g_autofree char *widths = rg_code128_encode ("PJJ123C");

  g_assert_cmpstr (widths, ==,
                   "211214" "313121" "112133" "112133" "123221" "223211" "221132" "131321"
                   "311321" "2331112");
}

static char *
pattern_of (char c)
{
  const char text[] = { c, '\0' };
  g_autofree char *widths = rg_code128_encode (text);

  return g_strndup (widths + 6, 6);
}

/* Every character has 11 modules, an even number of them black, and a pattern of its own. */
static void
test_patterns (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (char c = ' '; c <= '~'; c++)
    {
      char *pattern = pattern_of (c);
      guint black = 0;

      for (guint i = 0; i < 6; i += 2)
        black += (guint) (pattern[i] - '0');
      g_assert_cmpuint (rg_code128_n_modules (pattern), ==, 11);
      g_assert_cmpuint (black % 2, ==, 0);
      g_assert_true (g_hash_table_add (seen, pattern));
    }
}

/* What a scanner does: finds the bars along a line of the picture, and each character by its
 * pattern. */
static void
test_drawn (void)
{
  const char *const text = "K7QW3FHDXA9M";
  g_autofree char *widths = rg_code128_encode (text);
  const guint n = rg_code128_n_modules (widths);
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (n + 20) * 3, 30);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GString) read = g_string_new (NULL), found = g_string_new (NULL);
  const guint32 *line;
  guint run = 0;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  rg_code128_draw (cr, widths, 30, 5, 3, 20);
  cairo_surface_flush (surface);
  line = (const guint32 *) (gpointer) (cairo_image_surface_get_data (surface)
                                       + 15 * cairo_image_surface_get_stride (surface));
  for (guint x = 30; x < 30 + n * 3; x++)
    {
      run++;
      if (x + 1 == 30 + n * 3 || (line[x] & 0xff) != (line[x + 1] & 0xff))
        {
          g_string_append_c (read, (char) ('0' + run / 3));
          run = 0;
        }
    }
  g_assert_cmpstr (read->str, ==, widths);
  g_assert_cmpuint (line[29] & 0xff, ==, 0xff);
  for (guint i = 0; i < strlen (text); i++)
    for (char c = ' '; c <= '~'; c++)
      {
        g_autofree char *pattern = pattern_of (c);

        if (strncmp (read->str + 6 * (i + 1), pattern, 6) == 0)
          g_string_append_c (found, c);
      }
  g_assert_cmpstr (found->str, ==, text);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_refused (void)
{
  g_assert_null (rg_code128_encode ("Å"));
  g_assert_null (rg_code128_encode ("A\n"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/code128/published", test_published);
  g_test_add_func ("/code128/patterns", test_patterns);
  g_test_add_func ("/code128/drawn", test_drawn);
  g_test_add_func ("/code128/refused", test_refused);
  return g_test_run ();
}
