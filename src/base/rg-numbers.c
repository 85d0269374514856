/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "config.h"

#include "base/rg-numbers.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define RG_LARGE_PAGE ((gsize) 2 << 20)

gpointer
rg_numbers_new (gsize n, gsize size)
{
  void *numbers = NULL;

  if (n < RG_LARGE_PAGE / size || n > G_MAXSIZE / size
      || posix_memalign (&numbers, RG_LARGE_PAGE, n * size) != 0)
    return g_malloc_n (n, size);
  /* Where it is refused, the pages are small. */
  madvise (numbers, n * size, MADV_HUGEPAGE);
  return numbers;
}

gpointer
rg_numbers_new0 (gsize n, gsize size)
{
  return n < RG_LARGE_PAGE / size ? g_malloc0_n (n, size)
                                  : memset (rg_numbers_new (n, size), 0, n * size);
}
