/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include <glib.h>

#include "base/rg-numbers.h"

/* Small or large, new or where something was before: all 0. */
static void
test_numbers (void)
{
  static const gsize counts[] = { 0, 1, 1000, 1u << 19, (1u << 20) + 7 };

  for (guint round = 0; round < 3; round++)
    for (gsize c = 0; c < G_N_ELEMENTS (counts); c++)
      {
        g_autofree guint64 *numbers = RG_NUMBERS_NEW0 (guint64, counts[c]);

        for (gsize i = 0; i < counts[c]; i++)
          {
            g_assert_cmpuint (numbers[i], ==, 0);
            numbers[i] = i + 1;
          }
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/numbers", test_numbers);
  return g_test_run ();
}
