/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
#include "config.h"

#include "base/rg-parallel-private.h"

#define RG_PARALLEL_TRIED 4 /* parts, where everything is shared out */

static gboolean everything;

void
rg_parallel_share_everything (void)
{
  everything = TRUE;
}

gboolean
rg_parallel_is_worth (guint64 n, guint64 least)
{
  return everything || n >= least;
}

typedef struct {
  RgParallelFunc func;
  gpointer data;
  guint n, n_parts;
  guint next; /* the first part that nobody has taken; atomic */
} RgParallel;

static void
rg_parallel_work (gpointer task, gpointer user_data)
{
  RgParallel *loop = user_data;

  for (guint64 part; (part = g_atomic_int_add (&loop->next, 1)) < loop->n_parts;)
    loop->func ((guint) (part * loop->n / loop->n_parts),
                (guint) ((part + 1) * loop->n / loop->n_parts), loop->data);
}

void
rg_parallel_for (guint n, guint least, RgParallelFunc func, gpointer data)
{
  RgParallel loop = { .func = func, .data = data, .n = n };
  GThreadPool *others = NULL;

  loop.n_parts = everything ? CLAMP (n, 1, RG_PARALLEL_TRIED)
                            : CLAMP (n / least, 1, g_get_num_processors ());
  if (loop.n_parts > 1)
    others = g_thread_pool_new (rg_parallel_work, &loop, (int) loop.n_parts - 1, FALSE, NULL);
  for (guint i = 1; i < loop.n_parts; i++)
    g_thread_pool_push (others, &loop, NULL);
  rg_parallel_work (&loop, &loop);
  /* Who was not woken in time, or could not be, has nothing left to do. */
  if (others != NULL)
    g_thread_pool_free (others, TRUE, TRUE);
}
