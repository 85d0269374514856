/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Chance that is the same each time: the finaliser of splitmix64 (G. L. Steele, D. Lea and C. H.
 * Flood, OOPSLA 2014). Of ids it makes an order that has nothing to do with anything about them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RG_MIX_STEP G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)

static inline guint64
rg_mix (guint64 number)
{
  guint64 z = number + RG_MIX_STEP;

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/* What somebody draws, by their id: the lowest ones win, and each has the same chance. */
static inline guint64
rg_mix_lot (gint64 id, guint64 salt)
{
  return rg_mix ((guint64) id ^ salt);
}

G_END_DECLS
