/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Two numbers that two threads look at. */
#include "pages/rg-long-read.h"

struct _RgLongRead
{
  int permille;
  int stopped;
};

RgLongRead *
rg_long_read_new (void)
{
  return g_atomic_rc_box_new0 (RgLongRead);
}

RgLongRead *
rg_long_read_ref (RgLongRead *read)
{
  return g_atomic_rc_box_acquire (read);
}

void
rg_long_read_unref (RgLongRead *read)
{
  g_atomic_rc_box_release (read);
}

gboolean
rg_long_read_go_on (double share, gpointer data)
{
  RgLongRead *read = data;

  g_atomic_int_set (&read->permille, (int) (1000 * share));
  return !g_atomic_int_get (&read->stopped);
}

double
rg_long_read_get_share (RgLongRead *read)
{
  return g_atomic_int_get (&read->permille) / 1000.0;
}

void
rg_long_read_stop (RgLongRead *read)
{
  g_atomic_int_set (&read->stopped, 1);
}
