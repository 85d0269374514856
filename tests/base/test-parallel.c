/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include <glib.h>

#include "base/rg-parallel.h"

#define MOST 10000

typedef struct {
  guint8 taken[MOST];
  guint least;
  guint n;
} Loop;

static void
take (guint first, guint last, gpointer data)
{
  Loop *loop = data;

  g_assert_cmpuint (last - first, >=, MIN (loop->least, loop->n));
  for (guint i = first; i < last; i++)
    loop->taken[i]++;
}

/* Each number once, whatever the parts are. */
static void
test_parallel (void)
{
  for (guint round = 0; round < 2000; round++)
    {
      Loop loop = { .n = (guint) g_test_rand_int_range (0, MOST) };

      loop.least = (guint) g_test_rand_int_range (1, MOST);
      rg_parallel_for (loop.n, loop.least, take, &loop);
      for (guint i = 0; i < MOST; i++)
        g_assert_cmpuint (loop.taken[i], ==, i < loop.n);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/parallel", test_parallel);
  return g_test_run ();
}
