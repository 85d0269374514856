/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Numbers that look random and are the same on every computer. */
#include "config.h"

#include "transfer/rg-sample-private.h"

void
rg_random_init (RgRandom *random, guint64 seed, guint64 stream)
{
  random->state = 0;
  random->stream = stream << 1 | 1;
  rg_random_next (random);
  random->state += seed;
  rg_random_next (random);
}

guint32
rg_random_next (RgRandom *random)
{
  guint64 old = random->state;
  random->state = old * G_GUINT64_CONSTANT (6364136223846793005) + random->stream;
  guint32 shifted = (guint32) (((old >> 18) ^ old) >> 27);
  guint32 turn = (guint32) (old >> 59);
  return shifted >> turn | shifted << (-turn & 31);
}

int
rg_random_below (RgRandom *random, int n)
{
  return (int) ((guint64) rg_random_next (random) * (guint64) n >> 32);
}

int
rg_random_between (RgRandom *random, int from, int to)
{
  return from + rg_random_below (random, to - from + 1);
}

gboolean
rg_random_chance (RgRandom *random, int percent)
{
  return rg_random_below (random, 100) < percent;
}

int
rg_random_pick (RgRandom *random, const int *weights, int n)
{
  int sum = 0;
  for (int i = 0; i < n; i++)
    sum += weights[i];
  int at = rg_random_below (random, sum);
  for (int i = 0; i < n; i++)
    {
      if (at < weights[i])
        return i;
      at -= weights[i];
    }
  return n - 1;
}

int
rg_random_around (RgRandom *random)
{
  int sum = 0;
  for (int i = 0; i < 4; i++)
    sum += rg_random_below (random, 501);
  return sum;
}
