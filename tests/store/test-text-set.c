/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Interned texts: one pointer a text, also while the table grows. */
#include "store/rg-text-set.h"

#include <string.h>

static void
test_many (void)
{
  RgTextSet *set = rg_text_set_new ();

  for (guint i = 0; i < 200000; i++)
    {
      g_autofree char *text = g_strdup_printf ("text %u", i);
      const char *interned = rg_text_set_intern (set, text, strlen (text));

      g_assert_cmpstr (interned, ==, text);
      g_assert_true (rg_text_set_intern (set, text, strlen (text)) == interned);
    }
  g_assert_cmpuint (rg_text_set_get_size (set), ==, 200000);
  g_assert_cmpstr (rg_text_set_get (set, 199999), ==, "text 199999");
  rg_text_set_free (set);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-set/many", test_many);
  return g_test_run ();
}
