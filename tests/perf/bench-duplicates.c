/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Processor time of looking for duplicates among made-up people, a fifth of them spoilt copies, and
 * in a shop. usage: bench-duplicates N_PEOPLE */
#include "../analysis/rg-test-people.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double
processor_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec + now.tv_nsec / 1e9;
}

int
main (int argc, char *argv[])
{
  const guint n = argc > 1 ? (guint) atoi (argv[1]) : 100000;
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GPtrArray) people =
    test_people_make (rand, n / 5 * 4, 0.3, n / 5, 1, 2, 4, COPIES_UNIFORM);
  g_autoptr (RgDuplicates) duplicates = rg_duplicates_new ();
  g_autoptr (GArray) pairs = NULL;
  const double began = processor_time ();
  double read;

  test_people_add (people, 0, duplicates);
  read = processor_time ();
  pairs = rg_duplicates_find (duplicates, RG_SAME_PERHAPS, NULL, NULL);
  printf ("duplicates among %u people: %.2f s taking in, %.2f s comparing (processor), %u pairs\n",
          people->len, read - began, processor_time () - read, pairs->len);
  return 0;
}
