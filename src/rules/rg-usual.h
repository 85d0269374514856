/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Whether something changed more than it usually does.
 *
 * What is usual is the range of nine in ten of its own changes from week to week, over as many
 * weeks as are known: of n changes the floor(n / 20) smallest and as many largest are left out. The
 * last change is told where it lies outside of that range, is one of at least RG_USUAL_LEAST
 * people, and goes away from nothing: growth, or shrinking. With fewer than RG_USUAL_WEEKS changes
 * before it nobody can tell. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define RG_USUAL_WEEKS 12
#define RG_USUAL_LEAST 5

typedef struct {
  gboolean known;  /* there are weeks enough; else the rest says nothing */
  int low, high;   /* the usual changes in a week */
  int change;      /* the last one */
  gboolean unusual;
} RgUsual;

/* counts: of so many weeks, the last one is now. */
RgUsual rg_usual_judge (const guint *counts, gsize n);

G_END_DECLS
