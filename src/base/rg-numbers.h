/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Room for millions of numbers. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Room for n numbers of `size` bytes, or with all of them 0; free with g_free(). Many of them lie
 * in large pages: of those the processor remembers all, where it had to look up a page of four
 * kilobytes for nearly each number that it reads out of order. */
gpointer rg_numbers_new (gsize n, gsize size);
gpointer rg_numbers_new0 (gsize n, gsize size);

#define RG_NUMBERS_NEW(type, n) ((type *) rg_numbers_new ((n), sizeof (type)))
#define RG_NUMBERS_NEW0(type, n) ((type *) rg_numbers_new0 ((n), sizeof (type)))

G_END_DECLS
